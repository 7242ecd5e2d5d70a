"""A finding: what, where, why, how, and what mending it is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from shared_backend.ai_engines.tasks.resume_coach.facts import Facts

Group = Literal["parse", "content", "evidence"]
GROUPS: dict[Group, str] = {"parse": "Reading by software", "content": "Wording", "evidence": "Evidence"}
Mend = Callable[[Facts], Facts]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes
    ----------
    id : str
        The check and the place; the same as long as both are.
    criterion : str
        The criterion of the rubric it belongs to.
    where, place : str
        The place in words, and the id of the job, line or study to jump to; empty for the whole CV.
    quote : str
        The person's own words it is about, or empty.
    worth : float
        Points of the overall score, 0 to 10, gained when it is mended, by scoring again; 0 for what is only to be
        checked.
    """

    id: str
    group: Group
    criterion: str
    what: str
    where: str
    place: str
    quote: str
    why: str
    how: str
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before its worth is known; `mend` gives the facts of the CV once it is mended."""

    finding: Finding
    mend: Mend | None = None


def draft(
    check: str,
    group: Group,
    criterion: str,
    what: str,
    *,
    why: str,
    how: str,
    where: str = "the whole CV",
    place: str = "",
    quote: str = "",
    mend: Mend | None = None,
) -> Draft:
    """A draft whose id is made of check and place."""
    return Draft(Finding(f"{check}:{place}", group, criterion, what, where, place, quote, why, how), mend)
