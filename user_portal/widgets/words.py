"""How scores and times are written on a page; what both portals share comes from `shared_backend.web.words`."""

from __future__ import annotations

from shared_backend.domain.practice import Range
from shared_backend.web.words import count, plain, when

__all__ = ["clock", "count", "level", "plain", "score", "sentence", "when"]


def score(found: Range, word: str, *, numbers: bool = True) -> str:
    """A score as a word, a number and a range; as a word only for those who want no numbers.

    >>> score(Range(7.2, 6.6, 7.8), "Good")
    'Good · 7.2 of 10 (6.6–7.8)'
    >>> score(Range(7.2, 6.6, 7.8), "Good", numbers=False)
    'Good'
    """
    return f"{word} · {found.value:.1f} of 10 ({found.low:.1f}–{found.high:.1f})" if numbers else word


def level(found: Range) -> str:
    """A criterion as a number and a range.

    >>> level(Range(2.5, 2.0, 3.1))
    '2.5 of 4 (2.0–3.1)'
    """
    return f"{found.value:.1f} of 4 ({found.low:.1f}–{found.high:.1f})"


def sentence(text: str) -> str:
    """The text with its first letter as at the beginning of a sentence; the rest stays.

    >>> sentence("yesterday and 3 March 2026")
    'Yesterday and 3 March 2026'
    """
    return text[:1].upper() + text[1:]


def clock(seconds: float) -> str:
    """Minutes and seconds; after an hour nobody counts them.

    >>> clock(125), clock(90_000)
    ('2:05', 'over an hour')
    """
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}" if whole < 3600 else "over an hour"
