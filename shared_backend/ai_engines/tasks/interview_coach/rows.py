"""The columns of rated answers: checking uploads and inputs, and reading the shipped files."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.tasks.base import Column, Row
from shared_backend.domain.errors import ConfigurationError, InvalidInput

OVERALL = "overall"
CRITERIA = ("relevance", "structure", "specificity", "action", "result", "clarity")
OUTPUTS = (OVERALL, *CRITERIA)
LOW = (0.0,) * 7
HIGH = (10.0, *(4.0,) * 6)
TYPES = ("behavioral", "situational", "technical", "case_study")
CHOICES = {
    "type": dict(zip(TYPES, ("Behavioural", "Situational", "Technical", "Case"), strict=True)),
    "level": {"entry": "Entry", "mid": "Mid", "senior": "Senior", "executive": "Executive"},
}
_TYPE_WORDS = {
    "behavioural": "behavioral",
    "case": "case_study",
    "case study": "case_study",
    "case-study": "case_study",
}
LONGEST = 20_000

COLUMNS = (
    Column("question", "the question that was asked", True, "Tell me about a time you calmed an angry customer."),
    Column("answer", "the answer as written", True, "A man came in with a broken kettle …"),
    Column("overall", "rating of the whole answer, 0 to 10", True, "7"),
    Column("type", "behavioral, situational, technical or case_study", False, "behavioral"),
    Column("role", "the job the question is asked for", False, "shop assistant"),
    Column("level", "entry, mid, senior or executive", False, "entry"),
    Column("competency", "what the question is about", False, "customer focus"),
    Column(
        "key_points",
        "technical and case: points of a full answer, separated by ;",
        False,
        "scan the table; use an index",
    ),
    *(Column(name, f"{name}, 0 to 4", False, "3") for name in CRITERIA),
)


def check_input(record: Mapping[str, Any]) -> dict[str, Any]:
    """One input with all fields present and of the right kind.

    Raises
    ------
    InvalidInput
        When the question or answer is missing, or the answer is longer than 20,000 characters.
    """
    question, answer = _text(record, "question"), _text(record, "answer")
    if not question.strip():
        raise InvalidInput("Column question: there is no question. Give the question this answers.")
    if len(answer) > LONGEST:
        raise InvalidInput(f"Column answer: longer than {LONGEST} characters. Shorten it.")
    kind = (_text(record, "type") or "behavioral").strip().lower()
    kind = _TYPE_WORDS.get(kind, kind)
    if kind not in TYPES:
        raise InvalidInput(f"Column type: must be one of {', '.join(TYPES)}.")
    return {
        "question": question[:4000],
        "answer": answer,
        "type": kind,
        "role": _text(record, "role")[:200],
        "level": (_text(record, "level") or "mid")[:40],
        "competency": _text(record, "competency")[:200],
        "key_points": _key_points(record.get("key_points")),
    }


def _text(record: Mapping[str, Any], column: str) -> str:
    value = record.get(column)
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value)


def _key_points(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(";")
    elif not isinstance(value, Sequence):
        return ()
    return tuple(str(point).strip()[:400] for point in value if str(point).strip())[:30]


def parse(record: Mapping[str, Any], source: str = "upload") -> Row:
    """One uploaded or shipped record as a training row; missing criteria become NaN."""
    given = check_input(record)
    if record.get("says"):
        given["says"] = str(record["says"])
    target = {OVERALL: _number(record, OVERALL, 10.0)}
    if math.isnan(target[OVERALL]):
        raise InvalidInput("Column overall: there is no rating. Give a number from 0 to 10.")
    target.update({name: _number(record, name, 4.0) for name in CRITERIA})
    return Row(given, target, group=" ".join(given["question"].lower().split()), source=source)


def _number(record: Mapping[str, Any], column: str, high: float) -> float:
    text = _text(record, column).strip()
    if not text:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        raise InvalidInput(f"Column {column}: not a number. Give a number from 0 to {high:g}.") from None
    if not 0 <= value <= high:
        raise InvalidInput(f"Column {column}: out of range. Give a number from 0 to {high:g}.")
    return value


def read_rated(path: Path) -> tuple[Row, ...]:
    """The rows of one file of rated answers (JSON lines; single answers or pairs); source is ``builtin:<file>``."""
    source = f"builtin:{path.stem}"
    return tuple(parse(record, source) for line in _lines(path) for record in _records(line))


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as problem:
                raise ConfigurationError(f"Line {number} of {path.name} is not JSON.") from problem


def _records(line: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "base_answer" in line:
        for side in ("base", "variant"):
            ratings = line.get(f"{side}_rating") or {}
            same = side == "base" or line["variant"] == "plain"
            says = line["question_id"] if same else line["id"]
            yield {**line, **ratings, "says": says, "answer": line[f"{side}_answer"], OVERALL: line[f"{side}_overall"]}
        return
    line = {**line, "says": line["twin_of"] if line.get("twin") == "plain" else line.get("id")}
    if "ratings" in line:
        means = {name: sum(r[name] for r in line["ratings"]) / len(line["ratings"]) for name in OUTPUTS}
        yield {**line, **means, OVERALL: line.get("mean_overall", means[OVERALL])}
        return
    rating = line.get("rating")
    if isinstance(rating, Mapping):
        yield {**line, **rating}
    elif rating is not None:
        yield {**line, OVERALL: rating}
    else:
        yield {OVERALL: line.get("mean_overall"), **line}
