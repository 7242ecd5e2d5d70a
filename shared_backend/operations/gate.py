"""What a version must show before it may serve: a list of checks, each passed, warned or failed, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.report import metric_name
from shared_backend.domain.errors import CoachError
from shared_backend.registry.model_registry import ModelVersion

Outcome = Literal["passed", "warning", "failed"]


@dataclass(frozen=True, slots=True)
class GateCheck:
    """One check. A failed one stops a deployment; a warning can be overridden with a reason."""

    name: str
    outcome: Outcome
    reason: str


def check_version(trainer: ModelTrainer, version: ModelVersion, champion: ModelVersion | None) -> tuple[GateCheck, ...]:
    """All checks of a version against its own baseline and the present champion (None before the first)."""
    return (
        _loads(trainer, version),
        _knows_its_data(version),
        _beats_baseline(version),
        _not_worse(version, champion),
    )


def _loads(trainer: ModelTrainer, version: ModelVersion) -> GateCheck:
    try:
        trainer.registry.load(version)  # past the cache: the file on disk is what a restart would read
        trainer.model(version)
        PersonalFit.from_card(version.card)
    except CoachError as error:
        return GateCheck("Model file", "failed", error.user_message)
    return GateCheck("Model file", "passed", f"It loads and its digest {version.artifact_digest[:12]} is right.")


def _knows_its_data(version: ModelVersion) -> GateCheck:
    if not version.data_digest or not version.card.get("rows"):
        return GateCheck("Training data", "failed", "The card does not say which data it was trained on.")
    rows = version.card["rows"]
    return GateCheck("Training data", "passed", f"{rows:,} rows, digest {version.data_digest[:12]}.")


def _beats_baseline(version: ModelVersion) -> GateCheck:
    name = "Better than trivial"
    report = version.card["report"]
    own, baseline = headline(report), headline(report, "baseline")
    if own is None or baseline is None:
        return GateCheck(name, "failed", "The card lacks the figures to compare.")
    figure = metric_name(report["headline"]).capitalize()
    said = f"{figure} {_written(own)} against {_written(baseline)} ({report['baseline_name']})"
    if not _better(report, own["value"], baseline["value"]):
        return GateCheck(name, "failed", f"{said}: it is not better than guessing.")
    if not _better(report, _worst(report, own), baseline["value"]):
        return GateCheck(name, "warning", f"{said}: better, but within chance. More data would tell.")
    return GateCheck(name, "passed", f"{said}.")


def _not_worse(version: ModelVersion, champion: ModelVersion | None) -> GateCheck:
    name = "Not worse than now"
    if champion is None:
        return GateCheck(name, "passed", "Nothing serves yet.")
    if champion.id == version.id:
        return GateCheck(name, "passed", "This version serves already.")
    report = version.card["report"]
    own, theirs = headline(report), headline(champion.card["report"])
    if own is None or theirs is None:
        return GateCheck(name, "warning", f"{champion.label} has no figure to compare with.")
    figure = metric_name(report["headline"]).capitalize()
    said = f"{figure} {_written(own)} against {_written(theirs)} of {champion.label}"
    caution = "" if version.data_digest == champion.data_digest else ", measured on other data"
    if _better(report, _worst(report, theirs), own["value"]):
        return GateCheck(name, "warning", f"{said}{caution}: worse, and by more than its range.")
    return GateCheck(name, "passed", f"{said}{caution}.")


def headline(report: Mapping[str, Any], part: str = "ensemble") -> Mapping[str, Any] | None:
    """The headline metric of a card's ensemble or baseline, or None when it has none."""
    return next((metric for metric in report[part] if metric["name"] == report["headline"]), None)


def _written(metric: Mapping[str, Any]) -> str:
    return f"{metric['value']:.3f}".replace("-", "−")


def _better(report: Mapping[str, Any], one: float, other: float) -> bool:
    return one > other if report["higher_is_better"] else one < other


def _worst(report: Mapping[str, Any], metric: Mapping[str, Any]) -> float:
    return float(metric["low"] if report["higher_is_better"] else metric["high"])
