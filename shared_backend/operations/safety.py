"""Staff see that somebody may be in danger and say when they have looked; what was written is shown to nobody."""

from __future__ import annotations

from sqlalchemy import Connection

from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.principal import Principal
from shared_backend.operations.forms import form_id
from shared_backend.services.audit import AuditLog
from shared_backend.services.guardrails.escalation import Escalation, Escalations
from shared_backend.storage.database import Database

__all__ = ["Escalation", "Safety"]


class Safety:
    """Each method checks the role; each change is audited in its own transaction."""

    def __init__(self, database: Database, escalations: Escalations, audit: AuditLog) -> None:
        self._database = database
        self._escalations = escalations
        self._audit = audit

    def waiting(self, principal: Principal) -> tuple[Escalation, ...]:
        """Signs of danger nobody has looked at yet, the oldest first."""
        principal.require_staff()
        return self._escalations.open()

    def looked_at(self, principal: Principal, escalation_id: str) -> None:
        """Somebody has looked and done what their organisation asks for; said twice, it counts once."""
        principal.require_staff()
        entry = form_id(escalation_id)

        def work(connection: Connection) -> None:
            if self._escalations.close(connection, entry):
                self._audit.append(AuditEvent(principal.user_id, "escalation.seen", f"escalation:{entry}"))

        self._database.write(work)
