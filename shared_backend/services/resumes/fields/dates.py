"""Dates as CVs print them, at the precision they state; nothing is made more exact than it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from shared_backend.services.resumes.fields.months import MONTHS, PRESENT, SEASONS, SINCE, TO

Precision = Literal["month", "season", "year", "present"]
_NAMES = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_SEASONS = "|".join(SEASONS)
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_SHORT = r"['’‘`´]\d\d"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?)?"
_POINT = (
    rf"(?:{_DAY}(?P<@name>{_NAMES})\b\.?,?(?:\s*\d{{1,2}}(?:st|nd|rd|th)?,)?\s*(?:de[l]?\s+|/|-)?\s*"
    rf"(?P<@ny>{_YEAR}|{_SHORT}|(?<=[\s.])\d\d(?![\d%]))"
    rf"|(?P<@season>{_SEASONS})\s+(?:of\s+)?(?P<@sy>{_YEAR}|{_SHORT})"
    rf"|(?P<@cy>{_YEAR})\s*[年년]\s*(?:(?P<@cm>\d{{1,2}})\s*[月월])?"
    rf"|(?P<@iy>{_YEAR})[-/.](?P<@im>0[1-9]|1[0-2])(?:[-/.](?:[0-2]\d|3[01]))?(?![\d])"
    rf"|(?:(?P<@d1>[0-3]?\d)[./](?=\d{{1,2}}[./]))?(?P<@mm>1[0-2]|0?[1-9])(?:[./](?P<@d2>[0-3]?\d)(?=[./]))?"
    rf"\s?[./-]\s?(?P<@my>{_YEAR}|(?<=/)\d\d(?!\d))"
    rf"|Q(?P<@quarter>[1-4])\s*[/,-]?\s*(?P<@qy>{_YEAR})"
    rf"|(?P<@y>{_YEAR}|(?<![\w'’]){_SHORT})(?![\d]|[.,]\d|%))"
)
_DASH = r"[-‐‑‒–—―−~→⇒]+|->|›"
_BETWEEN = rf"\s*(?:{_DASH}|\b(?:{TO})\b|[至〜～]|/)\s*"
_LEADING = rf"(?:(?P<word>{SINCE}|{TO}|as of|c\.|ca\.)\s+)?"


def _point_pattern(prefix: str) -> str:
    """One date; every branch names its groups after the prefix."""
    return _POINT.replace("@", prefix)


_START = _point_pattern("a")
_END = _point_pattern("b")
_RANGE = re.compile(
    rf"(?<![\w/.$€£#])(?:{_LEADING}{_START}{_BETWEEN}(?:(?:{SINCE}|{TO}|the|le|o|la|l[ae])\s+)?(?:{_END}|(?P<now>{PRESENT})(?!\w)|(?P<yy>1[3-9]|[2-9]\d|(?<=[–—])\d\d)(?![\d.:/%]))"
    rf"|(?P<m0>{_NAMES})\b\.?{_BETWEEN}{_point_pattern('c')}"
    rf"|(?P<s0>{SINCE})\s+{_point_pattern('d')}"
    rf"|{_point_pattern('e')}\s*(?P<open>{_DASH})(?=\s*(?:$|[)\],;|\t]))"
    rf"|{_point_pattern('f')})",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LAST_NOW = re.compile(PRESENT, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A month "YYYY-MM" or "present", and how exactly it was written."""

    value: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `start` to `end` (None: not written), as printed at `span` of a text."""

    start: When
    end: When | None
    text: str
    span: tuple[int, int]
    single: bool = False


def ranges_in(text: str) -> list[DateRange]:
    """Every date or range of dates in a text, from left to right.

    >>> [(r.start.value, r.end.value) for r in ranges_in("Analyst, 03/2019 – Present")]
    [('2019-03', 'present')]
    >>> ranges_in("2021–")[0].end
    When(value='present', precision='present')
    >>> ranges_in("saved 2,019 hours")
    []
    """
    return list(_ranges_in(text))


@lru_cache(maxsize=4096)
def _ranges_in(text: str) -> tuple[DateRange, ...]:
    """A line is asked for its dates by several rules, and looking for them is what reading costs most."""
    if not _DIGIT.search(text):
        return ()
    return tuple(made for match in _RANGE.finditer(text) if (made := _made(match)) is not None)


def _made(match: re.Match[str]) -> DateRange | None:
    part = match.groupdict()
    text, span = match.group(0), match.span()
    if part["m0"]:
        end = _point(part, "c", last=True)
        year = end.value[:4] if end else ""
        start_month = MONTHS[part["m0"].lower().rstrip(".")]
        if end is None or end.precision != "month":
            return None
        first = int(year) - (start_month > int(end.value[5:]))
        return DateRange(When(f"{first}-{start_month:02d}", "month"), end, text, span)
    for prefix in ("d", "e"):
        start = _point(part, prefix)
        if start is not None:
            return DateRange(start, When("present", "present"), text, span)
    start = _point(part, "f")
    if start is not None:
        last = _point(part, "f", last=True)
        return DateRange(start, last, text, span, single=True)
    start = _point(part, "a")
    if start is None:
        return None
    if part["now"]:
        return DateRange(start, When("present", "present"), text, span)
    if part["yy"]:
        final = int(start.value[:2] + part["yy"])
        if start.precision != "year" or not 0 < final - int(start.value[:4]) < 50:
            # The day of a full date, not the last year of a range.
            return DateRange(start, start, text, span, single=True)
        return DateRange(start, When(f"{final}-12", "year"), text, span)
    end = _point(part, "b", last=True)
    if end is None or end.value < start.value:
        return None
    return DateRange(start, end, text, span)


def _point(part: dict[str, str | None], p: str, *, last: bool = False) -> When | None:
    name, season, quarter = part[p + "name"], part[p + "season"], part[p + "quarter"]
    if name:
        return _month(part[p + "ny"], MONTHS[name.lower().rstrip(".")])
    if season:
        first, final = SEASONS[season.lower()]
        year = _year(part[p + "sy"])
        return When(f"{year + (last and final < first)}-{final if last else first:02d}", "season")
    if part[p + "cy"]:
        month = part[p + "cm"]
        return (
            _month(part[p + "cy"], int(month)) if month else When(f"{part[p + 'cy']}-{'12' if last else '01'}", "year")
        )
    if part[p + "iy"]:
        return _month(part[p + "iy"], int(part[p + "im"] or 1))
    if part[p + "my"]:
        return _month(part[p + "my"], int(part[p + "mm"] or 1))
    if quarter:
        return When(f"{part[p + 'qy']}-{int(quarter) * 3 - (0 if last else 2):02d}", "season")
    if part[p + "y"]:
        return When(f"{_year(part[p + 'y'])}-{'12' if last else '01'}", "year")
    return None


def _month(year: str | None, month: int) -> When | None:
    return When(f"{_year(year)}-{month:02d}", "month") if 1 <= month <= 12 else None


def _year(text: str | None) -> int:
    digits = re.sub(r"\D", "", text or "")
    if len(digits) == 4:
        return int(digits)
    return (2000 if int(digits) < 45 else 1900) + int(digits)


def is_only_dates(text: str) -> bool:
    """True when nothing but dates, brackets and separators is written."""
    rest = text
    for found in reversed(ranges_in(text)):
        rest = rest[: found.span[0]] + rest[found.span[1] :]
    return rest != text and not re.search(r"[^\W_]", re.sub(r"\(.*?\)|\d+\s*\w+\.?", "", rest))
