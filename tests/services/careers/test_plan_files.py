"""Files of a plan: two calendar readers agree with it, an import again updates, no cell runs, JSON comes back whole."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.domain.career import Plan
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers import plan_edits as edits
from shared_backend.services.careers.calendar_file import as_calendar, uid
from shared_backend.services.careers.plan_files import as_csv, as_json, as_markdown, from_json
from tests.services.careers.planned import plan, plans

LINE_ENDS = re.compile(r"[\x85\u2028\u2029]")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def by_icalendar(content: bytes) -> dict[str, dict[str, Any]]:
    found = {}
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        found[str(event["UID"])] = {
            "summary": str(event["SUMMARY"]),
            "start": event["DTSTART"].dt,
            "end": event["DTEND"].dt,
            "sequence": int(event["SEQUENCE"]),
            "about": str(event["DESCRIPTION"]),
            "status": str(event["STATUS"]),
            "stamp": event["DTSTAMP"].dt,
        }
    return found


def by_vobject(content: bytes) -> dict[str, dict[str, Any]]:
    found = {}
    for event in vobject.readOne(content.decode()).contents.get("vevent", []):
        found[event.uid.value] = {
            "summary": event.summary.value,
            "start": event.dtstart.value,
            "end": event.dtend.value,
            "sequence": int(event.sequence.value),
            "about": event.description.value,
            "status": event.status.value,
            "stamp": event.dtstamp.value,
        }
    return found


def said(text: str) -> str:
    """What a calendar can hold of a text."""
    return LINE_ENDS.sub(" ", UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


@settings(max_examples=60, deadline=None)
@given(plans())
def test_two_readers_find_what_the_plan_says(made: Plan) -> None:
    content = as_calendar(made)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")
    for read in (by_icalendar, by_vobject):
        found = read(content)
        assert list(found) == [uid(step) for step in (*made.steps, *made.removed)], "in the order of the plan"
        for step in (*made.steps, *made.removed):
            event = found[uid(step)]
            gone = step.state == "skipped" or step in made.removed
            assert event["status"] == ("CANCELLED" if gone else "CONFIRMED")
            mark = "Done: " if step.state == "done" else ""
            assert event["summary"] == said(mark + step.title)
            assert (event["start"], event["end"]) == (step.start, step.due + timedelta(days=1))
            assert event["sequence"] == step.sequence
            assert said(step.note) in event["about"]
            # Whole days belong to no time zone; when it was written does, and is said in UTC.
            assert type(event["start"]) is date
            assert event["stamp"].utcoffset() == timedelta(0)
            assert event["stamp"] == made.updated_at.replace(microsecond=0)


def updated(calendar: dict[str, dict[str, Any]], content: bytes) -> dict[str, dict[str, Any]]:
    """What a calendar program does with a file: the same UID with a higher sequence replaces, a new one is added."""
    kept = dict(calendar)
    for name, event in by_icalendar(content).items():
        if name not in kept or event["sequence"] > kept[name]["sequence"]:
            kept[name] = event
    return kept


@settings(max_examples=40, deadline=None)
@given(plans(), st.data())
def test_importing_again_updates_and_doubles_nothing(made: Plan, data: st.DataObject) -> None:
    calendar = updated({}, as_calendar(made))
    assert updated(calendar, as_calendar(made)) == calendar
    if made.steps:
        step = data.draw(st.sampled_from(made.steps))
        made = edits.move_in_time(made, step.id, step.start, step.due + timedelta(days=3))
        made = edits.replan(made, data.draw(st.dates(date(2026, 1, 1), date(2027, 1, 1))))
    assert updated(calendar, as_calendar(made)) == by_icalendar(as_calendar(made))


def test_what_is_removed_leaves_the_calendar_and_comes_back() -> None:
    made = plan()
    calendar, step = updated({}, as_calendar(made)), made.steps[1]
    gone = edits.remove_step(made, step.id)
    calendar = updated(calendar, as_calendar(gone))
    assert calendar[uid(step)]["status"] == "CANCELLED"
    assert len(calendar) == len(made.steps)
    calendar = updated(calendar, as_calendar(edits.put_back(gone, step.id)))
    assert calendar[uid(step)]["status"] == "CONFIRMED"


def test_long_lines_of_wide_letters_and_every_separator_come_through() -> None:
    odd = "Größe, Weg; \\n ist kein Umbruch \\ 設計図を読む🦊 " * 6
    made = edits.annotate(plan(), plan().steps[0].id, odd.strip()[:300])
    content = as_calendar(made)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    for read in (by_icalendar, by_vobject):
        assert odd.strip()[:300] in read(content)[uid(made.steps[0])]["about"]


@settings(deadline=None)
@given(plans())
def test_json_comes_back_as_the_same_plan(made: Plan) -> None:
    assert from_json(as_json(made)) == made


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"format": "intellicoach career plan", "version": 1}',
        b'{"format": "intellicoach career plan", "version": 1, "plan": {"id": 1}}',
        b'{"format": "intellicoach career plan", "version": 2, "plan": {}}',
        b"[" * 100_000,
        b" " * 1_000_001,
    ],
)
def test_what_is_no_plan_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        from_json(content)


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", "a\r\nX: y"), ("hours", -1), ("due", "0001-01-01"), ("skill", "magic"), ("more", 1), ("level", 9)],
)
def test_a_plan_that_was_tampered_with_is_refused(name: str, value: object) -> None:
    document = json.loads(as_json(plan()))
    document["plan"]["steps"][0][name] = value
    with pytest.raises(InvalidInput):
        from_json(json.dumps(document).encode())


@given(plans())
def test_no_cell_runs(made: Plan) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(made).decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(made.steps)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_markdown_can_be_ticked_off() -> None:
    made = edits.set_state(plan(), plan().steps[0].id, "done", plan().steps[0].start)
    made = edits.rename_step(made, made.steps[1].id, "[x](javascript:1) <b>")
    text = as_markdown(made).decode()
    assert text.count("- [ ]") == len(made.steps) - 1
    assert text.count("- [x]") == 1
    assert "\\[x\\](javascript:1) \\<b\\>" in text
