"""A person and their data: see what is stored, take all of it along, delete a practice, bring a model along."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection

from shared_backend.ai_engines.personal import portable
from shared_backend.ai_engines.user_model_transfer import Preview, UserModelTransfer
from shared_backend.coaching.comparison import forget_answers
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.onboarding import Goals
from shared_backend.coaching.other_coaches import COACHES
from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable
from shared_backend.domain.principal import Principal
from shared_backend.services.privacy.archive import File, json_file, packed, text_file
from shared_backend.services.privacy.holding import Record
from shared_backend.services.privacy.holdings import HOLDINGS
from shared_backend.services.privacy.personal_data import Kept, PersonalData, Snapshot
from shared_backend.services.privacy.plain_words import README
from shared_backend.services.privacy.tables import answers_csv, runs_csv

MODEL_FILE = f"user_model_{COACH}.json"
MODELS = (COACH, *COACHES)
SCHEMA_FILE = "user_model.schema.json"


@dataclass(frozen=True, slots=True)
class DeletedRun:
    """What went with a practice, and on how many answers the personal model rests now."""

    answers: int
    left: int


class MyData:
    """What belongs to the person who asks, and nothing else.

    Parameters
    ----------
    record : callable
        Writes one audit entry in the present transaction.
    """

    def __init__(self, desk: Desk, personal_data: PersonalData, record: Callable[[AuditEvent], object]) -> None:
        self._desk = desk
        self._personal_data = personal_data
        self._record = record

    def kept(self, principal: Principal) -> tuple[Kept, ...]:
        """How much is stored of each kind."""
        with self._desk.database.read() as connection:
            return self._personal_data.kept(connection, principal.user_id)

    def export(self, principal: Principal) -> Iterator[bytes]:
        """Everything as a zip, in pieces: plain words, JSON, tables, the personal model, a list with digests.

        Raises
        ------
        ConfirmationNeeded
            When the password was not typed within the last five minutes.
        """
        principal.require_confirmed(self._desk.clock.now())
        self._record(AuditEvent(principal.user_id, "data.export", f"account:{principal.user_id}"))
        with self._desk.database.read() as connection:
            snapshot = self._personal_data.snapshot(connection, principal.user_id)
        return packed(self._files(principal, snapshot), self._desk.clock.now())

    def delete_run(self, principal: Principal, run_id: str) -> DeletedRun:
        """Delete a practice with its answers and drafts, and unlearn all that came of it.

        A record that can no longer be read is deleted like any other. Raises `NotFound`, also for somebody else's.
        """

        def work(connection: Connection) -> DeletedRun:
            answers = self._desk.practice.answer_ids(connection, principal.user_id, run_id)
            forms = set(answers)
            with suppress(RecordUnreadable):
                # Also what was asked and then swapped or skipped: a wish for something easier was learned from it.
                run = self._desk.practice.run(connection, principal.user_id, run_id)
                forms |= {asked.attempt_id for asked in run.asked}
            for form in sorted(forms):
                self._desk.workshop.user_models.forget_attempt(connection, principal.user_id, form)
            forget_answers(self._desk, connection, principal.user_id, answers)
            self._desk.practice.delete_run(connection, principal.user_id, run_id)
            return DeletedRun(len(answers), self._relearned(connection, principal))

        return self._desk.database.write(work)

    def look_at_model(self, principal: Principal, content: bytes) -> Preview:
        """What is in the file of a personal model, and what would be different here. Changes nothing.

        Raises
        ------
        InvalidInput
            When it cannot be used; the message says why.
        """
        return self._transfer(principal, self._coach_of(content)).preview(content)

    def import_model(self, principal: Principal, content: bytes) -> Preview:
        """Replace this person's model by the one in the file; sent twice, it counts once."""
        coach = self._coach_of(content)

        def work(_connection: Connection) -> Preview:
            seen = self._transfer(principal, coach).import_model(content)
            facts: dict[str, str | int | float | bool] = {"records": seen.records, "replaced": seen.replaces}
            self._record(AuditEvent(principal.user_id, "model.import", f"account:{principal.user_id}", facts))
            return seen

        return self._desk.database.write(work)

    def _transfer(self, principal: Principal, coach: str) -> UserModelTransfer:
        return UserModelTransfer(self._desk.trainer(principal.user_id), coach)

    def _coach_of(self, content: bytes) -> str:
        """Whose model a file is. Raises `InvalidInput` for a coach or goals that do not exist here."""
        file = portable.read(content)
        if file.coach not in MODELS:
            raise InvalidInput("This is the model of another coach. Nothing was changed.")
        try:
            if file.coach == COACH or file.goals:
                Goals.model_validate(file.goals, strict=True)
        except ValidationError:
            raise InvalidInput("This user model holds goals that do not exist here. Nothing was changed.") from None
        return file.coach

    def _relearned(self, connection: Connection, principal: Principal) -> int:
        scenario = self._desk.workshop.user_models.scenario(connection, principal.user_id, COACH)
        return 0 if scenario is None else self._desk.trainer(principal.user_id).save_user_model(scenario.id).ability.n

    def _files(self, principal: Principal, snapshot: Snapshot) -> Iterator[File]:
        yield text_file("README.txt", README)
        for coach in MODELS:
            with suppress(NotFound):  # before the first practice there is no model
                yield File(f"user_model_{coach}.json", [self._desk.trainer(principal.user_id).export(coach)])
        schema = portable.UserModelFile.model_json_schema()
        yield text_file(SCHEMA_FILE, json.dumps(schema, ensure_ascii=False, indent=1))
        for holding in HOLDINGS:
            if holding.record is not None:
                yield json_file(holding, self._personal_data.records(snapshot, holding))
        roles = {run["id"]: run["setup"]["role"] for run in self._all(snapshot, "practice_runs") if run}
        yield from self._personal_data.given_files(snapshot)
        yield answers_csv(self._all(snapshot, "answers"), roles)
        yield runs_csv(self._all(snapshot, "practice_runs"))

    def _all(self, snapshot: Snapshot, key: str) -> Iterator[Record | None]:
        holding = next(one for one in HOLDINGS if one.key == key)
        return self._personal_data.records(snapshot, holding)
