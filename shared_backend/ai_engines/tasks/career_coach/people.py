"""Careers of people from a file: one job a line, checked person by person, kept as steps without names or titles."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from shared_backend.ai_engines.tasks.base import Column, FileRows, Line, Note, Row, TitleNames
from shared_backend.ai_engines.tasks.title_text import MAX_TITLE, normalise
from shared_backend.domain.errors import InvalidInput

FEWEST_PEOPLE = 20
MOST_JOBS = 60
ARROW = " > "
PERSON = Column(
    "person",
    "A number or code for the person, the same on each of their lines; never a name or an address.",
    True,
    "p-0017",
)
ORDER = Column("order", "The place of the job in their career as a number, the oldest first.", True, "1")
TITLE = Column("title", "The job title as the person or their employer wrote it.", True, "Staff Nurse")
DATE = Column("date", "When the job began, as 2019, 2019-04 or 2019-04-30; only to check the order.", False, "2019-04")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}")
# Letters in a code that say what it counts; other runs of letters may be a name.
_COUNTED = re.compile(r"person|people|user|client|case|worker|member|employee|candidate|participant|id|no|nr|ref", re.I)
_HEXADECIMAL = re.compile(r"[0-9a-f-]{8,64}", re.I)
_NAMELIKE = re.compile(r"[A-Za-z]{3,}")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_PRIVATE = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.|(?:\+?\d[\s()/.-]?){7,}|\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+[A-Z][a-z]+"
)


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the file: its number, whose job, its place, its title and when it began ("" where not told)."""

    line: int
    person: str
    order: float
    title: str
    began: str


def read_people(lines: Sequence[Line], named: TitleNames) -> FileRows:
    """Steps of people, or what is wrong with which line.

    `named` gives the code of each title, None where it does not know. A title that is not linked breaks the career in
    two: the step into it and the step out of it are left out, and a note names the line.
    """
    jobs: list[Job] = []
    problems: list[Note] = []
    for line, record in lines:
        try:
            jobs.append(job_of(line, record))
        except InvalidInput as error:
            problems.append(Note(line, error.user_message))
    careers: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        careers[job.person].append(job)
    for career in careers.values():
        career.sort(key=lambda job: (job.order, job.line))
        problems += _wrong(career)
    several = sum(len(career) > 1 for career in careers.values())
    if not problems and several < FEWEST_PEOPLE:
        problems.append(
            Note(
                1,
                f"{several} people have two jobs or more; at least {FEWEST_PEOPLE} are needed, so that nobody stands "
                "out. Add people.",
            )
        )
    if problems:
        return FileRows((), tuple(sorted(problems, key=lambda problem: problem.line)))
    return _steps(careers, named)


def job_of(line: int, record: dict[str, str]) -> Job:
    """One job. Raises `InvalidInput` naming the column and the remedy."""
    return Job(line, _person(record["person"]), _order(record["order"]), _title(record["title"]), _date(record))


def _person(code: str) -> str:
    bare = _COUNTED.sub("", code)
    hexadecimal = _HEXADECIMAL.fullmatch(code) and any(c.isdigit() for c in code)
    if not _CODE.fullmatch(code) or not any(c.isdigit() for c in code) or (_NAMELIKE.search(bare) and not hexadecimal):
        raise InvalidInput("Column person: this may be a name or an address. Use a number or a code such as p-0017.")
    return code


def _order(text: str) -> float:
    try:
        place = float(text)
    except ValueError:
        place = math.nan
    if not math.isfinite(place):
        raise InvalidInput("Column order: give a number, 1 for the oldest job.")
    return place


def _title(title: str) -> str:
    if len(title) > MAX_TITLE:
        raise InvalidInput(f"Column title: {len(title):,} characters are too many; give at most {MAX_TITLE}.")
    if not normalise(title):
        raise InvalidInput(f"Column title: there is no word in it. Give a job title such as “{TITLE.example}”.")
    if _PRIVATE.search(title):
        raise InvalidInput("Column title: it holds a name, an address or a number to reach somebody. Leave that out.")
    return title


def _date(record: dict[str, str]) -> str:
    text = record.get("date") or ""
    if text and not _DATE.fullmatch(text):
        raise InvalidInput("Column date: write it as 2019, 2019-04 or 2019-04-30, or leave it empty.")
    return text


def _wrong(career: Sequence[Job]) -> list[Note]:
    """What is wrong between the jobs of one person."""
    found = []
    seen: dict[float, int] = {}
    for job in career:
        if job.order in seen:
            found.append(
                Note(
                    job.line, f"The same person and place in the career as line {seen[job.order]}. Delete one of them."
                )
            )
        seen.setdefault(job.order, job.line)
    latest = None
    for job in career:
        if job.began and latest is not None:
            size = min(len(job.began), len(latest.began))
            if job.began[:size] < latest.began[:size]:
                found.append(Note(job.line, f"It began before the job of line {latest.line}, which has a lower order."))
        latest = job if job.began else latest
    if len(career) > MOST_JOBS:
        found.append(
            Note(career[MOST_JOBS].line, f"More than {MOST_JOBS} jobs of one person. Check the column person.")
        )
    return found


def _steps(careers: dict[str, list[Job]], named: TitleNames) -> FileRows:
    titles = sorted({job.title for career in careers.values() for job in career})
    codes = dict(zip(titles, named(titles), strict=True))
    rows: list[Row] = []
    unlinked = Counter(job.title for career in careers.values() for job in career if codes[job.title] is None)
    jobs = sorted((job for career in careers.values() for job in career), key=lambda job: -job.line)
    first = {job.title: job.line for job in jobs}
    for person, career in careers.items():
        # Whose it was cannot be read back without knowing the code; equal people stay together when they are split.
        group = hashlib.sha256(f"career/{person}".encode()).hexdigest()[:16]
        past: list[str] = []
        for job in career:
            code = codes[job.title]
            if code is None:
                past = []
                continue
            if past:
                rows.append(Row({"titles": ARROW.join(past)}, {"label": code}, group, "upload"))
            past.append(code)
    notes = tuple(
        Note(first[title], f"“{title[:80]}” could not be linked to an occupation ({_times(count)}).")
        for title, count in sorted(unlinked.items(), key=lambda one: (-one[1], first[one[0]]))
    )
    people = len({row.group for row in rows})
    if people < FEWEST_PEOPLE:
        said = f"Only {people} people are left whose titles could be linked twice in a row; {FEWEST_PEOPLE} are needed."
        return FileRows((), (Note(1, said), *notes))
    return FileRows(tuple(rows), (), notes)


def _times(count: int) -> str:
    return "its steps are left out" if count == 1 else f"{count} lines; their steps are left out"
