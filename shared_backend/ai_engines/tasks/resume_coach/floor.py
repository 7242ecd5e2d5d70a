"""How far a trained model may move the score of the published rubric: half way at most, two points at most.

The rubric alone stands where a model learned from few CVs, was no nearer to the ratings than the rules by
cross-validation, or is unsure about the CV at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared_backend.ai_engines.ensemble.base import Estimate
from shared_backend.ai_engines.tasks.resume_coach.rubric import OVERALL, Rubric, Scored, estimate

FEWEST_RATED = 100
MOST = 0.5
FURTHEST = 2.0
# Half the width of a model's 80 % range: trusted in full up to the first, not at all from the second.
SURE, UNSURE = 1.0, 2.5


@dataclass(frozen=True, slots=True)
class Trust:
    """The share of a model in the score before it is asked, and why in one sentence."""

    share: float
    why: str


def trust_in(card: Mapping[str, Any] | None) -> Trust:
    """The trust a model card earns; None where no model serves."""
    if card is None:
        return Trust(0.0, "No trained model serves yet, so the published rubric alone gives the score.")
    rows = int(card.get("rows") or 0)
    if rows < FEWEST_RATED:
        return Trust(
            0.0,
            f"The trained model has seen {rows} rated CVs; below {FEWEST_RATED} the published rubric alone counts.",
        )
    own, rules = _error(card, None), _error(card, "expert")
    if own is None or rules is None or own >= rules:
        return Trust(0.0, "The trained model was no nearer to the ratings than the rubric, so the rubric alone counts.")
    return Trust(
        MOST,
        "The trained model was nearer to the ratings of unseen CVs than the rubric, so it counts as well: half way at "
        "most, less where it is unsure.",
    )


def blended(rubric: Rubric, plain: Scored, model: Mapping[str, Estimate] | None, trust: Trust) -> tuple[Scored, float]:
    """The scores shown, and the share the model had in the overall one.

    Overall is blended by itself and not made of the blended criteria: it was rated by itself.
    """
    if model is None or trust.share <= 0:
        return plain, 0.0
    values, used = {}, 0.0
    for name, own in plain.values.items():
        said = model.get(name)
        if said is None:
            values[name] = own
            continue
        half = (said.high - said.low) / 2
        share = trust.share * min(1.0, max(0.0, (UNSURE - half) / (UNSURE - SURE)))
        away = min(FURTHEST, max(-FURTHEST, said.value - own.value))
        width = (1 - share) * (own.high - own.low) / 2 + share * half
        values[name] = estimate(own.value + share * away, max(rubric.least_range, width))
        used = share if name == OVERALL else used
    return Scored(values, plain.version), used


def _error(card: Mapping[str, Any], engine: str | None) -> float | None:
    """The root mean square error on unseen rows, of the whole model or of one engine."""
    report = card.get("report") or {}
    metrics = report.get("ensemble") or ()
    if engine is not None:
        found = next((one for one in report.get("engines") or () if one["engine"] == engine), None)
        metrics = found["metrics"] if found else ()
    return next((float(metric["value"]) for metric in metrics if metric["name"] == "rmse"), None)
