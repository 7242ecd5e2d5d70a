"""Uploads: a good file is stored whole, a bad one not at all, and the report says what to do."""

from __future__ import annotations

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Role
from shared_backend.operations import csv_file
from shared_backend.operations.csv_file import read_file, sample_file
from shared_backend.operations.data_check import check_rows
from tests.tiny import TinyTask, person

TASK = "interview_coach"
STAFF = person(Role.STAFF)


def problems(content: bytes) -> list[tuple[int, str]]:
    return [(p.line, p.message) for p in read_file(TinyTask(), content).problems]


def test_the_sample_file_is_accepted(backend: Backend) -> None:
    report = backend.datasets.upload(STAFF, TASK, "Sample", backend.datasets.sample(TASK))
    assert report.accepted
    assert report.rows == 1
    assert [d.name for d in backend.datasets.all(STAFF, TASK)] == ["Sample"]
    assert [line.action for line in backend.audit.recent()] == ["dataset.upload"]


def test_the_same_rows_are_stored_once(backend: Backend) -> None:
    reports = [backend.datasets.upload(STAFF, TASK, name, b"text,score\na,1\n") for name in ("One", "Two", "Three")]
    assert [report.known for report in reports] == [False, True, True]
    assert {report.dataset.name for report in reports if report.dataset} == {"One"}
    assert len(backend.datasets.all(STAFF, TASK)) == 1
    assert [line.action for line in backend.audit.recent()] == ["dataset.upload"]


def test_bad_rows_are_named_and_nothing_is_stored(backend: Backend) -> None:
    content = 'text,score,group\ngood,7,a\nbad,many,a\n"two\nlines",3,b\n,4,c\ntoo,many,cells,here\nhigh,11,d\n'
    report = backend.datasets.upload(STAFF, TASK, "Half bad", content.encode())
    assert not report.accepted
    assert report.problem_count == 4
    assert [(p.line, p.message) for p in report.problems] == [
        (3, "score is not a number. Write it like 7.5."),
        (6, "Column text: empty. It needs the text to score."),
        (7, "This line has 4 cells, the header has 3. Put texts with commas in quotation marks."),
        (8, "score is outside 0 to 10."),
    ]
    assert backend.datasets.all(STAFF, TASK) == ()


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "The first line lacks text, score"),
        (b"text;group\na;b\n", 1, "The first line lacks score"),
        (b"text,score\n", 1, "no rows"),
        (b"text,score,Text\na,1,b\n", 1, "text twice"),
        ("text,score\nÄrger,1\n".encode("latin-1"), 1, "Line 2 is not UTF-8"),
        (b"text,score\na\x00b,1\n", 1, "not a text file"),
        (b"PK\x03\x04\x14\x00\x06\x00", 1, "not a text file"),
        (b'text,score\n"never closed,1\n', 2, "quotation mark"),
        (b'text,score\n"a" b,1\n', 2, "quotation mark"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(content: bytes, line: int, words: str) -> None:
    found = problems(content)
    assert len(found) == 1
    assert found[0][0] == line
    assert words in found[0][1]


def test_semicolons_tabs_marks_and_blank_lines_are_read() -> None:
    for content in ("text;score\r\na;1\r\n\r\n", "text\tscore\na\t1\n", "\ufeffText , SCORE\na,1\n"):
        file = read_file(TinyTask(), content.encode())
        assert file.problems == ()
        assert [dict(row.input) for row in file.rows] == [{"text": "a"}]


def test_unknown_columns_are_ignored_and_named() -> None:
    file = read_file(TinyTask(), b"text,score,note\na,1,mine\n")
    assert file.ignored == ("note",)
    assert "note" not in file.rows[0].input


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MAX_ROWS", 3)
    assert problems(b"text,score\n" + b"a,1\n" * 4) == [(5, "There are more than 3 rows. Split the file.")]
    assert problems(b"text,score\n" + b"a,1\n" * 3) == []
    assert "larger than 10 MB" in problems(b"x" * (csv_file.MAX_BYTES + 1))[0][1]


def test_at_most_a_hundred_problems_are_listed_and_all_are_counted() -> None:
    file = read_file(TinyTask(), b"text,score\n" + b"a,x\n" * 500)
    assert (len(file.problems), file.problem_count) == (100, 500)


def test_names_of_data_sets(backend: Backend) -> None:
    with pytest.raises(InvalidInput, match="3 to 120"):
        backend.datasets.upload(STAFF, TASK, "  a ", sample_file(TinyTask()))


def test_the_data_check_finds_what_is_wrong() -> None:
    rows = read_file(TinyTask(), b"text,score,group\nSame  text,1,a\nsame text,9,b\nother,1,c\nother,1,c\n").rows
    found = {f.name: f for f in check_rows(rows, folds=5).findings}
    assert found["Amount"].level == "problem"
    assert "2 rows repeat" in found["Duplicates"].message
    assert "1 inputs have different answers" in found["Contradictions"].message
    assert "1 inputs stand in several groups" in found["Leakage"].message


def test_good_data_has_nothing_to_say_against_it(backend: Backend) -> None:
    check = backend.datasets.check(STAFF, TASK, builtin=True)
    assert check.usable
    assert {f.level for f in check.findings} == {"good"}
    assert (check.rows, check.groups, sum(n for _, n in check.balance)) == (40, 40, 40)
