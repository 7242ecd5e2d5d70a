"""Lines of many trades and voices: every proposal below was read for its grammar, and none says more than was said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.services.resumes.writing.facts import GAP
from shared_backend.services.resumes.writing.questions import MOST, questions
from shared_backend.services.resumes.writing.reword import tidy
from shared_backend.services.resumes.writing.rewrites import FINE, NO_VERB, STRONGER, UNUSED, rewrites
from shared_backend.services.resumes.writing.tense import Tense
from shared_backend.services.resumes.writing.wording import wording

LINES = [json.loads(line) for line in (Path(__file__).parent / "lines.jsonl").read_text(encoding="utf-8").splitlines()]
PAST: Tense = "past"


def test_there_are_many_voices() -> None:
    assert len({one["line"] for one in LINES}) >= 150


@pytest.mark.parametrize("one", LINES, ids=[one["line"][:50] for one in LINES])
def test_a_line_is_put_as_it_was_read(one: dict[str, object]) -> None:
    w, line, tense = wording(), str(one["line"]), one["tense"]
    found = rewrites(line, one.get("answers", {}), tense, w)  # type: ignore[arg-type]
    assert list(found.proposed) == one["proposed"]
    assert [asked.slot for asked in questions(line, tense, w)] == one["asked"]  # type: ignore[arg-type]
    assert len(found.proposed) <= 2
    assert found.proposed or found.note


def test_a_good_line_is_left_and_told_so() -> None:
    line = "Cut waiting time from 40 to 15 minutes by moving bookings online"
    assert rewrites(line, {}, PAST, wording()).note == FINE
    assert questions(line, PAST, wording()) == ()


def test_notes_are_honest() -> None:
    w = wording()
    assert rewrites("Data entry", {}, PAST, w).note == NO_VERB
    assert rewrites("Baked bread, cakes and pastries", {}, PAST, w).note == STRONGER
    assert rewrites("Cleaned the rooms", {"number": "I do not remember, it was a lot"}, PAST, w).note == UNUSED


def test_an_unknown_number_stays_a_gap() -> None:
    (proposed,) = rewrites("Trained several new employees", {}, PAST, wording()).proposed
    assert proposed == f"Trained {GAP} new employees"


def test_the_tense_follows_the_role() -> None:
    w = wording()
    assert rewrites("Responsible for checking tickets", {}, "present", w).proposed[0] == "Check tickets"
    assert rewrites("Responsible for checking tickets", {}, "past", w).proposed[0] == "Checked tickets"


def test_a_result_can_come_first() -> None:
    found = rewrites("Reorganised the stock room", {"outcome": "saved 3 hours a week"}, PAST, wording())
    assert found.proposed == (
        "Reorganised the stock room, which saved 3 hours a week",
        "Saved 3 hours a week by reorganising the stock room",
    )


TALK = (
    "Responsible for the cleaning of rooms and I managed 12 staff using SAP in Leeds, trained Anna helped with "
    "orders 3% Was Duties included: serving customers; we daily 2019 £40 [x] … 中文 été "
)
WORDS = st.sampled_from(TALK.split())
ANSWERS = st.text(max_size=30) | st.lists(WORDS, max_size=6).map(" ".join)


@given(
    st.lists(WORDS, min_size=1, max_size=14).map(" ".join) | st.text(min_size=1, max_size=80),
    st.dictionaries(st.sampled_from(["part", "number", "outcome", "tool", "who"]), ANSWERS, max_size=3),
    st.sampled_from(["past", "present"]),
)
def test_nothing_new_ever_comes_in(line: str, answers: dict[str, str], tense: Tense) -> None:
    """No digits and no capitalised word within a sentence that are not in the line or an answer."""
    w = wording()
    said = " ".join([tidy(line), *map(tidy, answers.values())])
    for proposed in rewrites(line, answers, tense, w).proposed:
        text = proposed.replace(GAP, "")
        assert set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", said))
        inner = re.findall(r"(?<=[a-z,] )[A-Z]\w+", text)
        assert set(inner) <= set(re.findall(r"\w+", said))
    assert len(questions(line, tense, w)) <= MOST
