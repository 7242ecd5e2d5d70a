"""The usual way from one occupation to another: a short chain of related occupations without leaps in preparation."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from shared_backend.services.careers.requirements import Requirements, requirements

MOST_STEPS = 4
# A link costs more the weaker it is, and more for each zone of preparation it climbs or falls beyond one.
LINK, LEAP = 1.0, 2.0


def chain(reference: Path, start: str, end: str) -> tuple[str, ...]:
    """Codes from `start` to `end`, both included; empty when no chain of at most `MOST_STEPS` links is known."""
    before = _from(reference, start)
    if end not in before or start == end:
        return ()
    found = [end]
    while found[-1] != start:
        found.append(before[found[-1]])
    return tuple(reversed(found)) if len(found) <= MOST_STEPS + 1 else ()


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
