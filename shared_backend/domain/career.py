"""A person's career as plain values: what they told, signs of skill, paths they judged, and the plan they keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from shared_backend.domain.errors import InvalidInput

Source = Literal["rated", "ledger", "interview", "plan", "occupation", "school"]
"""Where a level comes from: the person's own rating, the ledger, an answer, a step that was done, what a job they had
calls for as a rule, or what everybody is taken to have from school."""
Verdict = Literal["interested", "not_for_me"]
State = Literal["open", "done", "skipped"]
Helped = Literal["yes", "partly", "no"]
"""Whether a step that was done brought what it was for."""

PREPARATION: Mapping[int, str] = {
    1: "Little or no preparation: shown how to do it in a few days to a few months.",
    2: "Some preparation: school, then a few months up to a year of learning on the job.",
    3: "Medium preparation: one to two years of training, an apprenticeship or a vocational course.",
    4: "Considerable preparation: two to four years, often a bachelor's degree, or long experience in its place.",
    5: "Extensive preparation: four years and more, often a higher degree and years of experience.",
}
UNKNOWN_PREPARATION = "How much preparation it needs is not recorded."
STALE = "This changed in another window. Nothing was overwritten: look at the new state and change it there."
LONGEST_TEXT = 300
EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
_ID = re.compile(r"[0-9A-Za-z-]{1,64}\Z")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign of a skill: `skill` is ``skill:Writing``, ``knowledge:Biology`` or ``technology:Python``.

    `level` is on 0–7, None where the words do not say; `quote` are the person's own words, empty where there are none.
    """

    skill: str
    source: Source
    level: float | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class CareerProfile:
    """What a person told the career coach.

    Attributes
    ----------
    occupation : str or None
        Code of their present or last occupation; None for somebody who has had none.
    interests : mapping of name to float
        Vocational interests on 1–7; empty when not told.
    subjects : tuple of str
        What they like at school.
    towards : tuple of str
        Two-digit groups of occupations they would like to move to.
    years_away : int
        Years since they left their last occupation.
    rated, denied
        Their own ratings, and skills they said they do not have.
    target : str or None
        Code of the occupation they chose to work towards.
    never_worked : bool
        Whether they said that they have had no occupation yet.
    """

    occupation: str | None = None
    interests: Mapping[str, float] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    years_away: int = 0
    hours_per_week: float = 4.0
    rated: tuple[Evidence, ...] = ()
    denied: tuple[str, ...] = ()
    target: str | None = None
    never_worked: bool = False
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of one suggested occupation."""

    code: str
    verdict: Verdict
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    `skill` names what it brings to `level` (0–7); `sequence` counts its changes for calendars; `helped` is what the
    person said of it once it was done.
    """

    id: str
    title: str
    skill: str
    level: float
    why: str
    proof: str
    start: date
    due: date
    hours: float
    state: State = "open"
    done_on: date | None = None
    sequence: int = 0
    note: str = ""
    helped: Helped | None = None

    def __post_init__(self) -> None:
        if not self.title.strip() or max(map(len, (self.title, self.why, self.proof, self.note))) > LONGEST_TEXT:
            raise InvalidInput(f"Give the step a title, and use at most {LONGEST_TEXT} characters for each text.")
        if not _ID.match(self.id):
            raise InvalidInput("A step is named by letters, digits and hyphens.")
        if not (EARLIEST <= self.start <= LATEST and EARLIEST <= self.due <= LATEST):
            raise InvalidInput("Choose dates between 1970 and 2199.")
        if self.due < self.start:
            raise InvalidInput("A step cannot be due before it starts. Choose a later due date.")
        if not 0 < self.hours <= 10_000:
            raise InvalidInput("Give the step between 1 and 10,000 hours.")
        if not 0 <= self.level <= 7:
            raise InvalidInput("A level lies between 0 and 7.")


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to one occupation: steps in the order in which they are done.

    `row_version` counts every change. `removed` are steps taken out, the newest last: they can be put back, and
    calendars that hold them are told.
    """

    id: str
    target: str
    title: str
    hours_per_week: float
    steps: tuple[Step, ...]
    created_at: datetime
    updated_at: datetime
    row_version: int = 1
    removed: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip() or len(self.title) > LONGEST_TEXT:
            raise InvalidInput(f"Give the plan a title of at most {LONGEST_TEXT} characters.")
        if not 0.5 <= self.hours_per_week <= 168:
            raise InvalidInput("Give the plan between half an hour and 168 hours a week.")

    def step(self, step_id: str) -> Step:
        """One step. Raises `InvalidInput` when the plan has none with this id."""
        for one in self.steps:
            if one.id == step_id:
                return one
        raise InvalidInput("This plan has no such step. Reload the page to see its present state.")
