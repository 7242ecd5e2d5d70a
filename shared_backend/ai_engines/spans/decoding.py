"""Which spans to give: those whose probability under the chain is worth the risk, none of them over another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.spans.crf import BEGIN, INSIDE, Chains, passes

_LONGEST = 30
_LEAST = 0.01


def span_shares(emission: FloatArray, steps: FloatArray) -> dict[tuple[int, int], float]:
    """The probability that exactly the words ``[start, end)`` are a span, for spans of at most 30 words.

    Parameters
    ----------
    emission : (words, 3) array
        Weights of the features of each word, a column a tag.
    steps : (3, 3) array
        Weights of moving from one tag to the next.

    Returns
    -------
    dict
        Probabilities in (.01, 1]; less likely spans are left out.
    """
    count = len(emission)
    if not count:
        return {}
    forward, backward, (normal,) = passes(emission, steps, Chains(np.array([count], dtype=np.intp)))
    closed = np.zeros((count, 2))
    closed[:-1] = np.logaddexp.reduce(steps[BEGIN:, None, :INSIDE] + (emission + backward)[None, 1:, :INSIDE], axis=2).T
    found: dict[tuple[int, int], float] = {}
    for start in np.flatnonzero(forward[:, BEGIN] + backward[:, BEGIN] - normal > np.log(_LEAST)).tolist():
        moved = emission[start + 1 : start + _LONGEST, INSIDE] + steps[INSIDE, INSIDE]
        moved[:1] += steps[BEGIN, INSIDE] - steps[INSIDE, INSIDE]
        path = forward[start, BEGIN] - normal + np.concatenate([[0.0], np.cumsum(moved)])
        path[0] += closed[start, 0]
        path[1:] += closed[start + 1 : start + len(path), 1]
        found |= {
            (start, start + 1 + i): float(np.exp(path[i])) for i in np.flatnonzero(path > np.log(_LEAST)).tolist()
        }
    return found


def best_spans(shares: Mapping[tuple[int, int], float], least: float) -> set[tuple[int, int]]:
    """The spans, none over another, whose shares exceed `least` by most in total.

    Keeping what is likelier than half the F1 that can be reached maximises the expected F1 (Lipton, Elkan and
    Naryanaswamy, 2014), which the likeliest sequence of tags does not: it leaves out spans whose ends are uncertain.

    >>> sorted(best_spans({(0, 2): 0.3, (0, 3): 0.4, (3, 4): 0.25, (6, 7): 0.1}, 0.2))
    [(0, 3), (3, 4)]
    """
    ends, totals = [0], [0.0]
    chosen: list[tuple[tuple[int, int], ...]] = [()]
    for (start, end), share in sorted(shares.items(), key=lambda item: (item[0][1], item[0][0])):
        before = bisect_right(ends, start) - 1
        total = totals[before] + share - least
        if share > least and total > totals[-1]:
            ends.append(end)
            totals.append(total)
            chosen.append((*chosen[before], (start, end)))
    return set(chosen[-1])
