"""An installation to measure: the real interview coach, and people with an open question in front of them."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.bootstrap import REFERENCE, Backend, build
from shared_backend.coaching.desk import COACH
from shared_backend.domain.principal import Principal
from shared_backend.operations.baseline import train_baseline
from shared_backend.registry.artifacts import FILE_NAME
from shared_backend.settings import PREFIX, load_settings
from tests.people import CHEAP, PASSWORD
from tests.practising import choices, deploy


@dataclass(frozen=True)
class Practising:
    """Somebody at an open question; `token` is their browser's cookie."""

    me: Principal
    token: str
    run_id: str
    attempt_id: str


def installation(folder: Path) -> Backend:
    """A new installation with a real champion: copied from INTELLICOACH_DATA_DIR when it has one, else trained."""
    settings = load_settings(data_dir=folder / "data", key_file=folder / "keys.json", database_url="")
    # Nobody's password is measured where accounts are made for others; signing in is, at its real cost.
    backend = build(settings, passwords=CHEAP, create=True)
    model = _champion_elsewhere()
    if model is None:
        train_baseline(ModelTrainer(backend.workshop), backend.releases, COACH)
    else:
        deploy(backend, model)
    return backend


def _champion_elsewhere() -> bytes | None:
    if f"{PREFIX}DATA_DIR" not in os.environ:
        return None
    there = build(load_settings())
    champion = ModelTrainer(there.workshop).champion(COACH)
    there.database.close()
    if champion is None:
        return None
    return (there.workshop.registry.folder / COACH / str(champion.number) / FILE_NAME).read_bytes()


def people(backend: Backend, number: int) -> list[Practising]:
    """So many people, each in a practice of their own."""
    return [_practising(backend) for _ in range(number)]


def _practising(backend: Backend) -> Practising:
    signed_in = backend.accounts.sign_up(f"Person {uuid.uuid4().hex[:12]}", PASSWORD)
    me, coach = signed_in.principal, backend.interview.practice
    run = coach.warm_up(me, coach.start(me, choices(), run_id=str(uuid.uuid4())).id, "Hello")
    return Practising(me, signed_in.token, run.id, run.asked[0].attempt_id)


def answers(backend: Backend, number: int) -> list[str]:
    """So many different answers of the shipped ones, of every length."""
    rows = backend.workshop.tasks.get(COACH).builtin(REFERENCE)
    return [str(rows[i * 7 % len(rows)].input["answer"]) for i in range(number)]
