"""Rows of a table as a person reads them: short cells side by side, long ones as columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shared_backend.services.resumes.page import Line


def are_columns(cells: Sequence[Sequence[Line]]) -> bool:
    """True when the cells of a row hold whole parts of the page."""
    return len(cells) > 1 and (max(map(len, cells)) > 6 or all(len(cell) > 2 for cell in cells))


def row_lines(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of one row; the first lines of short cells become one line of cells."""
    filled = [list(cell) for cell in cells if cell]
    if len(filled) < 2 or are_columns(filled):
        return [line for cell in filled for line in cell]
    first = [cell[0] for cell in filled]
    lead = first[0]
    joined = Line(
        tuple(c for line in first for c in line.cells),
        page=lead.page,
        bullet=lead.bullet,
        level=lead.level,
        gap=lead.gap,
        links=tuple(link for line in first for link in line.links),
    )
    return [joined, *(line for cell in filled for line in cell[1:])]


_PAGE = re.compile(
    r"\W*(?:(?:page|seite|pagina|página|side|strona)\W*)?\d*(?:\s*(?:of|von|de|sur|/)\s*\d*)?\W*", re.IGNORECASE
)


def in_margin(line: Line) -> Line | None:
    """A line of a page header or footer without its page number; None when nothing else is there."""
    cells = tuple(cell for cell in line.cells if not _PAGE.fullmatch(cell.text))
    return replace(line, cells=cells, side="margin") if cells else None
