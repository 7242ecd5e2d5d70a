"""A CV from file to versions and ledger: confirmed once, edited, restored, copied, deleted; nothing doubled or lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from shared_backend.bootstrap import Backend
from shared_backend.coaching.resume_reading import Read
from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Resume
from shared_backend.storage.tables.resumes import resumes
from tests.people import HandClock
from tests.practising import practice_backend, practiser
from tests.servers import postgres_database
from tests.services.resumes.cv_corpus import cases


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    """An installation on either database."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = practice_backend(tmp_path, url, clock=clock)
        yield made
        made.jobs.close()
        made.database.close()


def read(backend: Backend, me: Principal, file_id: str | None = None, **more: object) -> Read:
    """The sample CV as a file."""
    content = (backend.workshop.reference / "sample_resume.txt").read_bytes()
    return backend.resume.reading.read(me, file_id or str(uuid.uuid4()), content, name="Mara.txt", **more)  # type: ignore[arg-type]


def draft_of(backend: Backend, me: Principal) -> Resume:
    found = read(backend, me).draft
    assert found is not None
    return found


def confirmed(backend: Backend, me: Principal) -> Resume:
    draft = draft_of(backend, me)
    return backend.resume.reading.confirm(me, draft.id, draft.row_version)


def said(backend: Backend, me: Principal) -> set[str]:
    return {one.text for one in backend.resume.ledger.claims(me)}


def test_a_file_becomes_a_draft_once_and_a_master_once(either: Backend) -> None:
    me, file_id = practiser(either), str(uuid.uuid4())
    first, again = read(either, me, file_id).draft, read(either, me, file_id).draft
    assert first == again
    assert first is not None
    assert not first.confirmed
    assert first.label == "Mara"
    assert either.resume.versions.all(me) == ()
    assert said(either, me) == set(), "nothing is said before it is confirmed"
    for _ in range(2):
        master = either.resume.reading.confirm(me, first.id, first.row_version)
    assert (master.master, master.confirmed, master.version) == (True, True, 1)
    assert [one.reason for one in either.resume.versions.history(me, master.id)] == ["confirmed"]
    before = either.resume.ledger.claims(me)
    assert "Zendesk" in {one.text for one in before}
    assert either.resume.reading.drafts(me) == ()
    # The same CV from another file says nothing new.
    second = confirmed(either, me)
    assert not second.master
    assert either.resume.ledger.claims(me) == before


def test_edits_are_saved_and_kept_as_versions(either: Backend) -> None:
    me, versions = practiser(either), either.resume.versions
    cv = confirmed(either, me)
    edited = versions.edit(me, cv.id, cv.row_version, "jobs/job1/bullets", "Lead a team of twelve agents")
    with pytest.raises(StaleVersion):
        versions.edit(me, cv.id, cv.row_version, "name", "Somebody")
    with pytest.raises(StaleVersion):
        versions.remove_entry(me, cv.id, cv.row_version, "jobs", "job1")
    assert not versions.is_kept(me, cv.id)
    assert "Lead a team of twelve agents" not in said(either, me), "it is evidence once it is kept"
    kept = versions.keep(me, cv.id, edited.row_version)
    assert versions.keep(me, cv.id, kept.row_version) == kept, "the same state is kept once"
    assert (kept.version, versions.is_kept(me, cv.id)) == (2, True)
    assert "Lead a team of twelve agents" in said(either, me)
    assert not any("team of nine" in text for text in said(either, me)), "a corrected line is no longer said"
    assert any("26 to 9 hours" in text for text in said(either, me)), "what was left out stays true"
    back = versions.restore(me, cv.id, kept.row_version, 1)
    assert (back.version, back.profile) == (3, cv.profile)
    assert [one.version for one in versions.history(me, cv.id)] == [3, 2, 1]
    assert any("team of nine" in text for text in said(either, me))


def test_restoring_keeps_what_was_not_kept_yet(backend: Backend) -> None:
    me, versions = practiser(backend), backend.resume.versions
    cv = confirmed(backend, me)
    edited = versions.edit(me, cv.id, cv.row_version, "headline", "Team lead")
    assert versions.restore(me, cv.id, edited.row_version, 1).version == 3
    assert versions.history(me, cv.id)[1].profile.headline == "Team lead"


def test_an_empty_entry_is_no_change_to_keep(backend: Backend) -> None:
    me, versions = practiser(backend), backend.resume.versions
    cv = confirmed(backend, me)
    more = versions.add_entry(me, cv.id, cv.row_version, "studies")
    assert versions.is_kept(me, cv.id)
    kept = versions.keep(me, cv.id, more.row_version)
    assert (kept.version, kept.profile) == (1, cv.profile)


def test_one_cv_is_the_master(either: Backend) -> None:
    me, versions = practiser(either), either.resume.versions
    first = confirmed(either, me)
    other = versions.copy(me, first.id, str(uuid.uuid4()), label="For Acme")
    made = versions.make_master(me, other.id, other.row_version)
    assert [(one.id, one.master) for one in versions.all(me)] == [(other.id, True), (first.id, False)]
    assert versions.master(me) == made == versions.make_master(me, other.id, made.row_version)
    with pytest.raises(StaleVersion):
        versions.make_master(me, first.id, first.row_version)
    draft = either.resume.reading.empty(me, str(uuid.uuid4()))
    with pytest.raises(InvalidInput, match="This is right"):
        versions.make_master(me, draft.id, draft.row_version)


def test_a_copy_goes_its_own_way(either: Backend) -> None:
    me, versions, copy_id = practiser(either), either.resume.versions, str(uuid.uuid4())
    cv = confirmed(either, me)
    for _ in range(2):
        made = versions.copy(me, cv.id, copy_id, label=" For  Acme ", used_for="Acme (applied)", job_ad="We bake")
    assert (made.label, made.copy_of, made.master, made.used_for, made.job_ad) == (
        "For Acme",
        cv.id,
        False,
        "Acme (applied)",
        "We bake",
    )
    assert [one.id for one in versions.all(me)] == [cv.id, made.id]
    renamed = versions.rename(me, made.id, made.row_version, "Acme again", "")
    changed = versions.edit(me, made.id, renamed.row_version, "headline", "Baker")
    assert versions.get(me, cv.id).profile == cv.profile
    assert [one.where for one in versions.compare(me, (cv.id, None), (changed.id, None))] == ["Headline"]
    with pytest.raises(InvalidInput, match="name"):
        versions.rename(me, made.id, changed.row_version, "  ")
    with pytest.raises(InvalidInput, match="name"):
        versions.copy(me, cv.id, str(uuid.uuid4()), label="")


def test_what_a_deleted_cv_alone_said_goes_with_it(either: Backend) -> None:
    me, versions = practiser(either), either.resume.versions
    cv = confirmed(either, me)
    copied = versions.copy(me, cv.id, str(uuid.uuid4()), label="For Acme")
    edited = versions.edit(me, cv.id, cv.row_version, "headline", "Only the master says this")
    versions.keep(me, cv.id, edited.row_version)
    either.resume.ledger.add(me, "skill", "Fork lift licence")
    assert versions.delete(me, cv.id) == 1
    left = either.resume.ledger.claims(me)
    assert "Only the master says this" not in {one.text for one in left}
    assert {one.source_id for one in left} == {copied.id, ""}
    master = versions.master(me)
    assert master is not None
    assert master.id == copied.id, "somebody with a CV has a master"
    versions.delete(me, copied.id)
    assert said(either, me) == {"Fork lift licence"}
    assert {one.key for one in either.my_data.kept(me) if one.records} == {"ledger"}


def test_what_the_owner_took_out_stays_out(backend: Backend) -> None:
    me, versions, ledger = practiser(backend), backend.resume.versions, backend.resume.ledger
    cv = confirmed(backend, me)
    (claim,) = (one for one in ledger.claims(me) if one.text == "Zendesk")
    ledger.remove(me, claim.id)
    edited = versions.edit(me, cv.id, cv.row_version, "headline", "Team lead")
    versions.keep(me, cv.id, edited.row_version)
    assert "Zendesk" not in said(backend, me)
    assert "Team lead" in said(backend, me)
    ledger.add(me, "skill", "zendesk")
    assert "zendesk" in said(backend, me)
    with pytest.raises(NotFound):
        ledger.remove(me, claim_id=str(uuid.uuid4()))


def test_a_claim_is_typed_confirmed_and_doubted(backend: Backend) -> None:
    me, ledger = practiser(backend), backend.resume.ledger
    claim = ledger.add(me, "achievement", "  Baked 40   loaves ")
    assert (claim.text, claim.source, claim.confirmed) == ("Baked 40 loaves", "typed", True)
    assert ledger.add(me, "achievement", "baked 40 loaves") == claim
    assert not ledger.set_confirmed(me, claim.id, False).confirmed
    assert ledger.add(me, "achievement", "Baked 40 loaves") == claim
    for kind, text in (("salary", "x"), ("skill", "  "), ("skill", "x" * 1001)):
        with pytest.raises(InvalidInput):
            ledger.add(me, kind, text)  # type: ignore[arg-type]


def test_what_cannot_be_read_leaves_no_trace(backend: Backend) -> None:
    me = practiser(backend)
    pdf = next(case for case in cases() if case.name == "reportlab_single").data()
    for content in (b"", pdf[:4000], b"Dear all, the lift is out of order.", b"\x89PNG" + b"\0" * 500):
        found = backend.resume.reading.read(me, str(uuid.uuid4()), content)
        assert found.draft is None
    assert {one.key for one in backend.my_data.kept(me) if one.records} == set()
    empty = backend.resume.reading.empty(me, str(uuid.uuid4()))
    with pytest.raises(InvalidInput, match="at least one field"):
        backend.resume.reading.confirm(me, empty.id, empty.row_version)


def test_a_draft_that_changed_elsewhere_is_not_confirmed_unseen(backend: Backend) -> None:
    me = practiser(backend)
    draft = draft_of(backend, me)
    backend.resume.versions.edit(me, draft.id, draft.row_version, "name", "Mara L.")
    with pytest.raises(StaleVersion):
        backend.resume.reading.confirm(me, draft.id, draft.row_version)
    assert said(backend, me) == set()
    for early in (
        lambda: backend.resume.versions.keep(me, draft.id, 2),
        lambda: backend.resume.versions.copy(me, draft.id, str(uuid.uuid4()), label="x"),
    ):
        with pytest.raises(InvalidInput, match="This is right"):
            early()


def test_where_a_value_stands_and_the_page_it_stands_on(backend: Backend) -> None:
    me = practiser(backend)
    pdf = next(case for case in cases() if case.name == "reportlab_single").data()
    draft = backend.resume.reading.read(me, str(uuid.uuid4()), pdf, name="Amara.pdf").draft
    assert draft is not None
    assert draft.file_id is not None
    source = backend.resume.reading.source(me, draft.id)
    assert source is not None
    assert (source.kind, source.pages, source.hidden, source.remarks) == ("pdf", 1, (), ())
    assert source.places["name"] == "page 1, line 1"
    assert source.places["jobs/job1/title"].startswith("page 1, line ")
    assert set(source.places) >= {"email", "skills", "jobs/job2/start", "studies/study1/degree", "jobs/job1/bullets"}
    picture = backend.resume.reading.page_image(me, draft.file_id, 1)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 2_000_000
    for page in (0, 2, 99):
        assert backend.resume.reading.page_image(me, draft.file_id, page) is None
    stranger = practiser(backend)
    with pytest.raises(NotFound):
        backend.resume.reading.page_image(stranger, draft.file_id, 1)
    with pytest.raises(NotFound):
        backend.resume.reading.source(stranger, draft.id)


def test_the_same_file_is_read_the_same(backend: Backend) -> None:
    me = practiser(backend)
    first, second = draft_of(backend, me), draft_of(backend, me)
    assert first.profile == second.profile
    assert replace(first, id=second.id, file_id=second.file_id) == second


def test_a_damaged_cv_keeps_the_others_and_can_be_deleted(backend: Backend) -> None:
    me, versions = practiser(backend), backend.resume.versions
    cv = confirmed(backend, me)
    copied = versions.copy(me, cv.id, str(uuid.uuid4()), label="For Acme")
    spoilt = update(resumes).where(resumes.c.id == cv.id).values(sealed=b"\x01\x01" + b"\x00" * 80)
    backend.database.write(lambda connection: connection.execute(spoilt))
    assert [one.id for one in versions.all(me)] == [copied.id]
    assert versions.damaged(me) == (cv.id,)
    with pytest.raises(RecordUnreadable):
        versions.get(me, cv.id)
    versions.delete(me, cv.id)
    assert versions.damaged(me) == ()
    master = versions.master(me)
    assert master is not None
    assert "Zendesk" in said(backend, me), "the copy says it as well"
    assert "resume_files" not in {one.key for one in backend.my_data.kept(me) if one.records}
