"""Situation, task, action and result are quoted from the right places, never twice, and never where they are not."""

# ruff: noqa: E501  (answers read better unbroken)
from __future__ import annotations

from itertools import pairwise

import pytest

from shared_backend.ai_engines.tasks.interview_coach.reading import read_input
from shared_backend.ai_engines.tasks.interview_coach.star import PARTS, PLAN_PARTS, star

TOLD = "Tell me about a time something went wrong at work. What did you do?"
PLANNED = "Two of your colleagues start arguing loudly in front of customers. What do you do?"


def quotes(answer: str, question: str = TOLD, kind: str = "behavioral") -> dict[str, str]:
    found = star(read_input({"question": question, "answer": answer, "type": kind}))
    assert all(bool(part["quote"]) == part["present"] for part in found.values())
    assert all(str(part["quote"]) in answer for part in found.values())
    return {name: str(part["quote"]) for name, part in found.items()}


def test_each_part_has_its_own_sentence() -> None:
    answer = (
        "When the new rules came I was on a rewire in Leeds. First day I had to fit arc fault devices and I had never "
        "touched one. I rang the maker in my break and tested every circuit twice. The inspector passed it first time."
    )
    assert quotes(answer) == {
        "situation": "When the new rules came I was on a rewire in Leeds.",
        "task": "First day I had to fit arc fault devices and I had never touched one.",
        "action": "I rang the maker in my break and tested every circuit twice.",
        "result": "The inspector passed it first time.",
    }


def test_one_sentence_that_holds_several_parts_is_quoted_by_clauses() -> None:
    answer = "Last week at the shop I fixed the till, and after that nobody had to wait."
    found = quotes(answer)
    assert found["situation"] == "Last week at the shop"
    assert found["action"] == "I fixed the till"
    assert found["result"] == "after that nobody had to wait."


@pytest.mark.parametrize(
    "answer",
    [
        "In my work in hospital kitchen I see one day label on tray is wrong. I stop the trolley and I call nurse. After this, my boss make new rule.",
        "A bride's trial, copper, and it came out two shades too red. I told her that I knew why. I booked her in for Thursday, no charge. It was right then.",
        "We had a budget of 2,000 euros. I booked the place and I ordered the food. Ninety people came and everyone liked it.",
    ],
)
def test_no_words_are_quoted_twice(answer: str) -> None:
    found = [quote for quote in quotes(answer).values() if quote]
    places = sorted((answer.index(quote), answer.index(quote) + len(quote)) for quote in found)
    assert len(found) >= 3
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_an_outcome_told_first_is_the_result_and_not_the_situation() -> None:
    answer = (
        "We saved 40,000 euros and the customer renewed, that was the result. At my plant in Brno the yoghurt came out "
        "thin. I had to find out why before the night shift. I took three samples and sent them to the lab."
    )
    found = quotes(answer)
    assert found["result"].startswith("We saved")
    assert found["situation"] == "At my plant in Brno the yoghurt came out thin."


def test_the_opening_scene_needs_no_signal_word() -> None:
    answer = "Guests in 312 complained of a smell. I took the bath panel off and told the supervisor. Both rooms were closed in the end."
    found = quotes(answer)
    assert "Guests in 312" in found["situation"] + found["task"]
    assert found["result"] == "Both rooms were closed in the end."


def test_what_others_did_is_no_action_of_ones_own() -> None:
    assert (
        quotes("Last year we organised the party at our office. We booked the place and we sent the letters.")["action"]
        == ""
    )


@pytest.mark.parametrize(
    "answer",
    [
        "If the work piled up I would make a list and I would start with the most urgent part. I would also tell my boss so that she would know.",
        "Customer focus, empathy, listening, ownership, follow-up, patience, teamwork, success",
        TOLD,
        "I am a natural team player and I believe that communication is the key to success.",
        "I don't know.",
        "I am very good with customers and always give my best. Communication is key.",
    ],
)
def test_what_is_not_told_is_not_found(answer: str) -> None:
    assert set(quotes(answer).values()) == {""}


def test_a_plan_has_steps_and_an_end_the_rest_was_given() -> None:
    answer = "I would ask both to come to the back office. Then I would hear each of them. If it happens again I would tell the manager."
    found = quotes(answer, PLANNED, "situational")
    assert tuple(found) == PLAN_PARTS
    assert all(found.values())
    assert tuple(quotes("I would ask.", TOLD, "situational")) == PARTS  # a situational question can ask for a story


def test_a_very_long_answer_is_read_in_no_time_and_quoted_in_part() -> None:
    answer = "Last year I fixed the machine and " * 200
    assert all(len(quote) <= 240 for quote in quotes(answer).values())
