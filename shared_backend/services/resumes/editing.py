"""One change to a profile by its owner: a field, a list of lines, an entry more or less. Nothing else moves."""

from __future__ import annotations

import difflib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any, Literal

from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.resume import Bullet, Extra, Job, Named, Profile, Study, checked_date

Entries = Literal["jobs", "studies", "extras"]
LONGEST_TEXT = 4_000
MOST_ENTRIES = 60
MOST_LINES = 100
_DATES = {"start", "end"}
_MADE: dict[str, Callable[[], Any]] = {
    "jobs": lambda: Job(str(uuid.uuid4())),
    "studies": lambda: Study(str(uuid.uuid4())),
    "extras": lambda: Extra("", ()),
}


def edited(profile: Profile, where: str, text: str) -> Profile:
    """The profile with one field written anew.

    Parameters
    ----------
    where : str
        A field such as ``"email"`` or ``"skills"``, or a field of an entry such as ``"jobs/job1/title"`` or
        ``"jobs/job1/bullets"``; other sections are named by their place, ``"extras/0/lines"``.
    text : str
        Its words. Lists have one line each; certificates and languages write what stands beside after ``|``.

    Raises
    ------
    InvalidInput
        For a date that cannot be read, or far too much text.
    NotFound
        When the entry is gone or there is no such field.
    """
    table, _, rest = where.partition("/")
    if not rest:
        return _with(profile, _known(profile, table), _value(getattr(profile, table), table, text))
    key, _, name = rest.rpartition("/")
    at = _place(profile, table, key)
    entries = list(getattr(profile, table))
    entry = entries[at]
    entries[at] = replace(entry, **{_known(entry, name): _value(getattr(entry, name), name, text)})
    return _with(profile, table, tuple(entries))


def added(profile: Profile, table: Entries, after: str = "") -> Profile:
    """The profile with an empty entry more; after a job its employer and place are taken over."""
    entries = list(getattr(profile, table))
    if len(entries) >= MOST_ENTRIES:
        raise InvalidInput(f"A CV can hold {MOST_ENTRIES} entries of a kind. Remove one first.")
    new = _MADE[table]()
    at = len(entries)
    if after:
        at = _place(profile, table, after) + 1
        if table == "jobs":
            new = replace(new, employer=entries[at - 1].employer, location=entries[at - 1].location)
    return _with(profile, table, (*entries[:at], new, *entries[at:]))


def removed(profile: Profile, table: Entries, key: str) -> Profile:
    """The profile without one entry."""
    entries = list(getattr(profile, table))
    del entries[_place(profile, table, key)]
    return _with(profile, table, tuple(entries))


def moved_up(profile: Profile, table: Entries, key: str) -> Profile:
    """The profile with one entry a place further up; the first stays."""
    entries = list(getattr(profile, table))
    at = _place(profile, table, key)
    if at:
        entries[at - 1], entries[at] = entries[at], entries[at - 1]
    return _with(profile, table, tuple(entries))


def as_text(value: Any) -> str:
    """A field as it is written in a form, the other way round from `edited`.

    >>> as_text((Named("English", "native"), Named("French")))
    'English | native\\nFrench'
    """
    if isinstance(value, str):
        return value
    return "\n".join(_one(item) for item in value)


def without_empty(profile: Profile) -> Profile:
    """The profile without entries in which nothing is written."""
    return replace(
        profile,
        jobs=tuple(job for job in profile.jobs if job != Job(job.id)),
        studies=tuple(study for study in profile.studies if study != Study(study.id)),
        extras=tuple(extra for extra in profile.extras if extra.lines),
    )


def _with(profile: Profile, name: str, value: Any) -> Profile:
    changes: dict[str, Any] = {name: value}
    return replace(profile, **changes)


def _one(item: Any) -> str:
    if isinstance(item, Named):
        return f"{item.name} | {item.detail}" if item.detail else item.name
    return item.text if isinstance(item, Bullet) else str(item)


def _value(old: Any, name: str, text: str) -> Any:
    if isinstance(old, str):
        clean = " ".join(text.split())
        if len(clean) > LONGEST_TEXT:
            raise InvalidInput(f"A field can hold {LONGEST_TEXT:,} characters. Shorten it; the last state is kept.")
        return checked_date(clean) if name in _DATES else clean
    lines = [clean for line in text.splitlines() if (clean := " ".join(line.split()))]
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_TEXT for line in lines):
        raise InvalidInput(
            f"A list can hold {MOST_LINES} lines of {LONGEST_TEXT:,} characters. Shorten it; the last state is kept."
        )
    if name == "bullets":
        return _bullets(old, lines)
    if name in ("certifications", "languages"):
        return tuple(_named(line) for line in lines)
    return tuple(lines)


def _named(line: str) -> Named:
    name, _, detail = line.partition("|")
    return Named(name.strip(), detail.strip())


def _bullets(old: Sequence[Bullet], lines: Sequence[str]) -> tuple[Bullet, ...]:
    """Lines as bullets: one that stayed or was rewritten in its place keeps its id."""
    result: list[Bullet] = []
    matcher = difflib.SequenceMatcher(None, [one.text for one in old], list(lines), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        ids = [one.id for one in old[i1:i2]] if tag in ("equal", "replace") else []
        ids += [str(uuid.uuid4()) for _ in range(j2 - j1 - len(ids))]
        result += [Bullet(one, line) for one, line in zip(ids, lines[j1:j2], strict=False)]
    return tuple(result)


def _place(profile: Profile, table: str, key: str) -> int:
    if table in _MADE:
        for at, entry in enumerate(getattr(profile, table)):
            if key == (str(at) if table == "extras" else entry.id):
                return at
    raise NotFound("This entry is no longer in your CV. Look at the new state.")


def _known(thing: Any, name: str) -> str:
    if name == "id" or name in _MADE or name not in {field.name for field in fields(thing)}:
        raise NotFound("There is no such field in a CV.")
    return name
