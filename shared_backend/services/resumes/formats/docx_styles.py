"""How a Word paragraph and its runs look: styles are followed to their bases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """Look of a run; `hidden` says why nobody sees it, or is empty."""

    size: float
    bold: bool
    italic: bool
    colour: int
    hidden: str


def on(properties: Any, name: str) -> bool | None:
    """A switch of Word's: present without a value means on; None when it is not there."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(W + "val", "1") not in _OFF


class Styles:
    """The style sheet and the lists of a document."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        found = styles.iter(W + "style") if styles is not None else ()
        self._by_id = {style.get(W + "styleId", ""): style for style in found}
        self._defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self._default_id = next(
            (i for i, s in self._by_id.items() if s.get(W + "default") == "1" and s.get(W + "type") == "paragraph"), ""
        )
        self.lists = {n.get(W + "numId") for n in numbering.iter(W + "num")} if numbering is not None else set()

    def chain(self, style_id: str) -> list[Any]:
        """The style and the styles it is based on, nearest first."""
        found: list[Any] = []
        while style_id in self._by_id and len(found) < 20:
            style = self._by_id[style_id]
            found.append(style)
            base = style.find(W + "basedOn")
            style_id = base.get(W + "val", "") if base is not None else ""
        return found

    def of(self, paragraph: Any) -> ParagraphStyle:
        """The look of one paragraph."""
        return ParagraphStyle(self, paragraph.find(W + "pPr"))

    def run_defaults(self) -> Any:
        """What holds where nothing else is said."""
        return self._defaults

    def default_id(self) -> str:
        """The id of the normal paragraph style."""
        return self._default_id


class ParagraphStyle:
    """Heading level, list membership, space above, and the looks its runs begin with."""

    def __init__(self, styles: Styles, own: Any) -> None:
        named = own.find(W + "pStyle") if own is not None else None
        style_id = named.get(W + "val", "") if named is not None else styles.default_id()
        self._styles = styles
        self._chain = styles.chain(style_id)
        holders = [own, *(s.find(W + "pPr") for s in self._chain)]
        names = [s.find(W + "name").get(W + "val", "") for s in self._chain if s.find(W + "name") is not None]
        self.level = _level(holders, names)
        self.bullet = _in_list(holders) or any(
            re.match(r"(?i)list (bullet|number|paragraph)", n) and "bullet" in n.lower() for n in names
        )
        spacing = next(
            (h.find(W + "spacing") for h in holders if h is not None and h.find(W + "spacing") is not None), None
        )
        before = spacing.get(W + "before") if spacing is not None else None
        self.gap = int(before) / 240 if before and before.isdigit() else 0.0

    def run(self, run: Any) -> Look:
        """The look of a run in this paragraph."""
        own = run.find(W + "rPr")
        named = own.find(W + "rStyle") if own is not None else None
        character = self._styles.chain(named.get(W + "val", "")) if named is not None else []
        holders = [
            own,
            *(s.find(W + "rPr") for s in character),
            *(s.find(W + "rPr") for s in self._chain),
            self._styles.run_defaults(),
        ]
        present = [h for h in holders if h is not None]
        size = next((_number(h.find(W + "sz")) for h in present if h.find(W + "sz") is not None), 22.0) / 2
        colour = next((h.find(W + "color").get(W + "val", "") for h in present if h.find(W + "color") is not None), "")
        switches = {
            name: next((v for v in (on(h, name) for h in present) if v is not None), False)
            for name in ("b", "i", "vanish", "caps")
        }
        shaded = any(h.find(W + "shd") is not None or h.find(W + "highlight") is not None for h in present[:1])
        hidden = ""
        if switches["vanish"]:
            hidden = "invisible"
        elif colour.upper() in ("FFFFFF", "FEFEFE") and not shaded and not _on_dark(run):
            hidden = "same_colour_as_ground"
        elif size < 3.0:
            hidden = "tiny"
        return Look(
            size,
            switches["b"],
            switches["i"],
            int(colour, 16) if re.fullmatch(r"[0-9A-Fa-f]{6}", colour) else 0,
            hidden,
        )


def _on_dark(run: Any) -> bool:
    """White text in a shaded cell, paragraph or filled shape is there to be seen."""
    for above in run.iterancestors():
        tag = above.tag.rsplit("}", 1)[-1]
        if tag in ("txbxContent", "wsp"):
            return True
        properties = above.find(W + "tcPr") if tag == "tc" else above.find(W + "pPr") if tag == "p" else None
        shade = properties.find(W + "shd") if properties is not None else None
        if shade is not None and shade.get(W + "fill", "auto").upper() not in ("AUTO", "FFFFFF"):
            return True
    return False


def _number(element: Any) -> float:
    value = element.get(W + "val", "22")
    return float(value) if value.replace(".", "", 1).isdigit() else 22.0


def _level(holders: list[Any], names: list[str]) -> int:
    for holder in holders:
        outline = holder.find(W + "outlineLvl") if holder is not None else None
        if outline is not None and outline.get(W + "val", "9").isdigit() and int(outline.get(W + "val", "9")) < 9:
            return int(outline.get(W + "val")) + 1
    for name in names:
        found = re.match(r"(?i)(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift)\s*(\d)", name)
        if found:
            return int(found.group(1))
    return 0


def _in_list(holders: list[Any]) -> bool:
    for holder in holders:
        listed = holder.find(W + "numPr") if holder is not None else None
        if listed is not None:
            number = listed.find(W + "numId")
            return number is None or number.get(W + "val") != "0"
    return False
