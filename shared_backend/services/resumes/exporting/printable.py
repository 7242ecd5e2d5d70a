"""What no font at hand can print: named before the download, so that nobody sends a CV with silent boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared_backend.services.resumes.exporting.sheet import Row

# Letters that change with their neighbours or stand in another order than they are typed; the printer sets letters
# one by one, so a font alone is not enough.
_SHAPED = (
    (0x0590, 0x08FF, "right to left"),
    (0xFB1D, 0xFDFF, "right to left"),
    (0xFE70, 0xFEFF, "right to left"),
    (0x0900, 0x0DFF, "joined letters"),
    (0x0E00, 0x0FFF, "joined letters"),
    (0x1000, 0x109F, "joined letters"),
    (0x1780, 0x17FF, "joined letters"),
)


class Face(Protocol):
    """A font registered with the printer, and the code points it has."""

    @property
    def name(self) -> str:
        """Its name for the printer."""

    @property
    def covers(self) -> frozenset[int]:
        """The code points it can print."""


@dataclass(frozen=True, slots=True)
class Faces:
    """Fonts for text and for headings, each in the order in which a character is looked for."""

    body: Sequence[Face]
    bold: Sequence[Face]


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that cannot be printed.

    `text` is the row it first stands in; `letter` says that words lose their meaning without it; `why` is empty when
    only a font is missing.
    """

    sign: str
    name: str
    text: str
    letter: bool
    why: str = ""


def missing(rows: Sequence[Row], faces: Faces) -> tuple[Missing, ...]:
    """Every character that cannot be printed, once, in the order of the CV."""
    found: dict[str, Missing] = {}
    covered = frozenset().union(*(face.covers for face in faces.body))
    for row in rows:
        for sign in composed(row.whole):
            why = _shaped(sign)
            if sign in found or sign.isspace() or (ord(sign) in covered and not why):
                continue
            if is_silent(sign):
                continue
            name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
            found[sign] = Missing(sign, name, row.whole, unicodedata.category(sign)[0] in "LMN", why)
    return tuple(found.values())


def composed(text: str) -> str:
    """Text with letters and their marks as one character where there is one."""
    return unicodedata.normalize("NFC", text)


def is_silent(sign: str) -> bool:
    """True for characters that print nothing: joiners, and the choice between text and picture."""
    return unicodedata.category(sign) in ("Cf", "Cc") or 0xFE00 <= ord(sign) <= 0xFE0F


def runs(text: str, faces: Sequence[Face]) -> Iterator[tuple[str, str]]:
    """The text in runs of one font: (font, text). What no font has is left out; `missing` names it."""
    font, run = faces[0].name, ""
    for sign in composed(text):
        face = next((one for one in faces if ord(sign) in one.covers), None)
        if face is None or is_silent(sign):
            continue
        if face.name != font and run:
            yield font, run
            run = ""
        font = face.name
        run += sign
    if run:
        yield font, run


def _shaped(sign: str) -> str:
    return next((why for low, high, why in _SHAPED if low <= ord(sign) <= high), "")
