"""Which occupations somebody likes, from those they called interesting or not for them.

A diagonal Bayesian logistic regression over a few features of an occupation, updated by the assumed-density filter of
the personal model's helpfulness head:

    η = Σ m_i x_i      V = Σ v_i x_i²      h = σ(η)(1 − σ(η))      r = (y − σ(η)) / (1 + hV)
    m_i += v_i x_i r   v_i −= v_i² x_i² h / (1 + hV)

It is worked out anew from what was said, so taking a word back takes back all it taught.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.personal.ability import sigmoid
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.careers.rules import leads

VARIANCE = 4.0
FIELDS = 8
# Interests say more of taste than what is known, and preparation and leading are one feature each.
_INTERESTS, _KNOWLEDGE, _SINGLE = 1.0, 0.8, 0.7


@dataclass(frozen=True)
class Taste:
    """The posterior: mean and variance (d,) of each feature's effect (logit), after `count` judgements."""

    mean: FloatArray
    variance: FloatArray
    count: int = 0

    @classmethod
    def of(cls, judged: Iterable[tuple[str, bool]], reference: Path) -> Self:
        """From (code, liked) in the order in which it was said; codes that are not described teach nothing."""
        rows, places = features(reference), requirements(reference).places
        mean, variance = np.zeros(rows.shape[1]), np.full(rows.shape[1], VARIANCE)
        count = 0
        for code, liked in judged:
            if code in places:
                x = rows[places[code]]
                expected = sigmoid(float(mean @ x))
                h = expected * (1 - expected)
                damped = 1 + h * float(variance @ x**2)
                mean = mean + variance * x * (float(liked) - expected) / damped
                variance = variance - variance**2 * x**2 * h / damped
                count += 1
        return cls(mean, variance, count)

    def leanings(self, reference: Path) -> FloatArray:
        """How much more than even the chance is that each occupation is liked, in (-0.5, 0.5)."""
        rows = features(reference)
        eta = rows @ self.mean / np.sqrt(1 + math.pi / 8 * (rows**2 @ self.variance))
        found: FloatArray = 1 / (1 + np.exp(-eta)) - 0.5
        return found


@lru_cache(maxsize=2)
def features(reference: Path) -> FloatArray:
    """Features (n, d) of the occupations in the order of `requirements`, rows of unit length."""
    facts = requirements(reference)
    field = np.array([skill.startswith("knowledge:") for skill in facts.skills])
    known = _by_column(facts.importance[:, field])
    left, sizes, right = np.linalg.svd(known, full_matrices=False)
    # The sign of a singular vector is free: the largest part of each is made positive, so that it is always the same.
    signs = np.sign(right[np.arange(len(sizes)), np.abs(right).argmax(axis=1)])
    fields = _by_column((left * signs)[:, :FIELDS])
    single = np.column_stack([facts.zone, [leads(code, facts.titles[code]) for code in facts.codes]]).astype(float)
    parts = [
        _INTERESTS * _by_column(facts.interests),
        _KNOWLEDGE * fields,
        _SINGLE * _by_column(single),
    ]
    rows = np.hstack(parts)
    unit: FloatArray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _by_column(values: FloatArray) -> FloatArray:
    scaled: FloatArray = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-9)
    return scaled
