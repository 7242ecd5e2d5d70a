"""Reads one file: what it is, its lines in reading order, its sections, its fields, and what to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared_backend.services.resumes.fields.education import parted, schools
from shared_backend.services.resumes.fields.identity import Identity, identity
from shared_backend.services.resumes.fields.joining import joined
from shared_backend.services.resumes.fields.json_resume import read_json
from shared_backend.services.resumes.fields.lists import certifications, languages, skills, spoken
from shared_backend.services.resumes.fields.roles import roles
from shared_backend.services.resumes.fields.sections import Section, sections
from shared_backend.services.resumes.fields.values import Place, Reading, SectionText, Value
from shared_backend.services.resumes.judging import is_gibberish, is_resume
from shared_backend.services.resumes.notices import LIMIT_LINE, LIMIT_LINES, Unreadable, notice
from shared_backend.services.resumes.page import Document, Line
from shared_backend.services.resumes.sniff import kind_of_file

Numbered = tuple[int, Line]


def read_file(data: bytes, password: str | None = None) -> Reading:
    """What a file says; a file that cannot be read gives a `Reading` with `refused` and nothing else."""
    try:
        kind = kind_of_file(data)
    except Unreadable as reason:
        return Reading(None, refused=notice(reason.code))
    try:
        if kind == "json":
            return read_json(data)
        document = _document(kind, data, password)
        document = _bounded(document)
        if is_gibberish(document):
            raise Unreadable("no_text_map" if kind == "pdf" else "damaged")
    except Unreadable as reason:
        return Reading(kind, refused=notice(reason.code))
    return read_document(document)


def _bounded(document: Document) -> Document:
    """The document with lines of bounded length.

    Raises
    ------
    Unreadable
        When there is no text or far too many lines.
    """
    if not any(line.text.strip() for line in document.lines):
        raise Unreadable("no_text")
    if len(document.lines) > LIMIT_LINES:
        raise Unreadable("too_long")
    if all(len(line.text) <= LIMIT_LINE for line in document.lines):
        return document
    lines: list[Line] = []
    for line in document.lines:
        if len(line.text) <= LIMIT_LINE:
            lines.append(line)
        else:
            lines.extend(
                replace(line, cells=(replace(line.lead, text=line.text[i : i + LIMIT_LINE]),), wrapped=False)
                for i in range(0, len(line.text), LIMIT_LINE)
            )
    return replace(document, lines=tuple(lines))


def read_document(document: Document) -> Reading:
    """The fields of a document."""
    lines = joined(document.lines)
    found = sections(lines)
    who = identity(found)
    history = [role for section in _of("work", found) for role in roles(section.lines)]
    learned = [school for section in _of("education", found) for school in schools(parted(section)[0])]
    remarks = list(document.warnings)
    reading = Reading(
        kind=document.kind,
        pages=document.pages,
        hidden=document.hidden,
        name=who.name,
        headline=who.headline,
        email=who.email,
        phone=who.phone,
        location=who.location,
        links=who.links,
        summary=_summary(found, who),
        roles=tuple(history),
        education=tuple(learned),
        skills=tuple(v for section in _of("skills", found) for v in skills(section.lines)),
        certifications=tuple(d for lines in _certificates(found) for d in certifications(lines)),
        languages=tuple(d for lines in _tongues(found) for d in languages(lines)),
        sections=tuple(_text_of(section) for section in found if section.heading is not None or section.lines),
        text="\n".join(line.text for line in lines),
    )
    if not is_resume(reading):
        # Fields of something else would be guesses.
        return Reading(
            document.kind,
            remarks=tuple(map(notice, ["not_a_resume", *remarks])),
            pages=document.pages,
            hidden=document.hidden,
            text=reading.text,
        )
    return replace(reading, remarks=tuple(map(notice, remarks)))


def _document(kind: str, data: bytes, password: str | None) -> Document:
    """The lines of a file. Readers are imported when their format comes, so that a small file stays quick."""
    if kind == "pdf":
        from shared_backend.services.resumes.formats.pdf import read_pdf

        return read_pdf(data, password)
    if kind == "docx":
        from shared_backend.services.resumes.formats.docx import read_docx

        return read_docx(data)
    if kind == "odt":
        from shared_backend.services.resumes.formats.odt import read_odt

        return read_odt(data)
    if kind == "rtf":
        from shared_backend.services.resumes.formats.rtf import read_rtf

        return read_rtf(data)
    if kind == "html":
        from shared_backend.services.resumes.formats.html import read_html

        return read_html(data)
    from shared_backend.services.resumes.formats.plain import read_plain

    return read_plain(data)


def _of(kind: str, found: Sequence[Section]) -> list[Section]:
    return [section for section in found if section.kind == kind]


def _certificates(found: Sequence[Section]) -> list[list[Numbered]]:
    """The lines with certificates, also those under a heading they share with education."""
    shared = [lines for section in _of("education", found) if (lines := parted(section)[1])]
    return [*shared, *(section.lines for section in _of("certifications", found))]


def _tongues(found: Sequence[Section]) -> list[list[Numbered]]:
    own = [section.lines for section in _of("languages", found)]
    return [*own, *(lines for section in _of("skills", found) if (lines := spoken(section.lines)))]


def _summary(found: Sequence[Section], who: Identity) -> Value | None:
    for section in _of("summary", found):
        if section.lines:
            at, first = section.lines[0]
            return Value(" ".join(line.text for _, line in section.lines), _place(at, first))
    return who.paragraph


def _text_of(section: Section) -> SectionText:
    heading = (
        Value(section.heading.text, _place(section.heading_at, section.heading))
        if section.heading is not None
        else None
    )
    return SectionText(section.kind, heading, tuple(Value(line.text, _place(at, line)) for at, line in section.lines))


def _place(at: int, line: Line) -> Place:
    return Place(at, line.page or None, line.box)
