"""A page's picture: drawn in the confined process, bounded in size, and no page is no crash."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pytest

from shared_backend.services.resumes.formats.pdf_picture import MOST_PIXELS, picture_of_page
from shared_backend.services.resumes.notices import Unreadable
from shared_backend.services.resumes.reader import ResumeReader
from tests.services.resumes.cv_corpus import cases

PDF = next(case for case in cases() if case.name == "reportlab_single").data()


@pytest.fixture(scope="module")
def reader() -> Iterator[ResumeReader]:
    with ResumeReader(at_once=1) as opened:
        yield opened


def sized(width: float, height: float) -> bytes:
    """A PDF with one empty page of a size in points."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]>>"
    things = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    body, at = b"%PDF-1.4\n", []
    for number, thing in enumerate(things, 1):
        at.append(len(body))
        body += f"{number} 0 obj{thing}endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in at)
    tail = f"xref\n0 4\n0000000000 65535 f \n{table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return body + tail.encode()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height, after every part was checked against its sum."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, pixels = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + body),)
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        pixels += body if kind == b"IDAT" else b""
        at += 12 + length
    assert len(zlib.decompress(pixels)) == height * (1 + 3 * width)
    return width, height


def test_a_page_is_drawn(reader: ResumeReader) -> None:
    picture = reader.page_image(PDF, 1)
    assert picture is not None
    assert size_of(picture) == (1000, 1415)
    assert picture == reader.page_image(PDF, 1)


@pytest.mark.parametrize("size", [(1, 1), (14400, 14400), (20, 14400), (14400, 20), (612, 792)])
def test_whatever_size_a_page_says_it_has_the_picture_is_bounded(size: tuple[int, int]) -> None:
    width, height = size_of(picture_of_page(sized(*size), 1))
    assert width <= 1000
    assert width * height <= 2 * MOST_PIXELS


@pytest.mark.parametrize(
    ("data", "page"), [(PDF, 2), (PDF, -1), (PDF[:2000], 1), (b"", 1), (b"%PDF-1.4", 1), (b"no PDF", 1)]
)
def test_what_is_no_page_gives_no_picture(reader: ResumeReader, data: bytes, page: int) -> None:
    assert reader.page_image(data, page) is None
    assert reader.read(PDF).refused is None, "the reader goes on"


def test_no_such_page_is_told() -> None:
    with pytest.raises(Unreadable):
        picture_of_page(PDF, 2)


def test_a_reader_that_nobody_closes_leaves_no_process() -> None:
    reader = ResumeReader(at_once=1)
    assert reader.read(PDF).refused is None
    (process,) = reader._started
    assert process.alive
    del reader
    assert not process.alive
