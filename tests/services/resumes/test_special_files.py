"""Files that are no ordinary CV are told for what they are, and nothing is guessed from them."""

# ruff: noqa: E501 (tables of test data)

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest

from shared_backend.services.resumes.notices import REFUSALS, REMARKS, notice
from shared_backend.services.resumes.recipe import read_file
from tests.services.resumes.cv_corpus import cases
from tests.services.resumes.cv_producers import SANS

BY_NAME = {case.name: case for case in cases()}


def _canvas() -> tuple[io.BytesIO, Any]:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    return out, Canvas(out, pagesize=(595, 842))


def _refused(data: bytes, password: str | None = None) -> str | None:
    reading = read_file(data, password)
    if reading.refused is not None:
        assert reading.name is None
        assert reading.roles == ()
    return reading.refused.code if reading.refused else None


@pytest.mark.parametrize("data", [b"", b"  \n\t ", "\ufeff".encode()])
def test_an_empty_file_is_empty(data: bytes) -> None:
    assert _refused(data) in ("empty", "no_text")


def test_a_cut_file_is_cut() -> None:
    for name in ("reportlab_single", "docx_headings", "odt_titles", "rtf_titles"):
        data = BY_NAME[name].data()
        assert _refused(data[: int(len(data) * 0.42)]) in ("truncated", "damaged"), name


def test_a_locked_pdf_asks_for_its_password() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(BY_NAME["reportlab_single"].data())))
    writer.encrypt("open-sesame", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert _refused(out.getvalue()) == "encrypted"
    assert _refused(out.getvalue(), "wrong") == "wrong_password"
    opened = read_file(out.getvalue(), "open-sesame")
    assert len(opened.roles) == 3


def test_a_picture_of_a_page_has_no_text() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    out, canvas = _canvas()
    canvas.drawImage(ImageReader(Image.new("RGB", (600, 800), "white")), 0, 0, 595, 842)
    canvas.save()
    assert _refused(out.getvalue()) == "image_only"


def test_letters_without_a_map_are_not_parsed() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(BY_NAME["typst_single"].data())))
    fonts = [obj for obj in writer._objects if isinstance(obj, dict) and obj.get("/Type") == "/Font"]
    removed = [font.pop(NameObject("/ToUnicode")) for font in fonts if "/ToUnicode" in font]
    assert removed
    out = io.BytesIO()
    writer.write(out)
    reading = read_file(out.getvalue())
    # A reader that knows the letters from the font itself may read them; it must then read the right ones.
    if reading.refused is None:
        assert reading.name is not None
        assert reading.name.text == "Sanne de Wit"
    else:
        assert reading.refused.code == "no_text_map"


def test_hidden_words_are_shown_and_never_counted() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("S", SANS))
    out, canvas = _canvas()
    canvas.setFont("S", 18)
    canvas.drawString(50, 780, "Ola Brennvik")
    rows = [
        "ola@example.com",
        "Experience",
        "Cook, Fjord Kitchen Ltd   2019 - 2021",
        "Education",
        "Diploma in Cookery, Fjord College, 2018",
        "Skills",
        "Baking",
    ]
    canvas.setFont("S", 10)
    for i, row in enumerate(rows):
        canvas.drawString(50, 740 - 24 * i, row)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50, 300, "Kubernetes Terraform")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(50, 2000, "Haskell Erlang")
    canvas.setFont("S", 1)
    canvas.drawString(50, 250, "Salesforce Certified")
    canvas.setFillColorRGB(0.1, 0.2, 0.3)
    canvas.rect(40, 150, 300, 60, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("S", 10)
    canvas.drawString(50, 180, "Knife skills")
    canvas.save()
    reading = read_file(out.getvalue())
    assert {(h.text, h.why) for h in reading.hidden} == {
        ("Kubernetes Terraform", "same_colour_as_ground"),
        ("Haskell Erlang", "off_page"),
        ("Salesforce Certified", "tiny"),
    }
    assert [v.text for v in reading.skills] == ["Baking", "Knife skills"]
    assert "hidden_text" in {remark.code for remark in reading.remarks}
    assert not re.search("Kubernetes|Haskell|Salesforce", reading.text)


def test_hidden_words_in_a_word_file() -> None:
    import docx
    from docx.shared import RGBColor

    document = docx.Document(io.BytesIO(BY_NAME["docx_headings"].data()))
    document.add_paragraph().add_run("Fortran Cobol").font.hidden = True
    document.add_paragraph().add_run("Ada Pascal").font.color.rgb = RGBColor(255, 255, 255)
    out = io.BytesIO()
    document.save(out)
    reading = read_file(out.getvalue())
    assert [(h.text, h.why) for h in reading.hidden] == [
        ("Fortran Cobol", "invisible"),
        ("Ada Pascal", "same_colour_as_ground"),
    ]
    assert "Fortran" not in reading.text
    assert "Ada" not in reading.text


@pytest.mark.parametrize(
    "text",
    [
        "Leek soup\n\nIngredients\n- 3 leeks\n- 150 g barley\n\nSkills\nA sharp knife.\n\nSince 2019 we make it from January to March.\nsoup@example.org",
        "Dear Sir or Madam,\n\nI write about the invoice of March 2021. Please call (312) 555-0100.\n\nYours,\nA. Reader",
        "INVOICE 2024-117\n\nFrom: Acme Ltd\nTotal: 1,200.00\nDue: 05/2024\nIBAN DE00 0000",
    ],
)
def test_what_is_no_cv_is_not_filled_in(text: str) -> None:
    reading = read_file(text.encode())
    assert [remark.code for remark in reading.remarks] == ["not_a_resume"]
    assert reading.name is None
    assert reading.email is None
    assert reading.roles == reading.education == reading.skills == ()


def test_json_resume_is_taken_as_declared() -> None:
    given = {
        "basics": {"name": "Zed Quill", "email": "zed@example.com", "location": {"city": "Ghent", "countryCode": "BE"}},
        "work": [
            {"name": "Leie NV", "position": "Engineer", "startDate": "2021-09-01", "highlights": ["Ran 38 clusters"]}
        ],
        "education": [
            {
                "institution": "Hogeschool",
                "studyType": "Bachelor",
                "area": "IT",
                "startDate": "2015",
                "endDate": "2018-06-29",
            }
        ],
    }
    reading = read_file(json.dumps(given).encode())
    assert reading.roles[0].dates is not None
    assert reading.roles[0].dates.end is not None
    assert (reading.roles[0].dates.start.value, reading.roles[0].dates.end.value) == ("2021-09", "present")
    assert reading.education[0].dates is not None
    assert reading.education[0].dates.start.precision == "year"
    assert reading.location is not None
    assert reading.location.text == "Ghent, BE"
    assert _refused(json.dumps(given).encode()[:-40]) == "truncated"


def test_every_code_has_a_sentence() -> None:
    for code in (*REFUSALS, *REMARKS):
        assert notice(code).text.endswith(".")


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("color:white", True),
        ("color:#fff;background:#ffffff", True),
        ("color: rgb(255, 255, 255); background-color: transparent", True),
        ("color:white;background:#203040", False),
        ("color:#203040;background:white", False),
    ],
)
@pytest.mark.parametrize("inline", [True, False])
def test_white_letters_are_hidden_unless_their_ground_is_dark(style: str, hidden: bool, inline: bool) -> None:
    rule, mark = ("", f'style="{style}"') if inline else (f"<style>.x {{{style}}}</style>", 'class="x"')
    page = (
        f"<html><head>{rule}</head><body><h1>Ada Marlow</h1><p>ada@example.org</p><h2>Experience</h2>"
        "<p>Baker, Corner Loaf Ltd<br>2017 – 2019</p><ul><li>Baked 300 loaves a day</li></ul>"
        f"<p {mark}>Kubernetes and Terraform</p></body></html>"
    )
    found = read_file(page.encode())
    assert ("Kubernetes" in found.text) is not hidden
    assert [one.text for one in found.hidden] == (["Kubernetes and Terraform"] if hidden else [])
