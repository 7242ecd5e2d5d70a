"""Times several things in turns, so that a busy machine or disk slows all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Work = Callable[[int], object]


def medians(works: Mapping[str, Work], *, rounds: int, calls: int = 1, warm_up: int = 5) -> dict[str, float]:
    """Median seconds of one call of each work.

    Parameters
    ----------
    works : mapping of name to work
        A work is called with the number of the call.
    rounds, calls : int
        In each round every work is timed once over `calls` calls.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(warm_up + rounds):
        for name, work in works.items():
            started = perf_counter()
            for number in range(turn * calls, (turn + 1) * calls):
                work(number)
            if turn >= warm_up:
                times[name].append((perf_counter() - started) / calls)
    return {name: median(taken) for name, taken in times.items()}
