"""A backend to practise on: the real interview task, trained on few rows by the two quickest engines."""

from __future__ import annotations

import functools
import uuid
from pathlib import Path

from shared_backend.ai_engines.catalogue import tasks
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.ai_engines.personal.fit import CARD_KEY, PersonalFit
from shared_backend.bootstrap import REFERENCE, Backend, build
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.registry.artifacts import encode
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.settings import load_settings
from tests.people import CHEAP, HandClock

GOOD = (
    "Last winter a customer rang our shop because her heater had not come and she had a baby at home. I checked the "
    "order, saw that the driver had the wrong street, and called him myself. Then I asked the depot to swap two stops "
    "so that she was next. She had the heater by four o'clock, and the depot now checks the street with every order."
)
THIN = "I am very good with customers and always give my best. Communication is key."


@functools.cache
def small_model(rows: int = 96) -> bytes:
    """The file of a small real model, trained once per test process."""
    task = tasks().get("interview_coach")
    settings = TrainingSettings(engines=("expert", "fuzzy"), folds=3)
    model, _ = ScoreEnsemble.train(task, task.builtin(REFERENCE)[:rows], settings)
    state = model.to_state()
    return encode(state.arrays, state.meta)


def practice_backend(folder: Path, url: str | None = None, clock: Clock | None = None) -> Backend:
    """A fresh installation with a deployed interview coach."""
    settings = load_settings(data_dir=folder / "data", key_file=folder / "keys" / "keys.json", database_url=url)
    backend = build(settings, clock=clock or HandClock(), passwords=CHEAP, create=True)
    deploy(backend, small_model())
    return backend


def deploy(backend: Backend, blob: bytes, *, base: float = 0.2, personal: PersonalFit | None = None) -> ModelVersion:
    """Register a model file as a new version, with the personal fit it carries, and make it champion."""
    card: dict[str, object] = {"ability_prior": {"base": base, "step": -0.25}}
    if personal is not None:
        card[CARD_KEY] = personal.as_mapping()
    trainer = ModelTrainer(backend.workshop)
    scenario = trainer.create_scenario(name="Small", task_type="interview_coach", by="tests")

    def work(connection):  # type: ignore[no-untyped-def]
        version = backend.workshop.registry.register(
            connection,
            name="interview_coach",
            scenario_id=scenario.id,
            run_id=str(uuid.uuid4()),
            blob=blob,
            data_digest="0" * 64,
            card=card,
            at=backend.clock.now(),
            by="tests",
        )
        return trainer.deploy(connection, version.id, by="tests")

    return backend.database.write(work)


def practiser(backend: Backend) -> Principal:
    """A new person with a data key, signed in to the user portal."""
    user_id = uuid.uuid4().hex
    backend.vault.create(user_id)
    return Principal(user_id, Role.USER, str(uuid.uuid4()), Portal.USER, backend.clock.now(), "Ada")


def choices(**changed: object) -> dict[str, object]:
    """A filled-in set-up card."""
    return {
        "role": "Shop assistant",
        "occupation": "41-2031.00",
        "level": "entry",
        "question_type": "behavioral",
        "count": 3,
        "mode": "study",
        **changed,
    }
