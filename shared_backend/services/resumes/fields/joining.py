"""Puts lines that the edge of the page broke back together, as paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shared_backend.services.resumes.fields.dates import is_only_dates
from shared_backend.services.resumes.fields.headings import is_listed, kind_of
from shared_backend.services.resumes.fields.words import SCHOOL, degree_at
from shared_backend.services.resumes.notices import LIMIT_LINE
from shared_backend.services.resumes.page import Cell, Line

# Words that keep their hyphen when a line ends after it.
_WORDS = (
    "self co non cross multi long short high low full part well two three four five six seven eight nine "
    "ten on re pre end real open double single hand mid year state up follow back front third second "
    "first decision cost time user data customer peer in out off over under half high-end award problem "
    "team client test risk value business product order root case health large small new old face per "
    "right left built"
)
_KEPT = frozenset(_WORDS.split())

# How much of the end of a line decides how the next one is glued to it.
_LAST = 200
_OPEN_RANGE = re.compile(r"\d{4}\s*[–—-]$")


def joined(lines: Sequence[Line]) -> list[Line]:
    """Lines with their continuations; formats that store paragraphs are returned as they are."""
    if not any(line.wrapped for line in lines):
        return list(lines)
    edges, leading = _edges(lines), _leading(lines)
    result: list[Line] = []
    last: Line | None = None
    for line in lines:
        if (
            last is not None
            and result
            and len(result[-1].text) < LIMIT_LINE
            and _goes_on(result[-1], last, line, edges.get(line.block, 0.0), leading.get(round(line.lead.size), 0.0))
        ):
            result[-1] = _merged(result[-1], line)
        else:
            result.append(line)
        last = line
    return result


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    """The right edge of the running text of every block."""
    edges: dict[int, float] = {}
    for line in lines:
        if len(line.cells) == 1:
            edges[line.block] = max(edges.get(line.block, 0.0), line.cells[0].x1)
    return edges


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """The smallest usual space above a line, by size of type: the lines of one paragraph stand that close."""
    gaps: dict[int, list[float]] = {}
    for line in lines:
        if line.gap > 0.02:
            gaps.setdefault(round(line.lead.size), []).append(line.gap)
    return {key: sorted(found)[len(found) // 10] for key, found in gaps.items()}


def _goes_on(whole: Line, last: Line, line: Line, edge: float, leading: float) -> bool:
    """True when `line` continues the item or paragraph `whole`, whose last printed line is `last`."""
    if line.bullet or line.level or whole.level or not (line.wrapped and last.wrapped):
        return False
    first, before = line.cells[0], last.cells[-1]
    size = max(first.size, 1.0)
    if line.block != last.block:
        # A sentence cut by the end of the page goes on at the top of the next.
        return (
            line.page == last.page + 1
            and line.text[:1].islower()
            and not re.search(r"[.!?:]$", last.text)
            and len(last.text) > 40
        )
    if abs(first.size - last.cells[0].size) > 0.15 * size or line.gap > max(
        0.75, last.gap + 0.3 if not last.bullet else 0.75
    ):
        return False
    cut = _cut_in_two(last, line, leading)
    if cut is not None:
        return cut
    if kind_of(line.text) is not None and not line.text[:1].islower():
        return False
    if kind_of(last.text) is not None and whole is last:
        return False
    if first.size > 1.5 and line.gap > leading + 0.28:
        return False
    if not whole.bullet and _is_study_of_its_own(last.text, line.text):
        return False
    full = _is_full(last, first, edge)
    tight = (
        first.size > 1.5
        and line.gap < leading + 0.06
        and whole.gap > leading + 0.1
        and abs(first.x0 - last.cells[0].x0) < 0.5 * size
    )
    if re.search(r"[A-Za-zÀ-ž]-$", last.text) and first.text[:1].islower() and first.bold == before.bold:
        return True
    if whole.bullet:
        hanging = first.x0 > whole.bullet_x + 0.4 * size
        return (
            (hanging or full) and first.bold == before.bold
            if not hanging
            else abs(first.x0 - whole.cells[0].x0) < 1.2 * size or full
        )
    same_left = abs(first.x0 - last.cells[0].x0) < 0.5 * size or (
        first.x0 > last.cells[0].x0 and abs(first.x0 - last.cells[0].x0) < 3 * size
    )
    return (
        full
        and same_left
        and first.bold == before.bold
        and first.italic == before.italic
        and (tight or last.text.endswith(",") or not _ends(last, line))
    )


def _cut_in_two(last: Line, line: Line, leading: float) -> bool | None:
    """Headings, ranges of dates and cells beside dates that a narrow column broke; None where other rules decide."""
    first, before = line.cells[0], last.cells[-1]
    close = line.gap <= leading + 0.35 if first.size > 1.5 else line.gap < 1.0
    if (
        close
        and _OPEN_RANGE.search(last.text)
        and re.match(r"(?:\d{1,2}[./])?\d{4}\b|\w+\.? \d{4}\b", line.cells[-1].text)
    ):
        return True
    if is_only_dates(line.text):
        return False
    if len(last.cells) == 2 and len(line.cells) == 1 and is_only_dates(last.cells[1].text):
        level = first.bold == last.cells[0].bold and abs(first.x0 - last.cells[0].x0) < 0.5 * max(first.size, 1.0)
        return close and level and first.size > 1.5 and _overflows(last.cells[0], first, last.cells[1].x0 - first.size)
    if len(line.cells) > 1 or (len(last.cells) > 1 and not last.bullet):
        return False
    look = (first.bold, first.colour, round(first.size))
    if close and look == (before.bold, before.colour, round(before.size)) and _is_heading_in_two(last.text, line.text):
        return True
    return None


def _is_heading_in_two(above: str, below: str) -> bool:
    """ "CORE" over "COMPETENCIES" in a narrow column."""
    if above.islower() or len(above.split()) > 3 or kind_of(f"{above} {below}") is None:
        return False
    # A heading over the first line of its section is no heading in two, though the words may read like one.
    half = is_listed(f"{above} {below}") if kind_of(above) is not None else kind_of(below) is not None
    return (
        half
        or bool(re.search(r"(?:&|\b(?:and|und|et|y|e)|,)$", above.rstrip(), re.IGNORECASE))
        or (kind_of(above) == kind_of(below) and not above.endswith(":"))
    )


def _overflows(cell: Cell, first: Cell, room: float) -> bool:
    word = first.text.split()[0]
    # The mean width of a letter, with spaces and full stops in it, is less than that of the letters of a word.
    return cell.x1 + 1.2 * (first.x1 - first.x0) / max(1, len(first.text)) * (len(word) + 1) > room


def _is_study_of_its_own(above: str, below: str) -> bool:
    """A degree under another entry, or a school under its degree, which may be as wide as the text is."""
    if re.search(r"(?:[,&(–—-]|\b(?:and|or|in|of|the|at|from|with|for))$", above):
        return False
    degree, upper = degree_at(below), degree_at(above)
    if degree is not None and degree.start() == 0 and re.search(r"[)\d]$", above):
        return True
    school = SCHOOL.search(below)
    if upper is None or upper.start() > 0 or school is None or SCHOOL.search(above):
        return False
    return school.start() > 0 or bool(re.match(r"\w+ (?:of|de|di|do|für|at)\b", below))


def _is_full(last: Line, first: Cell, edge: float) -> bool:
    """True when the first word of the next line would not have fitted any more."""
    word = first.text.split()[0]
    wide = (first.x1 - first.x0) / max(1, len(first.text)) * (len(word) + 1)
    return last.cells[-1].x1 + wide > edge - 0.5 * max(first.size, 1.0) * (1.0 if first.size > 1.5 else 0.0)


def _ends(last: Line, line: Line) -> bool:
    """A short label on its own is no sentence that goes on."""
    return len(last.text) < 24 and not line.text[:1].islower()


def _merged(whole: Line, line: Line) -> Line:
    cells = list(whole.cells)
    for place, more in _above(whole, line):
        cells[place] = replace(
            cells[place], text=_glued(cells[place].text, more.text), x1=max(cells[place].x1, more.x1)
        )
    box = whole.box
    if box and line.box and whole.page == line.page:
        box = (min(box[0], line.box[0]), min(box[1], line.box[1]), max(box[2], line.box[2]), max(box[3], line.box[3]))
    links = tuple(dict.fromkeys((*whole.links, *line.links)))
    return replace(whole, cells=tuple(cells), box=box, links=links)


def _above(whole: Line, line: Line) -> list[tuple[int, Cell]]:
    """Which cell of the whole each new cell goes on: the one above it."""
    if whole.bullet and len(line.cells) == 1:
        return [(len(whole.cells) - 1, line.cells[0])]
    return [(min(range(len(whole.cells)), key=lambda i: abs(whole.cells[i].x0 - c.x0)), c) for c in line.cells]


def _glued(text: str, more: str) -> str:
    whole, text = text, text[-_LAST:]
    return whole[: len(whole) - len(text)] + _end_glued(text, more)


def _end_glued(text: str, more: str) -> str:
    if re.search(r"\w-$", text) and more[:1].islower():
        part = re.split(r"[\s(]", text)[-1][:-1]
        if re.search(r"[@/.]", part) and len(part.rpartition("-")[2]) <= 3:
            return text[:-1] + more
        if "-" in part or part.lower() in _KEPT or part[:1].isdigit() or re.search(r"[@/.]", part):
            return text + more
        return text[:-1] + more
    if re.search(r"(https?://|www\.|@|\w\.\w+/)\S*[-/_.@]$", text):
        return text + more
    if re.search(r"\w[–/]$", text):
        return text + more
    return f"{text} {more}"
