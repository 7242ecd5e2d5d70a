"""A profile as the lines of a CV in reading order, before any format has made a file of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shared_backend.domain.resume import Job, Named, Profile, Study
from shared_backend.services.resumes.exporting.words import Heading, Words, printed_range
from shared_backend.services.resumes.formats.bullets import without_mark

Kind = Literal["name", "headline", "contact", "heading", "title", "detail", "item", "text"]
BETWEEN = " | "
# What a reader may take for the end of a skill.
_CUTS = (",", ";", "|", "•", "·", "/ ")


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph; `right` stands at the right edge of the same line."""

    kind: Kind
    text: str
    right: str = ""

    @property
    def whole(self) -> str:
        """Both sides on one line."""
        return BETWEEN.join(part for part in (self.text, self.right) if part)


def sheet(profile: Profile, words: Words, labelled: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """The rows of a CV.

    Parameters
    ----------
    labelled : frozenset of job ids
        Jobs whose title and employer are named by a word before them. A job without a date, a title or an employer
        always is, because its layout cannot show what it is.
    """
    rows = [Row("name", one_line(profile.name)), Row("headline", one_line(profile.headline))]
    rows += _contact(profile)
    rows += _section(words, "summary", [Row("text", one_line(part)) for part in profile.summary.split("\n")])
    rows += _section(words, "work", [row for job in profile.jobs for row in _job(job, words, job.id in labelled)])
    rows += _section(words, "education", [row for study in profile.studies for row in _study(study, words)])
    rows += _section(words, "skills", _skills(profile.skills))
    rows += _section(words, "certifications", [Row("item", _named(one, ", ")) for one in profile.certifications])
    rows += _section(words, "languages", [Row("item", _named(one, ": ")) for one in profile.languages])
    for extra in profile.extras:
        lines = [_item(line) for line in extra.lines if one_line(line)]
        rows += [Row("heading", one_line(extra.heading)), *lines] if lines else []
    return tuple(row for row in rows if row.text or row.right)


def one_line(text: str) -> str:
    """Text without line breaks, double spaces and characters that are no writing.

    >>> one_line(" a\\x00b \\n c\\u200b ")
    'ab c'
    """
    kept = (
        c if unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Cf") or c in "\u200c\u200d\t\n\r\v\f" else ""
        for c in text
    )
    return " ".join("".join(kept).split())


def unmarked(text: str) -> str:
    """An item of a list on one line, without the list marks it begins with.

    >>> unmarked("- • Led a team")
    'Led a team'
    """
    text, marked = one_line(text), True
    while marked:
        text, marked = without_mark(text)
    return text


def _item(text: str) -> Row:
    return Row("item", unmarked(text))


def _contact(profile: Profile) -> Iterator[Row]:
    facts = [one_line(fact) for fact in (profile.location, profile.phone, profile.email) if one_line(fact)]
    if facts:
        yield Row("contact", BETWEEN.join(facts))
    links = [one_line(link) for link in profile.links if one_line(link)]
    if links:
        yield Row("contact", BETWEEN.join(links))


def _section(words: Words, kind: Heading, rows: list[Row]) -> list[Row]:
    filled = [row for row in rows if row.text or row.right]
    return [Row("heading", words.heading(kind)), *filled] if filled else []


def _job(job: Job, words: Words, labelled: bool) -> Iterator[Row]:
    title, employer, place = one_line(job.title), one_line(job.employer), one_line(job.location)
    dates = printed_range(job.start, job.end, words)
    if labelled or not (title and employer and dates):
        named = zip(words.labels, (title, employer, place), strict=True)
        yield Row("title", BETWEEN.join(f"{label}: {text}" for label, text in named if text), dates)
    else:
        yield Row("title", title)
        yield Row("detail", BETWEEN.join(filter(None, (employer, place))), dates)
    yield from (_item(bullet.text) for bullet in job.bullets)


def _study(study: Study, words: Words) -> Iterator[Row]:
    what = ", ".join(filter(None, (one_line(study.degree), one_line(study.subject))))
    where = BETWEEN.join(filter(None, (one_line(study.institution), one_line(study.location))))
    dates = printed_range(study.start, study.end, words)
    if what:
        yield Row("title", what)
    yield Row("detail" if what else "title", where, dates)
    yield from (_item(note) for note in study.notes)


def _skills(skills: tuple[str, ...]) -> list[Row]:
    """All on one line; where a skill has a comma in it, semicolons stand between them."""
    named = [one_line(skill) for skill in skills if one_line(skill)]
    between = "; " if any(cut in name for name in named for cut in _CUTS) else ", "
    return [Row("text", between.join(named))]


def _named(one: Named, between: str) -> str:
    return between.join(filter(None, (one_line(one.name), one_line(one.detail))))
