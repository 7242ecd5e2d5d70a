"""Job titles as comparable words: one spelling for case, accents and punctuation, and without rank words."""

from __future__ import annotations

import re
import unicodedata

MAX_TITLE = 300
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_SPELLED = (("c++", " cpp "), ("c#", " csharp "), ("f#", " fsharp "), (".net", " dotnet "), ("&", " and "))
_RANKS = """
senior sr junior jr lead principal staff chief head deputy associate assistant trainee apprentice intern internship
graduate entry level mid experienced certified licensed i ii iii iv v 1 2 3 part full time temporary temp seasonal
contract freelance remote interim acting night day shift weekend urgent vacancy hiring needed wanted
"""
RANK_WORDS = frozenset(_RANKS.split())


def normalise(text: str) -> str:
    """Lower-case words without accents and punctuation, joined by single spaces.

    >>> normalise("  Sr. C++ Developer / Café ")
    'sr cpp developer cafe'
    """
    # Twice lower: a compatibility form may unfold into capitals (℠ into SM).
    folded = unicodedata.normalize("NFKD", text.lower()).lower()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    for written, word in _SPELLED:
        if written in plain:
            plain = plain.replace(written, word)
    return " ".join(_WORD.findall(plain))


def without_rank(normalised: str) -> str:
    """The title without words of rank, contract or shift; the whole title when nothing else is left.

    >>> without_rank("senior staff nurse ii"), without_rank("chief")
    ('nurse', 'chief')
    """
    kept = [word for word in normalised.split() if word not in RANK_WORDS]
    return " ".join(kept) or normalised
