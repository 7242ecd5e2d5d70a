"""The personal state: a pure function of the history, small, exact in its bytes, and able to forget."""

from __future__ import annotations

import math
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.personal import encoding
from shared_backend.ai_engines.personal.ability import sigmoid
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.helpfulness import KEYS, Helpfulness
from shared_backend.ai_engines.personal.interactions import (
    Answered,
    Did,
    Interaction,
    TasteRejected,
    TipRated,
    from_json,
    to_json,
)
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.ai_engines.personal.ways import Ways
from shared_backend.domain.errors import InvalidInput, RecordUnreadable
from tests.ai_engines.personal.fits import FITS, L2
from tests.ai_engines.personal.histories import COMPETENCIES, histories

NOW = 1.95e9


def lived(history: list[Interaction], fit: PersonalFit) -> PersonalState:
    """As it happens: after every interaction the state is stored and read back."""
    state = PersonalState.fresh(fit)
    for interaction in history:
        state = PersonalState.from_bytes(state.after(interaction).to_bytes(), fit)
    return state


def forgets(history: list[Interaction], at: int, fit: PersonalFit) -> None:
    """Deleting one interaction gives, bit for bit, the state of somebody who never had it."""
    stored = [to_json(interaction) for interaction in history]
    rest = history[:at] + history[at + 1 :]
    replayed = replay((from_json(data) for data in stored[:at] + stored[at + 1 :]), fit)
    assert replayed.to_bytes() == lived(rest, fit).to_bytes()
    assert replayed == lived(rest, fit)
    asked = (0.3, COMPETENCIES[0], NOW)
    assert replayed.predict(*asked) == lived(rest, fit).predict(*asked)


@pytest.mark.parametrize("kind", FITS)
@settings(max_examples=40)
@given(histories.filter(bool), st.data())
def test_forgetting_any_answer_is_bit_equal_to_never(
    kind: str, history: list[Interaction], data: st.DataObject
) -> None:
    forgets(history, data.draw(st.integers(0, len(history) - 1)), FITS[kind])


@pytest.mark.long
@pytest.mark.parametrize("kind", FITS)
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories.filter(bool))
def test_forgetting_every_answer_of_a_thousand_histories(kind: str, history: list[Interaction]) -> None:
    for at in range(len(history)):
        forgets(history, at, FITS[kind])


@given(histories)
def test_bytes_keep_every_bit(history: list[Interaction]) -> None:
    state = replay(history)
    blob = state.to_bytes()
    assert PersonalState.from_bytes(blob) == state
    assert PersonalState.from_bytes(blob).to_bytes() == blob


@given(histories, st.floats(-4, 4))
def test_predicting_changes_nothing(history: list[Interaction], logit: float) -> None:
    state = replay(history)
    before = state.to_bytes()
    state.predict(logit, COMPETENCIES[0], NOW)
    assert state.to_bytes() == before


@given(st.floats(-6, 6))
def test_a_stranger_gets_exactly_the_global_prediction(logit: float) -> None:
    found = PersonalState.fresh().predict(logit, "a", NOW)
    assert (found.p, found.weight, found.n) == (sigmoid(logit), 0.0, 0)


def test_fourteen_competencies_fit_in_a_kilobyte_however_long_the_history() -> None:
    def after(answers: int) -> PersonalState:
        state = replay(Answered(COMPETENCIES[i % 14], 0.1, (i % 5) / 4, 1.7e9 + i) for i in range(answers))
        for key in KEYS:
            state = state.after(TipRated((key, "style:direct"), 0.7)).after(Did("reading"))
        return state

    few, many = after(14).to_bytes(), after(3000).to_bytes()
    assert len(few) == len(many) <= 1024


def test_a_state_of_another_format_or_a_damaged_one_is_refused() -> None:
    blob = replay([Answered("a", 0.1, 1.0, 1.7e9)]).to_bytes()
    for broken in (b"", b"\x01" + blob[1:], blob[:-1], blob + b"\0", blob[:20], b"{}", b'{"format":1}'):
        with pytest.raises(RecordUnreadable):
            PersonalState.from_bytes(broken)
    assert blob[0] == encoding.FORMAT == 5


def test_a_state_learned_under_another_fit_is_refused() -> None:
    blob = replay([Answered("a", 0.1, 1.0, 1.7e9)], L2).to_bytes()
    assert PersonalState.from_bytes(blob, L2).fit == L2
    with pytest.raises(RecordUnreadable, match="learned again"):
        PersonalState.from_bytes(blob)


def test_every_shortened_state_is_refused() -> None:
    blob = replay([Answered("résumé", 0.1, 1.0, 1.7e9), Answered("b", 0.1, 1.0, 1.7e9)]).to_bytes()
    for length in range(len(blob)):
        with pytest.raises(RecordUnreadable):
            PersonalState.from_bytes(blob[:length])


def test_the_readable_form_says_what_the_bytes_say() -> None:
    state = replay([Answered("a", 0.1, 1.0, 1.7e9), Answered("b", -0.4, 0.2, 1.7e9 + 60)])
    shown = state.as_mapping()
    assert shown["ability"]["n"] == 2
    assert list(shown["ability"]["competencies"]) == ["a", "b"]
    assert shown["ability"]["competencies"]["a"]["m"] == state.ability.competencies["a"].m
    assert shown["evidence"] == state.evidence
    assert struct.pack("<d", shown["last_at"]) == struct.pack("<d", 1.7e9 + 60)


def test_days_away_never_run_backwards() -> None:
    state = replay([Answered("a", 0.1, 1.0, 1.7e9)])
    assert state.days_away(1.7e9 + 86400) == 1.0
    assert state.days_away(1.6e9) == 0.0
    assert PersonalState.fresh().days_away(1.7e9) == 0.0


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "unheard_of"},
        {"kind": "answered", "competency": None, "global_logit": 0.0, "outcome": 1.0, "at": 1.0},
        {"kind": "answered", "competency": "", "global_logit": 0.0, "outcome": 1.0, "at": 1.0},
        {"kind": "answered", "competency": "x" * 61, "global_logit": 0.0, "outcome": 1.0, "at": 1.0},
        {"kind": "answered", "competency": "a", "global_logit": math.nan, "outcome": 1.0, "at": 1.0},
        {"kind": "answered", "competency": "a", "global_logit": 0.0, "outcome": 1.1, "at": 1.0},
        {"kind": "answered", "competency": "a", "global_logit": 0.0, "outcome": 1.0, "at": math.inf},
        {"kind": "answered", "competency": "a", "global_logit": "0", "outcome": 1.0, "at": 1.0},
        {"kind": "score_opinion", "opinion": "rude"},
        {"kind": "score_opinion", "opinion": None},
        {"kind": "tip_rated", "keys": "style", "helpful": 1.0},
        {"kind": "tip_rated", "keys": [1], "helpful": 1.0},
        {"kind": "tip_rated", "keys": ["style:direct"], "helpful": 2.0},
        {"kind": "tip_rated", "keys": ["style:direct"], "helpful": 1.0, "global_logit": math.inf},
        {"kind": "difficulty_wished", "competency": "a", "global_logit": 0.0, "wish": "softer"},
        {"kind": "difficulty_wished", "competency": "a", "global_logit": None, "wish": "easier"},
        {"kind": "did", "way": "sleeping"},
        {"kind": "did"},
        {"kind": "taste_rejected", "what": "diet"},
    ],
)
def test_what_cannot_be_learned_from_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        from_json(data)


def test_a_rating_of_the_first_release_is_understood() -> None:
    old = {"kind": "tip_rated", "keys": ["style:direct", "criterion:result"], "helpful": 1.0}
    assert from_json(old) == TipRated(("style:direct", "criterion:result"), 1.0, math.log(2.0))
    assert replay([from_json(old)]).helpfulness == replay([TipRated(("style:direct",), 1.0)]).helpfulness


def test_a_taste_taken_back_starts_afresh_and_leaves_the_others() -> None:
    state = replay([TipRated(("tone:formal", "style:direct"), 1.0), Did("reading"), TasteRejected("tone")])
    assert state.helpfulness.effect("tone:formal") == Helpfulness().effect("tone:formal")
    assert state.helpfulness.count("style:direct") == state.helpfulness.ratings == state.ways.reading == 1
    assert state.after(TasteRejected("ways")).ways == Ways()


@given(histories)
def test_interactions_survive_storage(history: list[Interaction]) -> None:
    assert [from_json(to_json(interaction)) for interaction in history] == history
