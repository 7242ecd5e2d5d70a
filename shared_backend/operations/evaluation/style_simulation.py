"""People of known taste rate feedback that is put in one way or another: what is logged when the coach chooses."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random

from shared_backend.ai_engines.personal.ability import sigmoid
from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS, HELPFUL_TO_MOST, KEYS, PRIOR, Helpfulness
from shared_backend.services.recommendation.wording_choice import WordingChoice, choose_wording

INTERCEPT_SD = 0.8  # logit, of how helpful somebody finds advice at all
TASTE_SD = 1.2  # logit, of how much a way adds; half of it counts with four ways at once
LOW_SCORES = 0.3  # share of feedback on which no joke is made
HUMOUR = "tone:humorous"

Policy = Callable[[Helpfulness, frozenset[str], Random], WordingChoice]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's true tastes: the logit of finding advice helpful at all, and what each way adds to it."""

    intercept: float
    tastes: Mapping[str, float]

    def helped(self, keys: Iterable[str]) -> float:
        """True probability of finding advice helpful that is put in these ways."""
        chosen = list(keys)
        added = sum(self.tastes[key] for key in chosen) / math.sqrt(len(chosen))
        return sigmoid(HELPFUL_TO_MOST + self.intercept + added)

    def best(self, barred: frozenset[str]) -> tuple[str, ...]:
        """The ways they like best among those that are not out of place."""
        return tuple(
            max((key for key in _keys(dimension) if key not in barred), key=self.tastes.__getitem__)
            for dimension in DIMENSIONS
        )


@dataclass(frozen=True, slots=True)
class Rated:
    """One rated piece of feedback: what the head knew, what was out of place, what was drawn, and the rating (0 or 1).

    `helped` is the true probability for the ways drawn, `best` for those the person likes best.
    """

    head: Helpfulness
    barred: frozenset[str]
    choice: WordingChoice
    rating: float
    helped: float
    best: float


def somebody(rng: Random) -> Person:
    """A person with tastes drawn around what the head takes a stranger to like."""
    typical = dict(zip(KEYS, PRIOR[1:], strict=True))
    return Person(rng.gauss(0.0, INTERCEPT_SD), {key: rng.gauss(typical[key].m, TASTE_SD) for key in KEYS})


def lived(person: Person, ratings: int, policy: Policy, rng: Random) -> list[Rated]:
    """The person rates feedback; the head learns from every rating."""
    head = Helpfulness()
    log = []
    for _ in range(ratings):
        barred = frozenset({HUMOUR}) if rng.random() < LOW_SCORES else frozenset()
        choice = policy(head, barred, rng)
        helped = person.helped(choice.keys)
        rating = float(rng.random() < helped)
        log.append(Rated(head, barred, choice, rating, helped, person.helped(person.best(barred))))
        head = head.after(choice.keys, rating)
    return log


def coach(head: Helpfulness, barred: frozenset[str], rng: Random) -> WordingChoice:
    """The product's own choice, everything left to it."""
    return choose_wording(head, {}, rng, barred=barred)


def evenly(head: Helpfulness, barred: frozenset[str], rng: Random) -> WordingChoice:
    """Any way, each as often as the others."""
    del head
    options = {
        dimension: rng.choice([option for option in every if f"{dimension}:{option}" not in barred])
        for dimension, every in DIMENSIONS.items()
    }
    return WordingChoice(options, {})


def plain(head: Helpfulness, barred: frozenset[str], rng: Random) -> WordingChoice:
    """Always the plain way, the same for everybody."""
    del head, barred, rng
    return WordingChoice({dimension: every[0] for dimension, every in DIMENSIONS.items()}, {})


def _keys(dimension: str) -> list[str]:
    return [f"{dimension}:{option}" for option in DIMENSIONS[dimension]]
