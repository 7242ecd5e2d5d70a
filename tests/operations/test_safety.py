"""The people who may be in danger: staff see the sign, never the words, and say when they have looked."""

from __future__ import annotations

from dataclasses import fields

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput, NotAllowed
from shared_backend.domain.principal import Portal, Role
from shared_backend.services.guardrails.escalation import Escalation, Escalations
from shared_backend.services.guardrails.screening import RedFlag
from tests.tiny import new_id, person

FLAG = RedFlag("suicide", "a message", ("a line",))


def queued(backend: Backend, user_id: str) -> str:
    return Escalations(backend.database).queue(user_id, FLAG, backend.clock.now())


def test_a_sign_waits_until_somebody_has_looked(backend: Backend) -> None:
    staff, ada, ben = person(Role.STAFF), new_id(), new_id()
    first, second = queued(backend, ada), queued(backend, ben)
    waiting = backend.safety.waiting(staff)
    assert [(one.id, one.user_id, one.label) for one in waiting] == [(first, ada, "suicide"), (second, ben, "suicide")]
    for _ in range(2):
        backend.safety.looked_at(staff, first)
    assert [one.id for one in backend.safety.waiting(staff)] == [second]
    assert not any(need.kind == "people" and "2" in need.message for need in backend.health.needs(staff))
    lines = backend.audit.recent()
    assert [(line.action, line.subject) for line in lines] == [("escalation.seen", f"escalation:{first}")]


def test_nothing_a_person_wrote_is_in_it() -> None:
    assert {field.name for field in fields(Escalation)} == {"id", "user_id", "label", "at"}


def test_only_staff_at_their_portal_look(backend: Backend) -> None:
    entry = queued(backend, new_id())
    for outsider in (person(Role.USER), person(Role.STAFF, portal=Portal.USER)):
        with pytest.raises(NotAllowed):
            backend.safety.waiting(outsider)
        with pytest.raises(NotAllowed):
            backend.safety.looked_at(outsider, entry)
    with pytest.raises(InvalidInput):
        backend.safety.looked_at(person(Role.STAFF), "x")
    assert len(backend.safety.waiting(person(Role.STAFF))) == 1
