"""An ad as the lines that ask for something, and how strongly; what is offered and who offers it asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shared_backend.services.resumes.matching.values import Level

Part = Literal["must", "nice", "other"]

LONGEST_AD = 20_000

_BULLET = re.compile(r"^\s*(?:[-–—•*·▪‣◦●○+]|\d{1,2}[.)])\s+")
_NICE = re.compile(
    r"\bnice[- ]to[- ]have|\bnice if|\bbonus|\bdesirable|\bpreferred|\bpreferabl|\bplus\b"
    r"|\bit would be (?:good|nice|great)|\badvantage|\bhelps if|\bwelcome but|\bbut not required|\bnot essential"
    r"|\bassets?\b"
    r"|\bideal(?:ly)?\b(?! candidate)|\bmay also|\bextra credit|\boptional|\bbrownie|\beven better|\bappreciated"
    r"|\bgood to have|\bbeneficial",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\boffers?\b|\bbenefits?\b|\bperks\b|\byou(?:'ll| will)? (?:get|receive)\b|\bwe (?:give|pay|provide)\b|\bpay\b"
    r"|\bsalary\b|\bcompensation\b|\bpackage\b|\bterms\b|\bapply|\bapplying|\bapplication\b|\bprocess\b|\bin return\b"
    r"|\bwhy (?:us|join|work)|\bour promise\b|\bhours\b|\bnext steps\b|\bequal opportunit",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\babout (?:us|the (?:company|job|role|team|firm|shop|position))\b|\bwho we are\b"
    r"|\bthe (?:company|school|department|hotel|team|job|role|position|firm)\b"
    r"|\bwhat (?:you will|you'll|you will be) (?:do|be doing)\b|\bduties\b|\btasks\b|\bresponsibilit|\byou will\s*$"
    r"|\bday to day\b|\bwhat the job is\b|\bdescription\b|\bour (?:company|team|story|mission)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\bneed|\brequire|\bessential|\bmust\b|\bqualification|\b(?:you|you'll|you will|to) bring\b|\blooking for\b"
    r"|\byou have\b|\byour (?:profile|background|skills|experience)\b|\bwho you are\b|\babout you\b|\bskills\b"
    r"|\bminimum\b"
    r"|\bexperience\b|\bperson specification|\bideal candidate|\bcriteria\b|\bwhat (?:we expect|it takes|matters)\b"
    r"|\bshould have\b|\bcompetenc",
    re.IGNORECASE,
)
# A sentence of running text that asks for something.
_ASKS = re.compile(
    r"\byou (?:must |should |will |'ll )?(?:have|need|bring|hold|speak|know|be able)\b|\bmust (?:have|hold|be|speak)\b"
    r"|\brequired?\b|\bexperience (?:of|with|in|as)\b|\bknowledge of\b|\bfamiliar(?:ity)? with\b|\bproficien|\bfluent\b"
    r"|\b\d+\+? (?:or more )?years\b|\bdegree in\b|\bwe (?:need|are looking for|expect|require)\b|\bessential\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_LONGEST_HEADING = 8


@dataclass(frozen=True, slots=True)
class Asking:
    """A line of an ad that asks for something; `listed` when it is a point of a list."""

    text: str
    level: Level
    listed: bool


def asking_lines(ad: str) -> tuple[Asking, ...]:
    """The lines that ask, in their order.

    An ad with headings is read by them. One without is read by its sentences: those that speak of needing, having or
    knowing, and those that call something a plus.
    """
    return tuple(_by_headings(ad)) or tuple(_by_sentences(ad))


def heading_part(line: str) -> Part | None:
    """What a heading announces; None for a line that is no heading.

    >>> heading_part("What you need"), heading_part("Nice to have:"), heading_part("What we offer")
    ('must', 'nice', 'other')
    >>> heading_part("Three years of Python, and some patience.") is None
    True
    """
    words = line.strip().rstrip(":").strip("*#_ ")
    if not words or len(words.split()) > _LONGEST_HEADING or words[-1] in ".;,!" or _BULLET.match(line):
        return None
    for part, pattern in (("nice", _NICE), ("other", _OFFER), ("other", _ABOUT), ("must", _MUST)):
        if pattern.search(words):
            return part  # type: ignore[return-value]
    return None


def _by_headings(ad: str) -> Iterator[Asking]:
    part: Part = "other"
    listing = False
    for line in ad[:LONGEST_AD].splitlines():
        text = _BULLET.sub("", line).strip()
        listed = text != line.strip()
        found = None if listed else heading_part(line)
        if found is not None:
            part, listing = found, False
        elif not text:
            continue
        elif listed and part != "other":
            listing = True
            yield Asking(text, _level(text, part), True)
        elif part != "other" and len(text.split()) <= 2 * _LONGEST_HEADING and text[-1] not in ".!?":
            yield Asking(text, _level(text, part), True)
        elif part != "other" and not listing:
            for sentence in _SENTENCE.split(text):
                if _ASKS.search(sentence):
                    yield Asking(sentence, _level(sentence, part), False)
        else:
            # Running text after a list is about something else.
            part = "other"


def _by_sentences(ad: str) -> Iterator[Asking]:
    for line in ad[:LONGEST_AD].splitlines():
        text = _BULLET.sub("", line).strip()
        for sentence in _SENTENCE.split(text):
            if _NICE.search(sentence):
                yield Asking(sentence, "nice", False)
            elif _ASKS.search(sentence) and not _OFFER.search(sentence):
                yield Asking(sentence, "must", False)


def _level(text: str, part: Part) -> Level:
    return "nice" if part == "nice" or _NICE.search(text) else "must"
