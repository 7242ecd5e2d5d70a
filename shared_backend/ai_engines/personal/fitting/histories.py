"""Many people's answers at once: ordered so that a step of all of them is one slice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Histories:
    """Answers ordered by their place in each user's history, users with the longest history first.

    The k-th answers of everybody who has given as many lie together (``bounds[k]:bounds[k + 1]``) and belong to users
    0, 1, 2, … so a step of all users is one slice. `slot` numbers the pairs of user and competency, `row` is each
    answer's place in the input. `days` are days since the user's answer before.
    """

    row: Index
    slot: Index
    outcome: Column
    global_logit: Column
    days: Column
    bounds: Index
    slots: int

    @classmethod
    def of(
        cls,
        user: NDArray[np.str_] | Index,
        competency: NDArray[np.str_] | Index,
        outcome: Column,
        logit: Column,
        days: Column | None = None,
    ) -> Histories:
        """From columns with one entry per answer, in time order within each user; nobody was away when not given."""
        _, code = np.unique(user, return_inverse=True)
        lengths = np.bincount(code)
        rank = np.empty(len(lengths), dtype=np.int64)
        rank[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths))
        code = rank[code]
        by_user = np.argsort(code, kind="stable")
        first = np.concatenate([[0], np.cumsum(np.bincount(code))[:-1]])
        place = np.empty(len(code), dtype=np.int64)
        place[by_user] = np.arange(len(code)) - first[code[by_user]]
        row = np.lexsort((code, place))
        names, competency_code = np.unique(competency, return_inverse=True)
        pairs, slot = np.unique(code * len(names) + competency_code, return_inverse=True)
        bounds = np.concatenate([[0], np.cumsum(np.bincount(place))])
        away = np.zeros(len(code)) if days is None else days
        return cls(row, slot[row], outcome[row], logit[row], away[row], bounds, len(pairs))

    @property
    def users(self) -> int:
        """How many people there are."""
        return int(self.bounds[1])

    def steps(self) -> Iterator[tuple[slice, int, Index]]:
        """For each place in the histories: its answers, how many they are, and their slots."""
        for start, end in pairwise(self.bounds.tolist()):
            yield slice(start, end), end - start, self.slot[start:end]

    def in_order(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of the answers in the order of the input rows; along the last axis."""
        ordered = np.empty_like(values)
        ordered[..., self.row] = values
        return ordered
