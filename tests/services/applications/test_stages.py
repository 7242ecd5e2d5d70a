"""Stages in order: moving on, taking back, correcting days; silence is asked about and never decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.domain.application import STAGES, Application, Board, FollowUp, Stage, checked_link
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.applications import stages
from tests.services.applications.applied import BOARD, NOW, TODAY, application, applications

IDS = [stage.id for stage in STAGES]


@given(applications(), st.lists(st.tuples(st.sampled_from(IDS), st.integers(-40, 3)), max_size=12))
def test_days_stay_in_order_and_every_change_can_be_taken_back(one: Application, moves: list[tuple[str, int]]) -> None:
    states = [one]
    for stage, days in moves:
        try:
            after = stages.moved(states[-1], BOARD, stage, TODAY + timedelta(days=days), NOW)
        except InvalidInput:
            day = TODAY + timedelta(days=days)
            assert day < states[-1].since or day > TODAY + timedelta(days=1)
            continue
        if stage == states[-1].stage:
            assert after == states[-1], "the same form sent twice"
        else:
            states.append(after)
    days_of = [move.on for move in states[-1].history]
    assert days_of == sorted(days_of)
    for before, after in zip(reversed(states[:-1]), reversed(states[1:]), strict=True):
        assert stages.taken_back(after) == replace(before, wait_until=None)


@given(applications(), st.integers(0, 7), st.dates(date(2023, 1, 1), TODAY + timedelta(days=30)))
def test_a_corrected_day_lies_between_its_neighbours_or_is_refused(one: Application, place: int, on: date) -> None:
    days = [move.on for move in one.history]
    changed = [*days[:place], on, *days[place + 1 :]]
    fits = place < len(days) and changed == sorted(changed)
    try:
        after = stages.redated(one, place, on, NOW)
    except InvalidInput:
        assert not fits or on > TODAY + timedelta(days=1)
    else:
        assert fits
        assert after.history[place].on == on
        assert [move.stage for move in after.history] == [move.stage for move in one.history]


def test_the_first_stage_cannot_be_taken_back() -> None:
    with pytest.raises(InvalidInput, match="first stage"):
        stages.taken_back(application("saved"))


def test_silence_is_asked_about_after_the_days_that_were_set() -> None:
    one = application("saved", "applied", days_ago=21)
    assert stages.silent_for(one, BOARD, TODAY) == 21
    assert stages.silent_for(one, replace(BOARD, silence_days=22), TODAY) is None
    assert one.stage == "applied", "nothing is set by itself"


@pytest.mark.parametrize("stage", ["saved", "accepted", "rejected", "ghosted", "withdrawn"])
def test_nothing_is_asked_where_no_word_is_expected(stage: str) -> None:
    assert stages.silent_for(application(stage, days_ago=90), BOARD, TODAY) is None


def test_nothing_is_asked_while_waiting_or_with_a_follow_up_ahead() -> None:
    one = application("applied", days_ago=40)
    assert stages.silent_for(stages.waiting(one, TODAY, 21), BOARD, TODAY + timedelta(days=20)) is None
    assert stages.silent_for(stages.waiting(one, TODAY, 21), BOARD, TODAY + timedelta(days=21)) == 61
    ahead = stages.followed_up(one, TODAY + timedelta(days=2))
    assert stages.silent_for(ahead, BOARD, TODAY) is None
    assert stages.silent_for(stages.followed_up(ahead, None), BOARD, TODAY) == 40


def test_without_a_stage_for_silence_nothing_is_asked() -> None:
    board = Board(tuple(stage for stage in STAGES if stage.meaning != "silent"))
    assert stages.silent_for(application("applied", days_ago=90), board, TODAY) is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("saved",), None),
        (("saved", "applied"), None),
        (("applied", "withdrawn"), None),
        (("applied", "screening"), True),
        (("applied", "interview", "rejected"), True),
        (("applied", "rejected"), False),
        (("applied", "ghosted"), False),
        (("accepted",), True),
    ],
)
def test_a_reply_is_an_invitation_or_an_offer(path: tuple[str, ...], said: bool | None) -> None:
    assert stages.replied(application(*path), BOARD) is said


def test_it_was_sent_when_it_first_stood_beyond_saved() -> None:
    one = application("saved", "applied", "interview")
    assert stages.sent_on(one, BOARD) == TODAY - timedelta(days=7)
    assert stages.sent_on(application("saved", "withdrawn"), BOARD) is None


def test_a_follow_up_counts_its_changes_for_calendars() -> None:
    one = stages.followed_up(application("applied"), TODAY, " Ask  how it stands ")
    assert one.follow_up == FollowUp(TODAY, "Ask how it stands")
    assert stages.due(one, TODAY)
    assert not stages.due(one, TODAY - timedelta(days=1))
    assert stages.followed_up(one, TODAY, "Ask how it stands") == one
    later = stages.followed_up(one, TODAY + timedelta(days=3), "Ask how it stands")
    done = stages.followed_up(later, None)
    assert [x.follow_up.sequence for x in (one, later, done) if x.follow_up] == [0, 1, 2]
    assert not stages.due(done, TODAY + timedelta(days=9))


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "https://", "not a link", "file:///etc/passwd", "https://a b.example",
     "http://[::1", "https://x.example/" + "a" * 500, "ftp://x.example", "//x.example/a"],
)  # fmt: skip
def test_only_addresses_of_web_pages_are_links(link: str) -> None:
    with pytest.raises(InvalidInput):
        checked_link(link)


def test_a_board_keeps_names_apart() -> None:
    with pytest.raises(InvalidInput, match="same name"):
        Board((Stage("a", "Sent", "sent"), Stage("b", "sent", "sent")))
    with pytest.raises(InvalidInput):
        Board(())
    with pytest.raises(InvalidInput):
        Board(silence_days=0)
