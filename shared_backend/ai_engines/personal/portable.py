"""A personal model as a file its owner can keep, read and take elsewhere: documented JSON, never code.

The history is what counts: a state is learned again from it and never taken from a file, so no file can bring a state
about that no answers lead to. The state and some predictions stand beside it to be read, and to tell whether another
installation comes to the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from shared_backend.ai_engines.personal.interactions import Interaction, from_json, to_json
from shared_backend.ai_engines.personal.prior import AbilityPrior
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.domain.errors import InvalidInput
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.registry.strict_json import digest_of, read_json
from shared_backend.registry.user_records import StoredInteraction, UserScenario

FORMAT: Literal["intellicoach user model"] = "intellicoach user model"
SCHEMA_VERSION = 1
MOST_BYTES = 10 * 1024 * 1024
MOST_RECORDS = 50_000
MOST_COMPETENCIES = 200
MOST_KEYS = 40
DIFFICULTIES = (1, 2, 3, 4, 5)
FURTHEST_LOGIT = 64.0
LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
NOT_OURS = "This is not a user model that this program exported. Nothing was changed."
DAMAGED = "This user model was changed or damaged after it was exported. Nothing was changed."

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True, allow_inf_nan=False)


class GlobalVersion(_Part):
    """A version of the model for everybody, named by its content: the same content has the same digest anywhere."""

    name: str = Field(max_length=40)
    label: str = Field(max_length=20, description="What it was called there, for example v7")
    artifact_digest: Digest = Field(description="SHA-256 of the model file")


class Serving(GlobalVersion):
    """The version that served when the file was made, with what it expects of anybody and how it learns a person."""

    base: float = Field(description="Logit of the expected share of full marks on a question of difficulty 3")
    step: float = Field(description="What one level of difficulty adds to it")
    fit: str = Field(max_length=64, description="Which personal model, with which constants")


class Record(_Part):
    """One thing the personal model learned from."""

    id: str = Field(min_length=1, max_length=80)
    attempt_id: str | None = Field(max_length=36, description="The answer it belongs to")
    timestamp: AwareDatetime
    learned: dict[str, Any] = Field(description="Its kind and numbers; no words of an answer")
    forecast: dict[str, Any] | None = Field(
        default=None, description="What was expected before an answer, as it was kept at the time; for reading only"
    )


class Prediction(_Part):
    """What was expected of this person, as a share of full marks, on a question asked at `at` (seconds since 1970)."""

    competency: str = Field(max_length=60)
    difficulty: int = Field(ge=1, le=5)
    at: float
    expected: Share
    everybody: Share
    personal: Share
    weight: Share = Field(description="The personal share of the blend")


class UserModelFile(_Part):
    """The whole file."""

    format: Literal["intellicoach user model"]
    schema_version: Literal[1]
    exported_at: AwareDatetime
    coach: str = Field(max_length=40)
    inherited: GlobalVersion | None = Field(description="The version for everybody that this model started from")
    serving: Serving
    goals: dict[str, Any] = Field(description="What you told the coach about your search")
    preferences: dict[str, str] = Field(description="How you want to be coached")
    paused: bool = Field(description="Nothing is learned at present")
    global_only: bool = Field(description="Only the model for everybody is used")
    history: tuple[Record, ...] = Field(max_length=MOST_RECORDS, description="All it learned from, oldest first")
    state: dict[str, Any] = Field(description="What it learned: estimates (logit), variances and counts")
    predictions: tuple[Prediction, ...] = Field(max_length=MOST_COMPETENCIES * len(DIFFICULTIES))
    digest: Digest = Field(description="SHA-256 of everything else: sorted keys, no spaces, ASCII")

    def interactions(self) -> tuple[Interaction, ...]:
        """The history as values to learn from."""
        return tuple(from_json(record.learned) for record in self.history)


def written(
    scenario: UserScenario,
    inherited: ModelVersion | None,
    serving: ModelVersion,
    state: PersonalState,
    history: Sequence[StoredInteraction],
    at: datetime,
) -> bytes:
    """The file of a model: readable, and the same model at the same moment gives the same bytes."""
    prior = AbilityPrior.from_card(serving.card)
    body = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "exported_at": at.astimezone(UTC).isoformat(),
        "coach": scenario.task_type,
        "inherited": None if inherited is None else _named(inherited),
        "serving": {**_named(serving), "base": prior.base, "step": prior.step, "fit": state.fit.id.hex()},
        "goals": dict(scenario.goals),
        "preferences": dict(scenario.preferences),
        "paused": scenario.paused,
        "global_only": scenario.global_only,
        "history": [
            {
                "id": one.id,
                "attempt_id": one.attempt_id,
                "timestamp": one.timestamp.astimezone(UTC).isoformat(),
                "learned": to_json(from_json(one.payload)),
                "forecast": one.payload.get("forecast"),
            }
            for one in history
        ],
        "state": state_values(state),
        "predictions": [one.model_dump() for one in predictions(state, prior, at.timestamp())],
    }
    plain = json.loads(json.dumps(body, allow_nan=False))
    return json.dumps({**plain, "digest": digest_of(plain)}, indent=1, ensure_ascii=False).encode()


def read(blob: bytes) -> UserModelFile:
    """The model of a file, every value checked.

    Raises
    ------
    InvalidInput
        When it is not such a file, of a newer release, changed since, or anything in it could not have been learned.
    """
    plain = read_json(blob, most_bytes=MOST_BYTES)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise InvalidInput(NOT_OURS)
    schema = plain.get("schema_version")
    if schema != SCHEMA_VERSION or isinstance(schema, bool):
        raise InvalidInput("This user model was exported by another release, which this one cannot read.")
    if plain.get("digest") != digest_of({name: value for name, value in plain.items() if name != "digest"}):
        raise InvalidInput(DAMAGED)
    try:
        # As JSON, because only there a strict reader takes a list for a tuple and a text for a moment.
        file = UserModelFile.model_validate_json(json.dumps(plain))
    except ValidationError as error:
        raise InvalidInput(f"This user model cannot be read: {_place(error)}. Nothing was changed.") from None
    _check_history(file.history)
    return file


def state_values(state: PersonalState) -> dict[str, Any]:
    """The state as plain JSON values; the fit, which is everybody's, by its name only."""
    values = state.as_mapping()
    values["fit"] = {"kind": state.fit.kind, "id": state.fit.id.hex()}
    plain: dict[str, Any] = json.loads(json.dumps(values, allow_nan=False))
    return plain


def predictions(state: PersonalState, prior: AbilityPrior, at: float) -> tuple[Prediction, ...]:
    """What is expected of the person at a moment: each competency they practised, at each level of difficulty."""
    found = []
    for competency in sorted(state.ability.competencies)[:MOST_COMPETENCIES]:
        for difficulty in DIFFICULTIES:
            blend = state.predict(prior.global_logit(difficulty), competency, at)
            found.append(
                Prediction(
                    competency=competency,
                    difficulty=difficulty,
                    at=at,
                    expected=blend.p,
                    everybody=blend.p_global,
                    personal=blend.p_personal,
                    weight=blend.weight,
                )
            )
    return tuple(found)


def _named(version: ModelVersion) -> dict[str, str]:
    return {"name": version.name, "label": version.label, "artifact_digest": version.artifact_digest}


def _check_history(history: Sequence[Record]) -> None:
    if len({record.id for record in history}) < len(history):
        raise InvalidInput("This user model holds one record twice. Nothing was changed.")
    competencies = set()
    for number, record in enumerate(history, 1):
        if not _learnable(record.learned):
            raise InvalidInput(f"Record {number} of this user model cannot be learned from. Nothing was changed.")
        competencies.add(record.learned.get("competency"))
    if len(competencies) > MOST_COMPETENCIES:
        raise InvalidInput("This user model names more competencies than there are. Nothing was changed.")


def _learnable(learned: Mapping[str, Any]) -> bool:
    """Whether a record is exactly what an interaction leaves behind, within ranges that occur."""
    keys = learned.get("keys", [])
    if not isinstance(keys, list) or len(keys) > MOST_KEYS or any(isinstance(v, bool) for v in learned.values()):
        return False
    try:
        interaction = from_json(learned)
    except InvalidInput:
        return False
    if json.loads(json.dumps(to_json(interaction))) != learned:
        return False
    logit, at = learned.get("global_logit", 0.0), learned.get("at", 0.0)
    return bool(abs(logit) <= FURTHEST_LOGIT and 0.0 <= at <= LATEST)


def _place(error: ValidationError) -> str:
    # The place and the rule; never the value, which may be anything.
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = " → ".join(str(part)[:40] for part in first["loc"][:4])
    return f"{where}: {first['msg'].lower()}"
