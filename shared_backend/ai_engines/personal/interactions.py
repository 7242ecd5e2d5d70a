"""What a personal model learns from: a short list of frozen values, the same when it happens and when replayed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, cast, get_args

from shared_backend.ai_engines.personal.score_offset import Opinion
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
    """The person said whether advice helped: `helpful` in [0, 1], `keys` as in `Helpfulness`."""

    kind: ClassVar[str] = "tip_rated"
    keys: tuple[str, ...]
    helpful: float


@dataclass(frozen=True, slots=True)
class RowRejected:
    """The person said that what was learned about a competency is not right: it is taken back to the beginning."""

    kind: ClassVar[str] = "row_rejected"
    competency: str


Interaction = Answered | ScoreOpinion | TipRated | RowRejected


def to_json(interaction: Interaction) -> dict[str, Any]:
    """A JSON-able mapping from which `from_json` makes the equal interaction."""
    return {"kind": interaction.kind, **asdict(interaction)}


def from_json(data: Mapping[str, Any]) -> Interaction:
    """The interaction of `to_json`. Raises `InvalidInput` for anything else: a wrong value would stay learned."""
    match data:
        case {"kind": "answered", "competency": competency, "global_logit": g, "outcome": outcome, "at": at}:
            return Answered(_name(competency), _number(g), _number(outcome, 0.0, 1.0), _number(at))
        case {"kind": "score_opinion", "opinion": str(opinion)} if opinion in get_args(Opinion):
            return ScoreOpinion(cast(Opinion, opinion))
        case {"kind": "tip_rated", "keys": [*keys], "helpful": helpful}:
            return TipRated(tuple(_name(key) for key in keys), _number(helpful, 0.0, 1.0))
        case {"kind": "row_rejected", "competency": competency}:
            return RowRejected(_name(competency))
    raise InvalidInput("This practice record is incomplete or of an unknown kind. Nothing was learned from it.")


def _name(value: object) -> str:
    if isinstance(value, str) and 0 < len(value) <= MAX_NAME:
        return value
    raise InvalidInput(f"A competency or tip is named in 1 to {MAX_NAME} characters. Nothing was learned from it.")


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
            given = {"keys": user_input.get("keys"), "helpful": user_feedback.get("helpful")}
        case "row_rejected":
            given = {"competency": user_input.get("competency")}
        case _:
            given = {}
    return from_json({"kind": kind, **given})
