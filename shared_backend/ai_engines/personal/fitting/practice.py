"""Answers of many people as columns: what the fits learn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.fitting.histories import Column, Histories, Index


@dataclass(frozen=True, slots=True)
class Practice:
    """Answers of many people, in time order within each person; one entry per answer.

    `global_logit` by a global model that has not learned from the person, `days` since the person's answer before,
    `epoch` how often the person had taken the competency back to the beginning.
    """

    person: NDArray[np.str_] | Index
    competency: NDArray[np.str_]
    outcome: Column
    global_logit: Column
    days: Column
    epoch: Index

    @classmethod
    def plain(
        cls, person: NDArray[np.str_] | Index, competency: NDArray[np.str_], outcome: Column, global_logit: Column
    ) -> Practice:
        """Of people who never were away and never took a competency back."""
        n = len(outcome)
        return cls(person, competency, outcome, global_logit, np.zeros(n), np.zeros(n, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.outcome)

    def where(self, chosen: NDArray[np.bool_]) -> Practice:
        """The answers that are chosen, in the same order."""
        return Practice(
            self.person[chosen],
            self.competency[chosen],
            self.outcome[chosen],
            self.global_logit[chosen],
            self.days[chosen],
            self.epoch[chosen],
        )

    def histories(self) -> Histories:
        """Ordered for the passes."""
        _, competency = np.unique(self.competency, return_inverse=True)
        begun = competency * (int(self.epoch.max()) + 1) + self.epoch
        return Histories.of(self.person, begun, self.outcome, self.global_logit, self.days)

    def sample(self, most: int, seed: int) -> Practice:
        """People drawn at random until they have given `most` answers; everybody where there are not as many."""
        names, person, count = np.unique(self.person, return_inverse=True, return_counts=True)
        drawn = np.random.default_rng(seed).permutation(len(names))
        within = np.empty(len(names), dtype=np.bool_)
        within[drawn] = np.cumsum(count[drawn]) - count[drawn] < most
        return self if within.all() else self.where(within[person])

    def start(self, most: int) -> Practice:
        """The first `most` answers of each person."""
        _, person, count = np.unique(self.person, return_inverse=True, return_counts=True)
        if count.max() <= most:
            return self
        in_turn = np.argsort(person, kind="stable")
        place = np.empty(len(self), dtype=np.int64)
        place[in_turn] = np.arange(len(self)) - np.repeat(np.cumsum(count) - count, count)
        return self.where(place < most)

    def parts(self, most: int) -> Iterator[tuple[NDArray[np.bool_], Practice]]:
        """Everybody's answers, about `most` at a time, each person's all in one part; with which ones they are."""
        _, person, count = np.unique(self.person, return_inverse=True, return_counts=True)
        part = (np.cumsum(count) // most)[person]
        for number in np.unique(part):
            chosen = part == number
            yield chosen, self.where(chosen)
