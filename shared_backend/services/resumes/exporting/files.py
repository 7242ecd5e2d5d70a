"""All export formats behind one call: a profile and a choice in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from shared_backend.domain.resume import Profile
from shared_backend.services.resumes.exporting.json_resume import as_json_resume
from shared_backend.services.resumes.exporting.markdown import as_markdown
from shared_backend.services.resumes.exporting.plain_text import as_text
from shared_backend.services.resumes.exporting.print_file import Template, as_pdf
from shared_backend.services.resumes.exporting.printable import Faces, Missing, missing
from shared_backend.services.resumes.exporting.sheet import one_line, sheet
from shared_backend.services.resumes.exporting.word_file import as_word
from shared_backend.services.resumes.exporting.words import DEFAULT, LANGUAGES

Format = Literal["pdf", "docx", "json", "txt", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Choice:
    """What file to make.

    Attributes
    ----------
    language : str
        A key of `words.LANGUAGES`: the language of headings and of "present".
    labelled : frozenset of str
        Ids of jobs whose title and employer are named by a word before them.
    """

    format: Format
    template: Template = "plain"
    language: str = DEFAULT
    labelled: frozenset[str] = frozenset()


def written(profile: Profile, choice: Choice, faces: Faces) -> bytes:
    """The profile as a file; the same profile and choice give the same bytes."""
    words = LANGUAGES[choice.language]
    if choice.format == "json":
        return as_json_resume(profile, words)
    rows = sheet(profile, words, choice.labelled)
    title = one_line(profile.name) or "CV"
    if choice.format == "pdf":
        return as_pdf(rows, faces, choice.template, title=title, language=choice.language)
    if choice.format == "docx":
        return as_word(rows, title=title)
    return as_text(rows) if choice.format == "txt" else as_markdown(rows)


def unprinted(profile: Profile, choice: Choice, faces: Faces) -> tuple[Missing, ...]:
    """The characters this file would lose: only a PDF is bound to the fonts at hand."""
    return missing(sheet(profile, LANGUAGES[choice.language], choice.labelled), faces) if choice.format == "pdf" else ()
