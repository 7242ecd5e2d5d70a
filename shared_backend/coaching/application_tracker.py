"""What did I apply for: applications through their stages, what is due, and who has gone quiet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from shared_backend.coaching.application_match import chosen, matched
from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.coaching.form_id import form_id
from shared_backend.domain.application import (
    Application,
    Board,
    FollowUp,
    Move,
    UsedResume,
    checked_link,
)
from shared_backend.domain.errors import InvalidInput, RecordUnreadable, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.services.applications import stages
from shared_backend.services.applications.listing import SORTS, Sort, listed
from shared_backend.services.applications.outcomes import FLOOR, Band, InBand, Replies, Share, replies
from shared_backend.services.applications.store import MOST, STALE

__all__ = [
    "FLOOR", "MOST", "SORTS", "ApplicationTracker", "Band", "InBand", "Replies", "Share", "Silent", "Sort", "Tracked",
]  # fmt: skip

SOON = 7  # days ahead that are shown under what is due
Resume = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Silent:
    """An application without a word for so many days."""

    application: Application
    days: int


@dataclass(frozen=True, slots=True)
class Tracked:
    """The whole page at one moment.

    `shown` are those that fit what was asked for, of `count` altogether; `due` have a follow-up today or earlier,
    `soon` one within a week, both the earliest first; `silent` may be over; `damaged` are ids that cannot be read.
    """

    board: Board
    shown: tuple[Application, ...]
    count: int
    due: tuple[Application, ...]
    soon: tuple[Application, ...]
    silent: tuple[Silent, ...]
    replies: Replies
    damaged: tuple[str, ...]


class ApplicationTracker:
    """Each command may be delivered twice; one made on an older state (`row_version`) is refused."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def look(self, principal: Principal, *, text: str = "", which: str = "all", sort: Sort = "changed") -> Tracked:
        """Everything at once; `text`, `which` and `sort` as in `services.applications.listing.listed`."""
        with self._desk.database.read() as connection:
            board = self._desk.applications.board(connection, principal.user_id)
            found = self._desk.applications.all(connection, principal.user_id)
            damaged = self._desk.applications.damaged(connection, principal.user_id, found)
        today = self._desk.clock.now().date()
        ahead = listed(found, board, sort="follow_up")
        silent = ((one, stages.silent_for(one, board, today)) for one in listed(found, board, sort="since"))
        return Tracked(
            board=board,
            shown=listed(found, board, text=text, which=which, sort=sort),
            count=len(found),
            due=tuple(one for one in ahead if stages.due(one, today)),
            soon=tuple(one for one in ahead if 0 < _days_to(one.follow_up, today) <= SOON),
            silent=tuple(Silent(one, days) for one, days in silent if days is not None),
            replies=replies(found, board),
            damaged=damaged,
        )

    def get(self, principal: Principal, application_id: str) -> Application:
        """One application. Raises `NotFound`."""
        with self._desk.database.read() as connection:
            return self._desk.applications.get(connection, principal.user_id, application_id)

    def resumes(self, principal: Principal) -> tuple[UsedResume, ...]:
        """Every kept version of a confirmed CV: the master first, the newest version first."""
        with self._desk.database.read() as connection:
            return tuple(
                UsedResume(one.id, version, one.label)
                for one in self._desk.resumes.resumes(connection, principal.user_id)
                if one.confirmed
                for version in range(one.version, 0, -1)
            )

    def used_for(self, principal: Principal) -> Mapping[str, tuple[str, ...]]:
        """What each CV, by its id, was sent for: "Acme (Applied)", the latest first."""
        with self._desk.database.read() as connection:
            board = self._desk.applications.board(connection, principal.user_id)
            found = self._desk.applications.all(connection, principal.user_id)
        uses: dict[str, list[str]] = {}
        for one in found:
            if one.resume is not None:
                uses.setdefault(one.resume.id, []).append(f"{one.employer} ({board.stage(one.stage).name})")
        return {resume_id: tuple(said) for resume_id, said in uses.items()}

    def add(
        self, principal: Principal, application_id: str, *, employer: str, role: str, stage: str, on: date,
        occupation: str | None = None, link: str = "", ad: str = "", notes: str = "", resume: Resume | None = None,
    ) -> Application:  # fmt: skip
        """A new application at a stage since a day; the same id again gives the stored one.

        Raises
        ------
        InvalidInput, NotFound
            When something of it is missing, too long or does not exist; nothing is stored.
        UnsafeContent
            When the notes speak of danger to the person; nothing is stored.
        """
        key, now, user_id = form_id(application_id), self._desk.clock.now(), principal.user_id
        self._desk.stop_if_in_danger(user_id, notes)
        with self._desk.database.read() as connection:
            known = self._desk.applications.find(connection, user_id, key)
            if known is not None:
                return known
            board = self._desk.applications.board(connection, user_id)
            made = Application(
                id=key,
                employer=_line(employer),
                role=_line(role),
                history=(Move(board.stage(stage).id, stages.not_ahead(on, now), now),),
                created_at=now,
                updated_at=now,
                occupation=None if occupation is None else self._desk.known(occupation),
                link=checked_link(link),
                ad=ad.strip(),
                notes=notes.strip(),
                resume=chosen(self._desk, connection, user_id, None, resume),
            )
            ready = matched(self._desk, connection, user_id, None, made, board)
        return self._desk.database.write(lambda connection: self._desk.applications.add(connection, user_id, ready))

    def edit(
        self, principal: Principal, application_id: str, row_version: int, *, employer: str, role: str,
        occupation: str | None = None, link: str = "", ad: str = "", notes: str = "", resume: Resume | None = None,
    ) -> Application:  # fmt: skip
        """Other facts in place of those told before; its stages stay. Raises as `add`, and `StaleVersion`."""
        self._desk.stop_if_in_danger(principal.user_id, notes)

        def change(connection: Connection, one: Application) -> Application:
            return replace(
                one,
                employer=_line(employer),
                role=_line(role),
                occupation=None if occupation is None else self._desk.known(occupation),
                link=checked_link(link),
                ad=ad.strip(),
                notes=notes.strip(),
                resume=chosen(self._desk, connection, principal.user_id, one.resume, resume),
            )

        return self._changed(principal, application_id, row_version, change)

    def move(
        self, principal: Principal, application_id: str, row_version: int, stage: str, on: date | None = None
    ) -> Application:
        """To another stage since a day, today when none is given; at the same stage nothing changes."""
        now = self._desk.clock.now()

        def change(connection: Connection, one: Application) -> Application:
            board = self._desk.applications.board(connection, principal.user_id)
            return stages.moved(one, board, stage, on or max(now.date(), one.since), now)

        return self._changed(principal, application_id, row_version, change)

    def take_back(self, principal: Principal, application_id: str, row_version: int) -> Application:
        """Without the last change of stage."""
        return self._changed(principal, application_id, row_version, lambda _, one: stages.taken_back(one))

    def redate(self, principal: Principal, application_id: str, row_version: int, place: int, on: date) -> Application:
        """One change of stage, 0 the first, on another day."""
        now = self._desk.clock.now()
        return self._changed(principal, application_id, row_version, lambda _, one: stages.redated(one, place, on, now))

    def follow_up(
        self, principal: Principal, application_id: str, row_version: int, on: date | None, todo: str = ""
    ) -> Application:
        """What to do on a day; None takes it away."""
        self._desk.stop_if_in_danger(principal.user_id, todo)
        return self._changed(principal, application_id, row_version, lambda _, one: stages.followed_up(one, on, todo))

    def follow_up_done(self, principal: Principal, application_id: str, row_version: int) -> Application:
        """The follow-up was done; without one nothing changes."""
        return self._changed(principal, application_id, row_version, lambda _, one: stages.followed_up(one, None))

    def keep_waiting(self, principal: Principal, application_id: str, row_version: int) -> Application:
        """Not over yet: ask again after as many days as the board says."""
        today = self._desk.clock.now().date()

        def change(connection: Connection, one: Application) -> Application:
            days = self._desk.applications.board(connection, principal.user_id).silence_days
            return stages.waiting(one, today, days)

        return self._changed(principal, application_id, row_version, change)

    def delete(self, principal: Principal, application_id: str, typed: str = "") -> None:
        """Delete for good once the employer's name is typed; one that cannot be read goes without.

        Raises
        ------
        InvalidInput
            When something else is typed; nothing is deleted.
        NotFound
            When there is none.
        """

        def work(connection: Connection) -> None:
            user_id, store = principal.user_id, self._desk.applications
            try:
                employer = store.get(connection, user_id, application_id).employer
            except RecordUnreadable:
                employer = None
            if employer is not None and _line(typed).casefold() != employer.casefold():
                raise InvalidInput("Type the name of the employer as it stands there. Nothing was deleted.")
            store.delete(connection, user_id, application_id)

        self._desk.database.write(work)

    def _changed(
        self,
        principal: Principal,
        application_id: str,
        row_version: int,
        change: Callable[[Connection, Application], Application],
    ) -> Application:
        user_id, store = principal.user_id, self._desk.applications
        # The match takes a while: it is worked out before the write, which is refused if anything changed meanwhile.
        with self._desk.database.read() as connection:
            before = store.get(connection, user_id, application_id)
            after = change(connection, before)
            if after == before:
                return before
            if row_version != before.row_version:
                raise StaleVersion(STALE)
            board = store.board(connection, user_id)
            ready = matched(self._desk, connection, user_id, before, after, board)

        def work(connection: Connection) -> Application:
            board_now = store.board(connection, user_id)
            board_now.stage(ready.stage)
            return store.save(connection, user_id, ready, self._desk.clock.now())

        return self._desk.database.write(work)


def _days_to(follow_up: FollowUp | None, today: date) -> int:
    return 0 if follow_up is None or follow_up.done else (follow_up.on - today).days


def _line(text: str) -> str:
    return " ".join(text.split())
