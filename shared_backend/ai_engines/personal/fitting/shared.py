"""Histories that people share as the columns the fits learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from shared_backend.ai_engines.personal.fitting.choosing import MAX_FOR_L2
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.ai_engines.personal.interactions import Answered, Interaction, RowRejected
from shared_backend.ai_engines.personal.state import SECONDS_A_DAY

# The first answers of each person count: enough to learn from, too few for one person to bend what everybody gets.
MOST_EACH = 300


def as_practice(histories: Iterable[Iterable[Interaction]], most: int = MAX_FOR_L2) -> Practice:
    """The answers of the histories, until there are `most`; people are numbered in the order they come.

    A competency that was taken back begins anew. Wishes for easier or harder questions are left out: one moves an
    estimate by a third of what an answer does, and what follows from it is seen in the answers after it.
    """
    rows: list[tuple[int, str, int, float, float, float]] = []
    for person, history in enumerate(histories):
        if len(rows) >= most:
            break
        taken_back: Counter[str] = Counter()
        last, answers = None, 0
        for one in history:
            if isinstance(one, RowRejected):
                taken_back[one.competency] += 1
            elif isinstance(one, Answered) and answers < MOST_EACH:
                days = 0.0 if last is None else max(0.0, (one.at - last) / SECONDS_A_DAY)
                epoch = taken_back[one.competency]
                rows.append((person, one.competency, epoch, one.outcome, one.global_logit, days))
                last, answers = one.at, answers + 1
    person_of, competency, epochs, outcome, logit, away = zip(*rows, strict=True) if rows else ((),) * 6
    return Practice(
        np.array(person_of, dtype=np.int64),
        np.array(competency, dtype=np.str_),
        np.array(outcome, dtype=np.float64),
        np.array(logit, dtype=np.float64),
        np.array(away, dtype=np.float64),
        np.array(epochs, dtype=np.int64),
    )
