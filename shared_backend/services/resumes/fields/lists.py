"""Sections that are lists: skills, certifications, languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shared_backend.services.resumes.fields.dates import ranges_in
from shared_backend.services.resumes.fields.tongues import LEVELS, tongue_in
from shared_backend.services.resumes.fields.values import Detailed, Place, Value
from shared_backend.services.resumes.page import Line

Numbered = tuple[int, Line]
_BETWEEN = re.compile(r"\s*[,;|•·●▪‣∙◦/]\s+|\s*[|•·●▪◦]\s*|\t+|\s*,(?=\D)|\s+[–—]\s+(?=[A-Z])|、|，")
_SEMICOLON = re.compile(r"\s*;\s+|\t+")
_BRACKETS = re.compile(r"\([^()]*\)")
_LABEL = re.compile(r"^(?P<label>[^:,;|]{2,45}):\s+(?=\S)")
_SPEAKING = re.compile(r"\b(?:languages?|spoken|sprachen|langues?|idiomas|lingue|línguas|talen|språk|sprog)\b", re.I)
_RATED = re.compile(
    rf"\s*(?:[(\[–—:-]\s*(?:{LEVELS}|\d+\s*(?:\+\s*)?(?:years?|yrs?|jahre|ans)[^)]*|\d+\s*/\s*\d+|\d+\s*%)\s*[)\]]?|[●○★☆■□•◦█░▓]{{2,}}|\s\d+\s*%)\s*$",
    re.IGNORECASE,
)
_LEVELLED = re.compile(rf"^(?P<name>[^\W\d_]{{3,}}(?: [^\W\d_]{{3,}})?)\s*[(:–-]+\s*{LEVELS}(?!\w)", re.IGNORECASE)
_ISSUED = re.compile(
    r"\s*[,;|·–—-]?\s*\(?(?<!\w)(?:issued|valid|expires?|exp\.?|until|since|obtained|earned|renewed|due|no\.|id|commission)\b.*$",
    re.IGNORECASE,
)
_PARTS_OF_NAMES = re.compile(
    r"^(?:associate|professional|foundation|foundations|practitioner|expert|advanced|specialty|level|intermediate|administrator|developer|fundamentals|basic|core|stufe|class|klasse|type|part|green|black|i{1,3})\b",
    re.I,
)


def skills(lines: Sequence[Numbered]) -> list[Value]:
    """The named skills, without labels and ratings."""
    found: list[Value] = []
    seen: set[str] = set()
    between = _SEMICOLON if _semicolons_part(lines) else _BETWEEN
    for at, line in lines:
        if _is_label(line) or _is_spoken(line.text):
            continue
        for cell in line.cells:
            label = _LABEL.match(cell.text)
            text = cell.text[label.end() :] if label else cell.text
            for part in _split(text, between):
                name = unrated(part)
                if (
                    name
                    and len(name) <= 60
                    and re.search(r"\w", name)
                    and name.casefold() not in seen
                    and not re.fullmatch(r"\d+|" + LEVELS, name, re.I)
                ):
                    seen.add(name.casefold())
                    found.append(Value(name, Place(at, line.page or None, line.box)))
    if len(lines) > 1:
        # In a table the first cell of each row is often the label of the others.
        labels = [line.cells[0] for _, line in lines if len(line.cells) == 2 and not line.bullet]
        if (
            len(labels) >= 2
            and len(labels) >= 0.7 * len(lines)
            and all(not re.search(r"[,;]", c.text) for c in labels)
            and (all(c.bold for c in labels) or sum("," in line.text for _, line in lines) >= 0.5 * len(lines))
        ):
            named = {c.text.rstrip(":").casefold() for c in labels}
            found = [v for v in found if v.text.casefold() not in named]
    return found


def spoken(lines: Sequence[Numbered]) -> list[Numbered]:
    """Lines of a section of skills that list languages people speak, such as "Languages: English, French (B2)"."""
    return [(at, line) for at, line in lines if _is_spoken(line.text)]


def _is_spoken(text: str) -> bool:
    label = _LABEL.match(text)
    if label is None or not _SPEAKING.search(label.group("label")):
        return False
    parts = [part for part in re.split(r"[;|•·、，]|,\s*(?![^(]*\))", text[label.end() :]) if part.strip()]
    return bool(parts) and all(tongue_in(part) is not None for part in parts)


def unrated(part: str) -> str:
    """A skill without how well it is mastered.

    >>> unrated("Python (expert)"), unrated("SQL: 5 years")
    ('Python', 'SQL')
    """
    # The dot before .NET belongs to it.
    return _RATED.sub("", part).lstrip(" \t–—").rstrip(" .\t–—") if part != "C." else part


def _is_label(line: Line) -> bool:
    """A group's name above its skills."""
    return len(line.cells) == 1 and line.text.rstrip().endswith(":")


def _semicolons_part(lines: Sequence[Numbered]) -> bool:
    """True when semicolons stand between the skills: where they are more than other signs, those are inside skills."""
    text = _BRACKETS.sub("", "\n".join(line.text for _, line in lines))
    return text.count("; ") > len(_BETWEEN.findall(text.replace("; ", " ")))


def _split(text: str, between: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    start = 0
    masked = _BRACKETS.sub(lambda m: "\x00" * len(m.group(0)), text)
    for found in between.finditer(masked):
        parts.append(text[start : found.start()])
        start = found.end()
    parts.append(text[start:])
    cleaned = [
        re.sub(r"^(?:and|und|et|y|e|en|och|og)\s+", "", p.strip()) if len(parts) > 1 else p.strip() for p in parts
    ]
    # A sentence is no list of skills.
    return [p for p in cleaned if p and len(p.split()) <= 8] if len(cleaned) > 1 or len(text.split()) <= 8 else []


def certifications(lines: Sequence[Numbered]) -> list[Detailed]:
    """Certificates and licences by name; issuer, year and number are their detail."""
    found: list[Detailed] = []
    items = any(line.bullet for _, line in lines)
    for at, line in lines:
        text = line.text.replace("\t", " | ")
        if items and not line.bullet and found and not line.lead.bold and not ranges_in(text):
            continue
        for part in re.split(r"\s*[;•]\s+", text) if not items else [text]:
            name, detail = _certificate(part)
            only_detail = not re.search(r"[^\W\d_]{2}", name) or (found and _ISSUED.match(part))
            if only_detail:
                if (found and detail) or (found and name):
                    last = found[-1]
                    found[-1] = Detailed(last.name, f"{last.detail} {part}".strip())
                continue
            found.append(Detailed(Value(name, Place(at, line.page or None, line.box)), detail))
    return found


def _certificate(text: str) -> tuple[str, str]:
    name = text.strip()
    lead = ranges_in(name)
    if lead and lead[0].span[0] == 0:
        name = name[lead[0].span[1] :].lstrip(" .:,|–—-\t")
    name = _ISSUED.sub("", name)
    name = re.sub(r"\s*\((?=[^)]*\d{4})[^)]*\)?\s*$", "", name)
    dates = ranges_in(name)
    if dates and not name[dates[-1].span[1] :].strip(" )."):
        name = name[: dates[-1].span[0]].rstrip(" ,;:(|–—-")
    cut = re.search(r",\s+(?!\d)|\s+\|\s+", name)
    if cut:
        name = name[: cut.start()]
    for dash in re.finditer(r"\s+[–—-]\s+|:\s+", name):
        if not _PARTS_OF_NAMES.match(name[dash.end() :]) and len(name[: dash.start()].split()) > 0:
            name = name[: dash.start()]
            break
    name = re.sub(r"\s*\((?![A-Z\d.+-]{2,10}\))[^)]*(?:issued|by|\s)[^)]*\)\s*$", "", name)
    name = name.strip(" .,;|")
    return name, text.replace(name, "", 1).strip(" ,;()|–—-")


def languages(lines: Sequence[Numbered]) -> list[Detailed]:
    """Languages by name as printed, with the level printed beside them."""
    found: list[Detailed] = []
    seen: set[str] = set()
    for at, line in lines:
        text = _LABEL.sub("", line.text) if _is_spoken(line.text) else line.text
        for part in re.split(r"\t|[;|•·、，]|,\s*(?![^(]*\))|\s/\s|\s+(?:and|und|et|y|e|och|og)\s+", text):
            name = tongue_in(part)
            if name is None and (other := _LEVELLED.match(part.strip())):
                name = other.group("name").strip()
            if name is None:
                if (
                    found
                    and part.strip()
                    and re.fullmatch(LEVELS, part.strip(" ()"), re.IGNORECASE)
                    and not found[-1].detail
                ):
                    found[-1] = Detailed(found[-1].name, part.strip(" ()"))
                continue
            if name.casefold() not in seen:
                seen.add(name.casefold())
                level = part.replace(name, "", 1).strip(" ():–—-.,（）：")
                found.append(Detailed(Value(name, Place(at, line.page or None, line.box)), level))
    return found
