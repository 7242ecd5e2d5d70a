"""What differs between two states of a CV: by field, and word by word; ids of lines do not count."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shared_backend.domain.resume import Job, Named, Profile, Study

Op = Literal["same", "out", "in"]
_NAMES = {
    "name": "Name",
    "headline": "Headline",
    "email": "E-mail",
    "phone": "Phone",
    "location": "Place",
    "summary": "Summary",
    "employer": "Employer",
    "title": "Job title",
    "start": "From",
    "end": "Until",
    "institution": "School",
    "degree": "Degree",
    "subject": "Subject",
}
_SINGLE = ("name", "headline", "email", "phone", "location", "summary")
_LISTS = {"links": "Links", "skills": "Skills", "certifications": "Certificates", "languages": "Languages"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs; `words` are the pieces of it that stayed, went out or came in, in order."""

    where: str
    words: tuple[tuple[Op, str], ...]


def differences(before: Profile, after: Profile) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the CV; two equal states give nothing.

    >>> [d.where for d in differences(Profile(name="Ada"), Profile(name="Ada", phone="1"))]
    ['Phone']
    """
    return tuple(_all(before, after))


def word_diff(before: str, after: str) -> tuple[tuple[Op, str], ...]:
    """Pieces that stayed, went out and came in.

    >>> word_diff("cut costs", "cut all costs")
    (('same', 'cut'), ('in', 'all'), ('same', 'costs'))
    """
    old, new = before.split(), after.split()
    found: list[tuple[Op, str]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pieces: tuple[tuple[Op, Sequence[str]], ...] = (
            (("same", old[i1:i2]),) if tag == "equal" else (("out", old[i1:i2]), ("in", new[j1:j2]))
        )
        found += [(op, " ".join(piece)) for op, piece in pieces if piece]
    return tuple(found)


def _all(before: Profile, after: Profile) -> Iterator[Difference]:
    yield from _fields("", before, after, _SINGLE)
    for name, title in _LISTS.items():
        yield from _lists(title, _lines(getattr(before, name)), _lines(getattr(after, name)))
    yield from _entries(before.jobs, after.jobs, ("title", "employer", "start", "end", "location"), "bullets")
    yield from _entries(
        before.studies, after.studies, ("degree", "subject", "institution", "start", "end", "location"), "notes"
    )
    old, new = ({one.heading: one.lines for one in profile.extras} for profile in (before, after))
    for heading in dict.fromkeys([*old, *new]):
        yield from _lists(heading, old.get(heading, ()), new.get(heading, ()))


def _fields(title: str, old: Any, new: Any, names: Sequence[str]) -> Iterator[Difference]:
    for name in names:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Difference(f"{title}{_NAMES[name]}", word_diff(was, now))


def _entries(old: Sequence[Any], new: Sequence[Any], names: Sequence[str], lines: str) -> Iterator[Difference]:
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    stayed = [one.id for one in new if one.id in before]
    if stayed != [one.id for one in old if one.id in after]:
        yield Difference("Order", (("in", " · ".join(_title(after[key]) for key in stayed)),))
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            entry: Any = now or was
            op: Op = "in" if was is None else "out"
            written = [getattr(entry, name) for name in names] + list(_lines(getattr(entry, lines)))
            yield Difference(_title(entry), tuple((op, text) for text in written if text))
            continue
        yield from _fields(f"{_title(now)}: ", was, now, names)
        yield from _lists(f"{_title(now)}: lines", _lines(getattr(was, lines)), _lines(getattr(now, lines)))


def _lists(title: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Lines that came, went or were rewritten; a list in another order differs too."""
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, list(old), list(new), autojunk=False).get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            yield from (Difference(title, word_diff(a, b)) for a, b in zip(old[i1:i2], new[j1:j2], strict=True))
        elif tag != "equal":
            gone: list[tuple[Op, str]] = [("out", text) for text in old[i1:i2]]
            came: list[tuple[Op, str]] = [("in", text) for text in new[j1:j2]]
            yield Difference(title, (*gone, *came))


def _lines(value: Sequence[Any]) -> tuple[str, ...]:
    return tuple(_line(one) for one in value)


def _line(one: Any) -> str:
    if isinstance(one, Named):
        return " – ".join(part for part in (one.name, one.detail) if part)
    return one if isinstance(one, str) else str(one.text)


def _title(entry: Job | Study) -> str:
    first, second = (entry.title, entry.employer) if isinstance(entry, Job) else (entry.degree, entry.institution)
    return ", ".join(part for part in (first, second) if part) or "Entry"
