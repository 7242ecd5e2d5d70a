"""The list as a file: it comes back as it went out, no cell runs, wrong rows are named, order and search hold."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.domain.application import Application
from shared_backend.domain.cells import as_typed, still_text
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.applications.days import read_day
from shared_backend.services.applications.list_file import as_table
from shared_backend.services.applications.list_reading import ListRead, Reading, read_list
from shared_backend.services.applications.listing import SORTS, listed
from shared_backend.services.applications.store import MOST
from tests.services.applications.applied import BOARD, NOW, TODAY, application, applications

READING = Reading(BOARD, {"51-3011.00"}, NOW)
MANY = st.lists(applications(), max_size=5, unique_by=lambda one: (one.employer.casefold(), one.role.casefold()))


def read(text: str, kept: tuple[Application, ...] = (), day_first: bool | None = None) -> ListRead:
    return read_list(text.encode(), replace(READING, day_first=day_first), kept, "form")


def bare(one: Application) -> Application:
    """What a file can hold: not the ids, nor when it was noted down or how often changed."""
    follow_up = None if one.follow_up is None else replace(one.follow_up, sequence=0)
    return replace(one, id="", updated_at=NOW, follow_up=follow_up)


@settings(max_examples=60, deadline=None)
@given(MANY)
def test_a_list_comes_back_as_it_went_out(made: list[Application]) -> None:
    found = read_list(as_table(made, BOARD), READING, (), "form")
    assert found.problems == ()
    assert found.unused == ()
    assert [bare(one) for one in found.applications] == [bare(one) for one in made]
    again = read_list(as_table(made, BOARD), READING, made, "form")
    assert (again.applications, len(again.known)) == ((), len(made))


@given(MANY)
def test_no_cell_runs(made: list[Application]) -> None:
    rows = list(csv.reader(io.StringIO(as_table(made, BOARD).decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(made)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for row in rows for cell in row)


@given(st.text())
def test_a_cell_is_as_it_was_typed(text: str) -> None:
    assert as_typed(still_text(text)) == text


def test_a_list_from_elsewhere_is_read() -> None:
    found = read(
        "Company;Job Title;Status;Date applied;URL;Salary;Next step;Follow-up date\n"
        "Acme;Baker;interview;12.02.2026;jobs.example.com/1;x;Ring them;2026-03-09\n"
        "Bakery Ltd;Pastry chef;;14 February 2026;;;;\n"
        ";;;;;;;\n"
        "Cafe;Barista;Saved;;;;;\n"
    )
    assert found.problems == ()
    assert found.unused == ("Salary",)
    acme, bakery, cafe = found.applications
    assert [(move.stage, move.on) for move in acme.history] == [
        ("applied", date(2026, 2, 12)),
        ("interview", date(2026, 2, 12)),
    ]
    assert (acme.link, acme.follow_up and acme.follow_up.todo) == ("https://jobs.example.com/1", "Ring them")
    assert [(move.stage, move.on) for move in bakery.history] == [("applied", date(2026, 2, 14))]
    assert [(move.stage, move.on) for move in cafe.history] == [("saved", TODAY)]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",Baker,,,", "employer"),
        ("Acme,,,,", "role"),
        ("Acme,Baker,Phone screen,,", "Phone screen"),
        ("Acme,Baker,Applied,2026-02-30,", "no day"),
        ("Acme,Baker,Applied,soon,", "no day"),
        ("Acme,Baker,Applied,03/04/2026,", "two ways"),
        ("Acme,Baker,Applied,2027-01-01,", "not come yet"),
        ("Acme,Baker,Applied,,javascript:alert(1)", "web page"),
        (f"{'a' * 121},Baker,,,", "120 characters"),
    ],
)
def test_a_wrong_row_is_named_with_what_is_wrong(row: str, says: str) -> None:
    found = read(f"employer,role,stage,since,link\nFine Ltd,Cook,Saved,,\n{row}\n")
    assert len(found.applications) == 1
    (problem,) = found.problems
    assert problem.row == 3
    assert says in problem.what


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\xff\xfe\x00", b"a,b\n1,2\n", b"employer\nAcme\n", b'employer,role\n"Acme,Baker\n',
     bytes(range(256)), b"employer,company,role\na,b,c\n", b" " * 2_000_001],
)  # fmt: skip
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_list(content, READING, (), "form")


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(InvalidInput, match=str(MOST)):
        read("employer,role\n" + "".join(f"Acme {i},Baker\n" for i in range(MOST + 1)))


def test_the_same_twice_in_a_file_is_brought_once_and_named() -> None:
    found = read("employer,role,applied\nAcme,Baker,2026-02-01\nACME,baker,2026-02-01\nAcme,Baker,2026-02-02\n")
    assert len(found.applications) == 2
    assert found.known == (3,)


def test_the_same_form_makes_the_same_ids() -> None:
    table = "employer,role\nAcme,Baker\n"
    assert read(table).applications == read(table).applications
    other = read_list(table.encode(), READING, (), "another form")
    assert other.applications[0].id != read(table).applications[0].id


def test_a_list_in_another_coding_is_read() -> None:
    table = "employer\trole\nCafé Zürich\tKöchin\n"
    for coding in ("utf-16", "cp1252", "utf-8"):
        (one,) = read_list(table.encode(coding), READING, (), "form").applications
        assert (one.employer, one.role) == ("Café Zürich", "Köchin")


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("03/04/2026", True, date(2026, 4, 3)),
        ("03/04/2026", False, date(2026, 3, 4)),
        ("13/04/2026", None, date(2026, 4, 13)),
        ("13/04/2026", False, date(2026, 4, 13)),
        ("04/13/2026", True, date(2026, 4, 13)),
        ("04/04/2026", None, date(2026, 4, 4)),
        ("March 4, 2026", None, date(2026, 3, 4)),
        ("2026-03-04T10:00:00", None, date(2026, 3, 4)),
    ],
)
def test_days_as_people_write_them(text: str, day_first: bool | None, day: date) -> None:
    assert read_day(text, day_first=day_first) == day


def test_the_list_is_searched_filtered_and_sorted() -> None:
    acme = application("applied", days_ago=9, notes="Ring Ms Byron")
    bakery = replace(application("saved"), id="b", employer="bakery", updated_at=NOW + timedelta(hours=1))
    gone = replace(application("applied", "rejected", days_ago=3), id="c", employer="Cafe")
    every = [acme, bakery, gone]
    assert listed(every, BOARD, text="BYRON ring") == (acme,)
    assert listed(every, BOARD, text="byron nowhere") == ()
    assert listed(every, BOARD, which="open") == (bakery, acme)
    assert listed(every, BOARD, which="ended") == (gone,)
    assert listed(every, BOARD, which="applied") == (acme,)
    assert listed(every, BOARD, sort="employer") == (acme, bakery, gone)
    assert listed(every, BOARD, sort="stage") == (bakery, acme, gone)
    assert listed(every, BOARD, sort="since") == (acme, gone, bakery)


@given(MANY, st.sampled_from(list(SORTS)))
def test_every_order_holds_everything_once(made: list[Application], sort: str) -> None:
    found = listed(made, BOARD, sort=sort)  # type: ignore[arg-type]
    assert sorted(one.id for one in found) == sorted(one.id for one in made)
    assert found == listed(reversed(made), BOARD, sort=sort)  # type: ignore[arg-type]
