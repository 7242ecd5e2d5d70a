"""Staff bring their own data: documented columns, a sample file, an upload that is stored whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from shared_backend.ai_engines.model_trainer import ModelTrainer, to_record
from shared_backend.ai_engines.tasks.base import Column, Note
from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.operations.csv_file import SHOWN_PROBLEMS, read_file, sample_file
from shared_backend.operations.data_check import DataCheck, check_rows
from shared_backend.registry.training_data import Dataset
from shared_backend.services.audit import AuditLog


@dataclass(frozen=True, slots=True)
class UploadReport:
    """What became of an upload: the stored `dataset`, or `problems` (the first hundred) and nothing stored.

    `known` says that these very rows were stored before, under the name that `dataset` has. `notes` (the first hundred
    of `note_count`) say what was left out of lines that are right as such.
    """

    dataset: Dataset | None
    rows: int
    problems: tuple[Note, ...]
    problem_count: int
    ignored: tuple[str, ...]
    check: DataCheck | None
    known: bool = False
    notes: tuple[Note, ...] = ()
    note_count: int = 0

    @property
    def accepted(self) -> bool:
        """Whether the data set was stored."""
        return self.dataset is not None


class Datasets:
    """Uploads and what is known about training data."""

    def __init__(self, trainer: ModelTrainer, audit: AuditLog) -> None:
        self._trainer = trainer
        self._audit = audit

    def columns(self, task_type: str) -> tuple[Column, ...]:
        """The documented columns of a task's file."""
        return self._trainer.tasks.get(task_type).file_form

    def sample(self, task_type: str) -> bytes:
        """A small correct CSV file to start from."""
        return sample_file(self._trainer.tasks.get(task_type))

    def all(self, principal: Principal, task_type: str) -> tuple[Dataset, ...]:
        """The stored data sets of a task, newest first."""
        principal.require_staff()
        with self._trainer.database.read() as connection:
            return self._trainer.training_data.datasets(connection, task_type)

    def correction_count(self, principal: Principal, task_type: str) -> int:
        """How many corrections by staff the next run of a task learns from as well."""
        principal.require_staff()
        with self._trainer.database.read() as connection:
            return self._trainer.training_data.correction_count(connection, task_type)

    def upload(self, principal: Principal, task_type: str, name: str, content: bytes) -> UploadReport:
        """Check a CSV file and store it whole, or not at all. The same rows again are stored once.

        Raises `InvalidInput` when the name cannot be used.
        """
        principal.require_staff()
        task = self._trainer.tasks.get(task_type)
        name = name.strip()
        if not 3 <= len(name) <= 120:
            raise InvalidInput("Give the data set a name of 3 to 120 characters.")
        file = read_file(task, content, self._trainer.occupations_named)
        if file.problem_count:
            return UploadReport(None, len(file.rows), file.problems, file.problem_count, file.ignored, None)

        def work(connection: Connection) -> tuple[Dataset, bool]:
            before = {dataset.id for dataset in self._trainer.training_data.datasets(connection, task_type)}
            dataset = self._trainer.training_data.save_dataset(
                connection,
                task_type=task_type,
                name=name,
                records=[to_record(row) for row in file.rows],
                at=self._trainer.clock.now(),
                by=principal.user_id,
            )
            if dataset.id in before:
                return dataset, True
            self._audit.append(
                AuditEvent(
                    principal.user_id,
                    "dataset.upload",
                    f"dataset:{dataset.id}",
                    {"task": task_type, "rows": len(file.rows)},
                )
            )
            return dataset, False

        dataset, known = self._trainer.database.write(work)
        check = check_rows(file.rows, repeats=task.inputs_repeat)
        shown, count = file.notes[:SHOWN_PROBLEMS], len(file.notes)
        return UploadReport(dataset, len(file.rows), (), 0, file.ignored, check, known, shown, count)

    def check(
        self, principal: Principal, task_type: str, *, builtin: bool, dataset_ids: Sequence[str] = (), folds: int = 5
    ) -> DataCheck:
        """What the rows of a planned run look like: balance, duplicates, contradictions, leakage."""
        principal.require_staff()
        task = self._trainer.tasks.get(task_type)
        return check_rows(
            self._trainer.rows(task, builtin=builtin, dataset_ids=dataset_ids), folds=folds, repeats=task.inputs_repeat
        )
