"""What an ad asks for: phrases in the ad's own words, each a must or nice to have."""

from __future__ import annotations

from pathlib import Path

from shared_backend.services.resumes.matching.ad_phrases import phrases_of
from shared_backend.services.resumes.matching.ad_sections import asking_lines
from shared_backend.services.resumes.matching.lexicon import lexicon
from shared_backend.services.resumes.matching.values import Requirement
from shared_backend.services.resumes.matching.words import tokens

MOST = 60


def requirements_of(ad: str, reference: Path) -> tuple[Requirement, ...]:
    """The requirements in the order of the ad; the same thing twice is one, and a must when it is one anywhere."""
    known = lexicon(reference)
    found: dict[tuple[str, ...], Requirement] = {}
    for line in asking_lines(ad):
        for phrase in phrases_of(line.text, known):
            key = known.key(known.core(tokens(phrase)))
            if key not in found:
                found[key] = Requirement(phrase, line.level)
            elif line.level == "must":
                found[key] = Requirement(found[key].phrase, "must")
    return tuple(found.values())[:MOST]
