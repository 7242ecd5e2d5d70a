"""The owner and their model: see it, pause it, go without it, make it forget with a receipt, undo that for a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from shared_backend.ai_engines.user_model_control import UserModelControl
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.model_reading import read_model
from shared_backend.coaching.model_view import ModelView
from shared_backend.coaching.onboarding import Goals
from shared_backend.coaching.other_coaches import OtherCoaches
from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.own_model import Receipt
from shared_backend.domain.principal import Principal

Record = Callable[[AuditEvent], object]
DIGEST_SHOWN = 16


class MyModel:
    """Every command is one transaction with its audit entry, which holds no content, and may be delivered twice.

    Parameters
    ----------
    record : callable
        Writes one audit entry in the present transaction.
    """

    def __init__(self, desk: Desk, record: Record) -> None:
        self._desk = desk
        self._record = record
        self.coaches = OtherCoaches(desk, record)

    def view(self, principal: Principal) -> ModelView:
        """Everything there is to see."""
        return read_model(self._desk, principal.user_id)

    def pause(self, principal: Principal, *, on: bool) -> None:
        """Learn nothing from now on, or learn again. Answers are scored all the same."""
        action = "model.pause" if on else "model.resume"
        self._switch(principal, action, lambda control: control.pause(on))

    def use_global_only(self, principal: Principal, *, on: bool) -> None:
        """Let the coach expect of this person what it expects of anybody, or go back to the blend."""
        action = "model.global_only" if on else "model.blend"
        self._switch(principal, action, lambda control: control.use_global_only(on))

    def forget_answer(self, principal: Principal, attempt_id: str, *, receipt_id: str) -> Receipt:
        """Unlearn one answer; it stays in the practice it belongs to. Raises `NotFound` when it is not theirs."""

        def forget() -> Receipt:
            with self._desk.database.read() as connection:
                self._desk.practice.attempt(connection, principal.user_id, attempt_id)
            return self._control(principal).forget_answer(attempt_id, receipt_id)

        return self._receipted(principal, receipt_id, forget)

    def forget_row(self, principal: Principal, competency: str, *, receipt_id: str) -> Receipt:
        """Unlearn every answer on a competency; the answers stay in the practices they belong to."""
        if competency not in self._desk.library.competencies:
            raise InvalidInput("There is no such competency. Nothing was forgotten.")
        return self._receipted(
            principal, receipt_id, lambda: self._control(principal).forget_row(competency, receipt_id)
        )

    def reset(self, principal: Principal, *, receipt_id: str) -> Receipt:
        """Unlearn everything. Answers, reports and settings stay."""
        return self._receipted(principal, receipt_id, lambda: self._control(principal).reset(receipt_id))

    def undo(self, principal: Principal, receipt_id: str) -> Receipt:
        """Put back what was forgotten within the last day. Raises `InvalidInput` when it is too late."""
        return self._closed(principal, receipt_id, "model.undo", lambda: self._control(principal).undo(receipt_id))

    def make_final(self, principal: Principal, receipt_id: str) -> Receipt:
        """Destroy the copy kept for undoing now instead of tomorrow."""
        return self._closed(
            principal, receipt_id, "model.make_final", lambda: self._control(principal).make_final(receipt_id)
        )

    def drop_old_copies(self) -> int:
        """Destroy every copy whose day has passed, of everybody; called by the worker. How many there were."""
        receipts, now = self._desk.workshop.user_models.receipts, self._desk.clock.now()
        with self._desk.database.read() as connection:
            due = receipts.count_due(connection, now)
        return self._desk.database.write(lambda connection: receipts.purge(connection, now)) if due else 0

    def _control(self, principal: Principal) -> UserModelControl:
        return self._desk.control(principal.user_id)

    def _switch(self, principal: Principal, action: str, change: Callable[[UserModelControl], bool]) -> None:
        """Change something about every coach this person has started with, the interview coach among them."""

        def work(connection: Connection) -> None:
            self._started(principal)
            trainer = self._desk.trainer(principal.user_id)
            mine = self._desk.workshop.user_models.scenarios(connection, principal.user_id)
            changed = [change(UserModelControl(trainer, one.task_type)) for one in mine]
            if any(changed):
                self._record(AuditEvent(principal.user_id, action, f"account:{principal.user_id}"))

        self._desk.database.write(work)

    def _receipted(self, principal: Principal, receipt_id: str, forget: Callable[[], Receipt]) -> Receipt:
        def work(connection: Connection) -> Receipt:
            self._started(principal)
            known = self._desk.workshop.user_models.receipts.find(connection, principal.user_id, receipt_id)
            if known is not None:
                return known
            receipt = forget()
            self._note(principal, "model.forget", receipt, {"what": receipt.what, "records": receipt.records})
            return receipt

        return self._desk.database.write(work)

    def _closed(self, principal: Principal, receipt_id: str, action: str, change: Callable[[], Receipt]) -> Receipt:
        def work(connection: Connection) -> Receipt:
            self._started(principal)
            before = self._desk.workshop.user_models.receipts.get(connection, principal.user_id, receipt_id)
            receipt = change()
            if replace(receipt, row_version=before.row_version) != before:
                self._note(principal, action, receipt, {})
            return receipt

        return self._desk.database.write(work)

    def _started(self, principal: Principal) -> None:
        self._desk.trainer(principal.user_id).create_user_scenario(COACH, Goals().model_dump())

    def _note(self, principal: Principal, action: str, receipt: Receipt, facts: Mapping[str, str | int]) -> None:
        digests = {"before": receipt.before[:DIGEST_SHOWN], "after": (receipt.undone or receipt.after)[:DIGEST_SHOWN]}
        subject = f"receipt:{receipt.id}"
        self._record(AuditEvent(principal.user_id, action, subject, {**facts, **digests}))
