"""The fit of personal models: learned from those who share, kept with the version, served and taken back with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, update

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.ai_engines.personal.state import replay
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.ai_engines.user_model_transfer import UserModelTransfer
from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import ArtifactCorrupt
from shared_backend.operations.gate import check_version
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.registry.user_models import UserModels
from shared_backend.storage.tables.models import model_versions
from tests.ai_engines.personal.fits import L2
from tests.learners import COACH, Learner
from tests.tiny import new_id

SHARERS, ANSWERS = 22, 12


def learner(backend: Backend) -> Learner:
    """A new person who has started with the coach."""
    user_id = new_id().replace("-", "")
    backend.vault.create(user_id)
    trainer = UserModelTrainer(backend.workshop, user_id)
    return Learner(trainer, trainer.create_user_scenario(COACH, {}).id)


def practise(one: Learner, seed: int) -> Learner:
    """Answers that go as the last one on the competency went: what L2 can learn and H2 cannot."""
    rng, last = Random(seed), {"a": 1.0, "b": 0.0}

    def work(_: Connection) -> None:
        for number in range(ANSWERS):
            competency = rng.choice("ab")
            last[competency] = last[competency] if rng.random() < 0.9 else 1.0 - last[competency]
            one.answer(f"{one.scenario_id}/{number}", last[competency], competency, attempt_id=f"{seed}/{number}")

    one.trainer.database.write(work)
    return one


def trained(backend: Backend, sharing: Sequence[str] | None) -> ModelVersion:
    """A new version, with these people sharing; with the product's own default where not given."""
    workshop = backend.workshop if sharing is None else replace(backend.workshop, sharing=lambda *_: sharing)
    trainer = ModelTrainer(workshop)
    scenario = trainer.create_scenario(name="Nightly", task_type=COACH, by="tests")
    rows = trainer.rows(trainer.tasks.get(COACH), builtin=True)
    return trainer.train_scenario(scenario.id, rows, run_id=new_id(), by="tests")


def deployed(backend: Backend, version: ModelVersion) -> ModelVersion:
    trainer = ModelTrainer(backend.workshop)
    return backend.database.write(lambda connection: trainer.deploy(connection, version.id, by="tests"))


def with_fit(backend: Backend, version: ModelVersion, fit: dict[str, Any]) -> ModelVersion:
    """The version with another fit on its card, as if it had been trained so."""
    changed = update(model_versions).where(model_versions.c.id == version.id)
    card = {**version.card, "personal": fit}
    backend.database.write(lambda connection: connection.execute(changed.values(card=card)))
    return replace(version, card=card)


def test_unless_somebody_is_asked_nobody_shares(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    practise(learner(backend), 1)
    monkeypatch.setattr(UserModels, "history", lambda *_: pytest.fail("somebody's history was read"))
    card = trained(backend, None).card["personal"]
    assert PersonalFit.from_mapping(card) == DEFAULT_FIT
    assert (card["people"], card["answers"], card["losses"]) == (0, 0, {})


def test_a_version_carries_the_fit_of_those_who_share_and_of_nobody_else(backend: Backend) -> None:
    sharers = [practise(learner(backend), seed).trainer.user_id for seed in range(SHARERS)]
    card = trained(backend, sharers).card["personal"]
    assert (card["kind"], card["people"], card["answers"]) == ("l2", SHARERS, SHARERS * ANSWERS)
    assert card["losses"]["l2"] < card["losses"]["h2"]
    for seed in range(50, 54):
        practise(learner(backend), seed)
    assert trained(backend, sharers).card["personal"] == card
    # Somebody whose key is destroyed is passed over.
    backend.vault.shred(sharers[0])
    assert trained(backend, sharers).card["personal"]["people"] == SHARERS - 1
    assert "".join(sharers) not in str(card)
    assert not any(user_id in str(card) for user_id in sharers)


def test_what_a_file_says_somebody_answered_teaches_nobody_else(backend: Backend) -> None:
    deployed(backend, trained(backend, None))
    sharers = [practise(learner(backend), seed).trainer.user_id for seed in range(SHARERS)]
    card = trained(backend, sharers).card["personal"]
    with_a_file = learner(backend)
    UserModelTransfer(with_a_file.trainer, COACH).import_model(practise(learner(backend), 90).trainer.export(COACH))
    assert with_a_file.state.ability.n == ANSWERS
    assert trained(backend, [*sharers, with_a_file.trainer.user_id]).card["personal"]["people"] == SHARERS
    practise(with_a_file, 91)
    grown = trained(backend, [*sharers, with_a_file.trainer.user_id]).card["personal"]
    assert (grown["people"], grown["answers"]) == (SHARERS + 1, card["answers"] + ANSWERS)


def test_what_serves_predicts_and_what_served_comes_back(backend: Backend) -> None:
    first, second = trained(backend, None), trained(backend, None)
    second = with_fit(backend, second, L2.as_mapping())
    one = practise(learner(backend), 3)
    deployed(backend, first)
    history = [from_json(stored.payload) for stored in one.trainer.interaction_history(COACH)]
    asked = {"competency": "a", "difficulty": 3}
    before = one.trainer.get_personalized_prediction(one.scenario_id, asked)
    assert (before.kind, one.state) == ("h2", replay(history))

    deployed(backend, second)
    served = one.trainer.get_personalized_prediction(one.scenario_id, asked)
    assert (served.kind, one.state) == ("l2", replay(history, L2))
    assert served.expected.p_personal != before.expected.p_personal
    assert one.answer("under l2", 0.4).to_bytes() == one.state.to_bytes()
    assert one.state.fit == L2

    # Unlearning under it: as if the answer had never been given.
    latest = from_json(one.trainer.interaction_history(COACH)[-1].payload)
    one.trainer.forget(one.scenario_id, "3/4")
    kept = [*history[:4], *history[5:], latest]
    assert one.state.to_bytes() == replay(kept, L2).to_bytes()

    trainer = ModelTrainer(backend.workshop)
    backend.database.write(lambda connection: trainer.rollback(connection, COACH, by="tests"))
    assert one.state.to_bytes() == replay(kept).to_bytes()


def test_every_answer_keeps_what_was_expected_before_it(backend: Backend) -> None:
    deployed(backend, with_fit(backend, trained(backend, None), L2.as_mapping()))
    one = practise(learner(backend), 5)
    state = replay([], L2)
    for stored in one.trainer.interaction_history(COACH):
        interaction = from_json(stored.payload)
        expected = state.predict(0.2, stored.payload["competency"], stored.payload["at"])
        assert stored.payload["forecast"] == {
            "kind": "l2",
            "weight": expected.weight,
            "evidence": state.evidence,
            "n": state.ability.n,
            "p_global": expected.p_global,
            "p_personal": expected.p_personal,
        }
        state = state.after(interaction)
    one.opine("o", "fair")
    assert "forecast" not in one.trainer.interaction_history(COACH)[-1].payload


def test_a_damaged_fit_is_not_deployed_and_never_stops_practice(backend: Backend) -> None:
    damaged = {**L2.as_mapping(), "kind": "h2"}
    serving, candidate = trained(backend, None), trained(backend, None)
    with pytest.raises(ArtifactCorrupt):
        deployed(backend, with_fit(backend, candidate, damaged))
    checks = check_version(ModelTrainer(backend.workshop), with_fit(backend, candidate, damaged), None)
    assert (checks[0].outcome, "card of a model" in checks[0].reason) == ("failed", True)
    deployed(backend, serving)
    with_fit(backend, serving, damaged)
    one = practise(learner(backend), 2)
    assert one.state.fit == DEFAULT_FIT
    assert one.trainer.get_personalized_prediction(None, {"competency": "a", "difficulty": 3}).kind == "h2"
