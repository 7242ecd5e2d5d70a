"""A CV as Markdown; whatever its owner wrote stays text and never becomes markup, a link or a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shared_backend.services.resumes.exporting.sheet import BETWEEN, Row

# Signs with a meaning inside a line; the dollar begins a formula, the colon a pictograph, the ampersand an entity.
_INLINE = re.compile(r"([\\`*_\[\]<>|~$]|&(?=[#\w]+;)|:(?=[\w+-]+:)|(?<=\])\()")
# Signs with a meaning at the beginning of a line.
_START = re.compile(r"^(#{1,6}|[+=-]|\d{1,9}[.)])(?=\s|$|[=+-])")
_AUTOMATIC = re.compile(r"(?<=\w)://|(?<=[wW]{3})\.")


def as_markdown(rows: Sequence[Row]) -> bytes:
    """The rows as UTF-8 Markdown."""
    lines: list[str] = []
    for number, row in enumerate(rows):
        text = escaped(row.whole)
        before = rows[number - 1].kind if number else ""
        if row.kind == "name":
            lines += [f"# {text}", ""]
        elif row.kind == "heading":
            lines += ["", f"## {text}", ""]
        elif row.kind == "detail" and before == "title":
            lines[-2] += escaped(BETWEEN) + text
        elif row.kind == "title":
            lines += [*([] if before == "heading" else [""]), f"### {text}", ""]
        elif row.kind == "item":
            lines.append(f"- {text}")
        else:
            lines += [text, ""]
    return (re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n").encode()


def escaped(text: str) -> str:
    r"""Text in which nothing is markup.

    >>> print(escaped("# 5*3 [x](http://a.b) <b> $x$ A|B snake_case"))
    \# 5\*3 \[x\]\(http\://a.b) \<b\> \$x\$ A\|B snake\_case
    """
    text = _INLINE.sub(r"\\\1", text)
    text = _AUTOMATIC.sub(lambda found: "\\" + found.group(0), text)
    return _START.sub(lambda found: found.group(1)[:-1] + "\\" + found.group(1)[-1], text)
