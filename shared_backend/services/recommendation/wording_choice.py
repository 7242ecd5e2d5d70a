"""How to put feedback: what the person set, otherwise scaled Thompson sampling over what helped them so far.

Each dimension draws for itself, because their effects add up; one time in twenty it is drawn evenly instead. The
probability of every draw is kept with it, so that what another way would have done can be estimated later (inverse
propensity; `intellicoach evaluate style`). Source: the project's measured design (science notes, section 4).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS, Helpfulness

LEARN = "auto"
THOMPSON_SCALE = 0.3
EXPLORE = 0.05
# A joke that is out of place gives way to the tone nearest to it.
INSTEAD: Mapping[str, str] = {"tone:humorous": "friendly"}
# Trapezoids over ±8 standard deviations: exact to 1e-9 for standard deviations that differ up to sevenfold.
_STEP = 0.1
_NODES = tuple(_STEP * k for k in range(-80, 81))
_WEIGHTS = tuple(_STEP * math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi) for z in _NODES)


@dataclass(frozen=True, slots=True)
class WordingChoice:
    """One option for each dimension of `DIMENSIONS`.

    `chances` holds, for the dimensions that were left to the coach, the probability with which their option was drawn.
    The draws are independent, so the probability of a combination is the product.
    """

    options: Mapping[str, str]
    chances: Mapping[str, float]

    @property
    def keys(self) -> tuple[str, ...]:
        """As the helpfulness head names them."""
        return tuple(f"{dimension}:{option}" for dimension, option in self.options.items())


def choose_wording(
    helpfulness: Helpfulness,
    wanted: Mapping[str, str],
    rng: Random,
    *,
    barred: Collection[str] = (),
    explore: float = EXPLORE,
) -> WordingChoice:
    """Choose a way to put one piece of feedback.

    Parameters
    ----------
    wanted : mapping
        Dimension to option or "auto"; a dimension that is not named is "auto". What is set always wins.
    barred : collection of str
        Keys that are out of place here, such as "tone:humorous" after a low score; never drawn, and replaced by their
        neighbour when they are what the person set.
    explore : float
        Probability of an even draw of a dimension, in [0, 1).
    """
    options: dict[str, str] = {}
    chances: dict[str, float] = {}
    for dimension, every in DIMENSIONS.items():
        option = wanted.get(dimension, LEARN)
        if option != LEARN:
            key = f"{dimension}:{option}"
            options[dimension] = INSTEAD[key] if key in barred else option
            continue
        allowed = [option for option in every if f"{dimension}:{option}" not in barred]
        means, spreads = _posterior(helpfulness, dimension, allowed)
        samples = [rng.gauss(m, s) for m, s in zip(means, spreads, strict=True)]
        evenly = rng.random() < explore
        place = rng.randrange(len(allowed)) if evenly else max(range(len(allowed)), key=samples.__getitem__)
        options[dimension] = allowed[place]
        chances[dimension] = (1.0 - explore) * chance_of_largest(means, spreads, place) + explore / len(allowed)
    return WordingChoice(options, chances)


def chance_of_largest(means: Sequence[float], spreads: Sequence[float], place: int) -> float:
    """Probability that the one at `place` is the largest of independent Gaussians, in [0, 1].

    ∫ φ(z) Π_j Φ((μ_place + s_place z − μ_j) / s_j) dz, by the trapezoidal rule.
    """
    others = [(m, s) for j, (m, s) in enumerate(zip(means, spreads, strict=True)) if j != place]
    m, s = means[place], spreads[place]
    total = 0.0
    for z, weight in zip(_NODES, _WEIGHTS, strict=True):
        x = m + s * z
        for other, spread in others:
            weight *= 0.5 * math.erfc((other - x) / (spread * math.sqrt(2.0)))
        total += weight
    return min(1.0, total)


def _posterior(helpfulness: Helpfulness, dimension: str, options: Sequence[str]) -> tuple[list[float], list[float]]:
    effects = [helpfulness.effect(f"{dimension}:{option}") for option in options]
    return [e.m for e in effects], [THOMPSON_SCALE * math.sqrt(e.v) for e in effects]
