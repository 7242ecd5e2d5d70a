"""Staff look at versions, try and correct them; admins deploy and roll back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection

from shared_backend.ai_engines.model_trainer import ModelTrainer, Predicted
from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.operations.forms import form_id
from shared_backend.operations.gate import GateCheck, check_version
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.registry.release_log import Release, ReleaseLog
from shared_backend.services.audit import AuditLog

MIN_REASON = 5
MAX_REASON = 500


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of a task, newest first, and which of them serves and served before."""

    all: tuple[ModelVersion, ...]
    champion: ModelVersion | None
    previous: ModelVersion | None
    releases: tuple[Release, ...]


class Releases:
    """Each method checks the role; each change is audited in its own transaction."""

    def __init__(self, trainer: ModelTrainer, audit: AuditLog) -> None:
        self._trainer = trainer
        self._audit = audit
        self._log = ReleaseLog()

    def versions(self, principal: Principal, task_type: str) -> Versions:
        """What there is and what serves."""
        principal.require_staff()
        registry = self._trainer.registry
        with self._trainer.database.read() as connection:
            return Versions(
                registry.versions(connection, task_type),
                registry.with_alias(connection, task_type, "champion"),
                registry.with_alias(connection, task_type, "previous"),
                self._log.of(connection, task_type),
            )

    def version(self, principal: Principal, version_id: str) -> ModelVersion:
        """One version with its card. Raises `NotFound`."""
        principal.require_staff()
        return self._trainer.version(version_id)

    def gate(self, principal: Principal, version_id: str) -> tuple[GateCheck, ...]:
        """What stands for and against deploying a version."""
        principal.require_staff()
        version = self._trainer.version(version_id)
        return check_version(self._trainer, version, self._trainer.champion(version.name))

    def deploy(self, principal: Principal, version_id: str, reason: str = "") -> ModelVersion:
        """Let a version serve from the next request on.

        Raises
        ------
        NotAllowed
            Unless this is an admin who typed the password within the last five minutes.
        InvalidInput
            When a gate check failed, or warned and no reason was given; names them.
        """
        principal.require_admin()
        principal.require_confirmed(self._trainer.clock.now())
        return self.deploy_as(principal.user_id, version_id, reason)

    def deploy_as(self, actor: str, version_id: str, reason: str) -> ModelVersion:
        """Deploy without a signed-in person: for the operator's command line and the first start."""

        version = self._trainer.version(version_id)
        compared = self._trainer.champion(version.name)
        if compared is not None and compared.id == version_id:
            return version
        # Before the transaction: loading a model takes long, and nobody else could write meanwhile.
        warned = _passable(check_version(self._trainer, version, compared), reason)

        def work(connection: Connection) -> ModelVersion:
            champion = self._trainer.registry.with_alias(connection, version.name, "champion")
            if champion != compared:
                raise StaleVersion("Another version was deployed meanwhile. Look at the comparison again.")
            deployed = self._trainer.deploy(connection, version_id, by=actor)
            self._record(connection, "deploy", actor, deployed, champion, _short(reason), warned)
            return deployed

        return self._trainer.database.write(work)

    def rollback(self, principal: Principal, task_type: str, reason: str = "") -> ModelVersion:
        """Let the version before serve again, in one click. Raises `InvalidInput` when there is none."""
        principal.require_admin()
        self._trainer.tasks.get(task_type)

        def work(connection: Connection) -> ModelVersion:
            champion = self._trainer.registry.with_alias(connection, task_type, "champion")
            version = self._trainer.rollback(connection, task_type, by=principal.user_id)
            self._record(connection, "rollback", principal.user_id, version, champion, _short(reason), ())
            return version

        return self._trainer.database.write(work)

    def try_it(self, principal: Principal, version_id: str, record: Mapping[str, Any]) -> Predicted:
        """What a version says about one typed input; nothing is stored. Raises `InvalidInput`."""
        principal.require_staff()
        version = self._trainer.version(version_id)
        return self._trainer.predict(version.name, [record], version_id=version_id)[0]

    def correct(
        self, principal: Principal, correction_id: str, version_id: str, record: Mapping[str, str]
    ) -> ModelVersion:
        """Keep the right answer as a training row for the next run.

        `correction_id` (a UUID) was made with the form: sent twice, it is kept and audited once.
        """
        principal.require_staff()
        correction_id = form_id(correction_id)
        version = self._trainer.version(version_id)

        def work(_: Connection) -> None:
            kept = self._trainer.record_correction(
                correction_id=correction_id, version_id=version_id, record=record, by=principal.user_id
            )
            if kept:
                self._audited("model.correct", principal.user_id, f"correction:{correction_id}", version)

        self._trainer.database.write(work)
        return version

    def _record(
        self,
        connection: Connection,
        action: Literal["deploy", "rollback"],
        actor: str,
        version: ModelVersion,
        replaced: ModelVersion | None,
        reason: str,
        overridden: tuple[str, ...],
    ) -> None:
        self._log.append(
            connection,
            Release(
                task_type=version.name,
                action=action,
                model_version_id=version.id,
                replaced_version_id=None if replaced is None else replaced.id,
                reason=reason,
                overridden=overridden,
                at=self._trainer.clock.now(),
                by=actor,
            ),
        )
        self._audited(f"model.{action}", actor, f"model_version:{version.id}", version)

    def _audited(self, action: str, actor: str, subject: str, version: ModelVersion) -> None:
        self._audit.append(AuditEvent(actor, action, subject, {"task": version.name, "version": version.number}))


def _passable(checks: tuple[GateCheck, ...], reason: str) -> tuple[str, ...]:
    failed = [check for check in checks if check.outcome == "failed"]
    if failed:
        raise InvalidInput(" ".join(f"{check.name}: {check.reason}" for check in failed))
    warned = tuple(check.name for check in checks if check.outcome == "warning")
    if warned and len(reason.strip()) < MIN_REASON:
        raise InvalidInput(f"Give a reason to deploy in spite of the warning: {', '.join(warned)}.")
    return warned


def _short(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > MAX_REASON:
        raise InvalidInput(f"Say the reason in at most {MAX_REASON} characters.")
    return reason
