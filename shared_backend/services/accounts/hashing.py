"""Password hashes: argon2id, a few at a time, and the same work for a name that does not exist."""

from __future__ import annotations

import functools
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from shared_backend.services.accounts.password_rules import normalise

if TYPE_CHECKING:
    from pwdlib import PasswordHash

MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 1
# Each hash holds 64 MiB; more at once would let a flood of sign-ins take the machine's memory.
AT_ONCE = 4
_slots = BoundedSemaphore(AT_ONCE)


class Passwords:
    """Hash and check passwords.

    Parameters
    ----------
    memory_kib, passes : int
        Cost of argon2id; the defaults take about a quarter of a second.
    """

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        self._memory_kib = memory_kib
        self._passes = passes

    def hash(self, password: str) -> str:
        """The hash to store, with its own random salt."""
        with _slots:
            return self._hasher.hash(_bytes(password))

    def check(self, password: str, stored: str | None) -> tuple[bool, str | None]:
        """Whether the password fits, and a new hash when the stored one is of an older cost.

        An account that does not exist (`stored` None) costs the same time and never fits.
        """
        with _slots:
            if stored is None:
                self._hasher.verify(_bytes(password), self._dummy)
                return False, None
            return self._hasher.verify_and_update(_bytes(password), stored)

    @functools.cached_property
    def _hasher(self) -> PasswordHash:
        from pwdlib import PasswordHash
        from pwdlib.hashers.argon2 import Argon2Hasher

        return PasswordHash((Argon2Hasher(time_cost=self._passes, memory_cost=self._memory_kib, parallelism=LANES),))

    @functools.cached_property
    def _dummy(self) -> str:
        return self._hasher.hash("nobody has this password")


def _bytes(password: str) -> bytes:
    # Half a surrogate pair is odd but may be typed; it must not end in a crash.
    return normalise(password).encode("utf-8", "surrogatepass")
