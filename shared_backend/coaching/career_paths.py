"""Where can I go: cards with their reasons, judged one by one, and the one to work towards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk, Standing
from shared_backend.domain.career import CareerProfile, Feedback, Verdict
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.gaps import GapTable, gap_table
from shared_backend.services.careers.paths import Card, paths
from shared_backend.services.careers.planning import what_if
from shared_backend.services.careers.ranking import ranking
from shared_backend.services.careers.reasons import without_step_up
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.careers.rules import BEGINNINGS, KIND_NAMES, Kind
from shared_backend.services.careers.taste import MIDDLE


@dataclass(frozen=True, slots=True)
class Changed:
    """A card as it is, and its share of key skills if something were learned."""

    card: Card
    match_then: float
    have_then: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of an occupation, with its title."""

    code: str
    title: str
    verdict: Verdict
    at: datetime


@dataclass(frozen=True, slots=True)
class PathsView:
    """Everything the page of paths shows.

    Attributes
    ----------
    headings : mapping of kind to str
        How the kinds are called for this person.
    without_step_up : str
        Why no card is a step up; empty where one is, and for somebody without an occupation.
    judged : tuple of Judged
        What was said, the newest first.
    learnable : mapping of skill to level
        What is missing on the cards and the highest level that one of them calls for, what most of them miss first.
    """

    profile: CareerProfile
    cards: tuple[Card, ...]
    headings: Mapping[Kind, str]
    without_step_up: str
    judged: tuple[Judged, ...]
    learnable: Mapping[str, float]


class CareerPaths:
    """Each command may be delivered twice."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def cards(self, principal: Principal) -> tuple[Card, ...]:
        """Five to eight of them, ordered by what the person can do, wants and said before."""
        with self._desk.database.read() as connection:
            stands = self._desk.standing(connection, principal.user_id)
        return self._cards(stands)

    def view(self, principal: Principal) -> PathsView:
        """The cards with all that stands around them."""
        with self._desk.database.read() as connection:
            stands = self._desk.standing(connection, principal.user_id)
        cards, facts, titles = self._cards(stands), requirements(self._desk.reference), self._desk.occupations.titles
        told = [Judged(one.code, titles.get(one.code, one.code), one.verdict, one.at) for one in stands.feedback]
        rises = any(card.kind == "step_up" for card in cards)
        return PathsView(
            profile=stands.profile,
            cards=cards,
            headings=BEGINNINGS if facts.standing(stands.profile.occupation) is None else KIND_NAMES,
            without_step_up="" if rises else without_step_up(facts, stands.profile),
            judged=tuple(reversed(told)),
            learnable=_learnable(cards),
        )

    def judge(self, principal: Principal, code: str, verdict: Verdict) -> tuple[Card, ...]:
        """Say that a path is interesting or not for one; the cards as they are then. Raises `NotFound`."""
        if verdict not in get_args(Verdict):
            raise InvalidInput("Say whether it interests you or is not for you.")
        self._desk.known(code)

        def work(connection: Connection) -> Standing:
            fit = self._fit(self._desk.standing(connection, principal.user_id), code)
            self._desk.store.say(connection, principal.user_id, Feedback(code, verdict, self._desk.clock.now()))
            self._desk.learning.path(principal.user_id, code, float(verdict == "interested"), fit)
            return self._desk.standing(connection, principal.user_id)

        return self._cards(self._desk.database.write(work))

    def take_back(self, principal: Principal, code: str) -> tuple[Card, ...]:
        """Unsay what was said of a path, with all that it taught; the cards as they are then."""

        def work(connection: Connection) -> Standing:
            self._desk.store.unsay(connection, principal.user_id, code)
            self._desk.learning.unsaid(principal.user_id, code)
            return self._desk.standing(connection, principal.user_id)

        return self._cards(self._desk.database.write(work))

    def judged(self, principal: Principal) -> tuple[Feedback, ...]:
        """What was said, in the order in which it was said."""
        with self._desk.database.read() as connection:
            return self._desk.store.feedback(connection, principal.user_id)

    def choose(self, principal: Principal, code: str | None) -> CareerProfile:
        """Choose the occupation to work towards, or none. Raises `NotFound`."""
        if code is not None:
            self._desk.known(code)

        def work(connection: Connection) -> CareerProfile:
            before = self._desk.store.profile(connection, principal.user_id)
            if before.target == code:
                return before
            now = self._desk.clock.now()
            fit = 0.0 if code is None else self._fit(self._desk.standing(connection, principal.user_id), code)
            self._desk.learning.target(principal.user_id, code, fit)
            return self._desk.store.save_profile(connection, principal.user_id, replace(before, target=code), now)

        return self._desk.database.write(work)

    def what_if(self, principal: Principal, skills: Mapping[str, float]) -> tuple[Changed, ...]:
        """The present cards beside what they would say if skills were learned to these levels; nothing is stored."""
        supposed = what_if(skills)
        with self._desk.database.read() as connection:
            now = self._desk.standing(connection, principal.user_id)
            then = self._desk.standing(connection, principal.user_id, supposed)
        found = []
        for card in self._cards(now):
            table = self._table(card.code, then)
            found.append(Changed(card, table.match, sum(line.status == "have" for line in table.lines)))
        return tuple(found)

    def _cards(self, stands: Standing) -> tuple[Card, ...]:
        return paths(
            stands.profile,
            stands.own,
            stands.feedback,
            self._desk.reference,
            focus=stands.focus,
            leanings=stands.learned,
            next_jobs=stands.next_jobs,
        )

    def _fit(self, stands: Standing, code: str) -> float:
        """How well an occupation fits by the general order; even odds for one that is not described."""
        facts = requirements(self._desk.reference)
        ranked = ranking(stands.profile, stands.own, (), self._desk.reference, next_jobs=stands.next_jobs)
        return float(ranked.base[facts.places[code]]) if code in facts.places else MIDDLE

    def _table(self, code: str, stands: Standing) -> GapTable:
        return gap_table(code, stands.own, stands.profile.hours_per_week, self._desk.reference)


def _learnable(cards: Sequence[Card]) -> dict[str, float]:
    missing = [(line.need.skill, line.need.level) for card in cards for line in card.lines if line.status != "have"]
    level: dict[str, float] = {}
    for skill, needed in missing:
        level[skill] = max(level.get(skill, 0.0), needed)
    times = Counter(skill for skill, _ in missing)
    return {skill: level[skill] for skill in sorted(level, key=lambda one: (-times[one], one))}
