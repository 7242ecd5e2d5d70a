"""A CV as a Word document: real headings and lists, one column, no tables, text boxes or page headers."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shared_backend.services.resumes.exporting.sheet import Row

_STYLES = {"name": "Title", "headline": "Subtitle", "heading": "Heading 1", "title": "Heading 2", "item": "List Bullet"}
_INK, _TEAL, _MUTED = "1F2A30", "0F6B5C", "5B666C"
# size in points, colour, bold, space before and after in points
_LOOK = {
    "Normal": (10.5, _INK, False, 0, 3),
    "Title": (22, _INK, True, 0, 2),
    "Subtitle": (12, _MUTED, False, 0, 4),
    "Heading 1": (13, _TEAL, True, 12, 4),
    "Heading 2": (11, _INK, True, 7, 0),
    "List Bullet": (10.5, _INK, False, 0, 2),
}
# Files carry no hour at which they were made: the same CV is the same file.
_MADE = datetime(2000, 1, 1)
_RIGHT_TO_LEFT = ("R", "AL")


def as_word(rows: Sequence[Row], *, title: str) -> bytes:
    """The rows as a DOCX file; the same rows give the same bytes."""
    import docx
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    for name, look in _LOOK.items():
        _dress(document.styles[name], *look)
    for row in rows:
        paragraph = document.add_paragraph(style=_STYLES.get(row.kind, "Normal"))
        paragraph.add_run(row.text)
        if row.right:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run(f"\t{row.right}")
        paragraph.paragraph_format.keep_with_next = row.kind in ("heading", "title", "detail") or None
        if _runs_from_right(row.whole):
            _turn(paragraph)
    core = document.core_properties
    core.title, core.author, core.comments = title, "", ""
    core.created = core.modified = _MADE
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _dress(style: Any, size: float, colour: str, bold: bool, before: float, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _runs_from_right(text: str) -> bool:
    """True when the first letter of a text belongs to a script written from right to left."""
    ways = (unicodedata.bidirectional(sign) for sign in text)
    return next((way for way in ways if way in ("L", *_RIGHT_TO_LEFT)), "L") in _RIGHT_TO_LEFT


def _turn(paragraph: Any) -> None:
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in paragraph.runs:
        run.font.rtl = True


def _timeless(data: bytes) -> bytes:
    """The archive with one hour for all its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            made.writestr(
                zipfile.ZipInfo(entry.filename, (2000, 1, 1, 0, 0, 0)), given.read(entry), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
