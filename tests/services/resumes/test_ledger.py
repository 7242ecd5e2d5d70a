"""The ledger: only words of the person, one claim for one thing, corrections replace, removals do not."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.resume import Bullet, Claim, Extra, Job, Named, Profile, Study
from shared_backend.services.resumes.ledger import claim_id, claims_of, corrected, merged
from shared_backend.services.resumes.ledger_store import LedgerStore
from shared_backend.storage.opening import Storage

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ADA = Profile(
    name="Ada Byron",
    email="ada@example.com",
    summary="Bakes and counts.",
    jobs=(
        Job("job1", "Acme", "Baker", "2019-03", "present", bullets=(Bullet("job1.1", "Baked 40 loaves a day"),)),
        Job("job2", "Acme", "Helper", "2018"),
    ),
    studies=(Study("study1", "Sample College", "BSc", "Physics", end="2018"),),
    skills=("Dough", "dough "),
    certifications=(Named("Hygiene", "2020"),),
    languages=(Named("English", "native"),),
    extras=(Extra("Projects", ("An oven",)),),
)


def claims(profile: Profile, source: str = "cv-1") -> tuple[Claim, ...]:
    return claims_of(profile, user_id="ada", source_id=source, at=AT)


def test_a_cv_becomes_claims() -> None:
    assert [(one.kind, one.text) for one in claims(ADA)] == [
        ("contact", "Ada Byron"),
        ("contact", "ada@example.com"),
        ("summary", "Bakes and counts."),
        ("role", "Baker, Acme, 2019-03 – present"),
        ("achievement", "Baked 40 loaves a day"),
        ("role", "Helper, Acme, 2018"),
        ("education", "BSc, Physics, Sample College, 2018"),
        ("skill", "Dough"),
        ("certification", "Hygiene, 2020"),
        ("language", "English, native"),
        ("other", "An oven"),
    ]
    assert all(one.confirmed and one.source_id == "cv-1" and one.said_at == AT for one in claims(ADA))
    quotes = {one.text: one.quote for one in claims(ADA)}
    assert quotes["Baked 40 loaves a day"] == "Baked 40 loaves a day (Baker, Acme)"
    assert quotes["An oven"] == "Projects: An oven"


TEXT = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=20)
JOBS = st.builds(
    Job,
    st.uuids().map(str),
    TEXT,
    TEXT,
    st.just("2020"),
    st.just(""),
    TEXT,
    st.lists(st.builds(Bullet, st.uuids().map(str), TEXT), max_size=3).map(tuple),
)
PROFILES = st.builds(
    Profile,
    name=TEXT,
    summary=TEXT,
    jobs=st.lists(JOBS, max_size=3).map(tuple),
    skills=st.lists(TEXT, max_size=4).map(tuple),
)


def written(value: object) -> str:
    """Everything that stands in a profile."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "\n".join(map(written, value))
    return "\n".join(written(getattr(value, field.name)) for field in fields(value))  # type: ignore[arg-type]


@given(PROFILES)
def test_no_word_of_a_claim_is_ours(profile: Profile) -> None:
    theirs = set(written(profile).replace(",", " ").split()) | {"–", "(", ")"}
    for one in claims(profile):
        assert set(one.text.replace(",", " ").split()) <= theirs


@given(PROFILES)
def test_the_same_cv_again_is_nothing_new(profile: Profile) -> None:
    first = claims(profile)
    assert [one.id for one in claims(profile, "another CV")] == [one.id for one in first]
    assert len({one.id for one in first}) == len(first)
    assert merged({one.id: one for one in first}, claims(profile)) == ()
    assert corrected(profile, profile) == frozenset()


def test_the_same_words_are_the_same_claim_of_one_person() -> None:
    assert claim_id("ada", "skill", "Go ") == claim_id("ada", "skill", "go")
    assert claim_id("ada", "skill", "Go") != claim_id("ada", "other", "Go") != claim_id("bob", "other", "Go")


def test_what_is_reworded_replaces_and_what_is_left_out_stays() -> None:
    job = ADA.jobs[0]
    reworded = replace(job, bullets=(Bullet("job1.1", "Baked 50 loaves a day"),))
    after = replace(ADA, jobs=(reworded,), skills=(), email="ada@byron.example")
    assert corrected(ADA, after) == {("achievement", "Baked 40 loaves a day"), ("contact", "ada@example.com")}
    assert corrected(ADA, replace(ADA, jobs=())) == frozenset()
    moved = replace(ADA, jobs=(replace(job, bullets=(Bullet("job1.1", "New"), Bullet("new", job.bullets[0].text))),))
    assert corrected(ADA, moved) == frozenset(), "the words still stand in another line"


def test_a_claim_that_waits_is_confirmed_by_a_cv_and_a_confirmed_one_stays() -> None:
    (name, *_) = claims(ADA)
    waiting = replace(name, confirmed=False, source="interview")
    assert merged({name.id: waiting}, [name]) == (name,)
    assert merged({name.id: replace(name, source="typed")}, [name]) == ()


def test_claims_at_rest(storage: Storage) -> None:
    store, one = LedgerStore(storage.vault), claims(ADA)[0]
    storage.vault.create("ada")
    storage.vault.create("bob")
    for state in (one, replace(one, confirmed=False), replace(one, confirmed=False)):
        storage.database.write(lambda c, state=state: store.put(c, "ada", state))
    with storage.database.read() as connection:
        assert store.claims(connection, "ada") == (replace(one, confirmed=False),)
        assert store.claims(connection, "bob") == ()
        with pytest.raises(NotFound):
            store.claim(connection, "bob", one.id)
    with pytest.raises(InvalidInput):
        storage.database.write(lambda c: store.put(c, "bob", one))
    assert storage.database.write(lambda c: store.delete(c, "bob", {one.id})) == 0
    assert storage.database.write(lambda c: store.delete(c, "ada", {one.id, "gone"})) == 1
