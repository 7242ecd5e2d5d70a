"""The answer as engines that read words see it: without its subject, names, sexes, numbers and fillers."""

from __future__ import annotations

import json
from functools import lru_cache

from shared_backend.ai_engines.tasks.interview_coach.reading import LEXICONS, Reading, is_content
from shared_backend.domain.errors import ConfigurationError

_PRONOUNS = {
    "he": "they", "she": "they", "him": "them", "her": "them", "his": "their", "hers": "their", "himself": "themselves",
    "herself": "themselves", "man": "person", "woman": "person", "lady": "person", "gentleman": "person",
    "boy": "child", "girl": "child", "husband": "spouse", "wife": "spouse", "mother": "parent", "father": "parent",
    "mr": "rare", "mrs": "rare", "ms": "rare", "miss": "rare", "sir": "rare", "madam": "rare",
}  # fmt: skip
NUMBER, KEY, ASKED, RARE = "nine", "kkk", "qqq", "rare"


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    try:
        return frozenset(json.loads((LEXICONS / "common.json").read_text(encoding="utf-8"))["lists"]["common"])
    except (OSError, ValueError, KeyError) as problem:
        raise ConfigurationError(
            "The word list common.json is missing or damaged; restore data/reference."
        ) from problem


def normal_text(reading: Reading) -> str:
    """Lower-case words in order; subject words stand as placeholders.

    A word of the key points becomes "kkk", of the question "qqq", a number "nine", any other content word that few
    people use (names among them) "rare". What is left is how people speak of what they did, checked, skipped or hid,
    and that is the same in every trade.
    """
    answer, shown = reading.answer, []
    key = {
        s for p in reading.key_points for s, w in zip(p.stems, p.words, strict=True) if is_content(w)
    } - reading.asked
    common = _common()
    for i in reading.core:
        word, stem = answer.words[i], answer.stems[i]
        if word[0].isdigit():
            shown.append(NUMBER)
        elif stem in key:
            shown.append(KEY)
        elif stem in reading.asked:
            shown.append(ASKED)
        elif word not in _PRONOUNS and is_content(word) and stem not in common:
            shown.append(RARE)
        else:
            shown.append(_PRONOUNS.get(word, word))
    return " ".join(word for i, word in enumerate(shown) if not (word == RARE and i and shown[i - 1] == RARE))
