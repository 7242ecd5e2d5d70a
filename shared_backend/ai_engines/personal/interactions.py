"""What a personal model learns from: a short list of frozen values, the same when it happens and when replayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, get_args

from shared_backend.ai_engines.personal.score_offset import Opinion
from shared_backend.domain.errors import InvalidInput


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


Interaction = Answered | ScoreOpinion | TipRated


def to_json(interaction: Interaction) -> dict[str, Any]:
    """A JSON-able mapping from which `from_json` makes the equal interaction."""
    return {"kind": interaction.kind, **asdict(interaction)}


def from_json(data: Mapping[str, Any]) -> Interaction:
    """The interaction of `to_json`. Raises `InvalidInput` for anything else."""
    try:
        match data["kind"]:
            case "answered":
                return Answered(
                    str(data["competency"]), float(data["global_logit"]), float(data["outcome"]), float(data["at"])
                )
            case "score_opinion" if data["opinion"] in get_args(Opinion):
                return ScoreOpinion(data["opinion"])
            case "tip_rated":
                return TipRated(tuple(str(k) for k in data["keys"]), float(data["helpful"]))
    except (KeyError, TypeError, ValueError) as reason:
        raise InvalidInput("This practice record is incomplete. Nothing was learned from it.") from reason
    raise InvalidInput("This kind of practice record is unknown. Nothing was learned from it.")


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
        case _:
            given = {}
    return from_json({"kind": kind, **given})
