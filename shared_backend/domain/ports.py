"""Where reality is slow, random or remote: the small protocols that tests replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class Progress(Protocol):
    """Is told how far long work has come; raises `Cancelled` when somebody asked to stop."""

    def __call__(self, fraction: float, message: str) -> None:
        """Report `fraction` in [0, 1] done and one short sentence on the present step."""
        ...


def silent(fraction: float, message: str) -> None:
    """Progress that nobody watches."""


class LanguageModel(Protocol):
    """A configured text model, local or remote."""

    def complete_json(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], *, seconds: float
    ) -> Mapping[str, Any]:
        """One answer that satisfies the JSON schema.

        Raises
        ------
        EngineUnavailable
            When no valid answer arrived in time; the message says why and what to do.
        """
        ...
