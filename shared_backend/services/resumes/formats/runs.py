"""Collects the runs of a paragraph into lines: tabs make cells, breaks make lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared_backend.services.resumes.formats.bullets import without_mark
from shared_backend.services.resumes.page import Cell, Line


@dataclass(slots=True)
class Run:
    """Text with one look; size in points, 0 when the file does not say."""

    text: str
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is being read."""

    runs: list[Run] = field(default_factory=list)
    bullet: bool = False
    level: int = 0
    gap: float = 0.0
    links: list[str] = field(default_factory=list)
    block: int = 0
    page: int = 0

    def lines(self) -> list[Line]:
        """The lines of the paragraph; a line break begins a new one, a tab a new cell."""
        rows: list[list[list[Run]]] = [[[]]]
        for run in self.runs:
            for n, row in enumerate(run.text.split("\n")):
                if n:
                    rows.append([[]])
                for m, cell in enumerate(row.split("\t")):
                    if m:
                        rows[-1].append([])
                    if cell:
                        rows[-1][-1].append(Run(cell, run.size, run.bold, run.italic, run.colour))
        made: list[Line] = []
        for cut in rows:
            cells = [c for c in (_cell(part) for part in cut) if c is not None]
            if not cells:
                continue
            text, marked = without_mark(cells[0].text)
            if marked and text:
                first = cells[0]
                cells[0] = Cell(text, 0, 0, first.size, first.bold, first.italic, first.colour)
            first_row = not made
            made.append(
                Line(
                    tuple(cells),
                    page=self.page,
                    bullet=marked or (self.bullet and first_row),
                    level=self.level,
                    gap=self.gap if first_row else 0.0,
                    block=self.block,
                    links=tuple(dict.fromkeys(self.links)) if first_row else (),
                )
            )
        return made


def _cell(runs: list[Run]) -> Cell | None:
    text = " ".join("".join(run.text for run in runs).replace("\u00ad", "").split())
    if not text:
        return None
    share = sum(len(run.text) for run in runs) / 2
    lead = max(runs, key=lambda run: len(run.text))
    return Cell(
        text,
        size=lead.size,
        bold=sum(len(run.text) for run in runs if run.bold) > share,
        italic=sum(len(run.text) for run in runs if run.italic) > share,
        colour=lead.colour,
    )
