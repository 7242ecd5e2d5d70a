"""Which questions are worth another look today: the ones that went less well, a day or more ago."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

# Score of 10 below which a question comes back, and after how long. Editorial: a night's sleep for what went badly,
# half a week for what was nearly there.
AGAIN: tuple[tuple[float, timedelta], ...] = ((5.0, timedelta(hours=16)), (7.0, timedelta(days=3)))


def due(answers: Iterable[tuple[str, float, datetime]], now: datetime) -> tuple[str, ...]:
    """Questions due for review, the one that went worst first.

    Parameters
    ----------
    answers : iterable of (question id, score 0–10, time)
        Oldest first. Only the latest answer to a question counts.
    """
    latest = {question: (score, at) for question, score, at in answers}
    ready = [(score, question) for question, (score, at) in latest.items() if _is_due(score, now - at)]
    return tuple(question for _, question in sorted(ready))


def _is_due(score: float, waited: timedelta) -> bool:
    wait = next((wait for below, wait in AGAIN if score < below), None)
    return wait is not None and waited >= wait
