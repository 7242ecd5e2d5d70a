"""Which way an occupation lies from where somebody stands: up, sideways, a stretch, a start, or too far to suggest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["start", "step_up", "sideways", "stretch"]
KIND_NAMES: Mapping[Kind, str] = {
    "start": "Start now",
    "step_up": "Step up",
    "sideways": "Sideways",
    "stretch": "Stretch",
}
# For somebody who has had no occupation every way is a beginning.
BEGINNINGS: Mapping[Kind, str] = {
    "start": "Start now",
    "step_up": "Start with training",
    "sideways": "Sideways",
    "stretch": "Start with studies",
}
# Below this much of the key skills something is a stretch, in a field that is not theirs below the second; below the
# third, and in such a field below the fourth, it is not suggested.
STRETCH, STRETCH_ELSEWHERE, LEAST, LEAST_ELSEWHERE = 0.60, 0.75, 0.35, 0.50
LEAST_AT_SCHOOL = 0.10
# Leading is new to most: then nothing need be there in full, but this share of it in part.
IN_PART_TO_LEAD, IN_PART_AT_SCHOOL = 0.75, 0.50
# Nothing is left to learn in a course where nearly all is there.
READY_AT_SCHOOL = 0.90
_LEADING = ("Supervisors", "Managers", "Chief", "Directors", "Administrators", "Superintendents", "Controllers")
# Up to here those who lead and go back to the work itself step back; above it is a trade of its own.
WORK_ITSELF = 3


@dataclass(frozen=True, slots=True)
class Way:
    """The way from where somebody is to an occupation.

    `zone` is the preparation it needs and `zones` how much more that is; `linked` says that the two are published as
    related, `near` that they are or are much alike, `over` that people in it lead the field the person works in
    (`first_line`: beside those who do the work), `same_group` that they are in one major group, `wanted` that the
    person named the group, `entry` what stands before it: licence, degree, experience, elected, casting or nothing.
    `have` counts the key skills that are there, `in_part` is the share of those there in part, and `helps` says that
    people in it help others who do the work.
    """

    zone: int
    zones: int
    leads: bool
    linked: bool
    near: bool
    over: bool
    first_line: bool
    same_group: bool
    wanted: bool
    entry: str
    match: float
    have: int
    in_part: float
    helps: bool


def leads(code: str, title: str) -> bool:
    """Whether people in an occupation lead others.

    >>> leads("51-1011.00", "First-Line Supervisors of Production and Operating Workers")
    True
    """
    # Those who administer databases and networks lead nobody, and not everybody filed under management does.
    return not code.startswith("15-") and any(word in title for word in _LEADING)


def supervises(title: str) -> bool:
    """Whether people in an occupation lead those who do the work, beside them.

    >>> supervises("First-Line Supervisors of Correctional Officers")
    True
    """
    return title.startswith("First-Line Supervisors")


def helps(title: str) -> bool:
    """Whether people in an occupation help others who do the work.

    >>> helps("Helpers--Production Workers")
    True
    """
    return title.startswith("Helpers--")


def kind_of_way(way: Way, *, led_before: bool, returns: bool = False) -> Kind | None:
    """The kind of a way for somebody with an occupation; None for what would be absurd to suggest.

    `led_before` says that they lead others now, `returns` that they come back after years away.
    """
    close = way.near or way.over
    if way.match < LEAST or way.entry in ("elected", "degree") or not (close or way.wanted or way.same_group):
        return None
    if way.match < LEAST_ELSEWHERE and not (close or way.same_group):
        return None
    # Helping is where one begins, and a path begins with something one brings along.
    if way.helps or (way.have == 0 and not (way.first_line and way.in_part >= IN_PART_TO_LEAD)):
        return None
    # A licence takes years of a course of its own: only from nearby, or where somebody said they want to go there.
    if way.entry in ("licence", "experience") and not way.linked and not (way.wanted and way.zones <= 1):
        return None
    # Managers of other fields are alike too: one that is not published as related has to fit.
    its_managers = way.over and way.zones >= 0 and (way.linked or way.match >= STRETCH)
    if not led_before and -1 <= way.zones <= 1 and (way.first_line or its_managers):
        return "step_up"
    goes_back = led_before and not way.leads and way.zone <= WORK_ITSELF and way.zones <= 0
    if goes_back and not (way.wanted or returns):
        return None
    rises = way.zones == 1 or (way.zones == 0 and way.leads and not led_before)
    if way.zones < 0 and not rises and not _down_is_fine(way, led_before=led_before, returns=returns):
        return None
    if way.zones >= 2:
        return "stretch" if way.zones == 2 and (close or way.wanted) else None
    enough = STRETCH if close or way.same_group else STRETCH_ELSEWHERE
    if way.match < enough or way.entry == "casting" or (way.entry == "licence" and not way.linked):
        return "stretch"
    if rises:
        return "step_up" if close or way.same_group else "stretch"
    if close:
        return "sideways"
    return "stretch" if way.wanted else None


def _down_is_fine(way: Way, *, led_before: bool, returns: bool) -> bool:
    """Whether one zone less of preparation is no step back.

    It leads others, somebody asked for it or comes back, or both zones are high and they have what it takes.
    """
    if way.zones != -1:
        return False
    high = way.zone == 4 and way.linked and not way.entry and way.match >= STRETCH
    return way.wanted or returns or high or way.leads


def kind_at_school(
    zone: int, share: float, *, have: int, in_part: float, taught: int, entry: str, artistic: bool
) -> Kind | None:
    """The kind of an occupation for somebody who has had none, by the preparation it needs.

    Where nothing is there in full, a subject they like teaches two of its key skills (`taught`), or it is learned on
    the job and half of it is there in part (`in_part`). What is filled by casting is for those whose first interest is
    `artistic`.
    """
    if (
        entry in ("elected", "degree", "experience")
        or share < LEAST_AT_SCHOOL
        or zone > 4
        or (entry == "casting" and not artistic)
    ):
        return None
    if have == 0 and taught < 2 and (zone > 2 or in_part < IN_PART_AT_SCHOOL):
        return None
    if entry == "casting":
        return "stretch"
    if share >= READY_AT_SCHOOL and zone <= 3:
        return "start"
    return "start" if zone <= 2 else "step_up" if zone == 3 else "stretch"
