"""Rows of a CV as things the printer sets on a page; imports the printer, so it is imported when a PDF is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph

from shared_backend.services.resumes.exporting.printable import Face, Faces, runs
from shared_backend.services.resumes.exporting.sheet import Kind, Row

INK, TEAL, MUTED = "#1F2A30", "#0F6B5C", "#5B666C"
_BOLD: tuple[Kind, ...] = ("name", "heading", "title")
_BULLET = 11.0
_GAP = 14.0
# A line that ends after "mid-" would be read as one word with the next.
_HANGING = re.compile(r"(?<=\w)- (?=\w)")


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes, margins and spaces in points; `rule` draws a thin line under headings, `air` scales the spaces."""

    size: float
    leading: float
    margin: float
    heading: str
    rule: bool
    air: float


class TwoSides(Flowable):  # type: ignore[misc]
    """One line of two paragraphs: the second keeps to the right edge, and the first leaves it the room."""

    def __init__(self, left: Any, right: Any, room: float) -> None:
        super().__init__()
        self._left, self._right, self._room = left, right, room
        self.keepWithNext = left.style.keepWithNext

    def getSpaceBefore(self) -> float:
        """Space above, as the paragraph on the left has it."""
        return float(self._left.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """Space below, as the paragraph on the left has it."""
        return float(self._left.getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size of both."""
        self.width = width
        _, one = self._left.wrap(width - self._room, height)
        _, other = self._right.wrap(self._room, height)
        self.height = max(one, other)
        return width, self.height

    def draw(self) -> None:
        """Left first: the order of drawing is the order of reading."""
        self._left.drawOn(self.canv, 0, self.height - self._left.height)
        self._right.drawOn(self.canv, self.width - self._room, self.height - self._right.height)


class Ruled(Flowable):  # type: ignore[misc]
    """A heading with a thin line under it."""

    def __init__(self, heading: Any, colour: str) -> None:
        super().__init__()
        self._heading, self._colour = heading, colour
        self.keepWithNext = 1

    def getSpaceBefore(self) -> float:
        """Space above the heading."""
        return float(self._heading.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """Space under the line."""
        return float(self._heading.getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The heading and its line."""
        self.width = width
        _, tall = self._heading.wrap(width, height)
        self.height = tall + 2
        return width, self.height

    def draw(self) -> None:
        """The heading, then the line."""
        self._heading.drawOn(self.canv, 0, 2)
        self.canv.setStrokeColor(self._colour)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)


def flowable(row: Row, faces: Faces, look: Look, width: float) -> Any:
    """One row, ready to be set on lines of this width in points."""
    size, before, after, colour = _measures(row.kind, look)
    chosen = faces.bold if row.kind in _BOLD else faces.body
    item = row.kind == "item"
    if row.kind == "name":
        # On two lines it would be read as a name and something else.
        size = min(size, size * 0.98 * width / max(1.0, _wide(row.text, chosen, size)))
    shape = ParagraphStyle(
        row.kind,
        fontName=chosen[0].name,
        fontSize=size,
        leading=size * look.leading,
        spaceBefore=before * look.air,
        spaceAfter=after * look.air,
        textColor=colour,
        leftIndent=_BULLET if item else 0,
        bulletFontName=faces.body[0].name,
        bulletFontSize=size,
        keepWithNext=row.kind in ("heading", "title", "detail"),
    )
    if row.right:
        room = _wide(row.right, chosen, size) + 1
        right = Paragraph(_marked(row.right, chosen), ParagraphStyle("right", shape, alignment=TA_RIGHT))
        return TwoSides(Paragraph(_marked(row.text, chosen), shape), right, room + _GAP)
    paragraph = Paragraph(_marked(row.text, chosen), shape, bulletText="•" if item else None)
    if row.kind == "heading" and look.rule:
        return Ruled(paragraph, colour)
    # A line that goes on over the page is read as two by some software.
    return KeepTogether([paragraph]) if row.kind in ("item", "text") else paragraph


def _measures(kind: Kind, look: Look) -> tuple[float, float, float, str]:
    """Size, space before, space after and colour."""
    size = look.size
    measures: dict[Kind, tuple[float, float, float, str]] = {
        "name": (size * 2, 0, 4, INK),
        "headline": (size * 1.2, 0, 4, MUTED),
        "contact": (size * 0.95, 0, 2, MUTED),
        "heading": (size * 1.25, 14, 5, look.heading),
        "title": (size * 1.05, 7, 0, INK),
        "detail": (size, 0, 3, MUTED),
        "item": (size, 0, 2.5, INK),
        "text": (size, 0, 4, INK),
    }
    return measures[kind]


def _wide(text: str, faces: Sequence[Face], size: float) -> float:
    return float(sum(stringWidth(run, font, size) for font, run in runs(text, faces)))


def _marked(text: str, faces: Sequence[Face]) -> str:
    text = _HANGING.sub("-\u00a0", text)
    return "".join(f'<font name="{font}">{escape(run)}</font>' for font, run in runs(text, faces))
