"""What changed between two wordings, word by word, in pieces that can be read without colour."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

PieceKind = Literal["kept", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that stayed, went or came."""

    kind: PieceKind
    text: str


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order; what was removed stands before what came for it.

    >>> [(p.kind, p.text) for p in changes("Responsible for cleaning rooms", "Cleaned rooms")]
    [('removed', 'Responsible for cleaning'), ('added', 'Cleaned'), ('kept', 'rooms')]
    """
    old, new = before.split(), after.split()
    found: list[Piece] = []
    # A comma that came to a word does not make it another word.
    was, now = ([word.rstrip(",;.").lower() or word for word in words] for words in (old, new))
    for what, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("kept", " ".join(new[c:d])))
            continue
        if b > a:
            found.append(Piece("removed", " ".join(old[a:b])))
        if d > c:
            found.append(Piece("added", " ".join(new[c:d])))
    return tuple(found)
