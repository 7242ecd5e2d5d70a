"""Takes names, e-mail addresses, phone numbers and links out of text before it leaves, and puts them back after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:(?:van|von|de|den|der|da|di|del|bin|al|la|le) )*[A-ZÀ-ÖØ-Þ][\w'’-]+){0,3}"
_FULL_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:(?:van|von|de|den|der|da|di|del|bin|al|la|le) )*[A-ZÀ-ÖØ-Þ][\w'’-]+){1,3}"
_FOUND: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("EMAIL", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    ("LINK", re.compile(r"(?:https?://|www\.|linkedin\.com/|github\.com/)[^\s\"\\<>]{2,200}", re.I)),
    ("PHONE", re.compile(r"(?<![\w.])(?:\+|00)\d(?:[ ()./-]{0,2}\d){7,14}(?!\w)")),
    ("PHONE", re.compile(r"(?<![\w.,/:-])\(?0\d{1,4}\)?(?:[ ./-]?\d{2,4}){2,4}(?!\w)")),
    ("PHONE", re.compile(r"(?<![\w.])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)")),
    ("NAME", re.compile(rf"(?<=\b[Mm]y name is )({_NAME})")),
    ("NAME", re.compile(rf"(?<=\bI am )({_FULL_NAME})(?=[,.;]|\\n| and )")),
    ("NAME", re.compile(rf"(?<=\bI'm )({_FULL_NAME})(?=[,.;]|\\n| and )")),
    ("NAME", re.compile(rf"(?<=\bcalled me )({_FULL_NAME})")),
    ("NAME", re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Señora?)\.? ({_NAME})")),
    ("NAME", re.compile(rf"(?<=\bName: )({_NAME})")),
)


@dataclass
class Mask:
    """The placeholders of one request. The same words get the same placeholder.

    What it finds are patterns: contact data, and names that are introduced ("my name is", "Dr"). A bare first name
    in a story stays; a person who must not be named should not be named in a text for a provider.
    """

    _known: dict[str, str] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """The text with placeholders such as ``[EMAIL_1]``."""
        for kind, pattern in _FOUND:
            text = pattern.sub(lambda found, kind=kind: self._placed(kind, found), text)  # type: ignore[misc]
        return text

    def restore(self, value: Any) -> Any:
        """The same JSON value with the words put back in every string."""
        if isinstance(value, str):
            for placeholder, words in self._back():
                value = value.replace(placeholder, words)
            return value
        if isinstance(value, Mapping):
            return {key: self.restore(item) for key, item in value.items()}
        return [self.restore(item) for item in value] if isinstance(value, list) else value

    def _back(self) -> Iterator[tuple[str, str]]:
        return ((placeholder, words) for words, placeholder in self._known.items())

    def _placed(self, kind: str, found: re.Match[str]) -> str:
        words = found.group(1) if found.re.groups else found.group()
        if "[" in words or ("_" in words and kind == "NAME"):
            return found.group()
        if words not in self._known:
            number = sum(placeholder.startswith(f"[{kind}_") for placeholder in self._known.values()) + 1
            self._known[words] = f"[{kind}_{number}]"
        return found.group().replace(words, self._known[words])
