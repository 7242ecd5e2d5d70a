"""A list of applications somebody kept elsewhere: read whole or not at all, and every row that is wrong is named."""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shared_backend.domain.application import Application, Board, FollowUp, Move, Stage, checked_link
from shared_backend.domain.cells import as_typed
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.applications.days import read_day
from shared_backend.services.applications.list_file import COLUMNS, OTHER_NAMES, WRITTEN_ONLY
from shared_backend.services.applications.stages import not_ahead, sent_on
from shared_backend.services.applications.store import MOST

MOST_BYTES = 2_000_000
NO_TABLE = (
    "This is not a table that can be read. Save your list as CSV, with the names of the columns in the first row and "
    "at least an employer and a role."
)
_DONE = ("yes", "done", "true", "1", "x")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row of the file; the first row holds the names of the columns."""

    row: int
    what: str


@dataclass(frozen=True, slots=True)
class ListRead:
    """What a file holds: applications, rows that are wrong, rows there are already, columns that mean nothing here."""

    applications: tuple[Application, ...]
    problems: tuple[Problem, ...]
    known: tuple[int, ...]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rows are read against: stages, codes of occupations there are, how days are written, and the moment."""

    board: Board
    codes: Collection[str]
    at: datetime
    day_first: bool | None = None


def read_list(content: bytes, reading: Reading, kept: Iterable[Application], form_id: str) -> ListRead:
    """Everything in a CSV file, checked row by row.

    Parameters
    ----------
    kept : iterable of Application
        What there is already: the same employer, role and day of applying is not brought twice.
    form_id : str
        From it and the place of a row the ids are made: the same form sent twice brings one list.

    Raises
    ------
    InvalidInput
        When it is no table with an employer and a role, is empty, or too large.
    """
    table = iter(_table(content))
    header = next(table, [])
    columns = [_column(name) for name in header]
    if not {"employer", "role"} <= set(columns):
        raise InvalidInput(NO_TABLE)
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        raise InvalidInput(f"More than one column of the file means “{doubled[0]}”. Rename or delete one of them.")
    have = {_same(one, reading.board) for one in kept}
    found: list[Application] = []
    problems: list[Problem] = []
    known: list[int] = []
    for row, cells in enumerate(table, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) + len(problems) + len(known) >= MOST:
            raise InvalidInput(f"The file holds more than {MOST} applications. Split it, or leave out old ones.")
        values = {name: as_typed(cell) for name, cell in zip(columns, cells, strict=False) if name}
        try:
            one = _application(values, reading, str(uuid.uuid5(uuid.NAMESPACE_OID, f"{form_id}/{row}")))
        except InvalidInput as reason:
            problems.append(Problem(row, reason.user_message))
            continue
        if _same(one, reading.board) in have:
            known.append(row)
            continue
        have.add(_same(one, reading.board))
        found.append(one)
    unused = tuple(name for name, column in zip(header, columns, strict=True) if not column and name.strip())
    return ListRead(tuple(found), tuple(problems), tuple(known), tuple(one for one in unused if _own(one)))


def _table(content: bytes) -> Iterator[list[str]]:
    if len(content) > MOST_BYTES:
        raise InvalidInput(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Split it, or leave out old rows.")
    text = _decoded(content)
    separator = max(",;\t", key=lambda sign: len(_known_columns(text, sign)))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error:
        raise InvalidInput(NO_TABLE) from None


def _decoded(content: bytes) -> str:
    codings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(NO_TABLE)


def _known_columns(text: str, separator: str) -> list[str]:
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []
    return [name for name in map(_column, header) if name]


def _column(name: str) -> str:
    """The column meant by its name, empty for one that is not read."""
    plain = re.sub(r"[\W_]+", "", name.casefold())
    own = {column.replace("_", ""): column for column in COLUMNS if column not in WRITTEN_ONLY}
    return own.get(plain) or OTHER_NAMES.get(plain, "")


def _own(name: str) -> bool:
    # What this product wrote itself and does not read back is nobody's loss.
    return re.sub(r"[\W_]+", "", name.casefold()) not in {one.replace("_", "") for one in WRITTEN_ONLY}


def _application(values: Mapping[str, str], reading: Reading, key: str) -> Application:
    code = values.get("occupation", "").strip() or None
    if code is not None and code not in reading.codes:
        raise InvalidInput(f"There is no occupation with the code “{code[:20]}”. Leave the cell empty.")
    return Application(
        id=key,
        employer=" ".join(values.get("employer", "").split()),
        role=" ".join(values.get("role", "").split()),
        history=_history(values, reading),
        created_at=reading.at,
        updated_at=reading.at,
        occupation=code,
        link=checked_link(values.get("link", "")),
        ad=values.get("job_ad", "").strip(),
        notes=values.get("notes", "").strip(),
        follow_up=_follow_up(values, reading),
    )


def _history(values: Mapping[str, str], reading: Reading) -> tuple[Move, ...]:
    if told := values.get("history", "").strip():
        moves = [line.strip().partition(" ") for line in told.splitlines() if line.strip()]
        return _moves([(_stage(name, reading), _day(day, reading)) for day, _, name in moves], reading)
    since, applied = (_given(values, name, reading) for name in ("since", "applied"))
    today = reading.at.date()
    sent = reading.board.first("sent")
    name = values.get("stage", "").strip()
    stage = _stage(name, reading) if name else sent if applied and sent else reading.board.stages[0]
    day = since or applied or today
    if applied is None or sent is None or stage.meaning in ("planned", "sent"):
        return _moves([(stage, day if stage.meaning != "sent" else applied or day)], reading)
    return _moves([(sent, applied), (stage, day)], reading)


def _moves(found: Sequence[tuple[Stage, date]], reading: Reading) -> tuple[Move, ...]:
    return tuple(Move(stage.id, not_ahead(day, reading.at), reading.at) for stage, day in found)


def _stage(name: str, reading: Reading) -> Stage:
    stage = reading.board.named(name)
    if stage is None:
        raise InvalidInput(f"“{name[:40]}” is none of your stages. Add it under “Stages”, or change it in the file.")
    return stage


def _follow_up(values: Mapping[str, str], reading: Reading) -> FollowUp | None:
    on = _given(values, "follow_up", reading)
    if on is None:
        return None
    done = values.get("follow_up_done", "").strip().casefold() in _DONE
    return FollowUp(on, " ".join(values.get("to_do", "").split()), done)


def _given(values: Mapping[str, str], name: str, reading: Reading) -> date | None:
    text = values.get(name, "").strip()
    return _day(text, reading) if text else None


def _day(text: str, reading: Reading) -> date:
    return read_day(text, day_first=reading.day_first)


def _same(one: Application, board: Board) -> tuple[str, str, date]:
    return one.employer.casefold(), one.role.casefold(), sent_on(one, board) or one.history[0].on
