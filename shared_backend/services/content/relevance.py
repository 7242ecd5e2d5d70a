"""What a job advertisement asks for and which résumé lines fit a question: word matches that can be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from shared_backend.services.content.library import Question

EMPHASIS = 1.5  # how much more often a competency is practised when the advertisement speaks of it
_WORD = re.compile(r"[^\W\d_]{4,}")


def asked_for(job_ad: str, folder: Path) -> Mapping[str, str]:
    """Competency → the word of the advertisement that speaks of it."""
    text = job_ad.lower()
    found: dict[str, str] = {}
    for competency, stems in _words(folder).items():
        for stem in stems:
            match = re.search(rf"\b{re.escape(stem)}\w*", text)
            if match:
                found[competency] = match.group()
                break
    return found


def fitting_lines(resume_text: str, question: Question, folder: Path, *, most: int = 2) -> tuple[str, ...]:
    """Lines of the person's own résumé that share most with a question, best first; none when nothing is shared."""
    stems = _words(folder).get(question.competency, ())
    wanted = set(_WORD.findall(f"{question.question} {question.shows}".lower())) - _common(folder)
    scored: list[tuple[int, int, str]] = []
    for position, line in enumerate(resume_text.splitlines()):
        plain = line.strip(" •*-–\t")
        lowered = plain.lower()
        shared = len(wanted & set(_WORD.findall(lowered))) + sum(
            1 for stem in stems if re.search(rf"\b{re.escape(stem)}", lowered)
        )
        if shared and len(plain.split()) >= 4:
            scored.append((-shared, position, plain))
    return tuple(line for _, _, line in sorted(scored)[:most])


def _words(folder: Path) -> Mapping[str, tuple[str, ...]]:
    return {competency: tuple(stems) for competency, stems in _data(folder)["words"].items()}


def _common(folder: Path) -> frozenset[str]:
    return frozenset(_data(folder)["common"])


@lru_cache(maxsize=2)
def _data(folder: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((folder / "competency_words.json").read_text(encoding="utf-8"))
    return data
