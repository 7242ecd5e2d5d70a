"""Page numbers and running titles, which are no part of what the page says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shared_backend.services.resumes.formats.bullets import ALONE, without_mark
from shared_backend.services.resumes.formats.segments import Segment

# Baselines of the first page that hold its name and contact details.
TOP = 8
_NUMBER = re.compile(
    r"^\W*(?:(?:page|seite|pagina|página|side|sida|strona)\s*)?\d{1,2}(?:\s*(?:of|/|von|de|sur|af|av|z)\s*\d{1,2})?\W*$",
    re.I,
)


def without_furniture(pages: Sequence[list[Segment]]) -> list[list[Segment]]:
    """Pages without page numbers and without running titles: those stand at one height of several pages, or repeat
    what the first page begins with."""
    margins = [_margin(page) for page in pages]
    seen = Counter(key for margin in margins for key in {_spot(s) for s in margin})
    kept = []
    for number, (page, margin) in enumerate(zip(pages, margins, strict=True)):
        drop = {id(s) for s in margin if _NUMBER.match(s.text)}
        if number:
            first = {_key(s) for s in _top(pages[0])}
            items = {round(s.base) for s in margin if ALONE.match(s.text) or without_mark(s.text)[1]}
            again = (s for s in margin if seen[_spot(s)] > 1 or _key(s) in first)
            # An item of a list may stand there again; a running title is none.
            drop |= {id(s) for s in again if round(s.base) not in items}
        kept.append([s for s in page if id(s) not in drop])
    return kept


def _margin(page: Sequence[Segment]) -> list[Segment]:
    """The segments on the first two and last two baselines."""
    bases = sorted({round(s.base) for s in page})
    edge = {*bases[:2], *bases[-2:]} if len(bases) > 6 else set(bases[-1:])
    return [s for s in page if round(s.base) in edge]


def _top(page: Sequence[Segment]) -> list[Segment]:
    """The segments on the first baselines and in the margin: who the page is about."""
    bases = sorted({round(s.base) for s in page})[:TOP]
    return [s for s in page if round(s.base) in bases] + _margin(page)


def _spot(segment: Segment) -> tuple[str, int]:
    return _key(segment), round(segment.base / 4)


def _key(segment: Segment) -> str:
    return re.sub(r"\d+", "#", segment.text.casefold()).strip()
