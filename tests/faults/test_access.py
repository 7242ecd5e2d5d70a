"""A1: every public method a portal can reach, called by everybody with everybody's ids: nothing leaks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from shared_backend.coaching.interview_report import InterviewReport
from shared_backend.domain.errors import CoachError, NotAllowed
from shared_backend.domain.principal import Principal
from shared_backend.jobs.engine import DbosJobs
from shared_backend.operations.releases import Releases
from tests.faults.access_calls import rest, whose
from tests.faults.access_table import MACHINERY, TABLE, VALUES, Who
from tests.faults.access_world import Tried, World, new_world, rows_of
from tests.faults.reachable import methods, named_by

SKIPPED = MACHINERY | VALUES
MAY: dict[Who, set[str]] = {
    Who.STAFF: {"staff", "admin", "admin, not confirmed"},
    Who.ADMIN: {"admin", "admin, not confirmed"},
    Who.CONFIRMED: {"admin"},
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One installation for all tries: each is undone."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("submit", "cancel"):
            patch.setattr(DbosJobs, name, lambda *_: None)
        made = new_world(tmp_path_factory.mktemp("access"))
        yield made
        made.backend.database.close()


def undeclared(world: World) -> set[str]:
    """Methods nobody declared, and declarations of methods that are gone."""
    return set(methods(world.backend, SKIPPED)) ^ set(TABLE)


def leaks(world: World, *only: str) -> list[str]:
    """Everything that went through and should not have, and what should have and did not."""
    found: list[str] = []
    for path, call in methods(world.backend, SKIPPED).items():
        if only and path not in only:
            continue
        match TABLE.get(path):
            case Who.OWN:
                found += _own(world, path, call)
            case Who.STAFF | Who.ADMIN | Who.CONFIRMED:
                found += _by_role(world, path, call)
            case Who.SECRET:
                found += _without_the_secret(world, path, call)
    return found


def _without_the_secret(world: World, path: str, call: Callable[..., Any]) -> Iterator[str]:
    values = rest(world, path, call)
    tried = world.tried(lambda: call(**values))
    yield from (f"{path} without the secret: {what}" for what in _touched(world, tried, set()))


def _by_role(world: World, path: str, call: Callable[..., Any]) -> Iterator[str]:
    values = rest(world, path, call)
    for name, caller in world.callers.items():
        tried = world.tried(lambda caller=caller: call(caller, **values))
        if name in MAY[TABLE[path]]:
            if tried.error is not None:
                yield f"{path} refused {name}: {tried.error!r}"
            # Staff work with ids; what people wrote and what they are called is not for them.
            if tried.shows([world.ada.canary, world.bob.canary, world.ada.me.display_name]):
                yield f"{path} showed {name} what a person wrote"
        else:
            if tried.error is None or (caller is not None and not isinstance(tried.error, NotAllowed)):
                yield f"{path} let {name} in: {tried.error!r}"
            if tried.rows != world.rows:
                yield f"{path} changed something for {name}"


def _own(world: World, path: str, call: Callable[..., Any]) -> Iterator[str]:
    values = rest(world, path, call)
    for name, caller in world.callers.items():
        mine = {"self": (world.ada,), "other": (world.ada, world.bob)}.get(name, (world.ada,))
        for ids in whose(path, call, mine):
            tried = world.tried(lambda caller=caller, ids=ids: call(caller, **values, **ids))
            if name == "self":
                if tried.error is not None:
                    yield f"{path} refused its owner: {tried.error!r}"
                continue
            yield from (f"{path} for {name}: {what}" for what in _touched(world, tried, set(ids.values())))
            if caller is None and (tried.error is None or tried.rows != world.rows):
                yield f"{path} worked without a principal"
            elif tried.error is not None and caller is not None and not isinstance(tried.error, CoachError):
                yield f"{path} broke for {name}: {tried.error!r}"


def _touched(world: World, tried: Tried, given: set[str]) -> Iterator[str]:
    """Whether a stranger's call showed or changed anything of Ada."""
    shown = tried.shows([secret for secret in world.ada.secrets if secret not in given])
    if shown:
        yield f"showed {len(shown)} of her secrets"
    if rows_of(tried.rows, world.ada) != rows_of(world.rows, world.ada):
        yield "changed her rows"


def test_every_method_is_declared(world: World) -> None:
    assert undeclared(world) == set()
    assert len(TABLE) >= 70


def test_nobody_who_may_not_enter_has_a_principal(world: World) -> None:
    nobody = [name for name, caller in world.callers.items() if caller is None]
    assert nobody == [
        "anonymous",
        "a made-up token",
        "a token of the other portal",
        "disabled",
        "disabled staff",
        "deleted",
    ]


def test_nobody_reaches_what_is_not_theirs(world: World) -> None:
    found = leaks(world)
    assert not found, "\n".join(found)


def test_every_id_a_person_can_name_is_tried_as_a_strangers(world: World) -> None:
    """An id by a new name would go untested as somebody else's."""
    calls = [call for path, call in methods(world.backend, SKIPPED).items() if TABLE.get(path) is Who.OWN]
    taken = {name for call in calls for name in inspect.signature(call).parameters}
    # Lines and jobs are named within a CV of theirs; questions are shipped.
    named = {name for name in taken if name.endswith("_id") or name == "slot"} - {"bullet_id", "job_id", "question_id"}
    assert named == {
        "run_id",
        "attempt_id",
        "session_id",
        "receipt_id",
        "resume_id",
        "file_id",
        "claim_id",
        "copy_id",
        "plan_id",
        "new_id",
        "decision_id",
        "application_id",
        "check_in_id",
        "slot",
    }


@pytest.mark.parametrize(
    ("portal", "allowed"),
    [
        ("user_portal", {Who.ANYONE, Who.SECRET, Who.OWN}),
        ("admin_portal", {Who.ANYONE, Who.SECRET, Who.OWN, Who.STAFF, Who.ADMIN, Who.CONFIRMED}),
    ],
)
def test_pages_name_nothing_that_is_not_for_them(portal: str, allowed: set[Who]) -> None:
    named = named_by(portal)
    assert {path for path in named if path in TABLE}, "the sources were not understood"
    assert {path for path in named if path in MACHINERY or TABLE.get(path, Who.OWN) not in allowed} == set()


def test_the_harness_notices_a_method_without_its_check(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Releases.versions
    admin = world.callers["admin"]
    monkeypatch.setattr(Releases, "versions", lambda self, principal, task_type: real(self, admin, task_type))
    found = leaks(world, "releases.versions")
    assert "releases.versions let other in: None" in found
    assert "releases.versions let disabled staff in: None" in found


def test_the_harness_notices_somebody_elses_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = InterviewReport.attempt

    def careless(self: InterviewReport, principal: Principal, attempt_id: str) -> object:
        return real(self, world.ada.me if attempt_id == world.ada.ids["answered"] else principal, attempt_id)

    monkeypatch.setattr(InterviewReport, "attempt", careless)
    assert any("showed" in leak for leak in leaks(world, "interview.reports.attempt"))


def test_the_harness_notices_somebody_elses_row_changed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = world.backend.accounts
    monkeypatch.setattr(type(accounts), "end_session", lambda self, principal, session_id: self.sign_out(world.ada.me))
    assert any("changed her rows" in leak for leak in leaks(world, "accounts.end_session"))


def test_the_harness_notices_a_method_nobody_declared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = undeclared(world)
    monkeypatch.setattr(InterviewReport, "of_everybody", lambda self: (), raising=False)
    assert undeclared(world) - before == {"interview.reports.of_everybody"}
