"""Prints a CV's blocks: ReportLab, fpdf2, Typst, Chromium, python-docx, and files written by hand."""

# ruff: noqa: E501 (tables of test data)

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from tests.services.resumes.cv_layouts import Block

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
Blocks = Sequence[Block]


def reportlab_pdf(main: Blocks, side: Blocks, *, left: bool = True, dark: bool = False) -> bytes:
    """ReportLab's canvas; the sidebar may be dark with white letters, which people can read."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("S", SANS))
    pdfmetrics.registerFont(TTFont("SB", BOLD))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))

    def column(blocks: Blocks, x: float, width: float, ink: str) -> None:
        y = 790.0
        canvas.setFillColor(ink)
        for kind, text, *more in blocks:
            size = {"name": 20, "h": 12}.get(kind, 9) if width > 200 else {"h": 10}.get(kind, 6.5)
            font = "SB" if kind in ("name", "h", "strong", "strong_lr") else "S"
            indent = 12 if kind == "b" else 165 if kind == "dated" else 0
            y -= 14 if kind == "h" else 4 if kind in ("strong", "strong_lr", "b") else 1
            shown = more[0] if kind == "dated" else text
            room = width - indent - ((120 if width > 200 else 65) if more and kind != "dated" and more[0] else 0)
            for number, line in enumerate(simpleSplit(shown, font, size, room)):
                y -= size * 1.3
                if y < 50:
                    canvas.showPage()
                    canvas.setFillColor(ink)
                    y = 780
                canvas.setFont(font, size)
                canvas.drawString(x + indent, y, line)
                if number == 0 and kind == "b":
                    canvas.drawString(x + 2, y, "•")
                canvas.setFont("S", size)
                if number == 0 and kind == "dated" and text:
                    canvas.drawString(x, y, text)
                elif number == 0 and more and kind != "dated" and more[0]:
                    canvas.drawRightString(x + width, y, more[0])

    if side:
        if dark:
            canvas.setFillColor("#1F3A4A")
            canvas.rect(0 if left else 400, 0, 195, 842, stroke=0, fill=1)
        column(side, 20 if left else 415, 160, "white" if dark else "black")
        column(main, 215 if left else 40, 340, "black")
    else:
        column(main, 50, 495, "black")
    canvas.save()
    return out.getvalue()


def fpdf_pdf(main: Blocks, side: Blocks) -> bytes:
    """fpdf2, one column, letters of the headings set apart."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_font("S", "", SANS)
    pdf.add_font("S", "B", BOLD)
    pdf.add_page()
    for kind, text, *more in [*main, *side]:
        strong = kind in ("name", "h", "strong", "strong_lr")
        pdf.set_font("S", "B" if strong else "", {"name": 19, "h": 12}.get(kind, 9.5))
        pdf.set_char_spacing(2 if kind == "h" else 0)
        if kind == "h":
            pdf.ln(3)
        if more and more[0] and kind != "dated":
            pdf.cell(130, 6, text)
            pdf.set_font("S", "", 9.5)
            pdf.cell(0, 6, more[0], align="R", new_x="LMARGIN", new_y="NEXT")
        elif kind == "dated":
            pdf.cell(45, 6, text)
            pdf.cell(0, 6, more[0], new_x="LMARGIN", new_y="NEXT")
        elif kind == "b":
            pdf.cell(6, 5.5, "–")
            pdf.multi_cell(0, 5.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        else:
            pdf.multi_cell(0, 5.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def typst_pdf(main: Blocks, side: Blocks, *, right: bool = True) -> bytes:
    """Typst, justified with hyphens; a sidebar is a grid column."""
    import typst

    def quoted(text: str) -> str:
        return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def marked(blocks: Blocks) -> str:
        lines = []
        for kind, text, *more in blocks:
            shown = quoted(text)
            lines.append(
                {
                    "name": f"#text(size: 20pt, weight: \"bold\")[{shown}]\n",
                    "h": f"\n#v(4pt)\n#text(size: 12pt, weight: \"bold\", fill: rgb(\"#0a5a6a\"))[{shown}]\n",
                    "strong": f"*{shown}*\n",
                    "strong_lr": f"*{shown}* #h(1fr) {quoted(more[0]) if more and more[0] else ''}\n",
                    "lr": f"{shown} #h(1fr) {quoted(more[0]) if more else ''}\n",
                    "dated": f"#grid(columns: (100pt, 1fr), [{shown}], [{quoted(more[0]) if more else ''}])\n",
                    "b": f"- {shown}\n",
                    "em": f"_{shown}_\n",
                }.get(kind, f"{shown}\n")
            )  # fmt: skip
        return "\n".join(lines)

    body = marked(main)
    if side:
        first, second = (body, marked(side)) if right else (marked(side), body)
        wide = "(2.1fr, 1fr)" if right else "(1fr, 2.1fr)"
        body = f"#grid(columns: {wide}, gutter: 22pt, [{first}], [{second}])"
    source = f'#set page(margin: 1.8cm)\n#set text(font: "DejaVu Sans", size: 9pt, lang: "en")\n#set par(justify: true)\n{body}'
    return bytes(typst.compile(source.encode()))


def html_page(main: Blocks, side: Blocks) -> bytes:
    """Hand-written HTML; lists are lists, headings are headings."""

    def marked(blocks: Blocks) -> str:
        parts: list[str] = []
        for kind, text, *more in blocks:
            shown, aside = escape(text), escape(more[0]) if more else ""
            parts.append(
                {
                    "name": f"<h1>{shown}</h1>",
                    "h": f"<h2>{shown}</h2>",
                    "strong": f"<p><b>{shown}</b></p>",
                    "strong_lr": f'<div class="lr"><b>{shown}</b><span>{aside}</span></div>',
                    "lr": f'<div class="lr"><i>{shown}</i><span>{aside}</span></div>',
                    "dated": f"<table><tr><td>{shown}</td><td>{aside}</td></tr></table>",
                    "b": f"<ul><li>{shown}</li></ul>",
                }.get(kind, f"<p>{shown}</p>")
            )
        return "\n".join(parts)

    style = (
        "body{font:10pt DejaVu Sans;margin:0} .page{display:flex;gap:24px} main{flex:2.2} aside{flex:1;background:#eef} p,ul{margin:2px 0}"
        ".lr{display:flex;justify-content:space-between} td:first-child{width:120px} h2{font-size:13pt;margin:10px 0 4px;text-transform:uppercase;letter-spacing:1px}"
    )
    inner = f'<div class="page"><main>{marked(main)}</main>{f"<aside>{marked(side)}</aside>" if side else ""}</div>'
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style></head><body>{inner}</body></html>'.encode()


def chromium_pdf(main: Blocks, side: Blocks, folder: Path) -> bytes:
    """The page as Chromium prints it."""
    page, out = folder / "cv.html", folder / "cv.pdf"
    page.write_bytes(html_page(main, side))
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--no-pdf-header-footer",
    ]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    run = [
        "/usr/bin/chromium",
        *flags,
        *quiet,
        f"--user-data-dir={folder}/profile",
        f"--print-to-pdf={out}",
        page.as_uri(),
    ]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    return out.read_bytes()


def docx_file(main: Blocks, side: Blocks, *, headings: bool = True) -> bytes:
    """python-docx: real headings and lists, or only bold type; a sidebar is a table of two cells."""
    import docx
    from docx.shared import Pt

    document = docx.Document()

    def fill(holder: Any, blocks: Blocks) -> None:
        for kind, text, *more in blocks:
            if kind == "h" and headings and holder is document:
                holder.add_heading(text, 1)
                continue
            paragraph = holder.add_paragraph(style="List Bullet" if kind == "b" and headings else None)
            lead = "• " if kind == "b" and not headings else ""
            first, rest = (text, more[0] if more else "") if kind != "dated" else (text, more[0])
            run = paragraph.add_run(lead + first)
            run.bold = kind in ("name", "h", "strong", "strong_lr")
            run.font.size = Pt({"name": 20, "h": 13}.get(kind, 10))
            if rest or kind == "dated":
                paragraph.add_run("\t" + rest).font.size = Pt(10)

    if side:
        cells = document.add_table(1, 2).rows[0].cells
        fill(cells[0], side)
        fill(cells[1], main)
    else:
        fill(document, main)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rtf_file(main: Blocks, side: Blocks) -> bytes:
    """RTF as word processors write it: \\u escapes, list texts, bold and sizes."""

    def coded(text: str) -> str:
        plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in plain)

    lines = []
    for kind, text, *more in [*main, *side]:
        size = {"name": 40, "h": 26}.get(kind, 20)
        bold = "\\b" if kind in ("name", "h", "strong", "strong_lr") else ""
        mark = "{\\listtext\\f1\\'b7\\tab}" if kind == "b" else ""
        aside = f"\\tab {coded(more[0])}" if more else ""
        lines.append(f"\\pard\\plain{bold}\\fs{size} {mark}{coded(text)}{aside}\\par")
    body = "\n".join(lines)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1 Symbol;}}{\\colortbl;\\red0\\green0\\blue0;}\n"
        + body
        + "}"
    ).encode()


def odt_file(main: Blocks, side: Blocks) -> bytes:
    """ODT by hand: text:h for headings, text:list for items."""
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    parts = []
    for kind, text, *more in [*main, *side]:
        shown = escape(text) + (f"<text:tab/>{escape(more[0])}" if more else "")
        if kind == "h":
            parts.append(f'<text:h text:outline-level="1">{shown}</text:h>')
        elif kind == "b":
            parts.append(f"<text:list><text:list-item><text:p>{shown}</text:p></text:list-item></text:list>")
        else:
            parts.append(f"<text:p>{shown}</text:p>")
    content = f'<?xml version="1.0"?><office:document-content {space}><office:body><office:text>{"".join(parts)}</office:text></office:body></office:document-content>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return out.getvalue()


def text_file(main: Blocks, side: Blocks, *, markdown: bool = False, width: int = 78) -> bytes:
    """Plain text, wrapped, or Markdown."""
    import textwrap

    lines: list[str] = []
    for kind, text, *more in [*main, *side]:
        if kind == "h":
            lines += ["", f"## {text}" if markdown else text.upper(), "" if markdown else "-" * len(text)]
        elif kind == "name":
            lines.append(f"# {text}" if markdown else text)
        elif kind == "b":
            lines += textwrap.wrap(text, 10_000 if markdown else width, initial_indent="* ", subsequent_indent="  ")
        elif more:
            gap = max(3, width - len(text) - len(more[0]))
            strong = kind == "strong_lr" and markdown
            lines += (
                ["", f"**{text}**  {more[0]}".rstrip() if strong else text + " " * gap + more[0]]
                if kind == "strong_lr"
                else [text + " " * gap + more[0]]
            )
        elif kind == "strong":
            lines += ["", f"**{text}**" if markdown else text]
        else:
            lines += textwrap.wrap(text, 10_000 if markdown else width)
    return "\r\n".join(lines).encode()
