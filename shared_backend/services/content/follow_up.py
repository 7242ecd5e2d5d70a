"""The follow-up question: aimed at the weakest criterion of this answer, in the person's own words."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from shared_backend.domain.practice import Attempt
from shared_backend.services.content.library import STORY_TYPES

LONGEST_QUOTE = 140
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def follow_up(attempt: Attempt, folder: Path) -> str:
    """A question on what the person actually said.

    Parameters
    ----------
    folder : Path
        The `data/reference` folder.
    """
    templates = _templates(folder)["story" if attempt.type in STORY_TYPES else "substance"][attempt.feedback.weakest]
    template = templates[zlib.crc32(attempt.id.encode()) % len(templates)]
    return str(template).format(quote=_quote(attempt))


def _quote(attempt: Attempt) -> str:
    """Words of the answer that the weak criterion was seen in, or the answer's first sentence."""
    line = next((c for c in attempt.feedback.criteria if c.criterion == attempt.feedback.weakest), None)
    found = line.quotes[0] if line is not None and line.quotes else _SENTENCE_END.split(attempt.answer.strip())[0]
    words = " ".join(found.split()).rstrip(".!?,;: ")
    if len(words) <= LONGEST_QUOTE:
        return words
    return words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=2)
def _templates(folder: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((folder / "follow_ups.json").read_text(encoding="utf-8"))
    return data
