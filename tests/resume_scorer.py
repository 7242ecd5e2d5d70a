"""A real résumé model, trained on the shipped rows by two quick engines, deployed in a test's installation."""

from __future__ import annotations

import functools
import uuid
from dataclasses import asdict
from typing import Any

from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.ai_engines.tasks.resume_coach.task import ResumeCoach
from shared_backend.bootstrap import REFERENCE, Backend
from shared_backend.registry.artifacts import encode
from shared_backend.registry.model_registry import ModelVersion


@functools.cache
def small_resume_model() -> tuple[bytes, dict[str, Any]]:
    """The file and the card, trained once per test process."""
    task = ResumeCoach()
    rows = task.builtin(REFERENCE)
    model, report = ScoreEnsemble.train(task, rows, TrainingSettings(engines=("expert", "bayesian"), folds=3))
    state = model.to_state()
    return encode(state.arrays, state.meta), {"rows": len(rows), "report": asdict(report)}


def deploy_resume_coach(backend: Backend, **card: Any) -> ModelVersion:
    """Make it the champion; `card` overrides what its card says."""
    blob, own = small_resume_model()
    trainer = ModelTrainer(backend.workshop)
    scenario = trainer.create_scenario(name="Small", task_type="resume_coach", by="tests")

    def work(connection):  # type: ignore[no-untyped-def]
        version = backend.workshop.registry.register(
            connection,
            name="resume_coach",
            scenario_id=scenario.id,
            run_id=str(uuid.uuid4()),
            blob=blob,
            data_digest="1" * 64,
            card={**own, **card},
            at=backend.clock.now(),
            by="tests",
        )
        return trainer.deploy(connection, version.id, by="tests")

    return backend.database.write(work)
