"""What the owner of a personal model sees of it: plain values with a range, a count and a version on every number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared_backend.domain.own_model import Receipt
from shared_backend.domain.practice import Range
from shared_backend.services.progress.forecasts import Comparison

Kind = Literal["global", "h2", "l2"]


@dataclass(frozen=True, slots=True)
class MovedBy:
    """One of the answers that moved a row most: the person's own words, and the expectation before and after it.

    `before` and `after` are points of 10 on a question of middle difficulty.
    """

    attempt_id: str
    run_id: str
    question: str
    quote: str
    at: datetime
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Change:
    """What moved a row last: when, from where to where (points of 10), and whether an answer did."""

    at: datetime
    before: float
    after: float
    by_answer: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What is believed about one competency.

    `word` says how at home the person is in it, None while there is not enough data; `expected` is the expected score
    of 10 on a question of middle difficulty with its 80 % range, after `answers` answers; `p_weak` the chance that it
    lies below 6. `weak` is the rule's own label.
    """

    competency: str
    name: str
    word: str | None
    weak: str
    expected: Range
    p_weak: float
    answers: int
    change: Change | None
    moved_by: tuple[MovedBy, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A global version by its label, with the digest of its file."""

    label: str
    digest: str


@dataclass(frozen=True, slots=True)
class Blending:
    """How much of a prediction is the person's own model.

    `weight` is the personal share now, `scheduled` what it would be without evidence, `evidence` how much better the
    personal model has predicted (nats, within its limits), `n` the answers learned from. `kind` says which personal
    model serves in this installation; `serving` is the global version in use, `inherited` the one the person's model
    started from.
    """

    kind: Kind
    weight: float
    scheduled: float
    evidence: float
    n: int
    serving: Version | None
    inherited: Version | None


@dataclass(frozen=True, slots=True)
class ModelView:
    """The whole page.

    `rows` hold every competency that was practised, what most deserves practice first; `unknown` names the others.
    `offset_points` is how much harsher (above 0) the person finds the scores, after `offset_n` opinions. `comparison`
    covers answers that were predicted since the last reset, scored by the versions `compared_with`, the own model being
    of `compared_kinds`. `digest` and `size` are of the state's bytes.
    """

    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    blending: Blending
    comparison: Comparison | None
    compared_with: tuple[str, ...]
    compared_kinds: tuple[Kind, ...]
    offset_points: float
    offset_n: int
    paused: bool
    global_only: bool
    receipts: tuple[Receipt, ...]
    digest: str
    size: int
