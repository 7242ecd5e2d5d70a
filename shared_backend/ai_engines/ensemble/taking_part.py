"""Which engines take part in a training run, and why the others do not."""

from __future__ import annotations

from shared_backend.ai_engines.base import Engine
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.llm.labels import LlmLabels
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.tasks.base import NotApplicable, Task
from shared_backend.domain.ports import LanguageModel


def taking_part(
    task: Task, settings: TrainingSettings, language_model: LanguageModel | None
) -> tuple[dict[str, Engine], dict[str, str]]:
    """Fresh engines by name, and a reason for each that will be absent or silent."""
    engines: dict[str, Engine] = {}
    absent: dict[str, str] = {}
    for name, engine in task.engines().items():
        if isinstance(engine, NotApplicable):
            absent[name] = engine.reason
        elif name not in settings.engines:
            absent[name] = "left out in the settings of this training run"
        elif isinstance(engine, LlmScores | LlmLabels):
            engines[name] = engine.with_model(language_model)
            if language_model is None:
                absent[name] = "abstains: no language model is configured"
        else:
            engines[name] = engine
    return engines, absent
