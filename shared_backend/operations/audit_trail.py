"""Admins read the audit log, check that it is whole, and take its head away to keep elsewhere."""

from __future__ import annotations

import re

from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.services.audit import AuditCheck, AuditHead, AuditLine, AuditLog

PAGE = 500
_HEAD = re.compile(r"(\d{1,12})\s+([0-9a-f]{64})")


class AuditTrail:
    """Each method checks the role."""

    def __init__(self, audit: AuditLog) -> None:
        self._audit = audit

    def lines(self, principal: Principal, *, before: int | None = None) -> list[AuditLine]:
        """The newest entries first; `before` pages back."""
        principal.require_admin()
        return self._audit.recent(PAGE, before=before)

    def head(self, principal: Principal) -> str:
        """The newest entry's number and code in one line, to be kept outside this machine."""
        principal.require_admin()
        head = self._audit.head()
        return f"{head.seq} {head.mac}"

    def check(self, principal: Principal, kept: str = "") -> AuditCheck:
        """Whether the log is whole, and still holds the head that was `kept` elsewhere.

        Raises `InvalidInput` when `kept` is not such a line.
        """
        principal.require_admin()
        if not kept.strip():
            return self._audit.verify()
        found = _HEAD.fullmatch(kept.strip())
        if found is None:
            raise InvalidInput("This is not a head of the log. It is a number, a space and 64 letters and digits.")
        return self._audit.verify(AuditHead(int(found[1]), found[2]))
