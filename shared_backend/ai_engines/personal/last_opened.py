"""The state that was opened last: predicting and learning within one request open one row once."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from shared_backend.ai_engines.personal.state import PersonalState


class LastOpened:
    """Keeps one state for as long as its row is the same, byte for byte; lives as long as one request."""

    def __init__(self) -> None:
        self._kept: tuple[Hashable, PersonalState] | None = None

    def get(self, row: Hashable, open_it: Callable[[], PersonalState]) -> PersonalState:
        """The state of a row: whose it is, its version, its sealed bytes, and the fit it is read under."""
        if self._kept is None or self._kept[0] != row:
            self._kept = (row, open_it())
        return self._kept[1]
