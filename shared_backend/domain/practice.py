"""An interview practice run as plain values: set-up card, questions, answers and what was said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.experiment import Arm

Level = Literal["entry", "mid", "senior", "executive"]
Mode = Literal["study", "real"]
Kind = Literal["main", "follow_up", "retry"]
AskedState = Literal["open", "answered", "skipped", "swapped"]
RunState = Literal["active", "finished"]
Phase = Literal["warm_up", "answering", "self_rating", "feedback", "report"]


@dataclass(frozen=True, slots=True)
class Setup:
    """The set-up card. `question_type` is one of the four types or "mixed"; `count` the questions wanted (3–5)."""

    role: str
    occupation: str | None
    role_family: str
    level: Level
    question_type: str
    count: int
    mode: Mode
    timer_minutes: int | None = None
    job_ad: str = ""
    resume_text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the person. `attempt_id` is the id of its answer form, made before it is shown.

    `because` says in one sentence why this question; `expected` is the share of full marks that was expected of this
    person; `of_attempt` names the attempt that a follow-up or retry belongs to. A question that was exchanged for an
    easier or harder one is "swapped" and does not count.
    """

    attempt_id: str
    question_id: str
    text: str
    kind: Kind
    competency: str
    difficulty: int
    because: str
    expected: float
    asked_at: datetime
    of_attempt: str | None = None
    state: AskedState = "open"


@dataclass(frozen=True, slots=True)
class Run:
    """One practice run: everything needed to show the same screen after a refresh, in a second tab or tomorrow."""

    id: str
    scenario_id: str
    setup: Setup
    started_at: datetime
    updated_at: datetime
    state: RunState = "active"
    warm_up_done: bool = False
    asked: tuple[Asked, ...] = ()
    row_version: int = 1

    def open_question(self) -> Asked | None:
        """The question that waits for an answer, or None."""
        return next((a for a in self.asked if a.state == "open"), None)

    def asked_as(self, attempt_id: str) -> Asked:
        """The question of an answer form. Raises `NotFound`."""
        found = next((a for a in self.asked if a.attempt_id == attempt_id), None)
        if found is None:
            raise NotFound("That question is not part of this practice run.")
        return found

    def main_count(self) -> int:
        """How many of the wanted questions have been asked."""
        return sum(a.kind == "main" and a.state != "swapped" for a in self.asked)

    def complete(self) -> bool:
        """Whether every wanted question has been asked and none is open."""
        return self.main_count() >= self.setup.count and self.open_question() is None

    def asking(self, question: Asked) -> Run:
        """The run with one more open question. Raises `InvalidInput` while another one is open."""
        if self.state != "active" or self.open_question() is not None:
            raise InvalidInput("Answer or skip the open question first.")
        return replace(self, asked=(*self.asked, question))

    def marking(self, attempt_id: str, state: AskedState) -> Run:
        """The run after a question was answered, skipped or swapped."""
        self.asked_as(attempt_id)
        return replace(
            self, asked=tuple(replace(a, state=state) if a.attempt_id == attempt_id else a for a in self.asked)
        )


@dataclass(frozen=True, slots=True)
class Range:
    """A number with its 80 % range, in the same units."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said about an answer: the criterion, the person's own words it rests on, and the sentence."""

    criterion: str
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of the rubric: 0–4 with its range, what that level means, and quotes as evidence."""

    criterion: str
    name: str
    score: Range
    meaning: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StarPart:
    """Whether a part of the story is there, and the words that show it."""

    name: str
    present: bool
    quote: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """Whether a key point is covered, and the words that show it."""

    point: str
    covered: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How feedback is put; what is said stays the same.

    `style`, `detail`, `tone` and `format` name the way. `chances` holds the probability with which the coach drew its
    option, for each of them that was left to it. `opening` and `bridge` are the sentences before the feedback and
    before the one thing to change, `example` a made-up one on it.
    """

    style: str = "balanced"
    detail: str = "medium"
    tone: str = "neutral"
    format: str = "structured"
    chances: Mapping[str, float] = field(default_factory=dict)
    opening: str = ""
    bridge: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the person is told about one answer, as it was shown.

    `strength` is None when there is nothing to praise. `tip_keys` says in which ways the advice was put, for learning
    whether that helped. `outline` is built from the person's own words, with [blanks] for what is missing.
    """

    overall: Range
    word: str
    strength: Remark | None
    fix: Remark
    tips: tuple[Remark, ...]
    criteria: tuple[CriterionLine, ...]
    star: tuple[StarPart, ...]
    key_points: tuple[PointLine, ...]
    outline: tuple[str, ...]
    notes: tuple[str, ...]
    weakest: str
    tip_keys: tuple[str, ...]
    wording: Wording = field(default_factory=Wording)

    @property
    def change(self) -> str:
        """The heading of the first tip; where even the weakest criterion is met (3 of 4) only a polish is left."""
        weakest = next((line.score.value for line in self.criteria if line.criterion == self.weakest), 0.0)
        return "One thing to polish" if weakest >= 3.0 else "The one thing to change"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the numbers come from: the global version, the personal share and what was expected beforehand.

    `weight` is the personal share in [0, 1] after `n` answers; `global_logit` what the global model expected;
    `expected`, `expected_global` and `expected_personal` are shares of full marks; `evidence` in nats, above 0 when
    the personal model has predicted better so far; `kind` says which personal model it was. While models are compared,
    `experiment` names the comparison and `arm` what this person was given by lot.
    """

    version_id: str
    version: str
    inherited: str | None
    weight: float
    scheduled: float
    evidence: float
    n: int
    global_logit: float
    expected: float
    expected_global: float
    expected_personal: float
    offset_points: float
    offset_n: int
    engines: Mapping[str, str]
    kind: Literal["global", "h2", "l2"] = "h2"
    experiment: str = ""
    arm: Arm | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer with everything said about it and everything the person said back."""

    id: str
    run_id: str
    question_id: str
    question: str
    type: str
    competency: str
    difficulty: int
    kind: Kind
    of_attempt: str | None
    answer: str
    seconds: float
    created_at: datetime
    feedback: Feedback
    provenance: Provenance
    self_rating: int | None = None
    opinion: str | None = None
    helpful: bool | None = None
    rating: int | None = None
    comment: str = ""
    row_version: int = 1
