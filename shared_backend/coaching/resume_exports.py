"""A CV as a file to send: what would be lost is named first, and what a reader finds in the file is shown beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Profile
from shared_backend.services.resumes.exporting.exact import exactly_written
from shared_backend.services.resumes.exporting.files import FORMATS, Choice, Format, unprinted
from shared_backend.services.resumes.exporting.print_file import TEMPLATES, Template
from shared_backend.services.resumes.exporting.printable import Faces, Missing
from shared_backend.services.resumes.exporting.read_back import Part, ReadBack
from shared_backend.services.resumes.exporting.words import LANGUAGES, language_of

FORMAT_NAMES: Mapping[str, str] = {
    "pdf": "PDF",
    "docx": "Word",
    "json": "JSON Resume",
    "txt": "Plain text",
    "md": "Markdown",
}
TEMPLATE_NAMES: Mapping[str, str] = {"plain": "Plain", "coloured": "Coloured headings", "compact": "Compact"}
LANGUAGE_NAMES: Mapping[str, str] = {code: words.name for code, words in LANGUAGES.items()}
_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "txt": "text/plain",
    "md": "text/markdown",
}
_PARTS: Mapping[Part, str] = {
    "roles": "roles",
    "dates": "dates of roles",
    "bullets": "bullets",
    "education": "studies",
    "skills": "skills",
    "certifications": "certificates",
    "languages": "languages",
    "contact": "contact details",
}
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Loss:
    """A character that cannot be printed: the sign, its name, and the line it stands in."""

    sign: str
    name: str
    line: str


@dataclass(frozen=True, slots=True)
class ReadPart:
    """What a reader finds of one part of a CV, such as "8 of 8 roles", and whether that is all of it."""

    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Export:
    """A file to download, or why there is none.

    Attributes
    ----------
    data : bytes or None
        The file; None when whole words would be lost, and `refused` then says what to do.
    losses : tuple of Loss
        Characters that are left out of the file, or that stand in its way.
    read_back : tuple of ReadPart
        What a reader finds in the file; `differences` says what it finds differently.
    labelled : int
        Jobs that carry a word before title and employer, because a reader would mix the two up.
    preview : bytes or None
        The first page as PNG.
    """

    name: str
    type: str
    data: bytes | None
    refused: str = ""
    losses: tuple[Loss, ...] = ()
    read_back: tuple[ReadPart, ...] = ()
    differences: tuple[str, ...] = ()
    labelled: int = 0
    preview: bytes | None = None


class ResumeExports:
    """The files of one person; nothing is stored."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk

    def language(self, principal: Principal, resume_id: str) -> str:
        """The language a CV is written in, a key of `LANGUAGE_NAMES`."""
        return language_of(self._profile(principal, resume_id, None))

    def make(
        self,
        principal: Principal,
        resume_id: str,
        format: str,
        *,
        version: int | None = None,
        template: str = "plain",
        language: str = "",
    ) -> Export:
        """Write a CV as a file and read it again.

        Parameters
        ----------
        format, template, language : str
            Keys of `FORMAT_NAMES`, `TEMPLATE_NAMES` and `LANGUAGE_NAMES`; the language is that of headings and of
            "present", and without one it is guessed.
        version : int, optional
            A kept version; without one the CV as it is now.

        Raises
        ------
        NotFound
            When there is no such CV or version.
        InvalidInput
            For a format, template or language that is not offered.
        """
        profile = self._profile(principal, resume_id, version)
        choice = _choice(format, template, language or language_of(profile))
        faces = _faces()
        missing = unprinted(profile, choice, faces)
        made = Export(_file_name(profile, format), _TYPES[format], None, losses=tuple(map(_loss, missing)))
        if any(one.letter for one in missing):
            return replace(made, refused=_why_refused(missing))
        exported = exactly_written(profile, choice, faces, self._desk.reader.read)
        return replace(
            made,
            data=exported.data,
            read_back=_lines(exported.back),
            differences=exported.back.differences,
            labelled=len(exported.choice.labelled),
            preview=self._desk.reader.page_image(exported.data, 1) if format == "pdf" else None,
        )

    def _profile(self, principal: Principal, resume_id: str, version: int | None) -> Profile:
        with self._desk.database.read() as connection:
            if version is None:
                return self._desk.store.resume(connection, principal.user_id, resume_id).profile
            return self._desk.store.version(connection, principal.user_id, resume_id, version).profile


def _choice(format: str, template: str, language: str) -> Choice:
    formats: dict[str, Format] = {one: one for one in FORMATS}
    templates: dict[str, Template] = {one: one for one in TEMPLATES}
    if format not in formats or template not in templates or language not in LANGUAGES:
        raise InvalidInput("Choose one of the formats, templates and languages on the page.")
    return Choice(formats[format], templates[template], language)


def _faces() -> Faces:
    from shared_backend.services.documents import fonts

    return Faces(fonts.body(), (fonts.bold(), *fonts.body()))


def _file_name(profile: Profile, format: str) -> str:
    """The name of the person, without signs that file systems take for something else."""
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in "-' " else " " for c in profile.name)
    return f"{' '.join(f'{kept[:LONGEST_NAME]} CV'.split())}.{format}"


def _loss(one: Missing) -> Loss:
    return Loss(one.sign, one.name, one.text)


def _why_refused(missing: tuple[Missing, ...]) -> str:
    reasons = {one.why for one in missing if one.letter}
    if "right to left" in reasons:
        why = "Writing from right to left cannot be set in a PDF here."
    elif "joined letters" in reasons:
        why = "This script joins its letters, which cannot be set in a PDF here."
    else:
        why = "No font on this machine has these letters, so a PDF would show empty boxes."
    return f"{why} Choose Word or another format, which keep every letter."


def _lines(back: ReadBack) -> tuple[ReadPart, ...]:
    shares = ((back.parts[part], name) for part, name in _PARTS.items())
    return tuple(ReadPart(f"{share} {name}", share.whole) for share, name in shares if share.written)
