"""Words that say what stands after them: "Job title: Baker", "Employer: Corner Loaf"."""

from __future__ import annotations

import re
from typing import Literal

from shared_backend.services.resumes.fields.dates import is_only_dates

Label = Literal["title", "employer", "place", "dates"]
_WORDS: dict[Label, str] = {
    "title": "job title|position title|position held|occupation or position held|position|title|role|post|stelle|"
    "tätigkeit|berufsbezeichnung|poste|fonction|puesto|cargo|posizione|mansione|functie|befattning|stilling|stanowisko|"
    "должность|职位|職種",
    "employer": "employer|name of employer|company|company name|organisation|organization|arbeitgeber|firma|"
    "unternehmen|employeur|entreprise|empresa|datore di lavoro|azienda|werkgever|bedrijf|arbetsgivare|arbeidsgiver|"
    "pracodawca|работодатель|компания|公司|会社",
    "place": "location|place|city|ort|lieu|lugar|luogo|local|plaats|sted|miejsce|место|地点",
    "dates": "dates|date|period|duration|zeitraum|période|periodo|período|periode|okres|период|时间",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
_ANY = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_FIRST = re.compile(rf"^(?P<label>{_ANY})\s*[:：]\s*(?P<rest>\S.*)$", re.IGNORECASE)
_NEXT = re.compile(rf"\s*\|\s*(?=(?:{_ANY})\s*[:：])", re.IGNORECASE)


def labelled(text: str) -> list[tuple[Label, str]]:
    """What a text says with a word before it; empty when the text does not begin with such a word.

    >>> labelled("Job title: Head of R | D | Employer: Smith, Jones & Co. | Mar 2020 – Present")
    [('title', 'Head of R | D'), ('employer', 'Smith, Jones & Co.'), ('dates', 'Mar 2020 – Present')]
    >>> labelled("Position open since 2019")
    []
    """
    found: list[tuple[Label, str]] = []
    for part in _NEXT.split(text.strip()):
        match = _FIRST.match(part)
        if match is None:
            return []
        rest, _, last = match["rest"].rpartition("|")
        dated = bool(rest) and is_only_dates(last)
        found.append((_KINDS[match["label"].lower()], (rest if dated else match["rest"]).strip()))
        if dated:
            found.append(("dates", last.strip()))
    return found
