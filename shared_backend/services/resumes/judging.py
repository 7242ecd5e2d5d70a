"""Whether a text is language at all, and whether it is a CV."""

from __future__ import annotations

import re

from shared_backend.services.resumes.fields.headings import kind_of
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.page import Document

_COMMON = frozenset(
    [
        "the",
        "and",
        "of",
        "in",
        "to",
        "for",
        "a",
        "with",
        "on",
        "at",
        "by",
        "from",
        "as",
        "i",
        "my",
        "we",
        "is",
        "was",
        "und",
        "der",
        "die",
        "das",
        "mit",
        "für",
        "von",
        "im",
        "bei",
        "de",
        "la",
        "le",
        "les",
        "et",
        "des",
        "en",
        "du",
        "pour",
        "y",
        "el",
        "los",
        "las",
        "con",
        "del",
        "para",
        "e",
        "di",
        "il",
        "per",
        "con",
        "da",
        "do",
        "dos",
        "em",
        "een",
        "het",
        "van",
        "voor",
        "og",
        "i",
        "på",
        "til",
        "av",
        "med",
        "at",
        "for",
        "och",
        "att",
        "som",
        "w",
        "z",
        "na",
        "do",
        "oraz",
        "ve",
        "bir",
        "для",
        "и",
        "в",
        "на",
        "по",
        "с",
        "năm",
        "và",
        "của",
        "cho",
        "tại",
        "université",
        "university",
        "experience",
        "education",
        "skills",
        "email",
        "phone",
        "present",
    ]
)
_CORE = ("work", "education", "skills", "languages", "certifications", "summary")


def is_gibberish(document: Document) -> bool:
    """True when letters are there but no words: fonts without a text map give such text."""
    text = " ".join(line.text for line in document.lines)
    letters = [c for c in text if not c.isspace()]
    if len(letters) < 40:
        return False
    odd = sum(1 for c in letters if "\ue000" <= c <= "\uf8ff" or c == "\ufffd" or ord(c) < 32 or 0x80 <= ord(c) < 0xA0)
    if odd > 0.25 * len(letters):
        return True
    if sum(ord(c) > 0x2E80 for c in letters) > 0.2 * len(letters) or document.kind != "pdf":
        return False
    words = re.findall(r"[^\W\d_]+", text.lower())
    alphabetic = sum(c.isalpha() for c in letters) / len(letters)
    known = sum(word in _COMMON for word in words) + sum(kind_of(line.text) is not None for line in document.lines)
    vowels = sum(c in "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœаеиоуыэюяαεηιουω" for w in words for c in w) / max(
        1, sum(map(len, words))
    )
    return (
        (alphabetic < 0.5 and known < 3)
        or (known == 0 and len(words) > 25 and not 0.22 < vowels < 0.62)
        or (known < 0.004 * len(words) and len(words) > 120 and not 0.25 < vowels < 0.6)
    )


def is_resume(reading: Reading) -> bool:
    """True when work or education with dates, or several of a CV's own sections beside contact details, are there."""
    kinds = {section.kind for section in reading.sections if section.heading is not None}
    dated = [role for role in reading.roles if role.dates is not None and (role.title or role.employer)]
    contact = (reading.email is not None) + (reading.phone is not None) + bool(reading.links)
    named = reading.name is not None
    history = bool(dated) or bool(reading.education)
    core = len(kinds & set(_CORE))
    return (history and (core >= 2 or (core >= 1 and contact >= 1 and named))) or (core >= 3 and contact >= 1 and named)
