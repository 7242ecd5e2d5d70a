"""A mean with an interval that stays valid however often one looks: no need to fix the number of answers beforehand.

An interval for a fixed n is right at one moment only; somebody who looks after every answer will sooner or later see it
miss. An asymptotic confidence sequence covers at all moments at once:

    m ± s √( 2 (nρ² + 1) / (n²ρ²) · ln( √(nρ² + 1) / α ) )

with the running mean m and standard deviation s. Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024),
"Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 52; ρ by their rule for
the n at which the interval shall be narrowest. "Asymptotic" means that the first few values may mislead: looked at from
the 30th on, it missed in 3 to 5 of 100 simulated people, in 7 when the values were as skewed as an exponential.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

ALPHA = 0.05
LOOK_FROM = 30
NARROWEST_AT = 60


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean of `n` values with its always-valid interval, in the units of the values."""

    mean: float
    low: float
    high: float
    n: int


def always_valid(values: Sequence[float], *, alpha: float = ALPHA, narrowest_at: int = NARROWEST_AT) -> MeanInterval:
    """The mean of values seen one after the other, with an interval one may look at after each of them.

    Parameters
    ----------
    values : sequence of float
        At least two, finite. Look from `LOOK_FROM` values on.
    alpha : float
        Probability in (0, 1) that the interval ever misses.
    narrowest_at : int
        The number of values for which the interval is tuned.

    Raises
    ------
    ValueError
        For fewer than two values, or one that is not finite.
    """
    n = len(values)
    if n < 2 or not all(map(math.isfinite, values)):
        raise ValueError("an interval needs two or more finite values")
    mean = math.fsum(values) / n
    variance = math.fsum((value - mean) ** 2 for value in values) / (n - 1)
    rho2 = (-2.0 * math.log(alpha) + math.log(-2.0 * math.log(alpha) + 1.0)) / narrowest_at
    grown = n * rho2 + 1.0
    half = math.sqrt(variance * 2.0 * grown / (n * n * rho2) * math.log(math.sqrt(grown) / alpha))
    return MeanInterval(mean, mean - half, mean + half, n)
