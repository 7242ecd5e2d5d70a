"""Plain text and pasted text: lines as typed; ruled boxes and dot leaders are decoration."""

from __future__ import annotations

import re
import unicodedata

from shared_backend.services.resumes.formats.bullets import without_mark
from shared_backend.services.resumes.notices import LIMIT_CHARACTERS, LIMIT_LINE, Unreadable
from shared_backend.services.resumes.page import Cell, Document, Line

_RULE = re.compile(r"^[\s\W_]*$")
_BOX = re.compile(r"^\s*[|│┃║]\s*(.*?)\s*[|│┃║]\s*$")
_WIDE = re.compile(r"\t+| {3,}|\s*\.{4,}\s*|\s+(?:\. ){3,}\s*|\s*_{4,}\s*")
_MARKDOWN = re.compile(r"^(#{1,6})\s+(?=\S)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITEM = re.compile(r"(?<=\S)\s{2,}[*•o-]\s+(?=\S)")


def read_plain(data: bytes) -> Document:
    """The lines of a text file.

    Raises
    ------
    Unreadable
        When it is no text, or too much.
    """
    text = decoded(data)
    if len(text) > LIMIT_CHARACTERS:
        raise Unreadable("too_long")
    return Document("txt", tuple(_lines(text)))


def decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 or, failing those, Windows' Western letters.

    Raises
    ------
    Unreadable
        When it holds bytes no text has.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "cp1252")):
        if not data.startswith(mark):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (
            "\0" in text
            or sum(unicodedata.category(c) == "Cc" for c in text if c not in "\n\r\t\f\v\x1a") > len(text) / 100
        ):
            raise Unreadable("unknown_kind")
        return text
    raise Unreadable("unknown_kind")


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = 0.0
    markdown = re.search(r"^#{1,6}\s+\S", text, re.MULTILINE) is not None
    rows = text.replace("\f", "\n\n").splitlines()
    for raw in (row[at : at + LIMIT_LINE] for row in rows for at in range(0, max(len(row), 1), LIMIT_LINE)):
        boxed = _BOX.match(raw)
        typed = (boxed.group(1) if boxed and "|" not in boxed.group(1) else raw).expandtabs(8) if boxed else raw
        if _RULE.match(typed):
            gap += 1.0
            continue
        line = _line(typed, gap, markdown)
        if line is not None:
            lines.append(line)
            gap = 0.0
    return lines


def _line(typed: str, gap: float, markdown: bool) -> Line | None:
    indent = len(typed.expandtabs(8)) - len(typed.expandtabs(8).lstrip())
    body = typed.strip()
    level = 0
    heading = _MARKDOWN.match(body)
    if heading:
        level, body = len(heading.group(1)), body[heading.end() :]
    bold = bool(re.fullmatch(r"\*\*[^*]+\*\*:?", body)) or bool(level)
    body = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", body)
    body = re.sub(r"\[([^\[\]]+)\]\((https?://[^)]+|mailto:[^)]+)\)", r"\1 \2", body)
    text, bullet = without_mark(body)
    mark = len(body) - len(text)
    cells: list[Cell] = []
    x = float(indent + mark)
    for part in _WIDE.split(_ITEM.sub("\t", text)):
        if part.strip():
            # In Markdown a backslash says that the sign after it is only a sign.
            cells.append(
                Cell(_ESCAPED.sub(r"\1", part.strip()) if markdown else part.strip(), x, x + len(part), 1.0, bold)
            )
        x += len(part) + 3
    if not cells:
        return None
    last = len(typed.expandtabs(8).rstrip())
    cells[-1] = Cell(cells[-1].text, cells[-1].x0, float(last), 1.0, bold)
    return Line(tuple(cells), bullet=bullet, level=level, gap=gap, wrapped=True, bullet_x=float(indent))
