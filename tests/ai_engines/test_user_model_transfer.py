"""A personal model moves from one installation to another: same predictions, or it says what differs."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select, update

from shared_backend.ai_engines.personal.fit import CARD_KEY, PersonalFit
from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.ai_engines.user_model_control import UserModelControl
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.ai_engines.user_model_transfer import UserModelTransfer
from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.storage.tables import metadata
from shared_backend.storage.tables.models import model_versions
from tests.ai_engines.personal.fits import FITS
from tests.ai_engines.personal.test_portable import mutated, signed
from tests.people import HandClock
from tests.practising import GOOD, THIN, choices, deploy, practice_backend, practiser, small_model
from tests.servers import postgres_database

COACH = "interview_coach"
COMPETENCIES = ("teamwork", "conflict", "planning", "ownership")


class Place:
    """One installation and one person in it."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.clock = HandClock()
        self.backend: Backend = practice_backend(folder, url, clock=self.clock)
        self.me: Principal = practiser(self.backend)

    @property
    def trainer(self) -> UserModelTrainer:
        return UserModelTrainer(self.backend.workshop, self.me.user_id)

    @property
    def transfer(self) -> UserModelTransfer:
        return UserModelTransfer(self.trainer, COACH)

    @property
    def scenario_id(self) -> str:
        return self.trainer.create_user_scenario(COACH, {"role": "Cook"}).id

    @property
    def state(self) -> PersonalState:
        return self.trainer.load_user_model(self.scenario_id)

    def serve(self, fit: PersonalFit) -> None:
        """Let the version that serves carry a fit of personal models."""
        champion = self.trainer.champion(COACH)
        assert champion is not None
        card = update(model_versions).values(card={**champion.card, CARD_KEY: fit.as_mapping()})
        self.backend.database.write(lambda connection: connection.execute(card))
        self.backend.workshop.fits.clear()

    def learn(self, answers: int, seed: int = 1) -> None:
        """Answers, opinions, a wish."""
        chance, scenario_id = random.Random(seed), self.scenario_id
        for _ in range(answers):
            self.clock.forward(hours=chance.random() * 30)
            self.trainer.train_from_user_interaction(
                scenario_id,
                "answered",
                {"competency": chance.choice(COMPETENCIES)},
                {"global_logit": chance.uniform(-1, 1), "outcome": chance.random()},
                interaction_id=f"{seed}-{uuid.UUID(int=chance.getrandbits(128))}",
            )
        self.trainer.train_from_user_interaction(
            scenario_id,
            "score_opinion",
            {},
            {},
            {"opinion": "too_harsh"},
            interaction_id=f"opinion-{seed}-{self.me.user_id}",
        )

    def expected(self) -> list[float]:
        """What is expected of the person on every question."""
        found = []
        for competency in COMPETENCIES:
            for difficulty in range(1, 6):
                asked = {"competency": competency, "difficulty": difficulty}
                found.append(self.trainer.get_personalized_prediction(self.scenario_id, asked).expected.p)
        return found

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table."""
        with self.backend.database.read() as connection:
            return {
                table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
                for table in metadata.sorted_tables
            }

    def close(self) -> None:
        self.backend.jobs.close()
        self.backend.database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where a model is imported."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = Place(tmp_path / "there", url)
        yield made
        made.close()


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Place]:
    """Where a model was learned, by 30 answers."""
    made = Place(tmp_path / "here")
    made.learn(30)
    yield made
    made.close()


def test_the_same_global_version_gives_the_same_predictions(here: Place, there: Place) -> None:
    here.trainer.set_coaching_preferences(
        COACH, here.trainer.coaching_preferences(COACH).model_copy(update={"tone": "formal"})
    )
    blob = here.trainer.export(COACH)
    seen = there.transfer.preview(blob)
    assert (seen.same, seen.differences, seen.answers, seen.records, seen.replaces) == (True, (), 30, 31, 0)
    assert seen.inherited == "v1"
    assert seen.inherited_here
    before = there.rows()
    there.transfer.preview(blob)
    assert there.rows() == before, "looking changes nothing"
    assert there.transfer.import_model(blob) == seen
    there.clock.moment = here.clock.moment
    assert max(abs(a - b) for a, b in zip(here.expected(), there.expected(), strict=True)) <= 1e-9
    assert there.state.to_bytes() == here.state.to_bytes()
    assert there.trainer.coaching_preferences(COACH).tone == "formal"
    with there.backend.database.read() as connection:
        scenario = there.backend.workshop.user_models.scenario(connection, there.me.user_id, COACH)
    assert scenario is not None
    assert dict(scenario.goals) == {"role": "Cook"}
    assert scenario.inherits_version_id == there.trainer.version(scenario.inherits_version_id or "").id


@pytest.mark.parametrize("kind", FITS)
def test_it_predicts_the_same_under_every_kind_of_personal_model(tmp_path: Path, kind: str) -> None:
    here, there = Place(tmp_path / "here"), Place(tmp_path / "there")
    for place in (here, there):
        place.serve(FITS[kind])
    here.learn(25)
    blob = here.trainer.export(COACH)
    assert json.loads(blob)["serving"]["fit"] == FITS[kind].id.hex()
    assert there.transfer.import_model(blob).same
    there.clock.moment = here.clock.moment
    assert max(abs(a - b) for a, b in zip(here.expected(), there.expected(), strict=True)) <= 1e-9
    assert there.state.to_bytes() == here.state.to_bytes()
    here.close()
    there.close()


def test_another_kind_of_personal_model_is_named(here: Place, there: Place) -> None:
    there.serve(FITS["l2"])
    seen = there.transfer.preview(here.trainer.export(COACH))
    assert not seen.same
    assert seen.differences[-1].startswith("Personal models learn in another way here")
    there.transfer.import_model(here.trainer.export(COACH))
    assert there.state.fit == FITS["l2"]


def test_it_goes_on_learning_and_forgetting_from_there(here: Place, there: Place) -> None:
    there.transfer.import_model(here.trainer.export(COACH))
    there.learn(3, seed=2)
    history = there.trainer.interaction_history(COACH)
    assert len(history) == 31 + 4
    assert [one.seq for one in history] == sorted({one.seq for one in history})
    assert replay(from_json(one.payload) for one in history).to_bytes() == there.state.to_bytes()
    assert there.trainer.save_user_model(there.scenario_id).to_bytes() == there.state.to_bytes()


def test_sent_twice_it_counts_once_and_replaces_what_was_there(here: Place, there: Place) -> None:
    there.learn(5, seed=3)
    blob = here.trainer.export(COACH)
    assert there.transfer.preview(blob).replaces == 5
    there.transfer.import_model(blob)
    once = (there.state.to_bytes(), [one.id for one in there.trainer.interaction_history(COACH)])
    there.transfer.import_model(blob)
    assert (there.state.to_bytes(), [one.id for one in there.trainer.interaction_history(COACH)]) == once
    assert once[0] == here.state.to_bytes()


def test_a_second_person_of_one_installation_can_import_it(here: Place) -> None:
    blob, mine = here.trainer.export(COACH), here.state.to_bytes()
    other = practiser(here.backend)
    trainer = UserModelTrainer(here.backend.workshop, other.user_id)
    UserModelTransfer(trainer, COACH).import_model(blob)
    assert trainer.load_user_model(trainer.create_user_scenario(COACH, {}).id).to_bytes() == mine
    assert here.state.to_bytes() == mine
    assert not {one.id for one in trainer.interaction_history(COACH)} & {
        one.id for one in here.trainer.interaction_history(COACH)
    }


def test_another_global_model_is_named(here: Place, there: Place) -> None:
    blob = here.trainer.export(COACH)
    deploy(there.backend, small_model(80), base=0.5)
    seen = there.transfer.preview(blob)
    assert not seen.same
    assert seen.largest is not None
    assert 0.01 < seen.largest < 0.5
    assert seen.inherited_here, "the version is there, but another one serves"
    assert seen.differences[0].startswith("Another model for everybody serves here (v2); the file was made beside v1 (")
    assert seen.differences[1] == "What is expected of anybody on a question is not the same here."
    there.backend.database.write(
        lambda connection: connection.execute(update(model_versions).values(artifact_digest="0" * 64))
    )
    seen = there.transfer.preview(blob)
    assert not seen.inherited_here
    assert "is not on this installation" in seen.differences[1]


def test_what_belongs_to_an_answer_stays_tied_to_it(tmp_path: Path) -> None:
    place = Place(tmp_path)
    coach, me = place.backend.interview.practice, place.me
    run = coach.warm_up(me, coach.start(me, choices(), run_id=str(uuid.uuid4())).id, "")
    for text in (GOOD, THIN):
        waiting = run.open_question()
        assert waiting is not None
        coach.answer(me, run.id, waiting.attempt_id, text, seconds=60)
        run = coach.next_question(me, run.id)
    kept, deleted = run.asked[0].attempt_id, run.asked[1].attempt_id
    blob = place.trainer.export(COACH)
    control = UserModelControl(place.trainer, COACH)
    control.reset(str(uuid.uuid4()))
    assert control.receipts(1)[0].undo_until is not None
    place.transfer.import_model(blob)
    assert control.receipts(1)[0].undo_until is None, "what was forgotten before must not come in twice"
    assert {one.attempt_id for one in place.trainer.interaction_history(COACH)} == {kept, deleted}
    assert place.backend.interview.feedback.delete_answer(me, deleted).left == 1
    assert {one.attempt_id for one in place.trainer.interaction_history(COACH)} == {kept}
    # The file still knows the deleted answer; here nothing can be tied to it any more.
    place.transfer.import_model(blob)
    assert {one.attempt_id for one in place.trainer.interaction_history(COACH)} == {kept, None}
    place.close()


def test_switches_come_along(here: Place, there: Place) -> None:
    UserModelControl(here.trainer, COACH).pause(True)
    there.transfer.import_model(here.trainer.export(COACH))
    scenario = UserModelControl(there.trainer, COACH).scenario()
    assert (scenario.paused, scenario.global_only) == (True, False)


def test_what_is_refused_changes_nothing(here: Place, there: Place) -> None:
    there.learn(2, seed=4)
    blob = here.trainer.export(COACH)
    plain = json.loads(blob)
    refused = [
        signed({**plain, "coach": "resume_coach"}),
        signed({**plain, "preferences": {"tone": "sarcastic"}}),
        signed({**plain, "preferences": {**plain["preferences"], "more": "x"}}),
    ]
    chance, before = random.Random(5), there.rows()
    for other in [*refused, *(mutated(blob, chance) for _ in range(300))]:
        try:
            assert there.transfer.preview(other) == there.transfer.preview(blob)
        except InvalidInput:
            with pytest.raises(InvalidInput):
                there.transfer.import_model(other)
    for other in refused:
        with pytest.raises(InvalidInput):
            there.transfer.preview(other)
    assert there.rows() == before


def test_a_failure_in_the_middle_leaves_the_model_that_was_there(
    here: Place, there: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.learn(2, seed=4)
    before = there.rows()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(type(there.backend.workshop.user_models), "switch", fail)
    with pytest.raises(RuntimeError):
        there.transfer.import_model(here.trainer.export(COACH))
    assert there.rows() == before


def test_ten_thousand_answers(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.learn(1)
    plain = json.loads(place.trainer.export(COACH))
    one = plain["history"][0]
    plain["history"] = [
        {**one, "id": f"n{n}", "learned": {**one["learned"], "at": 1.7e9 + 600.0 * n, "outcome": n % 7 / 6}}
        for n in range(10_000)
    ]
    place.transfer.import_model(signed(plain))
    assert place.state.ability.n == 10_000
    assert place.transfer.preview(place.trainer.export(COACH)).same
    place.close()
