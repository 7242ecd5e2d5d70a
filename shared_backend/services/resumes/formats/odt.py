"""ODT: paragraphs, headings, lists, tables and frames, with the styles that say how they look."""

from __future__ import annotations

import re
from typing import Any

from shared_backend.services.resumes.formats.archive import open_archive, xml_part
from shared_backend.services.resumes.formats.runs import Paragraph, Run
from shared_backend.services.resumes.formats.tables import are_columns, in_margin, row_lines
from shared_backend.services.resumes.notices import LIMIT_CHARACTERS, Unreadable
from shared_backend.services.resumes.page import Document, Hidden, Line

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE, FO, DRAW = (
    f"{{{_NS}{n}}}" for n in ("text:1.0", "table:1.0", "style:1.0", "xsl-fo-compatible:1.0", "drawing:1.0")
)
XLINK = "{http://www.w3.org/1999/xlink}"
_SKIPPED = {TEXT + n for n in ("tracked-changes", "sequence-decls", "note", "annotation", "bookmark")}


def read_odt(data: bytes) -> Document:
    """The lines of an OpenDocument text.

    Raises
    ------
    Unreadable
        When it is no document, or damaged, locked or too large.
    """
    archive = open_archive(data)
    manifest = xml_part(archive, "META-INF/manifest.xml")
    if manifest is not None and any("encryption-data" in str(e.tag) for e in manifest.iter("*")):
        raise Unreadable("encrypted")
    content, styles = xml_part(archive, "content.xml"), xml_part(archive, "styles.xml")
    if content is None:
        raise Unreadable("damaged")
    reader = _Reader([root for root in (content, styles) if root is not None])
    body = content.find(f"{{{_NS}office:1.0}}body")
    masters = list(styles.iter(STYLE + "header", STYLE + "footer")) if styles is not None else []
    margins = {part.tag: reader.walk(part, Paragraph()) for part in masters}
    margins = {tag: [kept for line in lines if (kept := in_margin(line)) is not None] for tag, lines in margins.items()}
    main = reader.walk(body, Paragraph()) if body is not None else []
    lines = [*margins.get(STYLE + "header", ()), *main, *margins.get(STYLE + "footer", ())]
    if sum(len(line.text) for line in lines) > LIMIT_CHARACTERS:
        raise Unreadable("too_long")
    warnings = [
        c
        for c, is_so in (
            ("header_footer", any(margins.values())),
            ("tables", reader.tables),
            ("two_columns", reader.side_by_side),
            ("hidden_text", reader.hidden),
        )
        if is_so
    ]
    return Document("odt", tuple(lines), None, tuple(reader.hidden), tuple(warnings))


class _Reader:
    def __init__(self, roots: list[Any]) -> None:
        self._styles = {s.get(STYLE + "name", ""): s for root in roots for s in root.iter(STYLE + "style")}
        self.hidden: list[Hidden] = []
        self.tables = False
        self.side_by_side = False

    def walk(self, parent: Any, around: Paragraph) -> list[Line]:
        """All lines under an element."""
        lines: list[Line] = []
        for child in parent.iterchildren("*"):
            if child.tag in (TEXT + "p", TEXT + "h"):
                lines.extend(self._paragraph(child, around))
            elif child.tag == TEXT + "list-item":
                lines.extend(self.walk(child, Paragraph(bullet=True)))
            elif child.tag == TABLE + "table":
                lines.extend(self._table(child))
            elif child.tag not in _SKIPPED:
                lines.extend(self.walk(child, around))
        return lines

    def _table(self, table: Any) -> list[Line]:
        self.tables = True
        lines: list[Line] = []
        for row in table.iter(TABLE + "table-row"):
            cells = [c for c in (self.walk(cell, Paragraph()) for cell in row.findall(TABLE + "table-cell")) if c]
            self.side_by_side |= are_columns(cells)
            lines.extend(row_lines(cells))
        return lines

    def _paragraph(self, element: Any, around: Paragraph) -> list[Line]:
        made = Paragraph(bullet=around.bullet)
        if element.tag == TEXT + "h":
            level = element.get(TEXT + "outline-level", "1")
            made.level = int(level) if level.isdigit() else 1
        style = element.get(TEXT + "style-name", "")
        boxes: list[Line] = []
        self._text(element, made, [style], boxes)
        return [*boxes, *made.lines()]

    def _text(self, element: Any, into: Paragraph, styles: list[str], boxes: list[Line]) -> None:
        self._add(element.text, into, styles)
        for child in element.iterchildren("*"):
            if child.tag == TEXT + "s":
                count = child.get(TEXT + "c", "1")
                self._add(" " * min(int(count) if count.isdigit() else 1, 200), into, styles)
            elif child.tag == TEXT + "tab":
                self._add("\t", into, styles)
            elif child.tag == TEXT + "line-break":
                self._add("\n", into, styles)
            elif child.tag in (DRAW + "frame", DRAW + "custom-shape", DRAW + "text-box"):
                boxes.extend(self.walk(child, Paragraph()))
            elif child.tag not in _SKIPPED:
                if child.tag == TEXT + "a" and child.get(XLINK + "href"):
                    into.links.append(child.get(XLINK + "href"))
                self._text(child, into, [child.get(TEXT + "style-name", ""), *styles], boxes)
            self._add(child.tail, into, styles)

    def _add(self, text: str | None, into: Paragraph, styles: list[str]) -> None:
        if not text:
            return
        if text not in ("\t", "\n"):
            text = re.sub(r"\s+", " ", text)
        weight, slant, size, colour = (
            self._property(styles, n) for n in ("font-weight", "font-style", "font-size", "color")
        )
        points = float(size[:-2]) if re.fullmatch(r"[\d.]+pt", size) else 0.0
        shown = self._property(styles, "display", TEXT) != "none"
        ground = self._property(styles, "background-color") in ("", "transparent", "#ffffff")
        if text.strip() and (not shown or (colour.lower() == "#ffffff" and ground) or 0 < points < 3):
            self.hidden.append(
                Hidden(
                    text.strip(), "invisible" if not shown else "tiny" if 0 < points < 3 else "same_colour_as_ground", 0
                )
            )
            return
        ink = int(colour[1:], 16) if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else 0
        into.runs.append(Run(text, points, weight in ("bold", "700", "600"), slant == "italic", ink))

    def _property(self, styles: list[str], name: str, space: str = FO) -> str:
        for first in styles:
            style, seen = self._styles.get(first), 0
            while style is not None and seen < 20:
                for holder in (style.find(STYLE + "text-properties"), style.find(STYLE + "paragraph-properties")):
                    if holder is not None and holder.get(space + name):
                        return str(holder.get(space + name))
                style, seen = self._styles.get(style.get(STYLE + "parent-style-name", "")), seen + 1
        return ""
