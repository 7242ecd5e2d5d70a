"""Next question: what holds for everybody, and that the reason given is true of the numbers."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.ability import competency_state
from shared_backend.ai_engines.personal.interactions import Answered
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.domain.errors import NotFound
from shared_backend.services.recommendation import next_question
from shared_backend.services.recommendation.next_question import (
    EXPLORE_EVERY,
    NO_REPEAT_WITHIN,
    Candidate,
    Choice,
    Recent,
    Wished,
    choose,
    uncertainty,
)
from shared_backend.services.recommendation.reasons import reason
from tests.services.recommendation.practice_states import BANK, COMPETENCIES, importance, people

NOW = 1.72e9
BY_ID = {c.question_id: c for c in BANK}
seeds = st.integers(0, 2**32)
asked = st.lists(st.sampled_from(sorted(BY_ID)), max_size=60).map(tuple)


def recent_of(ids: tuple[str, ...], due: tuple[str, ...] = (), so_far: int | None = None) -> Recent:
    """As the coach reports it."""
    return Recent(ids, tuple(BY_ID[q].competency for q in ids), due, len(ids) if so_far is None else so_far)


@given(people, importance, asked, seeds)
def test_nothing_comes_again_within_thirty_while_others_are_left(state, weights, ids, seed) -> None:  # type: ignore[no-untyped-def]
    choice = choose(BANK, state, weights, recent_of(ids), at=NOW, rng=Random(seed))
    assert choice.question_id not in ids[-NO_REPEAT_WITHIN:]


@given(people, st.permutations(sorted(BY_ID)[:20]), seeds)
def test_when_all_were_asked_lately_the_one_asked_longest_ago_comes(state, order, seed) -> None:  # type: ignore[no-untyped-def]
    few = [c for c in BANK if c.question_id in order]
    choice = choose(few, state, {}, recent_of(tuple(order)), at=NOW, rng=Random(seed))
    assert choice.question_id == order[0]


@given(people, asked, st.lists(st.sampled_from(sorted(BY_ID)), min_size=1, max_size=5, unique=True), seeds)
def test_a_due_review_comes_first(state, ids, due, seed) -> None:  # type: ignore[no-untyped-def]
    choice = choose(BANK, state, {}, recent_of(ids, tuple(due)), at=NOW, rng=Random(seed))
    expected = [q for q in due if q not in ids[-1:]]
    assert (choice.why == "review") == bool(expected)
    if expected:
        assert choice.question_id == expected[0]


@given(people, importance, asked, seeds, st.integers(0, 200))
def test_every_fourth_explores_where_least_is_known(state, weights, ids, seed, so_far) -> None:  # type: ignore[no-untyped-def]
    recent = recent_of(ids, so_far=so_far)
    choice = choose(BANK, state, weights, recent, at=NOW, rng=Random(seed))
    assert (choice.why == "explore") == (so_far % EXPLORE_EVERY == EXPLORE_EVERY - 1)
    assert choice.competency not in recent.competencies[-2:]
    if choice.why == "explore":
        lately = set(ids[-NO_REPEAT_WITHIN:])
        left = {c.competency for c in BANK if c.question_id not in lately} - set(recent.competencies[-2:])
        assert uncertainty(state, choice.competency) == max(uncertainty(state, name) for name in left)


@given(people, importance, asked, seeds)
def test_the_same_draw_gives_the_same_choice_with_its_true_numbers(state, weights, ids, seed) -> None:  # type: ignore[no-untyped-def]
    one, two = (choose(BANK, state, weights, recent_of(ids), at=NOW, rng=Random(seed)) for _ in range(2))
    assert one == two
    known = competency_state(state.ability, one.competency, state.constants)
    candidate = BY_ID[one.question_id]
    assert (one.answers, one.offset) == (known.n, known.m)
    assert one.importance == weights.get(one.competency, next_question.DEFAULT_IMPORTANCE)
    assert one.expected == state.predict(candidate.global_logit, candidate.competency, NOW).p
    lately = set(ids[-NO_REPEAT_WITHIN:])
    fitting = [c for c in BANK if c.competency == one.competency and c.question_id not in lately]
    aim = 0.6 if one.why == "explore" else 0.7
    nearest = min(abs(state.predict(c.global_logit, c.competency, NOW).p - aim) for c in fitting)
    assert abs(one.expected - aim) <= nearest + 0.001


@given(people, asked, st.sampled_from(COMPETENCIES), seeds)
def test_a_competency_that_is_asked_for_decides(state, ids, wanted, seed) -> None:  # type: ignore[no-untyped-def]
    choice = choose(BANK, state, {}, recent_of(ids), at=NOW, rng=Random(seed), competency=wanted)
    lately = set(ids[-NO_REPEAT_WITHIN:])
    there_is_one = any(c.competency == wanted and c.question_id not in lately for c in BANK)
    assert (choice.why == "asked_for") == there_is_one
    assert choice.competency == wanted or not there_is_one


def test_no_candidate_is_said_plainly() -> None:
    with pytest.raises(NotFound, match="no question"):
        choose([], PersonalState.fresh(), {}, Recent(), at=NOW, rng=Random(0))


def test_a_weak_and_important_competency_comes_more_often() -> None:
    state = replay(Answered(c, 0.5, 0.1 if c == "conflict" else 0.9, 1.7e9) for c in COMPETENCIES for _ in range(12))
    bank = [Candidate(f"{c}-{n}", c, 3, 0.5) for c in COMPETENCIES for n in range(9)]
    drawn = [
        choose(bank, state, dict.fromkeys(COMPETENCIES, 0.6), Recent(), at=NOW, rng=Random(seed)).competency
        for seed in range(300)
    ]
    assert drawn.count("conflict") > 2 * max(drawn.count(c) for c in COMPETENCIES if c != "conflict")


@settings(max_examples=200)
@given(
    people,
    importance,
    asked,
    seeds,
    st.booleans(),
    st.lists(st.sampled_from(COMPETENCIES), max_size=2),
    st.sampled_from([None, "easier", "harder"]),
)
def test_the_sentence_is_true_of_the_numbers(state, weights, ids, seed, follow_up, aims, wish) -> None:  # type: ignore[no-untyped-def]
    wanted = "planning" if follow_up else None
    due = (ids[0],) if len(ids) % 5 == 4 else ()
    last = BY_ID[ids[-1]] if ids else BANK[0]
    asked_for = None if wish is None else Wished(wish, last.competency, last.global_logit)
    recent = recent_of(ids, due)
    choice = choose(
        BANK,
        state,
        weights,
        recent,
        at=NOW,
        rng=Random(seed),
        competency=wanted,
        focus=frozenset(aims),
        wished=asked_for,
    )
    sentence = reason(choice, {choice.competency: "Handling conflict"}, "moving up")
    assert "Handling conflict" in sentence
    assert sentence.endswith(".")
    assert "!" not in sentence
    known = state.ability.competencies.get(choice.competency)
    answers = known.n if known else 0
    asked_question = BY_ID[choice.question_id]
    now = state.predict(asked_question.global_logit, asked_question.competency, NOW).p
    before = state.predict(last.global_logit, last.competency, NOW).p
    claims = {
        "go better than the last": wish == "easier" and now > before,
        "go less well than the last": wish == "harder" and now < before,
        "answer this question on": choice.why == "review",
        "it was chosen": choice.why == "asked_for",
        "not answered anything": answers == 0,
        "answered little": 1 <= answers <= 2,
        "every fourth question": choice.why == "explore",
        "harder for you than your other": known is not None and known.m < 0.0 and answers > 2,
        "what you aim for, moving up": choice.competency in aims,
        "matters for the role": weights.get(choice.competency, 0.0) >= 0.8,
        "one subject after another": True,
    }
    made = [claim for claim in claims if claim in sentence]
    assert len(made) == 1
    assert claims[made[0]]
    assert ("nothing easier left" in sentence or "nothing harder left" in sentence) == (choice.unmet is not None)
    if choice.unmet is not None:
        lately = set(ids[-NO_REPEAT_WITHIN:])
        left = [state.predict(c.global_logit, c.competency, NOW).p for c in BANK if c.question_id not in lately]
        assert all(p < before + 0.02 if wish == "easier" else p > before - 0.02 for p in left)


@pytest.mark.parametrize(
    ("why", "answers", "offset", "weight", "because"),
    [
        ("practise", 0, 0.0, 0.5, "you have not answered anything on it yet"),
        ("practise", 2, -0.9, 1.0, "you have answered little on it so far"),
        ("practise", 5, -0.3, 1.0, "it seems to be harder for you than your other subjects"),
        ("practise", 5, 0.3, 0.9, "it matters for the role you practise for"),
        ("practise", 5, 0.3, 0.5, "practice goes through one subject after another"),
        ("explore", 5, -0.3, 1.0, "every fourth question goes where your answers say least so far"),
        ("asked_for", 5, -0.3, 1.0, "it was chosen for this question"),
    ],
)
def test_the_sentences(why, answers, offset, weight, because) -> None:  # type: ignore[no-untyped-def]
    choice = Choice("q", "conflict", why, 0.7, None, 0.5, answers, offset, weight)
    assert reason(choice, {"conflict": "Handling conflict"}) == f"Handling conflict comes up because {because}."


def test_the_sentence_of_a_review() -> None:
    choice = Choice("q", "conflict", "review", 0.7, None, 0.5, 5, -0.3, 1.0)
    assert reason(choice, {}) == "It is time to answer this question on conflict again."


def test_the_sentences_of_a_wish_and_a_focus() -> None:
    easier = Choice("q", "conflict", "easier", 0.8, None, 0.5, 5, 0.0, 1.0, before=0.6)
    assert "something easier" in reason(easier, {})
    unmet = Choice("q", "conflict", "practise", 0.8, None, 0.5, 5, 0.0, 1.0, focus=True, unmet="harder")
    assert reason(unmet, {}, "moving up") == (
        "There is nothing harder left to ask here. conflict comes up because it belongs to what you aim for, moving up."
    )


@given(people, asked, seeds, st.sampled_from(["easier", "harder"]))
def test_a_wish_is_met_on_the_same_subject_where_it_can_be(state, ids, seed, wish) -> None:  # type: ignore[no-untyped-def]
    last = BY_ID[ids[-1]] if ids else BANK[0]
    wished = Wished(wish, last.competency, last.global_logit)
    due = (ids[0],) if ids else ()
    choice = choose(BANK, state, {}, recent_of(ids, due), at=NOW, rng=Random(seed), wished=wished)
    lately = set(ids[-NO_REPEAT_WITHIN:])
    same = [c for c in BANK if c.competency == last.competency and c.question_id not in lately]
    sign = 1.0 if wish == "easier" else -1.0
    meeting = [c for c in same if sign * (c.global_logit - last.global_logit) > 0.2]
    if meeting:
        assert choice.why == wish
        assert choice.competency == last.competency
        assert sign * (BY_ID[choice.question_id].global_logit - last.global_logit) > 0.0
    assert choice.question_id not in lately or choice.why == "review"


def test_a_focus_is_practised_more_often_and_hides_nothing() -> None:
    state = replay(Answered(c, 0.5, 0.7, 1.7e9) for c in COMPETENCIES for _ in range(4))
    bank = [Candidate(f"{c}-{n}", c, 3, 0.5) for c in COMPETENCIES for n in range(9)]

    def drawn(focus: frozenset[str]) -> list[str]:
        weights = dict.fromkeys(COMPETENCIES, 0.6)
        return [
            choose(bank, state, weights, Recent(), at=NOW, rng=Random(seed), focus=focus).competency
            for seed in range(300)
        ]

    with_focus, without = drawn(frozenset({"writing"})), drawn(frozenset())
    assert with_focus.count("writing") > 1.4 * without.count("writing")
    assert set(with_focus) == set(COMPETENCIES)


@given(people, asked, seeds)
def test_nothing_is_practised_far_ahead_of_the_rest(state, ids, seed) -> None:  # type: ignore[no-untyped-def]
    recent = recent_of(ids)
    choice = choose(BANK, state, {}, recent, at=NOW, rng=Random(seed))
    lately = set(ids[-NO_REPEAT_WITHIN:])
    left = {c.competency for c in BANK if c.question_id not in lately} - set(recent.competencies[-2:])
    answers = {name: competency_state(state.ability, name, state.constants).n for name in left}
    assert choice.why == "explore" or choice.answers <= min(answers.values()) + next_question.MOST_AHEAD
