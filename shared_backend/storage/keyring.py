"""The master keys and the sub-keys derived from them; never printed, never logged."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared_backend.domain.errors import ConfigurationError

KEY_BYTES = 32
_KID = re.compile(r"[A-Za-z0-9._-]{1,32}")


def derive(secret: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) of one secret into the 32-byte key of one purpose."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"intellicoach/" + purpose.encode()).derive(
        secret
    )


@dataclass(frozen=True)
class Keyring:
    """Master keys by id; the active one protects what is new, the others still open what is old.

    Parameters
    ----------
    keys : Mapping[str, bytes]
        Key id → 32 random bytes.
    active : str
        The id new data is protected under.
    """

    keys: Mapping[str, bytes] = field(repr=False)
    active: str

    def __post_init__(self) -> None:
        """Refuse what cannot protect anything."""
        if self.active not in self.keys:
            raise ConfigurationError("The master keys name no active key. Restore the key file from its backup.")
        for kid, key in self.keys.items():
            if not _KID.fullmatch(kid):
                raise ConfigurationError(
                    "A master key id has characters other than letters, digits, dot, dash, underscore."
                )
            if len(key) != KEY_BYTES:
                raise ConfigurationError(f"Master key {kid} is not {KEY_BYTES} bytes long. Restore it from its backup.")

    def subkey(self, kid: str, purpose: str) -> bytes:
        """The key of one purpose (wrap, audit, name, check …) under one master key.

        Raises
        ------
        KeyError
            When the ring does not hold `kid`.
        """
        return derive(self.keys[kid], f"master/{purpose}")

    def digest(self, purpose: str, value: str, *, kid: str | None = None) -> str:
        """HMAC-SHA256 of a text under one purpose, as 64 hex characters."""
        return hmac.new(self.subkey(kid or self.active, purpose), value.encode(), hashlib.sha256).hexdigest()

    def digests(self, purpose: str, value: str) -> list[str]:
        """The digest under every key, the active one first: what to look up after a key was rotated."""
        return [self.digest(purpose, value, kid=kid) for kid in self]

    def __iter__(self) -> Iterator[str]:
        """Key ids, the active one first."""
        yield self.active
        yield from sorted(kid for kid in self.keys if kid != self.active)


def parse_keys(text: str) -> Keyring:
    """Read ``kid:base64,kid:base64``; the first is active.

    Raises
    ------
    ConfigurationError
        When the text is not of that form or a key has the wrong length.
    """
    keys: dict[str, bytes] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        kid, _, encoded = part.partition(":")
        keys[kid] = decode_key(encoded)
    if not keys:
        raise ConfigurationError("The master keys are empty. Expected kid:base64 of 32 bytes.")
    return Keyring(keys, next(iter(keys)))


def decode_key(encoded: str) -> bytes:
    """Base64 text to key bytes."""
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise ConfigurationError("A master key is not base64. Restore it from its backup.") from None
