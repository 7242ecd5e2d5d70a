"""Cuts header lines of an entry into pieces: what separators, tabs and brackets set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared_backend.services.resumes.fields.dates import DateRange, is_only_dates, ranges_in
from shared_backend.services.resumes.fields.labels import Label, labelled
from shared_backend.services.resumes.fields.places import is_country, is_place, split_place
from shared_backend.services.resumes.fields.words import org_score, title_score
from shared_backend.services.resumes.page import Line

_STRONG = re.compile(
    r"\s+[|·•∙‧▪–—―/]\s+|\s+-{1,2}\s+|\s*\|\s*|\s*[•·]\s*|\s+@\s+|\s+(?:at|bei|chez|hos|presso|bij)\s+(?=[A-ZÀ-ÝĀ-Ž\d])|\s*;\s+|\s{3,}"
)
_ASIDE = re.compile(
    r"\s*\((?:(?:full|part)[- ]time|contract|contractor|freelance|temporary|temp|permanent|seasonal|remote|hybrid|on-?site|internship|\d+\s*%|vollzeit|teilzeit|cdi|cdd|stage|"  # noqa: E501
    r"(?:about |approx\.? )?\d+\s*(?:yrs?|years?|mos?|months?)\b[^)]*|\s*)\)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b\d+\s*(?:yrs?|years?|jahre?|ans?|años)\b\.?(?:\s*,?\s*\d+\s*(?:mos?|months?|monate?|mois|meses)\b\.?)?|\b\d+\s*(?:mos?|months?|monate?)\b\.?",
    re.I,
)


@dataclass(slots=True)
class Piece:
    """A piece of text, the line it stands on and that line's look; `label` when a word before it says what it is.

    `dated` is True for a piece that shares its cell with the dates.
    """

    text: str
    at: int
    bold: bool
    italic: bool
    label: Label | None = None
    dated: bool = False


@dataclass(slots=True)
class Header:
    """The pieces of an entry's header, with dates and places taken out."""

    pieces: list[Piece]
    dates: DateRange | None
    place: Piece | None


def header_of(lines: Sequence[tuple[int, Line]]) -> Header:
    """The header made of these lines, in reading order."""
    header = Header([], None, None)
    for at, line in lines:
        for cell in line.cells:
            if said := labelled(cell.text):
                _add_labelled(header, said, at)
                continue
            text, found = without_dates(cell.text)
            if found is not None and (header.dates is None or (header.dates.single and not found.single)):
                header.dates = found
            text = _ASIDE.sub("", text)
            for part in [text] if _is_two_titles(text) else _STRONG.split(text):
                _add(
                    header,
                    Piece(
                        part.strip(" ,;:|()–—-\t") if part.count("(") != part.count(")") else part.strip(" ,;:|–—-\t"),
                        at,
                        cell.bold,
                        cell.italic,
                        dated=found is not None,
                    ),
                )
    return header


def _is_two_titles(text: str) -> bool:
    """ "Welder Helper / Welder" is what one job was called."""
    parts = re.split(r"\s+/\s+", text)
    return len(parts) == 2 and not _STRONG.search(parts[0]) and all(title_score(part) >= 1.0 for part in parts)


def _add_labelled(header: Header, said: Sequence[tuple[Label, str]], at: int) -> None:
    for label, text in said:
        if label == "dates":
            header.dates = header.dates or without_dates(text)[1]
        elif label == "place":
            header.place = header.place or Piece(text, at, False, False, label)
        else:
            header.pieces.append(Piece(text, at, False, False, label))


def without_dates(text: str) -> tuple[str, DateRange | None]:
    """A text without the range of dates in it; the range with an end is preferred to single dates."""
    found = ranges_in(text)
    if not found:
        return text, None
    chosen = next((r for r in reversed(found) if not r.single), found[-1])
    left, right = text[: chosen.span[0]], text[chosen.span[1] :]
    right = re.sub(r"^\s*[(,;–-]?\s*" + _SPAN.pattern + r"\s*\)?", "", right, flags=re.I)
    left, right = re.sub(r"[\s(,\[|:–—-]+$", "", left), re.sub(r"^[\s),.\]|:–—-]+", "", right)
    return (f"{left} | {right}" if left and right else left or right), chosen


def _add(header: Header, piece: Piece) -> None:
    if (
        not re.search(r"\w", piece.text)
        or _SPAN.fullmatch(piece.text.strip("() "))
        or (piece.dated and is_only_dates(piece.text))
    ):
        return
    if is_place(piece.text):
        header.place = header.place or piece
        return
    rest, place = split_place(piece.text)
    if place and rest:
        header.place = header.place or Piece(place, piece.at, False, False)
        piece.text = rest
    header.pieces.append(piece)


def town_at_end(text: str) -> tuple[str, str]:
    """A name and the town printed after its last comma, "" when the last part may belong to the name.

    >>> town_at_end("The Copper Ladle, Harrogate")
    ('The Copper Ladle', 'Harrogate')
    >>> town_at_end("Acme, Inc.")
    ('Acme, Inc.', '')
    """
    rest, comma, last = text.rpartition(", ")
    if not comma:
        return text, ""
    if is_country(last):
        inner, town = town_at_end(rest)
        return inner, f"{town}, {last}" if town else last
    words = last.split()
    named = len(words) <= 3 and all(w[:1].isupper() or w in ("upon", "on", "de", "la", "am") for w in words)
    if (
        not named
        or org_score(last) >= 0.5
        or title_score(last) >= 1.0
        or "&" in last
        or re.fullmatch(r"[A-Z.]{2,5}", last)
    ):
        return text, ""
    return rest, last
