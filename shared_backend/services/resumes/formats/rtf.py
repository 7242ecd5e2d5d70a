"""RTF: control words are followed; hidden text, pictures and tables of fonts are told apart from the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from shared_backend.services.resumes.formats.runs import Paragraph, Run
from shared_backend.services.resumes.formats.tables import in_margin
from shared_backend.services.resumes.notices import LIMIT_CHARACTERS, Unreadable
from shared_backend.services.resumes.page import Document, Hidden, Line

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore latentstyles generator xmlnstbl listtable listoverridetable "  # noqa: E501
    b"rsidtbl pgptbl filetbl revtbl footnote annotation header headerl headerr headerf footer footerl footerr footerf bkmkstart bkmkend fldinst "  # noqa: E501
    b"listpicture mmathPr userprops nonshppict shppict operator author title company pntxtb pntxta sp sv sn upr".split()
)
_CHARACTERS = {
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emspace": " ",
    b"enspace": " ",
}
_MARGINS = (b"header", b"headerr", b"headerf", b"headerl", b"footer", b"footerr", b"footerf", b"footerl")
_DEEPEST = 400


@dataclass(slots=True)
class _State:
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: float = 12.0
    skip: bool = False
    uc: int = 1
    margin: str = ""
    mark: bool = False
    colour: int = 0
    level: int = 0
    instruction: bool = False


@dataclass(slots=True)
class _Reader:
    lines: dict[str, list[Line]] = field(default_factory=lambda: {"": [], "header": [], "footer": []})
    open: dict[str, Paragraph] = field(
        default_factory=lambda: {"": Paragraph(), "header": Paragraph(), "footer": Paragraph()}
    )
    hidden: list[Hidden] = field(default_factory=list)
    tables: bool = False
    encoding: str = "cp1252"
    white: set[int] = field(default_factory=set)
    total: int = 0

    def add(self, text: str, state: _State) -> None:
        """Text in its current look."""
        self.total += len(text)
        if self.total > LIMIT_CHARACTERS:
            raise Unreadable("too_long")
        if state.instruction:
            found = re.search(r'HYPERLINK\s+"([^"]+)"', text)
            if found:
                self.open[state.margin].links.append(found.group(1))
        elif state.mark:
            if text.strip():
                self.open[state.margin].bullet = not re.fullmatch(r"\s*\(?\w{1,3}[.)]\s*", text)
        elif not state.skip:
            if state.hidden or state.colour in self.white or state.size < 3:
                if text.strip():
                    why = "invisible" if state.hidden else "tiny" if state.size < 3 else "same_colour_as_ground"
                    self.hidden.append(Hidden(text.strip(), why, 0))
                return
            self.open[state.margin].runs.append(Run(text, state.size, state.bold, state.italic))

    def close(self, state: _State) -> None:
        """End of a paragraph."""
        if state.skip:
            return
        paragraph = self.open[state.margin]
        paragraph.level = state.level
        self.lines[state.margin].extend(paragraph.lines())
        self.open[state.margin] = Paragraph()


def read_rtf(data: bytes) -> Document:
    """The lines of a rich text file.

    Raises
    ------
    Unreadable
        When it is too long or stops in the middle.
    """
    reader, state, stack = _Reader(), _State(), list[_State]()
    page = re.search(rb"\\ansicpg(\d{3,5})", data[:2000])
    reader.encoding = _known(f"cp{page.group(1).decode()}") if page else "cp1252"
    reader.white = _white(data)
    skip_next, pending = 0, bytearray()
    star = False
    for token in _TOKEN.finditer(data):
        word, number, byte, symbol, brace, text = token.groups()
        if byte is not None:
            if skip_next:
                skip_next -= 1
            else:
                pending += bytes.fromhex(byte.decode())
            continue
        if pending:
            reader.add(pending.decode(reader.encoding, "replace"), state)
            pending.clear()
        if brace == b"{":
            if len(stack) > _DEEPEST:
                raise Unreadable("bomb")
            stack.append(replace(state))
        elif brace == b"}":
            if stack:
                was, state = state, stack.pop()
                if was.margin and not state.margin:
                    reader.close(was)
        elif word is not None:
            skip_next = _word(reader, state, word, int(number) if number else None, star, skip_next)
        elif symbol is not None:
            star = symbol == b"*"
            if symbol in b"\\{}":
                reader.add(symbol.decode(), state)
            elif symbol in (b"~", b"_"):
                reader.add("\u00a0" if symbol == b"~" else "-", state)
            elif symbol in (b"\n", b"\r"):
                reader.close(state)
            continue
        elif text is not None:
            decoded = text.decode(reader.encoding, "replace")
            reader.add(decoded[skip_next:], state)
            skip_next = max(0, skip_next - len(decoded))
        star = False
    reader.close(_State())
    if len(stack) > 0 and not data.rstrip(b"\0\r\n \t").endswith(b"}"):
        raise Unreadable("truncated")
    head, foot = (
        [kept for line in reader.lines[part] if (kept := in_margin(line)) is not None] for part in ("header", "footer")
    )
    lines = [*head, *reader.lines[""], *foot]
    codes = (
        ("header_footer", head or foot),
        ("tables", reader.tables),
        ("hidden_text", reader.hidden),
    )
    return Document("rtf", tuple(lines), None, tuple(reader.hidden), tuple(code for code, is_so in codes if is_so))


def _word(reader: _Reader, state: _State, word: bytes, number: int | None, star: bool, skip_next: int) -> int:
    if word == b"u" and number is not None:
        code = number % 65536
        reader.add(chr(code) if not 0xD800 <= code <= 0xDFFF else "", state)
        return state.uc
    if word in _MARGINS:
        state.margin, state.skip = word[:6].decode(), False
    elif word == b"fldinst":
        state.instruction = True
    elif word in (b"listtext", b"pntext"):
        state.mark = True
    elif word in _SKIPPED or (star and word not in (b"shptxt", b"fldinst", b"shpinst")):
        state.skip = True
    elif word == b"shptxt":
        state.skip = False
    elif word in (b"par", b"sect", b"page", b"row"):
        reader.close(state)
    elif word == b"line":
        reader.add("\n", state)
    elif word in (b"tab", b"cell", b"nestcell"):
        reader.tables |= word != b"tab"
        reader.add("\t", state)
    elif word in (b"pard", b"plain"):
        state.bold = state.italic = state.hidden = False
        state.size, state.colour = 12.0, 0
        if word == b"pard":
            state.level = 0
    elif word in (b"b", b"i", b"v"):
        setattr(state, {b"b": "bold", b"i": "italic", b"v": "hidden"}[word], number != 0)
    elif word == b"fs" and number:
        state.size = number / 2
    elif word == b"cf":
        state.colour = number or 0
    elif word == b"uc" and number is not None:
        state.uc = max(0, min(number, 8))
    elif word == b"outlinelevel" and number is not None:
        state.level = number + 1
    elif word in _CHARACTERS:
        reader.add(_CHARACTERS[word], state)
    return skip_next


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "cp1252"
    return encoding


def _white(data: bytes) -> set[int]:
    """Numbers of the colours that are white."""
    table = re.search(rb"\\colortbl\s*([^}]*)\}", data)
    entries = table.group(1).split(b";") if table else []
    found = set()
    for number, entry in enumerate(entries):
        parts = re.findall(rb"\\(?:red|green|blue)(\d+)", entry)
        if len(parts) == 3 and all(int(p) > 250 for p in parts):
            found.add(number)
    return found
