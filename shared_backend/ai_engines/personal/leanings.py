"""The leanings head: which occupations draw this person, over how well they fit anybody like them.

The same diagonal Bayesian logistic regression as the helpfulness head, on measured features x of an occupation (each in
[−1, 1], together of at most unit length):

    η = g + Σ m_i x_i      V = Σ v_i x_i²      p = σ(η / √(1 + πV/8))
    h = σ(η)(1 − σ(η))     r = (y − σ(η)) / (1 + hV)
    m_i += v_i x_i r       v_i −= v_i² x_i² h / (1 + hV)

and the same blend: the schedule says how much the own model counts after so many judgements, and how much better it
has foreseen them than the general one decides (`blending`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from shared_backend.ai_engines.blending import Blend, blend, evidence_after
from shared_backend.ai_engines.personal.ability import sigmoid

INTERESTS = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
FIELDS = (
    "office",
    "customers",
    "making",
    "building",
    "computers",
    "science",
    "health",
    "teaching",
    "words",
    "law",
    "transport",
)
NAMES = (*(f"interest:{name}" for name in INTERESTS), *(f"field:{name}" for name in FIELDS), "preparation", "leading")
PLACES: Mapping[str, int] = {name: place for place, name in enumerate(NAMES)}
VARIANCE = 4.0
# Kept on these grids, far finer than any posterior reaches.
MEAN_STEP, VARIANCE_STEP = 2.0**-12, 2.0**-13
_MOST_MEAN = 32767 * MEAN_STEP
MOST_COUNTED = 65535


class Leaning(NamedTuple):
    """What is known of one feature: mean `m` and variance `v` of its effect (logit)."""

    m: float = 0.0
    v: float = VARIANCE


PRIOR = (Leaning(),) * len(NAMES)


class Leanings(NamedTuple):
    """The posterior: one `Leaning` for each of `NAMES`, after `n` judgements; `evidence` as in `blending` (nats)."""

    effects: tuple[Leaning, ...] = PRIOR
    n: int = 0
    evidence: float = 0.0

    def leaning(self, name: str) -> Leaning:
        """What is known of one feature. Raises `KeyError` for one that does not exist."""
        return self.effects[PLACES[name]]

    def predict(self, features: Mapping[str, float], global_logit: float) -> Blend:
        """How likely an occupation with these features is liked, blended; changes nothing."""
        eta, variance, _ = self._reading(features, global_logit)
        return blend(sigmoid(global_logit), _probit(eta, variance), self.n, self.evidence)

    def after(self, features: Mapping[str, float], liked: float, global_logit: float) -> Leanings:
        """The posterior after a judgement: `liked` in [0, 1]. Features that do not exist teach nothing."""
        eta, variance, parts = self._reading(features, global_logit)
        evidence = evidence_after(self.evidence, sigmoid(global_logit), _probit(eta, variance), liked)
        expected = sigmoid(eta)
        h = expected * (1.0 - expected)
        damped = 1.0 + h * variance
        r = (liked - expected) / damped
        effects = list(self.effects)
        for place, x in parts:
            m, v = effects[place]
            mean = max(-_MOST_MEAN, min(_MOST_MEAN, m + v * x * r))
            left = max(VARIANCE_STEP, _on_grid(v - v * v * x * x * h / damped, VARIANCE_STEP))
            effects[place] = Leaning(_on_grid(mean, MEAN_STEP), left)
        return Leanings(tuple(effects), min(MOST_COUNTED, self.n + 1), evidence)

    def without(self, name: str) -> Leanings:
        """The posterior with one feature taken back to the beginning; all of them for "paths"."""
        if name == "paths":
            return Leanings()
        place = PLACES[name]
        return self._replace(effects=tuple(Leaning() if i == place else one for i, one in enumerate(self.effects)))

    def _reading(
        self, features: Mapping[str, float], global_logit: float
    ) -> tuple[float, float, list[tuple[int, float]]]:
        """η, V and the features as (place, x)."""
        parts = sorted((PLACES[name], x) for name, x in features.items() if name in PLACES)
        eta = global_logit + sum(self.effects[place].m * x for place, x in parts)
        return eta, sum(self.effects[place].v * x * x for place, x in parts), parts


def _probit(eta: float, variance: float) -> float:
    return sigmoid(eta / math.sqrt(1.0 + math.pi / 8.0 * variance))


def _on_grid(value: float, step: float) -> float:
    return round(value / step) * step
