"""Uploads that mean harm: made by hand for each format, and good files broken by chance; always the same ones."""

# ruff: noqa: E501 (tables of bad files)

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.services.resumes.cv_corpus import cases
from tests.services.resumes.hostile import bombs, mutations

File = tuple[str, bytes]
SECRET = "/etc/passwd"
_WORD_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def hostile(mutated: int) -> Iterator[File]:
    """Every kind of bad upload, with this many good files broken by chance."""
    yield from bombs()
    for made in (_pdfs, _archives, _rich_texts, _pages, _json, _texts, _mixed):
        yield from made()
    yield from mutations(cases(), mutated, seed=7)


def pdf(pages: bytes, *more: bytes, root: bytes = b"/Pages 2 0 R", tail: bytes = b"") -> bytes:
    """A PDF whose object 2 is `pages` and whose objects from 3 on are `more`, with a right table."""
    parts = [b"<</Type/Catalog" + root + b">>", pages, *more]
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    size = b"trailer<</Size %d/Root 1 0 R" % (len(parts) + 1)
    return out + head + table + size + tail + b">>\nstartxref\n%d\n%%%%EOF" % len(out)


def stream(data: bytes, filters: bytes = b"/FlateDecode", more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d/Filter%s%s>>stream\n" % (len(data), filters, more) + data + b"\nendstream"


_ONE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_TEXT = zlib.compress(b"BT /F1 12 Tf 50 700 Td (Experience 2019 - 2020 Baker) Tj ET")


def _page(more: bytes = b"", box: bytes = b"[0 0 595 842]") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox" + box + b"/Contents 4 0 R/Resources<<" + more + b">>>>"


_FONT = b"/Font<</F1 5 0 R>>"
_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _pdfs() -> Iterator[File]:
    yield "pdf_header_only", b"%PDF-1.7\n"
    yield "pdf_nothing_in_it", pdf(b"<</Type/Pages/Kids[]/Count 0>>")
    yield (
        "pdf_million_pages_said",
        pdf(b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", _page(_FONT), stream(_TEXT), _HELVETICA),
    )
    yield "pdf_negative_pages", pdf(b"<</Type/Pages/Kids[3 0 R]/Count -5>>", _page(_FONT), stream(_TEXT), _HELVETICA)
    yield "pdf_tree_in_itself", pdf(b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    yield (
        "pdf_same_page_often",
        pdf(b"<</Type/Pages/Kids[" + b"3 0 R " * 60_000 + b"]/Count 60000>>", _page(_FONT), stream(_TEXT), _HELVETICA),
    )
    for name, box in (
        ("huge", b"[0 0 9999999 9999999]"),
        ("flat", b"[0 0 0 0]"),
        ("thin", b"[0 0 1 1000000]"),
        ("turned", b"[595 842 0 0]"),
        ("odd", b"[-1e38 -1e38 1e38 1e38]"),
        ("words", b"[(a) (b) null]"),
        ("far", b"[2147483647 2147483647 2147483648 2147483648]"),
    ):
        yield f"pdf_box_{name}", pdf(_ONE, _page(_FONT, box), stream(_TEXT), _HELVETICA)
    image = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    draw = stream(zlib.compress(b"q 500 0 0 700 0 0 cm /I Do Q BT /F1 12 Tf (Work) Tj ET"))
    for name in (
        b"FlateDecode",
        b"DCTDecode",
        b"JPXDecode",
        b"JBIG2Decode",
        b"CCITTFaxDecode",
        b"LZWDecode",
        b"RunLengthDecode",
        b"ASCII85Decode",
        b"Crypt",
        b"Nonsense",
    ):
        yield (
            f"pdf_picture_{name.decode()}",
            pdf(
                _ONE,
                _page(_FONT + b"/XObject<</I 6 0 R>>"),
                draw,
                _HELVETICA,
                stream(zlib.compress(bytes(3000)), b"/" + name, image),
            ),
        )
    chain = _TEXT
    for _ in range(200):
        chain = zlib.compress(chain)
    yield (
        "pdf_two_hundred_filters",
        pdf(_ONE, _page(_FONT), stream(chain, b"[" + b"/FlateDecode" * 201 + b"]"), _HELVETICA),
    )
    twice = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
    yield "pdf_packed_twice", pdf(_ONE, _page(_FONT), stream(twice, b"[/FlateDecode/FlateDecode]"), _HELVETICA)
    form = stream(
        zlib.compress(b"/X Do /X Do"),
        more=b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
    )
    yield (
        "pdf_form_in_itself",
        pdf(_ONE, _page(_FONT + b"/XObject<</X 6 0 R>>"), stream(zlib.compress(b"/X Do")), _HELVETICA, form),
    )
    letter = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F1 5 0 R>>>>>>"
    yield (
        "pdf_letter_in_itself",
        pdf(
            _ONE,
            _page(_FONT),
            stream(zlib.compress(b"BT /F1 9 Tf (aaaa) Tj ET")),
            letter,
            stream(zlib.compress(b"BT /F1 9 Tf (aa) Tj ET")),
        ),
    )
    yield (
        "pdf_deep_brackets",
        pdf(_ONE, _page(_FONT + b"/A" + b"[" * 50_000 + b"]" * 50_000), stream(_TEXT), _HELVETICA),
    )
    yield "pdf_deep_names", pdf(_ONE, _page(_FONT + b"<</A" * 20_000 + b">>" * 20_000), stream(_TEXT), _HELVETICA)
    yield "pdf_deep_drawing", pdf(_ONE, _page(_FONT), stream(zlib.compress(b"q " * 500_000)), _HELVETICA)
    yield "pdf_many_lines", pdf(_ONE, _page(_FONT), stream(zlib.compress(b"0 0 m 9 9 l S " * 1_000_000)), _HELVETICA)
    yield (
        "pdf_many_fonts",
        pdf(
            _ONE,
            _page(_FONT),
            stream(zlib.compress(b"".join(b"BT /F1 %d Tf (a) Tj ET " % (n % 90 + 1) for n in range(60_000)))),
            _HELVETICA,
        ),
    )
    yield (
        "pdf_endless_length",
        pdf(_ONE, _page(_FONT), stream(_TEXT).replace(b"/Length ", b"/Length 99999999"), _HELVETICA),
    )
    yield "pdf_length_is_itself", pdf(_ONE, _page(_FONT), b"<</Length 4 0 R>>stream\nBT ET\nendstream", _HELVETICA)
    yield "pdf_table_in_itself", pdf(_ONE, _page(_FONT), stream(_TEXT), _HELVETICA, tail=b"/Prev 9") + b"\n%%EOF"
    yield (
        "pdf_locked_by_nonsense",
        pdf(
            _ONE, _page(_FONT), stream(_TEXT), _HELVETICA, tail=b"/Encrypt<</Filter/Standard/V 99/R -1/O(a)/U(b)/P 1>>"
        ),
    )
    yield (
        "pdf_script_and_launch",
        pdf(
            _ONE,
            _page(_FONT),
            stream(_TEXT),
            _HELVETICA,
            root=b"/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)/Next<</S/JavaScript/JS(while(1){})>>>>",
        ),
    )
    yield (
        "pdf_font_of_noise",
        pdf(
            _ONE,
            _page(_FONT),
            stream(_TEXT),
            b"<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor<</Type/FontDescriptor/FontFile2 6 0 R>>>>",
            stream(zlib.compress(random.Random(3).randbytes(20_000))),
        ),
    )
    cmap = b"begincmap " + b"1 beginbfrange <0000> <ffff> <0000> endbfrange " * 20_000 + b"endcmap"
    yield (
        "pdf_letters_mapped_often",
        pdf(
            _ONE,
            _page(_FONT),
            stream(_TEXT),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            stream(zlib.compress(cmap)),
        ),
    )
    whole = cases()[0].data()
    for tenth in range(1, 20):
        yield f"pdf_cut_at_{tenth * 5}", whole[: len(whole) * tenth // 20]
    yield "pdf_backwards", whole[::-1]
    yield "pdf_without_line_ends", whole.replace(b"\n", b"")


def archive(parts: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data, packed)
    return out.getvalue()


def word(body: str, head: str = "", **more: bytes) -> bytes:
    """A Word file with this body; `more` are other parts by their names in the folder word."""
    text = f"{head}<w:document {_WORD_SPACE}><w:body>{body}</w:body></w:document>".encode()
    return archive({"word/document.xml": text, **{f"word/{name}.xml": data for name, data in more.items()}})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _archives() -> Iterator[File]:
    good = _paragraph("Experience") + _paragraph("Baker, Corner Loaf Ltd, 2019 - 2020")
    for name in (
        "../../outside.xml",
        "/etc/cron.d/evil",
        "C:\\evil.exe",
        "word/../../evil.xml",
        "word\\..\\evil",
        "a" * 60_000,
        "\u202e.xml",
        "con.xml",
    ):
        yield (
            f"zip_name_{name[:14]}",
            archive(
                {
                    name: b"x" * 100,
                    "word/document.xml": f"<w:document {_WORD_SPACE}><w:body>{good}</w:body></w:document>".encode(),
                }
            ),
        )
    outside = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file://{SECRET}">]>'
    yield "word_reads_a_file", word(_paragraph("&e;"), outside)
    yield "word_asks_the_net", word(_paragraph("&e;"), '<!DOCTYPE a [<!ENTITY e SYSTEM "http://192.0.2.1/a">]>')
    yield "word_outer_grammar", word(good, '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">')
    yield "word_hidden_grammar", word(_paragraph("&e;"), " " * 5000 + outside)
    yield "word_quadratic", word(_paragraph("&e;" * 5000), f'<!DOCTYPE a [<!ENTITY e "{"x" * 50_000}">]>')
    for part in ("styles", "numbering", "header1", "footnotes"):
        yield (
            f"word_entity_in_{part}",
            word(good, **{part: f"{outside}<w:styles {_WORD_SPACE}>&e;</w:styles>".encode()}),
        )
        yield f"word_noise_in_{part}", word(good, **{part: random.Random(5).randbytes(3000)})
    yield "word_tables_in_tables", word("<w:tbl><w:tr><w:tc>" * 2000 + good + "</w:tc></w:tr></w:tbl>" * 2000)
    yield (
        "word_boxes_in_boxes",
        word("<w:p><w:r><w:pict><w:txbxContent>" * 2000 + good + "</w:txbxContent></w:pict></w:r></w:p>" * 2000),
    )
    yield "word_wide_table", word("<w:tbl><w:tr>" + f"<w:tc>{good}</w:tc>" * 20_000 + "</w:tr></w:tbl>")
    yield "word_many_runs", word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 150_000 + "</w:p>")
    yield "word_many_tabs", word("<w:p><w:r>" + "<w:tab/><w:t>2019</w:t>" * 60_000 + "</w:r></w:p>")
    yield "word_long_attribute", word(f'<w:p w:a="{"b" * 4_000_000}"/>' + good)
    yield "word_many_attributes", word("<w:p " + " ".join(f'w:a{n}="x"' for n in range(50_000)) + "/>" + good)
    yield "word_half_a_tag", word(good + "<w:p><w:r><w:t")
    yield (
        "word_wrong_letters",
        archive({"word/document.xml": b"<?xml version='1.0' encoding='utf-8'?><a>\xff\xfe\xfa</a>"}),
    )
    yield (
        "word_strange_encoding",
        archive({"word/document.xml": b"<?xml version='1.0' encoding='utf-7'?><a>+ADw-b+AD4-</a>"}),
    )
    yield (
        "word_in_utf_16",
        archive({"word/document.xml": f"<?xml version='1.0' encoding='utf-16'?>{outside}<a>&e;</a>".encode("utf-16")}),
    )
    yield (
        "word_style_cycle",
        word(
            '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
            styles=f'<w:styles {_WORD_SPACE}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'.encode(),
        ),
    )
    yield (
        "word_numbers_that_are_none",
        word(
            '<w:p><w:pPr><w:outlineLvl w:val="99999999999999999999"/><w:spacing w:before="1e999"/></w:pPr><w:r><w:rPr><w:sz w:val="nan"/><w:color w:val="zz"/></w:rPr><w:t>Experience</w:t></w:r></w:p>'
        ),
    )
    yield "zip_in_zip", archive({"word/document.xml": archive({"word/document.xml": archive({"a": b"b"})})})
    yield "zip_stored_bomb", archive({"word/document.xml": b"<a>" + b"x" * 9_000_000 + b"</a>"}, zipfile.ZIP_STORED)
    yield "zip_bzip2_bomb", archive({"word/document.xml": b"<a>" + bytes(40_000_000)}, zipfile.ZIP_BZIP2)
    yield "zip_lzma_bomb", archive({"word/document.xml": b"<a>" + bytes(40_000_000)}, zipfile.ZIP_LZMA)
    small = word(good)
    yield "zip_lies_about_size", small.replace(struct.pack("<L", len(zlib.compress(b""))), b"\xff\xff\xff\x7f")
    yield "zip_directory_of_lies", small[:-22] + small[-22:].replace(struct.pack("<H", 1), b"\xff\xff")
    yield "zip_twice_the_same", small + small
    yield "zip_end_only", b"PK\5\6" + bytes(18)
    yield "zip_long_comment", small[:-2] + b"\xff\xff" + b"c" * 65_535
    yield (
        "zip_locked",
        bytes(byte if n != 6 else byte | 1 for n, byte in enumerate(small)).replace(
            b"PK\1\2\x14\x03\x14\x00\x00", b"PK\1\2\x14\x03\x14\x00\x01"
        ),
    )
    for name in ("xl/workbook.xml", "ppt/presentation.xml", "META-INF/MANIFEST.MF", "classes.dex"):
        yield f"zip_other_{name[:6]}", archive({name: b"<a/>"})
    text = "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    kind = b"application/vnd.oasis.opendocument.text"
    for name, inside in (
        ("reads_a_file", f"{outside}<o:d {text}><t:p>&e;</t:p></o:d>"),
        ("spaces", f"<o:d {text}><t:p>a<t:s t:c='99999999999'/>b</t:p></o:d>"),
        ("repeats", f"<o:d {text}><t:p t:number-columns-repeated='99999999'>a</t:p></o:d>"),
        ("deep", f"<o:d {text}>{'<t:list><t:list-item>' * 5000}x"),
    ):
        yield f"odt_{name}", archive({"mimetype": kind, "content.xml": inside.encode()})
    yield (
        "odt_locked",
        archive(
            {
                "mimetype": kind,
                "content.xml": random.Random(1).randbytes(4000),
                "META-INF/manifest.xml": b"<m:encryption-data xmlns:m='m'/>",
            }
        ),
    )
    yield "old_word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
    yield "old_word_locked", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(4000)


def _rich_texts() -> Iterator[File]:
    yield "rtf_open_only", b"{\\rtf1"
    yield "rtf_closed_too_often", b"{\\rtf1 Experience}" + b"}" * 100_000
    yield "rtf_raw_bytes", b"{\\rtf1 {\\pict\\bin999999999 abc} Experience\\par}"
    yield "rtf_negative_bytes", b"{\\rtf1 \\bin-5 Experience\\par}"
    yield "rtf_object", b"{\\rtf1 {\\object\\objdata " + b"0105000002000000" * 200_000 + b"} Work}"
    yield "rtf_picture", b"{\\rtf1 {\\pict " + b"ffd8" * 900_000 + b"} Work}"
    yield "rtf_letters", b"{\\rtf1 " + b"\\u99999999?\\u-99999999?\\uc9999 " * 30_000 + b"}"
    yield "rtf_high_letters", b"{\\rtf1 " + b"\\u55357?" * 30_000 + b"}"
    yield "rtf_hex", b"{\\rtf1 " + b"\\'zz\\'f" * 60_000 + b"}"
    yield "rtf_long_word", b"{\\rtf1 \\" + b"a" * 900_000 + b" x}"
    yield "rtf_long_number", b"{\\rtf1 \\fs" + b"9" * 300_000 + b" Work}"
    yield "rtf_fonts", b"{\\rtf1 {\\fonttbl" + b"{\\f0 A;}" * 200_000 + b"} Work}"
    yield "rtf_includes", b'{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT "/etc/passwd"}{\\fldrslt x}} Experience\\par}'
    yield "rtf_template", b"{\\rtf1 {\\*\\template http://192.0.2.1/a.dot} Experience\\par}"
    yield "rtf_cells", b"{\\rtf1 " + b"\\cell 2019 " * 100_000 + b"\\row}"
    yield "rtf_zeros", b"{\\rtf1 " + bytes(200_000) + b"}"


def _pages() -> Iterator[File]:
    cv = "<h1>Ada Poe</h1><h2>Experience</h2><p>Baker, Corner Loaf Ltd, 2019 - 2020</p>"
    inside = {
        "script": "<script>while(true){}</script>", "frame": f"<iframe src='file://{SECRET}'></iframe>", "object": f"<object data='file://{SECRET}'></object>",
        "refresh": "<meta http-equiv='refresh' content='0;url=http://192.0.2.1'>", "base": "<base href='http://192.0.2.1/'>", "link": "<link rel=stylesheet href=http://192.0.2.1/a.css>",
        "picture": "<img src='data:image/png;base64," + "A" * 2_000_000 + "'>", "attribute": f"<p title='{'x' * 3_000_000}'>a</p>", "attributes": "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">a",
        "comment": "<!--" + "-" * 500_000, "cdata": "<![CDATA[" + "]]" * 200_000, "entities": "&lt;" * 60_000, "odd_entities": "&#x110000;&#0;&#xD800;&nope;&#99999999999;" * 5000,
        "svg": "<svg><foreignObject>" * 3000, "table": "<table><tr><td>" * 3000, "list": "<ul><li>" * 5000, "font": "<font><b><i>" * 8000, "form": "<form><select><option>" * 3000,
        "style": "<style>p{display:none}</style>" * 5000, "hidden": "<div style='display:none;position:absolute'>Kubernetes</div>" * 2000, "zero": "\0" * 5000, "closing": "</p></div></body></html>" * 20_000,
        "doctype": f"<!DOCTYPE html [<!ENTITY e SYSTEM 'file://{SECRET}'>]><p>&e;</p>", "breaks": "<br>" * 150_000, "template": "<template><slot>" * 4000, "math": "<math><mi>" * 4000,
    }  # fmt: skip
    for name, text in inside.items():
        yield f"html_{name}", f"<!doctype html><html><body>{cv}{text}".encode()
    yield (
        "html_unknown_encoding",
        b"<!doctype html><meta charset='no-such'><html><body>" + cv.encode() + b"\xff\xfe\x80",
    )
    yield "html_in_utf_16", ("\ufeff<html><body>" + cv).encode("utf-16-le")
    yield "html_in_utf_32", ("\ufeff<html><body>" + cv).encode("utf-32")


def _json() -> Iterator[File]:
    yield "json_deep_objects", b'{"basics": ' + b'{"a": ' * 100_000 + b"1" + b"}" * 100_001
    yield "json_deep_in_work", b'{"work": ' + b"[" * 90_000 + b"]" * 90_000 + b"}"
    yield "json_long_number", b'{"basics": {"name": ' + b"9" * 100_000 + b"}}"
    yield "json_big_exponent", b'{"basics": {"phone": 1e999999}, "work": [{"startDate": 1e400}]}'
    yield (
        "json_half_letters",
        b'{"basics": {"name": "\\ud800 Poe", "email": "a@b.co"}, "work": [{"name": "\\udfff", "position": "Baker", "startDate": "2019"}]}',
    )
    yield "json_zero_letters", b'{"basics": {"name": "\\u0000\\u0001"}, "work": []}'
    yield "json_not_a_number", b'{"basics": {"name": NaN}, "work": [Infinity]}'
    yield "json_same_key_often", b'{"basics": {}, ' + b'"work": [], ' * 50_000 + b'"education": []}'
    yield (
        "json_many_jobs",
        b'{"basics": {"name": "A"}, "work": [' + b'{"name": "B", "startDate": "2019"},' * 60_000 + b"{}]}",
    )
    yield "json_many_skills", b'{"basics": {"name": "A"}, "skills": [{"keywords": [' + b'"x",' * 300_000 + b'"y"]}]}'
    yield "json_long_text", b'{"basics": {"summary": "' + b"a " * 2_000_000 + b'"}}'
    yield "json_dates_of_words", b'{"basics": {"name": "A B"}, "work": [{"startDate": "' + b"2019 - " * 9000 + b'"}]}'
    yield "json_other", b'{"a": 1}'
    for name, value in (("null", b"null"), ("true", b"true"), ("text", b'"x"'), ("list", b"[[]]"), ("number", b"7")):
        keys = (b"basics", b"work", b"education", b"skills", b"languages", b"certificates", b"projects")
        yield f"json_all_{name}", b"{" + b",".join(b'"%s": %s' % (key, value) for key in keys) + b"}"


def _texts() -> Iterator[File]:
    rng = random.Random(11)
    for size in (1, 2, 10, 100, 1000, 50_000, 900_000):
        yield f"noise_{size}", rng.randbytes(size)
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0"):
        yield f"noise_after_{mark.hex()}", mark + rng.randbytes(999)
    repeated = {
        "newlines": "\n" * 190_000, "returns": "\r" * 190_000, "tabs": "\t" * 190_000, "forms": "\f" * 100_000, "marks": "a" + "\u0301" * 150_000, "turned": "\u202e" * 90_000 + "Experience",
        "wide": "　" * 60_000 + "x", "emoji": "👩‍👩‍👧‍👦" * 9000, "at": "@" * 150_000, "dots": "." * 150_000, "dashes": "2019 – " * 25_000, "months": "January " * 20_000, "commas": "a, " * 60_000,
        "slashes": "a/" * 90_000, "hyphens": "a-" * 90_000, "mail": "a.b" * 50_000 + "@", "links": "http://" * 25_000, "phone": "+1 (" * 45_000, "pipes": "a | " * 45_000, "colons": "Job title: " * 15_000,
        "labels": "| Employer: " * 15_000, "headings": "Experience\n" * 5900, "roles": "Baker, Loaf Ltd, 2019 - 2020\n" * 5900, "degrees": "BSc in X, University of Y, 2019\n" * 5900, "stars": "**" * 90_000,
        "hashes": "# " * 90_000, "escapes": "# a\n" + "\\" * 190_000, "marked": "- " * 90_000, "levels": "English (" * 20_000, "open": "Skills\n" + "(a, " * 45_000, "semicolons": "Skills\n" + "a; " * 60_000,
        "towns": "Austin, TX, " * 16_000, "seconds": "2019-01-01T00:00:00Z " * 9000, "small": "a b " * 45_000, "upper": "A B " * 45_000, "quotes": "'19 - '20 " * 18_000,
    }  # fmt: skip
    for name, text in repeated.items():
        yield f"text_of_{name}", text.encode()
        yield f"work_of_{name}", f"Ada Poe\nada@example.org\n\nExperience\n{text}"[:199_000].encode("utf-8", "replace")


def _mixed() -> Iterator[File]:
    good = {case.name: case.data() for case in cases()[:2] + cases()[19:21]}
    office = next(data for data in good.values() if data[:2] == b"PK")
    paper = next(data for data in good.values() if data[:4] == b"%PDF")
    yield "pdf_and_zip", paper + office
    yield "zip_and_pdf", office + paper
    yield "pdf_after_noise", bytes(1000) + paper
    yield "pdf_after_page", b"<html><!--" + paper + b"--></html>"
    yield "page_in_zip_name", b"PK<html><body>Experience"
    yield "json_and_pdf", b'{"basics": {"name": "' + paper[:400]
    yield "rtf_and_pdf", b"{\\rtf1 " + paper
    yield "picture_and_pdf", b"\xff\xd8\xff\xe0" + paper
    yield "gzip", b"\x1f\x8b\x08" + zlib.compress(bytes(9_000_000))
    yield "program", b"\x7fELF" + bytes(9000)
    yield "program_for_windows", b"MZ" + bytes(9000)
    yield "mail", b"From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 30_000
    yield "postscript", b"%!PS\n{ } loop\n" * 2000
