"""What an ad asks for: measured against given requirements, and calm with anything that is no ad."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.services.resumes.matching.ad_reading import MOST, requirements_of
from shared_backend.services.resumes.matching.ad_sections import asking_lines
from shared_backend.services.resumes.matching.lexicon import lexicon
from shared_backend.services.resumes.matching.words import tokens

ADS = REFERENCE / "evaluation" / "jobmatch" / "job_ads.jsonl"


def asked(ad: str) -> list[tuple[str, str]]:
    return [(one.phrase, one.level) for one in requirements_of(ad, REFERENCE)]


def test_headings_part_what_is_needed_from_what_is_offered() -> None:
    ad = (
        "Baker\n\nAbout us\nWe bake with Python-shaped tins.\n\nWhat you need\n- Five years of baking\n"
        "- Experience of HACCP, which we take seriously\n- English and Danish\n\nNice to have\n- Sourdough\n\n"
        "What we offer\n- A pension\n- Bread"
    )
    assert asked(ad) == [
        ("Five years of baking", "must"), ("baking", "must"), ("HACCP", "must"), ("English", "must"),
        ("Danish", "must"), ("Sourdough", "nice"),
    ]  # fmt: skip


def test_running_text_is_read_by_its_sentences() -> None:
    ad = "We are a small shop. You must have experience with SAP. Knowledge of Danish is a plus. We pay on Fridays."
    assert asked(ad) == [("SAP", "must"), ("Danish", "nice")]


def test_the_same_thing_twice_is_one_and_a_must() -> None:
    assert asked("Nice to have\n- Excel\n\nWhat you need\n- Excel\n- Good Excel skills\n") == [("Excel", "must")]


def test_most_of_what_is_asked_in_sixteen_trades_is_found() -> None:
    found = given_count = right = told = 0
    for row in map(json.loads, ADS.read_text("utf-8").splitlines()):
        truth = [(p, "must") for p in row["must_have"]] + [(p, "nice") for p in row["nice_to_have"]]
        read = asked(row["ad"])
        given_count, told = given_count + len(truth), told + len(read)
        found += sum(any(alike(p, q) and level == of for q, of in read) for p, level in truth)
        right += sum(any(alike(p, q) for p, _ in truth) for q, _ in read)
    assert found / given_count >= 0.95
    assert right / told >= 0.9


def alike(one: str, other: str) -> bool:
    """Half of the telling words are the same."""
    known = lexicon(REFERENCE)
    a, b = ({word.root for word in known.core(tokens(text))} for text in (one, other))
    return len(a & b) >= 0.5 * len(a | b)


@pytest.mark.parametrize(
    "ad",
    [
        "", "\n\n", "You need\n- " + "5 years of " * 1800, "You need\n- " + "a or " * 4000, "You need\n" + "(" * 9000,
        "You need\n- " + "x" * 19_000, "Requirements\n" + "- skill\n" * 3000, "\x00\x01 need \ud83d",
        "Requirements\n" + "\n".join(f"- thing number{i}" for i in range(600)),
    ],
)  # fmt: skip
def test_no_text_is_too_odd(ad: str) -> None:
    assert len(requirements_of(ad, REFERENCE)) <= MOST


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_list(text: str) -> None:
    for ad in (text, "What you need\n- " + text):
        assert all(one.phrase.strip() for one in requirements_of(ad, REFERENCE))
        assert all(line.level in ("must", "nice") for line in asking_lines(ad))
