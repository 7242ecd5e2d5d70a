"""Texts that say nearly the same: overlap of their content words (Jaccard)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

_WORD = re.compile(r"[a-z]+")
_COMMON_WORDS = """
    a an and are as at be but by can could did do does for from had has have how if in into is it its me of on or so
    that the their them then they this to was were what when which who why will with would you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def content_words(text: str) -> frozenset[str]:
    """Lower-case words that carry meaning."""
    return frozenset(_WORD.findall(text.lower())) - _COMMON


def near_duplicates(texts: Mapping[str, str], limit: float) -> Iterator[tuple[str, str, float]]:
    """Pairs of keys whose texts share at least `limit` of their words.

    >>> list(near_duplicates({"a": "Tell me about a late train", "b": "tell about late trains", "c": "Why us?"}, 0.5))
    [('a', 'b', 0.6)]
    """
    words = {key: content_words(text) for key, text in texts.items()}
    for one, other in combinations(words, 2):
        union = len(words[one] | words[other])
        share = len(words[one] & words[other]) / union if union else 0.0
        if share >= limit:
            yield one, other, round(share, 2)
