"""What the coach has learned about how somebody likes feedback, and what they do with it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS, Helpfulness
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.ai_engines.personal.ways import WAYS, Way
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.onboarding import Goals
from shared_backend.domain.principal import Principal
from shared_backend.services.recommendation.weak_areas import AreaEstimate
from shared_backend.services.recommendation.wording_choice import chance_of_largest

LEAST_RATINGS = 6
SURE = 0.8  # chance of being the most helpful of the ways tried, from which on it is said
LEAST_DEEDS = 8
MOSTLY = 0.5  # share of all deeds
# Expected share of full marks from which on a word is used; they can fall as well as rise.
LEVELS: tuple[tuple[float, str], ...] = ((0.75, "strong"), (0.60, "solid"), (0.45, "getting there"), (0.0, "starting"))


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned about one dimension of wording.

    `best` is the way they found most helpful of those that were tried, None before two were; `sure` the chance that it
    is the best of these for them after `ratings` ratings; `settled` says whether there is enough to say so.
    """

    dimension: str
    best: str | None
    ratings: int
    sure: float
    settled: bool


@dataclass(frozen=True, slots=True)
class Deeds:
    """What somebody does with feedback: counts by way, and the way of more than half of them, or None."""

    counts: Mapping[Way, int]
    mostly: Way | None


class Tastes:
    """Reads the heads of the personal model; takes one back when its owner says it is not right."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def learned(self, principal: Principal) -> tuple[Taste, ...]:
        """One line for each dimension, in their order."""
        head = self._state(principal).helpfulness
        return tuple(_taste(head, dimension) for dimension in DIMENSIONS)

    def deeds(self, principal: Principal) -> Deeds:
        """What they do with feedback, counted once an answer."""
        ways = self._state(principal).ways
        counts: dict[Way, int] = {way: getattr(ways, way) for way in WAYS}
        total = sum(counts.values())
        most = max(WAYS, key=lambda way: counts[way])
        clear = total >= LEAST_DEEDS and counts[most] > MOSTLY * total
        return Deeds(counts, most if clear else None)

    def take_back(self, principal: Principal, what: str) -> None:
        """ "Not right": a dimension, or "ways", starts afresh. Raises `InvalidInput` for anything else."""
        trainer = self._desk.trainer(principal.user_id)

        def work(_connection: Connection) -> None:
            scenario = trainer.create_user_scenario(COACH, Goals().model_dump())
            known = trainer.interaction_history(COACH)
            place = known[-1].seq if known else 0
            trainer.train_from_user_interaction(
                scenario.id, "taste_rejected", {"what": what}, {}, interaction_id=f"{scenario.id}:{what}:{place}"
            )

        self._desk.database.write(work)

    def _state(self, principal: Principal) -> PersonalState:
        with self._desk.database.read() as connection:
            scenario = self._desk.workshop.user_models.scenario(connection, principal.user_id, COACH)
        if scenario is None:
            return PersonalState.fresh()
        return self._desk.trainer(principal.user_id).load_user_model(scenario.id)


def _taste(head: Helpfulness, dimension: str) -> Taste:
    tried = [option for option in DIMENSIONS[dimension] if head.count(f"{dimension}:{option}") > 0]
    effects = [head.effect(f"{dimension}:{option}") for option in tried]
    ratings = sum(effect.n for effect in effects)
    if len(tried) < 2:
        return Taste(dimension, None, ratings, 0.0, False)
    place = max(range(len(tried)), key=lambda i: effects[i].m)
    sure = chance_of_largest([e.m for e in effects], [math.sqrt(e.v) for e in effects], place)
    return Taste(dimension, tried[place], ratings, sure, ratings >= LEAST_RATINGS and sure >= SURE)


def level_word(area: AreaEstimate) -> str | None:
    """How at home somebody is in a topic; None while there is not enough data to say."""
    if area.label == "not enough data":
        return None
    return next(word for least, word in LEVELS if area.expected >= least)
