"""What pages would wait for is loaded beside the server, and never keeps it from stopping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from threading import Event

import pytest

from shared_backend.bootstrap import REFERENCE
from shared_backend.coaching.warming import steps
from shared_backend.domain.errors import ConfigurationError
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.occupations.facts import Occupations
from shared_backend.web import portal


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "PAUSE_SECONDS", 0.0)


def served(todo: Sequence[Callable[[], object]], until: Event) -> None:
    """A server that lives until `until` is set."""

    async def live() -> None:
        async with portal.warm(todo)(None):
            assert await asyncio.to_thread(until.wait, 30)

    asyncio.run(live())


def test_steps_are_done_one_after_the_other_while_the_server_runs() -> None:
    done: list[int] = []
    last = Event()
    served([lambda: done.append(1), lambda: done.append(2), last.set], last)
    assert done == [1, 2]


def test_a_stopping_server_does_not_wait_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "PAUSE_SECONDS", 3600.0)
    done: list[int] = []
    now = Event()
    now.set()
    served([lambda: done.append(1)], now)
    assert done == []


def test_missing_facts_are_left_to_the_page_that_needs_them() -> None:
    tried, after = Event(), Event()

    def missing() -> None:
        tried.set()
        raise ConfigurationError("The reference table occupations.csv cannot be read.")

    served([missing, after.set], tried)
    assert not after.is_set()


def test_the_steps_of_the_user_portal_leave_the_facts_ready() -> None:
    for step in steps(Occupations.load(REFERENCE), REFERENCE):
        step()
    before = requirements.cache_info().misses
    requirements(REFERENCE)
    assert requirements.cache_info().misses == before
