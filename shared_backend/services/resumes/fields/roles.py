"""Work history: entries are found by their dates, their headers cut into title, employer and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared_backend.services.resumes.fields.dates import is_only_dates, ranges_in
from shared_backend.services.resumes.fields.labels import labelled
from shared_backend.services.resumes.fields.naming import Named, names_of, title_comes_first
from shared_backend.services.resumes.fields.pieces import Header, header_of, town_at_end
from shared_backend.services.resumes.fields.places import is_place, split_place
from shared_backend.services.resumes.fields.values import Place, Role, Value
from shared_backend.services.resumes.fields.words import org_score, title_score
from shared_backend.services.resumes.page import Line

_MOST_WORDS = 17
Numbered = tuple[int, Line]


@dataclass(slots=True)
class _Entry:
    head: list[Numbered]
    anchor: int
    body: list[Numbered] = field(default_factory=list)
    header: Header = field(default_factory=lambda: Header([], None, None))


def roles(lines: Sequence[Numbered]) -> list[Role]:
    """The roles of a section of work history, in the order they are printed."""
    entries = _entries(lines)
    for entry in entries:
        entry.header = header_of(entry.head)
    first = title_comes_first([entry.header for entry in entries])
    found: list[Role] = []
    group: Named | None = None
    for number, entry in enumerate(entries):
        named = names_of(entry.header, first, group)
        following = entries[number + 1] if number + 1 < len(entries) else None
        if _is_group_head(entry, named, following):
            group = Named(None, named.title or named.employer, named.place, on_own_line=True)
            continue
        shares = named.employer is None and group is not None and group.employer is not None and named.title is not None
        if shares and group is not None:
            named = Named(named.title, group.employer, named.place or group.place, on_own_line=True)
        else:
            group = named if named.on_own_line else None
        if named.title is None and named.employer is None and not entry.body:
            continue
        found.append(_role(entry, named, shares))
    return found


def _role(entry: _Entry, named: Named, shares: bool) -> Role:
    by_number = dict(entry.head)
    where = _place(entry.anchor, by_number[entry.anchor])

    def value(piece: tuple[str, int] | None) -> Value | None:
        if piece is None:
            return None
        line = by_number.get(piece[1])
        return Value(piece[0], _place(piece[1], line) if line is not None else where)

    marked = [(at, line) for at, line in entry.body if line.bullet]
    items = marked or [(at, line) for at, line in entry.body if len(line.text) > 3]
    bullets = tuple(Value(line.text.replace("\t", " "), _place(at, line)) for at, line in items)
    return Role(
        value(named.title), value(named.employer), entry.header.dates, where, value(named.place), bullets, shares
    )


def _place(at: int, line: Line) -> Place:
    return Place(at, line.page or None, line.box)


def _is_group_head(entry: _Entry, named: Named, following: _Entry | None) -> bool:
    """An employer with its whole span, above the roles held there."""
    remark = len(entry.body) <= 2 and not any(line.bullet for _, line in entry.body)
    if following is None or not remark or len(entry.header.pieces) != 1 or len(following.header.pieces) != 1:
        return False
    own, below = entry.header.pieces[0].text, following.header.pieces[0].text
    if title_score(own) >= title_score(below) or title_score(below) < 1.0:
        return False
    one, other = entry.header.dates, following.header.dates
    return one is not None and other is not None and one.start.value[:4] <= other.start.value[:4]


def _entries(lines: Sequence[Numbered]) -> list[_Entry]:
    anchors = _anchors(lines, bullets=False) or _anchors(lines, bullets=True)
    if not anchors:
        return []
    heads = _heads(lines, anchors)
    entries: list[_Entry] = []
    for number, (start, anchor, stop) in enumerate(heads):
        until = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        entry = _Entry([*lines[start:stop]], lines[anchor][0], [*lines[stop:until]])
        entries.append(entry)
    return entries


def _anchors(lines: Sequence[Numbered], *, bullets: bool) -> list[int]:
    """Lines whose dates belong to an entry and not to a sentence."""
    found = []
    for i, (_, line) in enumerate(lines):
        if line.bullet and not bullets:
            continue
        dates = ranges_in(line.text)
        if _is_labelled(line) and (dates or _stands_alone(lines, i)):
            found.append(i)
            continue
        if not dates:
            continue
        rest = len(re.findall(r"\w+", line.text)) - len(re.findall(r"\w+", dates[-1].text))
        if all(d.single for d in dates) and not _single_counts(line, dates[-1].span):
            continue
        if rest <= _MOST_WORDS - 2 and not _is_sentence(line):
            found.append(i)
    return found


def _is_labelled(line: Line) -> bool:
    """True for "Job title: Baker | Employer: Corner Loaf"."""
    return not line.bullet and any(label in ("title", "employer") for label, _ in labelled(line.text))


def _stands_alone(lines: Sequence[Numbered], at: int) -> bool:
    """True for a labelled line that is a whole header without dates, and not one of several under their dates."""
    if len(labelled(lines[at][1].text)) > 1:
        return True
    near = []
    for step in (-1, 1):
        i = at + step
        while 0 <= i < len(lines) and not lines[i][1].bullet and abs(i - at) <= 2:
            near.append(lines[i][1])
            i += step
    return not any(is_only_dates(line.text) or _is_labelled(line) for line in near)


def _single_counts(line: Line, span: tuple[int, int]) -> bool:
    """One date alone stands for an entry at the end, at the beginning, in brackets or in a cell of its own."""
    text = line.text
    before, after = text[: span[0]].rstrip(), text[span[1] :].lstrip()
    if any(is_only_dates(cell.text) for cell in line.cells):
        return True
    if re.search(r"\b(?:in|of|since|by|until|to|the)$", before, re.I) or (after and after[0] not in ")],;:|–—-·"):
        return False
    return not after.strip(")].,") or not before.strip("([")


def _is_sentence(line: Line) -> bool:
    text = line.text.strip()
    return (
        text.endswith(".")
        and len(text.split()) > 7
        and not re.search(r"\b(inc|ltd|co|corp|s\.a|b\.v|dept|present)\.$", text, re.I)
    ) or len(text.split()) > 24


def _header_like(line: Line) -> bool:
    text = line.text
    words = re.findall(r"[^\W\d_]{2,}[\w'’-]*", text)
    if line.bullet or not words or len(words) > _MOST_WORDS or _is_sentence(line):
        return False
    capital = sum(w[0].isupper() or not w[0].islower() for w in words if len(w) > 3)
    long = sum(len(w) > 3 for w in words)
    return (
        line.level > 0
        or line.lead.bold
        or not long
        or capital >= 0.5 * long
        or is_place(text)
        or (title_score(text) >= 1.2 and len(words) <= 7)
    )


def _heads(lines: Sequence[Numbered], anchors: Sequence[int]) -> list[tuple[int, int, int]]:
    """For every anchor the lines of its header: (first, anchor, end)."""
    above, below = _habit(lines, anchors)
    spans: list[tuple[int, int, int]] = []
    free = 0
    for number, anchor in enumerate(anchors):
        if len(labelled(lines[anchor][1].text)) > 1:
            spans.append((anchor, anchor, anchor + 1))
            free = anchor + 1
            continue
        up = 0
        # Lines above belong to this header when they look like it; how many is the habit of the first entry.
        while (
            up < max(above, 1 if _stands_over(lines, anchor, free) or _names_nobody(lines, anchor, below) else 0)
            and anchor - up - 1 >= free
            and _header_like(lines[anchor - up - 1][1])
        ):
            up += 1
        next_anchor = anchors[number + 1] if number + 1 < len(anchors) else len(lines)
        start = anchor - up
        stop = anchor + 1
        room = next_anchor - (above if next_anchor < len(lines) else 0)
        while stop < next_anchor and stop - anchor <= 2 and _wanted_below(lines, start, stop, below, room):
            stop += 1
        spans.append((start, anchor, stop))
        free = stop
    return spans


def _stands_over(lines: Sequence[Numbered], anchor: int, free: int) -> bool:
    """True when the line above is another employer: in the type of an employer, after the items of the last role."""
    if anchor - 1 < free:
        return False
    above, here = lines[anchor - 1][1], lines[anchor][1]
    return above.lead.bold and not above.bullet and not here.lead.bold and _header_like(above)


def _names_nobody(lines: Sequence[Numbered], anchor: int, below: int) -> bool:
    """True for dates alone on their line with no name to come below them: the name stands above."""
    return below == 0 and is_only_dates(lines[anchor][1].text)


def _wanted_below(lines: Sequence[Numbered], start: int, stop: int, below: int, room: int) -> bool:
    """True when the header is not complete yet and the next line can complete it."""
    line = lines[stop][1]
    if not _header_like(line):
        return False
    header = header_of(lines[start:stop])
    if is_place(line.text) and header.place is None:
        return True
    if len(header.pieces) >= 2:
        return False
    if len(_full_pieces(header)) >= 2:
        # "Charge Nurse, Surgical Unit" is one title when the employer stands below.
        named = split_place(line.text)[1] or town_at_end(line.text)[1] or org_score(line.text) > 0.5
        return bool(named) and org_score(_full_pieces(header)[1]) < 0.5 and not line.lead.bold
    return stop < room or below > 0 or title_score(line.text) >= 1.0 or org_score(line.text) > 0.5


def _full_pieces(header: Header) -> list[str]:
    """Pieces, where a title and an employer joined by a comma count as two."""
    from shared_backend.services.resumes.fields.naming import cut_at_comma

    texts = [piece.text for piece in header.pieces]
    if len(texts) == 1:
        cut = cut_at_comma(texts[0])
        return [*cut] if cut is not None else texts
    return texts


def _habit(lines: Sequence[Numbered], anchors: Sequence[int]) -> tuple[int, int]:
    """How many header lines stand above the dates and below them, as the first entry shows."""
    whole = [len(labelled(lines[anchor][1].text)) > 1 for anchor in anchors]
    number = whole.index(False) if False in whole else 0
    first, begin = anchors[number], anchors[number - 1] + 1 if number else 0
    above = 0
    while above < min(3, first - begin) and _header_like(lines[first - above - 1][1]):
        above += 1
    if first - above > begin and above == 3:
        above = 0
    here = header_of(lines[first - above : first + 1])
    later = anchors[number + 1] if len(anchors) > number + 1 else len(lines)
    below = 1 if len(here.pieces) < 2 and first + 1 < later and _header_like(lines[first + 1][1]) else 0
    return above, below
