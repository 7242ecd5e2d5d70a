"""The list as somebody wants to see it: what they search for, at which stages, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal

from shared_backend.domain.application import Application, Board
from shared_backend.services.applications.stages import ended

Sort = Literal["changed", "follow_up", "stage", "employer", "since"]
SORTS: Mapping[Sort, str] = {
    "changed": "Last changed",
    "follow_up": "Next follow-up",
    "stage": "Stage",
    "employer": "Employer",
    "since": "Longest at its stage",
}


def listed(
    applications: Iterable[Application],
    board: Board,
    *,
    text: str = "",
    which: str = "all",
    sort: Sort = "changed",
) -> tuple[Application, ...]:
    """Those that fit, in order.

    Parameters
    ----------
    text : str
        Every word of it must stand in the employer, role, notes or link; capitals do not matter.
    which : str
        "all", "open", "ended", or the id of one stage.
    """
    words = text.casefold().split()
    found = [one for one in applications if _fits(one, board, words, which)]
    order = {stage.id: place for place, stage in enumerate(board.stages)}
    never = date.max

    def follow_up(one: Application) -> date:
        return never if one.follow_up is None or one.follow_up.done else one.follow_up.on

    keys: Mapping[Sort, Callable[[Application], Any]] = {
        "changed": lambda one: -one.updated_at.timestamp(),
        "follow_up": follow_up,
        "stage": lambda one: order[one.stage],
        "employer": lambda one: (one.employer.casefold(), one.role.casefold()),
        "since": lambda one: one.since,
    }
    return tuple(sorted(found, key=lambda one: (keys[sort](one), -one.updated_at.timestamp(), one.id)))


def _fits(one: Application, board: Board, words: list[str], which: str) -> bool:
    if which in ("open", "ended"):
        right = ended(one, board) == (which == "ended")
    else:
        right = which == "all" or one.stage == which
    told = "\n".join((one.employer, one.role, one.notes, one.link)).casefold()
    return right and all(word in told for word in words)
