"""A user model as a file: what is read back leads to the very same model, and no other file is believed."""

from __future__ import annotations

import json
import math
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.personal import portable
from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.interactions import Answered, Interaction, ScoreOpinion, TipRated, to_json
from shared_backend.ai_engines.personal.preferences import CoachingPreferences
from shared_backend.ai_engines.personal.prior import AbilityPrior
from shared_backend.ai_engines.personal.state import replay
from shared_backend.domain.errors import InvalidInput
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.registry.strict_json import digest_of
from shared_backend.registry.user_records import StoredInteraction, UserScenario
from tests.ai_engines.personal.histories import histories

NOW = datetime(2026, 3, 2, 9, 30, 0, 123456, UTC)
VERSION = ModelVersion(
    "id",
    "interview_coach",
    7,
    "s",
    "r",
    "ab" * 32,
    "cd" * 32,
    {"ability_prior": {"base": 0.2, "step": -0.25}},
    NOW,
    "x",
)
SCENARIO = UserScenario(
    "s", "u", "interview_coach", "id", NOW, {"role": "Näherin"}, CoachingPreferences().model_dump(), 1, True, False
)
SMALL: list[Interaction] = [
    Answered("teamwork", 0.2, 0.7, 1.7e9),
    ScoreOpinion("too_harsh"),
    Answered("planning", -0.05, 0.4, 1.7e9 + 100),
    TipRated(("style:direct", "tone:formal"), 0.75),
]


def file_of(history: list[Interaction], fit: PersonalFit | None = None) -> bytes:
    stored = [
        StoredInteraction(f"i{n}", f"a{n}" if n % 2 else None, n, NOW, to_json(one)) for n, one in enumerate(history, 1)
    ]
    return portable.written(SCENARIO, VERSION, VERSION, replay(history, fit or PersonalFit()), stored, NOW)


def signed(plain: dict[str, Any]) -> bytes:
    """A changed file whose digest was made anew, as somebody would who means harm."""
    body = {name: value for name, value in plain.items() if name != "digest"}
    return json.dumps({**body, "digest": digest_of(body)}).encode()


def changed(path: str, value: object) -> bytes:
    """The small file with one value replaced, and a digest that fits."""
    plain = json.loads(file_of(SMALL))
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place = plain
    for part in way:
        place = place[part]
    place[last] = value
    return signed(plain)


@given(histories, st.floats(0.1, 1.0), st.floats(0.9, 1.0))
@settings(max_examples=150, deadline=None)
def test_what_is_read_back_leads_to_the_same_bits(history: list[Interaction], tau: float, rho: float) -> None:
    fit = PersonalFit(constants=Constants(tau_u2=tau, rho=rho))
    state = replay(history, fit)
    file = portable.read(file_of(history, fit))
    assert file.interactions() == tuple(history)
    again = replay(file.interactions(), fit)
    assert again.to_bytes() == state.to_bytes()
    assert file.state == portable.state_values(again)
    assert file.predictions == portable.predictions(again, AbilityPrior(0.2, -0.25), NOW.timestamp())


def test_the_file_says_what_it_holds() -> None:
    plain = json.loads(file_of(SMALL))
    assert plain["inherited"] == {"name": "interview_coach", "label": "v7", "artifact_digest": "ab" * 32}
    assert plain["serving"]["fit"] == PersonalFit().id.hex()
    assert plain["exported_at"] == "2026-03-02T09:30:00.123456+00:00"
    assert (plain["paused"], plain["global_only"], plain["goals"]) == (True, False, {"role": "Näherin"})
    assert [record["learned"]["kind"] for record in plain["history"]] == [one.kind for one in SMALL]
    assert {(p["competency"], p["difficulty"]) for p in plain["predictions"]} == {
        (competency, level) for competency in ("planning", "teamwork") for level in range(1, 6)
    }
    assert file_of(SMALL) == file_of(SMALL)


def test_every_field_is_explained() -> None:
    schema = portable.UserModelFile.model_json_schema()
    assert schema["properties"].keys() == json.loads(file_of(SMALL)).keys()
    assert schema["$defs"].keys() >= {"GlobalVersion", "Serving", "Record", "Prediction"}


HOSTILE = {
    "schema_version": 2,
    "schema_version ": True,
    "format": "another",
    "coach": 5,
    "paused": 1,
    "exported_at": "2026-03-02T09:30:00",
    "exported_at ": "yesterday",
    "digest_ ": "unknown field",
    "inherited/artifact_digest": "../../etc/passwd",
    "serving/base": "0.2",
    "goals": [],
    "preferences/tone": 3,
    "history": {},
    "history ": [],
    "history/0": "text",
    "history/0/id": "",
    "history/0/id ": "x" * 81,
    "history/0/id  ": "i2",
    "history/0/attempt_id": 7,
    "history/0/timestamp": 1.7e9,
    "history/0/more": 1,
    "history/0/learned": {},
    "history/0/learned/kind": "run_code",
    "history/0/learned/kind ": ["answered"],
    "history/0/learned/outcome": 1.01,
    "history/0/learned/outcome ": True,
    "history/0/learned/outcome  ": "0.7",
    "history/0/learned/outcome   ": None,
    "history/0/learned/global_logit": 1e300,
    "history/0/learned/at": -1.0,
    "history/0/learned/at ": 9e15,
    "history/0/learned/competency": "x" * 61,
    "history/0/learned/competency ": {"a": 1},
    "history/0/learned/extra": 0.5,
    "history/1/learned/opinion": "great",
    "history/3/learned/keys": ["style:direct"] * 41,
    "history/3/learned/keys ": "style:direct",
    "history/3/learned/keys  ": [["style:direct"]],
    "predictions/0/expected": 1.5,
    "predictions/0/difficulty": 6,
    "state": None,
}


@pytest.mark.parametrize("path", HOSTILE)
def test_a_signed_file_that_could_not_have_been_exported_is_refused(path: str) -> None:
    if path == "history ":  # an empty history is a model that has learned nothing, and may be read
        assert portable.read(changed("history", [])).history == ()
        return
    with pytest.raises(InvalidInput) as caught:
        portable.read(changed(path.strip(), HOSTILE[path]))
    assert len(caught.value.user_message) < 300


def test_more_competencies_than_there_are() -> None:
    history: list[Interaction] = [Answered(f"c{n}", 0.0, 0.5, 1.7e9) for n in range(portable.MOST_COMPETENCIES + 1)]
    with pytest.raises(InvalidInput, match="competencies"):
        portable.read(file_of(history))


def test_more_records_than_may_be() -> None:
    plain = json.loads(file_of(SMALL[:1]))
    plain["history"] = [{**plain["history"][0], "id": str(n)} for n in range(portable.MOST_RECORDS + 1)]
    with pytest.raises(InvalidInput):
        portable.read(signed(plain))


def mutated(blob: bytes, chance: random.Random) -> bytes:
    """One of the things that happen to files: bits, cuts, blocks moved, doubled or filled."""
    at, length = chance.randrange(len(blob)), chance.randrange(1, 60)
    match chance.randrange(6):
        case 0:
            return blob[:at] + bytes([blob[at] ^ 1 << chance.randrange(8)]) + blob[at + 1 :]
        case 1:
            return blob[:at]
        case 2:
            return blob[:at] + blob[at + length :]
        case 3:
            return blob[:at] + blob[at : at + length] + blob[at:]
        case 4:
            return blob[:at] + bytes(chance.randrange(256) for _ in range(length)) + blob[at + length :]
        case _:
            piece = chance.choice([b"NaN", b"1e999", b"[[[[", b"null", b'"a":', b"}", b"-", b"\\ud800", b"99999"])
            return blob[:at] + piece + blob[at:]


@pytest.mark.parametrize("seed", range(10))
def test_thirty_mutated_files_are_refused_or_say_the_same(seed: int) -> None:
    blob, chance = file_of(SMALL), random.Random(seed)
    whole = portable.read(blob)
    refused = 0
    for _ in range(30):
        other = mutated(blob, chance)
        try:
            assert portable.read(other) == whole
        except InvalidInput:
            refused += 1
    assert refused > 20


def test_the_check_notices_a_reader_without_a_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = json.loads(file_of(SMALL))
    plain["history"][0]["learned"]["outcome"] = 0.71
    altered = json.dumps(plain).encode()
    with pytest.raises(InvalidInput, match="changed or damaged"):
        portable.read(altered)
    monkeypatch.setattr(portable, "digest_of", lambda _: plain["digest"])
    assert portable.read(altered).interactions()[0] == Answered("teamwork", 0.2, 0.71, 1.7e9)


def test_predictions_are_of_the_person_and_not_of_anybody() -> None:
    file = portable.read(file_of(SMALL * 10))
    assert max(abs(p.expected - p.everybody) for p in file.predictions) > 0.01
    assert all(math.isclose(p.expected, (1 - p.weight) * p.everybody + p.weight * p.personal) for p in file.predictions)
