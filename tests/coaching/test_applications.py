"""The tracker over real storage: applications survive, old windows are told, the match is that of what was sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from sqlalchemy import select, update

from shared_backend.bootstrap import Backend
from shared_backend.coaching.application_lists import follow_up_uid
from shared_backend.domain.application import STAGES, Application, Stage
from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion, UnsafeContent
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Bullet, Job, Profile
from shared_backend.storage.tables.applications import application_boards, applications
from tests.people import PASSWORD, HandClock
from tests.practising import practice_backend
from tests.servers import postgres_database

CV = Profile(
    name="Ada Byron",
    jobs=(
        Job(
            "job1",
            "Acme Ltd",
            "Baker",
            "2019",
            "2021",
            bullets=(
                Bullet("job1.1", "Baked sourdough for 60 guests a morning"),
                Bullet("job1.2", "Trained two apprentices"),
            ),
        ),
    ),
    skills=("Python", "Pastry"),
)
AD = """Head baker

What you need
- Baking
- Staff training
- HACCP
- Forklift licence
- Python
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    """A fresh installation on either database."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = practice_backend(tmp_path, url, clock)
        yield made
        made.jobs.close()
        made.database.close()


def person(backend: Backend, name: str = "Ada Lovelace") -> Principal:
    return backend.accounts.sign_up(name, PASSWORD).principal


def applied(
    backend: Backend, me: Principal, employer: str = "Acme", stage: str = "applied", **more: Any
) -> Application:
    told = {"role": "Baker", "on": backend.clock.now().date(), **more}
    return backend.career.applications.add(me, str(uuid.uuid4()), employer=employer, stage=stage, **told)


def cv(backend: Backend, me: Principal) -> str:
    """A confirmed CV, filled in by hand: its version 1 is a name, its version 2 is `CV`."""
    draft = backend.resume.reading.empty(me, str(uuid.uuid4()))
    named = backend.resume.versions.edit(me, draft.id, draft.row_version, "name", "Ada Byron")
    first = backend.resume.reading.confirm(me, draft.id, named.row_version)
    return backend.resume.versions.keep(me, first.id, first.row_version, CV).id


def test_what_is_added_survives_and_the_same_form_adds_once(either: Backend) -> None:
    me, key = person(either), str(uuid.uuid4())
    told = {"employer": " Acme  Ltd ", "role": "Baker", "stage": "applied", "on": either.clock.now().date()}
    one = either.career.applications.add(me, key, **told, link="acme.example/1", notes=" Ring them ", ad=AD)
    assert either.career.applications.add(me, key, **told) == one, "the same form sent twice"
    either.vault.forget()
    assert either.career.applications.get(me, key) == one
    assert (one.employer, one.link, one.notes) == ("Acme Ltd", "https://acme.example/1", "Ring them")
    found = either.career.applications.look(me)
    assert (found.shown, found.count, found.damaged) == ((one,), 1, ())


def test_every_change_is_kept_and_an_old_window_is_told(either: Backend) -> None:
    me, tracker = person(either), either.career.applications
    one, today = applied(either, me, stage="saved"), either.clock.now().date()
    changes: list[Callable[[int], object]] = [
        lambda version: tracker.edit(me, one.id, version, employer="Acme", role="Head baker", notes="New"),
        lambda version: tracker.move(me, one.id, version, "applied", today),
        lambda version: tracker.move(me, one.id, version, "interview"),
        lambda version: tracker.take_back(me, one.id, version),
        lambda version: tracker.redate(me, one.id, version, 0, today - timedelta(days=3)),
        lambda version: tracker.follow_up(me, one.id, version, today + timedelta(days=7), "Ring them"),
        lambda version: tracker.follow_up_done(me, one.id, version),
        lambda version: tracker.keep_waiting(me, one.id, version),
    ]
    for version, change in enumerate(changes, 1):
        change(version)
        with pytest.raises(StaleVersion):
            tracker.edit(me, one.id, version, employer="From an old window", role="Baker")
    after = tracker.get(me, one.id)
    assert (after.role, after.stage, after.notes) == ("Head baker", "applied", "New")
    assert [(move.stage, move.on) for move in after.history] == [
        ("saved", today - timedelta(days=3)),
        ("applied", today),
    ]
    assert after.follow_up is not None
    assert (after.follow_up.done, after.follow_up.sequence) == (True, 1)
    same = tracker.move(me, one.id, 1, "applied")
    assert same == after, "a second press of the same button is no conflict"


@pytest.mark.parametrize(
    "wrong",
    [
        {"employer": " "},
        {"role": ""},
        {"employer": "a" * 121},
        {"stage": "unknown"},
        {"link": "javascript:alert(1)"},
        {"occupation": "00-0000.00"},
        {"notes": "a" * 4001},
        {"ad": "a" * 20_001},
        {"resume": ("22222222-2222-4222-8222-222222222222", 1)},
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(backend: Backend, wrong: dict[str, Any]) -> None:
    me = person(backend)
    with pytest.raises((InvalidInput, NotFound)):
        applied(backend, me, **wrong)
    with pytest.raises(InvalidInput):
        applied(backend, me, on=backend.clock.now().date() + timedelta(days=5))
    with pytest.raises(InvalidInput):
        backend.career.applications.add(
            me, "no id", employer="Acme", role="Baker", stage="saved", on=backend.clock.now().date()
        )
    assert backend.career.applications.look(me).count == 0


def test_words_of_danger_stop_and_show_help(backend: Backend) -> None:
    me = person(backend)
    one = applied(backend, me)
    for call in (
        lambda: applied(backend, me, notes="I want to kill myself"),
        lambda: backend.career.applications.edit(
            me, one.id, 1, employer="Acme", role="Baker", notes="I want to kill myself"
        ),
    ):
        with pytest.raises(UnsafeContent):
            call()
    assert backend.career.applications.get(me, one.id).notes == ""


def test_silence_is_proposed_and_never_set(backend: Backend, clock: HandClock) -> None:
    me, tracker = person(backend), backend.career.applications
    one = applied(backend, me)
    clock.forward(days=20)
    assert tracker.look(me).silent == ()
    clock.forward(days=1)
    (silent,) = tracker.look(me).silent
    assert (silent.application, silent.days) == (one, 21)
    assert tracker.get(me, one.id).stage == "applied"
    tracker.keep_waiting(me, one.id, one.row_version)
    assert tracker.look(me).silent == ()
    clock.forward(days=21)
    assert [found.days for found in tracker.look(me).silent] == [42]
    tracker.move(me, one.id, 2, "ghosted")
    assert tracker.look(me).silent == ()


def test_follow_ups_are_due_in_the_order_of_their_days(backend: Backend, clock: HandClock) -> None:
    me, tracker = person(backend), backend.career.applications
    today = clock.now().date()
    for name, days in (("Late", -2), ("Today", 0), ("Soon", 7), ("Later", 8)):
        one = applied(backend, me, name)
        tracker.follow_up(me, one.id, 1, today + timedelta(days=days))
    found = tracker.look(me)
    assert [one.employer for one in found.due] == ["Late", "Today"]
    assert [one.employer for one in found.soon] == ["Soon"]
    tracker.follow_up_done(me, found.due[0].id, 2)
    assert [one.employer for one in tracker.look(me).due] == ["Today"]


def test_stages_are_renamed_ordered_and_added_but_none_in_use_goes(either: Backend) -> None:
    me, stages = person(either), either.career.application_stages
    one = applied(either, me)
    own = (
        Stage("trial", "Trial day", "replied"),
        *(replace(s, name="Sent") if s.id == "applied" else s for s in STAGES),
    )
    board = stages.save(me, 0, own, 14)
    assert stages.save(me, 0, own, 14) == board, "the same form sent twice"
    assert stages.get(me) == board
    assert either.career.applications.used_for(me) == {}
    with pytest.raises(StaleVersion):
        stages.save(me, 0, STAGES, 14)
    with pytest.raises(InvalidInput, match="Acme"):
        stages.save(me, 1, [stage for stage in own if stage.id != "applied"], 14)
    moved = either.career.applications.move(me, one.id, 1, "trial")
    assert moved.stage == "trial"
    with pytest.raises(InvalidInput, match="Trial day"):
        stages.save(me, 1, STAGES, 14)
    either.career.applications.take_back(me, one.id, 2)
    assert stages.save(me, 1, STAGES, 14).stages == STAGES


def test_the_match_is_that_of_the_version_that_was_sent(backend: Backend, clock: HandClock) -> None:
    me, tracker = person(backend), backend.career.applications
    resume = cv(backend, me)
    one = applied(backend, me, stage="saved", ad=AD, resume=(resume, 2))
    assert one.match is None, "not sent yet"
    assert one.resume is not None
    sent = tracker.move(me, one.id, 1, "applied").match
    assert sent is not None
    assert (sent.must, sent.on) == ((3, 5), clock.now().date())
    assert sent.share == 0.6
    # The CV grows, the version that was sent does not.
    now = backend.resume.versions.get(me, resume)
    grown = replace(now.profile, skills=(*now.profile.skills, "HACCP", "Forklift licence"))
    backend.resume.versions.keep(me, resume, now.row_version, grown)
    assert tracker.edit(me, one.id, 2, employer="Acme", role="Baker", ad=AD, resume=(resume, 2)).match == sent
    better = tracker.edit(me, one.id, 2, employer="Acme", role="Baker", ad=AD, resume=(resume, 3)).match
    assert better is not None
    assert better.share == 1.0
    assert tracker.used_for(me) == {resume: ("Acme (Applied)",)}
    # Without the CV what was worked out stays; with another ad there is nothing to compare.
    backend.resume.versions.delete(me, resume)
    kept = tracker.edit(me, one.id, 3, employer="Acme Ltd", role="Baker", ad=AD, resume=(resume, 3))
    assert kept.match == better
    assert (
        tracker.edit(me, one.id, 4, employer="Acme Ltd", role="Baker", ad="Another", resume=(resume, 3)).match is None
    )


def test_what_was_changed_about_an_ad_counts_where_it_is_the_same_ad(backend: Backend) -> None:
    me = person(backend)
    resume = cv(backend, me)
    row = backend.resume.versions.get(me, resume).row_version
    saved = backend.resume.matching.save_ad(me, resume, row, AD)
    backend.resume.matching.wish(me, resume, saved.row_version, "Forklift licence", "out")
    same, other = (
        applied(backend, me, ad=AD, resume=(resume, 2)),
        applied(backend, me, ad=f"{AD}- Danish\n", resume=(resume, 2)),
    )
    assert same.match is not None
    assert other.match is not None
    assert (same.match.must, other.match.must) == ((3, 4), (3, 6))


def test_replies_by_match_need_five_in_a_band(backend: Backend) -> None:
    me, tracker = person(backend), backend.career.applications
    resume = cv(backend, me)
    for place in range(5):
        one = applied(backend, me, f"Acme {place}", ad=AD, resume=(resume, 2))
        tracker.move(me, one.id, 1, "interview" if place < 2 else "rejected")
        bands = {band.band: band for band in tracker.look(me).replies.bands}
        assert (bands["medium"].share is None) == (place < 4)
    share = bands["medium"].share
    assert share is not None
    assert (share.count, share.n) == (2, 5)
    assert tracker.look(me).replies.verdict == "too early", "one band alone compares with nothing"


def test_deleting_asks_for_the_name(backend: Backend) -> None:
    me, tracker = person(backend), backend.career.applications
    one = applied(backend, me, "Acme Ltd")
    for typed in ("", "Acme", "yes"):
        with pytest.raises(InvalidInput):
            tracker.delete(me, one.id, typed)
    tracker.delete(me, one.id, " acme  LTD ")
    assert tracker.look(me).count == 0
    with pytest.raises(NotFound):
        tracker.delete(me, one.id, "Acme Ltd")


def test_a_damaged_one_is_named_and_keeps_no_other_back(either: Backend) -> None:
    me, tracker = person(either), either.career.applications
    one, other = applied(either, me), applied(either, me, "Other")
    either.database.write(
        lambda connection: connection.execute(
            update(applications).where(applications.c.id == one.id).values(sealed=b"x" * 80)
        )
    )
    found = tracker.look(me)
    assert (found.shown, found.damaged) == ((other,), (one.id,))
    tracker.delete(me, one.id)
    assert tracker.look(me).damaged == ()


def test_a_list_is_brought_whole_or_not_at_all(either: Backend) -> None:
    me, lists, form = person(either), either.career.application_lists, str(uuid.uuid4())
    wrong = b"employer,role,stage\nAcme,Baker,Applied\nCafe,Barista,Phone screen\n"
    with pytest.raises(InvalidInput):
        lists.bring(me, wrong, form)
    assert either.career.applications.look(me).count == 0
    right = wrong.replace(b"Phone screen", b"Screening")
    assert len(lists.read(me, right, form).applications) == 2
    assert either.career.applications.look(me).count == 0, "reading stores nothing"
    brought = lists.bring(me, right, form)
    assert lists.bring(me, right, form) == ()
    assert {one.employer for one in brought} == {"Acme", "Cafe"}
    out = lists.table(me)
    assert lists.read(me, out, str(uuid.uuid4())).known == (2, 3)
    with pytest.raises(UnsafeContent):
        lists.bring(me, b"employer,role,notes\nX,Y,I want to kill myself\n", str(uuid.uuid4()))
    with pytest.raises(InvalidInput):
        lists.bring(me, right, "no form")


def test_a_calendar_that_is_imported_again_is_updated(backend: Backend) -> None:
    me, tracker, lists = person(backend), backend.career.applications, backend.career.application_lists
    today = backend.clock.now().date()
    one = applied(backend, me, "Acme, Bakers; and \\ more")
    applied(backend, me, "Without a follow-up")
    tracker.follow_up(me, one.id, 1, today, "Ring Ms Öztürk, then write; or not " + "long " * 20)

    def events() -> dict[str, tuple[int, str, object]]:
        content = lists.calendar(me)
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        found = {}
        for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
            found[str(event["UID"])] = (int(event["SEQUENCE"]), str(event["SUMMARY"]), event["DTSTART"].dt)
        for event in vobject.readOne(content.decode()).contents.get("vevent", []):
            seen = (int(event.sequence.value), event.summary.value, event.dtstart.value)
            assert found[event.uid.value] == seen, "two readers agree"
        return found

    first = events()
    ((key, (number, summary, day)),) = first.items()
    assert key == follow_up_uid(one)
    assert (number, day) == (0, today)
    assert summary.startswith("Acme, Bakers; and \\ more: Ring Ms Öztürk, then write; or not")
    assert events() == first, "nothing changed, nothing to update"
    tracker.follow_up(me, one.id, 2, today + timedelta(days=2), "Ring")
    assert {name: event[0] for name, event in events().items()} == {key: 1}
    tracker.follow_up_done(me, one.id, 3)
    assert b"STATUS:CANCELLED" in lists.calendar(me)
    assert events()[key][0] == 2


def test_nothing_lies_open(either: Backend) -> None:
    me = person(either)
    applied(either, me, "Zanzibar Ltd", notes="timbuktu")
    either.career.application_stages.save(me, 0, [*STAGES, Stage("own", "Samarkand", "replied")], 30)
    with either.database.read() as connection:
        rows = [*connection.execute(select(applications)), *connection.execute(select(application_boards))]
    assert len(rows) == 2
    for word in (b"Zanzibar", b"timbuktu", b"Samarkand", b"Baker"):
        assert word not in b"".join(repr(tuple(row)).encode() + bytes(row.sealed) for row in rows)


def test_another_person_sees_and_changes_nothing(backend: Backend) -> None:
    me, other = person(backend), person(backend, "Bob Builder")
    one, tracker = applied(backend, me), backend.career.applications
    resume = cv(backend, me)
    assert tracker.look(other).count == 0
    calls: list[Callable[[], object]] = [
        lambda: tracker.get(other, one.id),
        lambda: tracker.move(other, one.id, 1, "offer"),
        lambda: tracker.delete(other, one.id, "Acme"),
        lambda: applied(backend, other, resume=(resume, 1)),
        lambda: tracker.add(other, one.id, employer="Mine", role="Mine", stage="saved", on=backend.clock.now().date()),
    ]
    for call in calls:
        with pytest.raises((NotFound, InvalidInput)):
            call()
    assert tracker.get(me, one.id) == one
