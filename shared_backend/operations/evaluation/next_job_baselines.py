"""What a model of next jobs has to beat: the commonest, the same again, one step of memory, people with alike pasts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.careers.reasons import REASONS, Reasons

_NEAR = 50
# Far below any count: decides between titles that a baseline does not tell apart.
_FAINT = 1e-6


class Baselines:
    """Scores of the four baselines over the titles of `reasons`; ties fall back on how common a title is."""

    def __init__(self, reasons: Reasons, histories: Sequence[Sequence[str]]) -> None:
        from scipy.sparse import csr_matrix

        self._reasons = reasons
        events = [
            ([at for title in history[:end] if (at := reasons.place(title)) is not None], reasons.place(history[end]))
            for history in histories
            for end in range(1, len(history))
        ]
        row = np.repeat(np.arange(len(events)), [len(past) for past, _ in events])
        column = np.array([at for past, _ in events for at in past], dtype=np.intp)
        shape = (len(events), len(reasons.titles_))
        self._pasts = _unit(csr_matrix((np.ones(len(row)), (row, column)), shape=shape))
        self._next = np.array([after for _, after in events], dtype=np.intp)

    def scores(self, histories: Sequence[Sequence[str]]) -> dict[str, FloatArray]:
        """``popularity``, ``repeat_last``, ``markov``, ``knn``: each (n, titles)."""
        shares = dict(zip(REASONS, self._reasons.shares(histories), strict=True))
        common = shares["common"]
        return {
            "popularity": common,
            "repeat_last": shares["same again"] + _FAINT * common,
            "markov": shares["step"] + _FAINT * common,
            "knn": self._votes(histories) + _FAINT * common,
        }

    def _votes(self, histories: Sequence[Sequence[str]]) -> FloatArray:
        """The next jobs of the 50 most alike pasts, each by its cosine."""
        from scipy.sparse import csr_matrix

        size = len(self._reasons.titles_)
        votes = np.zeros((len(histories), size))
        for i, history in enumerate(histories):
            past = [at for title in history if (at := self._reasons.place(title)) is not None]
            if past:
                asked = csr_matrix((np.ones(len(past)), ([0] * len(past), past)), shape=(1, size))
                alike = (_unit(asked) @ self._pasts.T).toarray().ravel()
                near = np.argsort(-alike, kind="stable")[:_NEAR]
                np.add.at(votes[i], self._next[near], alike[near])
        return votes


def _unit(rows: Any) -> Any:
    from sklearn.preprocessing import normalize

    return normalize(rows)
