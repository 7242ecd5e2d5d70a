"""D7: flipped bits and cut ends in model files and stored records; none loads in silence, nobody else is affected."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, Table, select, update

from shared_backend.ai_engines.model_trainer import LoadedModels, ModelTrainer
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.bootstrap import Backend
from shared_backend.coaching.desk import COACH
from shared_backend.domain.errors import ArtifactCorrupt, RecordUnreadable
from shared_backend.domain.principal import Principal
from shared_backend.registry import artifacts
from shared_backend.registry.artifacts import FILE_NAME
from shared_backend.storage.tables.practice import (
    attempts,
    drafts,
    personal_states,
    practice_runs,
    user_interactions,
    user_scenarios,
)
from shared_backend.storage.vault import Vault
from tests.practising import GOOD, choices, deploy, practice_backend, practiser, small_model


@dataclass(frozen=True)
class Practised:
    """A person with one answer given and a draft, and ways to read each kind of record of theirs."""

    backend: Backend
    me: Principal
    run_id: str
    attempt_id: str
    slot: str

    def read(self, table: Table) -> object:
        """What stands in the person's record of this table, or what follows from it."""
        coach = self.backend.interview
        trainer = UserModelTrainer(self.backend.workshop, self.me.user_id)
        readers: dict[Table, Callable[[], object]] = {
            attempts: lambda: coach.reports.attempt(self.me, self.attempt_id),
            practice_runs: lambda: coach.practice.run(self.me, self.run_id),
            drafts: lambda: coach.practice.draft(self.me, self.run_id, self.slot),
            user_scenarios: lambda: coach.onboarding.goals(self.me),
            user_interactions: lambda: trainer.interaction_history(COACH),
            personal_states: lambda: trainer.load_user_model(coach.practice.run(self.me, self.run_id).scenario_id),
        }
        return readers[table]()


KINDS = (attempts, practice_runs, drafts, user_scenarios, user_interactions, personal_states)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """An installation; what a test damages it puts right again."""
    made = practice_backend(tmp_path_factory.mktemp("corruption"))
    yield made
    made.jobs.close()
    made.database.close()


def practised(backend: Backend) -> Practised:
    """A new person after one answer."""
    me, coach = practiser(backend), backend.interview.practice
    backend.interview.onboarding.save(me, {"role": "Baker"})
    run = coach.warm_up(me, coach.start(me, choices(), run_id=str(uuid.uuid4())).id, "Hello")
    attempt_id = run.asked[0].attempt_id
    coach.answer(me, run.id, attempt_id, GOOD, seconds=60)
    slot = coach.next_question(me, run.id).asked[-1].attempt_id
    coach.save_draft(me, run.id, slot, "I would first")
    return Practised(backend, me, run.id, attempt_id, slot)


def damaged(blob: bytes, flips: int, cuts: int) -> Iterator[bytes]:
    """The bytes with one bit flipped, so many times, and cut off, so many times."""
    rng = Random(1)
    for _ in range(flips):
        at = rng.randrange(len(blob) * 8)
        yield blob[: at // 8] + bytes((blob[at // 8] ^ 1 << at % 8,)) + blob[at // 8 + 1 :]
    for _ in range(cuts):
        yield blob[: rng.randrange(len(blob))]


def silent_records(backend: Backend, table: Table, flips: int, cuts: int) -> list[str]:
    """Damaged records of one kind that were read as if nothing were wrong, or that troubled somebody else."""
    ada, bob = practised(backend), practised(backend)
    whole, of_bob = ada.read(table), [bob.read(kind) for kind in KINDS]
    with backend.database.read() as connection:
        sealed = connection.execute(select(table.c.sealed).where(table.c.user_id == ada.me.user_id)).scalar_one()
    found: list[str] = []

    def look(blob: bytes) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            connection.execute(update(table).where(table.c.user_id == ada.me.user_id).values(sealed=blob))
            try:
                # A state follows from the history: it is rebuilt, bit for bit, rather than refused.
                if ada.read(table) != whole or table is not personal_states:
                    found.append(f"{table.name} was read")
            except RecordUnreadable as error:
                if table is personal_states or not error.user_message:
                    found.append(f"{table.name}: {error!r}")
            if [bob.read(kind) for kind in KINDS] != of_bob:
                found.append("somebody else was affected")
            raise _PutRight

        return work

    for blob in damaged(sealed, flips, cuts):
        with suppress(_PutRight):
            backend.database.write(look(blob))
    return found


class _PutRight(Exception):
    pass


def silent_models(backend: Backend, flips: int, cuts: int) -> int:
    """How many damaged files of the champion gave a model."""
    trainer = ModelTrainer(replace(backend.workshop, loaded=LoadedModels()))
    champion = trainer.champion(COACH)
    assert champion is not None
    file = trainer.registry.folder / COACH / str(champion.number) / FILE_NAME
    whole, loaded = file.read_bytes(), 0
    try:
        for blob in damaged(whole, flips, cuts):
            file.write_bytes(blob)
            with suppress(ArtifactCorrupt):
                trainer.registry.load(champion)
                loaded += 1
    finally:
        file.write_bytes(whole)
    return loaded


@pytest.mark.parametrize("table", KINDS, ids=lambda table: table.name)
def test_no_damaged_record_is_read_in_silence(backend: Backend, table: Table) -> None:
    assert silent_records(backend, table, 25, 5) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("table", KINDS, ids=lambda table: table.name)
def test_no_damaged_record_is_read_in_silence_long(backend: Backend, table: Table) -> None:
    assert silent_records(backend, table, 1000, 200) == []


def test_no_damaged_model_file_is_loaded(backend: Backend) -> None:
    assert silent_models(backend, 100, 20) == 0


@pytest.mark.long
def test_no_damaged_model_file_is_loaded_long(backend: Backend) -> None:
    assert silent_models(backend, 1000, 200) == 0


def test_a_damaged_champion_is_said_clearly_and_the_version_before_still_serves(tmp_path: Path) -> None:
    backend = practice_backend(tmp_path)
    ada = practised(backend)
    champion = deploy(backend, small_model())
    file = backend.workshop.registry.folder / COACH / str(champion.number) / FILE_NAME
    file.write_bytes(file.read_bytes()[:-1])
    # As after a restart: a model that is loaded already is whole, whatever happens to its file.
    backend.workshop.loaded._models.clear()
    with pytest.raises(ArtifactCorrupt, match="changed after training, so it is not used"):
        backend.interview.practice.answer(ada.me, ada.run_id, ada.slot, GOOD, seconds=60)
    draft = backend.interview.practice.draft(ada.me, ada.run_id, ada.slot)
    assert draft is not None
    assert draft.text == "I would first"
    trainer = ModelTrainer(backend.workshop)
    backend.database.write(lambda connection: trainer.rollback(connection, COACH, by="tests"))
    assert backend.interview.practice.answer(ada.me, ada.run_id, ada.slot, GOOD, seconds=60).feedback.tips
    backend.jobs.close()
    backend.database.close()


def test_the_harness_notices_a_digest_that_is_not_checked(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    champion = ModelTrainer(backend.workshop).champion(COACH)
    assert champion is not None
    monkeypatch.setattr(artifacts, "digest", lambda blob: champion.artifact_digest)
    assert silent_models(backend, 100, 0)


def test_the_harness_notices_a_record_that_is_not_checked(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    real, kept = Vault.open, {}

    def careless(self: Vault, *place: object) -> bytes:
        *where, record = place
        if tuple(where) not in kept:
            kept[tuple(where)] = real(self, *where, record)  # type: ignore[arg-type]
        return kept[tuple(where)]

    monkeypatch.setattr(Vault, "open", careless)
    assert "attempts was read" in silent_records(backend, attempts, 5, 0)
