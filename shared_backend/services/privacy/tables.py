"""The tables of an export: one line an answer, one line a practice, for a spreadsheet program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared_backend.services.privacy.archive import File, csv_file
from shared_backend.services.privacy.holding import Record

ANSWER_COLUMNS = (
    "created_at",
    "role",
    "kind",
    "type",
    "competency",
    "difficulty",
    "question",
    "answer",
    "seconds",
    "score",
    "score_from",
    "score_to",
    "in_words",
    "what_works",
    "change",
    "self_rating",
    "opinion",
    "helpful",
    "rating",
    "comment",
    "model",
    "personal_share",
    "run_id",
    "id",
)
RUN_COLUMNS = (
    "started_at",
    "updated_at",
    "state",
    "role",
    "level",
    "type",
    "mode",
    "asked",
    "answered",
    "skipped",
    "id",
)


def answers_csv(answers: Iterable[Record | None], roles: Mapping[str, str]) -> File:
    """One line an answer, oldest first; `roles` names the role of each practice."""
    return csv_file("answers.csv", ANSWER_COLUMNS, (_answer(answer, roles) for answer in answers if answer))


def runs_csv(runs: Iterable[Record | None]) -> File:
    """One line a practice, oldest first."""
    return csv_file("practice_runs.csv", RUN_COLUMNS, (_run(run) for run in runs if run))


def _answer(answer: Record, roles: Mapping[str, str]) -> Iterator[Any]:
    said, made_by = answer["feedback"], answer["provenance"]
    overall, strength, tips = said["overall"], said["strength"], said["tips"]
    found = {
        **answer,
        "role": roles.get(answer["run_id"]),
        "score": overall["value"],
        "score_from": overall["low"],
        "score_to": overall["high"],
        "in_words": said["word"],
        "what_works": None if strength is None else strength["text"],
        "change": tips[0]["text"] if tips else None,
        "model": made_by["version"],
        "personal_share": made_by["weight"],
    }
    return (found[name] for name in ANSWER_COLUMNS)


def _run(run: Record) -> Iterator[Any]:
    setup, states = run["setup"], [asked["state"] for asked in run["asked"]]
    found = {
        **run,
        "role": setup["role"],
        "level": setup["level"],
        "type": setup["question_type"],
        "mode": setup["mode"],
        "asked": len(states),
        "answered": states.count("answered"),
        "skipped": states.count("skipped"),
    }
    return (found[name] for name in RUN_COLUMNS)
