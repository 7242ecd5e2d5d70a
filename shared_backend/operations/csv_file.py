"""Read an uploaded CSV file into records, or say on which line what is wrong and what to do."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from shared_backend.ai_engines.tasks.base import Column, FileRows, Line, Note, Row, Task, TitleNames
from shared_backend.domain.cells import still_text
from shared_backend.domain.errors import InvalidInput

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 50_000
SHOWN_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The rows of a file and its problems; with problems nothing may be stored.

    `problem_count` counts all problems, `problems` holds the first hundred; `ignored` names unknown columns. `notes`
    say what was left out of lines that are right as such.
    """

    rows: tuple[Row, ...]
    problems: tuple[Note, ...]
    problem_count: int
    ignored: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def _nobody_knows(titles: Sequence[str]) -> list[str | None]:
    return [None] * len(titles)


def sample_file(task: Task) -> bytes:
    """A small correct file: the documented columns with examples."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(still_text(column.name) for column in task.file_form)
    for cells in task.sample():
        writer.writerow(still_text(cell) for cell in cells)
    # The mark at the start makes spreadsheet programs read the file as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def read_file(task: Task, content: bytes, named: TitleNames = _nobody_knows) -> ReadFile:
    """Check a whole file. Never raises for what is in the file: the report says it.

    `named` gives the occupation of each job title, for tasks that link them.
    """
    try:
        lines = _lines(content)
        header, ignored = _header(next(lines, []), task.file_form)
    except InvalidInput as error:
        return ReadFile((), (Note(1, error.user_message),), 1)
    except csv.Error as error:
        return ReadFile((), (Note(1, _broken(error)),), 1)
    records: list[Line] = []
    problems: list[Note] = []
    seen = 0
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            seen += 1
            if seen > MAX_ROWS:
                problems.append(Note(lines.line_num, f"There are more than {MAX_ROWS:,} rows. Split the file."))
                break
            try:
                records.append((lines.line_num, _record(task, header, cells)))
            except InvalidInput as error:
                problems.append(Note(lines.line_num, error.user_message))
    except csv.Error as error:
        problems.append(Note(lines.line_num, _broken(error)))
    if not records and not problems:
        problems.append(Note(1, "There are no rows below the header."))
    return _report(task, records, problems, ignored, named)


def _report(
    task: Task, records: Sequence[Line], problems: Sequence[Note], ignored: tuple[str, ...], named: TitleNames
) -> ReadFile:
    """What the lines come to. Where cells are wrong the rest is checked too, so that everything is named at once."""
    file = task.parse_file(records, named) if records else FileRows(())
    found = sorted((*problems, *file.problems), key=lambda problem: problem.line)
    return ReadFile(file.rows, tuple(found[:SHOWN_PROBLEMS]), len(found), ignored, file.notes)


class _Lines:
    """A CSV reader with a type: cells a line, and the number of the line it stands on."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> list[str]:
        return next(self._reader)

    @property
    def line_num(self) -> int:
        return self._reader.line_num


def _lines(content: bytes) -> _Lines:
    if len(content) > MAX_BYTES:
        raise InvalidInput(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB. Split it and upload the parts.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"Line {line} is not UTF-8 text. In your spreadsheet program choose “CSV UTF-8” when saving."
        ) from None
    if "\0" in text:
        raise InvalidInput("This is not a text file. Save the table as CSV (UTF-8).")
    first = text.split("\n", 1)[0]
    # Spreadsheet programs write semicolons where the comma is the decimal sign.
    delimiter = max(",;\t", key=first.count)
    return _Lines(text, delimiter)


def _header(cells: Sequence[str], columns: Sequence[Column]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = tuple(cell.strip().casefold() for cell in cells)
    known = {column.name for column in columns}
    twice = sorted({name for name in names if name and names.count(name) > 1})
    missing = [column.name for column in columns if column.required and column.name not in names]
    if missing:
        wanted = ", ".join(column.name for column in columns)
        raise InvalidInput(f"The first line lacks {', '.join(missing)}. It must name the columns: {wanted}.")
    if twice:
        raise InvalidInput(f"The first line names {', '.join(twice)} twice. Rename or delete one of them.")
    return names, tuple(name for name in names if name not in known)


def _record(task: Task, header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise InvalidInput(
            f"This line has {len(cells)} cells, the header has {len(header)}. Put texts with commas in quotation marks."
        )
    known = {column.name for column in task.file_form}
    record = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if name in known}
    for column in task.file_form:
        if column.required and not record.get(column.name):
            raise InvalidInput(f"Column {column.name}: empty. It needs {_phrase(column.meaning)}.")
    return record


def _phrase(meaning: str) -> str:
    """What a column holds, so that it fits into a sentence."""
    return (meaning[:1].lower() + meaning[1:] if meaning[1:2].islower() else meaning).rstrip(".")


def _broken(error: csv.Error) -> str:
    return f"From here the file cannot be read as CSV ({error}). Look for a quotation mark that is not closed."
