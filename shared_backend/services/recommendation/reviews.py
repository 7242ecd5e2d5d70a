"""Which questions are worth another look today: those once answered weakly, at growing intervals.

The intervals come from FSRS-6 with its published weights (the `fsrs` package). They were fitted to flash cards, not to
interview answers: a way to spread practice out, not a claim about memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Rating, Scheduler

WEAK_BELOW = 7.0  # score of 10; a question that was never answered below it does not come back
# Scores of 10 from which an answer counts as hard, good and easy; below the first it has to be learned again.
HARD, GOOD, EASY = 5.0, 7.0, 8.5
# A day later means the next day, not 24 hours: who practised last night finds it in the morning.
HEAD_START = timedelta(hours=8)


def due(answers: Iterable[tuple[str, float, datetime]], now: datetime) -> tuple[str, ...]:
    """Questions due for review, the one that went worst last time first.

    Parameters
    ----------
    answers : iterable of (question id, score 0–10, time)
        Oldest first.
    now : datetime
        With a timezone, like the times of the answers.
    """
    histories: dict[str, list[tuple[float, datetime]]] = {}
    for question, score, at in answers:
        histories.setdefault(question, []).append((score, at))
    ready = [
        (history[-1][0], question)
        for question, history in histories.items()
        if any(score < WEAK_BELOW for score, _ in history) and now >= comes_back(history) - HEAD_START
    ]
    return tuple(question for _, question in sorted(ready))


def comes_back(history: Iterable[tuple[float, datetime]]) -> datetime:
    """When a question with these answers (score 0–10, time; oldest first, at least one) is due again."""
    from fsrs import Card

    card = Card(card_id=0, due=datetime(1970, 1, 1, tzinfo=UTC))
    for score, at in history:
        card, _ = _scheduler().review_card(card, _rating(score), at.astimezone(UTC))
    return card.due


def _rating(score: float) -> Rating:
    from fsrs import Rating

    if score < HARD:
        return Rating.Again
    return Rating.Hard if score < GOOD else Rating.Good if score < EASY else Rating.Easy


@cache
def _scheduler() -> Scheduler:
    """Without its steps of minutes, which are for cards looked at again in the same sitting; without chance."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
