"""What a model of next jobs has to beat: the commonest, the same again, one step of memory, people with alike pasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.careers.reasons import Step

RIVALS: Mapping[str, str] = {
    "popularity": "the most often taken",
    "repeat_last": "the same again",
    "markov": "what followed the latest job",
    "knn": "people with alike pasts",
}
_NEAR, _BLOCK = 50, 64
# Far below any count: decides between jobs that a rule does not tell apart.
_FAINT = 1e-6


class Rivals:
    """The four rules over `classes`, from steps that were seen; ties fall back on how common a job is."""

    def __init__(self, seen: Sequence[Step], classes: Sequence[str]) -> None:
        from scipy.sparse import csr_matrix

        self._place = {name: i for i, name in enumerate(classes)}
        known = [(past, self._place[after]) for past, after in seen if after in self._place]
        self._next = np.array([to for _, to in known], dtype=np.intp)
        size = len(self._place)
        self._common = np.bincount(self._next, minlength=size) / max(len(known), 1) * _FAINT
        steps = [(self._place[past[-1]], to) for past, to in known if past[-1] in self._place]
        row, column = np.array(steps, dtype=np.intp).reshape(-1, 2).T
        self._step = csr_matrix((np.ones(len(steps)), (row, column)), shape=(size, size))
        self._pasts = self._unit([past for past, _ in known])

    def scores(self, asked: Sequence[Sequence[str]]) -> dict[str, FloatArray]:
        """Scores (n, classes) of each of `RIVALS` for the pasts asked."""
        last = np.array([self._place.get(past[-1], -1) for past in asked], dtype=np.intp)
        known = np.flatnonzero(last >= 0)
        again, step = (np.zeros((len(asked), len(self._place))) for _ in range(2))
        again[known, last[known]] = 1.0
        step[known] = self._step[last[known]].toarray()
        votes = [self._votes(asked[start : start + _BLOCK]) for start in range(0, len(asked), _BLOCK)]
        return {
            "popularity": np.tile(self._common, (len(asked), 1)),
            "repeat_last": again + self._common,
            "markov": step + self._common,
            "knn": (np.concatenate(votes) if votes else step) + self._common,
        }

    def _votes(self, asked: Sequence[Sequence[str]]) -> FloatArray:
        """The next jobs of the 50 most alike pasts, each by its cosine."""
        found = np.zeros((len(asked), len(self._place)))
        alike = (self._unit(asked) @ self._pasts.T).toarray()
        near = np.argsort(-alike, axis=1, kind="stable")[:, :_NEAR]
        for i, of in enumerate(near):
            np.add.at(found[i], self._next[of], alike[i, of])
        return found

    def _unit(self, pasts: Sequence[Sequence[str]]) -> Any:
        """Pasts as rows of unit length; one of unknown jobs alone stays zero."""
        from scipy.sparse import csr_matrix, diags

        cells = [(i, self._place[title]) for i, past in enumerate(pasts) for title in past if title in self._place]
        row, column = np.array(cells, dtype=np.intp).reshape(-1, 2).T
        found = csr_matrix((np.ones(len(cells)), (row, column)), shape=(len(pasts), len(self._place)))
        size = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
        return diags(1 / np.maximum(size, 1e-9)) @ found
