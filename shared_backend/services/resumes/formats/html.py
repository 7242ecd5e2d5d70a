"""HTML: what a browser shows of the page; scripts, navigation and hidden parts are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from shared_backend.services.resumes.formats.runs import Paragraph, Run
from shared_backend.services.resumes.formats.tables import are_columns, row_lines
from shared_backend.services.resumes.notices import LIMIT_CHARACTERS, LIMIT_LINES, Unreadable
from shared_backend.services.resumes.page import Document, Hidden, Line

_LEFT_OUT = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "nav",
    "iframe",
    "object",
    "svg",
    "canvas",
    "select",
    "button",
}
_BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th",  # noqa: E501
    "h1", "h2", "h3", "h4", "h5", "h6", "address", "blockquote", "figure", "hr", "pre", "tbody", "thead", "body", "html", "form", "fieldset",  # noqa: E501
}  # fmt: skip
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|font-size\s*:\s*[01](?:\.\d+)?px|(?:left|text-indent|top)\s*:\s*-\d{3,}",
    re.I,
)
_WHITE_GROUND = re.compile(
    r"background(?:-color)?\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent\b|none\b|rgb\(\s*255\s*,\s*255\s*,\s*255)", re.I
)
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255)", re.I)
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"}
_DEEPEST = 150
# No page is made like this, and the parser compares every attribute of an element with every other.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}>")
_MOST_ATTRIBUTES = 200


def read_html(data: bytes) -> Document:
    """The lines of a web page.

    Raises
    ------
    Unreadable
        When there is no text in it, or too much.
    """
    text = _decoded(data)
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable("no_text") from None
    reader = _Reader(_hidden_selectors(root))
    body = root.find("body")
    if sum(1 for _ in root.iter("tr")) > LIMIT_LINES:
        raise Unreadable("too_long")
    lines = reader.walk(body if body is not None else root, Paragraph(), 0)
    if sum(len(line.text) for line in lines) > LIMIT_CHARACTERS:
        raise Unreadable("too_long")
    codes = (("hidden_text", reader.hidden), ("tables", reader.tables), ("two_columns", reader.side_by_side))
    return Document("html", tuple(lines), None, tuple(reader.hidden), tuple(code for code, is_so in codes if is_so))


def _decoded(data: bytes) -> str:
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:2048])
    for encoding in ((found.group(1).decode("ascii") if found else "utf-8"), "utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).replace("\0", "")
        return _LONG_TAG.sub(lambda tag: "" if tag.group().count("=") > _MOST_ATTRIBUTES else tag.group(), text)
    return data.decode("latin-1").replace("\0", "")


def _hidden_selectors(root: Any) -> dict[str, str]:
    """Simple selectors (element, .class, #id) whose rule hides what they match, and why."""
    found: dict[str, str] = {}
    for sheet in root.iter("style"):
        css = re.sub(
            r"/\*.*?\*/|@media\s+print\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "", (sheet.text or "")[:100_000], flags=re.S
        )
        for selectors, rule in _RULE.findall(css):
            if _NOT_SHOWN.search(rule):
                found.update(dict.fromkeys((s.strip().lower() for s in selectors.split(",")), "invisible"))
            elif _WHITE.search(rule) and not _on_colour(rule):
                found.update(dict.fromkeys((s.strip().lower() for s in selectors.split(",")), "same_colour_as_ground"))
    return found


def _on_colour(rule: str) -> bool:
    """Whether a style gives a ground on which white letters can be read."""
    return "background" in rule and not _WHITE_GROUND.search(rule)


def _stand_apart(element: Any) -> bool:
    """A line of its own parts, such as a title and its dates at the two ends: nothing but elements, side by side."""
    parts = [child for child in element if isinstance(child.tag, str)]
    inline = all(child.tag in ("span", "b", "strong", "i", "em", "time", "small") for child in parts)
    loose = [element.text, *(child.tail for child in parts)]
    return (
        element.tag in _BLOCKS
        and len(parts) > 1
        and inline
        and not any((text or "").strip() for text in loose)
        and not any(child.tail for child in parts[:-1])
    )


def _own_rows(table: Any) -> Iterator[Any]:
    """The rows of a table without those of tables inside its cells, which are read with their cell."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


class _Reader:
    def __init__(self, selectors: dict[str, str]) -> None:
        self._selectors = selectors
        self.hidden: list[Hidden] = []
        self.tables = False
        self.side_by_side = False

    def walk(self, element: Any, around: Paragraph, depth: int) -> list[Line]:
        """The lines under a block element."""
        lines: list[Line] = []
        open_ = Paragraph(bullet=around.bullet, level=around.level)
        self._flow(element, open_, lines, self._is_bold(element), False, depth)
        lines.extend(open_.lines())
        return lines

    def _flow(self, element: Any, into: Paragraph, lines: list[Line], bold: bool, italic: bool, depth: int) -> None:
        if depth > _DEEPEST:
            return
        pre = element.tag == "pre"
        apart = _stand_apart(element)
        self._add(element.text, into, bold, italic, pre)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not self._is_hidden(child):
                if apart and into.runs:
                    into.runs.append(Run("\t"))
                self._child(child, into, lines, bold, italic, depth)
            self._add(child.tail, into, bold, italic, pre)

    def _child(self, child: Any, into: Paragraph, lines: list[Line], bold: bool, italic: bool, depth: int) -> None:
        if child.tag == "br":
            into.runs.append(Run("\n"))
        elif child.tag == "table":
            self._close(into, lines)
            lines.extend(self._table(child, depth + 1))
        elif child.tag == "footer" and re.search(r"©|copyright|cookie|all rights", child.text_content()[:400], re.I):
            return
        elif child.tag in _BLOCKS:
            self._close(into, lines)
            level = int(child.tag[1]) if re.fullmatch(r"h[1-6]", child.tag) else 0
            inner = self.walk(child, Paragraph(bullet=child.tag == "li", level=level), depth + 1)
            lines.extend(inner)
        else:
            if child.tag == "a" and child.get("href"):
                into.links.append(child.get("href"))
            self._flow(child, into, lines, bold or self._is_bold(child), italic or child.tag in ("em", "i"), depth + 1)

    def _table(self, table: Any, depth: int) -> list[Line]:
        self.tables = True
        lines: list[Line] = []
        for row in _own_rows(table):
            cells = [
                self.walk(cell, Paragraph(), depth + 1)
                for cell in row
                if cell.tag in ("td", "th") and not self._is_hidden(cell)
            ]
            self.side_by_side |= are_columns([cell for cell in cells if cell])
            lines.extend(row_lines(cells))
        return lines

    def _close(self, into: Paragraph, lines: list[Line]) -> None:
        made = into.lines()
        lines.extend(made)
        into.runs.clear()
        into.links.clear()
        if made:
            into.bullet = False

    def _add(self, text: str | None, into: Paragraph, bold: bool, italic: bool, pre: bool) -> None:
        if text:
            shown = text if pre else re.sub(r"[ \t\r\n\f]+", " ", text)
            size = {1: 24.0, 2: 16.0, 3: 13.0}.get(into.level, 11.0)
            into.runs.append(Run(shown, size, bold, italic))

    def _is_bold(self, element: Any) -> bool:
        return element.tag in _BOLD or bool(re.search(r"font-weight\s*:\s*(bold|[6-9]00)", element.get("style", "")))

    def _is_hidden(self, element: Any) -> bool:
        style = element.get("style", "")
        names = [
            element.tag,
            *(f".{c.lower()}" for c in element.get("class", "").split()),
            f"#{element.get('id', '').lower()}",
        ]
        names += [f"{element.tag}{n}" for n in names[1:]]
        why = next((self._selectors[n] for n in names if n in self._selectors), "")
        if element.get("hidden") is not None or _NOT_SHOWN.search(style) or element.get("aria-hidden") == "true":
            why = "invisible"
        elif _WHITE.search(style) and not any(
            _on_colour(one.get("style") or "") for one in (element, *element.iterancestors())
        ):
            why = "same_colour_as_ground"
        if not why:
            return False
        text = " ".join(element.text_content().split())
        # A hidden menu is how web pages are built; it is no attempt to be counted.
        if text and element.tag != "nav" and element.find(".//nav") is None and len(text) > 2:
            self.hidden.append(Hidden(text[:2000], why, 0))
        return True
