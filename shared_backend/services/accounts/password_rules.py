"""Which passwords are refused: short, common, or made of the name."""

from __future__ import annotations

import functools
import gzip
import unicodedata
from itertools import pairwise
from pathlib import Path

from shared_backend.domain.errors import InvalidInput

SHORTEST = 10
# Longer ones only cost hashing time.
LONGEST = 256
_COMMON = Path(__file__).resolve().parents[3] / "data" / "reference" / "passwords" / "common.txt.gz"


def normalise(password: str) -> str:
    """The same text for the same typed characters, whatever the keyboard composed."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, login_name: str) -> None:
    """Refuse a password that is guessed early.

    Parameters
    ----------
    login_name : str
        In its `login_form`.

    Raises
    ------
    InvalidInput
        Says which rule; never repeats the password.
    """
    plain = normalise(password)
    if len(plain) < SHORTEST:
        raise InvalidInput(f"Use a password of at least {SHORTEST} characters. A short sentence works well.")
    if len(plain) > LONGEST:
        raise InvalidInput(f"Use a password of at most {LONGEST} characters.")
    folded = plain.casefold()
    if folded in common_passwords() or len(set(folded)) < 4 or _is_run(folded):
        raise InvalidInput("This password is among the first that are guessed. Use a short sentence instead.")
    parts = [part for part in (login_name, *login_name.split()) if len(part) >= 4]
    if any(part in folded and len(folded) - len(part) < SHORTEST - 2 for part in parts):
        raise InvalidInput("The password is mostly your name. Use a short sentence instead.")


@functools.cache
def common_passwords() -> frozenset[str]:
    """The most common passwords that are long enough to be tried here."""
    return frozenset(gzip.decompress(_COMMON.read_bytes()).decode().split("\n"))


def _is_run(text: str) -> bool:
    """Whether every character follows its neighbour, as in 1234567890 or zyxwvutsrq."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return steps <= {1, -9} or steps <= {-1, 9}
