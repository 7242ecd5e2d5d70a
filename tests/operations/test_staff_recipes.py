"""What the staff pages stand on: a run with its scenario in one step, health, counts, the audit trail."""

from __future__ import annotations

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput
from tests.tiny import new_id, person

TASK = "interview_coach"
ADMIN = person()


def test_a_scenario_and_its_run_are_made_once(backend: Backend) -> None:
    run_id = new_id()
    made = [backend.training.start_new(ADMIN, run_id, name="A new one", task_type=TASK, builtin=True) for _ in range(3)]
    assert {run.id for run in made} == {run_id}
    assert len(backend.training.scenarios(ADMIN, TASK)) == 1
    assert [line.action for line in backend.audit.recent()] == ["training.start", "scenario.create"]


@pytest.mark.parametrize(("name", "builtin"), [("A new one", False), ("a", True)])
def test_neither_is_made_when_one_cannot_be(backend: Backend, name: str, builtin: bool) -> None:
    with pytest.raises(InvalidInput):
        backend.training.start_new(ADMIN, new_id(), name=name, task_type=TASK, builtin=builtin)
    assert backend.training.scenarios(ADMIN, TASK) == ()
    assert backend.training.list_runs(ADMIN) == ()
    assert backend.audit.recent() == []


def test_health_follows_what_happens(backend: Backend) -> None:
    assert {need.kind for need in backend.health.needs(ADMIN)} == {"worker", "champion"}
    run_id = new_id()
    backend.training.start_new(ADMIN, run_id, name="A new one", task_type=TASK, builtin=True)
    backend.training.run_training(run_id)
    version_id = backend.training.get_run(ADMIN, run_id).model_version_id
    assert version_id is not None
    (before,) = backend.health.serving(ADMIN)
    assert (before.champion, before.versions) == (None, 1)
    backend.releases.deploy(ADMIN, version_id, "The first one")
    backend.workers.prepare()
    backend.workers.beat("here-1")
    assert backend.health.needs(ADMIN) == ()
    (after,) = backend.health.serving(ADMIN)
    assert after.champion is not None
    assert after.headline is not None
    assert (after.champion.id, after.headline["name"]) == (version_id, "rmse")


def test_the_head_of_the_audit_trail_is_kept_and_found_again(backend: Backend) -> None:
    backend.training.create_scenario(ADMIN, new_id(), name="A new one", task_type=TASK)
    kept = backend.audit_trail.head(ADMIN)
    backend.training.create_scenario(ADMIN, new_id(), name="Another", task_type=TASK)
    assert backend.audit_trail.check(ADMIN, kept).ok
    assert not backend.audit_trail.check(ADMIN, f"9 {'0' * 64}").ok
    with pytest.raises(InvalidInput, match="not a head"):
        backend.audit_trail.check(ADMIN, "something else")
    assert [line.seq for line in backend.audit_trail.lines(ADMIN, before=2)] == [1]
