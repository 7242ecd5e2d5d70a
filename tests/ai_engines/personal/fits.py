"""Fits for tests: every kind, one regression with weights drawn once."""

from __future__ import annotations

from random import Random

from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.ai_engines.personal.features import BY_COMPETENCY, FEATURES
from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.l2 import L2Model

NOTHING = L2Model(0.0, (0.0,) * len(FEATURES), {})


def drawn(seed: int, *competencies: str) -> L2Model:
    """A regression with small random weights; the competencies named have a part of their own."""
    rng = Random(seed)
    weights = tuple(rng.gauss(0.0, 0.1) for _ in FEATURES)
    own = {name: tuple(rng.gauss(0.0, 0.2) for _ in range(len(BY_COMPETENCY) + 1)) for name in competencies}
    return L2Model(rng.gauss(0.0, 0.2), weights, own)


L2 = PersonalFit("l2", Constants(tau_u2=0.5, tau_s2=0.4, q_s=0.01), drawn(1, "a", "competency_0", "competency_7"))
FITS = {"default": DEFAULT_FIT, "l2": L2, "global": PersonalFit("global")}
