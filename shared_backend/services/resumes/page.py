"""What every format is turned into: lines in reading order, with their place and their look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["pdf", "docx", "odt", "rtf", "html", "txt", "json"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of text without a wide gap in it.

    `x0` and `x1` are points from the left edge of the page, or characters in plain text; 0 where a format has no page.
    """

    text: str
    x0: float = 0.0
    x1: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or, where the format says so, one paragraph) as a person reads it.

    `box` is (left, top, right, bottom) in points from the top left corner; None without a page. `gap` is the empty
    space above in lines, `level` the heading level the file declares (0: none), `block` changes where the text jumps
    to another column or page, `wrapped` is True where the line's end may only be the edge of the page, and `side`
    says "left" or "right" of a gutter, or "margin" for page headers and footers.
    """

    cells: tuple[Cell, ...]
    page: int = 0
    box: Box | None = None
    bullet: bool = False
    level: int = 0
    gap: float = 0.0
    block: int = 0
    wrapped: bool = False
    links: tuple[str, ...] = ()
    bullet_x: float = 0.0
    side: str = ""

    @property
    def text(self) -> str:
        """The cells, a tab between them."""
        return "\t".join(cell.text for cell in self.cells)

    @property
    def lead(self) -> Cell:
        """The cell with most text, which decides how the line looks."""
        return max(self.cells, key=lambda cell: len(cell.text))


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a person looking at the page does not see; shown to the owner, never counted."""

    text: str
    why: str
    page: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as lines in reading order; `warnings` are codes of `notices`."""

    kind: Kind
    lines: tuple[Line, ...]
    pages: int | None = None
    hidden: tuple[Hidden, ...] = ()
    warnings: tuple[str, ...] = ()
    declared: dict[str, object] = field(default_factory=dict)


def plain_line(text: str, **more: object) -> Line:
    """A line of one cell."""
    return Line(cells=(Cell(text),), **more)  # type: ignore[arg-type]
