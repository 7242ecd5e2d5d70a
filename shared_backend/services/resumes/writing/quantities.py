"""Numbers of a text as values, however they are written, with what they count and how they are hedged."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from shared_backend.services.resumes.writing.wording import Wording

_ONES_IN_ORDER = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ONES = {word: value for value, word in enumerate(_ONES_IN_ORDER.split())}
_TENS_IN_ORDER = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * n for n, word in enumerate(_TENS_IN_ORDER.split(), 2)}
_BIG = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_SHORT = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
_CURRENCY = {"€": "eur", "euro": "eur", "euros": "eur", "eur": "eur", "£": "gbp", "gbp": "gbp", "pounds": "gbp",
             "$": "usd", "usd": "usd", "dollars": "usd", "us$": "usd", "a$": "aud", "₹": "inr", "inr": "inr",
             "chf": "chf", "zł": "pln", "¥": "jpy"}  # fmt: skip
_UNITS = {"%": "percent", "percent": "percent", "pct": "percent", "ms": "ms", "millisecond": "ms", "second": "second",
          "sec": "second", "s": "second", "minute": "minute", "min": "minute", "hour": "hour", "h": "hour",
          "hr": "hour", "day": "day", "daily": "day", "week": "week", "weekly": "week", "month": "month",
          "monthly": "month", "year": "year", "yearly": "year", "annual": "year", "annually": "year", "kg": "kg",
          "kilo": "kg", "kilogram": "kg", "tonne": "tonne", "ton": "ton", "g": "g", "km": "km", "kilometre": "km",
          "mile": "mile", "metre": "m", "litre": "litre", "gb": "gb", "tb": "tb", "mb": "mb", "pound": "gbp",
          "quarter": "quarter", "shift": "shift", "night": "night", "point": "point", **_CURRENCY}  # fmt: skip
_HEDGES = {
    "over": "over", "above": "over", "exceeding": "over", "minimum": "over", "least": "over", "beyond": "over",
    "under": "under", "below": "under", "most": "under", "maximum": "under", "to": "to", "by": "by", "from": "from",
    "since": "since", "until": "until", "till": "until", "within": "within", "about": "about", "around": "about",
    "roughly": "about", "approximately": "about", "approx": "about", "circa": "about", "ca": "about", "~": "about",
    "almost": "nearly", "nearly": "nearly", "after": "after", "before": "before", "another": "another",
}  # fmt: skip
_TOKEN = re.compile(
    r"(?:us|a)?[$€£¥₹]|\d[\d.,]*(?:[^\W\d_]+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|%|~|\[number\?\]|[½¼¾]|\+|>|<", re.I
)
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number.

    Attributes
    ----------
    unit : str
        What stands right beside it, if that is a unit: "percent", "eur", "hour"; otherwise empty.
    per : str
        The time it is counted over: "day" of "40 a day"; otherwise empty.
    hedge : str
        What stands before it and changes it: over, under, about, to, by, from, since …; otherwise empty.
    around : frozenset of str
        Stems of the words around that it may count.
    behind : tuple of str
        Stems of the one or two words right behind it.
    words : str
        As it was written.
    """

    value: float
    unit: str
    per: str
    hedge: str
    around: frozenset[str]
    behind: tuple[str, ...]
    words: str


def plain_digits(text: str) -> str:
    """The text with every digit of every script as 0–9, and compatible letters as their plain ones."""
    kept = "".join(letter if letter in _VULGAR else unicodedata.normalize("NFKC", letter) for letter in text)
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter for letter in kept
    )


def unit_named(word: str) -> str:
    """The unit of a number that a lower-case word spells out, such as "percent" or "euros"; empty for others."""
    return {"percent": "percent", **_CURRENCY}.get(word, "")


def quantities(text: str, wording: Wording) -> tuple[Quantity, ...]:
    """The numbers of a text, in order.

    >>> from shared_backend.services.resumes.writing.wording import wording
    >>> [(q.value, q.unit, q.per, q.hedge) for q in quantities("Cut twelve errors to 3% and £1.5k a week", wording())]
    [(12.0, '', '', ''), (3.0, 'percent', '', 'to'), (1500.0, 'gbp', 'week', '')]
    """
    words = [found.group() for found in _TOKEN.finditer(plain_digits(text))]
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        read = _number(words, at)
        if read is None:
            at += 1
            continue
        value, end = read
        found.append(_described(words, at, end, value, wording))
        at = end
    return tuple(found)


def _number(words: list[str], at: int) -> tuple[float, int] | None:
    """The value of the number that begins here, and where it ends."""
    low = words[at].lower()
    if low[0].isdigit():
        figure, tail = re.findall(r"(\d[\d.,]*)(.*)", low)[0]
        value = _figure(figure.rstrip(".,"))
        if tail in _SHORT:
            return value * _SHORT[tail], at + 1
        end = at + 1
        if not tail and end < len(words) and words[end].lower() in _BIG:
            return value * _BIG[words[end].lower()], end + 1
        return value, end
    if low in _VULGAR:
        return _VULGAR[low], at + 1
    if low not in _ONES and low not in _TENS and low not in ("hundred", "thousand", "million", "dozen", "billion"):
        return None
    if low == "one" and at + 1 < len(words) and words[at + 1].lower() in ("of", "another"):
        return None
    total, current, end = 0.0, 0.0, at
    while end < len(words):
        word = words[end].lower()
        if word in _ONES:
            current += _ONES[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _BIG:
            current = max(current, 1.0) * _BIG[word]
            if _BIG[word] >= 1_000:
                total, current = total + current, 0.0
        elif not (
            word == "and"
            and end + 1 < len(words)
            and words[end + 1].lower() in {**_ONES, **_TENS}
            and (words[end - 1].lower() in _BIG)
        ):
            break
        end += 1
    return total + current, end


def _figure(text: str) -> float:
    """12,000 and 12.000 are the same; 1.5 and 1,5 too."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
        return float(re.sub(r"[.,]", "", text))
    parts = re.split(r"[.,]", text)
    return float("".join(parts[:-1]) + "." + parts[-1]) if len(parts) > 1 else float(text)


def _described(words: list[str], at: int, end: int, value: float, wording: Wording) -> Quantity:
    lows = [word.lower() for word in words]
    unit, per = "", ""
    glued = re.match(r"\d[\d.,]*([^\W\d_]+)$", lows[end - 1])
    if glued and glued.group(1) not in _SHORT:
        unit = _UNITS.get(glued.group(1), glued.group(1))
    if not unit and at and lows[at - 1] in _CURRENCY:
        unit = _CURRENCY[lows[at - 1]]
    after = lows[end : end + 6]
    if not unit and after:
        unit = _UNITS.get(after[0], _UNITS.get(wording.stem(after[0]), ""))
    for i, word in enumerate(after):
        if word[:1].isdigit() or word in _ONES or word in _TENS:
            break
        # A day in "40 a day", not the day that is itself counted.
        within = i > 0 and after[i - 1] in ("within", "in", "after", "for", "over")
        if word in ("a", "an", "per", "each", "every") and not within and i + 1 < len(after):
            named = _UNITS.get(after[i + 1], _UNITS.get(wording.stem(after[i + 1]), ""))
            if named:
                per = named
                break
        elif i and word in ("daily", "weekly", "monthly", "yearly", "annually"):
            per = _UNITS[word]
            break
    before = [word for word in lows[max(0, at - 3) : at] if word not in _CURRENCY]
    hedge = ""
    if before and before[-1] in ("a", "the", "an", "than"):
        before = before[:-1] if before[-1] != "than" else [*before[:-1], "over" if "more" in before else "under"]
    if before:
        hedge = _HEDGES.get(before[-1], "")
        if before[-2:] == ["up", "to"]:
            hedge = "up to"
        if before[-1] in (">", "<"):
            hedge = "over" if before[-1] == ">" else "under"
    if lows[end : end + 1] == ["+"] or after[:2] == ["or", "more"]:
        hedge = "over"
    around = frozenset(_content(lows[max(0, at - 4) : at], wording) + _content(lows[end : end + 6], wording))
    behind = _content(lows[end : end + 3], wording, stop=True)[:2]
    return Quantity(value, unit, per, hedge, around, behind, " ".join(words[at:end]))


def _content(lows: list[str], wording: Wording, *, stop: bool = False) -> tuple[str, ...]:
    """Stems of the words that say something; with `stop` up to the next number."""
    found: list[str] = []
    for word in lows:
        if stop and (word[0].isdigit() or word in _ONES or word in _TENS):
            break
        if word[0].isalpha() and word not in wording.glue and word not in _HEDGES:
            found.append(wording.stem(word))
    return tuple(found)
