"""What every résumé story works with, made once per process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines.model_trainer import Workshop
from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.ports import Clock
from shared_backend.services.resumes.files import ResumeFiles
from shared_backend.services.resumes.ledger_store import LedgerStore
from shared_backend.services.resumes.reader import ResumeReader
from shared_backend.services.resumes.store import ResumeStore
from shared_backend.storage.database import Database
from shared_backend.storage.vault import Vault


@dataclass(frozen=True)
class ResumeDesk:
    """`record` writes one audit entry in the present transaction; `reference` is the folder of shipped data."""

    database: Database
    vault: Vault
    workshop: Workshop
    store: ResumeStore
    files: ResumeFiles
    ledger: LedgerStore
    reader: ResumeReader
    clock: Clock
    record: Callable[[AuditEvent], object]
    reference: Path

    @classmethod
    def over(
        cls,
        database: Database,
        vault: Vault,
        workshop: Workshop,
        clock: Clock,
        record: Callable[[AuditEvent], object],
        reference: Path,
    ) -> ResumeDesk:
        """The desk with its stores; its reader starts no process before the first file."""
        return cls(
            database,
            vault,
            workshop,
            ResumeStore(vault),
            ResumeFiles(vault),
            LedgerStore(vault),
            ResumeReader(),
            clock,
            record,
            reference,
        )
