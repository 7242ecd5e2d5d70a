"""An installation with two people and their things, and a way to try a call on it that leaves no trace."""

from __future__ import annotations

import pickle
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.bootstrap import REFERENCE, Backend
from shared_backend.coaching.resume_coach import ResumeCoach
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.registry.artifacts import FILE_NAME
from shared_backend.services.guardrails.escalation import Escalations
from shared_backend.services.guardrails.screening import RedFlag
from shared_backend.storage.tables.metadata import metadata
from tests.people import PASSWORD
from tests.practising import GOOD, choices, practice_backend

TASK = "interview_coach"
SAMPLE_CV = (REFERENCE / "sample_resume.txt").read_text("utf-8")


@dataclass(frozen=True)
class Person:
    """Somebody with a practice under way: what they wrote holds the canary, the ids are what belongs to them.

    `model` is the file of their personal model, `plan` that of their career plan.
    """

    me: Principal
    token: str
    canary: str
    ids: dict[str, str]
    model: bytes
    plan: bytes

    @property
    def secrets(self) -> list[str]:
        """What nobody else may ever be shown."""
        return [self.canary, self.me.user_id, self.token, *self.ids.values()]


@dataclass(frozen=True)
class Tried:
    """What came of a call: its result or its error, everything in the result as bytes, and the rows afterwards."""

    result: Any
    error: Exception | None
    rows: dict[str, list[str]]

    def shows(self, secrets: list[str]) -> list[str]:
        """Which of the secrets the result holds."""
        seen = repr(self.result).encode()
        with suppress(TypeError, AttributeError, pickle.PicklingError):
            # Fields that are left out of repr on purpose are in there too.
            seen += pickle.dumps(self.result)
        return [secret for secret in secrets if secret.encode() in seen]


@dataclass
class World:
    """The installation. `callers` are principals by what they stand for; None is somebody without one."""

    backend: Backend
    ada: Person
    bob: Person
    callers: dict[str, Principal | None]
    globals: dict[str, Any]
    rows: dict[str, list[str]] = field(default_factory=dict)

    def tried(self, call: Callable[[], Any]) -> Tried:
        """Call, look, and undo all of it. Each write of the call stands or falls alone, as it would outside."""
        database, found = self.backend.database, []
        real = database.write

        def rehearse(connection: Connection) -> None:
            inside = False

            def write(work: Callable[[Connection], Any]) -> Any:
                nonlocal inside
                if inside:
                    return work(connection)
                inside = True
                try:
                    with connection.begin_nested():
                        return work(connection)
                finally:
                    inside = False

            database.write = write  # type: ignore[method-assign]
            result, error = None, None
            try:
                result = call()
            except Exception as raised:
                error = raised
            finally:
                database.write = real  # type: ignore[method-assign]
            found.append(Tried(result, error, all_rows(connection)))
            raise _Undo

        with suppress(_Undo):
            real(rehearse)
        self.backend.vault.forget()
        return found[0]


class _Undo(Exception):
    pass


def all_rows(connection: Connection) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    return {
        table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
        for table in metadata.sorted_tables
    }


def rows_of(rows: dict[str, list[str]], person: Person) -> list[str]:
    """The rows that name a person or one of their things."""
    theirs = (person.me.user_id, *person.ids.values())
    return [row for kept in rows.values() for row in kept if any(one in row for one in theirs)]


def new_world(folder: Path) -> World:
    """Ada and Bob practise; there are staff, an admin, somebody disabled and somebody who left."""
    backend = practice_backend(folder)
    accounts = backend.accounts
    # Outside a transaction in the product; here everything is inside one that is undone.
    backend.vault.reclaim = backend.vault.forget  # type: ignore[method-assign]
    set_up = accounts.invitations.set_up_token()
    assert set_up is not None
    admin = accounts.accept_invitation(set_up, "Root Person", PASSWORD).principal

    def invited(name: str, role: Role) -> Any:
        return accounts.accept_invitation(accounts.invitations.invite(admin, role), name, PASSWORD)

    staff, dismissed = invited("Sam Staff", Role.STAFF), invited("Dee Dismissed", Role.STAFF)
    ada, bob = _practising(backend, "Ada Lovelace", "zanzibar"), _practising(backend, "Bob Builder", "timbuktu")
    gone, banned = accounts.sign_up("Gone Person", PASSWORD), accounts.sign_up("Banned Person", PASSWORD)
    made = _globals(backend, admin)
    accounts.erase(gone.principal)
    for user_id in (banned.principal.user_id, dismissed.principal.user_id):
        backend.administration.set_active(admin, user_id, False)
    long_ago = backend.clock.now() - timedelta(hours=1)
    callers = {
        "self": ada.me,
        "other": bob.me,
        "staff": staff.principal,
        "staff at the user portal": replace(staff.principal, portal=Portal.USER),
        "admin": admin,
        "admin at the user portal": replace(admin, portal=Portal.USER),
        "admin, not confirmed": replace(admin, confirmed_at=long_ago),
        "anonymous": accounts.principal(None, Portal.USER),
        "a made-up token": accounts.principal("x" * 43, Portal.ADMIN),
        "a token of the other portal": accounts.principal(ada.token, Portal.ADMIN),
        "disabled": accounts.principal(banned.token, Portal.USER),
        "disabled staff": accounts.principal(dismissed.token, Portal.ADMIN),
        "deleted": accounts.principal(gone.token, Portal.USER),
        # A request that was under way when the account went.
        "deleted a moment ago": gone.principal,
    }
    world = World(backend, ada, bob, callers, made)
    with backend.database.read() as connection:
        world.rows = all_rows(connection)
    return world


def _practising(backend: Backend, name: str, word: str) -> Person:
    """One answer given, one question open with a draft in it, goals told."""
    signed_in = backend.accounts.sign_up(name, PASSWORD)
    me, coach, canary = signed_in.principal, backend.interview, f"{word}{uuid.uuid4().hex[:8]}"
    coach.onboarding.save(me, {"role": canary})
    run = coach.practice.start(me, choices(resume_text=canary), run_id=str(uuid.uuid4()))
    run = coach.practice.warm_up(me, run.id, "Hello")
    answered = run.asked[0].attempt_id
    coach.practice.answer(me, run.id, answered, f"{GOOD} I wrote {canary} on the box.", seconds=60)
    run = coach.practice.next_question(me, run.id)
    waiting = run.open_question()
    assert waiting is not None
    coach.practice.save_draft(me, run.id, waiting.attempt_id, canary)
    model = UserModelTrainer(backend.workshop, me.user_id).export(TASK)
    forgotten = str(uuid.uuid4())
    backend.my_model.forget_answer(me, answered, receipt_id=forgotten)
    ids = (
        _resumes(backend, me, canary)
        | _career(backend, me, canary)
        | {
            "run": run.id,
            "answered": answered,
            "open": waiting.attempt_id,
            "session": me.session_id,
            "receipt": forgotten,
        }
    )
    plan = backend.career.exports.file(me, ids["plan"], "json").content
    return Person(me, signed_in.token, canary, ids, model, plan)


def _resumes(backend: Backend, me: Principal, canary: str) -> dict[str, str]:
    """A confirmed CV with a copy, a draft, and what may be said."""
    coach, content = backend.resume, SAMPLE_CV.replace("Mara Lindqvist", f"Ada {canary.title()}").encode()
    file_id = str(uuid.uuid4())
    first = coach.reading.read(me, file_id, content, name=canary).draft
    assert first is not None
    coach.reading.confirm(me, first.id, first.row_version)
    copied = coach.versions.copy(me, first.id, str(uuid.uuid4()), label=canary)
    draft = coach.reading.read(me, str(uuid.uuid4()), content, name=canary).draft
    assert draft is not None
    ids = {"resume": first.id, "resume file": file_id, "resume copy": copied.id, "resume draft": draft.id}
    return ids | {
        "claim": next(one.id for one in coach.ledger.claims(me) if one.kind == "skill"),
        **_line_work(coach, me, first.id, canary),
    }


def _line_work(coach: ResumeCoach, me: Principal, resume_id: str, canary: str) -> dict[str, str]:
    """A decision about a line, and a practice begun from a CV."""
    row_version = coach.versions.get(me, resume_id).row_version
    decision = coach.bullets.decide(
        me, resume_id, row_version, "job1.4", str(uuid.uuid4()),
        choice="rejected", offered=canary, reason="other",
    )  # fmt: skip
    question = coach.stories.likely(me, resume_id)[0].question
    run = coach.stories.practise(me, resume_id, question.id, str(uuid.uuid4()))
    return {"decision": decision.id, "practice of a story": run.id}


def _career(backend: Backend, me: Principal, canary: str) -> dict[str, str]:
    """An occupation, a path that was judged, and a plan: a step in their own words, one done, one removed."""
    coach = backend.career
    coach.profile.save(me, 0, occupation="29-1141.00")
    coach.paths.judge(me, "15-1211.01", "interested")
    plan = coach.plan.make(me, "15-1211.01", str(uuid.uuid4()))
    step, done, gone = (one.id for one in plan.steps[:3])
    plan = coach.plan.rename_step(me, plan.id, plan.row_version, step, canary)
    plan = coach.plan.set_state(me, plan.id, plan.row_version, done, "done")
    coach.plan.remove_step(me, plan.id, plan.row_version, gone)
    forgotten = str(uuid.uuid4())
    backend.my_model.coaches.forget(me, "career_coach", receipt_id=forgotten)
    coach.paths.judge(me, "15-1252.00", "interested")
    steps = {
        "career receipt": forgotten,
        "plan": plan.id,
        "plan step": step,
        "plan step done": done,
        "plan step removed": gone,
    }
    return steps | _applied(backend, me, canary)


def _applied(backend: Backend, me: Principal, canary: str) -> dict[str, str]:
    """An application with notes and a follow-up, and a check-in with a note."""
    coach, key, today = backend.career, str(uuid.uuid4()), backend.clock.now().date()
    coach.applications.add(me, key, employer="Acme", role="Baker", stage="saved", on=today, notes=canary)
    coach.applications.move(me, key, 1, "applied", today)
    coach.applications.follow_up(me, key, 2, today + timedelta(days=7), canary)
    check_in = coach.check_ins.keep(me, str(uuid.uuid4()), [canary], canary)
    return {"application": key, "check-in": check_in.id}


def _globals(backend: Backend, admin: Principal) -> dict[str, Any]:
    """A champion with a whole card, a candidate, a data set, a queued run, a comparison that was stopped."""
    trainer = ModelTrainer(backend.workshop)
    config = {"engines": ["expert", "fuzzy"], "folds": 3}
    scenario = backend.training.create_scenario(admin, str(uuid.uuid4()), name="Small", task_type=TASK, config=config)
    rows = trainer.tasks.get(TASK).builtin(REFERENCE)[:96]
    champion = trainer.train_scenario(scenario.id, rows, run_id=str(uuid.uuid4()), by=admin.user_id)
    # Past the gate: the small champion before it has no figures to be compared with.
    backend.database.write(lambda connection: trainer.deploy(connection, champion.id, by=admin.user_id))
    blob = (trainer.registry.folder / TASK / str(champion.number) / FILE_NAME).read_bytes()
    candidate = backend.database.write(
        lambda connection: trainer.registry.register(
            connection,
            name=TASK,
            scenario_id=scenario.id,
            run_id=str(uuid.uuid4()),
            blob=blob,
            data_digest=champion.data_digest,
            card=champion.card,
            at=backend.clock.now(),
            by=admin.user_id,
        )
    )
    uploaded = backend.datasets.upload(admin, TASK, "Our panel", backend.datasets.sample(TASK))
    assert uploaded.dataset is not None
    run = backend.training.start_training(admin, str(uuid.uuid4()), scenario.id, builtin=True)
    flag = RedFlag("suicide", "", ())
    escalation = Escalations(backend.database).queue(admin.user_id, flag, backend.clock.now())
    compared = backend.experiments.start(admin, str(uuid.uuid4()), "tests")
    backend.experiments.stop(admin, compared.id)
    return {
        "experiment": compared.id,
        "escalation": escalation,
        "scenario": scenario.id,
        "champion": champion.id,
        "candidate": candidate.id,
        "training run": run.id,
        "record": {column.name: column.example for column in trainer.tasks.get(TASK).columns},
    }
