"""From characters to segments: runs on one baseline without a wide gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from shared_backend.services.resumes.formats.pdf_text import Glyph

WIDE = 1.15
_SPACE = 0.17


@dataclass(slots=True, eq=False)
class Segment:
    """Text on one baseline; places in points from the top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    colour: int


def segments(drawn: Sequence[Glyph]) -> list[Segment]:
    """Segments of a page, from top to bottom and left to right."""
    found: list[Segment] = []
    for row in _rows(drawn):
        found.extend(_split(row))
    return found


def _rows(drawn: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    bases: list[float] = []
    for glyph in sorted(drawn, key=lambda g: g.base):
        size = max(glyph.look.size, 1.0)
        # A raised small letter belongs to the line under it.
        if rows and glyph.base - bases[-1] <= 0.22 * size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            bases.append(glyph.base)
    return rows


def _split(row: list[Glyph]) -> list[Segment]:
    row = sorted(row, key=lambda g: (g.x0, g.x1))
    solid: list[Glyph] = []
    spaced: list[bool] = []
    pending = False
    for glyph in row:
        if glyph.text.isspace():
            pending = True
            continue
        solid.append(glyph)
        spaced.append(pending)
        pending = False
    if not solid:
        return []
    gaps = sorted(b.x0 - a.x1 for a, b, space in zip(solid, solid[1:], spaced[1:], strict=False) if not space)
    size = median(g.look.size for g in solid)
    # Letters set wide apart (a common look for headings) move the limit at which a gap is a space.
    wide_set = gaps[len(gaps) // 2] if len(gaps) >= 3 else 0.0
    spacing = max(0.0, wide_set) if wide_set > 0.08 * size else 0.0
    runs: list[list[Glyph | None]] = [[]]
    last: Glyph | None = None
    for glyph, space in zip(solid, spaced, strict=True):
        if last is not None:
            gap = glyph.x0 - last.x1
            twice = glyph.text == last.text and glyph.number - last.number > 1 and gap < -0.6 * size
            if twice and abs(glyph.x0 - last.x0) < 0.12 * size:
                continue  # bold made by drawing twice
            if gap > WIDE * size + spacing * 2:
                runs.append([])
            elif gap > _SPACE * size + spacing * 1.3 or (space and gap > spacing * 1.3):
                runs[-1].append(None)
        runs[-1].append(glyph)
        last = glyph
    return [_segment(run) for run in runs]


def _segment(run: list[Glyph | None]) -> Segment:
    solid = [g for g in run if g is not None]
    text = "".join(" " if g is None else g.text for g in run)
    share = len(solid) / 2
    return Segment(
        text=text,
        x0=solid[0].x0,
        top=min(g.top for g in solid),
        x1=max(g.x1 for g in solid),
        bottom=max(g.bottom for g in solid),
        base=median(g.base for g in solid),
        size=round(median(g.look.size for g in solid), 1),
        bold=sum(g.look.bold for g in solid) > share,
        italic=sum(g.look.italic for g in solid) > share,
        colour=solid[len(solid) // 2].look.colour,
    )
