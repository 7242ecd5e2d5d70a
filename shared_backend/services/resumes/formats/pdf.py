"""PDF: pages are read by PDFium; columns, hidden text, pictures and fonts without a text map are noticed."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from shared_backend.services.resumes.formats.columns import Block, blocks
from shared_backend.services.resumes.formats.furniture import without_furniture
from shared_backend.services.resumes.formats.pdf_lines import lines_of
from shared_backend.services.resumes.formats.pdf_text import Eye, Glyph, glyphs
from shared_backend.services.resumes.formats.segments import segments
from shared_backend.services.resumes.notices import LIMIT_CHARACTERS, LIMIT_PAGES, Unreadable
from shared_backend.services.resumes.page import Document, Hidden, Line

_PASSWORD, _DAMAGED = 4, 3
_UPRIGHT = 0.35


@dataclass(slots=True)
class _Page:
    seen: list[Glyph] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    unmapped: int = 0
    pictured: bool = False
    scan_layer: bool = False
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)


def read_pdf(data: bytes, password: str | None) -> Document:
    """The lines of a PDF.

    Raises
    ------
    Unreadable
        Encrypted, truncated, damaged, too long, without text, or with letters that have no meaning.
    """
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    opened = pdfium.FPDF_LoadMemDocument64(buffer, len(data), (password or "").encode() or None)
    if not opened:
        raise Unreadable(_why_closed(data, password))
    count = pdfium.FPDF_GetPageCount(opened)
    if count > LIMIT_PAGES:
        raise Unreadable("too_long")
    truncated = b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]
    if count == 0:
        raise Unreadable("truncated" if truncated else "damaged")
    pages = [_read_page(opened, i) for i in range(count)]
    total = sum(len(page.seen) for page in pages)
    if total > LIMIT_CHARACTERS:
        raise Unreadable("too_long")
    if truncated:
        raise Unreadable("truncated")
    if total < 20:
        raise Unreadable("image_only" if any(page.pictured for page in pages) else "no_text")
    if sum(page.unmapped for page in pages) > 0.3 * total:
        raise Unreadable("no_text_map")
    return _document(pages, total)


def _document(pages: Sequence[_Page], total: int) -> Document:
    parts = without_furniture([segments(page.seen) for page in pages])
    laid = _in_order([blocks(part) for part in parts])
    lines: list[Line] = []
    for number, (page, block) in enumerate(laid):
        lines.extend(lines_of(block, page + 1, number, pages[page].links, pages[page].dots))
    warnings = [
        code
        for code, is_so in (
            ("two_columns", any(block.side for _, block in laid)),
            ("hidden_text", any(page.hidden for page in pages)),
            ("odd_fonts", sum(page.unmapped for page in pages) > max(3, 0.01 * total)),
            ("scan_text", any(page.scan_layer for page in pages)),
            ("pictures_of_text", any(page.pictured and len(page.seen) < 20 for page in pages)),
        )
        if is_so
    ]
    hidden = tuple(h for page in pages for h in page.hidden)
    return Document("pdf", tuple(lines), len(pages), hidden, tuple(warnings))


def _why_closed(data: bytes, password: str | None) -> str:
    if pdfium.FPDF_GetLastError() == _PASSWORD:
        return "wrong_password" if password else "encrypted"
    if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]:
        return "truncated"
    return "damaged"


def _read_page(opened: Any, number: int) -> _Page:
    page = pdfium.FPDF_LoadPage(opened, number)
    found = _Page()
    if not page:
        return found
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return found
        _fill(found, page, text_page, number + 1)
        pdfium.FPDFText_ClosePage(text_page)
        return found
    finally:
        pdfium.FPDF_ClosePage(page)


def _fill(found: _Page, page: Any, text_page: Any, number: int) -> None:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    width, height = box.right - box.left, box.top - box.bottom
    if pdfium.FPDFText_CountChars(text_page) > LIMIT_CHARACTERS:
        raise Unreadable("too_long")
    drawn = [g for g in glyphs(page, text_page, box.top, box.left) if min(g.angle, 6.2832 - g.angle) < _UPRIGHT]
    found.pictured, found.dots = _things(page, width * height, box.top, box.left)
    invisible = [g for g in drawn if g.look.mode in (3, 7)]
    # A scanned page carries its recognised text as invisible letters over the picture.
    found.scan_layer = found.pictured and len(invisible) > 0.9 * max(1, len(drawn)) and len(drawn) > 20
    eye = Eye(page, width, height)
    verdicts = [(g, None if found.scan_layer else eye.why_hidden(g)) for g in drawn]
    # A pale space follows the letters beside it.
    for i, (glyph, why) in enumerate(verdicts):
        if why is None and glyph.text.isspace() and i and verdicts[i - 1][1] is not None:
            verdicts[i] = (glyph, verdicts[i - 1][1])
    found.seen = [g for g, why in verdicts if why is None]
    found.unmapped = sum(g.unmapped and not g.text.isspace() for g in found.seen)
    for reason, run in groupby(verdicts, key=lambda pair: pair[1]):
        if reason is not None:
            text = " ".join("".join(g.text for g, _ in run).split())
            if sum(c.isalnum() for c in text) > 1:
                found.hidden.append(Hidden(text, reason, number))
    found.links = _links(page, text_page, box.top, box.left)


def _things(page: Any, area: float, height: float, left_edge: float) -> tuple[bool, list[tuple[float, float]]]:
    """Whether pictures cover the page, and the centres of small drawn marks: some printers draw their bullets."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covered = 0.0
    dots: list[tuple[float, float]] = []
    for i in range(min(pdfium.FPDFPage_CountObjects(page), 4000)):
        thing = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH):
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        wide, tall = right.value - left.value, top.value - bottom.value
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += wide * tall
        elif 1.0 < wide < 8.0 and 1.0 < tall < 8.0 and 0.6 < wide / tall < 1.7:
            dots.append(((left.value + right.value) / 2 - left_edge, height - (top.value + bottom.value) / 2))
    return covered > 0.4 * area, dots


def _links(page: Any, text_page: Any, height: float, left: float) -> list[tuple[float, float, float, float, str]]:
    """Web addresses behind the text: (left, top, right, bottom, address)."""
    found: list[tuple[float, float, float, float, str]] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    document = getattr(pdfium, "FPDFAction_GetURIPath", None)
    while document and pdfium.FPDFLink_Enumerate(page, position, link) and len(found) < 200:
        action, rect = pdfium.FPDFLink_GetAction(link), pdfium.FS_RECTF()
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rect):
            continue
        buffer = ctypes.create_string_buffer(2048)
        length = pdfium.FPDFAction_GetURIPath(None, action, buffer, 2048)
        if 1 < length <= 2048:
            address = buffer.value.decode("utf-8", "replace")
            found.append((rect.left - left, height - rect.top, rect.right - left, height - rect.bottom, address))
    return found


def _in_order(pages: Sequence[Sequence[Block]]) -> list[tuple[int, Block]]:
    """Blocks over all pages: a column that goes on to the next page is read on before the other column begins."""
    result: list[tuple[int, Block]] = []
    held: list[tuple[int, Block]] = []
    gutter = 0.0
    for number, page in enumerate(pages):
        for block in page:
            if block.side == "right" and number + 1 < len(pages):
                goes_on = _continues(pages[number + 1], block)
                if goes_on or held:
                    held.append((number, block))
                    gutter = block.gutter
                    continue
            if held and number > held[-1][0] and not _same_column(block, gutter):
                result.extend(held)
                held = []
            if held and block.side == "right":
                held.append((number, block))
                continue
            result.append((number, block))
    return result + held


def _same_column(block: Block, gutter: float) -> bool:
    return block.side in ("left", "right") and abs(block.gutter - gutter) < 15


def _continues(following: Sequence[Block], block: Block) -> bool:
    """True when the left column goes on at the same place on the next page."""
    return any(b.side == "left" and abs(b.gutter - block.gutter) < 15 for b in following) or (
        # A wide left column goes on over the next page, under a narrow right one.
        bool(following)
        and all(not b.side for b in following)
        and max((s.x1 for s in following[0].segments), default=0.0) < block.gutter + 5
    )
