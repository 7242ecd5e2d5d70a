"""Does the match predict replies? Shares by band with honest ranges, and only what these allow to be said."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from shared_backend.domain.application import Application, Board
from shared_backend.services.applications.stages import replied

Band = Literal["high", "medium", "low"]
Verdict = Literal["too early", "more", "fewer", "no clear difference"]
FLOOR = 5  # outcomes in a band before its share is shown
HIGH_FROM, LOW_BELOW = 0.75, 0.4  # the same limits at which a CV shows "most" and "little" of what an ad asks for
_Z = 1.959964  # 95 %
# Wider for the comparison, which people look at after every outcome: simulated with equal chances (.1 to .5), at most
# 5 of 100 people are told of a difference at any time up to 50 outcomes a band; with 95 % ranges 24 of 100 by 30.
_Z_COMPARED = 2.8


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with a 95 % range; all of them 0–1 but `count` and `n`."""

    count: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself."""
        return self.count / self.n


@dataclass(frozen=True, slots=True)
class InBand:
    """One band: how many outcomes are known, and the share with a reply once there are `FLOOR` of them."""

    band: Band
    n: int
    share: Share | None

    @property
    def more(self) -> int:
        """How many more outcomes it takes."""
        return max(FLOOR - self.n, 0)


@dataclass(frozen=True, slots=True)
class Replies:
    """The whole table.

    Attributes
    ----------
    bands : tuple of InBand
        High, medium, low.
    verdict : Verdict
        Whether a higher match went with more replies, comparing the outermost two bands that have enough.
    compared : tuple of Band
        These two, the higher first; empty while it is too early.
    difference : tuple of float, or None
        Range of the difference of their shares that may be looked at after every outcome.
    without_match : int
        Outcomes that count nowhere, for want of a CV, of an ad, or of enough found in it.
    rules : tuple of str
        The versions of the rules that counted the matches.
    """

    bands: tuple[InBand, ...]
    verdict: Verdict
    compared: tuple[Band, ...]
    difference: tuple[float, float] | None
    without_match: int
    rules: tuple[str, ...]


def replies(applications: Iterable[Application], board: Board) -> Replies:
    """Known outcomes by how well the CV matched the ad when it was sent."""
    found: Mapping[Band, list[bool]] = {band: [] for band in get_args(Band)}
    without, rules = 0, set()
    for application in applications:
        came, match = replied(application, board), application.match
        if came is None:
            continue
        if match is None or match.share is None:
            without += 1
            continue
        found[band_of(match.share)].append(came)
        rules.add(match.rules)
    bands = tuple(_in_band(band, came) for band, came in found.items())
    enough = [(one.band, one.share) for one in bands if one.share is not None]
    if len(enough) < 2:
        return Replies(bands, "too early", (), None, without, tuple(sorted(rules)))
    (higher, more), (lower, fewer) = enough[0], enough[-1]
    low, high = difference(more, fewer)
    verdict: Verdict = "more" if low > 0 else "fewer" if high < 0 else "no clear difference"
    return Replies(bands, verdict, (higher, lower), (low, high), without, tuple(sorted(rules)))


def band_of(share: float) -> Band:
    """The band of a match.

    >>> band_of(0.8), band_of(0.5), band_of(0.1)
    ('high', 'medium', 'low')
    """
    return "high" if share >= HIGH_FROM else "low" if share < LOW_BELOW else "medium"


def wilson(count: int, n: int, z: float = _Z) -> tuple[float, float]:
    """Score interval of a share (Wilson 1927), 95 % by default, which stays honest for few cases and near 0 and 1.

    >>> [round(end, 3) for end in wilson(0, 5)]
    [0.0, 0.434]
    """
    p, square = count / n, z * z
    middle = (p + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    return (0.0 if count == 0 else middle - half), (1.0 if count == n else middle + half)


def difference(a: Share, b: Share, z: float = _Z_COMPARED) -> tuple[float, float]:
    """Interval of `a` − `b` from their Wilson intervals (Newcombe 1998, method 10)."""
    (a_low, a_high), (b_low, b_high) = wilson(a.count, a.n, z), wilson(b.count, b.n, z)
    apart = a.value - b.value
    return apart - math.hypot(a.value - a_low, b_high - b.value), apart + math.hypot(a_high - a.value, b.value - b_low)


def _in_band(band: Band, came: Sequence[bool]) -> InBand:
    n = len(came)
    return InBand(band, n, Share(sum(came), n, *wilson(sum(came), n)) if n >= FLOOR else None)
