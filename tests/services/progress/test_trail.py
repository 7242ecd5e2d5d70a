"""The trail: what it says follows from the history, it goes on where it stopped, and it never grows beyond its size."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.interactions import Answered, Interaction, RowRejected
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.domain.errors import RecordUnreadable
from shared_backend.services.progress.trail import MOST_MOVES, MOST_POINTS, Learned, Trail
from tests.ai_engines.personal.histories import histories


def learned(history: list[Interaction]) -> list[Learned]:
    """The history as it lies in the store, one hour apart."""
    return [
        Learned(seq, 1.7e9 + 3600 * seq, f"attempt-{seq}" if isinstance(one, Answered) else "", one)
        for seq, one in enumerate(history, 1)
    ]


@settings(max_examples=60)
@given(histories, st.integers(0, 40))
def test_it_goes_on_where_it_stopped(history: list[Interaction], at: int) -> None:
    everything = learned(history)
    at_once = Trail.start(DEFAULT_FIT).read(everything)
    first = Trail.start(DEFAULT_FIT).read(everything[:at])
    later = Trail.from_bytes(first.to_bytes(), DEFAULT_FIT).read(everything[at:])
    assert later == at_once
    assert later.to_bytes() == at_once.to_bytes()
    assert at_once.state.to_bytes() == replay(history).to_bytes()
    assert at_once.seq == len(history)


@settings(max_examples=60)
@given(histories)
def test_what_it_says_follows_from_the_history(history: list[Interaction]) -> None:
    trail = Trail.start(DEFAULT_FIT).read(learned(history))
    state = PersonalState.fresh()
    moves: dict[str, list[float]] = {}
    for one in history:
        before, state = state, state.after(one)
        if isinstance(one, Answered):
            known = before.ability.competencies.get(one.competency)
            was = before.ability.m + (known.m if known else 0.0)
            now = state.ability.m + state.ability.competencies[one.competency].m
            moves.setdefault(one.competency, []).append(abs(now - was))
    for name, sizes in moves.items():
        kept = [abs(move.after - move.before) for move in trail.moves[name]]
        assert kept == pytest.approx(sorted(sizes, reverse=True)[:MOST_MOVES])
    for name, known in state.ability.competencies.items():
        assert trail.points[name][-1].n == known.n


def test_an_objection_is_a_change_but_no_answer() -> None:
    history: list[Interaction] = [Answered("a", 0.0, 1.0, 1.7e9), RowRejected("a")]
    trail = Trail.start(DEFAULT_FIT).read(learned(history))
    assert trail.last["a"].attempt_id == ""
    assert trail.last["a"].after < trail.last["a"].before
    assert [move.attempt_id for move in trail.moves["a"]] == ["attempt-1"]
    assert [point.n for point in trail.points["a"]] == [1, 0]


def test_it_never_grows_beyond_its_size() -> None:
    rng = Random(4)
    names = [f"competency number {n}" for n in range(20)]
    trail, sizes = Trail.start(DEFAULT_FIT), []
    for seq in range(1, 20_001):
        one = Answered(rng.choice(names), rng.gauss(0, 1), rng.random(), 1.7e9 + 3600.0 * seq)
        trail.read([Learned(seq, one.at, "0" * 36, one)])
        if seq in {5_000, 20_000}:
            sizes.append(len(trail.to_bytes()))
    assert all(len(points) <= MOST_POINTS for points in trail.points.values())
    assert all(points[0].n == 1 for points in trail.points.values()), "the beginning stays"
    assert max(sizes) < 64_000
    assert sizes[1] < 1.3 * sizes[0]
    # The points still cover the whole time, none of it in one lump.
    for points in trail.points.values():
        gaps = [b.at - a.at for a, b in pairwise(points)]
        assert max(gaps) < 0.1 * (points[-1].at - points[0].at)


def test_another_fit_or_format_is_not_read() -> None:
    trail = Trail.start(DEFAULT_FIT).read(learned([Answered("a", 0.0, 1.0, 1.7e9)]))
    with pytest.raises(RecordUnreadable):
        Trail.from_bytes(trail.to_bytes(), PersonalFit(constants=Constants(tau_u2=0.5)))
    with pytest.raises(RecordUnreadable):
        Trail.from_bytes(trail.to_bytes().replace(b'"format":1', b'"format":0'), DEFAULT_FIT)
