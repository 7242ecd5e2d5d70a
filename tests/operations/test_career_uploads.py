"""Staff upload careers, train, deploy and roll back: bad files leave nothing, the next cards use what is deployed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared_backend.ai_engines import catalogue
from shared_backend.ai_engines.scenarios import TaskCatalogue
from shared_backend.ai_engines.tasks.career_coach.task import CareerCoach
from shared_backend.bootstrap import Backend, build
from shared_backend.domain.principal import Principal, Role
from shared_backend.services.careers.ranking import TAKEN
from shared_backend.settings import load_settings
from tests.people import CHEAP, PASSWORD
from tests.servers import postgres_database
from tests.tiny import person

TASK = "career_coach"
NURSE = "29-1141.00"
STAFF = person(Role.STAFF)
ADMIN = person(Role.ADMIN)
SMALL = {"folds": 3, "engines": ("expert", "bayesian")}


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """An installation that knows this task, on both databases."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        settings = load_settings(data_dir=tmp_path / "data", key_file=tmp_path / "keys" / "keys.json", database_url=url)
        made = build(settings, passwords=CHEAP, tasks=TaskCatalogue({TASK: CareerCoach()}), create=True)
        yield made
        made.jobs.close()
        made.workers.close()
        made.database.close()


def careers(after: str = "Logisticians", people: int = 30) -> bytes:
    """Nurses take one next job, electricians another."""
    ways = (("Registered Nurses", after), ("Electricians", "Cost Estimators"))
    lines = [f'p{i},{at},"{job}"' for i in range(people) for at, job in enumerate(ways[i % 2], 1)]
    return "\n".join(["person,order,title", *lines]).encode()


def trained(backend: Backend, content: bytes, name: str) -> str:
    report = backend.datasets.upload(STAFF, TASK, name, content)
    assert report.dataset is not None
    trainer = backend.training.trainer
    scenario = trainer.create_scenario(name=name, task_type=TASK, by="tests", config=SMALL)
    rows = trainer.rows(trainer.tasks.get(TASK), builtin=True, dataset_ids=[report.dataset.id])
    return trainer.train_scenario(scenario.id, rows, run_id=str(uuid.uuid4()), by="tests").id


def cards(backend: Backend, me: Principal) -> dict[str, float]:
    return {card.code: card.score for card in backend.career.paths.cards(me)}


def test_a_bad_file_leaves_nothing(backend: Backend) -> None:
    bad = careers() + b"\nJane Smith,1,Registered Nurses"
    report = backend.datasets.upload(STAFF, TASK, "Half bad", bad)
    assert not report.accepted
    assert [problem.line for problem in report.problems] == [62]
    assert backend.datasets.all(STAFF, TASK) == ()


def test_what_is_left_out_is_named_and_nobody_is_stored(backend: Backend) -> None:
    report = backend.datasets.upload(STAFF, TASK, "Ours", careers() + b"\np1,3,Chief Fun Officer")
    assert report.accepted
    assert [(note.line, report.note_count) for note in report.notes] == [(62, 1)]
    with backend.database.read() as connection:
        records = backend.training.trainer.training_data.records(connection, report.dataset.id)  # type: ignore[union-attr]
    assert {record["input"]["titles"] for record in records} == {NURSE, "47-2111.00"}
    assert not any("p1" in str(record) or "Nurses" in str(record) for record in records)


def test_the_next_cards_use_what_is_deployed_and_a_roll_back_brings_the_old_ones_back(backend: Backend) -> None:
    me = backend.accounts.sign_up("Ada Lovelace", PASSWORD).principal
    backend.career.profile.save(me, 0, occupation=NURSE, towards=("13",))
    plain = cards(backend, me)
    lowest = min(plain, key=plain.__getitem__)
    first = trained(backend, careers(backend.career.lookup._desk.occupations.titles[lowest]), "First")
    backend.releases.deploy_as("tests", first, "better than none")
    then = cards(backend, me)
    assert then[lowest] == pytest.approx(plain[lowest] + TAKEN)
    second = trained(backend, careers("Compliance Officers"), "Second")
    backend.releases.deploy_as("tests", second, "for the test")
    assert cards(backend, me) != then
    backend.releases.rollback(ADMIN, TASK, "for the test")
    assert cards(backend, me) == then, "bit for bit"
    tried = backend.releases.try_it(STAFF, first, {"titles": "Registered Nurses"}).judgement
    assert tried.ranking[0][0] == lowest
    rivals = backend.training.trainer.version(first).card["report"]["rivals"]
    assert len(rivals) == 3
    assert {"low", "high"} <= rivals[0]["ahead"].keys()


def test_published_links_alone_change_no_card(backend: Backend) -> None:
    assert backend.career.paths._desk.learning.next_jobs(NURSE) == {}


def test_the_kind_of_model_is_found_in_the_catalogue() -> None:
    assert catalogue.shapes(CareerCoach()).shape == "labels"
