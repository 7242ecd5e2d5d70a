"""Looks for each requirement in every line of a CV: by its name, another name, a measure, or another way of telling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from shared_backend.domain.resume import Job
from shared_backend.services.resumes.matching import literal, nearness, patterns
from shared_backend.services.resumes.matching.caution import caution
from shared_backend.services.resumes.matching.lexicon import lexicon
from shared_backend.services.resumes.matching.measures import (
    degree_asked,
    degree_in,
    language_asked,
    language_in,
    subject_asked,
    time_in,
    years_asked,
)
from shared_backend.services.resumes.matching.values import Evidence, Found, How, Passage, Requirement
from shared_backend.services.resumes.matching.words import Token, tokens

_SPLIT = re.compile(r"\s*(?:,\s*(?:or|and)?|\bor\b|\band/or\b|\s/\s)\s+", re.IGNORECASE)
_BOTH = re.compile(r"\s+and\s+", re.IGNORECASE)
_ORDER = ("skill", "certification", "language", "bullet", "job", "employer", "study", "summary", "other")


class Matcher:
    """Compares requirements with lines of a CV; the same lines in any order give the same answer.

    Parameters
    ----------
    reference : Path
        The shipped `data/reference` folder.
    today : date
        Up to when positions that go on are counted.
    """

    def __init__(self, reference: Path, today: date) -> None:
        self._lexicon = lexicon(reference)
        self._today = today

    def match(
        self, requirements: Iterable[Requirement], passages: Sequence[Passage], jobs: Sequence[Job] = ()
    ) -> tuple[Found, ...]:
        """Every requirement with its best evidence. `jobs` give the dates for years of experience."""
        return tuple(self._one(requirement, passages, jobs) for requirement in requirements)

    def _one(self, requirement: Requirement, passages: Sequence[Passage], jobs: Sequence[Job]) -> Found:
        found: list[Evidence] = []
        denied: list[str] = []
        for one in self._shown(requirement.phrase, passages, jobs):
            said = caution(one.quote, one.start, one.end)
            if said in ("denied", "learning"):
                denied.append(one.quote)
            else:
                found.append(_with_caution(one, weak=said == "weak"))
        best = min(found, key=_rank, default=None)
        return Found(requirement, best, "" if best else min(denied, default=""))

    def _shown(self, phrase: str, passages: Sequence[Passage], jobs: Sequence[Job]) -> Iterator[Evidence]:
        years = years_asked(phrase)
        if years is not None:
            yield from self._years(*years, passages, jobs)
            return
        whole = list(self._phrase(phrase, passages))
        if whole:
            yield from whole
            return
        choices = alternatives(phrase)
        for choice in choices if len(choices) > 1 else ():
            yield from self._phrase(choice, passages)
        both = _BOTH.split(phrase)
        if len(choices) == 1 and len(both) == 2:
            parts = [list(self._phrase(part, passages)) for part in both]
            if all(parts):
                yield from parts[0]

    def _phrase(self, phrase: str, passages: Sequence[Passage]) -> Iterator[Evidence]:
        known = self._lexicon
        words = known.core(tokens(phrase))
        if not words:
            return
        language = language_asked(words)
        if language is not None:
            yield from self._language(language, passages)
            return
        yield from self._named([phrase[words[0].start : words[-1].end]], passages, "literal", "")
        short = self._without_vendor(words)
        same = known.same.get(known.key(words), ())
        names = [*short, *same, *known.esco.get(" ".join(word.form for word in words), ())]
        yield from self._named(names, passages, "equivalent", "another name for it")
        keys = dict.fromkeys([known.key(words), *(known.key(tokens(name)) for name in same)])
        kinds = [name for key in keys for name in known.narrower.get(key, ())]
        yield from self._named(kinds, passages, "equivalent", "one kind of it")
        level = degree_asked(phrase)
        if level is not None:
            yield from self._degree(level, words, passages)
            return
        ways = [way for key in keys for way in known.patterns.get(key, ())]
        for passage in passages:
            # What an employer is called does not tell what somebody did there.
            tried = ways if passage.kind != "employer" else ()
            place = next(filter(None, (patterns.find(way, passage.words) for way in tried)), None)
            if place is None and len(words) > 1:
                place = nearness.told(words, passage.words, known)
            if place is not None:
                yield _evidence(passage, place, "equivalent", "said in other words")

    def _named(self, names: Iterable[str], passages: Sequence[Passage], how: How, why: str) -> Iterator[Evidence]:
        for name in dict.fromkeys(names):
            phrase = self._lexicon.phrase(name)
            for passage in passages:
                if not phrase.words or not passage.may_hold(phrase.words):
                    continue
                place = literal.find(phrase, passage.words, passage.text)
                if place is not None:
                    yield _evidence(passage, place, how, why)

    def _without_vendor(self, words: tuple[Token, ...]) -> list[str]:
        """The name without its maker or its version: Excel for Microsoft Excel, Python for Python 3."""
        found = []
        for size in (1, 2):
            if len(words) > size and self._lexicon.key(words[:size]) in self._lexicon.vendors:
                found.append(" ".join(word.raw for word in words[size:]))
        if len(words) > 1 and re.fullmatch(r"\d+(?:\.\d+)*\+?", words[-1].raw):
            found.append(" ".join(word.raw for word in words[:-1]))
        return found

    def _language(self, name: str, passages: Sequence[Passage]) -> Iterator[Evidence]:
        for passage in passages:
            at = language_in(name, passage.words, listed=passage.kind in ("language", "skill"))
            if at is not None:
                yield _evidence(passage, (at, at + 1), "literal", "")

    def _degree(self, level: int, words: Sequence[Token], passages: Sequence[Passage]) -> Iterator[Evidence]:
        subject = subject_asked(words)
        for passage in passages:
            held = degree_in(passage.text) if passage.kind in ("study", "summary", "other") else None
            about = not subject or any(word.root in subject for word in passage.words)
            if held is not None and held[0] >= level and about:
                _, start, end = held
                yield Evidence(
                    passage.text, start, end, passage.kind, passage.section, "equivalent", why="this level or higher"
                )

    def _years(self, asked: int, of: str, passages: Sequence[Passage], jobs: Sequence[Job]) -> Iterator[Evidence]:
        """Years are counted from the positions that show the thing, overlaps once."""
        if of:
            shown = [one for choice in alternatives(of) for one in self._places(choice, passages)]
            ids = {passage.job for passage in shown}
        else:
            shown, ids = [p for p in passages if p.kind in ("job", "employer")], {job.id for job in jobs}
        time = time_in([job for job in jobs if job.id in ids], self._today)
        if time.months >= 12 * asked and shown:
            kept = {job.id for job in time.jobs}
            first = min((p for p in shown if p.job in kept), key=lambda p: (_ORDER.index(p.kind), p.text))
            yield Evidence(
                first.text, 0, len(first.text), first.kind, first.section, "equivalent",
                why=f"about {time.years:g} years by the dates of {len(time.jobs)} positions",
            )  # fmt: skip

    def _places(self, phrase: str, passages: Sequence[Passage]) -> list[Passage]:
        return [p for p in passages if p.job and any(True for _ in self._phrase(phrase, (p,)))]


def alternatives(phrase: str) -> tuple[str, ...]:
    """The choices of "medical, dental or veterinary setting", each with the noun they share.

    >>> alternatives("medical, dental or veterinary setting")
    ('medical setting', 'dental setting', 'veterinary setting')
    """
    if not re.search(r"\bor\b|\s/\s", phrase, re.IGNORECASE):
        return (phrase,)
    parts = [part.strip() for part in _SPLIT.split(phrase) if part.strip()]
    if len(parts) < 2:
        return (phrase,)
    tail = parts[-1].split()[1:]
    if tail and tail[0].islower() and all(len(part.split()) == 1 and part.islower() for part in parts[:-1]):
        return (*(" ".join([part, *tail]) for part in parts[:-1]), parts[-1])
    return tuple(parts)


def _evidence(passage: Passage, place: tuple[int, int], how: How, why: str) -> Evidence:
    start = passage.words[place[0]].start
    end = passage.words[max(place[1], place[0] + 1) - 1].end
    return Evidence(passage.text, start, end, passage.kind, passage.section, how, why=why)


def _with_caution(one: Evidence, *, weak: bool) -> Evidence:
    if not weak:
        return one
    return Evidence(one.quote, one.start, one.end, one.kind, one.section, one.how, weak=True, why=one.why)


def _rank(one: Evidence) -> tuple[bool, bool, int, str, int]:
    """Plain before weak, by name before by another telling; a line of work before a bare list; then by its text."""
    return one.weak, one.how != "literal", _ORDER.index(one.kind), one.quote, one.start
