"""Schools and degrees: institution, degree, subject and dates as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from shared_backend.services.resumes.fields.dates import DateRange, ranges_in
from shared_backend.services.resumes.fields.pieces import header_of
from shared_backend.services.resumes.fields.places import is_place, split_place
from shared_backend.services.resumes.fields.sections import Section
from shared_backend.services.resumes.fields.values import Place, School, Value
from shared_backend.services.resumes.fields.words import SCHOOL, degree_at
from shared_backend.services.resumes.page import Line

Numbered = tuple[int, Line]
_IN = r"(?:in|im|en|em|i|of|de|des|d['’])"
_HONOURS = r"(?:\s*\(?(?:hons?\.?|honou?rs|hons\))\)?)?"
_LEVELLED = re.compile(
    r"^(?:NVQ|BTEC|SVQ|QCF|RQF)(?:\s+(?:Level|Extended|National|Higher|Diploma|Certificate|\d))*", re.IGNORECASE
)
_CERTIFICATES = re.compile(r"\b(?:certifi\w+|licen[cs]\w+|zertifikate|qualifications|tickets)\b", re.IGNORECASE)
_EXAMS = re.compile(
    r"^(?:\d{1,2}\s+)?((?:A|AS|O)[- ][Ll]evels?|GCSEs?|GCE|Highers|Advanced Highers|National 5s?)\b\s*[:(–—-]*\s*",
)
_NOTE = re.compile(
    r"^(?:gpa|grade|thesis|dissertation|minor|honou?rs|cum laude|magna|summa|note|coursework|relevant|abschluss|average|final|dean|specialis|focus|schwerpunkt|mention|with distinction|first[- ]class|\d(?:[.,]\d+)?\s*/\s*\d(?:[.,]\d+)?(?!\d)|\d:\d|upper second|major|graduat|modules?|advis|supervis)\b",  # noqa: E501
    re.I,
)
_LEAD = re.compile(r"^(?:(?:graduated|expected|anticipated|completed|awarded)\b[:\s]*)+", re.I)


@dataclass(slots=True)
class _Draft:
    at: int
    line: Line
    institution: tuple[str, int] | None = None
    degree: tuple[str, int] | None = None
    subject: tuple[str, int] | None = None
    dates: DateRange | None = None
    place: tuple[str, int] | None = None
    loose: list[tuple[str, int]] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)


def schools(lines: Sequence[Numbered]) -> list[School]:
    """The entries of a section on education, in the order they are printed."""
    by_number = dict(lines)
    drafts: list[_Draft] = []
    all_items = all(line.bullet for _, line in lines)
    closed = False
    for at, line in lines:
        if (line.bullet and not all_items and drafts) or _NOTE.match(line.text):
            if drafts:
                drafts[-1].notes.append((line.text, at))
                closed = True
            continue
        facts = _facts(at, line)
        if not drafts or _starts_new(drafts[-1], facts, closed):
            drafts.append(facts)
        else:
            _merge(drafts[-1], facts)
        closed = False
    _share_school(drafts)
    return [made for draft in drafts if (made := _made(draft, by_number)) is not None]


def parted(section: Section) -> tuple[list[Numbered], list[Numbered]]:
    """The lines about education, and those about certificates where the heading names both."""
    heading = "" if section.heading is None else section.heading.text
    if not _CERTIFICATES.search(heading):
        return section.lines, []
    places = [i for i, (_, line) in enumerate(section.lines) if SCHOOL.search(line.text) or degree_at(line.text)]
    last = max(places, default=-1)
    other = {
        i
        for i, (_, line) in enumerate(section.lines)
        if i > last and (line.bullet or last < 0 or ranges_in(line.text)) and not _NOTE.match(line.text)
    }
    kept = [pair for i, pair in enumerate(section.lines) if i not in other]
    return kept, [pair for i, pair in enumerate(section.lines) if i in other]


def _share_school(drafts: Sequence[_Draft]) -> None:
    """A school printed above several degrees belongs to each of them."""
    for before, draft in pairwise(drafts):
        above = (
            before.institution is not None and before.degree is not None and before.institution[1] < before.degree[1]
        )
        if above and draft.institution is None and draft.degree is not None and not draft.loose:
            if _EXAMS.match(draft.degree[0]):
                continue  # taken at school, whatever was studied later
            draft.institution, draft.place = before.institution, draft.place or before.place


def _starts_new(draft: _Draft, more: _Draft, closed: bool) -> bool:
    clash = (
        (draft.degree and more.degree)
        or (draft.institution and more.institution)
        or (draft.dates and more.dates and not (more.dates.single and not more.degree and not more.institution))
    )
    return bool(clash) or (closed and bool(more.degree or more.institution))


def _merge(draft: _Draft, more: _Draft) -> None:
    draft.institution = draft.institution or more.institution
    if draft.degree is None:
        draft.degree = more.degree
    draft.subject = draft.subject or more.subject
    draft.dates = draft.dates or more.dates
    draft.place = draft.place or more.place
    draft.loose.extend(more.loose)


def _facts(at: int, line: Line) -> _Draft:
    header = header_of([(at, line)])
    draft = _Draft(at, line, dates=header.dates)
    if header.place is not None:
        draft.place = (header.place.text, at)
    for piece in header.pieces:
        _read_piece(_LEAD.sub("", piece.text), at, draft)
    return draft


def _read_exams(name: str, text: str, at: int, draft: _Draft) -> None:
    """ "A levels: Biology, Chemistry, Roundhay School": many subjects and perhaps a school."""
    subjects = []
    for part in _parts(text):
        if SCHOOL.search(part):
            draft.institution = draft.institution or (part, at)
        elif is_place(part):
            draft.place = draft.place or (part, at)
        else:
            subjects.append(part)
    draft.degree = (name, at)
    if subjects:
        draft.subject = (", ".join(subjects), at)


def _read_piece(text: str, at: int, draft: _Draft) -> None:
    """Parts between commas: the degree, its subject up to the school, the school, the town."""
    if (exams := _EXAMS.match(text)) and draft.degree is None:
        _read_exams(exams.group(1), text[exams.end() :], at, draft)
        return
    subject_open = False
    for part in _parts(text):
        degree = degree_at(part)
        if _NOTE.match(part):
            draft.notes.append((part, at))
        elif degree is not None and degree.start() == 0 and draft.degree is None:
            inner = re.split(r"\s+(?:from|at|bei|an der|à l['’]|chez)\s+(?=[A-ZÀ-Ý])", part, maxsplit=1)
            name, subject = split_degree(inner[0])
            draft.degree = (name, at)
            if subject:
                draft.subject = (subject, at)
            subject_open = not subject
            if len(inner) > 1 and draft.institution is None:
                draft.institution = (inner[1], at)
        elif is_place(part) and (draft.institution or draft.degree):
            draft.place = draft.place or (part, at)
        elif SCHOOL.search(part) and draft.institution is None:
            draft.institution = (part, at)
            subject_open = False
        elif subject_open and draft.subject is None:
            draft.subject = (part, at)
            subject_open = False
        else:
            draft.loose.append((part, at))


def _parts(text: str) -> list[str]:
    rest, place = split_place(text)
    found: list[str] = []
    for part in re.split(r",\s+(?![^(]*\))", rest if place else text):
        if found and re.match(r"^(?:and|und|et|y)\b", part):
            found[-1] += f", {part}"
        elif part.strip():
            found.append(part.strip())
    return [*found, *([place] if place and place != text else [])]


def split_degree(text: str) -> tuple[str, str]:
    """A degree and its subject.

    >>> split_degree("Bachelor of Science in Nursing"), split_degree("BA (Hons) English Literature")
    (('Bachelor of Science', 'Nursing'), ('BA (Hons)', 'English Literature'))
    >>> split_degree("High School Diploma")
    ('High School Diploma', '')
    """
    levelled = _LEVELLED.match(text)
    if levelled:
        return levelled.group(0).strip(), _subject(text[levelled.end() :])
    found = degree_at(text)
    if found is None:
        return text, ""
    word = found.group(0)
    short = not re.fullmatch(r"[A-Za-zÀ-ž][a-zà-ž]{3,}(?: \w+)*", word) or word.isupper()
    tail = text[found.end() :]
    if short:
        honours = re.match(_HONOURS, tail, re.IGNORECASE)
        end = found.end() + (honours.end() if honours else 0)
        if re.match(r"\s*(?:degree|diploma)\b", text[end:], re.I):
            end += len(re.match(r"\s*\w+", text[end:]).group(0))  # type: ignore[union-attr]
        return text[:end].strip(), _subject(text[end:])
    split = re.search(r"\s+(?:in|im|en|em|i)\s+|\s*[:(]\s*|\s+–\s+", tail)
    if split:
        return text[: found.end() + split.start()].strip(), _subject(tail[split.end() :])
    if (
        re.match(r"\s+[A-ZÀ-Ý]", tail)
        and not re.match(r"\s+(?:Degree|Diploma|Certificate|Thesis)\b", tail)
        and word.lower() not in ("high school diploma", "secondary school", "apprenticeship")
    ):
        return text[: found.end()].strip(), _subject(tail)
    return text.strip(), ""


def _subject(text: str) -> str:
    text = re.sub(rf"^[\s,:–—-]*(?:{_IN}\s+)?", "", text.strip())
    return (
        text[1:-1]
        if text.startswith("(") and text.endswith(")")
        else text.rstrip(")")
        if text.count(")") > text.count("(")
        else text.strip()
    )


def _made(draft: _Draft, by_number: dict[int, Line]) -> School | None:
    if draft.degree and draft.institution is None and draft.loose:
        draft.institution = draft.loose.pop(0)
    if draft.institution and draft.degree and draft.subject is None:
        same = [piece for piece in draft.loose if piece[1] == draft.degree[1]]
        if same:
            draft.subject = same[0]
            draft.loose.remove(same[0])
    if (
        draft.institution
        and draft.degree is None
        and draft.subject is None
        and draft.loose
        and not re.search(r"\d{3}", draft.loose[0][0])
    ):
        draft.subject = draft.loose.pop(0)
    if draft.institution is None and draft.degree is None:
        return None

    def value(piece: tuple[str, int] | None) -> Value | None:
        if piece is None:
            return None
        line = by_number[piece[1]]
        return Value(piece[0], Place(piece[1], line.page or None, line.box))

    notes = tuple(v for v in map(value, [*draft.notes, *draft.loose]) if v is not None)
    where = Place(draft.at, draft.line.page or None, draft.line.box)
    return School(
        value(draft.institution),
        value(draft.degree),
        value(draft.subject),
        draft.dates,
        where,
        value(draft.place),
        notes,
    )
