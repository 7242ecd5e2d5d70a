"""Login names: personal data, so only a keyed digest and a sealed copy are kept."""

from __future__ import annotations

import re
import unicodedata

from shared_backend.domain.errors import InvalidInput

LONGEST_NAME = 80


def tidy(name: str) -> str:
    """The name as it is shown: composed, one space between words.

    Raises
    ------
    InvalidInput
        When it is empty, longer than 80 characters or holds control characters.
    """
    shown = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()
    if not shown:
        raise InvalidInput("Type a name.")
    if len(shown) > LONGEST_NAME:
        raise InvalidInput(f"Use a name of at most {LONGEST_NAME} characters.")
    # Cf holds invisible direction marks, with which two names could look the same.
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} for letter in shown):
        raise InvalidInput("The name holds invisible characters. Type it again.")
    return shown


def login_form(name: str) -> str:
    """What two spellings of one login name have in common.

    >>> login_form("  Ａda   LOVELACE ") == login_form("ada lovelace")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidy(name)).casefold())
    return re.sub(r"\s+", " ", folded).strip()
