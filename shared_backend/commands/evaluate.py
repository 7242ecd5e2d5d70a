"""``evaluate``: measure the coach on your own data; progress on standard error, one JSON object on standard output."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import pkgutil
import sys
from types import ModuleType

from shared_backend.bootstrap import build
from shared_backend.commands.common import settings_of
from shared_backend.domain.errors import CoachError, NotFound

NOT_INITIALISED = 3
# Evaluations that can measure what an installation serves, and the task whose champion that is.
_SERVED = {"answers": "interview_coach", "pairs": "interview_coach"}


def evaluations() -> dict[str, ModuleType]:
    """What can be measured, by name: modules of `operations.evaluation` with ``add_arguments`` and ``run``."""
    from shared_backend.operations import evaluation

    found = {}
    for info in pkgutil.iter_modules(evaluation.__path__):
        module = importlib.import_module(f"{evaluation.__name__}.{info.name}")
        if hasattr(module, "add_arguments") and hasattr(module, "run"):
            found[info.name.replace("_", "-")] = module
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command for each thing that can be measured."""
    tasks = parser.add_subparsers(dest="evaluation", required=True, metavar="TASK", title="tasks")
    for name, module in evaluations().items():
        described = (module.__doc__ or "").split(": ", 1)[-1].strip()
        # A module may describe --seed in its own words.
        one = tasks.add_parser(name, help=described, description=described, conflict_handler="resolve")
        one.add_argument("--seed", type=int, default=0, help="same seed, same figures (default 0)")
        if name in _SERVED:
            one.add_argument("--data-dir", metavar="FOLDER", help="measure what this installation serves")
        module.add_arguments(one)
        one.set_defaults(measure=module.run)


def run(options: argparse.Namespace) -> int:
    """Measure, and print the figures."""
    if getattr(options, "data_dir", None) is not None and getattr(options, "train", None) is None:
        try:
            _use_champion(options, _SERVED[options.evaluation])
        except CoachError as error:
            print(f"intellicoach: {error.user_message}", file=sys.stderr)
            return NOT_INITIALISED
    with contextlib.redirect_stdout(sys.stderr):
        figures = options.measure(options)
    print(json.dumps(figures, ensure_ascii=False))
    return 0


def _use_champion(options: argparse.Namespace, task_type: str) -> None:
    settings = settings_of(options)
    if not settings.data_dir.is_dir():
        raise NotFound(f"There is no installation in {settings.data_dir}. Run intellicoach init first.")
    trainer = build(settings).training.trainer
    version = trainer.champion(task_type)
    if version is None:
        raise NotFound(f"Nothing serves {task_type} in {settings.data_dir}. Run intellicoach init first.")
    options.model = trainer.model(version)
    options.model_version = f"{task_type} {version.label}"
