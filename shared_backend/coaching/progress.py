"""Looking back over weeks: levels over time, the same question again, one's own eye, what was done. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.interview_report import Change, compare
from shared_backend.coaching.model_history import read_trail
from shared_backend.coaching.model_reading import MOST_ANSWERS, in_points, moment, typical_logit
from shared_backend.coaching.tastes import level_word
from shared_backend.domain.practice import Attempt, Range
from shared_backend.domain.principal import Principal
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.services.progress import counts
from shared_backend.services.progress.achievements import Achievement, achievements
from shared_backend.services.progress.self_rating import Calibration, Rated, calibrate
from shared_backend.services.progress.trail import Point, Trail
from shared_backend.services.progress.weeks import Weeks, since, weeks
from shared_backend.services.recommendation.weak_areas import estimate

MOST_TRIES = 12
LONGEST_SITTING = 1200.0  # seconds counted for one answer: who leaves the page open has not practised all that time


@dataclass(frozen=True, slots=True)
class Level:
    """What was believed about a competency at a moment.

    `expected` is the expected score of 10 on a question of middle difficulty with its 80 % range, after `answers`;
    `word` says how at home the person was in it, None while there was not enough data.
    """

    at: datetime
    expected: Range
    answers: int
    word: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One competency over time, oldest first; `before` is the last level with another word than now, or None."""

    competency: str
    name: str
    levels: tuple[Level, ...]
    before: Level | None

    @property
    def now(self) -> Level:
        """The newest."""
        return self.levels[-1]


@dataclass(frozen=True, slots=True)
class Tried:
    """The first and the latest answer to one question, of `tries`."""

    first: Attempt
    latest: Attempt
    tries: int
    change: Change


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The whole page.

    `answers` and `sittings` count everything there is; `counted` is how many of the newest answers the rest rests on:
    `seconds` of writing, `tried`, `calibration` with `rated`, and `deeds`. `weeks` is None unless it was asked for.
    `version` is the global model the levels refer to, `scored_by` the versions that gave the scores.
    """

    lines: tuple[Line, ...]
    tried: tuple[Tried, ...]
    calibration: Calibration
    rated: tuple[Rated, ...]
    answers: int
    sittings: int
    counted: int
    seconds: float
    deeds: tuple[Achievement, ...]
    weeks: Weeks | None
    version: str | None
    scored_by: tuple[str, ...]


class Progress:
    """What changed for one person, as far as it can be told from chance."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, principal: Principal) -> ProgressView:
        """Everything the page shows."""
        desk, user_id, now = self._desk, principal.user_id, self._desk.clock.now()
        with desk.database.read() as connection:
            scenario = desk.workshop.user_models.scenario(connection, user_id, COACH)
            version = desk.workshop.registry.with_alias(connection, COACH, "champion")
            attempts = desk.practice.latest_attempts(connection, user_id, limit=MOST_ANSWERS)
            answers = desk.practice.count_attempts(connection, user_id)
            sat = counts.sittings(connection, user_id)
            corrected = counts.correction_times(connection, user_id)
            wants_weeks = desk.trainer(user_id).coaching_preferences(COACH).streak == "on"
            days = counts.answer_times(connection, user_id, since(now)) if wants_weeks else ()
        trail = None if scenario is None else read_trail(desk, user_id, scenario.id)
        rated = tuple(
            Rated(a.self_rating, a.feedback.overall.value)
            for a in attempts
            if a.self_rating is not None and a.kind != "follow_up"
        )
        return ProgressView(
            lines=() if trail is None else self._lines(trail, version),
            tried=tuple(_tried(attempts))[:MOST_TRIES],
            calibration=calibrate(rated),
            rated=rated,
            answers=answers,
            sittings=sat,
            counted=len(attempts),
            seconds=sum(min(LONGEST_SITTING, a.seconds) for a in attempts),
            deeds=achievements(attempts, corrected),
            weeks=weeks(days, now) if wants_weeks else None,
            version=None if version is None else version.label,
            scored_by=tuple(dict.fromkeys(a.provenance.version for a in attempts)),
        )

    def _lines(self, trail: Trail, version: ModelVersion | None) -> tuple[Line, ...]:
        """Competencies that were practised, the one with most answers first."""
        names = {c.id: c.name for c in self._desk.library.competencies.values()}
        known = [(name, trail.state.ability.competencies.get(name)) for name in trail.points]
        practised = [(name, state) for name, state in known if state is not None and state.n]
        made = []
        for name, state in sorted(practised, key=lambda one: (-one[1].n, one[0])):
            ability = trail.state.ability
            at = trail.state.last_at or trail.points[name][-1].at
            now = Point(at, ability.m + state.m, ability.v + state.v, state.v, state.n)
            points = [*(p for p in trail.points[name] if p.n and p.at < round(at)), now]
            levels = tuple(_level(trail, name, point, version) for point in points)
            before = next((one for one in reversed(levels) if one.word not in (None, levels[-1].word)), None)
            made.append(Line(name, names.get(name, name), levels, before if levels[-1].word else None))
        return tuple(made)


def _level(trail: Trail, name: str, point: Point, version: ModelVersion | None) -> Level:
    fit = trail.state.fit
    numbers = (name, point.mean, point.variance, point.own, point.n, fit.constants, typical_logit(version))
    area = estimate(*numbers, precision=fit.precision)
    return Level(moment(point.at), in_points(area), point.n, level_word(area))


def _tried(attempts: Sequence[Attempt]) -> Iterable[Tried]:
    """Questions that were answered more than once, the one answered last first."""
    by_question: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.kind != "follow_up":
            by_question.setdefault(attempt.question_id, []).append(attempt)
    several = [found for found in by_question.values() if len(found) > 1]
    for found in sorted(several, key=lambda one: one[-1].created_at, reverse=True):
        yield Tried(found[0], found[-1], len(found), compare(found[0], found[-1])[0])
