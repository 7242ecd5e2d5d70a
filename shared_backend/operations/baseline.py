"""The models an installation starts with: trained on the shipped reference data, once for each task."""

from __future__ import annotations

import uuid

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.domain.audit import SYSTEM
from shared_backend.domain.ports import Progress, silent
from shared_backend.operations.releases import Releases
from shared_backend.registry.model_registry import ModelVersion

REASON = "The model this installation starts with."


def missing_baselines(trainer: ModelTrainer) -> tuple[str, ...]:
    """The tasks for which nothing serves yet."""
    return tuple(task.id for task in trainer.tasks if trainer.champion(task.id) is None)


def train_baseline(
    trainer: ModelTrainer, releases: Releases, task_type: str, *, progress: Progress = silent
) -> ModelVersion:
    """Train and deploy a task's first model. A task that is served already is left as it is.

    The run's id follows from the task, so two starts at once, or a start after a kill, register one version.
    """
    champion = trainer.champion(task_type)
    if champion is not None:
        return champion
    task = trainer.tasks.get(task_type)
    scenario = next((s for s in trainer.scenarios(task_type) if s.created_by == SYSTEM), None)
    if scenario is None:
        scenario = trainer.create_scenario(
            name=f"{task.name}: shipped data", task_type=task_type, description=REASON, by=SYSTEM
        )
    version = trainer.train_scenario(
        scenario.id,
        trainer.rows(task, builtin=True),
        run_id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"intellicoach/baseline/{task_type}")),
        by=SYSTEM,
        progress=progress,
    )
    return releases.deploy_as(SYSTEM, version.id, REASON)
