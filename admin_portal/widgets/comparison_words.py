"""How a comparison of models is put into words: never more than it says."""

from __future__ import annotations

from shared_backend.domain.experiment import Plan
from shared_backend.services.experiments.pairs import Paired
from shared_backend.services.experiments.result import Result, Verdict
from shared_backend.web.words import count

ARM_NAMES = {"blend": "Blend with own models", "global": "General model alone"}


def verdict_words(verdict: Verdict, plan: Plan, found: Paired | None, better: str) -> str:
    """One sentence on one measure; `better` says what doing better means."""
    pairs = 0 if found is None else found.n
    if verdict == "too early":
        return f"Too early to say: {count(pairs, 'pair')} of people, {plan.least_people} were fixed before the start."
    over = f"over {count(pairs, 'pair')} of people"
    if verdict == "no clear difference":
        return f"No clear difference {over}."
    way = "The blend with own models" if verdict == "blend" else "The general model alone"
    return f"**{way} {better}**, {over}."


def difference_words(found: Paired | None, plan: Plan, unit: str, digits: int) -> str:
    """Blend less general model with its range, or why there is none."""
    if found is None:
        return "No averages yet: they are shown from ten people an arm on, so that they tell about nobody."
    low, high = (f"{end:+.{digits}f}".replace("-", "−") for end in (found.low, found.high))
    mean = f"{found.mean:+.{digits}f}".replace("-", "−")
    sure = f"{1.0 - plan.alpha / 2.0:.1%} range, however often one looks"
    against = f"evidence against no difference {_evidence(found.e_value)}"
    return f"Blend less general model: {mean} {unit}; {sure}: {low} to {high}; {against}."


def _evidence(e_value: float) -> str:
    """
    >>> _evidence(0.32), _evidence(123456.0)
    ('0.3 to 1', 'over 1,000 to 1')
    """
    return "over 1,000 to 1" if e_value > 1000.0 else f"{e_value:.1f} to 1"


def loss_words(result: Result, plan: Plan) -> str:
    """The verdict on forecasts."""
    return verdict_words(result.verdict, plan, result.loss, "predicts answers better")


def helpful_words(result: Result, plan: Plan) -> str:
    """The verdict on advice."""
    return verdict_words(result.helpful_verdict, plan, result.helpful, "gives advice that helps more often")
