"""A comparison of the general model alone with the blend, as plain values: how it is set up, and one person's part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Arm = Literal["blend", "global"]
ARMS: tuple[Arm, Arm] = ("blend", "global")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed before it starts and never changed afterwards.

    `window` is how many answers of a person count, `least_people` how many people must have given as many in each arm
    before anything is called better, `alpha` the probability of ever calling something better that is not.
    """

    window: int
    least_people: int
    alpha: float = 0.05


@dataclass(frozen=True, slots=True)
class Experiment:
    """One comparison. `conclusion` is what it found, kept when it is stopped; None while it runs."""

    id: str
    plan: Plan
    reason: str
    started_at: datetime
    started_by: str
    stopped_at: datetime | None = None
    stopped_by: str | None = None
    conclusion: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One person's part: their arm and, by answer, how far off the forecast was (nats) and whether the advice helped.

    `full_at` is when they had given as many answers as count.
    """

    user_id: str
    arm: Arm
    losses: Mapping[str, float] = field(default_factory=dict)
    helpful: Mapping[str, bool] = field(default_factory=dict)
    full_at: datetime | None = None
    row_version: int = 0
