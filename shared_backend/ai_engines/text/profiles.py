"""Running averages of levels under names: what is known of everything a word or a phrase has stood for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import numpy as np

from shared_backend.ai_engines.base import FloatArray, State
from shared_backend.ai_engines.text.hashed import as_bytes, from_bytes


class Profiles:
    """Name → mean of the rows (k,) added under it, and how many there were. The empty name holds all rows."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._place: dict[str, int] = {}
        self.sums: FloatArray = np.zeros((0, width))
        self.counts: FloatArray = np.zeros(0)

    def add(self, names: Iterable[Iterable[str]], levels: FloatArray) -> Self:
        """Add row i of `levels` under every name of `names[i]`, and under the empty name."""
        listed = [["", *dict.fromkeys(of_row)] for of_row in names]
        for name in (name for of_row in listed for name in of_row):
            self._place.setdefault(name, len(self._place))
        grown = len(self._place) - len(self.counts)
        self.sums = np.vstack([self.sums, np.zeros((grown, self.width))])
        self.counts = np.concatenate([self.counts, np.zeros(grown)])
        for of_row, level in zip(listed, levels, strict=True):
            at = [self._place[name] for name in of_row]
            self.sums[at] += level
            self.counts[at] += 1
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in order of first appearance."""
        return tuple(self._place)

    def mean(self, name: str) -> FloatArray | None:
        """Mean (k,) under a name; None when nothing was added."""
        at = self._place.get(name)
        return None if at is None else self.sums[at] / self.counts[at]

    def to_state(self) -> State:
        """Names, sums and counts."""
        return State({"names": as_bytes(self.names), "sums": self.sums, "counts": self.counts}, {})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The profiles that gave the state."""
        made = cls(int(state.arrays["sums"].shape[1]))
        made._place = {name: i for i, name in enumerate(from_bytes(state.arrays["names"]))}
        made.sums, made.counts = np.array(state.arrays["sums"]), np.array(state.arrays["counts"])
        return made
