"""DOCX: paragraphs, tables, text boxes, headers and footers in the order a person reads them."""

from __future__ import annotations

import re
import zipfile
from typing import Any

from shared_backend.services.resumes.formats.archive import open_archive, xml_part
from shared_backend.services.resumes.formats.docx_styles import Styles
from shared_backend.services.resumes.formats.runs import Paragraph, Run
from shared_backend.services.resumes.formats.tables import are_columns, in_margin, row_lines
from shared_backend.services.resumes.notices import LIMIT_CHARACTERS, Unreadable
from shared_backend.services.resumes.page import Document, Hidden, Line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read_docx(data: bytes) -> Document:
    """The lines of a Word document.

    Raises
    ------
    Unreadable
        When it is no document, or damaged, locked or too large.
    """
    archive = open_archive(data)
    body = xml_part(archive, "word/document.xml")
    if body is None:
        raise Unreadable("damaged")
    reader = _Reader(archive)
    heads, feet = reader.margins()
    reader.targets = _targets(archive, "word/_rels/document.xml.rels")
    main = reader.blocks(body)
    lines = [*heads, *reader.boxes, *main, *feet]
    if sum(len(line.text) for line in lines) > LIMIT_CHARACTERS:
        raise Unreadable("too_long")
    warnings = [
        code
        for code, is_so in (
            ("header_footer", bool(heads or feet)),
            ("text_boxes", bool(reader.boxes)),
            ("tables", reader.tables > 0),
            ("two_columns", reader.side_by_side),
            ("hidden_text", bool(reader.hidden)),
        )
        if is_so
    ]
    return Document("docx", tuple(lines), None, tuple(reader.hidden), tuple(warnings))


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    root = xml_part(archive, name)
    if root is None:
        return {}
    return {r.get("Id", ""): r.get("Target", "") for r in root if r.get("TargetMode") == "External"}


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._styles = Styles(xml_part(archive, "word/styles.xml"), xml_part(archive, "word/numbering.xml"))
        self.targets: dict[str, str] = {}
        self.boxes: list[Line] = []
        self.hidden: list[Hidden] = []
        self.tables = 0
        self.side_by_side = False
        self._block = 0

    def margins(self) -> tuple[list[Line], list[Line]]:
        """Lines of the page headers and of the page footers, each text once, without page numbers."""
        names = [n for n in self._archive.namelist() if re.fullmatch(r"word/(header|footer)\d*\.xml", n)]
        parts: dict[str, list[Line]] = {"header": [], "footer": []}
        seen: set[str] = set()
        for name in sorted(names):
            root = xml_part(self._archive, name)
            self.targets = _targets(self._archive, f"word/_rels/{name[5:]}.rels")
            for line in self.blocks(root) if root is not None else []:
                kept = in_margin(line)
                if kept is not None and line.text not in seen:
                    seen.add(line.text)
                    parts[name[5:11]].append(kept)
        return parts["header"], parts["footer"]

    def blocks(self, parent: Any) -> list[Line]:
        """All lines under an element: body, cell, text box, header."""
        lines: list[Line] = []
        for child in parent.iterchildren("*"):
            if child.tag == W + "p":
                lines.extend(self._paragraph(child))
            elif child.tag == W + "tbl":
                lines.extend(self._table(child))
            elif child.tag in (W + "body", W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
                lines.extend(self.blocks(child))
            elif child.tag == MC + "AlternateContent":
                chosen = child.find(MC + "Choice")
                lines.extend(self.blocks(chosen if chosen is not None else child))
        return lines

    def _table(self, table: Any) -> list[Line]:
        self.tables += 1
        rows = [[cell for cell in row.iter(W + "tc") if _owner(cell) is row] for row in table.findall(W + "tr")]
        read = [[self.blocks(cell) for cell in row] for row in rows]
        self.side_by_side |= any(are_columns([cell for cell in row if cell]) for row in read)
        return [line for row in read for line in row_lines(row)]

    def _paragraph(self, element: Any) -> list[Line]:
        style = self._styles.of(element)
        paragraph = Paragraph(bullet=style.bullet, level=style.level, gap=style.gap, block=self._block)
        boxes: list[Any] = []
        self._runs(element, paragraph, style, boxes)
        # A paragraph holding only a box is where the box stands; text boxes in front of the page are read first.
        found = [line for box in boxes for line in self.blocks(box)]
        self.boxes.extend(found)
        return paragraph.lines()

    def _runs(self, parent: Any, into: Paragraph, style: Any, boxes: list[Any]) -> None:
        for child in parent.iterchildren("*"):
            if child.tag == W + "r":
                self._run(child, into, style, boxes)
            elif child.tag == W + "hyperlink":
                target = self.targets.get(child.get(R + "id", ""), "")
                if target:
                    into.links.append(target)
                self._runs(child, into, style, boxes)
            elif child.tag in (W + "del", W + "moveFrom", W + "pPr"):
                continue
            else:
                self._runs(child, into, style, boxes)

    def _run(self, run: Any, into: Paragraph, style: Any, boxes: list[Any]) -> None:
        look = style.run(run)
        text = ""
        for child in run.iterchildren("*"):
            if child.tag == W + "t":
                text += child.text or ""
            elif child.tag in (W + "tab", W + "ptab"):
                text += "\t"
            elif child.tag in (W + "br", W + "cr"):
                text += "\n"
            elif child.tag == W + "noBreakHyphen":
                text += "-"
            elif child.tag == W + "sym":
                text += "•"
            elif child.tag == MC + "AlternateContent":
                chosen = child.find(MC + "Choice")
                boxes.extend(_outermost(chosen if chosen is not None else child))
            elif child.tag in (W + "drawing", W + "pict", W + "object"):
                boxes.extend(_outermost(child))
        if look.hidden:
            if text.strip():
                self.hidden.append(Hidden(" ".join(text.split()), look.hidden, 0))
        elif text:
            into.runs.append(Run(text, look.size, look.bold, look.italic, look.colour))


def _outermost(element: Any) -> list[Any]:
    found = []
    for box in element.iter(W + "txbxContent"):
        if not any(above.tag == W + "txbxContent" for above in box.iterancestors()):
            found.append(box)
    return found


def _owner(cell: Any) -> Any:
    above = cell.getparent()
    while above is not None and above.tag != W + "tr":
        above = above.getparent()
    return above
