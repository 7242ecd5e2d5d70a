"""Which piece of a header is the title and which the employer: by words, and by what the whole CV does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared_backend.services.resumes.fields.pieces import Header, town_at_end
from shared_backend.services.resumes.fields.places import is_place
from shared_backend.services.resumes.fields.words import org_score, title_score

# From this difference of the words on, the words decide and not the habit of the CV.
CLEAR = 2.2
MOST_PARTS = 10
_SUFFIX = re.compile(
    r"^(?:inc|llc|ltd|gmbh|co|corp|plc|s\.?a|b\.?v|n\.?v|ag|lp|llp|pty ltd|s\.?r\.?l|limited)\.?$", re.IGNORECASE
)
Text = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Named:
    """Title, employer and place, each with the number of its line; `on_own_line`: the employer has a line to itself."""

    title: Text | None
    employer: Text | None
    place: Text | None
    on_own_line: bool = False


def title_comes_first(headers: Sequence[Header]) -> bool:
    """The habit of a CV: True when titles are printed before employers."""
    total = 0.0
    for header in headers:
        pair = _pair(header)
        if pair is not None:
            total += _lean(pair[0][0], pair[1][0])
    return total >= 0.0


def names_of(header: Header, title_first: bool, group: Named | None) -> Named:
    """Title and employer of one header; what is not there stays None."""
    place = (header.place.text, header.place.at) if header.place is not None else None
    if any(piece.label for piece in header.pieces):
        return _labelled(header, place)
    pair = _pair(header)
    if pair is None:
        return _single(header, place, group)
    one, other = pair
    lean = _lean(one[0], other[0])
    first = lean >= 0 if abs(lean) >= CLEAR else title_first
    title, employer = (one, other) if first else (other, one)
    name, town = town_at_end(employer[0])
    if place is None and town:
        place = (town, employer[1])
    if town:
        employer = (name, employer[1])
    short_title, title_town = town_at_end(title[0])
    if place is None and title_town and title_score(short_title) >= 1.0 and one[1] != other[1]:
        title, place = (short_title, title[1]), (title_town, title[1])
    lines = {piece.at for piece in header.pieces if piece.text != title[0]}
    return Named(title, employer, place, on_own_line=employer[1] != title[1] and employer[1] in lines and not first)


def _labelled(header: Header, place: Text | None) -> Named:
    """What the words before the pieces say; a piece without such a word is the one that is still missing."""
    found: dict[str, Text] = {}
    for piece in header.pieces:
        missing = next((label for label in ("title", "employer") if all(p.label != label for p in header.pieces)), "")
        found.setdefault(piece.label or missing, (piece.text, piece.at))
    return Named(found.get("title"), found.get("employer"), place)


def _single(header: Header, place: Text | None, group: Named | None) -> Named:
    if not header.pieces:
        return Named(None, None, place)
    text, at = header.pieces[0].text, header.pieces[0].at
    if group is not None or title_score(text) >= 1.0:
        return Named((text, at), None, place)
    name, town = town_at_end(text)
    return Named(None, (name, at), place or ((town, at) if town else None))


def _lean(one: str, other: str) -> float:
    """Above zero when the first text reads more like the title."""
    return title_score(one) - title_score(other) + org_score(other) - org_score(one)


def _pair(header: Header) -> tuple[Text, Text] | None:
    texts = [(piece.text, piece.at) for piece in header.pieces]
    if len(texts) == 1:
        cut = cut_at_comma(texts[0][0])
        return ((cut[0], texts[0][1]), (cut[1], texts[0][1])) if cut is not None else None
    if len(texts) < 2:
        return None
    if len(texts) == 2:
        return texts[0], texts[1]
    towns = [
        i
        for i in range(1, len(texts))
        if _may_be_town(texts[i][0]) and (texts[i][1] == texts[i - 1][1] or _beside_dates(header, i))
    ]
    if header.place is None and len(texts) == 3 and towns:
        header.place = header.pieces[towns[-1]]
        kept = [texts[i] for i in range(len(texts)) if i != towns[-1]]
        return kept[0], kept[1]
    # Three pieces: the best title and the best employer, in the order they stand.
    title = max(range(len(texts)), key=lambda i: (title_score(texts[i][0]) - org_score(texts[i][0]), -i))
    rest = [i for i in range(len(texts)) if i != title]
    employer = max(
        rest, key=lambda i: (org_score(texts[i][0]) - (1.0 if _small(texts[i][0]) else 0.0), -abs(i - title), -i)
    )
    one, other = sorted((title, employer))
    return texts[one], texts[other]


def _beside_dates(header: Header, i: int) -> bool:
    """ "London | June 2021 – Present" under a title and an employer that have lines of their own."""
    return header.pieces[i].dated and len({piece.at for piece in header.pieces}) == len(header.pieces)


def _may_be_town(text: str) -> bool:
    """One to three capitalised words that are neither title nor organisation."""
    words = [word for word in re.split(r"[ -]", text) if word not in ("on", "upon", "de", "la", "am", "the", "le")]
    plain = 0 < len(words) <= 3 and all(word[:1].isupper() and word[1:].islower() for word in words)
    return plain and title_score(text) < 1.0 and org_score(text) < 0.5


def _small(text: str) -> bool:
    """A remark rather than a name."""
    return is_place(text) or text[:1].islower() or len(text.split()) > 9


def cut_at_comma(text: str) -> tuple[str, str] | None:
    """A title and an employer joined by a comma, in the order printed; None when it reads as one thing.

    >>> cut_at_comma("Software Engineer, Tecolote Labs")
    ('Software Engineer', 'Tecolote Labs')
    >>> cut_at_comma("Kestrel Freight, Storage & Co.") is None
    True
    """
    parts = re.split(r",\s+", text)
    joined: list[str] = []
    if len(parts) > MOST_PARTS:
        return None
    for part in parts:
        if joined and (_SUFFIX.match(part) or part.count(")") > part.count("(")):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    best: tuple[float, tuple[str, str]] | None = None
    for i in range(1, len(joined)):
        left, right = ", ".join(joined[:i]), ", ".join(joined[i:])
        one, other = title_score(left), title_score(right)
        value = max(
            one + org_score(right) - max(0.0, other) if one >= 1.0 else 0.0,
            other + org_score(left) - max(0.0, one) - 0.2 if other >= 1.0 else 0.0,
        )
        if value >= 1.2 and (best is None or value > best[0]):
            best = (value, (left, right))
    return best[1] if best is not None else None
