"""How the estimates of one person moved: replayed from the history, thinned out, so it never grows beyond a fixed size.

A trail remembers how far it has read, so looking again costs only what is new. It is believed only while its state is,
byte for byte, the stored one: after anything was forgotten, put back or changed it is made again from the start.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shared_backend.ai_engines.personal.ability import competency_state
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.interactions import Answered, Interaction
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.domain.errors import RecordUnreadable

FORMAT = 1
MOST_POINTS = 48  # a competency
RECENT = 12  # the newest points are never thinned out
MOST_MOVES = 3  # answers that moved a competency most


class Point(NamedTuple):
    """A competency right after something moved it: when (seconds since 1970), offset `mean` and variance (logit,
    overall and own added up), its own variance `own` alone, answers on it `n`."""

    at: float
    mean: float
    variance: float
    own: float
    n: int


class Move(NamedTuple):
    """What moved a competency: when, the answer's id ("" for a wish or an objection), the offset before and after."""

    at: float
    attempt_id: str
    before: float
    after: float


class Learned(NamedTuple):
    """One interaction with its place in the order, its time (seconds since 1970) and the answer it belongs to."""

    seq: int
    at: float
    attempt_id: str
    interaction: Interaction


@dataclass
class Trail:
    """What is shown of the past. `seq` is the last interaction read."""

    state: PersonalState
    seq: int = 0
    points: dict[str, list[Point]] = field(default_factory=dict)
    moves: dict[str, list[Move]] = field(default_factory=dict)
    last: dict[str, Move] = field(default_factory=dict)

    @classmethod
    def start(cls, fit: PersonalFit) -> Trail:
        """Before the first interaction."""
        return cls(PersonalState.fresh(fit))

    def read(self, history: Iterable[Learned]) -> Trail:
        """Go on with what was learned after `seq`, in order."""
        for learned in history:
            name = getattr(learned.interaction, "competency", None)
            before = self.state
            self.state = before.after(learned.interaction)
            self.seq = learned.seq
            if name is not None:
                self._moved(str(name), before, learned)
        return self

    def to_bytes(self) -> bytes:
        """As JSON; `from_bytes` gives back the equal trail."""
        document = {
            "format": FORMAT,
            "seq": self.seq,
            "state": self.state.to_bytes().hex(),
            "points": self.points,
            "moves": self.moves,
            "last": self.last,
        }
        return json.dumps(document, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, blob: bytes, fit: PersonalFit) -> Trail:
        """The trail of `to_bytes`. Raises `RecordUnreadable` for another format or another fit."""
        document: Mapping[str, Any] = json.loads(blob)
        if document["format"] != FORMAT:
            raise RecordUnreadable("An old trail is made again from the history.")
        return cls(
            PersonalState.from_bytes(bytes.fromhex(document["state"]), fit),
            int(document["seq"]),
            {name: [Point(*point) for point in points] for name, points in document["points"].items()},
            {name: [Move(*move) for move in moves] for name, moves in document["moves"].items()},
            {name: Move(*move) for name, move in document["last"].items()},
        )

    def _moved(self, name: str, before: PersonalState, learned: Learned) -> None:
        constants = self.state.constants
        was, now = (competency_state(s.ability, name, constants) for s in (before, self.state))
        answer = learned.attempt_id if isinstance(learned.interaction, Answered) else ""
        move = Move(learned.at, answer, before.ability.m + was.m, self.state.ability.m + now.m)
        self.last[name] = move
        if answer:
            largest = sorted([*self.moves.get(name, ()), move], key=lambda one: -abs(one.after - one.before))
            self.moves[name] = largest[:MOST_MOVES]
        points = self.points.setdefault(name, [])
        variance = round(self.state.ability.v + now.v, 4)
        points.append(Point(round(learned.at), round(move.after, 4), variance, round(now.v, 4), now.n))
        if len(points) > MOST_POINTS:
            # Of the older ones that goes whose neighbours lie nearest to each other; the first stays.
            older = range(1, len(points) - RECENT)
            del points[min(older, key=lambda i: points[i + 1].at - points[i - 1].at)]
