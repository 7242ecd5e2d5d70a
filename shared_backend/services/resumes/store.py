"""A person's CVs and their kept versions at rest: sealed rows of the person named, of nobody else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable, StaleVersion
from shared_backend.domain.resume import Profile, Resume
from shared_backend.storage.tables.resumes import bullet_decisions, resume_versions, resumes
from shared_backend.storage.vault import Vault

UNREADABLE = "One of your CVs could not be read. It was left as it is; the others are not affected."
USED = "This form was used already. Reload the page and start again."
STALE = "This CV changed in another window. Nothing was overwritten: look at the new state and change it there."


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One state of a CV that was kept, and why ("confirmed", "edited", "restored from version 2")."""

    version: int
    profile: Profile
    kept_at: datetime
    reason: str = ""


_RESUME: TypeAdapter[Resume] = TypeAdapter(Resume)
_KEPT: TypeAdapter[KeptVersion] = TypeAdapter(KeptVersion)


class ResumeStore:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, connection: Connection, user_id: str, resume: Resume) -> Resume:
        """Store a new CV; the same id again gives the stored one. Raises `InvalidInput` for an id in other hands."""
        known = self.find(connection, user_id, resume.id)
        if known is not None:
            return known
        new = replace(resume, row_version=1)
        statement = insert(resumes).values(
            id=new.id,
            user_id=user_id,
            file_id=new.file_id,
            copy_of=new.copy_of,
            created_at=new.created_at,
            updated_at=new.updated_at,
            row_version=1,
            sealed=self._seal(user_id, new),
        )
        try:
            connection.execute(statement)
        except IntegrityError:
            raise InvalidInput(USED) from None
        return new

    def find(self, connection: Connection, user_id: str, resume_id: str) -> Resume | None:
        """One CV of this person, or None."""
        query = select(resumes).where(resumes.c.id == resume_id, resumes.c.user_id == user_id)
        row = connection.execute(query).one_or_none()
        return None if row is None else self._opened(user_id, row)

    def resume(self, connection: Connection, user_id: str, resume_id: str) -> Resume:
        """One CV. Raises `NotFound`, also when it is somebody else's."""
        found = self.find(connection, user_id, resume_id)
        if found is None:
            raise NotFound("There is no such CV.")
        return found

    def resumes(self, connection: Connection, user_id: str) -> tuple[Resume, ...]:
        """All CVs of this person that can be read: the master first, then the one changed last."""
        query = select(resumes).where(resumes.c.user_id == user_id).order_by(resumes.c.updated_at.desc(), resumes.c.id)
        found = []
        for row in connection.execute(query):
            # One that is damaged must not keep the others back; `damaged` names it.
            with suppress(RecordUnreadable):
                found.append(self._opened(user_id, row))
        return tuple(sorted(found, key=lambda one: not one.master))

    def damaged(self, connection: Connection, user_id: str) -> tuple[str, ...]:
        """The ids of CVs that can no longer be read."""
        ids = connection.execute(select(resumes.c.id).where(resumes.c.user_id == user_id)).scalars()
        readable = {one.id for one in self.resumes(connection, user_id)}
        return tuple(sorted(set(ids) - readable))

    def file_id(self, connection: Connection, user_id: str, resume_id: str) -> str | None:
        """The file a CV was read from, also of one that is damaged. Raises `NotFound`."""
        query = select(resumes.c.file_id).where(resumes.c.id == resume_id, resumes.c.user_id == user_id)
        row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("There is no such CV.")
        return None if row.file_id is None else str(row.file_id)

    def save(self, connection: Connection, user_id: str, resume: Resume, at: datetime) -> Resume:
        """Store a changed CV. Raises `StaleVersion` when it changed since `resume` was read, `NotFound` when gone."""
        saved = replace(resume, row_version=resume.row_version + 1, updated_at=at)
        mine = (resumes.c.id == resume.id, resumes.c.user_id == user_id)
        changed = connection.execute(
            update(resumes)
            .where(*mine, resumes.c.row_version == resume.row_version)
            .values(updated_at=at, row_version=saved.row_version, sealed=self._seal(user_id, saved))
        )
        if changed.rowcount != 1:
            self.resume(connection, user_id, resume.id)
            raise StaleVersion(STALE)
        return saved

    def delete(self, connection: Connection, user_id: str, resume_id: str) -> None:
        """Delete a CV with its versions and what was decided about its lines. Raises `NotFound`."""
        for table in (bullet_decisions, resume_versions):
            connection.execute(delete(table).where(table.c.user_id == user_id, table.c.resume_id == resume_id))
        mine = (resumes.c.id == resume_id, resumes.c.user_id == user_id)
        if connection.execute(delete(resumes).where(*mine)).rowcount != 1:
            raise NotFound("There is no such CV.")

    def keep(self, connection: Connection, user_id: str, resume: Resume, reason: str) -> None:
        """Store the present state as version `resume.version`, which is never changed afterwards."""
        table = resume_versions
        kept = KeptVersion(resume.version, resume.profile, resume.updated_at, reason)
        place = f"{resume.id}/{resume.version}"
        connection.execute(
            insert(table).values(
                resume_id=resume.id,
                version=resume.version,
                user_id=user_id,
                created_at=resume.updated_at,
                sealed=self._vault.seal(user_id, table.name, place, "sealed", 1, _KEPT.dump_json(kept)),
            )
        )

    def versions(self, connection: Connection, user_id: str, resume_id: str) -> tuple[KeptVersion, ...]:
        """The kept versions of a CV, newest first. Raises `NotFound`, also for somebody else's CV."""
        self.resume(connection, user_id, resume_id)
        table = resume_versions
        query = select(table).where(table.c.user_id == user_id, table.c.resume_id == resume_id)
        rows = connection.execute(query.order_by(table.c.version.desc()))
        return tuple(self._kept(user_id, row) for row in rows)

    def version(self, connection: Connection, user_id: str, resume_id: str, number: int) -> KeptVersion:
        """One kept version. Raises `NotFound`."""
        table = resume_versions
        mine = (table.c.user_id == user_id, table.c.resume_id == resume_id, table.c.version == number)
        row = connection.execute(select(table).where(*mine)).one_or_none()
        if row is None:
            raise NotFound("There is no such version of this CV.")
        return self._kept(user_id, row)

    def _kept(self, user_id: str, row: Any) -> KeptVersion:
        place = f"{row.resume_id}/{row.version}"
        plain = self._vault.open(user_id, resume_versions.name, place, "sealed", 1, row.sealed)
        try:
            return _KEPT.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None

    def _opened(self, user_id: str, row: Any) -> Resume:
        plain = self._vault.open(user_id, resumes.name, row.id, "sealed", row.row_version, row.sealed)
        try:
            return _RESUME.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None

    def _seal(self, user_id: str, resume: Resume) -> bytes:
        plain = _RESUME.dump_json(resume)
        return self._vault.seal(user_id, resumes.name, resume.id, "sealed", resume.row_version, plain)
