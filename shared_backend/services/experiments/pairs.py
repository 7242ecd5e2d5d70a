"""Which of two ways does better, in pairs of people: evidence one may look at after every pair without fooling oneself.

A person given one way and a person given the other make a pair. Where neither way is better, the difference of the two
is as likely to be d as −d, whatever its distribution; then for any λ the product of exp(λ d − λ² d²/2) over pairs is a
supermartingale (de la Peña 1999), and so is its mixture over λ ~ N(0, ρ²):

    E = exp( ρ² S² / 2(1 + ρ² V) ) / √(1 + ρ² V)        S = Σ d,  V = Σ d²

By Ville's inequality E ever reaches 1/α with probability at most α: no asymptotics, no bound on the values, as many
looks as one likes (Howard, Ramdas, McAuliffe and Sekhon 2021, "Time-uniform, nonparametric, nonasymptotic confidence
sequences", Annals of Statistics 49, normal mixture for symmetric increments). The interval holds every shift δ, as far
as there can be one, for which the differences less δ give E < 1/α; it is exact when one way shifts the other's results.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TUNED_PAIRS = 150  # the number of pairs for which the evidence is tuned
_STEPS = 50  # halvings: the ends are exact to 1e-15 of the largest difference


@dataclass(frozen=True, slots=True)
class Paired:
    """Mean difference (first less second) over `n` pairs, its always-valid interval, the e-value against "equal"."""

    n: int
    mean: float
    low: float
    high: float
    e_value: float


def compare_pairs(differences: Sequence[float], *, alpha: float, spread: float, most: float) -> Paired:
    """What the pairs say so far.

    Parameters
    ----------
    differences : sequence of float
        One for each pair, in the order in which they came; finite, at least one.
    alpha : float
        Probability in (0, 1) of ever being misled.
    spread : float
        About how large a difference is (root mean square). It tunes the evidence and must be fixed beforehand; whatever
        it is, the guarantee holds.
    most : float
        The largest difference there can be.

    Raises
    ------
    ValueError
        When there is no difference, or one that cannot be.
    """
    n = len(differences)
    if n < 1 or not all(abs(d) <= most for d in differences):
        raise ValueError(f"an evaluation needs one or more differences within ±{most}")
    total, squares = math.fsum(differences), math.fsum(d * d for d in differences)
    rho2 = tuned(alpha, spread)
    mean = total / n
    limit = -math.log(alpha)

    def outside(shift: float) -> bool:
        moved = squares - 2.0 * shift * total + n * shift * shift
        return _log_e(total - n * shift, max(0.0, moved), rho2) >= limit

    return Paired(
        n,
        mean,
        _edge(outside, mean, -most),
        _edge(outside, mean, most),
        math.exp(min(700.0, _log_e(total, squares, rho2))),
    )


def _log_e(total: float, squares: float, rho2: float) -> float:
    grown = 1.0 + rho2 * squares
    return rho2 * total * total / (2.0 * grown) - 0.5 * math.log(grown)


def tuned(alpha: float, spread: float) -> float:
    """The ρ² for which the interval is narrowest once V = `TUNED_PAIRS` · spread² (Howard et al. 2021, section 3.5)."""
    twice = -2.0 * math.log(alpha)
    return (twice + math.log1p(twice)) / (TUNED_PAIRS * spread * spread)


def _edge(outside: Callable[[float], bool], inner: float, outer: float) -> float:
    """Where the interval ends, from a shift that is inside to the largest one there can be."""
    if not outside(outer):
        return outer
    for _ in range(_STEPS):
        middle = 0.5 * (inner + outer)
        inner, outer = (inner, middle) if outside(middle) else (middle, outer)
    return outer
