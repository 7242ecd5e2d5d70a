"""Finds a skill, a field of knowledge, a program or a tool while its name is typed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from shared_backend.services.careers.elements import TECHNOLOGY, elements, name_of
from shared_backend.services.careers.requirements import requirements

LONGEST = 80
# Of 100: below this a name is not what was meant.
_ALIKE = 80.0


def find_skills(text: str, reference: Path, count: int = 8) -> tuple[str, ...]:
    """At most `count` ids, best first: names that begin like the text, then those that hold it or are spelled alike.

    Of two that fit alike a skill or field of knowledge comes before a program, and the program more use before others.
    """
    asked = " ".join(text[:LONGEST].casefold().split())
    if len(asked) < 2:
        return ()
    names = _names(reference)
    begins = [key for key, name in names.items() if name.startswith(asked)]
    holds = [key for key, name in names.items() if f" {asked}" in f" {name}"]
    alike = process.extract(asked, names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=count)
    return tuple(dict.fromkeys((*begins, *holds, *(key for _, _, key in alike))))[:count]


@lru_cache(maxsize=2)
def _names(reference: Path) -> dict[str, str]:
    """Id → name in small letters, skills first, then programs by how many occupations use them."""
    used = requirements(reference).known_technologies
    tools = sorted(used, key=lambda name: (-used[name], name))
    return {key: name_of(key).casefold() for key in (*elements(reference), *(f"{TECHNOLOGY}:{t}" for t in tools))}
