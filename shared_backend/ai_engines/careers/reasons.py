"""The reasons a title may come next: how common it is, what followed the same or a like title, and how it is worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, State
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.ai_engines.text.hashed import TermSpace, as_bytes, from_bytes, hashed_terms

REASONS = ("common", "same again", "step", "step before", "ever after", "like step", "like wording", "held before")
_SHARP = 4
_EVEN = 0.5


class Reasons:
    """Counts of steps between titles, and eight distributions over the next title.

    Attributes
    ----------
    titles_ : tuple of str
        Normalised titles, ascending.
    """

    def fit(self, histories: Sequence[Sequence[str]]) -> Self:
        """Count the steps in titles in order, one sequence a person."""
        plain = [[normalise(title) for title in history] for history in histories]
        self.titles_ = tuple(sorted({title for history in plain for title in history}))
        known = self._places
        walks = [[known[title] for title in history] for history in plain]
        size = len(self.titles_)
        held = Counter(at for walk in walks for at in walk[1:])
        self.common_ = np.array([held[i] + _EVEN for i in range(size)]) / (sum(held.values()) + _EVEN * size)
        self.step_ = _counted(((a, b) for walk in walks for a, b in pairwise(walk)), size)
        self.before_ = _counted(((a, b) for walk in walks for a, b in zip(walk, walk[2:], strict=False)), size)
        self.after_ = _counted(
            ((a, b) for walk in walks for i, a in enumerate(walk) for b in set(walk[i + 1 :]) if a != b), size
        )
        return self._prepare()

    def _prepare(self) -> Self:
        terms = hashed_terms(self.titles_)
        self._space = TermSpace.fit(terms, min_rows=1)
        self._known = self._space.weigh(terms).T.tocsr()
        return self

    @cached_property
    def _places(self) -> dict[str, int]:
        return {title: i for i, title in enumerate(self.titles_)}

    def place(self, title: str) -> int | None:
        """Place of a title in `titles_`; None for one never met."""
        return self._places.get(normalise(title))

    def left(self, title: str) -> int:
        """How many steps away from this title were counted."""
        at = self.place(title)
        return 0 if at is None else int(self.step_[at].sum())

    def shares(self, histories: Sequence[Sequence[str]]) -> FloatArray:
        """Distributions (reasons, n, titles) in the order of `REASONS`; zero where a reason has nothing to say."""
        last = [self.place(history[-1]) for history in histories]
        second = [self.place(history[-2]) if len(history) > 1 else None for history in histories]
        earlier = [[at for title in history if (at := self.place(title)) is not None] for history in histories]
        alike = self._alike([history[-1] for history in histories])
        like = alike**_SHARP
        found = np.zeros((len(REASONS), len(histories), len(self.titles_)))
        found[0] = self.common_
        for i, (now, ago, past) in enumerate(zip(last, second, earlier, strict=True)):
            if now is not None:
                found[1, i, now] = 1
                found[2, i] = self.step_[now].toarray().ravel()
            if ago is not None:
                found[3, i] = self.before_[ago].toarray().ravel()
            if past:
                found[4, i] = np.asarray(self.after_[past].sum(axis=0)).ravel()
                np.add.at(found[7, i], past, 1.0)
            found[7, i, now if now is not None else []] = 0
            found[6, i] = like[i]
            found[6, i, now if now is not None else []] = 0
        found[5] = like @ self.step_
        found /= np.maximum(found.sum(axis=2, keepdims=True), 1e-300)
        return found

    def _alike(self, titles: Sequence[str]) -> FloatArray:
        asked = self._space.weigh(hashed_terms([normalise(title) for title in titles]))
        cosine: FloatArray = (asked @ self._known).toarray().astype(np.float64)
        return cosine

    def to_state(self) -> State:
        """Titles and counted steps."""
        arrays: dict[str, NDArray[Any]] = {"titles": as_bytes(self.titles_), "common": self.common_}
        for name in ("step", "before", "after"):
            steps = getattr(self, f"{name}_").tocoo()
            arrays[name] = np.stack([steps.row, steps.col, steps.data]).astype(np.int64)
        return State(arrays, {})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The reasons that gave the state."""
        from scipy.sparse import csr_matrix

        made = cls()
        made.titles_ = from_bytes(state.arrays["titles"])
        made.common_ = np.asarray(state.arrays["common"], np.float64)
        shape = (len(made.titles_), len(made.titles_))
        for name in ("step", "before", "after"):
            row, column, count = state.arrays[name]
            setattr(made, f"{name}_", csr_matrix((count.astype(np.float64), (row, column)), shape=shape))
        return made._prepare()


def _counted(steps: Any, size: int) -> Any:
    from scipy.sparse import csr_matrix

    counts = sorted(Counter(steps).items())
    row, column = np.array([pair for pair, _ in counts], dtype=np.int64).reshape(-1, 2).T
    return csr_matrix((np.array([float(k) for _, k in counts]), (row, column)), shape=(size, size))
