"""What a comparison says so far, in aggregate only: never a winner below the number of people fixed before it began."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from shared_backend.domain.experiment import ARMS, Arm, Plan, Unit
from shared_backend.services.experiments.pairs import Paired, compare_pairs

# A forecast is taken for no surer than this, so that one wild one cannot decide a comparison.
SUREST = 0.02
MOST_LOSS = -math.log(SUREST)
# About how far apart two people's means lie (root mean square of the difference), from simulated practice.
LOSS_SPREAD, HELPFUL_SPREAD = 0.18, 0.5
# Ratings count that are given within a day of the last answer that counts.
RATING_TIME = timedelta(days=1)
# Means are shown from this many people an arm on: a mean of few would tell about them.
LEAST_SHOWN = 10

Verdict = Literal["too early", "blend", "global", "no clear difference"]


@dataclass(frozen=True, slots=True)
class ArmResult:
    """One arm: people who began, who have given all answers that count, and their means (None while they are few).

    `loss` is the mean log loss of their forecasts (nats an answer), `helpful` the share of advice that helped, over
    `rated` people who said so.
    """

    arm: Arm
    began: int
    complete: int
    loss: float | None
    rated: int
    helpful: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """Both arms, and the blend less the general model in pairs of people; None before there are enough to show.

    `verdict` goes by the log loss alone; `helpful_verdict` by the share of advice that helped. Each has half of α.
    """

    arms: tuple[ArmResult, ...]
    loss: Paired | None
    verdict: Verdict
    helpful: Paired | None
    helpful_verdict: Verdict

    def as_mapping(self) -> dict[str, Any]:
        """As JSON values; `from_mapping` gives back the equal result."""
        return {**asdict(self), "arms": [asdict(arm) for arm in self.arms]}

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> Result:
        """The result of `as_mapping`."""
        loss, helpful = (None if stored[name] is None else Paired(**stored[name]) for name in ("loss", "helpful"))
        arms = tuple(ArmResult(**arm) for arm in stored["arms"])
        return cls(arms, loss, stored["verdict"], helpful, stored["helpful_verdict"])


def log_loss(p: float, outcome: float) -> float:
    """Log loss (nats) of a forecast of a share of full marks, limited to `MOST_LOSS`."""
    p = min(1.0 - SUREST, max(SUREST, p))
    return -(outcome * math.log(p) + (1.0 - outcome) * math.log1p(-p))


def result(units: Iterable[Unit], plan: Plan, now: datetime) -> Result:
    """What these parts say."""
    everybody = sorted(units, key=lambda unit: (unit.full_at or now, unit.user_id))
    complete = [unit for unit in everybody if unit.full_at is not None and unit.losses]
    rated = [unit for unit in complete if unit.helpful and unit.full_at and unit.full_at + RATING_TIME <= now]
    losses = {arm: [_mean(unit.losses.values()) for unit in complete if unit.arm == arm] for arm in ARMS}
    shares = {arm: [_mean(map(float, unit.helpful.values())) for unit in rated if unit.arm == arm] for arm in ARMS}
    alpha = plan.alpha / 2.0
    loss = _paired(losses["blend"], losses["global"], alpha, LOSS_SPREAD, MOST_LOSS)
    helpful = _paired(shares["blend"], shares["global"], alpha, HELPFUL_SPREAD, 1.0)
    return Result(
        tuple(
            ArmResult(
                arm,
                sum(unit.arm == arm for unit in everybody),
                len(losses[arm]),
                _shown(losses[arm]),
                len(shares[arm]),
                _shown(shares[arm]),
            )
            for arm in ARMS
        ),
        loss,
        verdict(loss, plan, alpha, lower_is_better=True),
        helpful,
        verdict(helpful, plan, alpha, lower_is_better=False),
    )


def verdict(found: Paired | None, plan: Plan, alpha: float, *, lower_is_better: bool) -> Verdict:
    """Which way did better: never below the number of people that was fixed, and only where the evidence suffices."""
    if found is None or found.n < plan.least_people:
        return "too early"
    if found.e_value < 1.0 / alpha:
        return "no clear difference"
    return "blend" if (found.mean < 0.0) == lower_is_better else "global"


def _paired(blend: Sequence[float], alone: Sequence[float], alpha: float, spread: float, most: float) -> Paired | None:
    """In the order in which people were complete; who has no partner yet waits."""
    differences = [one - other for one, other in zip(blend, alone, strict=False)]
    if len(differences) < LEAST_SHOWN:
        return None
    return compare_pairs(differences, alpha=alpha, spread=spread, most=most)


def _shown(values: Sequence[float]) -> float | None:
    return _mean(values) if len(values) >= LEAST_SHOWN else None


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return math.fsum(known) / len(known)
