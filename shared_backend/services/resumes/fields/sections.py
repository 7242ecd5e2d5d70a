"""Cuts the lines of a CV into sections at their headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shared_backend.services.resumes.fields.dates import ranges_in
from shared_backend.services.resumes.fields.headings import folded, kind_of
from shared_backend.services.resumes.fields.naming import cut_at_comma
from shared_backend.services.resumes.fields.pieces import header_of
from shared_backend.services.resumes.page import Cell, Line

_LONGEST_HEADING = 48
Signature = tuple[int, bool, bool, int, int]


@dataclass(slots=True)
class Section:
    """The lines under one heading; `at` numbers them in the document."""

    kind: str
    heading: Line | None
    heading_at: int = -1
    lines: list[tuple[int, Line]] = field(default_factory=list)


def sections(lines: Sequence[Line]) -> list[Section]:
    """The sections in reading order; the first holds what stands before any heading (kind "identity")."""
    margin = _margin_headings(lines)
    heads = _headings(lines, margin)
    found = [Section("identity", None)]
    for at, line in enumerate(lines):
        if at in heads:
            found.append(Section(heads[at], line, at))
            if at in margin:
                found[-1].heading = replace(line, cells=line.cells[:1])
                found[-1].lines.append((at, replace(line, cells=line.cells[1:])))
            elif line.bullet is False and ":" in line.text and _inline(line):
                label, rest = line.text.split(":", 1)
                found[-1].heading = replace(line, cells=(Cell(label.strip(), bold=True),))
                found[-1].lines.append((at, replace(line, cells=(replace(line.lead, text=rest.strip(), bold=False),))))
            continue
        if _leaves_section(found[-1], line):
            found.append(Section("identity", None))
        found[-1].lines.append((at, line))
    return found


def _leaves_section(section: Section, line: Line) -> bool:
    """True for the top of the right column and for the margins of the page: they go on with nothing."""
    if section.kind == "identity" and section.heading is None:
        return False
    last = section.lines[-1][1] if section.lines else section.heading
    if line.side == "margin" or last is None:
        return line.side == "margin"
    return line.side == "right" and last.side == "left" and line.page == last.page


def _headings(lines: Sequence[Line], margin: set[int]) -> dict[int, str]:
    """Which lines are headings, and of which kind."""
    looks_of_text: Counter[Signature] = Counter()
    for line in lines:
        looks_of_text[signature(line)] += len(line.text)
    body = looks_of_text.most_common(1)
    usual = body[0][0] if body else (0, False, False, 0, 0)
    known = {at: kind for at, line in enumerate(lines) if (kind := _known(line, usual)) is not None}
    known.update({at: kind_of(lines[at].cells[0].text) or "other" for at in margin})
    looks = Counter(signature(lines[at]) for at in known if at not in margin)
    strange = _strange(lines, known, looks, usual)
    # A declared or printed style that all main headings of a column share rules out the same words in plainer type.
    for side in {lines[at].side for at in known}:
        ats = [at for at in known if lines[at].side == side and at not in margin]
        main = Counter(look for at in ats if (look := signature(lines[at])) != usual)
        if main and main.most_common(1)[0][1] >= 2:
            strongest = max(main, key=lambda look: (main[look], look))
            for at in ats:
                if signature(lines[at]) != strongest and _weaker(signature(lines[at]), strongest, usual):
                    del known[at]
    known.update(dict.fromkeys(strange, "other"))
    return known


def _weaker(look: Signature, strongest: Signature, usual: Signature) -> bool:
    return look == usual or (look[0] < strongest[0] - 1 and look[4] >= strongest[4]) or (look[4] > strongest[4] > 0)


def signature(line: Line) -> Signature:
    """How a line looks: size in half points, bold, capitals, colour, declared level."""
    lead = line.lead
    letters = [c for c in lead.text if c.isalpha()]
    capitals = len(letters) > 2 and all(not c.islower() for c in letters) and any(c.isupper() for c in letters)
    return (round(lead.size * 2), lead.bold, capitals, lead.colour, line.level)


def _known(line: Line, usual: Signature) -> str | None:
    text = line.text
    if line.bullet or len(line.cells) > 1 or (len(text) > _LONGEST_HEADING and not _inline(line)):
        return None
    kind = kind_of(text)
    if kind is not None:
        return kind
    if _inline(line):
        return kind_of(text.split(":", 1)[0])
    return None


def _inline(line: Line) -> bool:
    """ "LANGUAGES: German, English" on one line, the label in capitals."""
    label = line.text.split(":", 1)[0]
    rest = line.text.split(":", 1)[1] if ":" in line.text else ""
    return (
        bool(rest.strip()) and len(label) > 4 and label.isupper() and not rest.isupper() and kind_of(label) is not None
    )


def _margin_headings(lines: Sequence[Line]) -> set[int]:
    """Headings that stand in the left margin, beside the first line of their section."""
    found = {
        at: kind_of(line.cells[0].text)
        for at, line in enumerate(lines)
        if len(line.cells) > 1
        and not line.bullet
        and kind_of(line.cells[0].text) is not None
        and not line.cells[0].text.rstrip().endswith(":")
    }
    kinds = set(found.values())
    return set(found) if len(kinds) >= 2 and kinds & {"work", "education"} else set()


def _strange(lines: Sequence[Line], known: dict[int, str], looks: Counter[Signature], usual: Signature) -> list[int]:
    """Lines that look like the known headings but are not in any list of words."""
    trusted = {look for look, count in looks.items() if count >= 2 and look != usual}
    if not trusted:
        return []
    first = min(known)
    candidates: dict[Signature, list[int]] = {}
    for at, line in enumerate(lines):
        look = signature(line)
        if at <= first or at in known or look not in trusted or line.bullet or len(line.cells) > 1:
            continue
        text = line.text
        if (
            len(text) <= _LONGEST_HEADING
            and len(text.split()) <= 6
            and not ranges_in(text)
            and not re.search(r"[,;|•·@.]|\d{3}", folded(text))
        ):
            candidates.setdefault(look, []).append(at)
    # Employers or titles in the same type as headings are more in number than the headings.
    return sorted(
        at
        for look, ats in candidates.items()
        if len(ats) <= looks[look] or look[4] == 1 or (look[4] == 2 and looks[look] >= 3)
        for at in ats
        if not _stands_over_dates(lines, at)
    )


def _stands_over_dates(lines: Sequence[Line], at: int) -> bool:
    """An employer or title in the type of a heading has its dates on the next line."""
    if signature(lines[at])[4] in (1, 2) or at + 1 >= len(lines):
        return False
    following = lines[at + 1]
    if _is_whole_header(following, at + 1):
        return False
    return (
        bool(ranges_in(following.text))
        and len(following.text.split()) <= 12
        and not following.bullet
        and not signature(lines[at])[2]
    )


def _is_whole_header(line: Line, at: int) -> bool:
    """A line with title and employer beside its dates needs no name above it."""
    pieces = header_of([(at, line)]).pieces
    return len(pieces) > 1 or (len(pieces) == 1 and cut_at_comma(pieces[0].text) is not None)
