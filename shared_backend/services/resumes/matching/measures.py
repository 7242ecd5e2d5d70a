"""What is measured and not named: degrees by level, years by the dates of positions, languages by how they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared_backend.domain.resume import PRESENT, Job
from shared_backend.services.resumes.fields.tongues import tongue_in
from shared_backend.services.resumes.matching.words import Token

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_YEARS = re.compile(
    r"(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")\s*(?:\+|\(\d+\)|or more|plus|[-–]\s*\d{1,2}|to \w+)?\s*(?:or more\s+)?"
    r"years?['’]?(?:\s+or\s+more)?(?P<of>.*)",
    re.IGNORECASE,
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "winter": (12, 12)}

_LEVELS = (
    (4, re.compile(
        r"\b(?:ph\.?\s?d|d\.?phil|doctora(?:te|l)|dr\.? ?(?:rer|phil|med|ing)|ed\.?d\.?(?=$|[\s,])|doctor of)(?!\w)",
        re.I)),
    (3, re.compile(
        r"\b(?:master(?:['’]?s)?\b(?! electric| plumb| chef| tech| craft|s? of ceremon)|m\.?b\.?a|m\.?sc"
        r"|m\.?\s?(?:eng|phil|res|ed|a|s)\b\.?(?=$|[\s,])|ll\.?m|mres|mph|mpa|msn|magister"
        r"|postgraduate degree)", re.I)),
    (2, re.compile(
        r"\b(?:bachelor(?:['’]?s)?|b\.?sc|b\.?\s?(?:eng|ed|com|tech|a|s)\b\.?(?=$|[\s,(])|b\.?b\.?a|ll\.?b|bfa|bsn"
        r"|undergraduate degree|university degree|college degree|degree)(?!\w)", re.I)),
    (1, re.compile(
        r"\b(?:associate(?:['’]s)? (?:degree|of)|a\.?a\.?s?\b(?=$|[\s,])|foundation degree|hnd|hnc|adn)\b", re.I)),
)  # fmt: skip
_DEGREE_WORDS = frozenset((
    "degree", "diploma", "level", "university", "college", "in", "of", "or", "and", "a", "an", "the", "higher",
    "masters", "bachelors", "doctoral", "postgraduate", "undergraduate", "graduate", "qualification", "good", "hons",
    "honours", "science", "arts",
))  # fmt: skip
_NOUNS = frozenset((
    "and", "or", "speaking", "speaker", "speakers", "language", "languages", "at", "to", "for", "with", "level",
    "native", "fluent", "basic", "in",
))  # fmt: skip
_HOW_WELL = frozenset((
    "fluent", "conversational", "native", "written", "spoken", "speaking", "speaker", "language", "good",
    "excellent", "basic", "business", "level", "fluency", "in",
))  # fmt: skip
_CUES = frozenset((
    "in", "speak", "speaks", "speaking", "spoke", "fluent", "bilingual", "native", "written", "spoken",
    "conversational", "language", "languages", "from", "into", "translate", "translated", "teach", "taught",
    "reads", "write", "both", "and", "or", "business", "professional", "between",
))  # fmt: skip


def degree_asked(phrase: str) -> int | None:
    """The lowest level (1–4) of degree a phrase asks for; None when it asks for none.

    >>> degree_asked("master's or doctoral degree"), degree_asked("PhD"), degree_asked("Master electrician")
    (3, 4, None)
    """
    found = [level for level, pattern in _LEVELS if pattern.search(phrase)]
    if not found:
        return None
    named = [level for level in found if level != 2]
    # "doctoral degree": the word degree alone names no level.
    return min(named) if named and not re.search(r"bachelor|b\.?sc|b\.?a\b|undergraduate", phrase, re.I) else min(found)


def subject_asked(words: Sequence[Token]) -> frozenset[str]:
    """The roots of what a degree is asked in; empty when any will do or a related one is named as welcome.

    >>> from shared_backend.services.resumes.matching.words import tokens
    >>> sorted(subject_asked(tokens("bachelor's degree in civil engineering"))), subject_asked(tokens("PhD"))
    (['civil', 'engineer'], frozenset())
    """
    forms = {word.form for word in words}
    if forms & {"related", "similar", "relevant", "any", "equivalent"}:
        return frozenset()
    return frozenset(word.root for word in words if word.form not in _DEGREE_WORDS and degree_in(word.raw) is None)


def degree_in(text: str) -> tuple[int, int, int] | None:
    """Level and characters of the highest degree a line names."""
    for level, pattern in _LEVELS:
        match = pattern.search(text)
        if match:
            return level, match.start(), match.end()
    return None


def years_asked(phrase: str) -> tuple[int, str] | None:
    """The years of "five years or more of backend work", and of what; None when no years are asked.

    >>> years_asked("5+ years of Python"), years_asked("three years"), years_asked("Python")
    ((5, 'Python'), (3, ''), None)
    """
    match = _YEARS.search(phrase)
    if match is None:
        return None
    asked = match["n"].lower()
    of = re.sub(
        r"^[\s,]*(?:(?:of|in|as|with|working|experience|a|an|the|relevant|professional|building)\b\s*)+",
        "",
        match["of"],
    )
    return (_NUMBERS.get(asked) or int(asked)), of.strip(" .,;")


@dataclass(frozen=True, slots=True)
class Time:
    """Months in positions, overlaps counted once, and the positions."""

    months: int
    jobs: tuple[Job, ...]

    @property
    def years(self) -> float:
        """Rounded to half a year."""
        return round(self.months / 6) / 2


def time_in(jobs: Sequence[Job], today: date) -> Time:
    """The time spent in positions that have a beginning and an end."""
    months: set[int] = set()
    counted = []
    for job in jobs:
        first, last = _month(job.start, today, opens=True), _month(job.end, today, opens=False)
        if first is not None and last is not None and last >= first:
            months.update(range(first, last + 1))
            counted.append(job)
    return Time(len(months), tuple(counted))


def _month(written: str, today: date, *, opens: bool) -> int | None:
    if not written:
        return None
    if written == PRESENT:
        return today.year * 12 + today.month
    year, _, rest = written.partition("-")
    usual = (1, 12) if not rest else _SEASONS.get(rest) or (int(rest), int(rest))
    return int(year) * 12 + usual[0 if opens else 1]


def language_asked(words: Sequence[Token]) -> str | None:
    """The language that a phrase names and nothing else: "Spanish", "fluent German"."""
    named = [word for word in words if word.form not in _HOW_WELL]
    one = named[0].raw if len(named) == 1 else ""
    return one if one[:1].isupper() and tongue_in(one) else None


def language_in(name: str, line: Sequence[Token], *, listed: bool) -> int | None:
    """The word that names a language as one that is used, not a cuisine or a market; None when there is none."""
    for at, word in enumerate(line):
        if word.form != name.lower():
            continue
        following = line[at + 1] if at + 1 < len(line) else None
        before = {other.form for other in line[max(0, at - 4) : at]}
        if listed or (
            (before & _CUES or not at)
            and (following is None or following.form in _NOUNS or following.raw[:1].isupper())
        ):
            return at
    return None
