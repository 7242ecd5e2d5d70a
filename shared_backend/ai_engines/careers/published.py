"""The expert engine for next jobs: readable rules over the related occupations that O*NET publishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import (
    Engine,
    EngineName,
    Evidence,
    Examples,
    FloatArray,
    Labels,
    Prediction,
    Shape,
    State,
)
from shared_backend.ai_engines.careers.steps import Occupations, histories, of_people
from shared_backend.ai_engines.classes import label_prediction
from shared_backend.domain.ports import Progress, silent

_RESTS_ON = 20.0
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class LinkRules:
    """What staff may edit: weights, before they are brought to a sum of one.

    Attributes
    ----------
    closest, close, further : float
        Of an occupation that is published as related, by its tier.
    back : float
        Factor for a link that is published in the other direction only.
    same : float
        Of staying in the present occupation, in another job.
    step_up : float
        Factor for a linked one that asks for one level more preparation.
    anything : float
        Of each other occupation.
    """

    closest: float
    close: float
    further: float
    back: float
    same: float
    step_up: float
    anything: float

    def tier(self, number: int) -> float:
        """Weight of a published tier, 1 to 3."""
        return (self.closest, self.close, self.further)[number - 1]


@dataclass(frozen=True)
class Links:
    """Published links as (from, to, tier) places, and preparation (1–5, NaN unknown) by place."""

    start: np.ndarray[Any, Any]
    end: np.ndarray[Any, Any]
    tier: np.ndarray[Any, Any]
    zone: FloatArray


class PublishedLinks(Engine):
    """Rules written by people: beside people's steps it applies them all, whatever the rows say.

    Where the rows are published links themselves, it knows only the links of the occupations in them, or it would be
    asked what it was told.
    """

    name: ClassVar[EngineName] = "expert"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, occupations: Occupations, rules: LinkRules, links: Links) -> None:
        self.occupations, self.rules, self.links = occupations, rules, links

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Work the rules out for every occupation."""
        from scipy.sparse import csr_matrix

        told = self._told(examples)
        size = len(self.occupations.codes)
        worth = np.array([self.rules.tier(int(tier)) for tier in self.links.tier])
        there = csr_matrix((worth[told], (self.links.start[told], self.links.end[told])), shape=(size, size))
        both = there.maximum(self.rules.back * there.T).tocoo()
        rises = self.links.zone[both.col] - self.links.zone[both.row] == 1
        data = both.data * np.where(rises, self.rules.step_up, 1.0)
        self.worth_ = csr_matrix((data, (both.row, both.col)), shape=(size, size))
        return self

    def _told(self, examples: Examples) -> np.ndarray[Any, Any]:
        """Which links it may know."""
        if len(of_people(examples)) == len(examples):
            return np.ones(len(self.links.start), dtype=bool)
        known = {self.occupations.places.get(past[-1], -1) for past in histories(examples)}
        return np.isin(self.links.start, sorted(known))

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Nothing changes: the rules do not follow from rows."""
        self._require("worth_")
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Weights of the links of the latest job; abstains where that has none."""
        self._require("worth_")
        last = [self.occupations.places.get(past[-1]) for past in histories(examples)]
        mean = np.full((len(last), len(self.occupations.codes)), self.rules.anything)
        known = [(i, at) for i, at in enumerate(last) if at is not None]
        if known:
            rows, places = (np.array(side, dtype=np.intp) for side in zip(*known, strict=True))
            mean[rows] += self.worth_[places].toarray()
            mean[rows, places] = self.rules.same
        mean /= mean.sum(axis=1, keepdims=True)
        answered = np.array([at is not None and self.worth_[at].nnz > 0 for at in last], dtype=bool)
        evidence = tuple(self._why(at, row) if said else () for at, row, said in zip(last, mean, answered, strict=True))
        return label_prediction(self.occupations.codes, mean, _RESTS_ON, answered, evidence)

    def _why(self, at: int | None, row: FloatArray) -> tuple[Evidence, ...]:
        if at is None:
            return ()
        best = [int(i) for i in np.argsort(-row, kind="stable")[: _SHOWN + 1] if i != at][:_SHOWN]
        reason = f"Published as related to {self.occupations.titles[at]}."
        return tuple(Evidence(self.occupations.codes[i], "", 0, 0, reason, float(row[i])) for i in best)

    def to_state(self) -> State:
        """What each occupation leads to, and names."""
        self._require("worth_")
        kept = self.worth_.tocoo()
        arrays = {"row": kept.row.astype(np.int32), "column": kept.col.astype(np.int32), "worth": kept.data}
        return State(arrays, {"occupations": self.occupations.as_meta(), "rules": asdict(self.rules)})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        from scipy.sparse import csr_matrix

        arrays, known = state.arrays, Occupations.from_meta(state.meta["occupations"])
        none = np.zeros(0, np.int32)
        made = cls(known, LinkRules(**state.meta["rules"]), Links(none, none, none, np.full(len(known.codes), np.nan)))
        size = (len(known.codes), len(known.codes))
        made.worth_ = csr_matrix((np.asarray(arrays["worth"]), (arrays["row"], arrays["column"])), shape=size)
        return made


def links_of(occupations: Occupations, rows: Sequence[Mapping[str, str]], zones: Mapping[str, str]) -> Links:
    """Links from the tables of related occupations and of preparation."""
    place = occupations.places
    kept = [row for row in rows if row["code"] in place and row["related"] in place]
    return Links(
        np.array([place[row["code"]] for row in kept], dtype=np.int32),
        np.array([place[row["related"]] for row in kept], dtype=np.int32),
        np.array([int(row["tier"]) for row in kept], dtype=np.int8),
        np.array([float(zones.get(code) or "nan") for code in occupations.codes]),
    )
