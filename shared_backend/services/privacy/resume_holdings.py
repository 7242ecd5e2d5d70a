"""What is kept of a person's CVs: the files as they were given, the CVs, their versions, the ledger, decisions."""

from __future__ import annotations

import json
from typing import Any

from shared_backend.services.privacy.holding import Holding, Open, Record, moment, whole
from shared_backend.storage.tables.resumes import (
    bullet_decisions,
    ledger_claims,
    resume_files,
    resume_versions,
    resumes,
)

GIVEN = "resume_files"


def given_name(row: Any, kind: str | None) -> str:
    """What a given file is called in an export: its number, and the ending of its format."""
    return f"{GIVEN}/{row.id}.{kind or 'txt'}"


def _file(row: Any, opened: Open) -> Record:
    plain: Record = json.loads(opened(row.id, "sealed_reading", row.row_version, row.sealed_reading))
    return {**plain, "file": given_name(row, plain["reading"]["kind"]), "row_version": row.row_version}


def _version(row: Any, opened: Open) -> Record:
    plain: Record = json.loads(opened(f"{row.resume_id}/{row.version}", "sealed", 1, row.sealed))
    return {"resume_id": row.resume_id, **plain}


def _decision(row: Any, opened: Open) -> Record:
    return {
        "id": row.id,
        "resume_id": row.resume_id,
        "created_at": moment(row.created_at),
        "row_version": row.row_version,
        "decision": whole(row, opened),
    }


_PROFILE = "Every field of the CV; empty: not written. Dates are no more exact than you wrote them"

RESUME_HOLDINGS: tuple[Holding, ...] = (
    Holding(
        GIVEN,
        "CV files",
        "The CV files and texts you gave, as they were, and what was read from them",
        resume_files,
        "created_at",
        {
            "id": "The file's own number",
            "name": "What the file was called",
            "given_at": "When you gave it",
            "reading": "What was read: each value with the line and page where it stands, warnings, hidden text",
            "locked": "Whether it opens with a password only; the password is not kept",
            "file": "Where the file itself is in this archive",
            "row_version": "How often the record was changed",
        },
        _file,
    ),
    Holding(
        "resumes",
        "CVs",
        "Your CV as you corrected and confirmed it, and the copies for single jobs",
        resumes,
        "created_at",
        {
            "id": "The CV's own number",
            "label": "What you call it",
            "master": "Whether it is the one copies are made of",
            "profile": _PROFILE,
            "created_at": "When it was made",
            "updated_at": "When it last changed",
            "version": "How many states of it were kept",
            "copy_of": "The CV it was copied from",
            "used_for": "What you used it for",
            "job_ad": "The job ad it was made for",
            "file_id": "The file it was read from",
            "confirmed": "Whether you said that it is right",
            "set_aside": "Findings you said do not matter to you",
            "asked": "What you changed about what a job ad asks for",
            "not_skills": "Skills a CV names that you said are none",
            "answers": "What you answered about single lines, with the line as it read then",
            "row_version": "How often the record was changed",
        },
        whole,
    ),
    Holding(
        "resume_versions",
        "Versions of CVs",
        "Every state of a CV that was kept",
        resume_versions,
        "created_at",
        {
            "resume_id": "The CV it is a version of",
            "version": "Its number",
            "profile": _PROFILE,
            "kept_at": "When it was kept",
            "reason": "Why: confirmed, edited, copied or restored",
        },
        _version,
    ),
    Holding(
        "ledger",
        "What you can say about yourself",
        "The entries that CVs and answers may be written from, each with where it was said",
        ledger_claims,
        "created_at",
        {
            "id": "The entry's own number",
            "text": "What may be said, in your words",
            "kind": "role, achievement, education, skill, certification, language, contact, summary or other",
            "source": "resume, interview or typed",
            "source_id": "The CV or answer it was said in",
            "quote": "The words there",
            "said_at": "When it was said or confirmed",
            "confirmed": "Whether you confirmed it; nothing else is written anywhere",
        },
        whole,
    ),
    Holding(
        "bullet_decisions",
        "Decisions about suggested lines",
        "What was suggested for a line of a CV, what you chose and why",
        bullet_decisions,
        "created_at",
        {
            "id": "The decision's own number",
            "resume_id": "The CV it belongs to",
            "created_at": "When you decided",
            "row_version": "How often the record was changed",
            "decision": "What was suggested, what you chose and why",
        },
        _decision,
    ),
)
