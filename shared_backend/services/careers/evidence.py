"""Reads what a person's confirmed words show: skills by telling words, programs and tools by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from shared_backend.domain.career import Evidence, Source
from shared_backend.domain.resume import Claim
from shared_backend.services.careers.elements import TECHNOLOGY, elements
from shared_backend.services.careers.requirements import requirements

_WORD = re.compile(r"[^\W_][\w+#.]*")
_LONGEST_NAME = 6  # words
# Names that are also everyday words: only where they are written with a capital inside a sentence of skills would they
# be safe to take, so they are not taken at all.
_EVERYDAY = frozenset({"access", "excel", "go", "r", "c", "word", "box", "slack", "teams", "apple", "ease", "word pad"})


def of_claims(claims: Iterable[Claim], reference: Path) -> tuple[Evidence, ...]:
    """One sign for each skill and claim that shows it; claims that are not confirmed show nothing."""
    found = []
    for claim in claims:
        if claim.confirmed and claim.kind not in ("contact", "language"):
            source: Source = "interview" if claim.source == "interview" else "ledger"
            found += [
                Evidence(skill, source, None, claim.quote or claim.text) for skill in shown_by(claim.text, reference)
            ]
        elif claim.confirmed and claim.kind == "language":
            found.append(Evidence("knowledge:Foreign Language", "ledger", None, claim.quote or claim.text))
    return tuple(found)


def shown_by(text: str, reference: Path) -> tuple[str, ...]:
    """The skills that a text tells of, in a fixed order."""
    plain = [key for key, element in elements(reference).items() if element.tells.search(text)]
    return (*plain, *_technologies(text, reference))


def _technologies(text: str, reference: Path) -> list[str]:
    names = _names(reference)
    words = [word.rstrip(".").lower() for word in _WORD.findall(text)]
    spans = (" ".join(words[i : i + n]) for i in range(len(words)) for n in range(1, _LONGEST_NAME + 1))
    return list(dict.fromkeys(f"{TECHNOLOGY}:{names[span]}" for span in spans if span in names))


@lru_cache(maxsize=2)
def _names(reference: Path) -> Mapping[str, str]:
    """How a program may be written → its name: in full, and by the capitals at its end ("… SQL")."""
    found: dict[str, str] = {}
    users = requirements(reference).known_technologies
    # The most used first: where several names end in the same capitals these mean it.
    for name in sorted(users, key=lambda one: (-users[one], one)):
        words = [word.rstrip(".") for word in _WORD.findall(name)]
        if not words:
            continue
        short = words[-1]
        if len(words) > 2 and short.isupper() and len(short) > 2:
            found.setdefault(short.lower(), name)
        found[" ".join(words).lower()] = name
    return {key: name for key, name in found.items() if key not in _EVERYDAY and len(key) > 1}
