"""A personal state as few bytes: under a kilobyte for fourteen competencies, every float bit for bit, versioned.

Layout, little-endian: format (1 byte) · constants (6 doubles) · evidence, last_at (doubles; NaN: never) · overall
ability (6 doubles, answers as unsigned 32 bit) · score offset (2 doubles, opinions) · competencies (count, then name,
4 doubles, answers, last) · reports on advice (count, then key, double, count). Names are length (1 byte) and UTF-8, in
sorted order, so that equal states are equal bytes.
"""

from __future__ import annotations

import math
import struct
from typing import Any

from shared_backend.ai_engines.personal.ability import AbilityState, CompetencyState, Constants
from shared_backend.ai_engines.personal.helpfulness import Helpfulness
from shared_backend.ai_engines.personal.score_offset import ScoreOffset
from shared_backend.domain.errors import RecordUnreadable

FORMAT = 2
_HEAD = struct.Struct("<B6d2d6dI2dI")
_COUNT = struct.Struct("<H")
_COMPETENCY = struct.Struct("<4d2I")
_REPORT = struct.Struct("<dI")

Parts = tuple[AbilityState, Constants, float, float | None, ScoreOffset, Helpfulness]


def pack(
    ability: AbilityState,
    constants: Constants,
    evidence: float,
    last_at: float | None,
    offset: ScoreOffset,
    helpfulness: Helpfulness,
) -> bytes:
    """The bytes of a state's parts."""
    c, a = constants, ability
    out = [
        _HEAD.pack(
            FORMAT,
            *(c.tau_u2, c.tau_s2, c.q_u, c.q_s, c.rho, c.s),
            *(evidence, math.nan if last_at is None else last_at),
            *(a.m, a.v, a.ewma_90, a.ewma_97, a.residual_sum, a.variance_sum, a.n),
            *(offset.m, offset.v, offset.n),
        ),
        _COUNT.pack(len(a.competencies)),
    ]
    for name, known in sorted(a.competencies.items()):
        body = _COMPETENCY.pack(known.m, known.v, known.outcomes, known.ewma, known.n, known.last)
        out += (_named(name), body)
    out.append(_COUNT.pack(len(helpfulness.reports)))
    for key, report in sorted(helpfulness.reports.items()):
        out += (_named(key), _REPORT.pack(*report))
    return b"".join(out)


def unpack(blob: bytes) -> Parts:
    """The parts that `pack` was given. Raises `RecordUnreadable` for anything that it did not make."""
    try:
        return _unpacked(_Reader(blob))
    except (struct.error, IndexError, ValueError) as reason:
        raise RecordUnreadable("A personal model could not be read, so it is not used.") from reason


class _Reader:
    """Takes values off the front of a blob; anything missing raises `struct.error` or `IndexError`."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.at = 0

    def take(self, layout: struct.Struct) -> tuple[Any, ...]:
        values = layout.unpack_from(self.blob, self.at)
        self.at += layout.size
        return values

    def name(self) -> str:
        length = self.blob[self.at]
        self.at += 1 + length
        return self.blob[self.at - length : self.at].decode()


def _unpacked(reader: _Reader) -> Parts:
    head = reader.take(_HEAD)
    if head[0] != FORMAT:
        raise RecordUnreadable("A personal model was saved by another version. Update the program.")
    constants, evidence, last_at = Constants(*head[1:7]), head[7], head[8]
    competencies = {}
    for _ in range(reader.take(_COUNT)[0]):
        name = reader.name()
        m, v, outcomes, ewma, n, last = reader.take(_COMPETENCY)
        competencies[name] = CompetencyState(m, v, n, outcomes, ewma, last)
    reports = {}
    for _ in range(reader.take(_COUNT)[0]):
        key = reader.name()
        reports[key] = reader.take(_REPORT)
    if reader.at != len(reader.blob):
        raise ValueError("bytes left over")
    m, v, ewma_90, ewma_97, residual_sum, variance_sum, n = head[9:16]
    ability = AbilityState(m, v, n, ewma_90, ewma_97, residual_sum, variance_sum, competencies)
    known_last = None if math.isnan(last_at) else last_at
    return ability, constants, evidence, known_last, ScoreOffset(*head[16:19]), Helpfulness(reports)


def _named(name: str) -> bytes:
    encoded = name.encode()
    return bytes((len(encoded),)) + encoded
