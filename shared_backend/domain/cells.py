"""Cells of files that people open in a spreadsheet program: none of them may run."""

from __future__ import annotations

import re

# What spreadsheet programs take for the start of a formula, their full-width forms included. A cell that is marked
# already is marked once more, so that `as_typed` gives back exactly what was written.
_LIVE = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")


def still_text(cell: str) -> str:
    """A text for a file that people open in a spreadsheet program: what would run as a formula is marked as text.

    >>> still_text("=1+1"), still_text(" -2"), still_text("on time")
    ("'=1+1", "' -2", 'on time')
    """
    return f"'{cell}" if _LIVE.match(cell) else cell


def as_typed(cell: str) -> str:
    """A cell of such a file as it was before `still_text`.

    >>> as_typed(still_text("=1+1")), as_typed("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _LIVE.match(cell[1:]) else cell
