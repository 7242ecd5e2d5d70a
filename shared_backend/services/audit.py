"""The audit log: an HMAC chain over ids, so an edit, a gap, a forged or a cut-off entry is found."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from shared_backend.domain.audit import AuditEvent, Entered
from shared_backend.domain.ports import Clock
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import Keyring
from shared_backend.storage.tables.audit import audit_entries, audit_head

_PURPOSE = "audit"
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest entry's number and code; keep a copy elsewhere and a cut-off log cannot pass for a whole one."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as it is shown to an admin."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """The result of checking the whole chain; `problem` is empty when it is whole."""

    entries: int
    problem: str = ""
    at_seq: int | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing was changed, removed, added or moved."""
        return not self.problem


class AuditLog:
    """Append, read and check the log.

    Parameters
    ----------
    database, keyring, clock
        The chain's key is derived from the master keys; it is not in the database.
    """

    def __init__(self, database: Database, keyring: Keyring, clock: Clock) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def append(self, event: AuditEvent) -> Entered:
        """Add one entry; inside a `Database.write` it stands or falls with the caller's transaction."""
        return self._database.write(lambda connection: self._append(connection, event))

    def facts(self, mac: str, action: str) -> tuple[int, dict[str, Any]] | None:
        """Number and facts of the entry with this code, when it is of this action."""
        query = select(audit_entries).where(audit_entries.c.mac == mac, audit_entries.c.action == action)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else (row.seq, json.loads(row.facts))

    def recent(self, limit: int = 200, *, before: int | None = None) -> list[AuditLine]:
        """The newest entries first; `before` pages back."""
        query = select(audit_entries).order_by(audit_entries.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(audit_entries.c.seq < before)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [AuditLine(r.seq, r.at, r.actor, r.action, r.subject, json.loads(r.facts)) for r in rows]

    def head(self) -> AuditHead:
        """What to write down outside this machine."""
        with self._database.read() as connection:
            row = connection.execute(select(audit_head)).one_or_none()
        return AuditHead(row.seq, row.mac) if row else AuditHead(0, _START)

    def verify(self, known: AuditHead | None = None) -> AuditCheck:
        """Check every entry against its code and its neighbours.

        Parameters
        ----------
        known : AuditHead, optional
            A head kept elsewhere; the log must still contain exactly that entry.
        """
        seq, mac, reached = 0, _START, known is None or known == AuditHead(0, _START)
        in_order = select(audit_entries).order_by(audit_entries.c.seq).execution_options(yield_per=1000)
        with self._database.read() as connection:
            with connection.execute(in_order) as rows:
                for row in rows:
                    if row.seq != seq + 1:
                        return AuditCheck(seq, "an entry is missing", seq + 1)
                    if not self._signed(row.kid, _parts(row.seq, mac, row), row.mac):
                        return AuditCheck(seq, "an entry was changed", row.seq)
                    seq, mac = row.seq, row.mac
                    reached = reached or (known == AuditHead(seq, mac))
            head = connection.execute(select(audit_head)).one_or_none()
        if head is None:
            return AuditCheck(seq, "" if seq == 0 and reached else "the head is missing", None)
        if not self._signed(head.kid, ("head", str(head.seq), head.mac), head.seal):
            return AuditCheck(seq, "the head was changed", head.seq)
        if (head.seq, head.mac) != (seq, mac):
            return AuditCheck(seq, "entries at the end are missing", seq + 1)
        if not reached:
            return AuditCheck(
                seq, "the log does not contain the head that was kept elsewhere", known.seq if known else None
            )
        return AuditCheck(seq)

    def _append(self, connection: Connection, event: AuditEvent) -> Entered:
        head = connection.execute(select(audit_head).with_for_update()).one_or_none()
        seq, previous = (head.seq + 1, head.mac) if head else (1, _START)
        kid = self._keyring.active
        values = {
            "seq": seq,
            "at": self._clock.now().isoformat(timespec="milliseconds"),
            "actor": event.actor,
            "action": event.action,
            "subject": event.subject,
            "facts": json.dumps(dict(event.facts), sort_keys=True, separators=(",", ":")),
            "kid": kid,
        }
        entry = insert(audit_entries).values(**values)
        mac = self._sign(kid, _parts(seq, previous, _Fields(values)))
        connection.execute(entry.values(mac=mac))
        new_head = {"seq": seq, "mac": mac, "kid": kid, "seal": self._sign(kid, ("head", str(seq), mac))}
        if head is None:
            connection.execute(insert(audit_head).values(only=1, **new_head))
        else:
            connection.execute(update(audit_head).values(**new_head))
        return Entered(seq, mac)

    def _sign(self, kid: str, parts: Sequence[str]) -> str:
        message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        return hmac.new(self._keyring.subkey(kid, _PURPOSE), message, hashlib.sha256).hexdigest()

    def _signed(self, kid: str, parts: Sequence[str], mac: str) -> bool:
        return kid in self._keyring.keys and hmac.compare_digest(self._sign(kid, parts), mac)


class _Fields:
    """Values by attribute, so an entry that is about to be written is signed by the code that checks it."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


def _parts(seq: int, previous: str, row: Any) -> tuple[str, ...]:
    return (str(seq), previous, row.at, row.actor, row.action, row.subject, row.facts, row.kid)
