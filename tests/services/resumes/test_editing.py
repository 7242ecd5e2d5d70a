"""One change at a time: what is written is what was typed, ids of lines stay, nothing else moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.resume import Bullet, Extra, Job, Named, Profile, Study
from shared_backend.services.resumes.comparing import differences, word_diff
from shared_backend.services.resumes.editing import added, as_text, edited, moved_up, removed, without_empty
from tests.services.resumes.test_ledger import ADA, PROFILES


def test_a_field_a_list_and_an_entry() -> None:
    assert edited(ADA, "phone", "  1  2 ").phone == "1 2"
    assert edited(ADA, "skills", "Go\n\n  C++ \n").skills == ("Go", "C++")
    assert edited(ADA, "languages", "English | native\nFrench").languages == (
        Named("English", "native"),
        Named("French"),
    )
    assert edited(ADA, "jobs/job1/end", "2020").jobs[0].end == "2020"
    assert edited(ADA, "studies/study1/notes", "With honours").studies[0].notes == ("With honours",)
    assert edited(ADA, "extras/0/heading", "Things").extras == (Extra("Things", ("An oven",)),)


@given(PROFILES)
def test_what_a_form_shows_changes_nothing_when_it_is_sent_back(profile: Profile) -> None:
    tidy = edited(edited(profile, "skills", as_text(profile.skills)), "summary", profile.summary)
    assert edited(tidy, "skills", as_text(tidy.skills)) == tidy
    for job in tidy.jobs:
        once = edited(tidy, f"jobs/{job.id}/bullets", as_text(job.bullets))
        assert edited(once, f"jobs/{job.id}/bullets", as_text(once.jobs[tidy.jobs.index(job)].bullets)) == once


def test_a_reworded_line_keeps_its_id() -> None:
    job = Job("j", bullets=(Bullet("a", "One"), Bullet("b", "Two"), Bullet("c", "Three")))
    profile = Profile(jobs=(job,))
    ids = [one.id for one in edited(profile, "jobs/j/bullets", "One\nTwo and a half\nThree").jobs[0].bullets]
    assert ids == ["a", "b", "c"]
    assert [one.id for one in edited(profile, "jobs/j/bullets", "One\nThree").jobs[0].bullets] == ["a", "c"]
    longer = [one.id for one in edited(profile, "jobs/j/bullets", "Zero\nOne\nTwo\nThree").jobs[0].bullets]
    assert longer[1:] == ["a", "b", "c"]
    assert longer[0] not in "abc"


@pytest.mark.parametrize(
    ("where", "text", "error"),
    [
        ("jobs/job1/start", "soon", InvalidInput),
        ("summary", "x" * 4001, InvalidInput),
        ("skills", "x\n" * 101, InvalidInput),
        ("jobs/gone/title", "x", NotFound),
        ("jobs/job1/id", "x", NotFound),
        ("jobs", "x", NotFound),
        ("jobs/job1/salary", "x", NotFound),
        ("shoe_size", "43", NotFound),
        ("extras/7/lines", "x", NotFound),
        ("skills/0/name", "x", NotFound),
    ],
)
def test_what_cannot_be_written(where: str, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        edited(ADA, where, text)


def test_entries_come_move_and_go() -> None:
    more = added(ADA, "jobs", after="job1")
    assert [job.employer for job in more.jobs] == ["Acme", "Acme", "Acme"]
    assert more.jobs[1].title == ""
    up = moved_up(more, "jobs", "job2")
    assert [job.id for job in up.jobs] == ["job1", "job2", more.jobs[1].id]
    assert moved_up(up, "jobs", "job1") == up
    assert removed(up, "jobs", more.jobs[1].id) == ADA
    assert without_empty(added(added(ADA, "studies"), "extras")) == ADA
    full = replace(ADA, jobs=tuple(Job(str(n)) for n in range(60)))
    with pytest.raises(InvalidInput, match="60"):
        added(full, "jobs")


def test_what_differs_is_named_by_its_field_and_its_words() -> None:
    after = edited(edited(ADA, "jobs/job1/bullets", "Baked 50 loaves a day"), "skills", "Dough\ndough \nIcing")
    after = removed(edited(after, "phone", "123"), "jobs", "job2")
    found = {one.where: one.words for one in differences(ADA, after)}
    assert found == {
        "Phone": (("in", "123"),),
        "Skills": (("out", "dough "), ("in", "dough"), ("in", "Icing")),
        "Baker, Acme: lines": (("same", "Baked"), ("out", "40"), ("in", "50"), ("same", "loaves a day")),
        "Helper, Acme": (("out", "Helper"), ("out", "Acme"), ("out", "2018")),
    }
    assert differences(ADA, ADA) == ()


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_word_diff_holds_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert " ".join(text for op, text in pieces if op != "in").split() == before.split()
    assert " ".join(text for op, text in pieces if op != "out").split() == after.split()


@given(PROFILES)
def test_every_edit_is_a_difference(profile: Profile) -> None:
    assert differences(profile, profile) == ()
    for where in ("name", "summary", "skills", *(f"jobs/{job.id}/title" for job in profile.jobs)):
        after = edited(profile, where, "Zanzibar")
        assert after == profile or any("Zanzibar" in repr(one) for one in differences(profile, after))


def test_another_order_is_a_difference() -> None:
    (found,) = differences(ADA, moved_up(ADA, "jobs", "job2"))
    assert found.where == "Order"
    assert found.words == (("in", "Helper, Acme · Baker, Acme"),)


def test_a_study_that_came_in() -> None:
    after = replace(ADA, studies=(*ADA.studies, Study("new", "Evening School", "Diploma")))
    (found,) = differences(ADA, after)
    assert (found.where, found.words) == ("Diploma, Evening School", (("in", "Diploma"), ("in", "Evening School")))
