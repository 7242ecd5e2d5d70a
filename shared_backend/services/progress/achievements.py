"""What somebody did that makes practice work, counted from what they did; never a score, never a daily duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from shared_backend.domain.practice import Attempt

Deed = Literal["retried", "reviewed", "evidence", "corrected"]
WEAK_BELOW = 5.0  # score of 10 under which an answer counts as weak here
EVIDENCE_FROM = 3.0  # of 4, on "concrete details"
EVIDENCE_CRITERION = "specificity"
LATER = timedelta(hours=12)  # coming back within the same sitting is a retry, not a review


@dataclass(frozen=True, slots=True)
class Achievement:
    """How often something was done, and when last; `times` 0 and None when never."""

    deed: Deed
    times: int
    last: datetime | None


def achievements(attempts: Sequence[Attempt], corrections: Iterable[datetime]) -> tuple[Achievement, ...]:
    """The four deeds over these answers, oldest first, and the moments at which the model was corrected.

    retried
        A weak answer was tried once more.
    reviewed
        A question from an earlier day was answered again.
    evidence
        An answer rested on concrete facts (3 of 4 or more on that criterion, with words quoted for it).
    corrected
        The person told the coach that a score or something it had learned was not right.
    """
    return (
        _counted("retried", _retried(attempts)),
        _counted("reviewed", _reviewed(attempts)),
        _counted("evidence", [a.created_at for a in attempts if _concrete(a)]),
        _counted("corrected", [*corrections, *(a.created_at for a in attempts if a.opinion not in (None, "fair"))]),
    )


def _counted(deed: Deed, moments: Sequence[datetime]) -> Achievement:
    return Achievement(deed, len(moments), max(moments, default=None))


def _retried(attempts: Sequence[Attempt]) -> list[datetime]:
    score = {a.id: a.feedback.overall.value for a in attempts}
    return [a.created_at for a in attempts if a.kind == "retry" and score.get(a.of_attempt or "", 10.0) < WEAK_BELOW]


def _reviewed(attempts: Sequence[Attempt]) -> list[datetime]:
    last: dict[str, datetime] = {}
    found = []
    for attempt in attempts:
        before = last.get(attempt.question_id)
        if before is not None and attempt.created_at - before >= LATER:
            found.append(attempt.created_at)
        last[attempt.question_id] = attempt.created_at
    return found


def _concrete(attempt: Attempt) -> bool:
    return any(
        line.criterion == EVIDENCE_CRITERION and line.score.value >= EVIDENCE_FROM and line.quotes
        for line in attempt.feedback.criteria
    )
