"""Applications as plain values: to whom, with which CV, through which stages, and what is to be done when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlsplit

from shared_backend.domain.career import EARLIEST, LATEST
from shared_backend.domain.errors import InvalidInput

Meaning = Literal["planned", "sent", "replied", "accepted", "refused", "silent", "withdrawn"]
"""What a stage says, whatever it is called: not sent yet, sent and waiting, they want to go on, or how it ended."""
ENDED: tuple[Meaning, ...] = ("accepted", "refused", "silent", "withdrawn")
MEANINGS: tuple[Meaning, ...] = ("planned", "sent", "replied", *ENDED)

LONGEST_NAME, LONGEST_STAGE, LONGEST_LINK = 120, 40, 500
LONGEST_AD, LONGEST_NOTES, LONGEST_TODO = 20_000, 4_000, 200
MOST_STAGES, MOST_MOVES = 30, 100
LEAST_SILENCE, MOST_SILENCE = 3, 180  # days
_ID = re.compile(r"[0-9A-Za-z-]{1,64}\Z")
_HOST = re.compile(r"[^\s/:@]+\.[^\s/:@]+(?:[:/].*)?\Z")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage an application can be at; `id` stays while it is renamed."""

    id: str
    name: str
    meaning: Meaning

    def __post_init__(self) -> None:
        if not self.name.strip() or self.name != " ".join(self.name.split()) or len(self.name) > LONGEST_STAGE:
            raise InvalidInput(f"Give each stage a name of at most {LONGEST_STAGE} characters.")
        if not _ID.match(self.id):
            raise InvalidInput("This form is damaged. Reload the page and start again.")
        if self.meaning not in MEANINGS:
            raise InvalidInput("Choose what a stage means from the list.")


STAGES: tuple[Stage, ...] = (
    Stage("saved", "Saved", "planned"),
    Stage("applied", "Applied", "sent"),
    Stage("screening", "Screening", "replied"),
    Stage("interview", "Interview", "replied"),
    Stage("offer", "Offer", "replied"),
    Stage("accepted", "Accepted", "accepted"),
    Stage("rejected", "Rejected", "refused"),
    Stage("ghosted", "Ghosted", "silent"),
    Stage("withdrawn", "Withdrawn", "withdrawn"),
)


@dataclass(frozen=True, slots=True)
class Board:
    """The stages of one person in their order, and after how many days without a word they are asked about it."""

    stages: tuple[Stage, ...] = STAGES
    silence_days: int = 21
    row_version: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.stages) <= MOST_STAGES:
            raise InvalidInput(f"Keep between 1 and {MOST_STAGES} stages.")
        if len({stage.id for stage in self.stages}) != len(self.stages):
            raise InvalidInput("This form is damaged. Reload the page and start again.")
        if len({stage.name.casefold() for stage in self.stages}) != len(self.stages):
            raise InvalidInput("Two stages have the same name. Give each a name of its own.")
        if not LEAST_SILENCE <= self.silence_days <= MOST_SILENCE:
            raise InvalidInput(f"Choose between {LEAST_SILENCE} and {MOST_SILENCE} days.")

    def stage(self, stage_id: str) -> Stage:
        """One stage. Raises `InvalidInput` when there is none with this id."""
        for one in self.stages:
            if one.id == stage_id:
                return one
        raise InvalidInput("There is no such stage any more. Reload the page to see the present ones.")

    def named(self, name: str) -> Stage | None:
        """The stage with this name, however it is capitalised; None when there is none."""
        wanted = " ".join(name.split()).casefold()
        return next((one for one in self.stages if one.name.casefold() == wanted), None)

    def first(self, meaning: Meaning) -> Stage | None:
        """The first stage with this meaning, None when there is none."""
        return next((one for one in self.stages if one.meaning == meaning), None)


@dataclass(frozen=True, slots=True)
class Move:
    """That an application came to a stage on a day, noted down at a moment."""

    stage: str
    on: date
    at: datetime

    def __post_init__(self) -> None:
        checked_day(self.on)


@dataclass(frozen=True, slots=True)
class UsedResume:
    """The kept version of a CV that was sent; `label` is what the CV was called then, should it be deleted later."""

    id: str
    version: int
    label: str


@dataclass(frozen=True, slots=True)
class MatchThen:
    """How much of what the ad asks for the CV showed, on the day it was sent.

    Attributes
    ----------
    share : float or None
        0–1, must-haves counted three times; None where too little was found in the ad to speak in numbers.
    must, nice : tuple of int
        How many are shown, of how many.
    rules : str
        Version of the rules that counted.
    """

    share: float | None
    must: tuple[int, int]
    nice: tuple[int, int]
    rules: str
    on: date


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What to do on a day; `sequence` counts its changes for calendars."""

    on: date
    todo: str = ""
    done: bool = False
    sequence: int = 0

    def __post_init__(self) -> None:
        checked_day(self.on)
        if len(self.todo) > LONGEST_TODO:
            raise InvalidInput(f"Say what to do in at most {LONGEST_TODO} characters.")


@dataclass(frozen=True, slots=True)
class Application:
    """One application. `history` holds every change of stage, oldest first; the last one says where it stands.

    `ad` is the job ad as pasted, empty without one; `occupation` an O*NET code or None; `wait_until` the day before
    which nothing is asked about silence. `row_version` counts every change.
    """

    id: str
    employer: str
    role: str
    history: tuple[Move, ...]
    created_at: datetime
    updated_at: datetime
    occupation: str | None = None
    link: str = ""
    ad: str = ""
    notes: str = ""
    resume: UsedResume | None = None
    match: MatchThen | None = None
    follow_up: FollowUp | None = None
    wait_until: date | None = None
    row_version: int = 1

    def __post_init__(self) -> None:
        for text, what in ((self.employer, "employer"), (self.role, "role")):
            if not text.strip() or len(text) > LONGEST_NAME:
                raise InvalidInput(f"Name the {what} in at most {LONGEST_NAME} characters.")
        if len(self.ad) > LONGEST_AD:
            raise InvalidInput(f"A job ad can hold {LONGEST_AD:,} characters. Leave out what is not about the job.")
        if len(self.notes) > LONGEST_NOTES:
            raise InvalidInput(f"Notes can hold {LONGEST_NOTES:,} characters; these have {len(self.notes):,}.")
        if not 1 <= len(self.history) <= MOST_MOVES:
            raise InvalidInput(f"An application can change its stage {MOST_MOVES} times.")
        days = [move.on for move in self.history]
        if days != sorted(days):
            raise InvalidInput("A stage cannot begin before the one it follows. Choose a later day.")

    @property
    def stage(self) -> str:
        """Where it stands: the id of a stage."""
        return self.history[-1].stage

    @property
    def since(self) -> date:
        """Since when it stands there."""
        return self.history[-1].on


def checked_day(day: date) -> date:
    """A day that calendars know. Raises `InvalidInput` before 1970 and after 2199."""
    if not EARLIEST <= day <= LATEST:
        raise InvalidInput("Choose a day between 1970 and 2199.")
    return day


def checked_link(text: str) -> str:
    """The address of an ad, with its scheme; empty when nothing is given.

    Raises
    ------
    InvalidInput
        For anything but an address of a web page.

    >>> checked_link("jobs.example.com/baker")
    'https://jobs.example.com/baker'
    """
    link = text.strip()
    if not link:
        return ""
    if "://" not in link and _HOST.match(link):
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and link.isprintable() and " " not in link
    except ValueError:
        right = False
    if not right or len(link) > LONGEST_LINK:
        raise InvalidInput("The link is not the address of a web page. Copy it from the browser, or leave it empty.")
    return link
