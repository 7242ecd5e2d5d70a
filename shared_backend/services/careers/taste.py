"""Which occupations somebody likes: their features, and how what the personal model learned of them moves an order.

What is learned, from what, and how it is taken back belongs to the personal model (`ai_engines.personal.leanings`).
Here an occupation is put into its terms, and its blended chance of being liked back on the scale of fit:

    g = STEEP · (fit − MIDDLE)        fit' = MIDDLE + logit(p) / STEEP

so that the order is the general one as long as nothing was judged.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.blending import blend
from shared_backend.ai_engines.personal.leanings import FIELDS, INTERESTS, NAMES, Leanings
from shared_backend.domain.errors import ConfigurationError
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.careers.rules import leads

# What a difference of fit is worth (logit), and the fit of which every second one is liked (`evaluate career-taste`).
STEEP, MIDDLE = 5.0, 0.5
FURTHEST = 6.0
# Interests say more of taste than what is known, and preparation and leading are one feature each.
_INTERESTS, _FIELDS, _SINGLE = 1.0, 0.8, 0.7


def global_logit(fit: float) -> float:
    """How likely an occupation that fits so well is liked by anybody, as a logit."""
    return max(-FURTHEST, min(FURTHEST, STEEP * (fit - MIDDLE)))


def moved(fit: FloatArray, leanings: Leanings, rows: FloatArray) -> FloatArray:
    """The fit (n,) of occupations with the features `rows` (n, d) as this person's model sees it.

    It is unchanged before the first judgement.
    """
    if leanings.n == 0:
        return fit
    mean, variance = np.array(leanings.effects).T
    g = np.clip(STEEP * (fit - MIDDLE), -FURTHEST, FURTHEST)
    own = _sigmoid((g + rows @ mean) / np.sqrt(1 + math.pi / 8 * (rows**2 @ variance)))
    weight = blend(0.5, 0.5, leanings.n, leanings.evidence).weight
    p = np.clip((1 - weight) * _sigmoid(g) + weight * own, 1e-6, 1 - 1e-6)
    found: FloatArray = MIDDLE + np.log(p / (1 - p)) / STEEP
    return found


def features_of(code: str, reference: Path) -> dict[str, float]:
    """The features of one occupation by name; none for a code that is not described."""
    at = requirements(reference).places.get(code)
    if at is None:
        return {}
    return {name: float(x) for name, x in zip(NAMES, features(reference)[at], strict=True)}


@lru_cache(maxsize=2)
def features(reference: Path) -> FloatArray:
    """Features (n, d) of the occupations in the order of `requirements` and of `NAMES`, rows of unit length."""
    facts = requirements(reference)
    known = np.column_stack(
        [facts.importance[:, _columns(facts.skills, field, reference)].mean(axis=1) for field in FIELDS]
    )
    liked = facts.interests[:, [facts.interest_names.index(name) for name in INTERESTS]]
    single = np.column_stack([facts.zone, [leads(code, facts.titles[code]) for code in facts.codes]]).astype(float)
    parts = [_INTERESTS * _by_column(liked), _FIELDS * _by_column(known), _SINGLE * _by_column(single)]
    rows = np.hstack(parts)
    # To six digits, so that a file of a personal model holds short numbers.
    unit: FloatArray = np.round(rows / np.linalg.norm(rows, axis=1, keepdims=True), 6)
    return unit


@lru_cache(maxsize=2)
def fields(reference: Path) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Field → how it is called in plain words, and the fields of knowledge in it."""
    try:
        kept = json.loads((reference / "careers" / "fields.json").read_text(encoding="utf-8"))
        return {name: (str(kept[name]["words"]), tuple(kept[name]["knowledge"])) for name in FIELDS}
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise ConfigurationError(
            "The file careers/fields.json cannot be read. Restore the data/reference folder."
        ) from reason


def _columns(skills: tuple[str, ...], field: str, reference: Path) -> list[int]:
    return [skills.index(f"knowledge:{name}") for name in fields(reference)[field][1]]


def _by_column(values: FloatArray) -> FloatArray:
    scaled: FloatArray = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-9)
    return scaled


def _sigmoid(x: FloatArray) -> FloatArray:
    found: FloatArray = 1 / (1 + np.exp(-x))
    return found
