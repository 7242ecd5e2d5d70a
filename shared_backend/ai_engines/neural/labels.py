"""A small network over latent directions of words and letter runs: trained by scikit-learn, asked in plain numpy."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Labels, Prediction, Shape, State
from shared_backend.ai_engines.classes import class_list, grown, label_prediction, places, softmax
from shared_backend.ai_engines.text.hashed import TermSpace, terms_of
from shared_backend.domain.ports import Progress, silent

Float32 = NDArray[np.float32]

_LENGTH = 4.0
_SVD_ROWS = 12_000
_STEPS = 40
_FEW = 2_000
_MANY = 25_000
_NUMBERS = 8_000_000


class NeuralLabels(Engine):
    """Multilayer perceptron (one ReLU layer, softmax) on a truncated SVD of TF-IDF.

    Parameters
    ----------
    directions : int
        Columns of the SVD; fewer when there are very many terms, so that the model file stays small.
    hidden : int
        Units of the hidden layer; half of them when there are very many rows.
    passes : int
        Passes over the rows; fewer when there are very many rows (see `budget`), never fewer than two.
    budget : int
        Rows shown in all passes together before `passes` is cut.
    """

    name: ClassVar[EngineName] = "neural"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, directions: int = 400, hidden: int = 256, passes: int = 6, budget: int = 180_000) -> None:
        self.directions, self.hidden, self.passes, self.budget = directions, hidden, passes, budget

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn directions and network from scratch."""
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPClassifier

        self.classes_ = class_list(targets)
        x = self._learn_directions(terms_of(examples), seed)
        y = places(self.classes_, targets)
        if len(self.classes_) < 2:
            self.layers_ = _silent_layers(x.shape[1], self.hidden)
            return self
        passes = int(np.clip(self.budget // len(x), 2, self.passes if len(x) > _FEW else 6 * self.passes))
        many = len(x) > _MANY
        batch = min(256 if many else 128 if len(x) > _FEW else 32, len(x))
        network = MLPClassifier(
            (self.hidden // 2 if many else self.hidden,), max_iter=passes, learning_rate_init=4e-3 if many else 1e-3,
            alpha=1e-5 if many else 1e-3, batch_size=batch, random_state=seed, tol=0.0, n_iter_no_change=passes,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # a fixed number of passes is the design
            network.fit(x, y)
        into, out = (np.asarray(w, dtype=np.float32) for w in network.coefs_)
        bias_in, bias_out = (np.asarray(b, np.float32) for b in network.intercepts_)
        if len(self.classes_) == 2:  # scikit-learn keeps one logistic unit for two classes
            out = (np.hstack([-out, out]) / 2).astype(np.float32)
            bias_out = (np.concatenate([-bias_out, bias_out]) / 2).astype(np.float32)
        self.layers_ = (into, bias_in, out, bias_out)
        return self

    def _learn_directions(self, terms: Any, seed: int) -> Float32:
        from sklearn.utils.extmath import randomized_svd

        self.space_ = TermSpace.fit(terms, min_rows=3 if terms.shape[0] > _FEW else 2)
        weighed = self.space_.weigh(terms)
        drawn = np.random.default_rng(seed).permutation(weighed.shape[0])[:_SVD_ROWS]
        size = max(1, min(self.directions, _NUMBERS // weighed.shape[1], min(len(drawn), weighed.shape[1]) - 1))
        _, _, found = randomized_svd(weighed[np.sort(drawn)], size, n_iter=2, random_state=seed)
        self.directions_ = np.ascontiguousarray(found.T.astype(np.float16))
        self._wide = self.directions_.astype(np.float32)
        return self._project(weighed)

    def _project(self, weighed: Any) -> Float32:
        x = np.asarray(weighed @ self._wide)
        length = np.sqrt(np.sum(x**2, axis=1, keepdims=True))
        unit: Float32 = np.divide(_LENGTH * x, length, out=np.zeros_like(x), where=length > 1e-6).astype(np.float32)
        return unit

    def _hidden(self, x: Float32) -> FloatArray:
        into, bias, _, _ = self.layers_
        lit: FloatArray = np.maximum(x.astype(np.float64) @ into + bias, 0)
        return lit

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Move the last layer by gradient steps on the further rows; a new label gets a new unit."""
        self._require("layers_")
        into, bias_in, out, bias_out = self.layers_
        classes = grown(self.classes_, targets)
        new = len(classes) - len(self.classes_)
        out = np.hstack([out, np.zeros((out.shape[0], new), np.float32)])
        bias_out = np.concatenate([bias_out, np.full(new, bias_out.min(), np.float32)])
        self.classes_ = classes
        lit = self._hidden(self._project(self.space_.weigh(terms_of(examples))))
        wanted = np.zeros((len(lit), len(classes)), np.float32)
        wanted[np.arange(len(lit)), places(classes, targets)] = 1
        pace = np.float32(1.0 / (1.0 + float(np.sum(lit**2))))  # below 1 / the largest curvature of the loss
        for _ in range(_STEPS):
            error = softmax((lit @ out + bias_out).astype(np.float64)).astype(np.float32) - wanted
            out = (out - pace * (lit.T @ error)).astype(np.float32)
            bias_out = (bias_out - pace * error.sum(axis=0)).astype(np.float32)
        self.layers_ = (into, bias_in, out, bias_out)
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Softmax of the network; abstains where no word or letter run is known."""
        self._require("layers_")
        x = self._project(self.space_.weigh(terms_of(examples)))
        _, _, out, bias = self.layers_
        mean: FloatArray = softmax((self._hidden(x) @ out + bias).astype(np.float64))
        return label_prediction(self.classes_, mean, 10.0, np.any(x != 0, axis=1))

    def to_state(self) -> State:
        """Directions, weights and terms."""
        self._require("layers_")
        arrays = {f"layer{i}": layer for i, layer in enumerate(self.layers_)}
        arrays |= {"directions": self.directions_, **self.space_.to_state().arrays}
        settings = {"directions": self.directions, "hidden": self.hidden, "passes": self.passes, "budget": self.budget}
        return State(arrays, {"classes": list(self.classes_), "settings": settings})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(**state.meta["settings"])
        made.classes_ = tuple(state.meta["classes"])
        made.space_ = TermSpace.from_state(state)
        made.directions_ = np.asarray(state.arrays["directions"], np.float16)
        made._wide = made.directions_.astype(np.float32)
        layers = [np.asarray(state.arrays[f"layer{i}"], np.float32) for i in range(4)]
        made.layers_ = (layers[0], layers[1], layers[2], layers[3])
        return made


def _silent_layers(width: int, hidden: int) -> tuple[Float32, ...]:
    """A network that says the same whatever it is shown (there is only one class)."""
    into, bias = np.zeros((width, hidden), np.float32), np.zeros(hidden, np.float32)
    return into, bias, np.zeros((hidden, 1), np.float32), np.zeros(1, np.float32)
