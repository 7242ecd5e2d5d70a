"""The list of applications as a file: for a spreadsheet, for a calendar, and from a list kept elsewhere."""

from __future__ import annotations

from datetime import UTC, timedelta

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.coaching.form_id import form_id as checked_form
from shared_backend.domain.application import Application
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.services.applications.list_file import as_table
from shared_backend.services.applications.list_reading import ListRead, Problem, Reading, read_list
from shared_backend.services.applications.listing import listed
from shared_backend.services.careers.calendar_file import DOMAIN, escaped, folded

__all__ = ["ApplicationLists", "ListRead", "Problem", "follow_up_uid"]

_PRODUCT = "-//Intellicoach//Follow-ups//EN"


class ApplicationLists:
    """Downloads, and one way in: a file is brought whole or not at all."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def table(self, principal: Principal) -> bytes:
        """All applications as CSV, in the order of their stages."""
        with self._desk.database.read() as connection:
            board = self._desk.applications.board(connection, principal.user_id)
            found = self._desk.applications.all(connection, principal.user_id)
        return as_table(listed(found, board, sort="stage"), board)

    def calendar(self, principal: Principal) -> bytes:
        """All follow-ups as iCalendar; importing it again updates, and takes out what is done."""
        with self._desk.database.read() as connection:
            found = self._desk.applications.all(connection, principal.user_id)
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
        for application in sorted(found, key=lambda one: one.id):
            lines += _event(application)
        return "".join(folded(line) for line in (*lines, "END:VCALENDAR")).encode()

    def read(self, principal: Principal, content: bytes, form: str, *, day_first: bool | None = None) -> ListRead:
        """What a CSV file holds, row by row; nothing is stored.

        Parameters
        ----------
        form : str
            Made by the form: the same file sent twice in it brings one list.
        day_first : bool, optional
            How 03/04/2026 is meant; without it such a day is named as wrong.

        Raises
        ------
        InvalidInput
            When it is no table with an employer and a role.
        """
        with self._desk.database.read() as connection:
            return self._read(connection, principal, content, form, day_first)

    def bring(
        self, principal: Principal, content: bytes, form: str, *, day_first: bool | None = None
    ) -> tuple[Application, ...]:
        """Store every application of a file that is not there yet.

        Raises
        ------
        InvalidInput
            When any row is wrong, or there would be too many; nothing is stored.
        UnsafeContent
            When notes in it speak of danger to the person; nothing is stored.
        """
        notes = [one.notes for one in self.read(principal, content, form, day_first=day_first).applications]
        for note in notes:
            self._desk.stop_if_in_danger(principal.user_id, note)

        def work(connection: Connection) -> tuple[Application, ...]:
            found = self._read(connection, principal, content, form, day_first)
            if found.problems:
                raise InvalidInput("Some rows of the file are wrong. Correct them first; nothing was brought.")
            store = self._desk.applications
            return tuple(store.add(connection, principal.user_id, one) for one in found.applications)

        return self._desk.database.write(work)

    def _read(
        self, connection: Connection, principal: Principal, content: bytes, form: str, day_first: bool | None
    ) -> ListRead:
        board = self._desk.applications.board(connection, principal.user_id)
        kept = self._desk.applications.all(connection, principal.user_id)
        reading = Reading(board, self._desk.occupations.titles.keys(), self._desk.clock.now(), day_first)
        return read_list(content, reading, kept, f"{principal.user_id}/{checked_form(form)}")


def follow_up_uid(application: Application) -> str:
    """The lasting name of a follow-up's entry in calendars."""
    return f"{application.id}-follow-up@{DOMAIN}"


def _event(application: Application) -> list[str]:
    follow_up = application.follow_up
    if follow_up is None:
        return []
    stamp = application.updated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    what = follow_up.todo or "Follow up"
    return [
        "BEGIN:VEVENT",
        f"UID:{follow_up_uid(application)}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{follow_up.sequence}",
        f"DTSTART;VALUE=DATE:{follow_up.on:%Y%m%d}",
        # The end of an all-day entry is the day after its last.
        f"DTEND;VALUE=DATE:{follow_up.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(f'{application.employer}: {what}')}",
        f"DESCRIPTION:{escaped(application.role)}",
        f"STATUS:{'CANCELLED' if follow_up.done else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
