"""One line of the audit log before it is written: ids and small facts, never names or texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from shared_backend.domain.errors import InvalidInput

_ACTION = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)*")
_TOKEN = re.compile(r"[A-Za-z0-9._:+/@-]{0,80}")
SYSTEM = "system"


class Entered(NamedTuple):
    """Where an event stands in the log: its number, and its code in the chain."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what to what.

    Parameters
    ----------
    actor : str
        A user id, or ``system``.
    action : str
        ``area.verb`` in lower case, at most 40 characters.
    subject : str
        ``kind:id`` of what was acted on.
    facts : Mapping[str, str | int | float | bool]
        At most 12 small values without spaces, so no name or sentence can get in.
    """

    actor: str
    action: str
    subject: str
    facts: Mapping[str, str | int | float | bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse anything that could carry personal data."""
        good = len(self.action) <= 40 and _ACTION.fullmatch(self.action) and len(self.facts) <= 12
        tokens = (self.actor, self.subject, *self.facts, *(v for v in self.facts.values() if isinstance(v, str)))
        if not good or len(self.actor) > 32 or not all(_TOKEN.fullmatch(token) for token in tokens):
            raise InvalidInput("An audit entry holds ids and small facts only.")
