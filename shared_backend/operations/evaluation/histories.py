"""H2 over many histories at once, for the search of its constants; a twin of `ability` that a test holds to 1e-12."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.ability import CAP, Constants

Column = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Histories:
    """Answers ordered by their place in each user's history, users with the longest history first.

    The k-th answers of everybody who has given as many lie together (``bounds[k]:bounds[k + 1]``) and belong to users
    0, 1, 2, … so a step of all users is one slice. `slot` numbers the pairs of user and competency, `row` is each
    answer's place in the input.
    """

    row: Index
    slot: Index
    outcome: Column
    global_logit: Column
    bounds: Index
    users: int
    slots: int

    @classmethod
    def of(cls, user: NDArray[np.str_], skill: NDArray[np.str_], outcome: Column, logit: Column) -> Histories:
        """From columns with one entry per answer, in time order within each user."""
        _, code = np.unique(user, return_inverse=True)
        lengths = np.bincount(code)
        rank = np.empty(len(lengths), dtype=np.int64)
        rank[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths))
        code = rank[code]
        by_user = np.argsort(code, kind="stable")
        first = np.concatenate([[0], np.cumsum(np.bincount(code))[:-1]])
        place = np.empty(len(code), dtype=np.int64)
        place[by_user] = np.arange(len(code)) - first[code[by_user]]
        row = np.lexsort((code, place))
        skills, skill_code = np.unique(skill, return_inverse=True)
        pairs, slot = np.unique(code * len(skills) + skill_code, return_inverse=True)
        bounds = np.concatenate([[0], np.cumsum(np.bincount(place))])
        return cls(row, slot[row], outcome[row], logit[row], bounds, len(lengths), len(pairs))


def personal_logits(histories: Histories, constants: Constants) -> Column:
    """The logit of H2's prediction before each answer, in the order of the input rows."""
    h, c = histories, constants
    m_u, v_u = np.zeros(h.users), np.full(h.users, c.tau_u2)
    m_c, v_c = np.zeros(h.slots), np.full(h.slots, c.tau_s2)
    base = c.s * h.global_logit
    predicted = np.empty(len(base))
    for start, end in zip(h.bounds[:-1], h.bounds[1:], strict=True):
        k, slot = end - start, h.slot[start:end]
        wide_u = np.minimum(v_u[:k] + c.q_u, CAP * c.tau_u2)
        wide_c = np.minimum(v_c[slot] + c.q_s, CAP * c.tau_s2)
        variance = wide_u + wide_c
        eta = base[start:end] + m_u[:k] + m_c[slot]
        predicted[start:end] = eta / np.sqrt(1.0 + np.pi / 8.0 * variance)
        expected = 1.0 / (1.0 + np.exp(-eta))
        spread = expected * (1.0 - expected)
        damped = 1.0 + spread * variance
        r = (h.outcome[start:end] - expected) / damped
        shrink = spread / damped
        m_c[slot] = c.rho * (m_c[slot] + wide_c * r)
        v_c[slot] = wide_c - wide_c * wide_c * shrink
        m_u[:k] += wide_u * r
        v_u[:k] = wide_u - wide_u * wide_u * shrink
    in_order = np.empty(len(base))
    in_order[h.row] = predicted
    return in_order
