"""What the owner of a personal model may do with it: pause it, go without it, make it forget, and undo that for a day.

Forgetting takes interactions out of the history and replays the rest, so the model equals one that never saw them. For
a day a sealed copy stays with the receipt; undoing puts it back in its old places and replays again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.own_model import UNDO_WITHIN, Receipt, What
from shared_backend.registry.user_models import StoredInteraction, UserScenario

NOTHING = "Your model has learned nothing from this, so there is nothing to forget."
TOO_LATE = "This can no longer be undone: a day has passed, or it was made final. Nothing was changed."


def digest(state: PersonalState) -> str:
    """SHA-256 of a state's bytes; equal states have equal digests."""
    return hashlib.sha256(state.to_bytes()).hexdigest()


class UserModelControl:
    """The owner's commands on one scenario. Each joins the caller's transaction and may be delivered twice."""

    def __init__(self, trainer: UserModelTrainer, task_type: str) -> None:
        self._trainer = trainer
        self._user_id = trainer.user_id
        self._models = trainer.user_models
        self._database = trainer.database
        self._task_type = task_type

    def scenario(self) -> UserScenario:
        """The person's scenario. Raises `NotFound` before they have started."""
        with self._database.read() as connection:
            found = self._models.scenario(connection, self._user_id, self._task_type)
        if found is None:
            raise NotFound("You have not started with this coach yet.")
        return found

    def pause(self, on: bool) -> bool:
        """Learn nothing from now on, or learn again; whether that changed anything."""
        return self._switch(paused=on)

    def use_global_only(self, on: bool) -> bool:
        """Predict with the global model alone from now on, or blend again; whether that changed anything."""
        return self._switch(global_only=on)

    def in_use(self) -> PersonalState:
        """The state that may steer what the coach does: a stranger's when the owner wants the global model only."""
        scenario = self.scenario()
        state = self._trainer.load_user_model(scenario.id)
        return PersonalState.fresh(state.fit) if scenario.global_only else state

    def forget_answer(self, attempt_id: str, receipt_id: str) -> Receipt:
        """Unlearn one answer with what was said about its feedback. The answer itself stays where it is."""

        def chosen(history: Sequence[StoredInteraction]) -> list[StoredInteraction]:
            return [one for one in history if one.attempt_id == attempt_id]

        return self._forget("answer", attempt_id, chosen, receipt_id)

    def forget_row(self, competency: str, receipt_id: str) -> Receipt:
        """Unlearn every answer on a competency, what was said about its feedback, and wishes and objections on it."""

        def chosen(history: Sequence[StoredInteraction]) -> list[StoredInteraction]:
            on_it = (one for one in history if one.payload["kind"] == "answered" and _on(one, competency))
            answers = {one.attempt_id for one in on_it} - {None}
            return [one for one in history if _on(one, competency) or one.attempt_id in answers]

        return self._forget("row", competency, chosen, receipt_id)

    def reset(self, receipt_id: str) -> Receipt:
        """Unlearn everything: the state is a stranger's again. Answers and reports stay."""
        return self._forget("everything", "", list, receipt_id)

    def undo(self, receipt_id: str) -> Receipt:
        """Put back what was forgotten, in its old places, and replay. Raises `InvalidInput` when it is too late."""

        def work(connection: Connection) -> Receipt:
            receipt = self._models.receipts.get(connection, self._user_id, receipt_id)
            if receipt.undone_at is not None:
                return receipt
            now = self._trainer.clock.now()
            if not receipt.can_be_undone(now):
                raise InvalidInput(TOO_LATE)
            scenario_id = self.scenario().id
            if not self._models.receipts.belongs(connection, self._user_id, scenario_id, receipt_id):
                raise NotFound("There is no such receipt.")
            copied = self._models.receipts.copied(connection, self._user_id, receipt_id)
            # Somebody may have said the same thing anew since; the newer word stands.
            present = {one.id for one in self._models.history(connection, self._user_id, scenario_id)}
            for one in map(_from_json, copied):
                if one.id not in present:
                    self._models.add_interaction(connection, self._user_id, scenario_id, one)
            state = self._trainer.save_user_model(scenario_id)
            done = replace(receipt, undone_at=now, undone=digest(state))
            return self._models.receipts.close(connection, self._user_id, done)

        return self._database.write(work)

    def make_final(self, receipt_id: str) -> Receipt:
        """Destroy the copy now; there is no way back from here."""

        def work(connection: Connection) -> Receipt:
            receipt = self._models.receipts.get(connection, self._user_id, receipt_id)
            if receipt.undo_until is None:
                return receipt
            return self._models.receipts.close(connection, self._user_id, receipt)

        return self._database.write(work)

    def receipts(self, limit: int) -> tuple[Receipt, ...]:
        """The newest receipts, newest first."""
        with self._database.read() as connection:
            return self._models.receipts.latest(connection, self._user_id, self.scenario().id, limit)

    def _switch(self, **switches: bool) -> bool:
        def work(connection: Connection) -> bool:
            known = self.scenario()
            if all(getattr(known, name) == on for name, on in switches.items()):
                return False
            self._models.switch(connection, self._user_id, self._task_type, **switches)
            return True

        return self._database.write(work)

    def _forget(
        self,
        what: What,
        subject: str,
        chosen: Callable[[Sequence[StoredInteraction]], list[StoredInteraction]],
        receipt_id: str,
    ) -> Receipt:
        def work(connection: Connection) -> Receipt:
            known = self._models.receipts.find(connection, self._user_id, receipt_id)
            if known is not None:
                return known
            scenario_id = self.scenario().id
            before = self._trainer.load_user_model(scenario_id)
            gone = chosen(self._models.history(connection, self._user_id, scenario_id))
            if not gone:
                raise InvalidInput(NOTHING)
            self._models.take_out(connection, self._user_id, scenario_id, [one.id for one in gone])
            after = self._trainer.save_user_model(scenario_id)
            now = self._trainer.clock.now()
            answers = sum(one.payload["kind"] == "answered" for one in gone)
            until = now + UNDO_WITHIN
            receipt = Receipt(
                receipt_id, what, subject, len(gone), answers, now, digest(before), digest(after), undo_until=until
            )
            copied = [_as_json(one) for one in gone]
            self._models.receipts.add(connection, self._user_id, scenario_id, receipt, copied)
            return receipt

        return self._database.write(work)


def _on(one: StoredInteraction, competency: str) -> bool:
    return one.payload.get("competency") == competency


def _as_json(one: StoredInteraction) -> dict[str, Any]:
    return {**asdict(one), "timestamp": one.timestamp.isoformat(), "payload": dict(one.payload)}


def _from_json(copied: Mapping[str, Any]) -> StoredInteraction:
    return StoredInteraction(**{**copied, "timestamp": datetime.fromisoformat(copied["timestamp"])})
