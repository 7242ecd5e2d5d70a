"""How alike two occupations are, from what they ask for and what people call them; links between them are not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.linking.space import stems
from shared_backend.ai_engines.tasks.occupation_data import known_titles, ratings, read_table

# Weights of the measures, each standardised over all pairs; chosen once against the published links as a whole.
WEIGHTS = {
    "knowledge": 4.0,
    "titles": 3.0,
    "interests": 3.0,
    "abilities": 1.0,
    "preparation": 1.0,
    "technology": 0.5,
    "group": 0.5,
}

_BY_NEIGHBOURS, _NEIGHBOURS = 0.4, 10
# Characters of a code that name its major group, minor group, broad group and occupation.
_LEVELS = (2, 4, 6, 7)


class Likeness:
    """Likeness of every pair of occupations.

    Attributes
    ----------
    codes : tuple of str
        O*NET-SOC codes that O*NET describes (interests are rated for all of these), ascending; residual codes such as
        "Managers, All Other" are not among them.
    parts : dict of str to (n, n) array
        The measures in `WEIGHTS`: mean 0 and variance 1 over the pairs that have the facts, 0 for the others.
    total : (n, n) array
        Their weighted sum, and a share of the same for each one's ten nearest: who is like my neighbours is like me.
        Higher is more alike. The diagonal is minus infinity.
    """

    def __init__(self, reference: Path) -> None:
        self.codes = tuple(sorted(row["code"] for row in read_table(reference, "interests.csv.gz")))
        self.parts = {
            "knowledge": _standard(_nearness(self._rated(reference, "knowledge", ("importance",)))),
            "abilities": _standard(_nearness(self._rated(reference, "skills", ("importance", "level")))),
            "interests": _standard(_nearness(self._interests(reference))),
            "titles": _standard(self._titles(reference)),
            "technology": _standard(self._technology(reference)),
            "preparation": _standard(self._preparation(reference)),
            "group": _standard(self._group()),
        }
        own = sum((WEIGHTS[name] * part for name, part in self.parts.items()), np.zeros(()))
        self.total = own + _BY_NEIGHBOURS * _of_neighbours(own)
        np.fill_diagonal(self.total, -np.inf)

    def nearest(self, code: str, count: int = 10) -> tuple[str, ...]:
        """The most alike occupations, best first; none for an unknown code."""
        if code not in self.codes:
            return ()
        order = np.argsort(-self.total[self.codes.index(code)], kind="stable")[: max(count, 0)]
        return tuple(self.codes[i] for i in order if self.codes[i] != code)

    def _rated(self, reference: Path, name: str, scales: Sequence[str]) -> FloatArray:
        """Ratings (n, columns of the scales), standardised by column.

        An occupation without ratings has the mean of its nearest kin in the classification that are rated.
        """
        found = ratings(reference, name)
        rows = dict(zip(found.codes, _by_column(np.hstack([getattr(found, scale) for scale in scales])), strict=True))
        return np.array([rows[code] if code in rows else _of_kin(code, rows) for code in self.codes])

    def _interests(self, reference: Path) -> FloatArray:
        rows = {row.pop("code"): [float(v) for v in row.values()] for row in read_table(reference, "interests.csv.gz")}
        return _by_column(np.array([rows[code] for code in self.codes]))

    def _titles(self, reference: Path) -> FloatArray:
        words: dict[str, list[str]] = defaultdict(list)
        for known in known_titles(reference):
            words[known.code].extend(stems(known.title))
        return self._shared(words)

    def _technology(self, reference: Path) -> FloatArray:
        kinds: dict[str, list[str]] = defaultdict(list)
        for row in read_table(reference, "technologies.csv.gz"):
            kinds[row["code"]].append(row["category"])
        return self._shared(kinds)

    def _shared(self, terms: dict[str, list[str]]) -> FloatArray:
        """TF-IDF cosine of lists of terms; NaN where an occupation has none."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        rows = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform([terms[code] for code in self.codes])
        alike: FloatArray = (rows @ rows.T).toarray()
        empty = np.array([not terms[code] for code in self.codes])
        alike[empty] = np.nan
        alike[:, empty] = np.nan
        return alike

    def _preparation(self, reference: Path) -> FloatArray:
        """Minus the distance of job zones (1–5)."""
        zone = {row["code"]: row["job_zone"] for row in read_table(reference, "occupations.csv")}
        value = np.array([float(zone[code] or "nan") for code in self.codes])
        apart: FloatArray = np.abs(value[:, None] - value[None, :])
        return -apart

    def _group(self) -> FloatArray:
        """How many levels of the classification two codes share, 0 to 4."""
        levels = [np.array([code[:end] for code in self.codes]) for end in _LEVELS]
        shared: FloatArray = np.sum([level[:, None] == level[None, :] for level in levels], axis=0).astype(np.float64)
        return shared


@lru_cache(maxsize=2)
def likeness(reference: Path) -> Likeness:
    """The likeness of the shipped occupations, worked out once."""
    return Likeness(reference)


def _of_kin(code: str, rows: dict[str, FloatArray]) -> FloatArray:
    for end in reversed(_LEVELS):
        kin = [row for other, row in rows.items() if other[:end] == code[:end]]
        if kin:
            mean: FloatArray = np.mean(kin, axis=0)
            return mean
    return np.zeros_like(next(iter(rows.values())))


def _by_column(values: FloatArray) -> FloatArray:
    scaled: FloatArray = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-9)
    return scaled


def _nearness(values: FloatArray) -> FloatArray:
    """Minus the Euclidean distance of rows."""
    square = (values**2).sum(axis=1)
    apart: FloatArray = square[:, None] + square[None, :] - 2 * values @ values.T
    return -np.sqrt(np.maximum(apart, 0))


def _of_neighbours(alike: FloatArray) -> FloatArray:
    """How like each occupation is to the other's ten nearest on average, from both sides."""
    others = alike.copy()
    np.fill_diagonal(others, -np.inf)
    nearest = np.argsort(-others, axis=1, kind="stable")[:, :_NEIGHBOURS]
    np.fill_diagonal(others, others.max(axis=1))
    carried: FloatArray = others[nearest].mean(axis=1)
    return carried + carried.T


def _standard(part: FloatArray) -> FloatArray:
    """Mean 0 and variance 1 over the known pairs; an unknown pair is neither like nor unlike."""
    standard: FloatArray = np.nan_to_num((part - np.nanmean(part)) / np.nanstd(part))
    return standard
