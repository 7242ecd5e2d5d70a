"""Files that mean harm or are broken: bombs, deep nesting, mutations of good files."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator

from tests.services.resumes.cv_corpus import Case

_DOCX = "word/document.xml"


def bombs() -> Iterator[tuple[str, bytes]]:
    """Generated files, by name."""
    yield "zip_bomb", _zip({_DOCX: b"<a>" + b" " * 60_000_000 + b"</a>"})
    yield "many_entries", _zip({f"word/{i}.xml": b"" for i in range(3000)} | {_DOCX: b"<a/>"})
    yield "billion_laughs", _zip({_DOCX: _laughs()})
    yield "deep_xml", _zip({_DOCX: b"<a>" * 100_000 + b"</a>" * 100_000})
    yield "deep_paragraphs", _zip({_DOCX: _word(b"<w:sdt><w:sdtContent>" * 200 + b"</w:sdtContent></w:sdt>" * 200)})
    yield "many_paragraphs", _zip({_DOCX: _word(b"<w:p><w:r><w:t>word</w:t></w:r></w:p>" * 150_000)})
    yield (
        "based_on_itself",
        _zip(
            {
                _DOCX: _word(b'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'),
                "word/styles.xml": _loop(),
            }
        ),
    )
    yield (
        "odt_bomb",
        _zip(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": b"<a>" + b"x" * 55_000_000 + b"</a>",
            }
        ),
    )
    yield "deep_html", b"<html><body>" + b"<div>" * 200_000 + b"x"
    yield "deep_spans", b"<html><body>" + b"<span>" * 50_000 + b"x"
    yield "wide_html", b"<html><body><table>" + b"<tr><td>a</td><td>b</td></tr>" * 60_000 + b"</table>"
    yield "deep_rtf", b"{\\rtf1 " + b"{\\b " * 100_000
    yield "rtf_words", b"{\\rtf1 " + b"\\par a " * 400_000 + b"}"
    yield "deep_json", b"[" * 200_000 + b"]" * 200_000
    yield (
        "json_resume_of_wrong_types",
        b'{"basics": [], "work": {"a": 1}, "education": "x", "skills": [1, null, {"keywords": 5}]}',
    )
    yield "many_dates", ("Experience\n" + "2019 - 2020 / 2021 - " * 9000).encode()
    yield "many_dots", ("Experience\n" + "a.b-c@" * 30_000).encode()
    yield "one_long_word", b"Experience\n" + b"a" * 199_000
    yield "many_spaces", b"Experience\n" + b"x" + b" " * 190_000 + b"y"
    yield "digits", b"Contact\n" + b"1 (2) 3-" * 20_000
    yield "brackets", b"Skills\n" + b"(" * 90_000 + b")" * 90_000
    yield "commas", b"Education\n" + b"BSc, in, " * 20_000
    yield "pdf_stream_bomb", _pdf(zlib.compress(b"BT /F 1 Tf (a) Tj ET " * 2_000_000))
    yield "pdf_many_letters", _pdf(zlib.compress(b"BT /F1 9 Tf 1 0 0 1 50 50 Tm (" + b"abc def " * 40_000 + b") Tj ET"))
    yield "nothing_but_zeros", bytes(100_000)
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(random.Random(0).randbytes(5000))
    yield "too_large", b"%PDF-1.7" + bytes(11 * 1024 * 1024)


def mutations(cases: list[Case], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Good files with bytes flipped, cut, doubled or mixed up."""
    rng = random.Random(seed)
    files = [case.data() for case in cases]
    for number in range(count):
        data = bytearray(files[number % len(files)])
        how = rng.choice(("flip", "cut", "swap", "insert", "repeat", "splice"))
        at = rng.randrange(len(data))
        if how == "flip":
            for _ in range(rng.choice((1, 10, 200))):
                data[rng.randrange(len(data))] = rng.randrange(256)
        elif how == "cut":
            del data[at:]
        elif how == "swap":
            data[at:], data[:0] = data[: len(data) - at], data[at:]
        elif how == "insert":
            data[at:at] = rng.randbytes(rng.choice((1, 100, 5000)))
        elif how == "repeat":
            data[at:at] = bytes(data[at : at + 3000]) * 20
        else:
            data[at:] = files[rng.randrange(len(files))][at // 2 :]
        yield f"{how}_{number}", bytes(data)


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _word(body: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return b'<w:document xmlns:w="' + space + b'"><w:body>' + body + b"</w:body></w:document>"


def _loop() -> bytes:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return b'<w:styles xmlns:w="' + space + b'"><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>'


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    return f"<!DOCTYPE a [{entities}]><a>&l9;</a>".encode()


def _pdf(stream: bytes) -> bytes:
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(out)
    )
