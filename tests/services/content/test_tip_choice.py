"""A tip fits the answer: it presumes nothing that is not there, and asks for nothing that is."""

# ruff: noqa: E501  (answers read better unbroken)
from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from shared_backend.ai_engines.catalogue import tasks
from shared_backend.ai_engines.ensemble.base import Judgement, TrainingSettings
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.bootstrap import REFERENCE
from shared_backend.domain.practice import Feedback, Range, Wording
from shared_backend.services.content.advice import STYLES
from shared_backend.services.content.feedback import compose
from shared_backend.services.content.library import QUESTION_TYPES, Library
from shared_backend.services.content.signs import FACTS, PROBLEMS, SAYS_NOTHING, signs_of
from shared_backend.services.content.tip_choice import SLOT, tip_for

LIBRARY = Library(REFERENCE)
TOLD = "Tell me about a time you made somebody's day a little easier. What did you notice that they needed?"
INDEX = (
    "A query has become slow now that the table holds 40 million rows. How would an index help, and what does it cost?"
)
STORY = (
    "Last March a man came back to our bakery with a cake that said Emma instead of Anna. He was shouting so that the "
    "whole queue heard it. I took him to the side and asked him to give me forty minutes. I called Peter, we scraped "
    "off the sugar paste and I wrote the name again. The next week he ordered again. Since then I read every name back."
)
SLOGANS = (
    "I am a natural team player and I believe that communication is key to success. My colleagues would describe me as "
    "proactive, reliable and dedicated, and I am passionate about collaborating with stakeholders."
)


@cache
def model() -> ScoreEnsemble:
    """A small real model; what is said follows from the answer, not from how well it scores."""
    task = tasks().get("interview_coach")
    return ScoreEnsemble.train(
        task, task.builtin(REFERENCE)[:96], TrainingSettings(engines=("expert", "fuzzy"), folds=3)
    )[0]


def judged(answer: str, question: str = TOLD, kind: str = "behavioral") -> tuple[dict[str, Any], Judgement]:
    record = dict(tasks().get("interview_coach").check_input({"question": question, "answer": answer, "type": kind}))
    return record, model().predict([record])[0]


def said(answer: str, question: str = TOLD, kind: str = "behavioral", style: str = "direct") -> Feedback:
    record, judgement = judged(answer, question, kind)
    return compose(judgement, record, library=LIBRARY, wording=lambda _: Wording(style=style), seed="one")


def signs(answer: str, question: str = TOLD, kind: str = "behavioral") -> dict[str, str]:
    return dict(signs_of(*judged(answer, question, kind)))


def advice(found: Feedback) -> str:
    return " ".join(tip.text for tip in found.tips)


@pytest.mark.parametrize(
    ("answer", "sign", "words"),
    [
        ("I dont know, sorry. I never learned this.", "dont_know", ""),
        (TOLD, "copied", ""),
        ("Empathy, listening, ownership, follow-up, patience, teamwork, success, customer focus", "keywords", ""),
        (SLOGANS, "slogan", "My colleagues would describe me as proactive, reliable and dedicated, and I …"),
        ("I helped an old lady with her bags.", "brief", "I helped an old lady with her bags"),
        ("Last year we planned a party. We booked the place, we ordered the food and our team sent the letters. We paid it all. Ninety people came and all of them liked it.", "we", "Last year we planned a party"),
        ("So basically I was there, you know, and I called him, and kind of asked him what he wanted. " + STORY, "filler", "basically”, “you know"),
        ("I always help the customers and I carry their bags to the car when it rains. " + STORY, "general", "always"),
        ("It was a great day for all of us at the shop. " + STORY, "judging", "great"),
    ],
)  # fmt: skip
def test_each_problem_is_seen_with_the_words_that_show_it(answer: str, sign: str, words: str) -> None:
    assert signs(answer)[sign] == words


def test_a_full_story_has_facts_and_no_problem() -> None:
    found = signs(STORY)
    assert not set(PROBLEMS) & found.keys()
    assert {"others", "outcome", "order"} <= found.keys()


def test_quotes_are_the_persons_own_words() -> None:
    for answer in (STORY, SLOGANS, "I helped an old lady with her bags."):
        for words in signs(answer).values():
            for part in words.split("”, “"):
                assert part.removesuffix(" …") in answer


@pytest.mark.parametrize("style", STYLES)
def test_nobody_is_told_to_credit_others_when_there_are_none(style: str) -> None:
    """The fault this module was written for."""
    for answer in ("I helped an old lady with her bags.", SLOGANS, "I dont know."):
        told = advice(said(answer, style=style)).lower()
        assert "credit" not in told
        assert "others" not in told
        assert "team in" not in told


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "answer",
    ["I dont know, sorry.", TOLD, "Empathy, listening, ownership, follow-up, patience, teamwork, success, focus"],
)
def test_where_nothing_is_said_one_thing_is_said(answer: str, style: str) -> None:
    found = said(answer, style=style)
    assert len(found.tips) == 1
    assert found.strength is None
    assert found.weakest in {"relevance", "clarity"}


@pytest.mark.parametrize("style", STYLES)
def test_words_of_the_answer_are_quoted_once(style: str) -> None:
    told = advice(said(SLOGANS, style=style))
    assert told.count("proactive, reliable and dedicated") == 1


def test_a_harmful_choice_is_not_praised_and_comes_first() -> None:
    answer = (
        "I would show him the most expensive set and tell him that it is the last one. I would lie about the cheaper "
        "ones and keep it quiet, because the boss wants sales. In the end he buys it."
    )
    found = said(answer, "A customer with a small budget wants a present. What do you do?", "situational")
    assert found.strength is None
    assert found.weakest == "action"
    assert "I would lie about the cheaper ones" in found.tips[0].text


def test_what_is_wrong_is_not_praised_for_its_form() -> None:
    answer = (
        "Because the table is big, an index must be removed first. Then each query reads less, therefore it is fast."
    )
    record, judgement = judged(answer, INDEX, "technical")
    praised = {
        **judgement.details,
        "strength": {"criterion": "structure", "quote": answer[:40], "reason": "It has an order."},
    }
    low = {**judgement.scores, "action": type(judgement.scores["action"])(1.0, 0.5, 1.5)}
    wrong = type(judgement)(low, judgement.ranking, judgement.evidence, judgement.engines, praised)
    high = type(judgement)({**low, "action": type(low["action"])(3.0, 2.5, 3.5)}, (), judgement.evidence, {}, praised)
    put = {"library": LIBRARY, "wording": lambda _: Wording(), "seed": "one"}
    assert compose(wrong, record, **put).strength is None
    assert compose(high, record, **put).strength is not None


def test_every_tip_can_be_reached_and_every_answer_gets_one() -> None:
    """Whatever signs come together, there is a tip in each style, and no tip waits for what never happens."""
    reached = set()
    every = dict.fromkeys((*PROBLEMS, *FACTS), "words")
    for tip in LIBRARY.tips:
        alone = dict.fromkeys(tip.when, "words")
        for given in ({}, every, alone):
            for kind in QUESTION_TYPES:
                for score in (0.5, 2.0, 3.5):
                    found = tip_for(LIBRARY, tip.criterion, kind, score, tip.style, signs=given, seed=tip.id)
                    assert SLOT not in found.text
                    reached.add(found.text)
    for seed in range(60):
        for tip in LIBRARY.tips:
            kinds = [k for k in QUESTION_TYPES if tip.type in (k, "any", "story", "substance")]
            alone = dict.fromkeys(tip.when, "words")
            reached |= {
                tip_for(LIBRARY, tip.criterion, kind, score, tip.style, signs=alone, seed=str(seed)).text
                for kind in kinds
                for score in ({"low": [0.5], "mid": [2.0], "high": [3.5]}.get(tip.band, [2.0]))
            }
    assert {tip.text.replace(SLOT, "words") for tip in LIBRARY.tips} <= reached


def test_a_met_weakest_criterion_leaves_a_polish() -> None:
    found = said(STORY)
    met = tuple(replace(line, score=Range(3.2, 2.8, 3.6)) for line in found.criteria)
    missed = tuple(replace(line, score=Range(2.9, 2.5, 3.3)) for line in found.criteria)
    assert replace(found, criteria=met).change == "One thing to polish"
    assert replace(found, criteria=missed).change == "The one thing to change"


def test_the_same_attempt_gets_the_same_words() -> None:
    assert said(STORY) == said(STORY)


def test_a_tip_asks_for_nothing_that_is_there() -> None:
    given = {"number": "", "outcome": "", "learned": "", "check": "", "reason": "", "choice": ""}
    for seed in range(40):
        for style in STYLES:
            for criterion in ("specificity", "action", "result"):
                found = tip_for(LIBRARY, criterion, "behavioral", 2.0, style, signs=given, seed=str(seed)).text.lower()
                assert "number" not in found
                assert "because" not in found or "because of" in found
                assert "how you knew" not in found
                assert "differently since" not in found


def test_saying_nothing_is_a_problem() -> None:
    assert set(PROBLEMS) >= SAYS_NOTHING


OTHER = "Describe a time you found money, stock or someone's property where it should not have been. What did you do?"


def test_that_the_question_is_answered_is_said_only_where_the_words_show_it() -> None:
    cake = "Tell me about a time a cake had the wrong name on it and a man was shouting. What did you do?"
    for question, shown in ((cake, True), (OTHER, False)):
        line = next(one for one in said(STORY, question).criteria if one.criterion == "relevance")
        assert line.score.value >= 1.5
        assert (line.meaning == LIBRARY.criteria["relevance"].not_shown) is not shown
    empty = next(one for one in said("I don't know.", OTHER).criteria if one.criterion == "relevance")
    assert empty.meaning != LIBRARY.criteria["relevance"].not_shown
