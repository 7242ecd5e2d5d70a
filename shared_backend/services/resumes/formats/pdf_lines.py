"""Lines of a block: segments on one baseline are its cells; list marks are taken off."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from shared_backend.services.resumes.formats.bullets import ALONE, without_mark
from shared_backend.services.resumes.formats.columns import Block
from shared_backend.services.resumes.formats.segments import Segment
from shared_backend.services.resumes.page import Cell, Line

LinkBox = tuple[float, float, float, float, str]
Dot = tuple[float, float]


def lines_of(block: Block, page: int, number: int, links: Sequence[LinkBox], dots: Sequence[Dot] = ()) -> list[Line]:
    """The lines of one block from top to bottom."""
    lines: list[Line] = []
    above: float | None = None
    for row in _rows(block.segments):
        line = _line(row, page, number, links)
        if line is None:
            continue
        line = _with_dot(line, dots)
        base, size = max(s.base for s in row), max(s.size for s in row)
        gap = 0.0 if above is None else (base - above) / max(size, 1.0) - 1.0
        above = base
        lines.append(
            Line(line.cells, page, line.box, line.bullet, 0, gap, number, True, line.links, line.bullet_x, block.side)
        )
    return lines


def _with_dot(line: Line, dots: Sequence[Dot]) -> Line:
    """A line whose list mark is drawn and not written."""
    if line.bullet or line.box is None:
        return line
    left, top, _, bottom = line.box
    mark = next((x for x, y in dots if left - 26 < x < left - 1 and top < y < bottom), None)
    return line if mark is None else replace(line, bullet=True, bullet_x=mark)


def _rows(block: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in sorted(block, key=lambda s: (s.base, s.x0)):
        if (rows and segment.base - rows[-1][0].base < 0.35 * min(segment.size, rows[-1][0].size)) or (
            rows and _raised(segment, rows[-1])
        ):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda s: s.x0)
    return rows


def _raised(segment: Segment, row: Sequence[Segment]) -> bool:
    """A line drawn with two sizes: centres level, nothing above one another."""
    middle = (segment.top + segment.bottom) / 2
    return all(
        (s.x1 <= segment.x0 + 1 or segment.x1 <= s.x0 + 1) and abs((s.top + s.bottom) / 2 - middle) < 0.3 * segment.size
        for s in row
    )


def _line(row: Sequence[Segment], page: int, number: int, links: Sequence[LinkBox]) -> Line | None:
    bullet, bullet_x = False, 0.0
    cells: list[Cell] = []
    for place, segment in enumerate(row):
        text = unicodedata.normalize("NFKC", segment.text).replace("\u00ad", "-").strip()
        if ALONE.match(text) and text not in "–—-" and (place == 0 or place + 1 < len(row)):
            # A mark in the middle of a row begins another item of the same row: a cell of its own.
            if place == 0:
                bullet, bullet_x = True, segment.x0
            continue
        if ALONE.match(text) and place == 0 and len(row) > 1:
            bullet, bullet_x = True, segment.x0
            continue
        x0 = segment.x0
        if place == 0 or cells == []:
            text, marked = without_mark(text)
            if marked:
                bullet, bullet_x = True, segment.x0
                x0 += 0.9 * segment.size
        elif text[:1] in "•▪●":
            text = text[1:].strip()
        if text:
            cells.append(Cell(text, x0, segment.x1, segment.size, segment.bold, segment.italic, segment.colour))
    if not cells:
        return None
    box = (min(s.x0 for s in row), min(s.top for s in row), max(s.x1 for s in row), max(s.bottom for s in row))
    behind = tuple(
        dict.fromkeys(
            address
            for left, top, right, bottom, address in links
            if left < box[2] and right > box[0] and top < box[3] - 2 and bottom > box[1] + 2
        )
    )
    return Line(tuple(cells), page, box, bullet, 0, 0.0, number, True, behind, bullet_x)
