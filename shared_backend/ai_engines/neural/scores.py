"""A small neural network on measures and latent word directions: trained by scikit-learn, asked in plain numpy."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import Standard, bounded, complete, prediction
from shared_backend.ai_engines.text.tfidf import Lsa
from shared_backend.ai_engines.wording import Wording
from shared_backend.domain.ports import Progress, silent


class NeuralScores(Engine):
    """A bag of multilayer perceptrons (tanh); their disagreement is part of the uncertainty.

    Parameters
    ----------
    hidden : int
        Units of the one hidden layer.
    members : int
        Networks in the bag, each with its own start and its own bootstrap of the rows.
    directions : int
        Latent word directions joined to the measures.
    penalty : float
        L2 penalty on the weights.
    epochs : int
        Passes over the rows.
    calm : float
        How strongly directions that only carry wording are shrunk; see `Wording`.
    """

    name: ClassVar[EngineName] = "neural"
    shape: ClassVar[Shape] = "scores"

    def __init__(
        self,
        hidden: int = 24,
        members: int = 3,
        directions: int = 60,
        penalty: float = 3.0,
        epochs: int = 50,
        calm: float = 6.0,
    ) -> None:
        self.hidden, self.members, self.directions = hidden, members, directions
        self.penalty, self.epochs, self.calm = penalty, epochs, calm

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn from scratch."""
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPRegressor

        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        self.lsa_ = Lsa(self.directions).fit(examples.texts, seed=seed)
        raw = self._columns(examples)
        self.scale_ = Standard.of(raw)
        standard = self.scale_.apply(raw)
        self.wording_ = Wording.of(standard, examples.twins(), self.calm)
        x, y = self.wording_.apply(standard), complete(targets)
        self.target_ = Standard.of(y)
        wanted = self.target_.apply(y)
        random = np.random.default_rng(seed)
        layers: list[list[FloatArray]] = []
        for member in range(self.members):
            drawn = random.permutation(len(x))[: max(2, int(0.85 * len(x)))]
            network = MLPRegressor(
                hidden_layer_sizes=(self.hidden,), activation="tanh", alpha=self.penalty, max_iter=self.epochs,
                random_state=seed + member, learning_rate_init=3e-3, batch_size=min(64, len(drawn)), tol=0.0,
                n_iter_no_change=self.epochs,
            )  # fmt: skip
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ConvergenceWarning)  # a fixed number of passes is the design
                network.fit(x[drawn], wanted[drawn] if wanted.shape[1] > 1 else wanted[drawn, 0])
            layers.append([*network.coefs_, *network.intercepts_])
        self.layers_ = [np.stack([member[i] for member in layers]) for i in range(4)]
        self.left_ = np.sqrt(np.mean((y - self._mean(x).mean(axis=0)) ** 2, axis=0) + 1e-6)
        return self

    def _columns(self, examples: Examples) -> FloatArray:
        return np.hstack([examples.numeric, self.lsa_.transform(examples.texts)])

    def _inputs(self, examples: Examples) -> FloatArray:
        return self.wording_.apply(self.scale_.apply(self._columns(examples)))

    def _hidden(self, x: FloatArray) -> FloatArray:
        into, _, bias, _ = self.layers_
        lit: FloatArray = np.tanh(np.einsum("nd,mdh->mnh", x, into) + bias[:, None, :])
        return lit

    def _mean(self, x: FloatArray) -> FloatArray:
        _, out, _, bias = self.layers_
        shown = np.einsum("mnh,mhk->mnk", self._hidden(x), out) + bias[:, None, :]
        spread = np.where(np.isfinite(self.target_.spread), self.target_.spread, 0.0)
        members: FloatArray = self.target_.mean + shown * spread
        return members

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """Move the last layer just enough (ridge towards the old weights) to explain the further rows."""
        self._require("layers_")
        x = self._inputs(examples)
        wanted, lit = self.target_.apply(complete(targets)), self._hidden(x)
        into, out, bias_in, bias_out = self.layers_
        moved, moved_bias = out.copy(), bias_out.copy()
        for member in range(len(out)):
            features = np.hstack([lit[member], np.ones((len(x), 1))])
            error = wanted - (lit[member] @ out[member] + bias_out[member])
            step = features.T @ np.linalg.solve(features @ features.T + 10.0 * np.eye(len(x)), error)
            moved[member] += step[:-1]
            moved_bias[member] += step[-1]
        self.layers_ = [into, moved, bias_in, moved_bias]
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Mean of the bag; standard deviation from training error and disagreement."""
        self._require("layers_")
        members = self._mean(self._inputs(examples))
        spread = np.sqrt(members.var(axis=0) + self.left_**2)
        return prediction(self.outputs_, bounded(members.mean(axis=0), self.low_, self.high_), spread)

    def to_state(self) -> State:
        """Weights, scalers and word directions."""
        self._require("layers_")
        parts = {"lsa": self.lsa_.to_state(), "scale": self.scale_.to_state(), "target": self.target_.to_state(),
                 "wording": self.wording_.to_state()}  # fmt: skip
        arrays = {f"layer{i}": layer for i, layer in enumerate(self.layers_)} | {"left": self.left_}
        for name, part in parts.items():
            arrays.update(part.under(name).arrays)
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        settings: dict[str, Any] = {"hidden": self.hidden, "members": self.members, "directions": self.directions}
        settings |= {"penalty": self.penalty, "epochs": self.epochs, "calm": self.calm}
        return State(arrays, {**meta, "settings": settings, "parts": {name: part.meta for name, part in parts.items()}})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(**state.meta["settings"])
        parts = state.meta["parts"]
        made.lsa_ = Lsa.from_state(state.child("lsa", parts["lsa"]))
        made.scale_ = Standard.from_state(state.child("scale", parts["scale"]))
        made.wording_ = Wording.from_state(state.child("wording", parts["wording"]))
        made.target_ = Standard.from_state(state.child("target", parts["target"]))
        made.layers_ = [np.asarray(state.arrays[f"layer{i}"]) for i in range(4)]
        made.left_ = np.asarray(state.arrays["left"])
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made
