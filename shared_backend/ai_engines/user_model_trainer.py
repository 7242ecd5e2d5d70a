"""`UserModelTrainer`: one person's small model over the global one; learns after every interaction, blends, forgets."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from shared_backend.ai_engines.model_trainer import ModelTrainer, Workshop
from shared_backend.ai_engines.personal import portable
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.interactions import REJECTED, Answered, Interaction, build, from_json, to_json
from shared_backend.ai_engines.personal.last_opened import LastOpened
from shared_backend.ai_engines.personal.prediction import PersonalizedPrediction
from shared_backend.ai_engines.personal.preferences import CoachingPreferences
from shared_backend.ai_engines.personal.prior import AbilityPrior
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.registry.user_models import StoredInteraction, StoredState, UserScenario


class UserModelTrainer(ModelTrainer):
    """The trainer of one person. Everything it reads and writes belongs to `user_id`.

    Methods that change something join the transaction they are called in, so an answer, what was learned from it
    and the new state are saved together or not at all.
    """

    def __init__(self, workshop: Workshop, user_id: str) -> None:
        super().__init__(workshop)
        self.user_id = user_id
        self.user_models = workshop.user_models
        self._last = LastOpened()

    def has_scenario(self, task_type: str) -> bool:
        """Whether this person has started with this coach."""
        with self.database.read() as connection:
            return self.user_models.scenario(connection, self.user_id, task_type) is not None

    def create_user_scenario(
        self,
        task_type: str,
        user_goals: Mapping[str, Any],
        *,
        preferences: CoachingPreferences | None = None,
        inherit_from: str | None = None,
    ) -> UserScenario:
        """The person's scenario for a coach; made at the first call, returned unchanged afterwards.

        Parameters
        ----------
        inherit_from : str, optional
            Id of the global version to start from; the present champion when it is not named.
        """
        self.tasks.get(task_type)
        version = self.champion(task_type) if inherit_from is None else self.version(inherit_from)
        if version is not None and version.name != task_type:
            raise InvalidInput("That model version belongs to another task. Name a version of the same task.")

        def work(connection: Connection) -> UserScenario:
            existing = self.user_models.scenario(connection, self.user_id, task_type)
            if existing is not None:
                return existing
            scenario = UserScenario(
                str(uuid.uuid4()),
                self.user_id,
                task_type,
                None if version is None else version.id,
                self.clock.now(),
                dict(user_goals),
                (preferences or CoachingPreferences()).model_dump(),
                1,
            )
            # Who paused learning, or wants the general model only, meant every coach.
            others = self.user_models.scenarios(connection, self.user_id)
            paused, only = any(one.paused for one in others), any(one.global_only for one in others)
            self.user_models.create_scenario(connection, scenario)
            if paused or only:
                self.user_models.switch(connection, self.user_id, task_type, paused=paused, global_only=only)
            return replace(scenario, paused=paused, global_only=only)

        return self.database.write(work)

    def coaching_preferences(self, task_type: str) -> CoachingPreferences:
        """What the person has set; the defaults before they have started."""
        with self.database.read() as connection:
            scenario = self.user_models.scenario(connection, self.user_id, task_type)
        return CoachingPreferences() if scenario is None else CoachingPreferences.model_validate(scenario.preferences)

    def set_coaching_preferences(self, task_type: str, preferences: CoachingPreferences) -> None:
        """Change the preferences of a scenario. Raises `NotFound` before it exists."""

        def work(connection: Connection) -> None:
            scenario = self._scenario(connection, task_type)
            changed = replace(scenario, preferences=preferences.model_dump(), row_version=scenario.row_version + 1)
            self.user_models.update_scenario(connection, changed)

        self.database.write(work)

    def interaction_history(self, task_type: str) -> tuple[StoredInteraction, ...]:
        """Everything the personal model has learned from, oldest first."""
        with self.database.read() as connection:
            scenario = self._scenario(connection, task_type)
            return self.user_models.history(connection, self.user_id, scenario.id)

    def train_from_user_interaction(
        self,
        scenario_id: str,
        interaction_type: str,
        user_input: Mapping[str, Any],
        ai_response: Mapping[str, Any],
        user_feedback: Mapping[str, Any] | None = None,
        *,
        interaction_id: str,
        attempt_id: str | None = None,
        at: datetime | None = None,
    ) -> PersonalState:
        """Learn from one interaction; the same `interaction_id` is learned once, however often it is delivered.

        While the owner has paused learning, only what takes something back is learned.

        Parameters
        ----------
        interaction_type : {"answered", "score_opinion", "tip_rated", "row_rejected", "difficulty_wished", "did", \
                "taste_rejected"}
        user_input : mapping
            answered, row_rejected, difficulty_wished: ``competency``. tip_rated: ``keys`` of the advice. did: ``way``.
            taste_rejected: ``what``.
        ai_response : mapping
            answered: ``global_logit`` and ``outcome`` in [0, 1], as they were shown. difficulty_wished:
            ``global_logit`` of the question. tip_rated: ``global_logit`` of being helpful to anybody (optional).
        user_feedback : mapping, optional
            score_opinion: ``opinion``. tip_rated: ``helpful`` in [0, 1]. difficulty_wished: ``wish``. Changing one's
            mind under the same id replaces what was learned before, by replaying the history.

        Returns
        -------
        PersonalState
            The state after the interaction, as stored.

        Raises
        ------
        InvalidInput
            When a field is missing or out of range; nothing was learned.
        NotFound
            When the scenario, or an interaction with this id, belongs to somebody else.
        """
        moment = at or self.clock.now()
        learned = build(interaction_type, user_input, ai_response, user_feedback or {}, moment.timestamp())

        def work(connection: Connection) -> PersonalState:
            found = self.user_models.state(connection, self.user_id, scenario_id, interaction_id=interaction_id)
            if found.paused and not isinstance(learned, REJECTED):
                return self._opened(connection, scenario_id, found)
            if found.already_learned:
                known = self.user_models.interaction(connection, self.user_id, scenario_id, interaction_id)
                return self._deliver_again(connection, scenario_id, known, learned)
            before = self._opened(connection, scenario_id, found)
            state = before.after(learned)
            payload = {**to_json(learned), **before.forecast(learned)}
            stored = StoredInteraction(interaction_id, attempt_id, found.row_version + 1, moment, payload)
            # The state first: two writers must meet at a row both have read, which PostgreSQL reports as a conflict
            # that is tried again, and not at the interaction's place in the order, which would be a broken rule.
            self._save(connection, scenario_id, found.row_version, state)
            self.user_models.add_interaction(connection, self.user_id, scenario_id, stored)
            return state

        return self.database.write(work)

    def get_personalized_prediction(
        self, scenario_id: str | None, question: Mapping[str, Any], *, task_type: str = "interview_coach"
    ) -> PersonalizedPrediction:
        """What to expect of this person on a question and, when ``answer`` is given, how the answer reads.

        Falls back to the global model where there is no scenario or nothing learned yet, and where the owner wants
        the global model only (weight 0).

        Parameters
        ----------
        question : mapping
            ``competency``, ``difficulty`` and, to have it judged, the task's documented input fields.
        """
        judged = self.predict(task_type, [question])[0] if question.get("answer") is not None else None
        version = judged.version if judged is not None else self._champion(task_type)
        inherited, only = None, False
        with self.database.read() as connection:
            state = PersonalState.fresh(self.personal_fits.of(connection, version.id))
            if scenario_id is not None:
                state = self._load(connection, scenario_id)
                scenario = self._scenario(connection, task_type)
                only = scenario.global_only
                if scenario.inherits_version_id is not None:
                    inherited = self.registry.get(connection, scenario.inherits_version_id).label
        logit = AbilityPrior.from_card(version.card).global_logit(int(question["difficulty"]))
        expected = state.predict(logit, str(question["competency"]), self.clock.now().timestamp())
        # What the personal model would have said is still kept beside it, or nobody could see whether it is better.
        expected = expected.global_only() if only else expected
        offset = PersonalState.fresh().offset if only else state.offset
        judgement = None if judged is None else judged.judgement
        known = (offset.points, offset.n, state.ability.n, state.fit.kind)
        return PersonalizedPrediction(logit, expected, judgement, version, inherited, *known)

    def forget(self, scenario_id: str, attempt_id: str) -> PersonalState:
        """Unlearn an attempt: delete what was learned from it and replay the rest.

        The new state equals, bit for bit, that of somebody who never gave the answer.
        """

        def work(connection: Connection) -> PersonalState:
            self.user_models.forget_attempt(connection, self.user_id, attempt_id)
            return self._rebuild(connection, scenario_id)

        return self.database.write(work)

    def load_user_model(self, scenario_id: str) -> PersonalState:
        """The personal state, or a stranger's before the first interaction."""
        with self.database.read() as connection:
            return self._load(connection, scenario_id)

    def save_user_model(self, scenario_id: str) -> PersonalState:
        """Rebuild the state from the stored history and store it: what is learned always equals what was said."""
        return self.database.write(lambda connection: self._rebuild(connection, scenario_id))

    def export(self, task_type: str) -> bytes:
        """The whole personal model as documented JSON; see `personal.portable`. `UserModelTransfer` imports it."""
        serving = self._champion(task_type)
        with self.database.read() as connection:
            scenario = self._scenario(connection, task_type)
            state = self._load(connection, scenario.id)
            history = self.user_models.history(connection, self.user_id, scenario.id)
            started_from = scenario.inherits_version_id
            inherited = None if started_from is None else self.registry.get(connection, started_from)
        return portable.written(scenario, inherited, serving, state, history, self.clock.now())

    def delete(self, task_type: str) -> None:
        """Delete what was learned in this coach: the state and its history."""

        def work(connection: Connection) -> None:
            self.user_models.reset(connection, self.user_id, self._scenario(connection, task_type).id)

        self.database.write(work)

    def _champion(self, task_type: str) -> ModelVersion:
        version = self.champion(task_type)
        if version is None:
            raise NotFound("No model is deployed for this yet. A member of staff needs to train one first.")
        return version

    def _scenario(self, connection: Connection, task_type: str) -> UserScenario:
        scenario = self.user_models.scenario(connection, self.user_id, task_type)
        if scenario is None:
            raise NotFound("You have not started with this coach yet.")
        return scenario

    def _load(self, connection: Connection, scenario_id: str) -> PersonalState:
        return self._opened(connection, scenario_id, self.user_models.state(connection, self.user_id, scenario_id))

    def _opened(self, connection: Connection, scenario_id: str, stored: StoredState) -> PersonalState:
        fit = self.personal_fits.of(connection, stored.serving)

        def open_it() -> PersonalState:
            try:
                blob = self.user_models.unsealed(self.user_id, scenario_id, stored)
                return PersonalState.fresh(fit) if blob is None else PersonalState.from_bytes(blob, fit)
            except RecordUnreadable:
                # It follows from history and fit: a state that is damaged, or of another fit, is learned again.
                return self._replayed(connection, scenario_id, fit)

        return self._last.get((scenario_id, stored.row_version, stored.sealed, fit.id), open_it)

    def _save(self, connection: Connection, scenario_id: str, before: int, state: PersonalState) -> None:
        blob, now = state.to_bytes(), self.clock.now()
        self.user_models.save_state(
            connection, self.user_id, scenario_id, before=before, after=before + 1, blob=blob, at=now
        )

    def _deliver_again(
        self, connection: Connection, scenario_id: str, known: StoredInteraction, learned: Interaction
    ) -> PersonalState:
        """The same interaction once more changes nothing; a changed opinion replaces the earlier one."""
        if isinstance(learned, Answered) or to_json(learned) == known.payload:
            return self._load(connection, scenario_id)
        self.user_models.replace_interaction(connection, self.user_id, replace(known, payload=to_json(learned)))
        return self._rebuild(connection, scenario_id)

    def _replayed(self, connection: Connection, scenario_id: str, fit: PersonalFit) -> PersonalState:
        history = self.user_models.history(connection, self.user_id, scenario_id)
        return replay((from_json(one.payload) for one in history), fit)

    def _rebuild(self, connection: Connection, scenario_id: str) -> PersonalState:
        stored = self.user_models.state(connection, self.user_id, scenario_id)
        state = self._replayed(connection, scenario_id, self.personal_fits.of(connection, stored.serving))
        if stored.row_version:
            self._save(connection, scenario_id, stored.row_version, state)
        return state
