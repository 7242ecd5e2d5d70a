"""What a model of next jobs has to beat: the commonest, the same again, one step of memory, people with alike pasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.careers.reasons import Step
from shared_backend.ai_engines.classes import indicator

RIVALS: Mapping[str, str] = {
    "popularity": "the most often taken",
    "repeat_last": "the same again",
    "markov": "what followed the latest job",
    "knn": "people with alike pasts",
}
_NEAR = 50
# Far below any count: decides between occupations that a rule does not tell apart.
_FAINT = 1e-6


def rivals(seen: Sequence[Step], asked: Sequence[Sequence[str]], classes: Sequence[str]) -> dict[str, FloatArray]:
    """Scores (n, classes) of each of `RIVALS` for the pasts asked; ties fall back on how common an occupation is."""
    place = {name: i for i, name in enumerate(classes)}
    size = len(classes)
    to = np.array([place[after] for _, after in seen], dtype=np.intp)
    common = np.bincount(to, minlength=size) / max(len(to), 1) * _FAINT
    last = np.array([place.get(past[-1], -1) for past in asked], dtype=np.intp)
    came = np.array([place.get(past[-1], -1) for past, _ in seen], dtype=np.intp)
    step = np.zeros((size, size), np.float32)
    np.add.at(step, (came[came >= 0], to[came >= 0]), 1.0)
    again = np.zeros((len(asked), size))
    again[np.flatnonzero(last >= 0), last[last >= 0]] = 1.0
    known = _unit([past for past, _ in seen], place)
    votes = np.zeros((len(asked), size))
    alike = (_unit(asked, place) @ known.T).toarray()
    near = np.argsort(-alike, axis=1, kind="stable")[:, :_NEAR]
    for i, of in enumerate(near):
        np.add.at(votes[i], to[of], alike[i, of])
    return {
        "popularity": np.tile(common, (len(asked), 1)),
        "repeat_last": again + common,
        "markov": np.where(last[:, None] >= 0, step[last], 0.0) + common,
        "knn": votes + common,
    }


def _unit(pasts: Sequence[Sequence[str]], place: Mapping[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    row = [i for i, past in enumerate(pasts) for code in past if code in place]
    column = [place[code] for past in pasts for code in past if code in place]
    found = csr_matrix((np.ones(len(row)), (row, column)), shape=(len(pasts), len(place)))
    size = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    return indicator(np.arange(len(pasts), dtype=np.intp), len(pasts)).multiply(1 / np.maximum(size, 1e-9)) @ found
