"""``train``: train a candidate for one task on the shipped data, on a CSV file, or on both."""

from __future__ import annotations

import argparse
import time
import uuid
from pathlib import Path

from shared_backend.bootstrap import Backend, build
from shared_backend.commands.common import add_data_dir, note, say, settings_of
from shared_backend.domain.audit import SYSTEM
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.baseline import train_baseline
from shared_backend.operations.csv_file import read_file
from shared_backend.operations.gate import check_version, headline
from shared_backend.registry.model_registry import ModelVersion

SAY_EVERY_SECONDS = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_data_dir(parser)
    parser.add_argument("task", help="interview_coach, resume_coach, career_coach, job_title, skills or industry")
    parser.add_argument("--data", type=Path, metavar="FILE", help="a CSV file with the task's documented columns")
    parser.add_argument("--only-data", action="store_true", help="leave the shipped rows out")
    parser.add_argument("--seed", type=int, default=0, help="same seed and same data give the same model")
    parser.add_argument("--deploy", metavar="REASON", help="let it serve at once, if the gate permits")
    parser.add_argument("--first", action="store_true", help="the model an installation starts with; train and deploy")


def run(options: argparse.Namespace) -> int:
    """Train, register, show what the gate says."""
    backend = build(settings_of(options), create=False)
    trainer = backend.training.trainer
    progress = _Progress()
    if options.first:
        version = train_baseline(trainer, backend.releases, options.task, progress=progress)
        note(f"{version.label} serves: {_figure(version)}")
        return 0
    version = _candidate(backend, options, progress)
    say(f"{options.task} {version.label}: {_figure(version)}")
    for check in check_version(trainer, version, trainer.champion(options.task)):
        say(f"  {check.outcome:8} {check.name}: {check.reason}")
    if options.deploy:
        backend.releases.deploy_as(SYSTEM, version.id, options.deploy)
        say(f"{version.label} serves from now on.")
    return 0


def _candidate(backend: Backend, options: argparse.Namespace, progress: _Progress) -> ModelVersion:
    trainer = backend.training.trainer
    task = trainer.tasks.get(options.task)
    if options.only_data and options.data is None:
        raise InvalidInput("--only-data needs --data FILE.")
    rows = trainer.rows(task, builtin=not options.only_data)
    if options.data is not None:
        try:
            content = options.data.read_bytes()
        except OSError as error:
            raise InvalidInput(f"{options.data} cannot be read ({error.strerror}).") from None
        file = read_file(task, content, trainer.occupations_named)
        for said in file.notes:
            note(f"line {said.line}: {said.message}")
        for problem in file.problems:
            note(f"line {problem.line}: {problem.message}")
        if file.problem_count:
            raise InvalidInput(f"{options.data.name} has {file.problem_count} problems. Nothing was trained.")
        rows += file.rows
    name = f"Command line, {time.strftime('%Y-%m-%d %H:%M')}"
    scenario = trainer.create_scenario(name=name, task_type=task.id, config={"seed": options.seed}, by=SYSTEM)
    return trainer.train_scenario(scenario.id, rows, run_id=str(uuid.uuid4()), by=SYSTEM, progress=progress)


def _figure(version: ModelVersion) -> str:
    report = version.card["report"]
    own, trivial = headline(report), headline(report, "baseline")
    if own is None or trivial is None:
        return "no figure"
    return f"{report['headline']} {own['value']:.3f} (trivial {trivial['value']:.3f}) in {version.card['seconds']} s"


class _Progress:
    """Says how far training is, every two seconds at most."""

    def __init__(self) -> None:
        self._said_at = 0.0

    def __call__(self, fraction: float, message: str) -> None:
        if time.monotonic() - self._said_at >= SAY_EVERY_SECONDS:
            note(f"{fraction:4.0%} {message}")
            self._said_at = time.monotonic()
