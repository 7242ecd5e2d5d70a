"""Bring a personal model from another installation: look at its file, let it replace the present one.

An imported model is learned again from its history by the global model that serves here. Where that is the one the
file was made with, it predicts what it predicted there; where it is another, `Preview` says what differs.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import Connection, delete, select

from shared_backend.ai_engines.personal import portable
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.interactions import to_json
from shared_backend.ai_engines.personal.portable import UserModelFile
from shared_backend.ai_engines.personal.preferences import CoachingPreferences
from shared_backend.ai_engines.personal.prior import AbilityPrior
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.registry.user_models import StoredInteraction, UserScenario
from shared_backend.storage.tables.practice import attempts, model_trails

SAME = 1e-9  # predictions closer than this are the same
NO_MODEL = "No model is deployed here yet. A member of staff needs to train one first."
_IDS = uuid.UUID("6f1d8a3e-3a53-4b0b-9d0a-0f6f0d1f7f52")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds and what would happen.

    `records` counts all it learned from, `answers` the answers among them, between `first_at` and `last_at`;
    `replaces` the answers the present model rests on. `differences` are whole sentences, none when nothing differs;
    `largest` is the largest difference of a prediction as a share of full marks, None when there is nothing to compare.
    """

    exported_at: datetime
    answers: int
    records: int
    first_at: datetime | None
    last_at: datetime | None
    replaces: int
    inherited: str | None
    inherited_here: bool
    differences: tuple[str, ...]
    largest: float | None

    @property
    def same(self) -> bool:
        """Whether predictions are what they were where the file was made."""
        return self.largest is None or self.largest <= SAME


class UserModelTransfer:
    """Import of one person's model of one coach; `UserModelTrainer.export` makes the file."""

    def __init__(self, trainer: UserModelTrainer, task_type: str) -> None:
        self._trainer = trainer
        self._models = trainer.user_models
        self._task_type = task_type

    def preview(self, blob: bytes) -> Preview:
        """What is in a file, compared with what serves here; changes nothing. Raises `InvalidInput`."""
        return self._compared(self._read(blob))

    def import_model(self, blob: bytes) -> Preview:
        """Replace the person's model by the one in the file, in one transaction; sent twice, it counts once.

        What the person set (preferences, goals, switches) comes with it. Answers stay where they are: what was learned
        from an answer that is still here remains tied to it, so that deleting the answer unlearns it here too.

        Raises
        ------
        InvalidInput
            When the file cannot be used; nothing was changed.
        """
        file = self._read(blob)
        seen = self._compared(file)

        def work(connection: Connection) -> Preview:
            scenario = self._started(connection, file)
            user_id = self._trainer.user_id
            present = self._models.history(connection, user_id, scenario.id)
            before = self._models.state(connection, user_id, scenario.id).row_version
            placed = self._placed(connection, file, present)
            # Undoing something that was forgotten from the model before would mix it into this one.
            self._models.receipts.drop_copies(connection, user_id)
            self._models.take_out(connection, user_id, scenario.id, [one.id for one in present])
            for seq, one in enumerate(placed, before + 1):
                self._models.add_interaction(connection, user_id, scenario.id, replace(one, seq=seq))
            self._settle(connection, scenario, file, before)
            return seen

        return self._trainer.database.write(work)

    def _read(self, blob: bytes) -> UserModelFile:
        file = portable.read(blob)
        if file.coach != self._task_type:
            raise InvalidInput("This is the model of another coach. Nothing was changed.")
        try:
            CoachingPreferences.model_validate(file.preferences, strict=True)
        except ValidationError:
            raise InvalidInput("This user model holds preferences that do not exist. Nothing was changed.") from None
        return file

    def _compared(self, file: UserModelFile) -> Preview:
        champion = self._champion()
        prior = AbilityPrior.from_card(champion.card)
        with self._trainer.database.read() as connection:
            fit = self._trainer.personal_fits.of(connection, champion.id)
        state = replay(file.interactions(), fit)
        answers = [record for record in file.history if record.learned["kind"] == "answered"]
        moments = [datetime.fromtimestamp(record.learned["at"], UTC) for record in answers]
        return Preview(
            exported_at=file.exported_at,
            answers=len(answers),
            records=len(file.history),
            first_at=min(moments, default=None),
            last_at=max(moments, default=None),
            replaces=self._present_answers(),
            inherited=None if file.inherited is None else file.inherited.label,
            inherited_here=self._here(file) is not None,
            differences=self._differences(file, champion, fit),
            largest=_largest(file, state, prior),
        )

    def _differences(self, file: UserModelFile, champion: ModelVersion, fit: PersonalFit) -> tuple[str, ...]:
        found = []
        if file.serving.artifact_digest != champion.artifact_digest:
            found.append(
                f"Another model for everybody serves here ({champion.label}); the file was made beside "
                f"{file.serving.label} ({file.serving.artifact_digest[:12]})."
            )
        if file.inherited is not None and self._here(file) is None:
            found.append(
                f"The version your model started from, {file.inherited.label} "
                f"({file.inherited.artifact_digest[:12]}), is not on this installation."
            )
        if file.serving.fit != fit.id.hex():
            found.append("Personal models learn in another way here, so yours is learned again from its history.")
        prior = AbilityPrior.from_card(champion.card)
        if (prior.base, prior.step) != (file.serving.base, file.serving.step):
            found.append("What is expected of anybody on a question is not the same here.")
        return tuple(found)

    def _here(self, file: UserModelFile) -> ModelVersion | None:
        """The version this model started from, when the same content is registered here."""
        if file.inherited is None:
            return None
        with self._trainer.database.read() as connection:
            versions = self._trainer.registry.versions(connection, self._task_type)
        return next((v for v in versions if v.artifact_digest == file.inherited.artifact_digest), None)

    def _started(self, connection: Connection, file: UserModelFile) -> UserScenario:
        here = self._here(file)
        goals, preferences = dict(file.goals), dict(file.preferences)
        scenario = self._trainer.create_user_scenario(
            self._task_type, goals, inherit_from=None if here is None else here.id
        )
        if (dict(scenario.goals), dict(scenario.preferences)) != (goals, preferences):
            version = scenario.row_version + 1
            scenario = replace(scenario, goals=goals, preferences=preferences, row_version=version)
            self._models.update_scenario(connection, scenario)
        return scenario

    def _placed(
        self, connection: Connection, file: UserModelFile, present: Sequence[StoredInteraction]
    ) -> list[StoredInteraction]:
        """The history under ids of this person: what belongs to an answer that is here stays tied to it."""
        user_id, known = self._trainer.user_id, {one.id for one in present}
        answers = set(connection.execute(select(attempts.c.id).where(attempts.c.user_id == user_id)).scalars())
        # What is not an answer (a line decided, a path judged) is there as long as something is learned from it.
        answers |= {one.attempt_id for one in present if one.attempt_id is not None}
        placed = []
        for record, learned in zip(file.history, file.interactions(), strict=True):
            attempt_id = record.attempt_id if record.attempt_id in answers else None
            own = attempt_id is not None or record.id in known
            one_id = record.id if own else str(uuid.uuid5(_IDS, f"{user_id}/{record.id}"))
            placed.append(StoredInteraction(one_id, attempt_id, 0, record.timestamp, to_json(learned)))
        return placed

    def _settle(self, connection: Connection, scenario: UserScenario, file: UserModelFile, before: int) -> None:
        user_id = self._trainer.user_id
        # The state's version is also the last place taken in the history.
        after = before + max(1, len(file.history))
        self._models.save_state(
            connection,
            user_id,
            scenario.id,
            before=before,
            after=after,
            blob=PersonalState.fresh().to_bytes(),
            at=self._trainer.clock.now(),
        )
        self._trainer.save_user_model(scenario.id)
        mine = (model_trails.c.user_id == user_id, model_trails.c.scenario_id == scenario.id)
        connection.execute(delete(model_trails).where(*mine))
        self._models.switch(connection, user_id, self._task_type, paused=file.paused, global_only=file.global_only)

    def _present_answers(self) -> int:
        with self._trainer.database.read() as connection:
            scenario = self._scenario(connection)
            return 0 if scenario is None else self._trainer.load_user_model(scenario.id).ability.n

    def _scenario(self, connection: Connection) -> UserScenario | None:
        return self._models.scenario(connection, self._trainer.user_id, self._task_type)

    def _champion(self) -> ModelVersion:
        champion = self._trainer.champion(self._task_type)
        if champion is None:
            raise NotFound(NO_MODEL)
        return champion


def _largest(file: UserModelFile, state: PersonalState, prior: AbilityPrior) -> float | None:
    """The largest difference between a prediction in the file and the same prediction here."""
    differences = []
    for there in file.predictions:
        here = state.predict(prior.global_logit(there.difficulty), there.competency, there.at)
        pairs = ((here.p, there.expected), (here.p_global, there.everybody), (here.p_personal, there.personal))
        differences += [abs(a - b) for a, b in pairs]
    return max(differences, default=None)
