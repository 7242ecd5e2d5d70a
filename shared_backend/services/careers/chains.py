"""The usual way from one occupation to another: a short chain of related occupations without leaps in preparation."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from shared_backend.services.careers.requirements import Requirements, requirements
from shared_backend.services.careers.rules import supervises

MOST_STEPS = 4
DIRECT = 2
# A link costs more the weaker it is, and more for each zone of preparation it climbs or falls beyond one.
LINK, LEAP = 1.0, 2.0


def chain(reference: Path, start: str, end: str) -> tuple[str, ...]:
    """Codes from `start` to `end`, both included; empty when no chain of at most `MOST_STEPS` links makes sense."""
    before = _from(reference, start)
    if end not in before or start == end:
        return ()
    found = [end]
    while found[-1] != start:
        found.append(before[found[-1]])
    # Whoever leads beside the work rises from the work itself.
    rises = len(found) > DIRECT and supervises(requirements(reference).titles[end])
    if len(found) > MOST_STEPS + 1 or rises or _climbs(reference, found):
        return ()
    return tuple(reversed(found))


def _climbs(reference: Path, codes: list[str]) -> bool:
    """Whether one on the way needs more preparation than both its ends: nobody studies longer to get nearer."""
    facts = requirements(reference)
    zones = [float(facts.zone[facts.places[code]]) for code in codes]
    return max(zones) > max(zones[0], zones[-1])


@lru_cache(maxsize=256)
def _from(reference: Path, start: str) -> Mapping[str, str]:
    """Each occupation that can be reached → the one before it on the cheapest way (Dijkstra)."""
    facts = requirements(reference)
    if start not in facts.places:
        return {}
    best = {start: 0.0}
    before: dict[str, str] = {}
    waiting = [(0.0, start)]
    while waiting:
        so_far, at = heapq.heappop(waiting)
        if so_far > best[at]:
            continue
        # Where a licence, a degree or an election stands before, the way may end, but nobody passes through.
        if at != start and facts.door(facts.places[at], start):
            continue
        for other, cost in _links(facts, at):
            if so_far + cost < best.get(other, float("inf")):
                best[other] = so_far + cost
                before[other] = at
                heapq.heappush(waiting, (best[other], other))
    return before


def _links(facts: Requirements, code: str) -> list[tuple[str, float]]:
    zone = facts.zone[facts.places[code]]
    found = []
    for other, weight in facts.links.get(code, {}).items():
        apart = abs(float(facts.zone[facts.places[other]] - zone))
        found.append((other, LINK / weight + LEAP * max(apart - 1, 0)))
    return found
