"""Once a month: what moved, what it rests on, and the next three things to do; from stored facts and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk, Standing
from shared_backend.coaching.form_id import form_id
from shared_backend.domain.application import Application, Board, Move
from shared_backend.domain.career import Plan
from shared_backend.domain.check_in import Action, Answered, CheckIn, Moved
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.principal import Principal
from shared_backend.services.applications import stages
from shared_backend.services.applications.listing import listed
from shared_backend.services.careers import check_in as checking
from shared_backend.services.careers.check_in_file import as_markdown, skill_line
from shared_backend.services.careers.gaps import Gap, gap_table
from shared_backend.services.careers.planning import in_order
from shared_backend.services.progress.counts import answer_times
from shared_backend.services.recommendation.reviews import due

__all__ = ["CareerCheckIns", "CheckIns", "Offer", "skill_line"]

MOST_ANSWERS = 400  # practice answers looked at for reviews
NOTED_LATE = timedelta(days=14)  # people write down an answer when they get to it


@dataclass(frozen=True, slots=True)
class Offer:
    """What a check-in today would say; `last` None before the first, `actions` is what is proposed to do next."""

    moved: Moved
    actions: tuple[Action, ...]
    last: CheckIn | None


@dataclass(frozen=True, slots=True)
class CheckIns:
    """The section: `offer` None until `offered_from`, and the past ones, the newest first."""

    offer: Offer | None
    offered_from: date
    past: tuple[CheckIn, ...]


class CareerCheckIns:
    """A check-in is made once a month at most and never changed afterwards."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def look(self, principal: Principal) -> CheckIns:
        """The present offer, if it is time for one, and those of the past."""
        now = self._desk.clock.now()
        with self._desk.database.read() as connection:
            past = self._desk.check_ins.all(connection, principal.user_id)
            last = past[0] if past else None
            begins = checking.offered_from(last, now.date())
            offer = self._offer(connection, principal.user_id, last, now)[0] if begins <= now.date() else None
        return CheckIns(offer, begins, past)

    def keep(self, principal: Principal, check_in_id: str, actions: Sequence[str], note: str = "") -> CheckIn:
        """Keep today's check-in with what the person wants to do next; the same id again gives the stored one.

        Parameters
        ----------
        actions : sequence of str
            In the order in which they were proposed: kept, in own words, or empty to leave one out.

        Raises
        ------
        InvalidInput
            When it is not time yet, or nothing is left to do; nothing is stored.
        UnsafeContent
            When the words speak of danger to the person; nothing is stored.
        """
        key, now, user_id = form_id(check_in_id), self._desk.clock.now(), principal.user_id
        self._desk.stop_if_in_danger(user_id, "\n".join((*actions, note)))

        def work(connection: Connection) -> CheckIn:
            known = self._desk.check_ins.find(connection, user_id, key)
            if known is not None:
                return known
            past = self._desk.check_ins.all(connection, user_id)
            last = past[0] if past else None
            begins = checking.offered_from(last, now.date())
            if begins > now.date():
                raise InvalidInput(f"This month is looked back on already. The next one is from {stages.said(begins)}.")
            offer, stands = self._offer(connection, user_id, last, now)
            confirmed = checking.confirmed(offer.actions, actions)
            made = CheckIn(key, now, offer.moved, confirmed, note.strip(), checking.levels(stands.own))
            self._desk.check_ins.add(connection, user_id, made)
            return made

        return self._desk.database.write(work)

    def file(self, principal: Principal, check_in_id: str) -> bytes:
        """One check-in as Markdown. Raises `NotFound`."""
        with self._desk.database.read() as connection:
            return as_markdown(self._desk.check_ins.get(connection, principal.user_id, check_in_id))

    def delete(self, principal: Principal, check_in_id: str) -> None:
        """Delete one; what it compared with is gone too. Raises `NotFound`."""
        self._desk.database.write(
            lambda connection: self._desk.check_ins.delete(connection, principal.user_id, check_in_id)
        )

    def _offer(
        self, connection: Connection, user_id: str, last: CheckIn | None, now: datetime
    ) -> tuple[Offer, Standing]:
        desk, since = self._desk, checking.looks_back_to(last, now)
        stands = desk.standing(connection, user_id)
        plans = desk.store.plans(connection, user_id)
        board, tracked = desk.applications.board(connection, user_id), desk.applications.all(connection, user_id)
        count, quotes = checking.new_claims(desk.ledger.claims(connection, user_id), since)
        moved = Moved(
            since=since.date(),
            skills=checking.skills_moved({} if last is None else last.levels, stands.own),
            steps=checking.steps_done(plans, since.date()),
            sent=sum(_new(stages.sending(one, board), since) for one in tracked),
            answers=_answers(tracked, board, since),
            practised=len(answer_times(connection, user_id, since)),
            said=quotes,
            said_count=count,
            kept=checking.kept(last, plans, _followed_up(tracked)),
        )
        actions = checking.next_actions(
            checking.Ahead(
                today=now.date(),
                follow_ups=_follow_ups(tracked, board, now.date()),
                plans=_towards(plans, stands.profile.target),
                reviews=self._reviews(connection, user_id, now),
                gaps=self._gaps(stands),
                target=stands.profile.target is not None,
                has_cv=any(one.confirmed for one in desk.resumes.resumes(connection, user_id)),
            )
        )
        return Offer(moved, actions, last), stands

    def _reviews(self, connection: Connection, user_id: str, now: datetime) -> tuple[str, ...]:
        answers = self._desk.practice.latest_attempts(connection, user_id, limit=MOST_ANSWERS)
        asked = {one.question_id: one.question for one in answers}
        ready = due([(one.question_id, one.feedback.overall.value, one.created_at) for one in answers], now)
        return tuple(asked[question] for question in ready)

    def _gaps(self, stands: Standing) -> tuple[Gap, ...]:
        target = stands.profile.target
        if target is None:
            return ()
        try:
            table = gap_table(target, stands.own, stands.profile.hours_per_week, self._desk.reference)
        except NotFound:
            # The occupation is not described; there is nothing to say about what is missing.
            return ()
        return in_order(table.open, self._desk.reference)


def _new(move: Move | None, since: datetime) -> bool:
    """Whether a change was noted down since then; an old list that was brought is no news."""
    return move is not None and move.at > since and move.on >= since.date() - NOTED_LATE


def _towards(plans: Sequence[Plan], target: str | None) -> tuple[Plan, ...]:
    """The plans towards the chosen occupation; all of them where none leads there."""
    return tuple(plan for plan in plans if plan.target == target) or tuple(plans)


def _answers(tracked: Sequence[Application], board: Board, since: datetime) -> tuple[Answered, ...]:
    """Who answered: every new change to a stage that says so, the latest first."""
    found = [
        Answered(one.employer, one.role, board.stage(move.stage).name, move.on)
        for one in tracked
        for move in one.history
        if _new(move, since) and board.stage(move.stage).meaning in ("replied", "accepted", "refused")
    ]
    return tuple(sorted(found, key=lambda one: (-one.on.toordinal(), one.employer)))


def _followed_up(tracked: Sequence[Application]) -> Collection[str]:
    return {one.id for one in tracked if one.follow_up is not None and one.follow_up.done}


def _follow_ups(tracked: Sequence[Application], board: Board, today: date) -> tuple[Action, ...]:
    found = (one for one in listed(tracked, board, sort="follow_up") if stages.due(one, today))
    return tuple(
        Action(f"{one.employer}: {one.follow_up.todo or 'follow up'}"[:200], "follow_up", one.id)
        for one in found
        if one.follow_up is not None
    )
