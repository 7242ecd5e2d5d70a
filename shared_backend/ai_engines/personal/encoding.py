"""A personal state as few bytes: under a kilobyte for fourteen competencies, every float bit for bit, versioned.

Layout, little-endian: format (1 byte) · id of the fit it was learned under (8 bytes) · evidence, last_at (doubles; NaN:
never) · overall ability (6 doubles, answers as unsigned 32 bit) · trace (3 doubles, starts as unsigned 32 bit, last
outcome in 1 byte) · score offset (2 doubles, opinions) · helpfulness (for the intercept and each key, in their order:
mean and variance in steps of their grids, ratings; 16 bit each) · ways (3 counts of 16 bit) · leanings (judgements, 16
bit; where there are any, evidence as a double, and mean and variance of each in steps, 16 bit each) · competencies
(count, then name, 4 doubles, answers, last, the last two outcomes in 16 bit). Names are length (1 byte) and UTF-8, in
sorted order, so that equal states are equal bytes.

A state of an earlier format, or one learned under another fit, is not read but learned again from its history, like a
damaged one: the history is what counts, and its records of every earlier format are understood.
"""

from __future__ import annotations

import math
import struct

from shared_backend.ai_engines.personal.ability import AbilityState, CompetencyState
from shared_backend.ai_engines.personal.helpfulness import MEAN_STEP, PLACES, VARIANCE_STEP, Effect, Helpfulness
from shared_backend.ai_engines.personal.leanings import MEAN_STEP as LEAN_STEP
from shared_backend.ai_engines.personal.leanings import NAMES, Leaning, Leanings
from shared_backend.ai_engines.personal.leanings import VARIANCE_STEP as LEAN_VARIANCE_STEP
from shared_backend.ai_engines.personal.score_offset import ScoreOffset
from shared_backend.ai_engines.personal.trace import NEVER, Trace
from shared_backend.ai_engines.personal.ways import Ways
from shared_backend.domain.errors import RecordUnreadable

FORMAT = 5
_HEAD = struct.Struct("<B8s2d6dI3dIB2dI")
_COUNT = struct.Struct("<H")
_COMPETENCY = struct.Struct("<4d2IH")
_EFFECT = struct.Struct("<h2H")
_EFFECTS = struct.Struct("<" + len(PLACES) * "h2H")
_WAYS = struct.Struct("<3H")
_NO_LEANINGS = Leanings()
_LEANINGS = struct.Struct("<d" + len(NAMES) * "hH")

Parts = tuple[AbilityState, Trace, float, float | None, ScoreOffset, Helpfulness, Ways, Leanings]


def pack(
    fit_id: bytes,
    ability: AbilityState,
    trace: Trace,
    evidence: float,
    last_at: float | None,
    offset: ScoreOffset,
    helpfulness: Helpfulness,
    ways: Ways,
    leanings: Leanings,
) -> bytes:
    """The bytes of a state's parts."""
    a, t = ability, trace
    out = [
        _HEAD.pack(
            FORMAT,
            fit_id,
            *(evidence, math.nan if last_at is None else last_at),
            *(a.m, a.v, a.ewma_90, a.ewma_97, a.residual_sum, a.variance_sum, a.n),
            *(t.outcomes, t.ewma_70, t.first_residuals, t.started, t.last),
            *(offset.m, offset.v, offset.n),
        ),
        _EFFECTS.pack(
            *[part for m, v, n in helpfulness.effects for part in (round(m / MEAN_STEP), round(v / VARIANCE_STEP), n)]
        ),
        _WAYS.pack(*ways),
        _packed(leanings),
        _COUNT.pack(len(a.competencies)),
    ]
    for name, known in sorted(a.competencies.items()):
        m, v, n, outcomes, ewma, last = known
        out += (_named(name), _COMPETENCY.pack(m, v, outcomes, ewma, n, last, t.recent.get(name, NEVER)))
    return b"".join(out)


def unpack(fit_id: bytes, blob: bytes) -> Parts:
    """The parts that `pack` was given.

    Raises `RecordUnreadable` for anything that it did not make, and for a state learned under another fit.
    """
    try:
        return _unpacked(fit_id, blob)
    except (struct.error, IndexError, ValueError) as reason:
        raise RecordUnreadable("A personal model could not be read, so it is not used.") from reason


def _unpacked(fit_id: bytes, blob: bytes) -> Parts:
    # Read in a straight line, without a helper for each value: it runs twice with every answer.
    head = _HEAD.unpack_from(blob)
    if head[0] != FORMAT:
        raise RecordUnreadable("A personal model was saved by another version. Update the program.")
    if head[1] != fit_id:
        raise RecordUnreadable("A personal model was learned under other constants. It is learned again.")
    evidence, last_at = head[2:4]
    at = _HEAD.size
    effects = _EFFECT.iter_unpack(blob[at : at + _EFFECTS.size])
    helpfulness = Helpfulness(tuple([Effect(m * MEAN_STEP, v * VARIANCE_STEP, n) for m, v, n in effects]))
    at += _EFFECTS.size
    ways = Ways(*_WAYS.unpack_from(blob, at))
    at += _WAYS.size
    leanings, at = _leanings(blob, at)
    (count,) = _COUNT.unpack_from(blob, at)
    at += _COUNT.size
    competencies, recent = {}, {}
    for _ in range(count):
        start, at = at + 1, at + 1 + blob[at]
        m, v, outcomes, ewma, n, last, two = _COMPETENCY.unpack_from(blob, at)
        name = blob[start:at].decode()
        competencies[name] = CompetencyState(m, v, n, outcomes, ewma, last)
        if n:  # a wish alone leaves no outcome
            recent[name] = two
        at += _COMPETENCY.size
    if at != len(blob):
        raise ValueError("bytes left over")
    m, v, ewma_90, ewma_97, residual_sum, variance_sum, n = head[4:11]
    ability = AbilityState(m, v, n, ewma_90, ewma_97, residual_sum, variance_sum, competencies)
    outcomes, ewma_70, first_residuals, started, last = head[11:16]
    trace = Trace(outcomes, ewma_70, last, started, first_residuals, recent)
    known_last = None if math.isnan(last_at) else last_at
    return ability, trace, evidence, known_last, ScoreOffset(*head[16:19]), helpfulness, ways, leanings


def _packed(leanings: Leanings) -> bytes:
    # Only who judged paths has leanings: the states of the other coaches stay as small as they were.
    if leanings == _NO_LEANINGS:
        return _COUNT.pack(0)
    steps = [part for m, v in leanings.effects for part in (round(m / LEAN_STEP), round(v / LEAN_VARIANCE_STEP))]
    return _COUNT.pack(leanings.n) + _LEANINGS.pack(leanings.evidence, *steps)


def _leanings(blob: bytes, at: int) -> tuple[Leanings, int]:
    (n,) = _COUNT.unpack_from(blob, at)
    at += _COUNT.size
    if n == 0:
        return _NO_LEANINGS, at
    evidence, *steps = _LEANINGS.unpack_from(blob, at)
    pairs = zip(steps[::2], steps[1::2], strict=True)
    effects = tuple([Leaning(m * LEAN_STEP, v * LEAN_VARIANCE_STEP) for m, v in pairs])
    return Leanings(effects, n, evidence), at + _LEANINGS.size


def _named(name: str) -> bytes:
    encoded = name.encode()
    return bytes((len(encoded),)) + encoded
