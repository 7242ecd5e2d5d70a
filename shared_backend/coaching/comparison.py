"""A person's part in a comparison of the general model alone with the blend: what they get by lot, what came of it.

Only people who let the coach use their own model take part, for as many answers as the plan counts; whoever wants no
part says so on their page. An answer tells in its own record by which arm it was served.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.prediction import PersonalizedPrediction
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.ai_engines.user_model_control import UserModelControl
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.domain.experiment import Arm, Experiment, Unit
from shared_backend.domain.practice import Attempt
from shared_backend.domain.principal import Principal
from shared_backend.services.experiments.result import log_loss


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What somebody is told of their part: the arm they are served by, and for how many answers more."""

    arm: Arm
    left: int


class Comparisons:
    """What a person may know of the comparison they are in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mine(self, principal: Principal) -> OwnPart | None:
        """Their part right now, or None when they are in none."""
        part = part_of(self._desk, self._desk.trainer(principal.user_id))
        if part is None:
            return None
        experiment, arm = part
        with self._desk.database.read() as connection:
            unit = self._desk.experiments.unit(connection, experiment.id, principal.user_id)
        return OwnPart(arm, experiment.plan.window - (0 if unit is None else len(unit.losses)))


def part_of(desk: Desk, trainer: UserModelTrainer) -> tuple[Experiment, Arm] | None:
    """The comparison that runs and the arm this person is served by right now; None when they are in none."""
    with desk.database.read() as connection:
        running = desk.experiments.running(connection)
        if running is None or trainer.coaching_preferences(COACH).comparisons == "off":
            return None
        unit = desk.experiments.unit(connection, running.id, trainer.user_id)
        if unit is not None:
            return None if unit.full_at is not None else (running, unit.arm)
        scenario = desk.workshop.user_models.scenario(connection, trainer.user_id, COACH)
        if scenario is None or scenario.paused or scenario.global_only:
            return None
        return running, desk.experiments.lot(connection, running, trainer.user_id)


def served_state(trainer: UserModelTrainer, arm: Arm | None) -> PersonalState:
    """The state that may steer what the coach does for this person: a stranger's in the arm of the general model."""
    state = UserModelControl(trainer, COACH).in_use()
    return PersonalState.fresh(state.fit) if arm == "global" else state


def served(prediction: PersonalizedPrediction, arm: Arm | None) -> PersonalizedPrediction:
    """The prediction as the person's arm gives it."""
    if arm != "global":
        return prediction
    return replace(prediction, expected=prediction.expected.global_only(), offset_points=0.0, offset_n=0)


def note_answer(desk: Desk, connection: Connection, user_id: str, attempt: Attempt) -> None:
    """Count an answer that was served within the comparison; a follow-up or another try does not count."""
    p = attempt.provenance
    if not p.experiment or p.arm is None or attempt.kind != "main":
        return
    running = desk.experiments.running(connection)
    if running is None or running.id != p.experiment:
        return
    unit = desk.experiments.unit(connection, running.id, user_id) or Unit(user_id, p.arm)
    if unit.full_at is not None or attempt.id in unit.losses:
        return
    losses = {**unit.losses, attempt.id: log_loss(p.expected, attempt.feedback.overall.value / 10.0)}
    full = attempt.created_at if len(losses) >= running.plan.window else None
    desk.experiments.save_unit(connection, running.id, replace(unit, losses=losses, full_at=full), desk.clock.now())


def note_rating(desk: Desk, connection: Connection, user_id: str, attempt: Attempt, *, helpful: bool) -> None:
    """Count whether the advice on such an answer helped."""
    running = desk.experiments.running(connection)
    unit = None if running is None else desk.experiments.unit(connection, running.id, user_id)
    if running is None or unit is None or attempt.id not in unit.losses:
        return
    changed = replace(unit, helpful={**unit.helpful, attempt.id: helpful})
    desk.experiments.save_unit(connection, running.id, changed, desk.clock.now())


def forget_answers(desk: Desk, connection: Connection, user_id: str, gone: Collection[str]) -> None:
    """Take deleted answers out of the person's part."""
    running = desk.experiments.running(connection)
    unit = None if running is None else desk.experiments.unit(connection, running.id, user_id)
    if running is None or unit is None or not set(gone) & set(unit.losses):
        return
    left = replace(
        unit,
        losses={one: loss for one, loss in unit.losses.items() if one not in gone},
        helpful={one: said for one, said in unit.helpful.items() if one not in gone},
    )
    desk.experiments.save_unit(connection, running.id, left, desk.clock.now())
