"""Circuit breaker: after three failures in a row nobody waits for a dead provider for a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable

FAILURES = 3
PAUSE_SECONDS = 60.0


class Breaker:
    """Counts failures in a row. Open means: do not even try. After the pause one caller may try again.

    Parameters
    ----------
    now : callable
        Seconds on a clock that never goes back.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = 0.0

    def wait_seconds(self) -> float:
        """Seconds until the next try is allowed; 0 means go ahead. After a pause only the first caller gets 0."""
        with self._lock:
            left = self._open_until - self._now()
            if left > 0:
                return left
            if self._failures >= FAILURES:
                self._open_until = self._now() + PAUSE_SECONDS  # the others keep waiting for this one try
            return 0.0

    def succeeded(self) -> None:
        """The provider answered."""
        with self._lock:
            self._failures, self._open_until = 0, 0.0

    def failed(self) -> None:
        """The provider did not answer, or refused the key."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._open_until = self._now() + PAUSE_SECONDS
