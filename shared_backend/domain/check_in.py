"""The monthly check-in as plain values: what moved, what it rests on, and the next three things to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from shared_backend.domain.errors import InvalidInput

Kind = Literal["follow_up", "plan", "review", "gap", "start", "own"]
"""Where something to do comes from: an application, the plan, a question to practise again, what is missing, a first
step for somebody who has none of these, or the person's own words."""
MOST_ACTIONS, LONGEST_ACTION, LONGEST_NOTE = 3, 200, 2_000


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a skill on 0–7 with its range, and where the strongest sign of it comes from."""

    value: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class SkillMoved:
    """A skill whose level is another than at the last check-in; `before` None for one there was no sign of then.

    `quote` are the person's own words that show it, or the title of the step; empty where there are none.
    """

    name: str
    before: Level | None
    now: Level | None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of a plan that was finished; `proof` is what was to show it."""

    title: str
    on: date
    proof: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An employer who answered: the stage that says so, in the person's own name for it."""

    employer: str
    role: str
    stage: str
    on: date


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `about` names what it is about: a step as ``plan id/step id``, an application by its id."""

    text: str
    kind: Kind
    about: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip() or len(self.text) > LONGEST_ACTION:
            raise InvalidInput(f"Say what to do in at most {LONGEST_ACTION} characters.")


@dataclass(frozen=True, slots=True)
class Kept:
    """What one meant to do at the last check-in; `done` None where nothing stored can tell."""

    text: str
    done: bool | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved since a day, from what is stored and nothing else.

    `practised` counts interview answers, `sent` applications that were sent; `said` quotes what is new among the
    things that may be said about the person, `said_count` counts all of it.
    """

    since: date
    skills: tuple[SkillMoved, ...] = ()
    steps: tuple[StepDone, ...] = ()
    sent: int = 0
    answers: tuple[Answered, ...] = ()
    practised: int = 0
    said: tuple[str, ...] = ()
    said_count: int = 0
    kept: tuple[Kept, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing moved."""
        return not (self.skills or self.steps or self.sent or self.answers or self.practised or self.said_count)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in. `levels` are the levels of that day by skill, to compare the next one with."""

    id: str
    at: datetime
    moved: Moved
    actions: tuple[Action, ...]
    note: str = ""
    levels: Mapping[str, Level] = field(default_factory=dict)
    row_version: int = 1

    def __post_init__(self) -> None:
        if not 1 <= len(self.actions) <= MOST_ACTIONS:
            raise InvalidInput("Keep one to three things to do.")
        if len(self.note) > LONGEST_NOTE:
            raise InvalidInput(f"The note can hold {LONGEST_NOTE:,} characters; this has {len(self.note):,}.")
