"""What a personal model learns from: a short list of frozen values, the same when it happens and when replayed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast, get_args

from shared_backend.ai_engines.personal.difficulty import Wish
from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS, HELPFUL_TO_MOST
from shared_backend.ai_engines.personal.leanings import NAMES as LEANINGS
from shared_backend.ai_engines.personal.score_offset import Opinion
from shared_backend.ai_engines.personal.ways import Way
from shared_backend.domain.errors import InvalidInput

MAX_NAME = 60  # characters; at most 240 bytes, which the state's format can hold


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer was scored: `outcome` in [0, 1], `global_logit` as it stood before, `at` in seconds since 1970."""

    kind: ClassVar[str] = "answered"
    competency: str
    global_logit: float
    outcome: float
    at: float


@dataclass(frozen=True, slots=True)
class ScoreOpinion:
    """The person said what they think of a score."""

    kind: ClassVar[str] = "score_opinion"
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class TipRated:
    """The person said whether advice helped: `helpful` in [0, 1], `keys` as in `helpfulness.KEYS`.

    `global_logit` is what was expected of anybody at the time.
    """

    kind: ClassVar[str] = "tip_rated"
    keys: tuple[str, ...]
    helpful: float
    global_logit: float = HELPFUL_TO_MOST


@dataclass(frozen=True, slots=True)
class RowRejected:
    """The person said that what was learned about a competency is not right: it is taken back to the beginning."""

    kind: ClassVar[str] = "row_rejected"
    competency: str


@dataclass(frozen=True, slots=True)
class DifficultyWished:
    """The person asked for something easier or harder than a question with this global logit; see `difficulty`."""

    kind: ClassVar[str] = "difficulty_wished"
    competency: str
    global_logit: float
    wish: Wish


@dataclass(frozen=True, slots=True)
class Did:
    """The person opened the advice or the example, or tried again; see `ways`."""

    kind: ClassVar[str] = "did"
    way: Way


@dataclass(frozen=True, slots=True)
class TasteRejected:
    """What was learned about a taste is not right: a dimension of `helpfulness`, or "ways", starts afresh."""

    kind: ClassVar[str] = "taste_rejected"
    what: str


@dataclass(frozen=True, slots=True)
class PathJudged:
    """An occupation was called interesting or not, or chosen: `liked` in [0, 1], `features` as in `leanings`.

    `what` names it, so that its owner can see what was learned from it; `global_logit` is what was expected of anybody.
    """

    kind: ClassVar[str] = "path_judged"
    what: str
    features: Mapping[str, float]
    liked: float
    global_logit: float


TASTES = (*DIMENSIONS, "ways", "paths", *LEANINGS)
Interaction = Answered | ScoreOpinion | TipRated | RowRejected | DifficultyWished | Did | TasteRejected | PathJudged
# They take back what was learned, so they count while learning is paused too.
REJECTED = (RowRejected, TasteRejected)


def to_json(interaction: Interaction) -> dict[str, Any]:
    """A JSON-able mapping from which `from_json` makes the equal interaction."""
    # By the slots: `asdict` copies values that cannot change, and this runs with every answer.
    return {"kind": interaction.kind, **{name: getattr(interaction, name) for name in interaction.__slots__}}


def from_json(data: Mapping[str, Any]) -> Interaction:
    """The interaction of `to_json`. Raises `InvalidInput` for anything else: a wrong value would stay learned."""
    match data:
        case {"kind": "answered", "competency": competency, "global_logit": g, "outcome": outcome, "at": at}:
            return Answered(_name(competency), _number(g), _number(outcome, 0.0, 1.0), _number(at))
        case {"kind": "score_opinion", "opinion": str(opinion)} if opinion in get_args(Opinion):
            return ScoreOpinion(cast(Opinion, opinion))
        case {"kind": "tip_rated", "keys": [*keys], "helpful": helpful, **rest}:
            expected = _number(rest.get("global_logit", HELPFUL_TO_MOST))
            return TipRated(tuple(_name(key) for key in keys), _number(helpful, 0.0, 1.0), expected)
        case {"kind": "row_rejected", "competency": competency}:
            return RowRejected(_name(competency))
        case {"kind": "difficulty_wished", "competency": competency, "global_logit": g, "wish": str(wish)} if (
            wish in get_args(Wish)
        ):
            return DifficultyWished(_name(competency), _number(g), cast(Wish, wish))
        case {"kind": "did", "way": str(way)} if way in get_args(Way):
            return Did(cast(Way, way))
        case {"kind": "taste_rejected", "what": str(what)} if what in TASTES:
            return TasteRejected(what)
        case {"kind": "path_judged", "what": what, "features": dict(features), "liked": liked, "global_logit": g}:
            return PathJudged(_name(what), _features(features), _number(liked, 0.0, 1.0), _number(g))
    raise InvalidInput("This practice record is incomplete or of an unknown kind. Nothing was learned from it.")


def _name(value: object) -> str:
    if isinstance(value, str) and 0 < len(value) <= MAX_NAME:
        return value
    raise InvalidInput(f"A competency or tip is named in 1 to {MAX_NAME} characters. Nothing was learned from it.")


def _features(given: Mapping[Any, Any]) -> dict[str, float]:
    if len(given) > len(LEANINGS):
        raise InvalidInput("A path has more features than there are. Nothing was learned from it.")
    return {_name(name): _number(x, -1.0, 1.0) for name, x in given.items()}


def _number(value: object, least: float = -math.inf, most: float = math.inf) -> float:
    if isinstance(value, int | float) and math.isfinite(value) and least <= value <= most:
        return float(value)
    raise InvalidInput("A number in this practice record is missing or out of range. Nothing was learned from it.")


def build(
    kind: str,
    user_input: Mapping[str, Any],
    ai_response: Mapping[str, Any],
    user_feedback: Mapping[str, Any],
    at: float,
) -> Interaction:
    """The interaction a coach reports, from what the person gave, what the coach answered and what they thought of it.

    Raises `InvalidInput` when the kind is unknown or a field it needs is missing.
    """
    match kind:
        case "answered":
            given: dict[str, Any] = {
                "competency": user_input.get("competency"),
                "global_logit": ai_response.get("global_logit"),
                "outcome": ai_response.get("outcome"),
                "at": at,
            }
        case "score_opinion":
            given = {"opinion": user_feedback.get("opinion")}
        case "tip_rated":
            given = {
                "keys": user_input.get("keys"),
                "helpful": user_feedback.get("helpful"),
                "global_logit": ai_response.get("global_logit", HELPFUL_TO_MOST),
            }
        case "row_rejected":
            given = {"competency": user_input.get("competency")}
        case "difficulty_wished":
            given = {
                "competency": user_input.get("competency"),
                "global_logit": ai_response.get("global_logit"),
                "wish": user_feedback.get("wish"),
            }
        case "did":
            given = {"way": user_input.get("way")}
        case "taste_rejected":
            given = {"what": user_input.get("what")}
        case "path_judged":
            given = {
                "what": user_input.get("what"),
                "features": user_input.get("features"),
                "liked": user_feedback.get("liked"),
                "global_logit": ai_response.get("global_logit"),
            }
        case _:
            given = {}
    return from_json({"kind": kind, **given})
