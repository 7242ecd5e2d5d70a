"""Which personal model serves: global, H2 or L2, by how well each predicts people it was not fitted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from shared_backend.ai_engines.personal.fit import Kind, PersonalFit
from shared_backend.ai_engines.personal.fitting.constants import fit_constants
from shared_backend.ai_engines.personal.fitting.histories import Column, Index
from shared_backend.ai_engines.personal.fitting.l2_fit import H2, fit_l2
from shared_backend.ai_engines.personal.fitting.passes import feature_columns
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.ai_engines.personal.fitting.precision import outcome_precision

# With fewer, nothing is fitted: H2 serves with its defaults.
MIN_PEOPLE, MIN_ANSWERS = 20, 200
# More answers move six constants, or a few hundred weights, by less than matters; they bound time and memory.
MAX_FOR_CONSTANTS, MAX_FOR_L2 = 120_000, 300_000
MOST_EACH = 400  # answers of one person in the search for the constants, whose time grows with the longest history
FOLDS = 4
# A kind must predict better than the simpler one by more than the standard error of the difference over people.
ERRORS = 1.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What serves, and what the choice rests on.

    `h2` is H2 with the fitted constants, `l2` the regression over it, None where there were too few people to fit one.
    `losses` are log losses (nats) on people each model was fitted without; empty when nothing was fitted.
    """

    fit: PersonalFit
    h2: PersonalFit
    l2: PersonalFit | None
    people: int
    answers: int
    losses: dict[str, float]
    ridges: tuple[float, float | None] | None

    def as_mapping(self) -> dict[str, Any]:
        """The fit with its figures, for the model card."""
        return {**self.fit.as_mapping(), "people": self.people, "answers": self.answers, "losses": self.losses}


def choose(practice: Practice, *, seed: int) -> Chosen:
    """Fit H2's constants and L2, and let the one serve that predicts people best whom it was fitted without.

    Parameters
    ----------
    seed : int
        Draws the people where there are more than are needed, and the folds.
    """
    people = len(np.unique(practice.person))
    if people < MIN_PEOPLE or len(practice) < MIN_ANSWERS:
        return Chosen(PersonalFit(), PersonalFit(), None, people, len(practice), {}, None)
    few = practice.sample(MAX_FOR_CONSTANTS, seed).start(MOST_EACH)
    constants = fit_constants(few.histories())
    used = practice.sample(MAX_FOR_L2, seed)
    columns = feature_columns(used.histories(), constants)
    _, person = np.unique(used.person, return_inverse=True)
    fold = (np.random.default_rng(seed).permutation(person.max() + 1) % FOLDS)[person]
    l2 = fit_l2(columns, used.outcome, used.competency, fold)
    logits = {"global": used.global_logit, "h2": columns[H2], "l2": l2.out_of_fold}
    losses = {kind: np.logaddexp(0.0, z) - used.outcome * z for kind, z in logits.items()}
    kind: Kind = "h2"
    if _clearly_better(losses["l2"], losses["h2"], person):
        kind = "l2"
    elif _clearly_better(losses["global"], losses["h2"], person):
        kind = "global"
    precision = round(outcome_precision(few.histories(), constants), 3)
    h2, best = PersonalFit("h2", constants, None, precision), PersonalFit("l2", constants, l2.model, precision)
    fits: dict[Kind, PersonalFit] = {"global": PersonalFit("global", constants, None, precision), "h2": h2, "l2": best}
    means = {name: round(float(loss.mean()), 5) for name, loss in losses.items()}
    return Chosen(fits[kind], h2, best, people, len(practice), means, (l2.ridge, l2.own_ridge))


def _clearly_better(one: Column, other: Column, person: Index) -> bool:
    """Whether the loss `one` is smaller by more than the standard error over people."""
    gained = np.bincount(person, other - one)
    error = np.sqrt(len(gained)) * gained.std(ddof=1)
    return bool(gained.sum() > ERRORS * error)
