"""E-mail addresses, telephone numbers and links, also where the edge of the page cuts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+'’\-À-ž])[A-Za-z0-9._%+'’\-À-ž]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}"
    r"(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}"
)
_EMAIL_CUT = re.compile(r"(?:[\w.%+-]{1,64}@[\w.-]{0,80}[-.@]|[\w.%+]{1,64}[-.])$")
_TLD = (
    "com|org|net|edu|io|dev|me|co|ai|app|info|eu|uk|de|fr|es|it|nl|be|ch|at|dk|se|no|fi|pl|pt|ie|cz|ca|au|nz|us|in|br|mx|jp|cn|kr|tech|design|studio|blog|site|online|page|xyz|name|pro|gov|mil|"
    "art|cloud|academy|photo|photography|tv|ly|gl|gg|sh|vn|ro|hu|gr|tr|ru|ua|za|ng|ke|eg|example|social|network|world|today|space|works|is|lu|cat|sg|hk|tw|id|my|ph"
)
_LINK = re.compile(
    rf"(?<![\w@.])(?:https?://|www\.)[^\s<>|,;()\t]+|(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,6}}(?:{_TLD})(?![\w-]|\.[a-z])(?:/[^\s<>|,;()\t]*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+|00)?\(?\d[\d\s().\-–/\u00a0\u2011]{6,20}\d(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\w-]|\.\d)",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d\s*[-–/.]\s*(?:19|20)?\d\d|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}[./-]\d{1,2}[./-]\d{1,2}$|^0000-"
)


# "Tulsa, OK 74105 (918) 555-0142"
_AFTER_ZIP = re.compile(r"^\d{5}(?:-\d{4})?\s+(?=\(?\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}$)")


def emails_in(text: str, following: str, links: Sequence[str]) -> list[str]:
    """The e-mail addresses of a line, joined with the next line where the address is cut."""
    found = [re.sub(r"\s", "", m) for m in _EMAIL.findall(text)] if "@" in text else []
    if _EMAIL_CUT.search(text.strip()) and following:
        joined = [re.sub(r"\s", "", m) for m in _EMAIL.findall(text.strip() + following.strip().split()[0])]
        whole = [m for m in joined if not any(m == f for f in found)]
        if whole and (not found or whole[0].startswith(found[0]) or whole[0].endswith(found[0])):
            found = whole
    if not found:
        found = [link[7:].split("?")[0] for link in links if link.lower().startswith("mailto:")]
    return [f.strip("'’.") for f in found]


def phones_in(text: str, following: str, links: Sequence[str]) -> list[str]:
    """The telephone numbers of a line as printed."""
    del following
    found = []
    for match in _PHONE.finditer(_LINK.sub(lambda m: " " * len(m.group(0)), text)):
        number = _AFTER_ZIP.sub("", match.group(0).strip(" .-–/"))
        digits = re.sub(r"\D", "", number)
        if 7 <= len(digits) <= 15 and not _DATE_LIKE.search(number) and number.count("(") == number.count(")"):
            found.append(number)
        elif 7 <= len(digits) <= 15 and number.count("(") > number.count(")"):
            found.append(number.replace("(", "", 1).strip())
    if not found:
        found = [link[4:] for link in links if link.lower().startswith("tel:")]
    return found


def links_in(text: str, following: str, links: Sequence[str]) -> list[str]:
    """The web addresses of a line: as printed, else as stored behind the text."""
    clean = _EMAIL.sub(lambda m: " " * len(m.group(0)), text)
    found: list[str] = []
    for match in _LINK.finditer(clean):
        address = match.group(0)
        at_end = not clean[match.end() :].strip()
        if (at_end and following and address[-1] in "-/_.") or (
            at_end and clean.rstrip().endswith(("-", "_")) and following
        ):
            tail = following.strip().split()[0]
            whole = clean[match.start() :].strip() + tail
            address = whole if re.fullmatch(r"[\w./-]+", tail) and "@" not in tail else address
        address = address.rstrip(".,;:-" if not following else ".,;:")
        if not re.search(r"[/]|www", address) and (address[0].isupper() or len(address.split(".")[0]) < 2):
            continue
        if (
            ("." in address and not re.search(r"\.(?:js|net|io)$", address.lower()))
            or "/" in address
            or (found == [] and address.count(".") > 1)
        ) or (
            re.match(r"(?i)^[a-z0-9-]{3,}\.(?:io|net)$", address)
            and address.lower()
            not in (
                "asp.net",
                "socket.io",
                "vb.net",
                "ado.net",
            )
        ):
            found.append(address)
    printed = {_bare(f) for f in found}
    for link in links:
        if (
            link.lower().startswith(("http://", "https://"))
            and _bare(link) not in printed
            and not any(_bare(link).startswith(p) or p.startswith(_bare(link)) for p in printed)
        ):
            found.append(link)
    return found


def without_contact(text: str) -> str:
    """A text without addresses and numbers, for what stands beside them."""
    text = _PHONE.sub("", _LINK.sub("", _EMAIL.sub("", text)))
    return re.sub(r"(?:\s*[|•·]\s*){2,}", " | ", text).strip(" |•·,;:–—-\t")


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")
