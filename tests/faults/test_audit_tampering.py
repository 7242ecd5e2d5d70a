"""P5: six ways to tamper with the audit log; each is found, wherever it is done."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.audit import AuditHead, AuditLog
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.audit import audit_entries, audit_head
from tests.people import HandClock

E = audit_entries
ENTRIES = 12


def rows(connection: Connection) -> list[dict[str, object]]:
    return [dict(row._mapping) for row in connection.execute(select(E).order_by(E.c.seq))]


def rewrite(connection: Connection, kept: list[dict[str, object]]) -> None:
    connection.execute(delete(E))
    for number, row in enumerate(kept, 1):
        connection.execute(insert(E).values(**{**row, "seq": number}))
    connection.execute(update(audit_head).values(seq=len(kept), mac=kept[-1]["mac"]))


def edit(connection: Connection, at: int) -> None:
    connection.execute(update(E).where(E.c.seq == at).values(actor="somebody-else"))


def remove(connection: Connection, at: int) -> None:
    connection.execute(delete(E).where(E.c.seq == at))


def cut_off(connection: Connection, at: int) -> None:
    rewrite(connection, rows(connection)[:at])


def swap(connection: Connection, at: int) -> None:
    kept = rows(connection)
    first, second = at - 1, at % len(kept)
    kept[first], kept[second] = kept[second], kept[first]
    rewrite(connection, kept)


def forge(connection: Connection, at: int) -> None:
    kept = rows(connection)
    rewrite(connection, [*kept[:at], {**kept[at - 1], "action": "model.deploy"}, *kept[at:]])


def roll_back(connection: Connection, at: int) -> None:
    """The whole log as it honestly stood at an earlier moment, head and all; only a head kept elsewhere tells."""
    kept = rows(connection)[:at]
    rewrite(connection, kept)
    connection.execute(update(audit_head).values(seal=connection.info["seals"][at]))


TAMPERINGS: list[Callable[[Connection, int], None]] = [edit, remove, cut_off, swap, forge, roll_back]


def filled(storage: Storage, clock: HandClock) -> tuple[AuditLog, AuditHead, dict[int, str]]:
    log = AuditLog(storage.database, storage.keyring, clock)
    seals: dict[int, str] = {}
    for number in range(1, ENTRIES + 1):
        clock.forward(seconds=1)
        log.append(AuditEvent("u1", "model.train", f"scenario:{number}", {"seed": number}))
        with storage.database.read() as connection:
            seals[number] = connection.execute(select(audit_head.c.seal)).scalar_one()
    return log, log.head(), seals


class _Undo(Exception):
    pass


def unnoticed(storage: Storage, log: AuditLog, head: AuditHead, seals: dict[int, str], times: int) -> list[str]:
    """The tamperings that the check did not find; each is undone afterwards."""
    chance = random.Random(7)
    missed: list[str] = []
    for tamper in TAMPERINGS:
        for _ in range(times):
            at = chance.randrange(2, ENTRIES)

            def work(connection: Connection, tamper=tamper, at=at) -> None:  # type: ignore[no-untyped-def]
                connection.info["seals"] = seals
                tamper(connection, at)
                if log.verify(head).ok:
                    missed.append(f"{tamper.__name__} at {at}")
                raise _Undo

            with pytest.raises(_Undo):
                storage.database.write(work)
    return missed


def test_every_tampering_is_found(storage: Storage, clock: HandClock) -> None:
    log, head, seals = filled(storage, clock)
    assert log.verify(head).ok
    assert log.verify().entries == ENTRIES
    assert unnoticed(storage, log, head, seals, times=10) == []
    assert log.verify(head).ok


@pytest.mark.long
def test_every_tampering_is_found_long(local_storage: Storage, clock: HandClock) -> None:
    log, head, seals = filled(local_storage, clock)
    assert unnoticed(local_storage, log, head, seals, times=200) == []


def test_the_harness_notices_a_chain_without_a_key(
    local_storage: Storage, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, head, seals = filled(local_storage, clock)
    monkeypatch.setattr(AuditLog, "_signed", lambda *_: True)
    assert unnoticed(local_storage, log, head, seals, times=3)


def test_a_log_emptied_is_found(local_storage: Storage, clock: HandClock) -> None:
    log, head, _ = filled(local_storage, clock)
    local_storage.database.write(lambda c: (c.execute(delete(E)), c.execute(delete(audit_head))))
    assert not log.verify(head).ok


def test_an_entry_joins_the_transaction_it_belongs_to(storage: Storage, clock: HandClock) -> None:
    log = AuditLog(storage.database, storage.keyring, clock)

    def work(_: Connection) -> None:
        log.append(AuditEvent("u1", "model.deploy", "version:7"))
        raise _Undo

    with pytest.raises(_Undo):
        storage.database.write(work)
    assert log.head().seq == 0
    assert log.verify().ok


@pytest.mark.parametrize(
    ("actor", "action", "subject", "facts"),
    [
        ("u1", "Deploy It", "model:1", {}),
        ("u1", "model.deploy", "Ada Lovelace", {}),
        ("u1", "model.deploy", "model:1", {"why": "she asked for it"}),
        ("u1", "model.deploy", "model:1", {"two words": 1}),
        ("ada lovelace", "model.deploy", "model:1", {}),
        ("u1", "model.deploy", "model:1", {f"f{n}": n for n in range(13)}),
    ],
)
def test_texts_do_not_get_into_the_log(actor: str, action: str, subject: str, facts: dict[str, str | int]) -> None:
    with pytest.raises(InvalidInput):
        AuditEvent(actor, action, subject, facts)


def test_reading_pages_back(local_storage: Storage, clock: HandClock) -> None:
    log, _, _ = filled(local_storage, clock)
    newest = log.recent(5)
    assert [line.seq for line in newest] == [12, 11, 10, 9, 8]
    assert [line.seq for line in log.recent(5, before=8)] == [7, 6, 5, 4, 3]
    assert newest[0].facts == {"seed": 12}
