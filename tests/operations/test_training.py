"""Training runs: what staff ask for, what the worker does, and what is left after a failure."""

from __future__ import annotations

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput, NotAllowed, NotFound, StorageError
from shared_backend.domain.ports import JobState
from shared_backend.domain.principal import Portal, Role
from shared_backend.operations.training import Training
from tests.tiny import new_id, person

TASK = "interview_coach"


def scenario(backend: Backend) -> str:
    return backend.training.create_scenario(person(Role.STAFF), new_id(), name="First try", task_type=TASK).id


def started(backend: Backend, **request: object) -> str:
    run_id = new_id()
    chosen = {"builtin": True, **request}
    backend.training.start_training(person(Role.STAFF), run_id, scenario(backend), **chosen)  # type: ignore[arg-type]
    return run_id


def test_a_scenario_sent_twice_is_made_once(backend: Backend) -> None:
    form = new_id()
    made = [
        backend.training.create_scenario(person(Role.STAFF), form, name=name, task_type=TASK)
        for name in ("Once", "Once", "With another name")
    ]
    assert made[0] == made[1] == made[2]
    assert [one.id for one in backend.training.scenarios(person(), TASK)] == [form]
    assert [line.action for line in backend.audit.recent()] == ["scenario.create"]
    with pytest.raises(InvalidInput, match="no valid id"):
        backend.training.create_scenario(person(Role.STAFF), "not an id", name="Once", task_type=TASK)


def test_a_run_registers_one_version_and_shows_what_it_did(backend: Backend) -> None:
    run_id = started(backend)
    waiting = backend.training.get_run(person(), run_id)
    assert (waiting.state, waiting.fraction, backend.jobs.status(run_id)) == ("queued", 0.0, JobState.QUEUED)

    backend.training.run_training(run_id)
    backend.training.run_training(run_id)

    run = backend.training.get_run(person(), run_id)
    versions = backend.releases.versions(person(), TASK)
    assert (run.state, run.fraction, run.model_version_id) == ("finished", 1.0, versions.all[0].id)
    assert len(versions.all) == 1
    assert run.message == "Finished: v1 is ready to be looked at."
    assert next(line.message for line in run.log) == "Reading the data."
    assert run.ended_at is not None
    assert versions.all[0].card["sources"] == {"builtin": 40}


def test_the_same_form_starts_one_run(backend: Backend) -> None:
    run_id, staff, chosen = new_id(), person(Role.STAFF), scenario(backend)
    for _ in range(2):
        backend.training.start_training(staff, run_id, chosen, builtin=True)
    assert [run.id for run in backend.training.list_runs(staff, TASK)] == [run_id]
    assert [line.action for line in backend.audit.recent()].count("training.start") == 1


def test_a_run_that_registered_before_it_was_killed_is_only_closed(backend: Backend) -> None:
    run_id = started(backend)
    trainer = backend.training.trainer
    run = backend.training.get_run(person(), run_id)
    rows = trainer.rows(trainer.tasks.get(TASK), builtin=True)
    version = trainer.train_scenario(run.scenario_id, rows, run_id=run_id, by="somebody")
    backend.training.run_training(run_id)
    assert backend.training.get_run(person(), run_id).model_version_id == version.id


def test_a_waiting_run_is_stopped_at_once(backend: Backend) -> None:
    run_id = started(backend)
    run = backend.training.cancel_training(person(Role.STAFF), run_id)
    assert run.state == "cancelled"
    assert backend.jobs.status(run_id) is JobState.CANCELLED
    backend.training.run_training(run_id)
    assert backend.releases.versions(person(), TASK).all == ()


def test_a_working_run_stops_at_its_next_step(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    training = Training(backend.training.trainer, backend.jobs, backend.audit, note_seconds=0.0)
    run_id = started(backend)
    note = training.note

    def stop_in_the_middle(run_id: str, fraction: float, message: str) -> None:
        note(run_id, fraction, message)
        if "10 of" in message:
            training.cancel_training(person(), run_id)

    monkeypatch.setattr(training, "note", stop_in_the_middle)
    training.run_training(run_id)
    run = training.get_run(person(), run_id)
    assert (run.state, run.message) == ("cancelled", "Stopped at your request. Nothing was changed.")
    assert run.fraction == pytest.approx(0.45)
    assert backend.releases.versions(person(), TASK).all == ()


def test_a_failed_run_says_why_in_one_line(backend: Backend) -> None:
    report = backend.datasets.upload(person(), TASK, "Too small", b"text,score\nshort,1\nlonger,2\n")
    assert report.dataset is not None
    run_id = started(backend, builtin=False, dataset_ids=[report.dataset.id])
    backend.training.run_training(run_id)
    run = backend.training.get_run(person(), run_id)
    assert (run.state, run.message) == ("failed", "Training needs at least 3 rows.")


def test_an_unexpected_error_is_reported_without_its_text(
    backend: Backend, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TINY_FAULT", "1")
    run_id = started(backend)
    backend.training.run_training(run_id)
    run = backend.training.get_run(person(), run_id)
    assert run.state == "failed"
    assert "RuntimeError, incident" in run.message
    seen = run.message + str(run.log) + "".join(capfd.readouterr())
    assert "Lovelace" not in seen


def test_the_worker_submits_what_a_crash_left_without_a_job(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise StorageError("The job queue does not answer.")

    with monkeypatch.context() as broken:
        broken.setattr(backend.jobs, "submit", unreachable)
        run_id = started(backend)
    assert backend.jobs.status(run_id) is JobState.UNKNOWN
    backend.training.tend()
    assert backend.jobs.status(run_id) is JobState.QUEUED
    assert backend.training.get_run(person(), run_id).state == "queued"


def test_a_run_whose_job_gave_up_is_closed(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = started(backend)
    monkeypatch.setattr(backend.jobs, "status", lambda _: JobState.FAILED)
    backend.training.tend()
    run = backend.training.get_run(person(), run_id)
    assert run.state == "failed"
    assert "Start it again" in run.message


def test_requests_that_make_no_sense_change_nothing(backend: Backend) -> None:
    staff, chosen = person(Role.STAFF), scenario(backend)
    with pytest.raises(InvalidInput, match="built-in data"):
        backend.training.start_training(staff, new_id(), chosen, builtin=False)
    with pytest.raises(InvalidInput, match="does not belong"):
        backend.training.start_training(staff, new_id(), chosen, builtin=True, dataset_ids=[new_id()])
    with pytest.raises(InvalidInput, match="no valid id"):
        backend.training.start_training(staff, "../../etc", chosen, builtin=True)
    with pytest.raises(NotFound):
        backend.training.start_training(staff, new_id(), new_id(), builtin=True)
    with pytest.raises(NotFound):
        backend.training.cancel_training(staff, new_id())
    assert backend.training.list_runs(staff) == ()


@pytest.mark.parametrize("who", [person(Role.USER, Portal.USER), person(Role.ADMIN, Portal.USER)])
def test_only_staff_in_the_staff_portal(backend: Backend, who: object) -> None:
    calls = (
        lambda p: backend.training.create_scenario(p, new_id(), name="First", task_type=TASK),
        lambda p: backend.training.scenarios(p, TASK),
        lambda p: backend.training.start_training(p, new_id(), new_id(), builtin=True),
        lambda p: backend.training.cancel_training(p, new_id()),
        lambda p: backend.training.get_run(p, new_id()),
        lambda p: backend.training.list_runs(p),
        lambda p: backend.datasets.all(p, TASK),
        lambda p: backend.datasets.upload(p, TASK, "name", b""),
        lambda p: backend.datasets.check(p, TASK, builtin=True),
        lambda p: backend.releases.versions(p, TASK),
        lambda p: backend.releases.version(p, new_id()),
        lambda p: backend.releases.gate(p, new_id()),
        lambda p: backend.releases.deploy(p, new_id()),
        lambda p: backend.releases.rollback(p, TASK),
        lambda p: backend.releases.try_it(p, new_id(), {}),
        lambda p: backend.releases.correct(p, new_id(), new_id(), {}),
    )
    for call in calls:
        with pytest.raises(NotAllowed):
            call(who)
