"""Who gets which way, by lot: the same person always the same in one comparison, and nobody can tell in advance."""

from __future__ import annotations

import hashlib
import hmac

from shared_backend.domain.experiment import Arm

SALT_BYTES = 32


def drawn(salt: bytes, user_id: str) -> Arm:
    """The person's lot: HMAC-SHA256 of their id under the comparison's own secret salt, its first bit."""
    digest = hmac.new(salt, user_id.encode(), hashlib.sha256).digest()
    return "blend" if digest[0] & 1 else "global"
