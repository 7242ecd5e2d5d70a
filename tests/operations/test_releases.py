"""Releases: the gate, deploying, rolling back bit for bit, trying and correcting."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput, NotAllowed, StaleVersion
from shared_backend.domain.principal import ConfirmationNeeded, Role
from shared_backend.operations.baseline import missing_baselines, train_baseline
from shared_backend.registry.artifacts import FILE_NAME
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.storage.tables.models import model_versions
from tests.tiny import new_id, person

TASK = "interview_coach"
ADMIN = person()


def version(backend: Backend, content: bytes | None = None) -> ModelVersion:
    chosen = backend.training.create_scenario(ADMIN, new_id(), name="Another", task_type=TASK)
    ids = []
    if content is not None:
        report = backend.datasets.upload(ADMIN, TASK, "Mine", content)
        assert report.dataset is not None
        ids = [report.dataset.id]
    run_id = new_id()
    backend.training.start_training(ADMIN, run_id, chosen.id, builtin=content is None, dataset_ids=ids)
    backend.training.run_training(run_id)
    made = backend.training.get_run(ADMIN, run_id).model_version_id
    assert made is not None
    return backend.releases.version(ADMIN, made)


def outcomes(backend: Backend, made: ModelVersion) -> dict[str, str]:
    return {check.name: check.outcome for check in backend.releases.gate(ADMIN, made.id)}


def change_card(backend: Backend, made: ModelVersion, value: float) -> None:
    card = json.loads(json.dumps(made.card))
    card["report"]["ensemble"][0].update(value=value, low=value * 0.9, high=value * 1.1)
    change = update(model_versions).where(model_versions.c.id == made.id).values(card=card)
    backend.database.write(lambda connection: connection.execute(change))


def test_deploy_and_roll_back_bit_for_bit(backend: Backend) -> None:
    first = version(backend)
    second = version(backend, b"text,score\na,9\nabcd,5\nabcdefgh,1\n" + b"abc,6\n" * 3)
    asked = {"text": "some answer"}
    backend.releases.deploy(ADMIN, first.id)
    before = backend.training.trainer.predict(TASK, [asked])[0].judgement
    backend.releases.deploy(ADMIN, second.id, "They asked for it.")
    between = backend.training.trainer.predict(TASK, [asked])[0].judgement
    restored = backend.releases.rollback(ADMIN, TASK, "Too harsh")
    after = backend.training.trainer.predict(TASK, [asked])[0].judgement

    assert before == after != between
    assert restored.id == first.id
    seen = backend.releases.versions(ADMIN, TASK)
    assert (seen.champion, seen.previous) == (first, second)
    assert [(r.action, r.model_version_id, r.reason) for r in seen.releases] == [
        ("rollback", first.id, "Too harsh"),
        ("deploy", second.id, "They asked for it."),
        ("deploy", first.id, ""),
    ]
    assert [line.action for line in backend.audit.recent(3)] == ["model.rollback", "model.deploy", "model.deploy"]
    assert backend.audit.verify().ok


def test_a_good_first_version_passes_every_check(backend: Backend) -> None:
    assert set(outcomes(backend, version(backend)).values()) == {"passed"}


def test_a_version_no_better_than_guessing_cannot_be_deployed(backend: Backend) -> None:
    made = version(backend)
    change_card(backend, made, 99.0)
    assert outcomes(backend, made)["Better than trivial"] == "failed"
    with pytest.raises(InvalidInput, match="not better than guessing"):
        backend.releases.deploy(ADMIN, made.id, "I want it anyway")
    assert backend.training.trainer.champion(TASK) is None


def test_worse_than_the_champion_needs_a_reason(backend: Backend) -> None:
    champion, worse = version(backend), version(backend)
    backend.releases.deploy(ADMIN, champion.id)
    own = champion.card["report"]["ensemble"][0]
    baseline = champion.card["report"]["baseline"][0]
    change_card(backend, worse, (own["high"] + baseline["low"]) / 2.2)
    assert outcomes(backend, worse)["Not worse than now"] == "warning"
    with pytest.raises(InvalidInput, match="Give a reason"):
        backend.releases.deploy(ADMIN, worse.id)
    backend.releases.deploy(ADMIN, worse.id, "It is fairer to nurses")
    assert list(backend.releases.versions(ADMIN, TASK).releases[0].overridden) == ["Not worse than now"]


def test_a_damaged_file_cannot_be_deployed(backend: Backend) -> None:
    made = version(backend)
    backend.training.trainer.model(made)
    path = backend.workshop.registry.folder / TASK / "1" / FILE_NAME
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert outcomes(backend, made)["Model file"] == "failed"
    with pytest.raises(InvalidInput, match="changed after training"):
        backend.releases.deploy(ADMIN, made.id, "I want it anyway")


def test_a_champion_changed_meanwhile_is_noticed(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = version(backend), version(backend)
    backend.releases.deploy(ADMIN, first.id)
    monkeypatch.setattr(backend.training.trainer, "champion", lambda _: None)
    with pytest.raises(StaleVersion):
        backend.releases.deploy(ADMIN, second.id)


def test_deploying_is_for_admins_who_just_typed_their_password(backend: Backend) -> None:
    made = version(backend)
    with pytest.raises(NotAllowed):
        backend.releases.deploy(person(Role.STAFF), made.id)
    with pytest.raises(NotAllowed):
        backend.releases.rollback(person(Role.STAFF), TASK)
    with pytest.raises(ConfirmationNeeded):
        backend.releases.deploy(person(confirmed_at=datetime.now(UTC) - timedelta(minutes=6)), made.id)
    with pytest.raises(InvalidInput, match="no earlier version"):
        backend.releases.rollback(ADMIN, TASK)


def test_try_it_stores_nothing(backend: Backend) -> None:
    made = version(backend)
    count = len(backend.audit.recent())
    tried = backend.releases.try_it(person(Role.STAFF), made.id, {"text": "x" * 20})
    assert tried.judgement.scores["overall"].value == pytest.approx(5.0)
    with pytest.raises(InvalidInput, match="empty"):
        backend.releases.try_it(person(Role.STAFF), made.id, {"text": " "})
    assert len(backend.audit.recent()) == count


def test_a_correction_is_learned_by_the_next_run(backend: Backend) -> None:
    made, correction = version(backend), new_id()
    for _ in range(2):
        backend.releases.correct(person(Role.STAFF), correction, made.id, {"text": "a long answer", "score": "2"})
    with pytest.raises(InvalidInput, match="not a number"):
        backend.releases.correct(person(Role.STAFF), new_id(), made.id, {"text": "a", "score": "bad"})
    assert version(backend).card["sources"] == {"builtin": 40, "correction": 1}
    assert sum(line.action == "model.correct" for line in backend.audit.recent()) == 1


def test_baselines_are_trained_once(backend: Backend) -> None:
    trainer = backend.training.trainer
    assert missing_baselines(trainer) == (TASK,)
    made = [train_baseline(trainer, backend.releases, TASK) for _ in range(2)]
    assert made[0] == made[1] == trainer.champion(TASK)
    assert missing_baselines(trainer) == ()
    assert len(trainer.scenarios(TASK)) == 1
    assert [(line.actor, line.action) for line in backend.audit.recent()] == [("system", "model.deploy")]
