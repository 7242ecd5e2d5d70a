"""The words of a CV as the engines read them: what was done, without who did it and where they went to school."""

from __future__ import annotations

import re

from shared_backend.ai_engines.tasks.resume_coach.facts import Facts
from shared_backend.domain.resume import Profile

_PERSON = re.compile(r"\b(?:he|she|his|her|hers|him|himself|herself|mr|mrs|ms)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d.,]*")


def words_for_engines(profile: Profile, facts: Facts) -> str:
    """Every line that says something, or a slogan; figures, persons, employers and schools are levelled.

    Summaries and lists of skills stay out: words cost nothing there, so they must not count.
    """
    names = {word for text in _names(profile) for word in re.findall(r"\w{3,}", text)}
    text = "\n".join(line.text for line in facts.distinct() if line.solid or line.slogans)
    text = _PERSON.sub("they", _DIGITS.sub("0", text))
    return re.sub(r"\w{3,}", lambda m: "somebody" if m.group() in names and m.group()[0].isupper() else m.group(), text)


def _names(profile: Profile) -> list[str]:
    return [
        profile.name,
        profile.location,
        *(job.employer for job in profile.jobs),
        *(study.institution for study in profile.studies),
    ]
