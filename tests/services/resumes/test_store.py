"""CVs and their files at rest: sealed, only their owner's, never overwritten by an older state, stored once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable, StaleVersion
from shared_backend.domain.resume import Bullet, Job, Profile, Resume
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.files import MOST_FILES, GivenFile, ResumeFiles
from shared_backend.services.resumes.store import ResumeStore
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.resumes import resume_files, resume_versions, resumes

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
WORDS = "zanzibar"
PROFILE = Profile(name=WORDS, jobs=(Job("job1", "Acme", bullets=(Bullet("job1.1", "Baked bread"),)),))
RESUME = Resume("cv-1", "My CV", True, PROFILE, AT, AT)


def stored(storage: Storage, *resumes_: Resume, user_id: str = "ada") -> ResumeStore:
    """A store with these CVs."""
    store = ResumeStore(storage.vault)
    storage.vault.create(user_id)
    for one in resumes_:
        storage.database.write(lambda connection, one=one: store.add(connection, user_id, one))
    return store


def test_what_is_stored_comes_back_and_lies_sealed(storage: Storage) -> None:
    store = stored(storage, RESUME)
    storage.database.write(lambda c: store.keep(c, "ada", RESUME, "confirmed"))
    with storage.database.read() as connection:
        assert store.resume(connection, "ada", "cv-1") == RESUME
        (kept,) = store.versions(connection, "ada", "cv-1")
        assert (kept.version, kept.profile, kept.reason) == (1, PROFILE, "confirmed")
        for table in (resumes, resume_versions):
            (row,) = connection.execute(select(table)).all()
            assert WORDS not in repr(tuple(row))


def test_the_same_id_is_stored_once_and_never_taken_from_somebody(storage: Storage) -> None:
    store = stored(storage, RESUME, replace(RESUME, label="Sent again"))
    storage.vault.create("bob")
    with storage.database.read() as connection:
        assert store.resume(connection, "ada", "cv-1").label == "My CV"
    with pytest.raises(InvalidInput):
        storage.database.write(lambda c: store.add(c, "bob", RESUME))
    with storage.database.read() as connection, pytest.raises(NotFound):
        store.resume(connection, "bob", "cv-1")
    for act in (
        lambda c: store.delete(c, "bob", "cv-1"),
        lambda c: store.save(c, "bob", RESUME, AT),
        lambda c: store.versions(c, "bob", "cv-1"),
        lambda c: store.version(c, "bob", "cv-1", 1),
    ):
        with pytest.raises(NotFound):
            storage.database.write(act)


def test_an_older_state_overwrites_nothing(storage: Storage) -> None:
    store = stored(storage, RESUME)
    first = storage.database.write(lambda c: store.save(c, "ada", replace(RESUME, label="First"), AT))
    assert first.row_version == 2
    with pytest.raises(StaleVersion, match="another window"):
        storage.database.write(lambda c: store.save(c, "ada", replace(RESUME, label="Second"), AT))
    with storage.database.read() as connection:
        assert store.resume(connection, "ada", "cv-1") == first


def test_the_master_is_listed_first(local_storage: Storage) -> None:
    later = replace(RESUME, id="cv-2", master=False, updated_at=AT.replace(year=2027))
    store = stored(local_storage, RESUME, later)
    with local_storage.database.read() as connection:
        assert [one.id for one in store.resumes(connection, "ada")] == ["cv-1", "cv-2"]


def test_a_damaged_cv_is_said_to_be_unreadable(local_storage: Storage) -> None:
    store = stored(local_storage, RESUME)
    spoilt = update(resumes).values(sealed=b"\x01\x01" + b"\x00" * 80)
    local_storage.database.write(lambda c: c.execute(spoilt))
    with local_storage.database.read() as connection, pytest.raises(RecordUnreadable):
        store.resume(connection, "ada", "cv-1")


def test_a_file_is_kept_as_it_was_given(storage: Storage) -> None:
    files, given = ResumeFiles(storage.vault), GivenFile("file-1", f"{WORDS}.pdf", AT, Reading("txt", text=WORDS))
    storage.vault.create("ada")
    storage.vault.create("bob")
    data = WORDS.encode() * 1000
    for _ in range(2):
        storage.database.write(lambda c: files.add(c, "ada", given, data))
    with storage.database.read() as connection:
        assert files.given(connection, "ada", "file-1") == given
        assert files.data(connection, "ada", "file-1") == data
        (row,) = connection.execute(select(resume_files)).all()
        assert WORDS not in repr(tuple(row))
        assert files.find(connection, "bob", "file-1") is None
        with pytest.raises(NotFound):
            files.data(connection, "bob", "file-1")
        with pytest.raises(NotFound):
            files.given(connection, "bob", "file-1")
    with pytest.raises(InvalidInput):
        storage.database.write(lambda c: files.add(c, "bob", given, data))
    storage.database.write(lambda c: files.delete(c, "bob", "file-1"))
    storage.database.write(lambda c: files.delete(c, "ada", "file-1"))
    with storage.database.read() as connection:
        assert files.find(connection, "ada", "file-1") is None


def test_so_many_files_and_no_more(local_storage: Storage) -> None:
    files, vault = ResumeFiles(local_storage.vault), local_storage.vault
    vault.create("ada")

    def add(number: int) -> None:
        given = GivenFile(f"file-{number}", "", AT, Reading("txt"))
        local_storage.database.write(lambda c: files.add(c, "ada", given, b"x"))

    for number in range(MOST_FILES):
        add(number)
    with pytest.raises(InvalidInput, match="Delete one"):
        add(MOST_FILES)
    add(0)
