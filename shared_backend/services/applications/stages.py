"""Through the stages: move on, take it back, correct a day; and what the stages say of an application."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from shared_backend.domain.application import (
    ENDED,
    LEAST_SILENCE,
    Application,
    Board,
    FollowUp,
    Meaning,
    Move,
    checked_day,
)
from shared_backend.domain.errors import InvalidInput


def moved(application: Application, board: Board, stage_id: str, on: date, at: datetime) -> Application:
    """The application at another stage since a day; at the stage where it is already it stays as it is.

    Raises
    ------
    InvalidInput
        When there is no such stage, or the day lies before the last change or in the future.
    """
    board.stage(stage_id)
    if application.stage == stage_id:
        return application
    if on < application.since:
        raise InvalidInput(
            f"It stands where it is since {said(application.since)}. Choose that day or a later one, or correct the "
            "earlier day first."
        )
    move = Move(stage_id, not_ahead(on, at), at)
    return replace(application, history=(*application.history, move), wait_until=None)


def taken_back(application: Application) -> Application:
    """Without the last change of stage. Raises `InvalidInput` when there is only the first."""
    if len(application.history) == 1:
        raise InvalidInput("This is the first stage of the application; there is none to go back to.")
    return replace(application, history=application.history[:-1], wait_until=None)


def redated(application: Application, place: int, on: date, at: datetime) -> Application:
    """One change of stage (0 is the first) on another day, which lies between those of its neighbours."""
    history = list(application.history)
    if not 0 <= place < len(history):
        raise InvalidInput("There is no such change of stage. Reload the page to see the present ones.")
    if history[place].on == on:
        return application
    history[place] = replace(history[place], on=not_ahead(on, at))
    return replace(application, history=tuple(history))


def waiting(application: Application, today: date, days: int) -> Application:
    """Ask about silence again only after so many days."""
    if days < LEAST_SILENCE:
        raise InvalidInput(f"Wait at least {LEAST_SILENCE} days.")
    return replace(application, wait_until=today + timedelta(days=days))


def followed_up(application: Application, on: date | None, todo: str = "", *, done: bool = False) -> Application:
    """With something to do on a day; `on` None takes it away.

    What was in a calendar must be taken out of it: a follow-up that is taken away is kept as done.
    """
    before = application.follow_up
    if on is None:
        return application if before is None else _with(application, replace(before, done=True))
    clean = " ".join(todo.split())
    return _with(application, FollowUp(checked_day(on), clean, done, before.sequence if before else 0))


def meaning(application: Application, board: Board) -> Meaning:
    """What its present stage says."""
    return board.stage(application.stage).meaning


def ended(application: Application, board: Board) -> bool:
    """Whether nothing more is to come."""
    return meaning(application, board) in ENDED


def sending(application: Application, board: Board) -> Move | None:
    """The change by which it was sent: to the first stage beyond "not sent yet", unless it was withdrawn before."""
    beyond = (move for move in application.history if board.stage(move.stage).meaning not in ("planned", "withdrawn"))
    return next(beyond, None)


def sent_on(application: Application, board: Board) -> date | None:
    """The day on which it was sent; None before."""
    first = sending(application, board)
    return None if first is None else first.on


def replied(application: Application, board: Board) -> bool | None:
    """Whether they wanted to go on; None while that is open, and for what was withdrawn before a word came.

    An invitation to a screening or an interview and an offer count, a refusal or silence does not.
    """
    found = {board.stage(move.stage).meaning for move in application.history}
    if found & {"replied", "accepted"}:
        return True
    return False if meaning(application, board) in ("refused", "silent") else None


def silent_for(application: Application, board: Board, today: date) -> int | None:
    """Days without a word, where they are so many that it may be over; None otherwise.

    Nothing is asked while a follow-up is still ahead, nor before `wait_until`.
    """
    if meaning(application, board) not in ("sent", "replied") or board.first("silent") is None:
        return None
    follow_up = application.follow_up
    if follow_up is not None and not follow_up.done and follow_up.on > today:
        return None
    if application.wait_until is not None and today < application.wait_until:
        return None
    days = (today - application.since).days
    return days if days >= board.silence_days else None


def due(application: Application, today: date) -> bool:
    """Whether its follow-up is due today or was before."""
    follow_up = application.follow_up
    return follow_up is not None and not follow_up.done and follow_up.on <= today


def said(day: date) -> str:
    """A day in words.

    >>> said(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def not_ahead(on: date, at: datetime) -> date:
    """A day on which something happened, seen from a moment. Raises `InvalidInput` for one that has not come yet."""
    # Where the day has begun already, the clock of the server may still be a day behind.
    if checked_day(on) > at.date() + timedelta(days=1):
        raise InvalidInput("This day has not come yet. Choose the day on which it happened.")
    return on


def _with(application: Application, new: FollowUp) -> Application:
    before = application.follow_up
    if before is not None and replace(new, sequence=before.sequence) == before:
        return application
    # A calendar takes a change for newer by its sequence number (RFC 5545, 3.8.7.4).
    return replace(application, follow_up=replace(new, sequence=0 if before is None else before.sequence + 1))
