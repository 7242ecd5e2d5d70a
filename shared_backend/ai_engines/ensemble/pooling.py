"""Weights of the engines for labels: a logarithmic pool fitted by maximum likelihood on out-of-fold predictions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, Prediction
from shared_backend.ai_engines.classes import softmax

_FLOOR = 1e-9
_CANDIDATES = 25
_HEAVIEST = 20.0
_PULL = 1e-3
_SAMPLED = 60
_WRONG = 0.05


@dataclass(frozen=True, slots=True)
class Pool:
    """p(label) ∝ exp(Σ weight · log p_engine(label)) (Genest & Zidek 1986, "logarithmic opinion pool").

    Weights are not negative and need not add up to 1: their sum sets how sure the pool is, so that its probabilities
    are calibrated. An engine that abstains on a row says nothing about it (its term is left out).
    """

    engines: tuple[str, ...]
    weights: FloatArray

    @classmethod
    def fit(cls, logs: Mapping[str, FloatArray], truth: NDArray[np.intp], seed: int = 0) -> Self:
        """Learn from log probabilities (n, k) of each engine and the position of each row's label (−1: unknown).

        The likelihood is taken over the likeliest labels of the engines and a weighted sample of the others, and allows
        for a share of labels that are simply wrong, so that hopeless rows do not steer the weights.
        """
        from scipy.optimize import minimize

        engines = tuple(logs)
        terms, own, offset = _material([logs[e] for e in engines], truth, seed)
        even = np.full(len(engines), 1.0 / max(len(engines), 1))
        if not len(own):
            return cls(engines, even)
        unit = np.maximum(terms.std(axis=(0, 1)), 1e-6)  # engines differ in how sure they sound
        terms, own, wrong = terms / unit, own / unit, _WRONG / logs[engines[0]].shape[1]

        def loss(w: FloatArray) -> tuple[float, FloatArray]:
            z = terms @ w + offset
            top = z.max(axis=1, keepdims=True)
            p = np.exp(z - top)
            total = p.sum(axis=1)
            p /= total[:, None]
            mine = (1 - _WRONG) * np.exp(own @ w - top[:, 0] - np.log(total))
            slope = (mine / (mine + wrong))[:, None] * (own - np.einsum("nc,nce->ne", p, terms))
            return _PULL * float(w @ w) - float(np.log(mine + wrong).mean()), 2 * _PULL * w - slope.mean(axis=0)

        limits = [(0.0, _HEAVIEST)] * len(engines)
        start = np.ones(len(engines))
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 100})
        weights = np.asarray(found.x, dtype=np.float64) / unit
        return cls(engines, weights if weights.sum() > 1e-6 else even)

    def scores(self, logs: Mapping[str, FloatArray]) -> FloatArray:
        """Unnormalised log probabilities (n, k); engines that are missing are left out."""
        parts = [weight * logs[e] for e, weight in zip(self.engines, self.weights, strict=True) if e in logs]
        total: FloatArray = np.sum(parts, axis=0)
        return total

    def combine(self, logs: Mapping[str, FloatArray]) -> FloatArray:
        """Pooled probabilities (n, k)."""
        return softmax(self.scores(logs))

    def share(self) -> dict[str, float]:
        """Each engine's share of the weight, summing to 1."""
        total = float(self.weights.sum()) or 1.0
        return {e: float(w) / total for e, w in zip(self.engines, self.weights, strict=True)}


def logs_of(found: Prediction, classes: Sequence[str]) -> FloatArray:
    """Log probabilities (n, k) in the order of `classes`; zero on rows the engine abstained on.

    A class the engine has never seen gets the floor probability.
    """
    if tuple(classes) == found.outputs:
        mean = found.mean
    else:
        place = {label: i for i, label in enumerate(found.outputs)}
        known = np.array([place.get(label, -1) for label in classes])
        mean = np.where(known >= 0, found.mean[:, np.maximum(known, 0)], 0.0)
    logs: FloatArray = np.where(found.answered[:, None], np.log(np.maximum(mean, _FLOOR)), 0.0)
    return logs


def _material(
    logs: Sequence[FloatArray], truth: NDArray[np.intp], seed: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Terms (n, candidates, engines), the true label's terms (n, engines), log weights of candidates (n, candidates).

    A candidate that repeats another has weight zero; each sampled label stands for its share of those not sampled.
    """
    known = np.flatnonzero(truth >= 0)
    answer = truth[known]
    classes = logs[0].shape[1]
    width = min(_CANDIDATES, classes)
    chosen = [np.argpartition(-log[known], width - 1, axis=1)[:, :width] for log in logs]
    likely = np.sort(np.concatenate([*chosen, answer[:, None]], axis=1), axis=1)
    twice = np.zeros(likely.shape, dtype=bool)
    twice[:, 1:] = likely[:, 1:] == likely[:, :-1]
    drawn = np.random.default_rng(seed).integers(0, classes, (len(known), _SAMPLED))
    inside = np.zeros((len(known), classes), dtype=bool)
    np.put_along_axis(inside, likely, True, axis=1)
    repeated = np.take_along_axis(inside, drawn, axis=1)
    outside = classes - inside.sum(axis=1)
    stands_for = np.log(np.maximum(outside, 1e-9) / np.maximum((~repeated).sum(axis=1), 1))[:, None]
    offset = np.concatenate([np.where(twice, -np.inf, 0.0), np.where(repeated, -np.inf, stands_for)], axis=1)
    candidates = np.concatenate([likely, drawn], axis=1)
    terms = np.stack([np.take_along_axis(log[known], candidates, axis=1) for log in logs], axis=-1)
    own = np.stack([log[known, answer] for log in logs], axis=-1)
    return terms, own, offset
