"""Who the CV is about: name, headline, e-mail, telephone, links and place, from where they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared_backend.services.resumes.fields.contact import emails_in, links_in, phones_in, without_contact
from shared_backend.services.resumes.fields.dates import ranges_in
from shared_backend.services.resumes.fields.headings import folded, kind_of
from shared_backend.services.resumes.fields.places import is_place, split_place
from shared_backend.services.resumes.fields.sections import Section
from shared_backend.services.resumes.fields.values import Place, Value
from shared_backend.services.resumes.fields.words import org_score, title_score
from shared_backend.services.resumes.page import Line

Numbered = tuple[int, Line]
Finder = Callable[[str, str, Sequence[str]], list[str]]
_DOCUMENT_WORDS = re.compile(
    r"^(?:curriculum vitae|cv|c\.v\.|résumé|resume|lebenslauf|currículum(?: vitae)?|curriculum|vita|životopis|życiorys|özgeçmiş|europass|personal details|简历|履歴書|이력서)$",  # noqa: E501
    re.I,
)
_TITLES_OF_PEOPLE = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|herr|frau|ing|dipl\.-ing|mag|rev|eng|hon)\.?\s+)+", re.I
)
_AFTER_NAMES = re.compile(
    r"(?:,\s*|\s+)(?:Ph\.?D\.?|M\.?D\.?|MBA|CPA|PMP|RN|BSN|MSN|DNP|FNP|NP|CFA|PE|P\.E\.|Esq\.?|J\.?D\.?|LCSW|MSc|BSc|MA|BA|MEng|CEng|MIET|FRCS|DDS|CISSP|CCRN|SHRM-\w+|PHR|M\.?Ed\.?|LPN|CNA|EMT|RD|PT|OT|CSM|CSP|ACCA|FCCA|MRICS|AIA|LEED AP|(?:he|she|they)/\w+)(?=$|[\s,.])\.?",  # noqa: E501
    re.I,
)
_LABEL = re.compile(r"^(?:name|full name|vor- und nachname|nom|nombre|nome|naam|navn|namn|姓名|氏名)\s*[:：]\s*", re.I)
_LONGEST_NAME = 120
# Words inside names that are written small.
_PARTICLES = (
    "de da do dos das van von der den la le las los di del della dela al el bin bint ibn ben y e zu zum ter ten af av "
    "st ap ab ní nic"
)
_SMALL = frozenset(_PARTICLES.split())
_CODE_AND_TOWN = re.compile(r"\d\w?,\s+((?:[A-Z]{1,2}-)?\d{4,5} [A-ZÀ-Ý][^\W\d_]+(?:[ -][^\W\d_]+){0,3})$")
_NOT_NAMES = re.compile(
    r"[@\d/\\<>{}=+#%:;?!]|\b(?:street|road|avenue|page|phone|email|address|summary|profile|inc|llc|gmbh|university|of|the|for|and|with)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What is printed about the person; None where nothing is."""

    name: Value | None
    headline: Value | None
    email: Value | None
    phone: Value | None
    location: Value | None
    links: tuple[Value, ...]
    paragraph: Value | None


def identity(found: Sequence[Section]) -> Identity:
    """The person, read from the text before the sections, the contact section and the margins of the page."""
    head = [pair for section in found if section.kind == "identity" for pair in section.lines]
    contact = [pair for section in found if section.kind == "contact" for pair in section.lines]
    everything = [pair for section in found for pair in section.lines]
    name = _name(head, found, everything)
    near = _near(name, found)
    where = [*head, *contact, *[pair for pair in near if pair not in head]]
    last = everything[-4:]
    return Identity(
        name=name,
        headline=_headline(name, [*head, *near]),
        email=_first(emails_in, [where, last, everything]),
        phone=_first(phones_in, [where, last]),
        location=_location(where) or _location([pair for pair in last if not ranges_in(pair[1].text)]),
        links=_links([*where, *last]),
        paragraph=_paragraph(head, name),
    )


def _value(text: str, at: int, line: Line) -> Value:
    return Value(text, Place(at, line.page or None, line.box))


def _first(find: Finder, groups: Sequence[Sequence[Numbered]]) -> Value | None:
    for lines in groups:
        for position, (at, line) in enumerate(lines):
            following = lines[position + 1][1].text if position + 1 < len(lines) else ""
            texts = find(line.text, following, line.links)
            if texts:
                return _value(texts[0], at, line)
    return None


def _links(lines: Sequence[Numbered]) -> tuple[Value, ...]:
    found: dict[str, Value] = {}
    for position, (at, line) in enumerate(lines):
        following = lines[position + 1][1].text if position + 1 < len(lines) else ""
        for text in links_in(line.text, following, line.links):
            key = re.sub(r"^(?:https?://)?(?:www\.)?", "", text.lower()).rstrip("/")
            found.setdefault(key, _value(text, at, line))
    # An address that was cut at the end of its line is the beginning of another one.
    return tuple(
        v for k, v in found.items() if not any(o != k and o.startswith(k) and k.endswith(("-", "/")) for o in found)
    )


def _name(head: Sequence[Numbered], found: Sequence[Section], everything: Sequence[Numbered]) -> Value | None:
    for at, line in head:
        labelled = _LABEL.match(line.text)
        if labelled:
            return _value(_bare(line.text[labelled.end() :]), at, line)
    first_page = [(at, line) for at, line in everything if line.page <= 1]
    headings = [
        (s.heading_at, s.heading) for s in found if s.heading is not None and s.kind == "other" and s.heading.page <= 1
    ]
    candidates = [*head, *[pair for pair in first_page if pair not in head], *headings]
    biggest = max((line.lead.size for _, line in first_page), default=0.0)
    best: tuple[float, Value] | None = None
    for rank, (at, line) in enumerate(candidates):
        in_head = rank < len(head)
        if not in_head and line.lead.size < max(biggest - 0.5, 13.0):
            continue
        for cell in line.cells:
            part = without_contact(re.split(r"\s+[|•·–—]\s+", cell.text)[0])
            score = _name_score(part)
            if score <= 0:
                continue
            score += (
                2.0 * (cell.size / biggest if biggest else 0.5)
                + (1.2 if line.level == 1 else 0.0)
                - 0.25 * min(rank, 8)
                + 0.3 * cell.bold
            )
            if best is None or score > best[0]:
                best = (score, _value(_bare(part), at, line))
    return best[1] if best is not None else None


def _bare(text: str) -> str:
    """A name without form of address, letters after it, and nickname."""
    text = re.sub(r"\s+", " ", text).strip(" ,|")
    if re.fullmatch(r"(?:\w ){3,}\w", text):
        text = text.replace(" ", "")
    text = _TITLES_OF_PEOPLE.sub("", text)
    while (shorter := _AFTER_NAMES.sub("", text)) != text and len(shorter.split()) >= 2:
        text = shorter
    text = re.sub(r"\s*[(\"“'‘][^)\"”'’]*[)\"”'’](?=\s|$)", "", text)
    return text.strip(" ,")


def _name_score(text: str) -> float:
    """Above zero when a text can be the name of a person."""
    if len(text) > _LONGEST_NAME:
        return 0.0
    bare = _bare(text)
    words = bare.split()
    letters = [c for c in bare if c.isalpha()]
    if (
        not letters
        or _NOT_NAMES.search(bare)
        or kind_of(bare)
        or _DOCUMENT_WORDS.match(folded(bare))
        or ranges_in(bare)
        or is_place(text)
    ):
        return 0.0
    if all(ord(c) > 0x2E80 for c in letters):
        return 2.5 if 2 <= len(letters) <= 5 else 0.0
    if not 2 <= len(words) <= 6:
        return 0.0
    if any(w[0].islower() and w.lower() not in _SMALL for w in words):
        return 0.0
    return 3.0 - max(0.0, title_score(bare)) * 1.5 - max(0.0, org_score(bare))


def _near(name: Value | None, found: Sequence[Section]) -> list[Numbered]:
    """The lines after the name, where it stands in a column of its own; none of work, education or another section."""
    if name is None:
        return []
    own = next((one for one in found if any(at == name.place.line for at, _ in one.lines)), None)
    lines = [pair for one in found if one is own or one.kind in ("identity", "contact") for pair in one.lines]
    start = next((i for i, (at, _) in enumerate(lines) if at == name.place.line), None)
    if start is None:
        return []
    block = lines[start][1].block
    return [pair for pair in lines[start : start + 7] if pair[1].block == block]


def _headline(name: Value | None, lines: Sequence[Numbered]) -> Value | None:
    """What is printed under (or beside) the name and is neither contact nor place nor sentence."""
    if name is None:
        return None
    started = False
    for at, line in lines:
        if at == name.place.line:
            started = True
            rest = [re.sub(re.escape(name.text), "", c.text).strip(" ,|–—-") for c in line.cells]
            texts = [t for t in rest if t and title_score(t) >= 1.0 and not emails_in(t, "", ())]
            if texts:
                return _value(texts[0], at, line)
            continue
        if not started or at > name.place.line + 6:
            continue
        text = without_contact(line.text.replace("\t", " | ")).strip(" |·•,–—-")
        if kind_of(text) is not None:
            return None
        if (
            not text
            or is_place(text)
            or ranges_in(text)
            or emails_in(line.text, "", ())
            or phones_in(line.text, "", ())
            or links_in(line.text, "", ())
        ):
            continue
        words = text.split()
        if (
            len(words) <= 14
            and not text.endswith(".")
            and (title_score(re.split(r"\s+[|•·–—/]\s+|,|\(", text)[0]) >= 0.5 or at <= name.place.line + 1)
            and not _address(text)
            # Where somebody works is not what they are.
            and (title_score(text) >= 0.5 or org_score(text) < 1.5)
        ):
            return _value(text, at, line)
    return None


def _address(text: str) -> bool:
    return bool(re.search(r"\d", text) and "," in text) or bool(
        re.search(r"\b(?:street|road|straße|strasse|rue|avenue|calle|via)\b", text, re.I)
    )


def _location(lines: Sequence[Numbered]) -> Value | None:
    for at, line in lines:
        for part in re.split(r"\t|\s*[|•·;]\s*|\s+[–—]\s+|,\s+(?=[(+@])", line.text):
            text = re.sub(r"^[\w ]{3,12}:\s*", "", part).strip(" ,")
            if is_place(text) or (is_place(without_contact(text)) and without_contact(text)):
                return _value(without_contact(text) or text, at, line)
            if code := _CODE_AND_TOWN.search(text):
                return _value(code.group(1), at, line)
            rest, place = split_place(without_contact(text))
            if place and re.search(r"\d", rest):
                return _value(place, at, line)
    return None


def _paragraph(head: Sequence[Numbered], name: Value | None) -> Value | None:
    """A paragraph under the name, which stands for a summary without a heading."""
    for at, line in head:
        if (
            name is not None
            and at > name.place.line
            and len(line.text.split()) >= 10
            and not emails_in(line.text, "", ())
            and re.search(r"[.!]$", line.text)
        ):
            return _value(line.text, at, line)
    return None
