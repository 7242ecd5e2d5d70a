"""A page of a PDF as a picture of bounded size, drawn by PDFium and packed as PNG."""

from __future__ import annotations

import ctypes
import struct
import zlib

import pypdfium2.raw as pdfium

from shared_backend.services.resumes.notices import Unreadable

WIDTH = 1000
MOST_PIXELS = 2_000_000
_WHITE = 0xFFFFFFFF
_FLAGS = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER


def picture_of_page(data: bytes, number: int) -> bytes:
    """Page `number`, counted from 1, about a thousand pixels wide.

    Raises
    ------
    Unreadable
        When there is no such page or it cannot be drawn.
    """
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    opened = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    page = pdfium.FPDF_LoadPage(opened, number - 1) if opened else None
    if not page:
        raise Unreadable("damaged")
    wide, tall = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (wide > 0 and tall > 0):
        raise Unreadable("damaged")
    scale = min(WIDTH / wide, (MOST_PIXELS / (wide * tall)) ** 0.5)
    width, height = max(1, int(wide * scale)), max(1, int(tall * scale))
    if width * height > 2 * MOST_PIXELS:
        raise Unreadable("damaged")  # a page as thin as a thread
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise Unreadable("too_much_memory")
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, _FLAGS)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    return _png(width, height, stride, pixels)


def _png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """RGBX rows as a PNG without an alpha channel."""
    rows = bytearray()
    for y in range(height):
        row = pixels[y * stride : y * stride + width * 4]
        packed = bytearray(width * 3)
        for channel in range(3):
            packed[channel::3] = row[channel::4]
        rows += b"\0" + packed
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
