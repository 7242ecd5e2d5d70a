"""Exports: the same CV is the same file, nothing in it becomes markup, and dates stay as exact as they are."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker  # type: ignore[import-untyped]

from shared_backend.domain.resume import Bullet, Extra, Job, Profile
from shared_backend.operations.evaluation.made_up_cvs import made_up_cvs
from shared_backend.services.resumes.exporting.files import FORMATS, Choice, unprinted, written
from shared_backend.services.resumes.exporting.markdown import escaped
from shared_backend.services.resumes.exporting.print_file import TEMPLATES
from shared_backend.services.resumes.exporting.printable import Faces
from shared_backend.services.resumes.exporting.words import LANGUAGES, language_of
from shared_backend.services.resumes.fields.dates import ranges_in
from shared_backend.services.resumes.fields.headings import kind_of
from shared_backend.services.resumes.fields.labels import labelled
from shared_backend.services.resumes.recipe import read_file
from tests.services.resumes.printing import faces

NASTY = next(one for one in made_up_cvs() if "Bold" in one.name)


@pytest.fixture(scope="module")
def fonts() -> Faces:
    return faces()


def test_the_same_cv_is_the_same_file(fonts: Faces) -> None:
    profile = made_up_cvs()[0]
    for format in FORMATS:
        assert written(profile, Choice(format), fonts) == written(profile, Choice(format), fonts), format
    pdfs = {written(profile, Choice("pdf", template), fonts) for template in TEMPLATES}
    assert len(pdfs) == len(TEMPLATES)


# The official schema as it was published; its licence stands beside it.
SCHEMA = json.loads(Path(__file__).with_name("json_resume_1.0.0.json").read_text(encoding="utf-8"))


def faults(document: Any) -> list[str]:
    """What the official schema has against a document."""
    return [error.json_path for error in Draft4Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(document)]


def test_json_resume_keeps_to_the_official_schema(fonts: Faces) -> None:
    every = (
        Extra(heading, ("One", "Two"))
        for heading in ("Publications", "Awards", "Interests", "References", "Volunteering", "Chess")
    )
    for profile in (*made_up_cvs(), Profile(name="Ada", extras=tuple(every)), Profile()):
        assert faults(json.loads(written(profile, Choice("json"), fonts))) == [], profile.name
    assert faults({"work": [{"startDate": "2020-summer"}]}) == ["$.work[0].startDate"]
    assert faults({"hobbies": []}) == ["$"]


def test_dates_in_json_are_no_more_exact_than_they_are(fonts: Faces) -> None:
    jobs = (
        Job("a", "A", "B", "2020", "2021-03"),
        Job("b", "A", "B", "2019-summer", "present"),
        Job("c", "A", "B", "2018"),
    )
    work = json.loads(written(Profile(jobs=jobs), Choice("json"), fonts))["work"]
    assert (work[0]["startDate"], work[0]["endDate"]) == ("2020", "2021-03")
    assert (work[1]["startDate"], work[1]["dates"]) == ("2019", "Summer 2019 – Present")
    assert "endDate" not in work[1]
    assert work[2]["dates"] == "2018"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# Title", r"\# Title"),
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[a](http://b.c)", r"\[a\]\(http\://b.c)"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("$E=mc^2$ | x", r"\$E=mc^2\$ \| x"),
        ("1. First", r"1\. First"),
        ("- x", r"\- x"),
        ("===", r"\==="),
        (":smile: &lt; &amp;", r"\:smile: \&lt; \&amp;"),
        ("www.example.com", r"www\.example.com"),
        ("10:30, R&D, 5% - fine", "10:30, R&D, 5% - fine"),
    ],
)
def test_markdown_escapes(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_nothing_a_person_wrote_is_markup(fonts: Faces) -> None:
    lines = written(NASTY, Choice("md"), fonts).decode().splitlines()
    marks = Counter(found.group() for line in lines if (found := re.match(r"#+(?= )", line)))
    assert marks == {"#": 1, "##": 7, "###": len(NASTY.jobs) + len(NASTY.studies)}
    body = "\n".join(re.sub(r"^(#{1,3}|-) ", "", line) for line in lines)
    assert not re.search(r"(?<!\\)[*_`<>\[\]|~$]", body)


def test_a_word_file_has_headings_lists_and_no_tables(fonts: Faces) -> None:
    import docx

    data = written(made_up_cvs()[0], Choice("docx"), fonts)
    document = docx.Document(io.BytesIO(data))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    assert document.tables == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}
        assert not [name for name in archive.namelist() if re.search(r"header|footer", name)]


def test_writing_from_right_to_left_is_marked_in_a_word_file(fonts: Faces) -> None:
    profile = next(one for one in made_up_cvs() if one.name.startswith("נ"))
    with zipfile.ZipFile(io.BytesIO(written(profile, Choice("docx"), fonts))) as archive:
        body = archive.read("word/document.xml").decode()
    assert "<w:bidi/>" in body
    assert "<w:rtl/>" in body


def test_what_cannot_be_printed_is_named_once(fonts: Faces) -> None:
    profile = Profile(name="Li 王", headline="王 🧿", summary="Ordinary: é ł ж ≥ • “x”")
    found = unprinted(profile, Choice("pdf"), fonts)
    covered = frozenset().union(*(face.covers for face in fonts.body))
    assert {one.sign for one in found} == {sign for sign in "王🧿" if ord(sign) not in covered}
    assert unprinted(profile, Choice("docx"), fonts) == ()
    hebrew = unprinted(Profile(name="נועה"), Choice("pdf"), fonts)
    assert {one.why for one in hebrew} == {"right to left"}
    assert all(one.letter for one in hebrew)


def test_the_text_of_a_pdf_is_in_reading_order(fonts: Faces) -> None:
    from pypdf import PdfReader

    data = written(made_up_cvs()[0], Choice("pdf", "coloured"), fonts)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    places = [
        text.index(part)
        for part in ("Núñez", "Work experience", "Bakery Manager", "Corner Loaf", "Mar 2021", "Kept two", "Skills")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_of_a_language_are_read_as_what_they_are(code: str) -> None:
    words = LANGUAGES[code]
    kinds = [
        kind_of(words.heading(kind))
        for kind in ("summary", "work", "education", "skills", "certifications", "languages")
    ]
    assert kinds == ["summary", "work", "education", "skills", "certifications", "languages"]
    assert [kind for kind, _ in labelled(" | ".join(f"{label}: x" for label in words.labels))] == [
        "title",
        "employer",
        "place",
    ]
    assert ranges_in(f"03/2019 – {words.present}")[0].end is not None
    seasons = [ranges_in(f"{season} 2019")[0].start.value for season in words.seasons]
    assert seasons == ["2019-03", "2019-06", "2019-09", "2019-12"]


def test_the_language_is_that_of_the_sentences() -> None:
    german = Profile(jobs=(Job("a", bullets=(Bullet("b", "Leitung der Abteilung und Prüfung von Verträgen"),)),))
    assert language_of(german) == "de"
    assert [language_of(one) for one in made_up_cvs()[:5]] == ["en", "de", "fr", "pl", "ru"]


def test_labels_hold_what_a_layout_cannot(fonts: Faces) -> None:
    text = "Job title: Head of R&D - Paints | Employer: Baker, Cook & Partners | Mar 2020 – Present"
    assert labelled(text) == [
        ("title", "Head of R&D - Paints"), ("employer", "Baker, Cook & Partners"), ("dates", "Mar 2020 – Present")
    ]  # fmt: skip
    assert labelled("Title of my thesis: none") == []
    below = "Dates: 2017 – 2019\nPosition held: Violin\nEmployer: Orchestra West\n- Played"
    europass = f"Ann Poe\nann@example.org\n\nWork experience\n{below}\n\nEducation\nBA, Leeds College, 2015\n"
    role = read_file(europass.encode()).roles[0]
    assert role.title is not None
    assert role.employer is not None
    assert (role.title.text, role.employer.text) == ("Violin", "Orchestra West")
