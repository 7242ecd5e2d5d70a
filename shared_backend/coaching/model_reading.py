"""Reads one person's model into what its owner is shown; nothing here changes anything but the kept trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from shared_backend.ai_engines.blending import blend
from shared_backend.ai_engines.personal.prior import MIDDLE_DIFFICULTY, AbilityPrior
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.ai_engines.user_model_control import digest
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.model_history import read_trail
from shared_backend.coaching.model_view import Blending, Change, ModelView, MovedBy, Row, Version
from shared_backend.coaching.onboarding import Goals
from shared_backend.coaching.tastes import level_word
from shared_backend.domain.own_model import Receipt
from shared_backend.domain.practice import Attempt, Range
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.registry.user_models import UserScenario
from shared_backend.services.progress.forecasts import Forecast, compare
from shared_backend.services.progress.trail import Move, Trail
from shared_backend.services.recommendation.weak_areas import AreaEstimate, estimate, weak_areas

MOST_ANSWERS = 400  # the newest; so a page costs the same after years
MOST_RECEIPTS = 20
QUOTE = 160  # characters


def read_model(desk: Desk, user_id: str) -> ModelView:
    """The page of one person; somebody who has not started sees a stranger's."""
    with desk.database.read() as connection:
        scenario = desk.workshop.user_models.scenario(connection, user_id, COACH)
        serving = desk.workshop.registry.with_alias(connection, COACH, "champion")
        inherited = scenario.inherits_version_id if scenario else None
        began = desk.workshop.registry.get(connection, inherited) if inherited else None
    trail = Trail.start(PersonalState.fresh().fit) if scenario is None else read_trail(desk, user_id, scenario.id)
    with desk.database.read() as connection:
        receipts = desk.control(user_id).receipts(MOST_RECEIPTS) if scenario else ()
        attempts = desk.practice.latest_attempts(connection, user_id, limit=MOST_ANSWERS)
        told = {move.attempt_id for moves in trail.moves.values() for move in moves}
        quoted = desk.practice.attempts_by_id(connection, user_id, told)
    state = trail.state
    areas = weak_areas(state, _importance(desk, scenario), dict.fromkeys(_names(desk), typical_logit(serving)))
    predicted = _predicted(attempts, _reset_at(receipts))
    return ModelView(
        rows=tuple(_row(desk, trail, area, serving, quoted) for area in areas if area.answers),
        unknown=tuple(sorted(_names(desk)[area.competency] for area in areas if not area.answers)),
        blending=_blending(state, serving, began),
        comparison=compare([_forecast(a) for a in predicted]),
        compared_with=tuple(dict.fromkeys(a.provenance.version for a in predicted)),
        compared_kinds=tuple(dict.fromkeys(a.provenance.kind for a in predicted)),
        offset_points=state.offset.points,
        offset_n=state.offset.n,
        paused=bool(scenario and scenario.paused),
        global_only=bool(scenario and scenario.global_only),
        receipts=receipts,
        digest=digest(state),
        size=len(state.to_bytes()),
    )


def typical_logit(version: ModelVersion | None) -> float:
    """Global logit of doing well on a question of middle difficulty."""
    return AbilityPrior.from_card({} if version is None else version.card).global_logit(MIDDLE_DIFFICULTY)


def in_points(area: AreaEstimate) -> Range:
    """The expected score of 10 with its 80 % range."""
    low, high = area.interval
    return Range(10.0 * area.expected, 10.0 * low, 10.0 * high)


def moment(seconds: float) -> datetime:
    """A time since 1970 as a moment."""
    return datetime.fromtimestamp(seconds, UTC)


def _names(desk: Desk) -> dict[str, str]:
    return {c.id: c.name for c in desk.library.competencies.values()}


def _importance(desk: Desk, scenario: UserScenario | None) -> Mapping[str, float]:
    """By the role the person has told us; what matters everywhere before that."""
    code = Goals.model_validate(dict(scenario.goals)).occupation if scenario else None
    family = desk.occupations.role_family(code) if code else "general"
    return {c.id: c.importance.get(family, c.importance["general"]) for c in desk.library.competencies.values()}


def _row(
    desk: Desk, trail: Trail, area: AreaEstimate, version: ModelVersion | None, quoted: Mapping[str, Attempt]
) -> Row:
    name = area.competency
    known = trail.state.ability.competencies.get(name)
    spread = trail.state.ability.v + (known.v if known else trail.state.constants.tau_s2)

    def points(offset: float) -> float:
        g = typical_logit(version)
        numbers = (name, offset, spread, 0.0, area.answers, trail.state.constants, g)
        return 10.0 * estimate(*numbers, precision=trail.state.fit.precision).expected

    last = trail.last[name]
    return Row(
        competency=name,
        name=_names(desk).get(name, name),
        word=level_word(area),
        weak=area.label,
        expected=in_points(area),
        p_weak=area.p_weak,
        answers=area.answers,
        change=Change(moment(last.at), points(last.before), points(last.after), bool(last.attempt_id)),
        moved_by=tuple(
            _moved_by(move, quoted[move.attempt_id], points(move.before), points(move.after))
            for move in trail.moves.get(name, ())
            if move.attempt_id in quoted
        ),
    )


def _moved_by(move: Move, attempt: Attempt, before: float, after: float) -> MovedBy:
    return MovedBy(attempt.id, attempt.run_id, attempt.question, quote(attempt.answer), moment(move.at), before, after)


def quote(answer: str) -> str:
    """The beginning of an answer, cut between two words."""
    words = " ".join(answer.split())
    return words if len(words) <= QUOTE else words[:QUOTE].rsplit(" ", 1)[0] + " …"


def _blending(state: PersonalState, serving: ModelVersion | None, began: ModelVersion | None) -> Blending:
    now = blend(0.5, 0.5, state.ability.n, state.evidence)
    versions = (None if v is None else Version(v.label, v.artifact_digest) for v in (serving, began))
    return Blending(state.fit.kind, now.weight, now.scheduled, state.evidence, state.ability.n, *versions)


def _reset_at(receipts: Iterable[Receipt]) -> datetime | None:
    """When everything was forgotten last, and not put back."""
    return max((r.at for r in receipts if r.what == "everything" and r.undone_at is None), default=None)


def _predicted(attempts: Iterable[Attempt], since: datetime | None) -> list[Attempt]:
    """Answers that the person's own model had something to say about beforehand."""
    return [
        a for a in attempts if a.kind != "follow_up" and a.provenance.n > 0 and (since is None or a.created_at > since)
    ]


def _forecast(attempt: Attempt) -> Forecast:
    p = attempt.provenance
    return Forecast(attempt.feedback.overall.value / 10.0, p.expected_global, p.expected_personal, p.expected)
