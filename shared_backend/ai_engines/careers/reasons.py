"""The reasons a title may come next: how common it is, what followed the same or a like title, and how it is worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, State
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.ai_engines.text.hashed import TermSpace, as_bytes, from_bytes, hashed_terms

REASONS = ("common", "same again", "step", "step before", "ever after", "like step", "like wording", "held before")
Step = tuple[Sequence[str], str]
"""The titles so far, never empty, and the one that came next."""
# The same few titles are looked up again and again.
_plain = lru_cache(maxsize=1 << 16)(normalise)
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
        return self.fit_steps(steps_of(histories), [title for history in histories for title in history])

    def fit_steps(self, steps: Sequence[Step], titles: Iterable[str]) -> Self:
        """Count steps one by one; `titles` are those that can be named, whether or not a step leads there."""
        self.titles_ = tuple(sorted({_plain(title) for title in titles}))
        size = len(self.titles_)
        self.held_ = np.zeros(size)
        self.step_, self.before_, self.after_ = (_counted([], size) for _ in range(3))
        return self.more(steps)._prepare()

    def more(self, steps: Sequence[Step]) -> Self:
        """Count further steps; one to or from a title that cannot be named is passed over."""
        size, held = len(self.titles_), self.held_.copy()
        one, two, ever = [], [], []
        for past, after in steps:
            to, walk = self.place(after), [self.place(title) for title in past]
            if to is None:
                continue
            held[to] += 1
            if walk[-1] is not None:
                one.append((walk[-1], to))
            if len(walk) > 1 and walk[-2] is not None:
                two.append((walk[-2], to))
            # A title that came before is counted once for each that came before it, however often it returns.
            ever += [(at, to) for i, at in enumerate(walk) if at is not None and at != to and to not in walk[i + 1 :]]
        self.held_ = held
        self.step_ = self.step_ + _counted(one, size)
        self.before_ = self.before_ + _counted(two, size)
        self.after_ = self.after_ + _counted(ever, size)
        self._left = np.asarray(self.step_.sum(axis=1)).ravel()
        self.common_ = (held + _EVEN) / (held.sum() + _EVEN * size)
        return self

    def _prepare(self) -> Self:
        self._space, self._known = _worded(self.titles_)
        return self

    @cached_property
    def _places(self) -> dict[str, int]:
        return {title: i for i, title in enumerate(self.titles_)}

    def place(self, title: str) -> int | None:
        """Place of a title in `titles_`; None for one never met."""
        return self._places.get(_plain(title))

    def left(self, title: str) -> int:
        """How many steps away from this title were counted."""
        at = self.place(title)
        return 0 if at is None else int(self._left[at])

    def nearest_left(self, titles: Sequence[str]) -> FloatArray:
        """How alike (0 to 1) each title is in wording to the likest one from which a step was counted; 1 for itself."""
        near: FloatArray = (self._alike(titles) * (self._left > 0)).max(axis=1, initial=0.0)
        return near

    def shares(self, histories: Sequence[Sequence[str]]) -> FloatArray:
        """Distributions (reasons, n, titles) in the order of `REASONS`; zero where a reason has nothing to say."""
        last = [self.place(history[-1]) for history in histories]
        second = [self.place(history[-2]) if len(history) > 1 else None for history in histories]
        earlier = [[at for title in history if (at := self.place(title)) is not None] for history in histories]
        alike = self._alike([history[-1] for history in histories])
        like = alike**_SHARP
        found = np.zeros((len(REASONS), len(histories), len(self.titles_)))
        found[0] = self.common_
        for reason, counts, places in ((2, self.step_, last), (3, self.before_, second)):
            rows = [i for i, at in enumerate(places) if at is not None]
            found[reason, rows] = counts[[places[i] for i in rows]].toarray()
        found[6] = like
        for i, (now, past) in enumerate(zip(last, earlier, strict=True)):
            if past:
                found[4, i] = np.asarray(self.after_[past].sum(axis=0)).ravel()
                np.add.at(found[7, i], past, 1.0)
            if now is not None:
                found[1, i, now] = 1
                found[6, i, now] = found[7, i, now] = 0
        found[5] = like @ self.step_
        found /= np.maximum(found.sum(axis=2, keepdims=True), 1e-300)
        return found

    def _alike(self, titles: Sequence[str]) -> FloatArray:
        asked = self._space.weigh(hashed_terms([normalise(title) for title in titles]))
        cosine: FloatArray = (asked @ self._known).toarray().astype(np.float64)
        return cosine

    def to_state(self) -> State:
        """Titles and counted steps."""
        arrays: dict[str, NDArray[Any]] = {"titles": as_bytes(self.titles_), "held": self.held_}
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
        made.held_ = np.asarray(state.arrays["held"], np.float64)
        shape = (len(made.titles_), len(made.titles_))
        for name in ("step", "before", "after"):
            row, column, count = state.arrays[name]
            setattr(made, f"{name}_", csr_matrix((count.astype(np.float64), (row, column)), shape=shape))
        return made.more([])._prepare()


@lru_cache(maxsize=4)
def _worded(titles: tuple[str, ...]) -> tuple[TermSpace, Any]:
    """The words of titles, and the titles in them (terms, titles); the same titles are counted many times over."""
    terms = hashed_terms(titles)
    space = TermSpace.fit(terms, min_rows=1)
    return space, space.weigh(terms).T.tocsr()


def steps_of(histories: Sequence[Sequence[str]]) -> list[Step]:
    """Every step of every person, in order."""
    return [(history[:end], history[end]) for history in histories for end in range(1, len(history))]


def _counted(steps: Iterable[tuple[int, int]], size: int) -> Any:
    from scipy.sparse import csr_matrix

    counts = sorted(Counter(steps).items())
    row, column = np.array([pair for pair, _ in counts], dtype=np.int64).reshape(-1, 2).T
    return csr_matrix((np.array([float(k) for _, k in counts]), (row, column)), shape=(size, size))
