"""The characters of a PDF page with their places and looks, and which of them a person cannot see."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

TINY = 3.0
_INVISIBLE_MODES = (3, 7)


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of characters is drawn; size in points."""

    size: float
    bold: bool
    italic: bool
    colour: int
    alpha: int
    mode: int
    font: str

    @property
    def pale(self) -> bool:
        """Nearly white, so that it shows only on a dark ground."""
        red, green, blue = self.colour >> 16, self.colour >> 8 & 255, self.colour & 255
        return 0.299 * red + 0.587 * green + 0.114 * blue > 200


@dataclass(slots=True, eq=False)
class Glyph:
    """One character: its box in points from the top left corner, and its baseline."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    look: Look
    unmapped: bool = False
    angle: float = 0.0
    number: int = 0


def glyphs(page: Any, text_page: Any, height: float, left: float) -> Iterator[Glyph]:
    """All drawn characters in content order; spaces the library made up are left out."""
    looks: dict[int, tuple[Look, float]] = {}
    x, y, rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    at_x, at_y, at_rect = ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect)
    # The loop runs for every character: what it calls is looked up once.
    generated, code_of, owner_of = (
        pdfium.FPDFText_IsGenerated,
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetTextObject,
    )
    box_of, origin_of, no_map = (
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
        pdfium.FPDFText_HasUnicodeMapError,
    )
    for i in range(pdfium.FPDFText_CountChars(text_page)):
        if generated(text_page, i) == 1:
            continue
        code = code_of(text_page, i)
        if code in (0, 10, 13):
            continue
        owner = owner_of(text_page, i)
        key = ctypes.addressof(owner.contents) if owner else 0
        known = looks.get(key)
        if known is None:
            # All characters of one text object look alike and stand at one angle.
            known = looks[key] = (_look(text_page, i, owner), pdfium.FPDFText_GetCharAngle(text_page, i))
        if not box_of(text_page, i, at_rect):
            continue
        origin_of(text_page, i, at_x, at_y)
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        yield Glyph(
            # The library marks a hyphen at a line's end by U+0002.
            "-" if code == 2 else chr(code),
            rect.left - left,
            height - rect.top,
            rect.right - left,
            height - rect.bottom,
            height - y.value,
            known[0],
            unmapped=no_map(text_page, i) == 1 or (code < 32 and code not in (2, 9)),
            angle=known[1],
            number=i,
        )


def _look(text_page: Any, i: int, owner: Any) -> Look:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text_page, i, red, green, blue, alpha):
        alpha.value = 255
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text_page, i, buffer, 128, flags)
    font = buffer.value.decode("utf-8", "replace") if 0 < length <= 128 else ""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, i)
    if pdfium.FPDFText_GetMatrix(text_page, i, matrix):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    weight = pdfium.FPDFText_GetFontWeight(text_page, i)
    lowered = font.lower()
    bold = weight >= 600 or any(part in lowered for part in ("bold", "black", "heavy", "semibold", "cmbx", "bx1"))
    italic = bool(flags.value & 64) or "italic" in lowered or "oblique" in lowered
    mode = pdfium.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
    colour = (red.value << 16) | (green.value << 8) | blue.value
    return Look(abs(size), bold, italic, colour, alpha.value, mode, font)


class Eye:
    """What a person would see on the page: drawn only when a character looks suspicious."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self._page, self._width, self._height = page, width, height
        self._rows: bytes | None = None
        self._stride = 0

    def why_hidden(self, glyph: Glyph) -> str | None:
        """Why this character cannot be seen, or None when it can."""
        if glyph.x1 < 0 or glyph.x0 > self._width or glyph.bottom < 0 or glyph.top > self._height:
            return "off_page"
        look = glyph.look
        if look.mode in _INVISIBLE_MODES or look.alpha < 12:
            return "invisible"
        if look.size < TINY and glyph.bottom - glyph.top < TINY * 1.6:
            return "tiny"
        if look.pale and not glyph.text.isspace() and self._contrast(glyph) < 40:
            return "same_colour_as_ground"
        return None

    def _contrast(self, glyph: Glyph) -> int:
        rows, scale = self._drawn(), 2
        x0, x1 = max(0, int(glyph.x0 * scale)), min(self._stride - 1, int(glyph.x1 * scale) + 1)
        lowest, highest = 255, 0
        for y in range(max(0, int(glyph.top * scale)), int(glyph.bottom * scale) + 1):
            part = rows[y * self._stride + x0 : y * self._stride + x1]
            if part:
                lowest, highest = min(lowest, *part, 255), max(highest, *part, 0)
        return highest - lowest

    def _drawn(self) -> bytes:
        if self._rows is None:
            wide, tall = max(1, int(self._width * 2)), max(1, int(self._height * 2))
            if wide * tall > 12_000_000:
                self._rows, self._stride = b"", 1
                return self._rows
            bitmap = pdfium.FPDFBitmap_CreateEx(wide, tall, pdfium.FPDFBitmap_Gray, None, 0)
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, tall, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, wide, tall, 0, 0)
            self._stride = pdfium.FPDFBitmap_GetStride(bitmap)
            buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
            self._rows = ctypes.string_at(buffer, self._stride * tall)
            pdfium.FPDFBitmap_Destroy(bitmap)
        return self._rows
