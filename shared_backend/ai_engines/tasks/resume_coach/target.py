"""The job somebody aims at, and which of its words the work in a CV shows. A list of skills shows nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared_backend.ai_engines.tasks.resume_coach.lexicon import lexicon
from shared_backend.ai_engines.tasks.resume_coach.line import Line
from shared_backend.ai_engines.text.words import stem
from shared_backend.domain.resume import Profile

_TERM = re.compile(r"[^\W_][\w+#.-]*[\w+#]|[A-Za-z]\b")
MOST_TERMS = 60


@dataclass(frozen=True, slots=True)
class Target:
    """`terms` maps a stem to the word as printed, in order; `title` are the stems of the first line."""

    terms: tuple[tuple[str, str], ...]
    title: frozenset[str]


def target_of(text: str) -> Target | None:
    """What a job ad, or the name of a job, asks for; None where nothing can be told from it.

    >>> [word for _, word in target_of("Warehouse operative. You will use a forklift.").terms]
    ['Warehouse', 'operative', 'forklift']
    """
    found: dict[str, str] = {}
    for word in _TERM.findall(text):
        if _counts(word):
            found.setdefault(stem(word.lower()), word)
    if not found:
        return None
    first = next((line for line in text.splitlines() if line.strip()), "")
    title = frozenset(stem(word.lower()) for word in _TERM.findall(first)[:6] if _counts(word))
    return Target(tuple(found.items())[:MOST_TERMS], title)


def shown_terms(profile: Profile, lines: Sequence[Line], target: Target | None) -> tuple[frozenset[str], float]:
    """Stems of the target shown in deeds, titles and training, and how much of its title was held or studied for."""
    if target is None:
        return frozenset(), 0.0
    titles = " ".join([*(job.title for job in profile.jobs), profile.headline[:80]])
    training = " ".join(
        [*(f"{s.degree} {s.subject}" for s in profile.studies), *(c.name for c in profile.certifications)]
    )
    said = _stems(" ".join([titles, training, *(line.text for line in lines)]))
    held = _stems(titles)
    title = len(target.title & held) / len(target.title) if target.title else 0.0
    return frozenset(key for key, _ in target.terms if key in said), title


def shown_in(term: str, lines: Sequence[Line]) -> bool:
    """Whether a skill of any number of words is shown in a line."""
    wanted = _stems(term)
    return not wanted or any(wanted <= _stems(line.text) for line in lines)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in _TERM.findall(text))


def _counts(word: str) -> bool:
    return word.lower() not in lexicon().ad_words and not word[0].isdigit() and (len(word) > 2 or word.isupper())
