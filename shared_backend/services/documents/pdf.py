"""Prints headings, paragraphs and lists as a calm A4 page, in any script an installed font can print."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from shared_backend.services.documents import fonts

INK = "#1F2A30"
TEAL = "#0F6B5C"
MUTED = "#5B666C"
Kind = Literal["title", "heading", "text", "note", "item", "quote"]
_LAYOUT: dict[Kind, tuple[float, float, float, str, float]] = {
    # size, space before, space after, colour, indent (points)
    "title": (20, 0, 10, INK, 0),
    "heading": (13, 12, 4, TEAL, 0),
    "text": (10.5, 0, 4, INK, 0),
    "note": (9, 0, 4, MUTED, 0),
    "item": (10.5, 0, 3, INK, 12),
    "quote": (10.5, 0, 4, MUTED, 12),
}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    kind: Kind
    text: str


def render(blocks: Sequence[Block], *, title: str) -> bytes:
    """The blocks as a PDF file; the same blocks give the same bytes.

    Characters that no installed font has are replaced by their names in brackets.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = {
        kind: ParagraphStyle(
            kind,
            fontName=fonts.bold().name if kind in ("title", "heading") else fonts.body()[0].name,
            fontSize=size,
            leading=size * 1.4,
            spaceBefore=before,
            spaceAfter=after,
            textColor=colour,
            leftIndent=indent,
            splitLongWords=True,
        )
        for kind, (size, before, after, colour, indent) in _LAYOUT.items()
    }
    story: list[Any] = [
        Paragraph(_marked_up(b), styles[b.kind], bulletText="•" if b.kind == "item" else None) for b in blocks
    ]
    out = io.BytesIO()
    page = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=56, rightMargin=56, topMargin=56, bottomMargin=56, title=title, invariant=1
    )
    page.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return out.getvalue()


def _numbered(canvas: Any, page: Any) -> None:
    canvas.saveState()
    canvas.setFont(fonts.body()[0].name, 8.5)
    canvas.setFillColor(MUTED)
    canvas.drawRightString(page.pagesize[0] - 56, 30, str(page.page))
    canvas.restoreState()


def _marked_up(block: Block) -> str:
    """The text with a font for each run of characters; line breaks are kept."""
    heading = block.kind in ("title", "heading")
    faces = (fonts.bold(), *fonts.body()) if heading else fonts.body()
    parts: list[str] = []
    run, name = "", faces[0].name
    for sign in unicodedata.normalize("NFC", block.text):
        if sign == "\n":
            wanted, printed = name, "\n"
        elif sign in "\t\r" or unicodedata.category(sign) in ("Cc", "Cf"):
            wanted, printed = name, " " if sign in "\t\r" else ""
        else:
            face = next((f for f in faces if ord(sign) in f.covers), None)
            wanted = faces[0].name if face is None else face.name
            printed = sign if face is not None else f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
        if wanted != name and run:
            parts.append(f'<font name="{name}">{_safe(run)}</font>')
            run = ""
        name = wanted
        run += printed
    return "".join([*parts, f'<font name="{name}">{_safe(run)}</font>'])


def _safe(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
