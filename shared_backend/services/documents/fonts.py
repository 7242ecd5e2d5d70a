"""Fonts for printed pages, taken from what is installed: Streamlit's own Source Sans, then the system's.

No font is shipped or downloaded. A character no installed font has is named, never printed as a silent box.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SYSTEM_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
# Wide coverage first; the first font that has a character prints it.
SYSTEM_FONTS = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "FreeSans.ttf",
    "LiberationSans-Regular.ttf",
    "wqy-zenhei.ttc",
)
_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "STAT", "HVAR", "MVAR", "meta")


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font registered for printing under `name`, and the code points it has."""

    name: str
    covers: frozenset[int]


@functools.cache
def body() -> tuple[Typeface, ...]:
    """Fonts for running text, in the order in which a character is looked for."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    found = [_registered("Body", _source_sans(400))]
    for file in SYSTEM_FONTS:
        path = next((p for folder in SYSTEM_FOLDERS if folder.is_dir() for p in folder.rglob(file)), None)
        if path is None:
            continue
        try:
            font = TTFont(path.stem, str(path))
        except TTFError:
            continue  # outlines this printer cannot embed
        pdfmetrics.registerFont(font)
        found.append(Typeface(path.stem, frozenset(font.face.charToGlyph)))
    return tuple(found)


@functools.cache
def bold() -> Typeface:
    """The font for headings."""
    return _registered("Heading", _source_sans(700))


def _registered(name: str, data: bytes) -> Typeface:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, io.BytesIO(data))
    pdfmetrics.registerFont(font)
    return Typeface(name, frozenset(font.face.charToGlyph))


def _source_sans(weight: int) -> bytes:
    """One weight of the variable font that Streamlit serves to browsers, as a plain TrueType file."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise RuntimeError("streamlit is not installed")
    folder = Path(spec.origin).parent / "static" / "static" / "media"
    font = TTFont(next(folder.glob("SourceSansVF-Upright*.woff2")))
    for table in _UNUSED_TABLES:
        if table in font:
            del font[table]
    fixed = instancer.instantiateVariableFont(font, {"wght": weight})
    fixed.flavor = None
    # Printers take fonts of one name for one font.
    fixed["name"].setName(f"SourceSans3-{'Bold' if weight > 500 else 'Regular'}", 6, 3, 1, 0x409)
    fixed["name"].setName(f"SourceSans3-{'Bold' if weight > 500 else 'Regular'}", 6, 1, 0, 0)
    out = io.BytesIO()
    fixed.save(out)
    return out.getvalue()
