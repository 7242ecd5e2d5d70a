"""My data: all that is stored is counted, exported and documented; a practice goes with what was learned from it."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, update

from shared_backend.bootstrap import Backend
from shared_backend.coaching.desk import COACH
from shared_backend.domain.application import STAGES
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.experiment import Experiment, Plan, Unit
from shared_backend.domain.practice import Attempt
from shared_backend.domain.principal import ConfirmationNeeded, Principal
from shared_backend.services.practice.store import PracticeStore, as_json
from shared_backend.services.privacy import archive
from shared_backend.services.privacy.holdings import HOLDINGS
from shared_backend.storage.tables import metadata
from shared_backend.storage.tables.practice import attempts, personal_states, practice_runs
from shared_backend.storage.tables.resumes import bullet_decisions
from tests.ai_engines.personal.test_portable import signed
from tests.coaching.unpacked import Unpacked
from tests.operations.test_csv_cells import live_cells
from tests.people import PASSWORD, HandClock
from tests.practising import GOOD, THIN, choices, practice_backend
from tests.servers import postgres_database


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    """An installation on either database."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = practice_backend(tmp_path, url, clock=clock)
        yield made
        made.jobs.close()
        made.database.close()


def practise(backend: Backend, me: Principal, *texts: str, **setup: object) -> str:
    """A practice with these answers and a draft for the next; its id."""
    coach = backend.interview.practice
    run = coach.warm_up(me, coach.start(me, choices(**setup), run_id=str(uuid.uuid4())).id, "")
    for text in texts:
        waiting = run.open_question()
        assert waiting is not None
        backend.clock.forward(minutes=1)  # type: ignore[attr-defined]
        coach.answer(me, run.id, waiting.attempt_id, text, seconds=30)
        run = coach.next_question(me, run.id)
    waiting = run.open_question()
    if waiting is not None:
        coach.save_draft(me, run.id, waiting.attempt_id, "half a thought")
    return run.id


def person(backend: Backend, name: str) -> Principal:
    return backend.accounts.sign_up(name, PASSWORD).principal


def exported(backend: Backend, me: Principal) -> Unpacked:
    return Unpacked.of(backend.my_data.export(me))


def state_bytes(backend: Backend, me: Principal) -> bytes:
    trainer = backend.workshop.user_models
    with backend.database.read() as connection:
        scenario = trainer.scenario(connection, me.user_id, COACH)
        assert scenario is not None
        found = trainer.unsealed(me.user_id, scenario.id, trainer.state(connection, me.user_id, scenario.id))
    assert found is not None
    return found


def test_every_table_that_names_a_person_is_shown_exported_or_said_to_follow_from_the_rest() -> None:
    personal = {table.name for table in metadata.sorted_tables if "user_id" in table.c}
    assert personal == {holding.table.name for holding in HOLDINGS}
    assert {holding.key for holding in HOLDINGS if holding.record is None} == {"models", "trails"}
    assert all(holding.title and holding.meaning for holding in HOLDINGS)
    assert all(bool(holding.fields) == (holding.record is not None) for holding in HOLDINGS)


def test_what_is_kept_is_counted(either: Backend) -> None:
    me = person(either, "Ada Lovelace")
    assert {one.key: one.records for one in either.my_data.kept(me) if one.records} == {"account": 1, "sessions": 1}
    practise(either, me, GOOD, THIN)
    person(either, "Somebody Else")
    kept = {one.key: one for one in either.my_data.kept(me)}
    counts = {key: one.records for key, one in kept.items() if one.records}
    once = ("practice_runs", "drafts", "goals", "models", "account", "sessions")
    assert counts == {"answers": 2, "learned": 2, **dict.fromkeys(once, 1)}
    assert kept["answers"].sealed_bytes > 2 * len(GOOD)
    assert [key for key, one in kept.items() if not one.sealed] == ["safety", "sessions"]
    assert kept["sessions"].sealed_bytes == 0


def test_the_export_holds_everything_and_opens_without_our_code(either: Backend) -> None:
    me = person(either, "Ada Lovelace")
    run_id = practise(either, me, GOOD, THIN, job_ad="=HYPERLINK(0)", resume_text="Näherin, 7 Jahre")
    other = person(either, "Foreign Canary")
    practise(either, other, f"timbuktu {GOOD}")
    answers = either.interview.reports.attempts(me, run_id)
    either.interview.feedback.score_opinion(me, answers[0].id, "too_harsh", "=1+1 is not it")
    either.my_model.forget_answer(me, answers[1].id, receipt_id=str(uuid.uuid4()))
    found = exported(either, me)
    assert found.wrong_digests() == []
    assert found.records("answers") == [as_json(a) for a in either.interview.reports.attempts(me, run_id)]
    assert found.records("practice_runs") == [as_json(either.interview.practice.run(me, run_id))]
    assert [draft["text"] for draft in found.records("drafts")] == ["half a thought"]
    assert found.records("account")[0]["name"] == "Ada Lovelace"
    assert [len(one["kept_for_undo"]) for one in found.records("receipts")] == [1]
    assert [one["learned"]["kind"] for one in found.records("learned")] == ["answered", "score_opinion"]
    model = json.loads(found.files["user_model_interview_coach.json"])
    assert model["state"]["ability"]["n"] == 1
    assert json.loads(found.files["user_model.schema.json"])["properties"].keys() == model.keys()
    table = found.table("answers.csv")
    assert [line["answer"] for line in table] == [GOOD, THIN]
    assert table[0]["comment"] == "'=1+1 is not it"
    assert table[0]["role"] == "Shop assistant"
    assert found.table("practice_runs.csv")[0]["answered"] == "2"
    everything = b"".join(found.files.values())
    for foreign in ("timbuktu", "Foreign Canary", other.user_id, PASSWORD):
        assert foreign.encode() not in everything
    assert not [name for name in found.files if name.endswith(".csv") and live_cells(found.files[name])]


def take_part(backend: Backend, me: Principal) -> None:
    """The person's part in a comparison of models."""
    experiments, now = backend.interview.practice._desk.experiments, backend.clock.now()
    one = Experiment(str(uuid.uuid4()), Plan(5, 30), "tests", now, "tests")

    def work(connection: Connection) -> None:
        experiments.start(connection, one)
        experiments.save_unit(connection, one.id, Unit(me.user_id, "blend", {"x": 0.5}), now)

    backend.database.write(work)


def read_a_cv(backend: Backend, me: Principal) -> bytes:
    """A confirmed CV and a decision about one of its lines; the file."""
    content = (backend.workshop.reference / "sample_resume.txt").read_bytes()
    draft = backend.resume.reading.read(me, str(uuid.uuid4()), content, name="cv.txt").draft
    assert draft is not None
    backend.resume.reading.confirm(me, draft.id, draft.row_version)
    key = str(uuid.uuid4())
    sealed = backend.vault.seal(me.user_id, bullet_decisions.name, key, "sealed", 1, b'{"chosen": "mine"}')
    row = {"id": key, "user_id": me.user_id, "resume_id": draft.id, "created_at": backend.clock.now()}
    statement = insert(bullet_decisions).values(**row, row_version=1, sealed=sealed)
    backend.database.write(lambda connection: connection.execute(statement))
    return content


def plan_a_career(backend: Backend, me: Principal) -> None:
    """An occupation, a path that was judged, and a plan."""
    backend.career.profile.save(me, 0, occupation="29-1141.00")
    backend.career.paths.judge(me, "15-1211.01", "interested")
    backend.career.plan.make(me, "15-1211.01", str(uuid.uuid4()))
    key, today = str(uuid.uuid4()), backend.clock.now().date()
    backend.career.applications.add(me, key, employer="Acme", role="Nurse", stage="applied", on=today, ad="Wanted")
    backend.career.application_stages.save(me, 0, STAGES[:4], 30)
    backend.career.check_ins.keep(me, str(uuid.uuid4()), ["Rest a day"], "Slept well")


def test_the_career_comes_out_whole(either: Backend) -> None:
    me = person(either, "Ada Lovelace")
    plan_a_career(either, me)
    found = exported(either, me)
    assert found.records("career_profile")[0]["occupation"] == "29-1141.00"
    (plan,) = found.records("career_plans")
    assert [step["title"] for step in plan["steps"]] == [s.title for s in either.career.plan.all(me)[0].steps]
    assert [(one["code"], one["verdict"]) for one in found.records("career_feedback")] == [("15-1211.01", "interested")]
    (application,) = found.records("applications")
    assert (application["employer"], application["ad"]) == ("Acme", "Wanted")
    assert [stage["id"] for stage in found.records("application_stages")[0]["stages"]] == [one.id for one in STAGES[:4]]
    (check_in,) = found.records("check_ins")
    assert (check_in["actions"][0]["text"], check_in["note"]) == ("Rest a day", "Slept well")


def test_the_cv_comes_out_as_it_was_given(either: Backend) -> None:
    me = person(either, "Ada Lovelace")
    content = read_a_cv(either, me)
    found = exported(either, me)
    (read,) = found.records("resume_files")
    assert found.files[read["file"]] == content
    assert read["file"].endswith(".txt")
    (resume,) = found.records("resumes")
    assert resume["profile"]["name"] == "Mara Lindqvist"
    assert [one["version"] for one in found.records("resume_versions")] == [1]
    assert "Zendesk" in {one["text"] for one in found.records("ledger")}
    assert found.wrong_digests() == []


def test_every_field_of_every_record_is_explained(backend: Backend) -> None:
    me = person(backend, "Ada Lovelace")
    run_id = practise(backend, me, GOOD)
    answer = backend.interview.reports.attempts(me, run_id)[0].id
    backend.my_model.forget_answer(me, answer, receipt_id=str(uuid.uuid4()))
    flag = backend.interview.practice._desk.screen("I want to kill myself tonight")
    assert flag is not None
    backend.interview.practice._desk.escalations.queue(me.user_id, flag, backend.clock.now())
    take_part(backend, me)
    read_a_cv(backend, me)
    plan_a_career(backend, me)
    found = exported(backend, me)
    for holding in HOLDINGS:
        if holding.record is not None and holding.key != "learned":
            document = found.document(holding.key)
            assert document["records"], holding.key
            assert document["records"][0].keys() == document["fields"].keys(), holding.key
    named = {re.sub(r"/.*", "/", entry["name"]) for entry in found.manifest["files"]} - {"README.txt"}
    readme = found.files["README.txt"].decode()
    assert [name for name in named if name not in readme] == []


def test_a_damaged_record_is_counted_and_keeps_nothing_back(backend: Backend) -> None:
    me = person(backend, "Ada Lovelace")
    run_id = practise(backend, me, GOOD, THIN)
    damaged = backend.interview.reports.attempts(me, run_id)[0].id
    statement = update(attempts).where(attempts.c.id == damaged).values(sealed=b"\x01\x01" + b"\x00" * 80)
    backend.database.write(lambda connection: connection.execute(statement))
    found = exported(backend, me)
    assert found.document("answers")["unreadable"] == 1
    assert [one["answer"] for one in found.records("answers")] == [THIN]
    listed = {entry["name"]: entry for entry in found.manifest["files"]}
    assert (listed["answers.json"]["records"], listed["answers.json"]["unreadable"]) == (1, 1)
    assert backend.my_data.delete_run(me, run_id).answers == 2, "what cannot be read can still be deleted"


def test_the_export_needs_the_password_of_a_moment_ago(backend: Backend, clock: HandClock) -> None:
    me = person(backend, "Ada Lovelace")
    clock.forward(minutes=6)
    with pytest.raises(ConfirmationNeeded):
        backend.my_data.export(me)
    backend.my_data.export(backend.accounts.confirm(me, PASSWORD))
    assert backend.audit.recent(1)[0].action == "data.export"


def test_a_deleted_practice_is_unlearned(either: Backend) -> None:
    me, twin = person(either, "Ada Lovelace"), person(either, "Twin Lovelace")
    for one in (me, twin):
        practise(either, one, GOOD, THIN)
    kept = state_bytes(either, me)
    before = rows_in(either, me)
    gone = practise(either, me, THIN, GOOD, GOOD)
    assert state_bytes(either, me) != kept
    with pytest.raises(NotFound):
        either.my_data.delete_run(twin, gone)
    deleted = either.my_data.delete_run(me, gone)
    assert (deleted.answers, deleted.left) == (3, 2)
    assert state_bytes(either, me) == kept
    assert rows_in(either, me) == before
    with pytest.raises(NotFound):
        either.my_data.delete_run(me, gone)


def rows_in(backend: Backend, me: Principal) -> dict[str, int]:
    return {one.key: one.records for one in backend.my_data.kept(me)}


def test_a_practice_whose_set_up_is_damaged_can_be_deleted(backend: Backend) -> None:
    me = person(backend, "Ada Lovelace")
    gone = practise(backend, me, GOOD)
    statement = update(practice_runs).values(sealed=b"\x01\x01" + b"\x00" * 80)
    backend.database.write(lambda connection: connection.execute(statement))
    assert backend.my_data.delete_run(me, gone).left == 0
    assert "answers" not in {key for key, n in rows_in(backend, me).items() if n}


def test_export_erase_import_gives_the_predictions_back(backend: Backend, clock: HandClock) -> None:
    me = person(backend, "Ada Lovelace")
    practise(backend, me, GOOD, THIN, GOOD)
    expected = predictions(backend, me)
    blob = exported(backend, me).files["user_model_interview_coach.json"]
    backend.accounts.erase(me)
    again = person(backend, "Ada Again")
    assert predictions(backend, again) != expected
    seen = backend.my_data.look_at_model(again, blob)
    assert (seen.same, seen.answers, seen.differences) == (True, 3, ())
    backend.my_data.import_model(again, blob)
    assert max(abs(a - b) for a, b in zip(predictions(backend, again), expected, strict=True)) <= 1e-9
    line = backend.audit.recent(1)[0]
    assert (line.action, line.facts) == ("model.import", {"records": 3, "replaced": 0})


def predictions(backend: Backend, me: Principal) -> list[float]:
    coach = backend.interview.practice._desk.trainer(me.user_id)
    scenario = coach.create_user_scenario(COACH, {})
    asked = [(c, d) for c in sorted(backend.interview.library.competencies) for d in range(1, 6)]
    return [
        coach.get_personalized_prediction(scenario.id, {"competency": c, "difficulty": d}).expected.p for c, d in asked
    ]


def test_goals_that_do_not_exist_are_refused(backend: Backend) -> None:
    me = person(backend, "Ada Lovelace")
    practise(backend, me, GOOD)
    plain = json.loads(exported(backend, me).files["user_model_interview_coach.json"])
    for goals in ({"role": 7}, {"shoe_size": 43}, {"role": "x" * 121}):
        with pytest.raises(InvalidInput, match="goals"):
            backend.my_data.import_model(me, signed({**plain, "goals": goals}))


def many(backend: Backend, me: Principal, number: int) -> None:
    """So many answers more, each its own text."""
    run_id = practise(backend, me, GOOD)
    template = backend.interview.reports.attempts(me, run_id)[0]
    store = PracticeStore(backend.vault)

    def work(connection) -> None:  # type: ignore[no-untyped-def]
        for n in range(number):
            at = template.created_at + timedelta(seconds=n + 1)
            store.add_attempt(connection, me.user_id, one_of(template, n, at))

    backend.database.write(work)


def one_of(template: Attempt, n: int, at: object) -> Attempt:
    return replace(template, id=str(uuid.uuid4()), answer=f"Answer {n} — {GOOD}", created_at=at)  # type: ignore[arg-type]


def whole(backend: Backend, me: Principal, number: int) -> float:
    """Export so many answers, compare them one by one with what is stored; how many seconds the export took."""
    many(backend, me, number)
    started = time.perf_counter()
    found = exported(backend, me)
    took = time.perf_counter() - started
    with backend.database.read() as connection:
        stored = PracticeStore(backend.vault).latest_attempts(connection, me.user_id, limit=number + 1)
    assert sorted(map(str, found.records("answers"))) == sorted(str(as_json(a)) for a in stored)
    assert len(found.table("answers.csv")) == number + 1
    assert found.wrong_digests() == []
    return took


def test_a_long_history_is_exported_whole(backend: Backend) -> None:
    assert whole(backend, person(backend, "Ada Lovelace"), 300) < 60


def test_it_is_sent_in_pieces(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PIECE_BYTES", 4096)
    me = person(backend, "Ada Lovelace")
    many(backend, me, 400)
    pieces = list(backend.my_data.export(me))
    assert len(pieces) >= 4
    assert max(map(len, pieces)) < 40_000, "nothing waits until the end"
    assert Unpacked.of(pieces).wrong_digests() == []


@pytest.mark.long
def test_ten_thousand_answers_are_exported_within_a_minute(backend: Backend) -> None:
    assert whole(backend, person(backend, "Ada Lovelace"), 10_000) <= 60


def test_the_state_row_is_not_taken_for_a_record_of_its_own(backend: Backend) -> None:
    """What follows from the rest is not exported twice: without it the model file says the same."""
    me = person(backend, "Ada Lovelace")
    practise(backend, me, GOOD)
    before = exported(backend, me).files["user_model_interview_coach.json"]
    spoilt = update(personal_states).values(sealed=b"\x01\x01" + b"\x00" * 80)
    backend.database.write(lambda connection: connection.execute(spoilt))
    assert exported(backend, me).files["user_model_interview_coach.json"] == before
