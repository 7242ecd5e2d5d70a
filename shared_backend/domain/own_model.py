"""What the owner of a personal model does with it: what was forgotten, when, and whether it can still be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

What = Literal["answer", "row", "everything"]
UNDO_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that something was forgotten.

    `subject` is the answer's id or the competency, empty for everything. `records` counts what was taken out of the
    history, `answers` the answers among it. `before` and `after` are SHA-256 digests of the personal state;
    `undone_at` and `undone` say when it was put back and to which state that led. Until `undo_until` it can be undone;
    None once there is nothing to put back any more.
    """

    id: str
    what: What
    subject: str
    records: int
    answers: int
    at: datetime
    before: str
    after: str
    undo_until: datetime | None
    undone_at: datetime | None = None
    undone: str = ""
    row_version: int = 1

    def can_be_undone(self, now: datetime) -> bool:
        """Whether what was forgotten can still be put back."""
        return self.undo_until is not None and now < self.undo_until


@dataclass(frozen=True, slots=True)
class Deletion:
    """Proof that an answer was deleted and unlearned; it is not kept anywhere.

    `answers` counts the answer with the follow-ups and further tries that hung on it, `left` what the personal model
    rests on now. `before` and `after` are SHA-256 digests of the personal state.
    """

    answers: int
    left: int
    at: datetime
    before: str
    after: str
