"""How alike two phrases are, in words: linguistic variables over observable measures and Sugeno rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from shared_backend.ai_engines.base import FloatArray

_TRAPEZIA: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "overlap": {"low": (-1, -1, 0.2, 0.45), "medium": (0.2, 0.45, 0.6, 0.8), "high": (0.6, 0.85, 2, 2)},
    "spelling": {"poor": (-1, -1, 0.45, 0.65), "fair": (0.45, 0.65, 0.75, 0.88), "good": (0.75, 0.92, 2, 2)},
    "ending": {"different": (-1, -1, 0.3, 0.7), "same": (0.3, 0.7, 2, 2)},
    "extra": {"few": (-1, -1, 0.2, 0.6), "many": (0.2, 0.6, 2, 2)},
}
RULES: tuple[tuple[tuple[tuple[str, str], ...], float, str], ...] = (
    ((("overlap", "high"), ("spelling", "good")), 1.0, "nearly the same words"),
    ((("overlap", "high"), ("ending", "same")), 0.8, "the telling words and the last word are shared"),
    ((("overlap", "high"), ("ending", "different")), 0.55, "the telling words are shared"),
    (
        (("overlap", "medium"), ("ending", "same"), ("spelling", "good")),
        0.65,
        "the last word is shared and the spelling is close",
    ),
    ((("overlap", "medium"), ("ending", "same"), ("extra", "few")), 0.5, "the last word and some others are shared"),
    ((("overlap", "medium"), ("ending", "same"), ("extra", "many")), 0.35, "the last word is shared among many others"),
    ((("overlap", "medium"), ("ending", "different")), 0.25, "some words are shared"),
    ((("overlap", "low"), ("spelling", "good")), 0.4, "it is spelled alike"),
    ((("overlap", "low"), ("ending", "same")), 0.12, "only the last word is shared"),
    ((("overlap", "low"), ("spelling", "poor")), 0.02, "hardly anything is shared"),
)


def measures_of(
    texts: Sequence[str], known: Sequence[str], found: NDArray[np.intp], overlap: FloatArray
) -> dict[str, FloatArray]:
    """Measures (n, m) of each text against the known texts at `found` (n, m; −1 = none).

    overlap: rarity-weighted share of words in common, as given. spelling: likeness of the letters, words sorted.
    ending: 1 when the last word is the same. extra: difference in the number of words, as a share of the text's.
    """
    spelling, ending, extra = np.zeros_like(overlap), np.zeros_like(overlap), np.zeros_like(overlap)
    for row, text in enumerate(texts):
        words = text.split()
        for column, place in enumerate(found[row]):
            if place < 0:
                break
            other = known[place]
            spelling[row, column] = fuzz.token_sort_ratio(text, other) / 100
            ending[row, column] = float(words[-1] == other.rsplit(" ", 1)[-1])
            extra[row, column] = abs(other.count(" ") + 1 - len(words)) / len(words)
    return {"overlap": overlap, "spelling": spelling, "ending": ending, "extra": extra}


def membership(values: FloatArray, shape: tuple[float, float, float, float]) -> FloatArray:
    """Degree in [0, 1] to which values belong to a trapezium with feet a, d and shoulders b, c.

    >>> membership(np.array([0.0, 0.3, 0.7]), (0.2, 0.4, 0.6, 0.8)).round(2).tolist()
    [0.0, 0.5, 0.5]
    """
    a, b, c, d = shape
    up = (values - a) / (b - a) if b > a else np.ones_like(values)
    down = (d - values) / (d - c) if d > c else np.ones_like(values)
    degree: FloatArray = np.clip(np.minimum(up, down), 0.0, 1.0)
    return degree


def infer(measures: dict[str, FloatArray]) -> tuple[FloatArray, NDArray[np.intp]]:
    """Sugeno inference: strength in [0, 1] per entry, and the rule that fired most."""
    degrees = {
        (name, term): membership(measures[name], shape)
        for name, terms in _TRAPEZIA.items()
        for term, shape in terms.items()
    }
    fired = np.stack(
        [np.minimum.reduce([degrees[condition] for condition in conditions]) for conditions, _, _ in RULES]
    )
    outcome = np.array([value for _, value, _ in RULES]).reshape(-1, *([1] * (fired.ndim - 1)))
    total = fired.sum(axis=0)
    strength: FloatArray = np.divide((fired * outcome).sum(axis=0), total, out=np.zeros_like(total), where=total > 0)
    return strength, fired.argmax(axis=0)
