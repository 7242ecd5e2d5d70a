"""The CVs of a person: edit, keep versions, restore, make tailored copies, rename, delete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.coaching.resume_keeping import forget_in_ledger, keep_in_ledger
from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Profile, Resume
from shared_backend.services.resumes.comparing import Difference, differences
from shared_backend.services.resumes.editing import Entries, added, edited, moved_up, removed, without_empty
from shared_backend.services.resumes.store import STALE, KeptVersion
from shared_backend.services.resumes.story_lines import story_lines

LONGEST_LABEL = 120
LONGEST_AD = 20_000


class ResumeVersions:
    """Each command is one transaction. `row_version` is that of the CV as it was shown: an older one is refused."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk

    def all(self, principal: Principal) -> tuple[Resume, ...]:
        """Confirmed CVs: the master first, then the one changed last."""
        with self._desk.database.read() as connection:
            return tuple(one for one in self._desk.store.resumes(connection, principal.user_id) if one.confirmed)

    def damaged(self, principal: Principal) -> tuple[str, ...]:
        """The ids of CVs that can no longer be read; they can be deleted."""
        with self._desk.database.read() as connection:
            return self._desk.store.damaged(connection, principal.user_id)

    def get(self, principal: Principal, resume_id: str) -> Resume:
        """One CV, confirmed or not. Raises `NotFound`."""
        with self._desk.database.read() as connection:
            return self._desk.store.resume(connection, principal.user_id, resume_id)

    def master(self, principal: Principal) -> Resume | None:
        """The master CV, or None while none is confirmed."""
        return next((one for one in self.all(principal) if one.master), None)

    def for_practice(self, principal: Principal) -> str:
        """What the master says its owner did and knows, line by line, for the interview coach; empty without one."""
        master = self.master(principal)
        return "" if master is None else story_lines(master.profile, LONGEST_AD)

    def edit(self, principal: Principal, resume_id: str, row_version: int, where: str, text: str) -> Resume:
        """Write one field anew and save; `where` as in `services.resumes.editing.edited`."""
        return self._change(principal, resume_id, row_version, lambda profile: edited(profile, where, text))

    def add_entry(
        self, principal: Principal, resume_id: str, row_version: int, table: Entries, after: str = ""
    ) -> Resume:
        """Add an empty job, study or section; after a job, another one at the same employer."""
        return self._change(principal, resume_id, row_version, lambda profile: added(profile, table, after))

    def remove_entry(self, principal: Principal, resume_id: str, row_version: int, table: Entries, key: str) -> Resume:
        """Remove one job, study or section."""
        return self._change(principal, resume_id, row_version, lambda profile: removed(profile, table, key))

    def move_entry_up(self, principal: Principal, resume_id: str, row_version: int, table: Entries, key: str) -> Resume:
        """Move one job, study or section a place up."""
        return self._change(principal, resume_id, row_version, lambda profile: moved_up(profile, table, key))

    def keep(
        self, principal: Principal, resume_id: str, row_version: int, profile: Profile | None = None, reason: str = ""
    ) -> Resume:
        """Keep the present state, or another `profile`, as the next version; the same as the last is kept once.

        What is new in it enters the ledger, confirmed: its owner wrote it or said that it is right.

        Raises
        ------
        InvalidInput
            For a CV that was not confirmed yet.
        StaleVersion
            When it changed elsewhere.
        """

        def work(connection: Connection) -> Resume:
            user_id, now = principal.user_id, self._desk.clock.now()
            resume = self._desk.store.resume(connection, user_id, resume_id)
            if not resume.confirmed:
                raise InvalidInput("Look this CV over first and press “This is right”.")
            wanted = without_empty(resume.profile if profile is None else profile)
            last = self._desk.store.version(connection, user_id, resume_id, resume.version)
            if wanted == last.profile:
                same = replace(resume, profile=wanted, row_version=row_version)
                return resume if wanted == resume.profile else self._desk.store.save(connection, user_id, same, now)
            changed = replace(resume, profile=wanted, version=resume.version + 1, row_version=row_version)
            return keep_in_ledger(self._desk, connection, user_id, changed, now, reason or "edited")

        return self._desk.database.write(work)

    def is_kept(self, principal: Principal, resume_id: str) -> bool:
        """Whether the present state is the last kept version; entries in which nothing is written do not count."""
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            last = self._desk.store.version(connection, principal.user_id, resume_id, resume.version)
        return without_empty(resume.profile) == last.profile

    def history(self, principal: Principal, resume_id: str) -> tuple[KeptVersion, ...]:
        """The kept versions, newest first."""
        with self._desk.database.read() as connection:
            return self._desk.store.versions(connection, principal.user_id, resume_id)

    def compare(
        self, principal: Principal, before: tuple[str, int | None], after: tuple[str, int | None]
    ) -> tuple[Difference, ...]:
        """What differs between two states, each a CV's id and the number of a version (None: as it is now)."""
        with self._desk.database.read() as connection:
            old, new = (self._state(connection, principal.user_id, *which) for which in (before, after))
        return differences(old, new)

    def restore(self, principal: Principal, resume_id: str, row_version: int, number: int) -> Resume:
        """Make an old version the present state, as a new version; what is there now stays as one too."""
        with self._desk.database.read() as connection:
            old = self._desk.store.version(connection, principal.user_id, resume_id, number)

        def work(_connection: Connection) -> Resume:
            # What was edited and not kept yet must not be lost.
            present = self.keep(principal, resume_id, row_version)
            return self.keep(
                principal, resume_id, present.row_version, old.profile, reason=f"restored from version {number}"
            )

        return self._desk.database.write(work)

    def copy(
        self, principal: Principal, resume_id: str, copy_id: str, *, label: str, used_for: str = "", job_ad: str = ""
    ) -> Resume:
        """A tailored copy with its own versions; the same `copy_id` makes one."""
        named = _label(label)
        if len(job_ad) > LONGEST_AD:
            raise InvalidInput(f"A job ad can hold {LONGEST_AD:,} characters. Leave out what is not about the job.")

        def work(connection: Connection) -> Resume:
            user_id, now = principal.user_id, self._desk.clock.now()
            known = self._desk.store.find(connection, user_id, copy_id)
            if known is not None:
                return known
            source = self._desk.store.resume(connection, user_id, resume_id)
            if not source.confirmed:
                raise InvalidInput("Look this CV over first and press “This is right”.")
            made = Resume(
                copy_id,
                named,
                False,
                without_empty(source.profile),
                now,
                now,
                copy_of=source.id,
                used_for=_short(used_for),
                job_ad=job_ad,
                confirmed=True,
            )
            self._desk.store.add(connection, user_id, made)
            self._desk.store.keep(connection, user_id, made, "copied")
            return made

        return self._desk.database.write(work)

    def rename(self, principal: Principal, resume_id: str, row_version: int, label: str, used_for: str = "") -> Resume:
        """Change what a CV is called and what it was used for; no new version."""
        named, used = _label(label), _short(used_for)

        def work(connection: Connection) -> Resume:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            changed = replace(resume, label=named, used_for=used, row_version=row_version)
            return self._desk.store.save(connection, principal.user_id, changed, self._desk.clock.now())

        return self._desk.database.write(work)

    def make_master(self, principal: Principal, resume_id: str, row_version: int) -> Resume:
        """Let this CV be the one that opens first and that interview practice uses; no new version.

        Raises
        ------
        InvalidInput
            When it was not looked over yet.
        """

        def work(connection: Connection) -> Resume:
            user_id, store, now = principal.user_id, self._desk.store, self._desk.clock.now()
            resume = store.resume(connection, user_id, resume_id)
            if row_version != resume.row_version:
                raise StaleVersion(STALE)
            if not resume.confirmed:
                raise InvalidInput("Look this CV over first and press “This is right”.")
            if resume.master:
                return resume
            for other in store.resumes(connection, user_id):
                if other.master:
                    store.save(connection, user_id, replace(other, master=False), now)
            return store.save(connection, user_id, replace(resume, master=True), now)

        return self._desk.database.write(work)

    def delete(self, principal: Principal, resume_id: str) -> int:
        """Delete a CV with its versions, its file and the claims that rest on it alone; how many claims went.

        The oldest CV left becomes the master when the master goes. One that can no longer be read is deleted like
        any other.
        """

        def work(connection: Connection) -> int:
            user_id, store = principal.user_id, self._desk.store
            file_id = store.file_id(connection, user_id, resume_id)
            claims = forget_in_ledger(self._desk, connection, user_id, resume_id)
            store.delete(connection, user_id, resume_id)
            left = [one for one in store.resumes(connection, user_id) if one.confirmed]
            if file_id is not None:
                self._desk.files.delete(connection, user_id, file_id)
            if left and not any(one.master for one in left):
                oldest = min(left, key=lambda one: (one.created_at, one.id))
                store.save(connection, user_id, replace(oldest, master=True), self._desk.clock.now())
            return claims

        return self._desk.database.write(work)

    def _state(self, connection: Connection, user_id: str, resume_id: str, number: int | None) -> Profile:
        if number is None:
            return self._desk.store.resume(connection, user_id, resume_id).profile
        return self._desk.store.version(connection, user_id, resume_id, number).profile

    def _change(
        self, principal: Principal, resume_id: str, row_version: int, change: Callable[[Profile], Profile]
    ) -> Resume:
        def work(connection: Connection) -> Resume:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            # Stale before missing: an entry that is gone was taken out in the other window.
            if row_version != resume.row_version:
                raise StaleVersion(STALE)
            changed = change(resume.profile)
            if changed == resume.profile:
                return resume
            return self._desk.store.save(
                connection, principal.user_id, replace(resume, profile=changed), self._desk.clock.now()
            )

        return self._desk.database.write(work)


def _label(text: str) -> str:
    short = _short(text)
    if not short:
        raise InvalidInput("Give the CV a name, for example the job it is for.")
    return short


def _short(text: str) -> str:
    clean = " ".join(text.split())
    if len(clean) > LONGEST_LABEL:
        raise InvalidInput(f"Use at most {LONGEST_LABEL} characters.")
    return clean
