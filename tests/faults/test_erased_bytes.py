"""P2: after an account was erased no byte of what the person wrote, is called or was known by is left in the folder."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, select
from structlog import configure, get_config

from shared_backend import logs
from shared_backend.bootstrap import Backend
from shared_backend.domain.application import STAGES, Stage
from shared_backend.domain.errors import UnsafeContent
from shared_backend.domain.principal import Principal
from shared_backend.storage.database import Database
from shared_backend.storage.tables import metadata
from shared_backend.storage.tables.accounts import sessions
from shared_backend.storage.tables.audit import audit_entries
from shared_backend.storage.tables.practice import escalations
from shared_backend.storage.tables.vault import data_keys
from tests.faults.access_world import SAMPLE_CV
from tests.people import PASSWORD, HandClock
from tests.practising import GOOD, choices, practice_backend


class Planted:
    """Words nobody else uses, one for each place they are written to."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.words: list[str] = []

    def word(self) -> str:
        """A new one."""
        self.words.append(f"{self.who}{uuid.uuid4().hex[:12]}")
        return self.words[-1]


def live(backend: Backend, planted: Planted) -> Principal:
    """Somebody who uses everything there is and leaves a word in every field."""
    me = backend.accounts.sign_up(f"Name {planted.word()}", PASSWORD).principal
    coach = backend.interview
    coach.onboarding.save(me, {"role": planted.word(), "job_ad": planted.word(), "resume_text": planted.word()})
    for _ in range(5):
        pasted = {"role": planted.word(), "job_ad": planted.word(), "resume_text": planted.word()}
        run = coach.practice.start(me, choices(**pasted), run_id=str(uuid.uuid4()))
        coach.practice.save_draft(me, run.id, "warm_up", planted.word())
        run = coach.practice.warm_up(me, run.id, f"Hello {planted.word()}")
        for number in range(3):
            waiting = run.open_question()
            assert waiting is not None
            coach.practice.save_draft(me, run.id, waiting.attempt_id, planted.word())
            if number == 2:
                break
            answer = f"{GOOD} {planted.word()} {'I wrote it on the box. ' * 20} {planted.word()}"
            coach.practice.answer(me, run.id, waiting.attempt_id, answer, seconds=60)
            coach.feedback.rate_self(me, waiting.attempt_id, 4)
            coach.feedback.score_opinion(me, waiting.attempt_id, "too_harsh", planted.word())
            coach.feedback.rate_advice(me, waiting.attempt_id, helpful=True, rating=5)
            run = coach.practice.next_question(me, run.id)
        backend.my_model.view(me)
    backend.my_model.forget_answer(me, run.asked[0].attempt_id, receipt_id=str(uuid.uuid4()))
    first = coach.reports.history(me)[-1]
    coach.feedback.delete_answer(me, first.asked[0].attempt_id)
    alarming = f"I want to kill myself {planted.word()}"
    with pytest.raises(UnsafeContent):
        coach.practice.answer(me, run.id, run.asked[-1].attempt_id, alarming, seconds=1)
    give_a_cv(backend, me, planted)
    plan_a_career(backend, me, planted)
    packed = io.BytesIO(b"".join(backend.my_data.export(me)))
    model = zipfile.ZipFile(packed).read("user_model_interview_coach.json")
    backend.my_data.import_model(me, model)
    backend.my_data.delete_run(me, first.id)
    return me


def give_a_cv(backend: Backend, me: Principal, planted: Planted) -> None:
    """A CV with a word in its file, name, copy, edit and ledger."""
    coach = backend.resume
    text = SAMPLE_CV.replace("Mara Lindqvist", f"Ada {planted.word().title()}").replace("Zendesk", planted.word())
    planted.words[-2] = planted.words[-2].title()
    draft = coach.reading.read(me, str(uuid.uuid4()), text.encode(), name=f"{planted.word()}.txt").draft
    assert draft is not None
    master = coach.reading.confirm(me, draft.id, draft.row_version)
    master = coach.versions.edit(me, master.id, master.row_version, "headline", planted.word())
    coach.versions.keep(me, master.id, master.row_version)
    copied = {"label": planted.word(), "used_for": planted.word(), "job_ad": planted.word()}
    coach.versions.copy(me, master.id, str(uuid.uuid4()), **copied)
    coach.ledger.add(me, "skill", planted.word())
    gone = coach.reading.read(me, str(uuid.uuid4()), text.encode(), name=planted.word()).draft
    assert gone is not None
    coach.versions.delete(me, gone.id)


def plan_a_career(backend: Backend, me: Principal, planted: Planted) -> None:
    """A path that was judged, a plan with a word in a title and a note, and one that is deleted."""
    coach = backend.career
    coach.profile.save(me, 0, occupation="29-1141.00")
    coach.paths.judge(me, "15-1211.01", "interested")
    for _ in range(2):
        plan = coach.plan.make(me, "15-1211.01", str(uuid.uuid4()))
        step = plan.steps[0].id
        plan = coach.plan.rename_step(me, plan.id, plan.row_version, step, planted.word())
        plan = coach.plan.annotate(me, plan.id, plan.row_version, step, planted.word())
    coach.plan.delete(me, plan.id)
    today = backend.clock.now().date()
    for _ in range(2):
        key, employer = str(uuid.uuid4()), planted.word()
        told = {"role": planted.word(), "notes": planted.word(), "ad": planted.word()}
        coach.applications.add(me, key, employer=employer, stage="applied", on=today, **told)
        coach.applications.follow_up(me, key, 1, today, planted.word())
    coach.applications.delete(me, key, employer)
    coach.application_stages.save(me, 0, [*STAGES, Stage("own", planted.word(), "replied")], 30)
    coach.check_ins.keep(me, str(uuid.uuid4()), [planted.word()], planted.word())


def known_by(backend: Backend, me: Principal) -> list[bytes]:
    """Every id, fingerprint and sealed record of the person, as they lie in their rows; not the account's number."""
    found = [PASSWORD.encode()]
    with backend.database.read() as connection:
        for table in metadata.sorted_tables:
            owner = table.c.get("user_id", table.c.get("subject_id") if table is data_keys else None)
            if owner is None:
                continue
            telling = [c for c in table.c if isinstance(c.type, LargeBinary) or c.name.endswith(("_digest", "_hash"))]
            telling += [c for c in table.primary_key if c.name not in {"user_id", "slot", "version"}]
            for row in connection.execute(select(*telling).where(owner == me.user_id)):
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row if v is not None]
        wrapped = connection.execute(
            select(data_keys.c.wrapped).where(data_keys.c.subject_id == me.user_id)
        ).scalar_one()
        # A sealed row may be cut over pages of the file: a piece of it tells as much.
        found += [wrapped[12:44], *(value[40:100] for value in found if len(value) > 200)]
        hashes = select(sessions.c.token_hash).where(sessions.c.user_id == me.user_id)
        found += [value.encode() for value in connection.execute(hashes).scalars()]
    return found


def hits(folder: Path, needles: list[bytes]) -> list[str]:
    """Where any of the byte strings is found."""
    files = [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
    return [f"{path.name}: {number}" for path, held in files for number, n in enumerate(needles) if n in held]


def in_audit(backend: Backend, number: bytes) -> int:
    """How often the audit log names this."""
    with backend.database.read() as connection:
        rows = connection.execute(select(audit_entries.c.actor, audit_entries.c.subject, audit_entries.c.facts))
        return sum(cell.encode().count(number) for row in rows for cell in row)


def in_files(folder: Path, number: bytes) -> int:
    """How often it stands in the folder."""
    return sum(path.read_bytes().count(number) for path in folder.rglob("*") if path.is_file())


@contextmanager
def installation(folder: Path) -> Iterator[Backend]:
    before = get_config()
    backend = practice_backend(folder, clock=HandClock())
    logs.configure("debug")
    yield backend
    backend.jobs.close()
    backend.database.close()
    configure(**before)


def encoded(words: list[str]) -> list[bytes]:
    """A text as a file may hold it."""
    return [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le")]


def test_nothing_of_the_person_is_left(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with installation(tmp_path) as backend:
        mine, theirs = Planted("zanzibar"), Planted("timbuktu")
        ada = live(backend, mine)
        bob = live(backend, theirs)
        assert len(mine.words) >= 64
        assert hits(tmp_path, encoded(mine.words + theirs.words)) == [], "sealed from the first moment"
        needles, others = known_by(backend, ada), known_by(backend, bob)
        assert len(hits(tmp_path, needles)) >= 20, "before erasing it is there, so the scan works"
        still = sorted(hits(tmp_path, others))
        receipt = backend.accounts.erase(ada)
        # The audit log is kept. It names random numbers: the account's, and a receipt's of what a model forgot.
        audited = [n for n in needles if in_audit(backend, n)]
        assert len(audited) == 1
        assert hits(tmp_path, [n for n in needles if n not in audited] + encoded(mine.words)) == []
        for number in (ada.user_id.encode(), *audited):
            assert in_files(tmp_path, number) == in_audit(backend, number) > 0
        assert sorted(hits(tmp_path, others)) == still, "nothing of anybody else is gone"
        assert not [word for word in mine.words if word in receipt.as_json().decode()]
    said = "".join(capfd.readouterr())
    assert not [word for word in mine.words + theirs.words if word in said], "nor in the log"


def test_the_scan_notices_a_table_that_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with installation(tmp_path) as backend:
        ada = live(backend, Planted("zanzibar"))
        needles = known_by(backend, ada)
        # A table that hangs on nothing, so that the database itself does not refuse to leave it.
        left_out = Table(escalations.name, MetaData(), Column("account", String(36)))
        tables = [left_out if table is escalations else table for table in metadata.sorted_tables]
        monkeypatch.setattr(type(metadata), "sorted_tables", tables)
        backend.accounts.erase(ada)
        monkeypatch.undo()
        assert len(hits(tmp_path, needles)) >= 2


def test_the_scan_notices_pages_that_are_only_unlinked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "reclaim", lambda *_: None)
    with installation(tmp_path) as backend:
        ada = live(backend, Planted("zanzibar"))
        needles = known_by(backend, ada)
        raw = backend.database.engine.raw_connection()
        raw.cursor().execute("PRAGMA secure_delete=OFF")
        raw.close()
        backend.accounts.erase(ada)
        assert hits(tmp_path, needles)
