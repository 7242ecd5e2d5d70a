"""Where am I: occupation, interests and skills, each skill with its evidence; confirm it, rate it, deny it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.career import STALE, CareerProfile, Evidence
from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.elements import TECHNOLOGY, elements, kind_of, name_of, subjects
from shared_backend.services.careers.gaps import checked_hours
from shared_backend.services.careers.interests import INTERESTS
from shared_backend.services.careers.last_job import last_job, still_held
from shared_backend.services.careers.own_levels import Own
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.careers.skill_search import find_skills
from shared_backend.services.occupations.search import Hit
from shared_backend.services.occupations.summary import Summary, summary

MOST_AWAY, MOST_RATED = 60, 200
# How well a title has to be met to be asked about, and to be offered without a word of doubt.
WORTH_ASKING, SURELY = 0.6, 0.8


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of a person: its level with range and evidence; `rated` and `denied` are their own word."""

    id: str
    name: str
    kind: str
    own: Own
    rated: bool
    denied: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """The present or last job of the confirmed CV, and occupations with a title like it, best first."""

    title: str
    employer: str
    now: bool
    hits: tuple[Hit, ...]


class CareerProfiles:
    """Each command may be delivered twice."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def get(self, principal: Principal) -> CareerProfile:
        """What they told."""
        with self._desk.database.read() as connection:
            return self._desk.store.profile(connection, principal.user_id)

    def save(
        self,
        principal: Principal,
        row_version: int,
        *,
        occupation: str | None = None,
        interests: Mapping[str, float] | None = None,
        liked_subjects: Sequence[str] = (),
        towards: Sequence[str] = (),
        years_away: int = 0,
        hours_per_week: float = 4.0,
        never_worked: bool = False,
    ) -> CareerProfile:
        """Store what they told in place of what they told before; ratings and the target stay.

        Raises
        ------
        InvalidInput, NotFound
            When something of it does not exist or lies outside its range; nothing is changed.
        StaleVersion
            When it was changed in another window since `row_version`.
        """
        told = dict(interests or {})
        if any(name not in INTERESTS or not 1 <= value <= 7 for name, value in told.items()):
            raise InvalidInput("Rate each interest from 1 to 7.")
        if any(one not in subjects(self._desk.reference) for one in liked_subjects):
            raise InvalidInput("Choose subjects from the list.")
        if any(one not in self._desk.occupations.major_groups for one in towards):
            raise InvalidInput("Choose fields from the list.")
        if not 0 <= years_away <= MOST_AWAY:
            raise InvalidInput(f"Give between 0 and {MOST_AWAY} years away.")
        checked_hours(hours_per_week)
        if never_worked and occupation is not None:
            raise InvalidInput("Choose an occupation, or say that you have not worked yet; not both.")

        def change(profile: CareerProfile) -> CareerProfile:
            return replace(
                profile,
                occupation=None if occupation is None else self._desk.known(occupation),
                interests=told,
                subjects=tuple(dict.fromkeys(liked_subjects)),
                towards=tuple(dict.fromkeys(towards)),
                years_away=years_away,
                hours_per_week=float(hours_per_week),
                never_worked=never_worked,
            )

        return self._changed(principal, change, row_version)

    def skills(self, principal: Principal) -> tuple[Skill, ...]:
        """Every skill there is a sign of beyond school, highest level first."""
        with self._desk.database.read() as connection:
            stands = self._desk.standing(connection, principal.user_id)
        rated = {sign.skill for sign in stands.profile.rated}
        denied = set(stands.profile.denied)
        found = [
            Skill(key, name_of(key), kind_of(key), own, key in rated, key in denied)
            for key, own in stands.own.items()
            if key in denied or any(sign.source != "school" for sign in own.evidence)
        ]
        return tuple(sorted(found, key=lambda skill: (skill.denied, -skill.own.level, skill.name)))

    def rate(self, principal: Principal, skill: str, level: float) -> CareerProfile:
        """Say how good one is at a skill, 0 to 7; it is believed before everything else."""
        self._known_skill(skill)
        if not (math.isfinite(level) and 0 <= level <= 7):
            raise InvalidInput("Choose a level from 0 to 7.")

        def change(profile: CareerProfile) -> CareerProfile:
            others = tuple(sign for sign in profile.rated if sign.skill != skill)
            if len(others) >= MOST_RATED:
                raise InvalidInput(f"You can rate {MOST_RATED} skills. Take one back first.")
            denied = tuple(one for one in profile.denied if one != skill)
            return replace(profile, rated=(*others, Evidence(skill, "rated", float(level))), denied=denied)

        return self._changed(principal, change)

    def deny(self, principal: Principal, skill: str) -> CareerProfile:
        """Say that one does not have a skill, whatever the signs."""
        self._known_skill(skill)

        def change(profile: CareerProfile) -> CareerProfile:
            rated = tuple(sign for sign in profile.rated if sign.skill != skill)
            denied = dict.fromkeys((*profile.denied, skill))
            if len(denied) > MOST_RATED:
                raise InvalidInput(f"You can deny {MOST_RATED} skills. Take one back first.")
            return replace(profile, rated=rated, denied=tuple(denied))

        return self._changed(principal, change)

    def take_back(self, principal: Principal, skill: str) -> CareerProfile:
        """Neither rated nor denied any more: the signs count again."""

        def change(profile: CareerProfile) -> CareerProfile:
            rated = tuple(sign for sign in profile.rated if sign.skill != skill)
            return replace(profile, rated=rated, denied=tuple(one for one in profile.denied if one != skill))

        return self._changed(principal, change)

    def proposal(self, principal: Principal) -> Proposal | None:
        """What the confirmed CV lets expect as occupation, for the person to confirm; None without a CV or a title."""
        with self._desk.database.read() as connection:
            mine = self._desk.resumes.resumes(connection, principal.user_id)
        master = next((one for one in mine if one.master and one.confirmed), None)
        job = None if master is None else last_job(master.profile.jobs)
        found = () if job is None else self._desk.occupations.search(job.title, 3)
        hits = tuple(hit for hit in found if hit.score >= WORTH_ASKING)
        return Proposal(job.title, job.employer, still_held(job), hits) if job is not None and hits else None

    def stands_in(self, code: str) -> str:
        """Title of the occupation whose skills are taken for one that is not rated; empty where it is rated itself."""
        facts = requirements(self._desk.reference)
        at = facts.standing(code)
        return "" if at is None or facts.codes[at] == code else facts.titles[facts.codes[at]]

    def find_skills(self, text: str) -> Mapping[str, str]:
        """Skills, fields of knowledge, programs and tools with a name like this: id → name."""
        return {key: name_of(key) for key in find_skills(text, self._desk.reference)}

    def is_doubtful(self, text: str) -> bool:
        """Whether what is found for a title is hardly like it, as for one in another language."""
        hits = self._desk.occupations.search(text, 1)
        return bool(hits) and hits[0].score < SURELY

    def search(self, text: str, count: int = 8) -> tuple[Hit, ...]:
        """Occupations by any title people use."""
        return self._desk.occupations.search(text, count)

    def occupation(self, code: str) -> Summary:
        """An occupation in short. Raises `NotFound`."""
        return summary(self._desk.occupations.profile(code))

    def fields(self) -> Mapping[str, str]:
        """Groups of occupations one can move to, by code."""
        return self._desk.occupations.major_groups

    def school_subjects(self) -> tuple[str, ...]:
        """What one can like at school."""
        return tuple(subjects(self._desk.reference))

    def _known_skill(self, skill: str) -> None:
        if kind_of(skill) == TECHNOLOGY:
            if name_of(skill) not in requirements(self._desk.reference).known_technologies:
                raise InvalidInput("Choose a program or tool from the list.")
        elif skill not in elements(self._desk.reference):
            raise InvalidInput("Choose a skill from the list.")

    def _changed(
        self, principal: Principal, change: Callable[[CareerProfile], CareerProfile], row_version: int | None = None
    ) -> CareerProfile:
        def work(connection: Connection) -> CareerProfile:
            before = self._desk.store.profile(connection, principal.user_id)
            after = change(before)
            if after == before:
                return before
            if row_version is not None and row_version != before.row_version:
                raise StaleVersion(STALE)
            return self._desk.store.save_profile(connection, principal.user_id, after, self._desk.clock.now())

        return self._desk.database.write(work)
