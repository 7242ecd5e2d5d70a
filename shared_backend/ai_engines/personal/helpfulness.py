"""The helpfulness head: which way of putting advice helps this person, over what helps anybody.

A diagonal Bayesian logistic regression on x = [1, one flag / √k for each of the k ways the advice was put], updated by
the same assumed-density filter as the ability head:

    η = g + Σ m_i x_i      V = Σ v_i x_i²      h = σ(η)(1 − σ(η))      r = (y − σ(η)) / (1 + hV)
    m_i += v_i x_i r       v_i −= v_i² x_i² h / (1 + hV)

Source: the project's measured design (science notes, section 4). It decides how advice is put, never whether something
is said. Nothing in it grows with the number of ratings.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shared_backend.ai_engines.personal.ability import sigmoid

# The first option of a dimension is how advice is put until somebody chooses or the coach has learned.
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "style": ("balanced", "direct", "encouraging"),
    "detail": ("medium", "brief", "detailed"),
    "tone": ("neutral", "formal", "friendly", "humorous"),
    "format": ("structured", "conversational", "bullets"),
}
KEYS = tuple(f"{dimension}:{option}" for dimension, options in DIMENSIONS.items() for option in options)
INTERCEPT = "advice"
PLACES: Mapping[str, int] = {key: place for place, key in enumerate((INTERCEPT, *KEYS))}

# Global logit of advice being found helpful. Two in three, by our own judgement: nobody's ratings are shared yet.
HELPFUL_TO_MOST = math.log(2.0)
INTERCEPT_VARIANCE, STYLE_VARIANCE = 0.8, 0.3
# What a stranger is taken to like, by our own judgement (logit, before division by √k): the plain way a little more
# than the others, jokes a little less. About one rating outweighs it.
FIRST_OPTION_MEAN, HUMOUR_MEAN = 0.2, -0.2
# Means and variances are kept on these grids, far finer than any posterior reaches, so that a state is 84 bytes.
MEAN_STEP, VARIANCE_STEP = 2.0**-12, 2.0**-16
_MOST_MEAN = 32767 * MEAN_STEP
MOST_COUNTED = 65535


class Effect(NamedTuple):
    """What is known of one way: mean `m` and variance `v` of its effect (logit), and how many ratings `n` it had."""

    m: float
    v: float
    n: int


def _prior(key: str) -> Effect:
    dimension, _, option = key.partition(":")
    if key == INTERCEPT:
        return Effect(0.0, _on_grid(INTERCEPT_VARIANCE, VARIANCE_STEP), 0)
    first = option == DIMENSIONS[dimension][0]
    mean = FIRST_OPTION_MEAN if first else HUMOUR_MEAN if option == "humorous" else 0.0
    return Effect(_on_grid(mean, MEAN_STEP), _on_grid(STYLE_VARIANCE, VARIANCE_STEP), 0)


def _on_grid(value: float, step: float) -> float:
    return round(value / step) * step


PRIOR = tuple(map(_prior, PLACES))


class Helpfulness(NamedTuple):
    """The posterior: one `Effect` for the intercept and for each of `KEYS`, in that order."""

    effects: tuple[Effect, ...] = PRIOR

    def effect(self, key: str) -> Effect:
        """What is known of one way, such as "tone:formal". Raises `KeyError` for a way that does not exist."""
        return self.effects[PLACES[key]]

    def count(self, key: str) -> int:
        """Ratings of advice that was put this way."""
        return self.effect(key).n

    @property
    def ratings(self) -> int:
        """Ratings in all."""
        return self.effects[0].n

    def chance(self, keys: Iterable[str], global_logit: float = HELPFUL_TO_MOST) -> float:
        """Probability in (0, 1) that advice put in these ways is found helpful."""
        eta, variance, _ = self._reading(keys, global_logit)
        return sigmoid(eta / math.sqrt(1.0 + math.pi / 8.0 * variance))

    def after(self, keys: Iterable[str], helpful: float, global_logit: float = HELPFUL_TO_MOST) -> Helpfulness:
        """The posterior after advice put in these ways was found `helpful` (in [0, 1]); unknown keys teach nothing."""
        eta, variance, parts = self._reading(keys, global_logit)
        expected = sigmoid(eta)
        h = expected * (1.0 - expected)
        damped = 1.0 + h * variance
        r = (helpful - expected) / damped
        effects = list(self.effects)
        for place, x in parts:
            m, v, n = effects[place]
            mean = max(-_MOST_MEAN, min(_MOST_MEAN, m + v * x * r))
            effects[place] = Effect(
                _on_grid(mean, MEAN_STEP),
                max(VARIANCE_STEP, _on_grid(v - v * v * x * x * h / damped, VARIANCE_STEP)),
                min(MOST_COUNTED, n + 1),
            )
        return Helpfulness(tuple(effects))

    def without(self, dimension: str) -> Helpfulness:
        """The posterior with everything about one dimension taken back to the beginning."""
        own = {PLACES[f"{dimension}:{option}"] for option in DIMENSIONS[dimension]}
        return Helpfulness(tuple(PRIOR[i] if i in own else effect for i, effect in enumerate(self.effects)))

    def _reading(self, keys: Iterable[str], global_logit: float) -> tuple[float, float, list[tuple[int, float]]]:
        """η, V and the non-zero features as (place, x)."""
        known = sorted({PLACES[key] for key in keys if key in PLACES and key != INTERCEPT})
        flag = 1.0 / math.sqrt(len(known)) if known else 0.0
        parts = [(0, 1.0), *((place, flag) for place in known)]
        eta = global_logit + sum(self.effects[place].m * x for place, x in parts)
        return eta, sum(self.effects[place].v * x * x for place, x in parts), parts
