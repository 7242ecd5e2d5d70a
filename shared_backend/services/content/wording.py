"""The sentences around feedback: its tone, an example where somebody wants detail, and where a joke is out of place."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from shared_backend.domain.practice import Wording
from shared_backend.services.content.library import STORY_TYPES, Library

HUMOUR = "tone:humorous"


def band(library: Library, overall: float) -> str:
    """The band of a score of 0–10 for the choice of words: "low", "middle" or "high"."""
    bands = library.wording["bands"]
    return "low" if overall < bands["middle"] else "middle" if overall < bands["high"] else "high"


def out_of_place(library: Library, *, overall: float, competency: str, cautioned: bool) -> frozenset[str]:
    """Ways that must not be used here: no joke on a low score, on a caution, or where somebody's safety is the matter.

    Parameters
    ----------
    cautioned : bool
        Whether the feedback carries a note of its own, such as an answer that only repeats the question.
    """
    serious = competency in library.wording["serious_competencies"]
    return frozenset({HUMOUR}) if serious or cautioned or band(library, overall) == "low" else frozenset()


def framed(
    library: Library,
    options: Mapping[str, str],
    *,
    overall: float,
    criterion: str,
    question_type: str,
    seed: str,
    chances: Mapping[str, float] | None = None,
) -> Wording:
    """The chosen way with its sentences; the same `seed` gives the same ones.

    Parameters
    ----------
    options : mapping
        Dimension to option, for all four dimensions.
    criterion : str
        What the one thing to change is about; an example belongs to it.
    """
    tone = library.wording["tones"][options["tone"]]
    kind = "story" if question_type in STORY_TYPES else "substance"
    return Wording(
        style=options["style"],
        detail=options["detail"],
        tone=options["tone"],
        format=options["format"],
        chances=dict(chances or {}),
        opening=_one_of(tone["opening"][band(library, overall)], f"{seed}/opening"),
        bridge=_one_of(tone["bridge"], f"{seed}/bridge"),
        example=library.wording["examples"][kind][criterion] if options["detail"] == "detailed" else "",
    )


def _one_of(sentences: Sequence[str], seed: str) -> str:
    return sentences[zlib.crc32(seed.encode()) % len(sentences)] if sentences else ""
