"""A CV as plain text: for forms and e-mail; capitals and empty lines are its only layout."""

from __future__ import annotations

from collections.abc import Sequence

from shared_backend.services.resumes.exporting.sheet import BETWEEN, Row


def as_text(rows: Sequence[Row]) -> bytes:
    """The rows as UTF-8 text; a title stands on one line with its employer and dates."""
    lines: list[str] = []
    for number, row in enumerate(rows):
        before = rows[number - 1].kind if number else ""
        if row.kind == "heading":
            lines += ["", row.text.upper(), ""]
        elif row.kind == "detail" and before == "title":
            lines[-1] += BETWEEN + row.whole
        elif row.kind == "title":
            # The first entry stands right under the empty line of its heading.
            lines += [row.whole] if before == "heading" else ["", row.whole]
        elif row.kind == "item":
            lines.append(f"- {row.text}")
        else:
            lines.append(row.whole)
    return ("\n".join(lines) + "\n").encode()
