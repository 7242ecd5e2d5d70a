"""Reading a CV: a file or a pasted text becomes a draft that its owner looks at and confirms."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.coaching.resume_keeping import keep_in_ledger
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Profile, Resume
from shared_backend.services.resumes.editing import without_empty
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.files import GivenFile
from shared_backend.services.resumes.places import places_of
from shared_backend.services.resumes.profile import profile_of

SAMPLE = "sample_resume.txt"
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a file: what was read, and the draft made of it (None: nothing was kept)."""

    reading: Reading
    draft: Resume | None

    @property
    def needs_password(self) -> bool:
        """True for a file that opens with a password only."""
        return self.reading.refused is not None and self.reading.refused.code in ("encrypted", "wrong_password")

    @property
    def no_resume(self) -> bool:
        """True for a text that does not look like a CV."""
        return any(remark.code == "not_a_resume" for remark in self.reading.remarks)


@dataclass(frozen=True, slots=True)
class Source:
    """What was read from a file.

    `pages` that can be drawn (0: none); `remarks` for a person to look at; `hidden` texts with why nobody sees them;
    `text` in reading order; `places` of fields in words, by the names `ResumeVersions.edit` uses.
    """

    file_id: str
    name: str
    kind: str
    pages: int
    remarks: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    text: str
    places: Mapping[str, str]


class ResumeReading:
    """Each command is one transaction and may be delivered twice: the form's id makes the ids of what is kept."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk

    def read(
        self,
        principal: Principal,
        file_id: str,
        content: bytes,
        *,
        name: str = "",
        password: str | None = None,
        anyway: bool = False,
    ) -> Read:
        """Read a file and keep it with a draft of the CV; what cannot be read is not kept.

        Parameters
        ----------
        password : str, optional
            Opens a locked file; it is not kept.
        anyway : bool
            Keep also what does not look like a CV.

        Raises
        ------
        InvalidInput
            When so many files are kept that one should go first.
        """
        reading = self._desk.reader.read(content, password or None)
        read = Read(reading, None)
        if reading.refused is not None or (read.no_resume and not anyway):
            return read
        return Read(reading, self._keep(principal, file_id, content, reading, name, locked=bool(password)))

    def sample(self, principal: Principal, file_id: str) -> Read:
        """Read the CV of a made-up person that is shipped to try this with."""
        return self.read(principal, file_id, (self._desk.reference / SAMPLE).read_bytes(), name="Sample CV (made up)")

    def empty(self, principal: Principal, resume_id: str) -> Resume:
        """A draft without a file, to be filled in by hand."""
        now = self._desk.clock.now()
        resume = Resume(resume_id, "My CV", False, Profile(), now, now)
        return self._desk.database.write(lambda c: self._desk.store.add(c, principal.user_id, resume))

    def drafts(self, principal: Principal) -> tuple[Resume, ...]:
        """CVs that were read and not confirmed yet."""
        with self._desk.database.read() as connection:
            return tuple(one for one in self._desk.store.resumes(connection, principal.user_id) if not one.confirmed)

    def source(self, principal: Principal, resume_id: str) -> Source | None:
        """What was read from the file of a CV, and where; None for one that came from no file."""
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            if resume.file_id is None:
                return None
            given = self._desk.files.given(connection, principal.user_id, resume.file_id)
        reading = given.reading
        return Source(
            given.id,
            given.name,
            reading.kind or "txt",
            0 if given.locked else (reading.pages or 0),
            tuple(remark.text for remark in reading.remarks),
            tuple((hidden.text, hidden.why) for hidden in reading.hidden),
            reading.text,
            places_of(reading),
        )

    def page_image(self, principal: Principal, file_id: str, page: int) -> bytes | None:
        """A page of a PDF as PNG, drawn in the confined process; None where there is no page to draw."""
        with self._desk.database.read() as connection:
            given = self._desk.files.given(connection, principal.user_id, file_id)
            if given.reading.kind != "pdf" or given.locked or not 1 <= page <= (given.reading.pages or 0):
                return None
            content = self._desk.files.data(connection, principal.user_id, file_id)
        return self._desk.reader.page_image(content, page)

    def confirm(self, principal: Principal, resume_id: str, row_version: int) -> Resume:
        """“This is right”: the draft becomes a CV with version 1, and its claims stand confirmed in the ledger.

        The first CV confirmed is the master. Confirmed again, nothing changes.

        Raises
        ------
        InvalidInput
            While nothing at all is written in it.
        StaleVersion
            When it changed elsewhere since it was looked at.
        """

        def work(connection: Connection) -> Resume:
            user_id, now = principal.user_id, self._desk.clock.now()
            draft = self._desk.store.resume(connection, user_id, resume_id)
            if draft.confirmed:
                return draft
            profile = without_empty(draft.profile)
            if profile == Profile():
                raise InvalidInput("Nothing is written in this CV yet. Fill in at least one field.")
            first = not any(one.master for one in self._desk.store.resumes(connection, user_id))
            return keep_in_ledger(
                self._desk, connection, user_id, _confirmed(draft, profile, row_version, master=first), now, "confirmed"
            )

        return self._desk.database.write(work)

    def _keep(
        self, principal: Principal, file_id: str, content: bytes, reading: Reading, name: str, *, locked: bool
    ) -> Resume:
        user_id, now = principal.user_id, self._desk.clock.now()
        short = " ".join(name.split())[:LONGEST_NAME]
        given = GivenFile(file_id, short, now, reading, locked)
        resume_id = str(uuid.uuid5(uuid.NAMESPACE_OID, file_id))
        draft = Resume(resume_id, _called(short), False, profile_of(reading), now, now, file_id=file_id)

        def work(connection: Connection) -> Resume:
            self._desk.files.add(connection, user_id, given, content)
            return self._desk.store.add(connection, user_id, draft)

        return self._desk.database.write(work)


def _called(name: str) -> str:
    """What a CV is called at first: its file's name without the ending.

    >>> _called("ada_cv-2026.pdf"), _called("")
    ('ada cv-2026', 'Pasted CV')
    """
    return re.sub(r"\.\w{2,5}\Z", "", name).replace("_", " ").strip() or "Pasted CV"


def _confirmed(draft: Resume, profile: Profile, row_version: int, *, master: bool) -> Resume:
    return replace(draft, profile=profile, row_version=row_version, master=master, confirmed=True, version=1)
