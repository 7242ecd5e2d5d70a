"""What is kept of a person's applications: the stages they use, the applications, the monthly check-ins."""

from __future__ import annotations

import json
from typing import Any

from shared_backend.services.privacy.holding import Holding, Open, Record, whole
from shared_backend.storage.tables.applications import application_boards, applications, career_check_ins


def _board(row: Any, opened: Open) -> Record:
    found: Record = json.loads(opened(row.user_id, "sealed", row.row_version, row.sealed))
    return found


APPLICATION_HOLDINGS: tuple[Holding, ...] = (
    Holding(
        "application_stages",
        "Stages of applications",
        "The stages you use for your applications, if you changed the usual ones",
        application_boards,
        "updated_at",
        {
            "stages": "The stages in their order: number, name, and what each means",
            "silence_days": "After how many days without a word you are asked about it",
            "row_version": "How often the record was changed",
        },
        _board,
    ),
    Holding(
        "applications",
        "Applications",
        "To whom you applied, with which CV, what became of it, and your notes",
        applications,
        "created_at",
        {
            "id": "The application's own number",
            "employer": "To whom",
            "role": "As what",
            "history": "Every stage it came to: since which day, and when you noted it down",
            "created_at": "When you noted it down first",
            "updated_at": "When it last changed",
            "occupation": "Code of the occupation, if you gave one",
            "link": "Where the ad stands",
            "ad": "The job ad, if you pasted it",
            "notes": "Your notes",
            "resume": "The version of the CV you sent",
            "match": "How much of what the ad asks for that CV showed: share 0 to 1, and of how many requirements",
            "follow_up": "When you wanted to get in touch, and whether it is done",
            "wait_until": "Before which day you are not asked about silence",
            "row_version": "How often the record was changed",
        },
        whole,
    ),
    Holding(
        "check_ins",
        "Monthly check-ins",
        "What had moved in a month, and the next things you wanted to do",
        career_check_ins,
        "created_at",
        {
            "id": "The check-in's own number",
            "at": "When it was",
            "moved": "What had moved since the one before",
            "actions": "What you wanted to do next",
            "note": "What you noted down",
            "levels": "Levels of your skills on that day, 0 to 7, with their range",
            "row_version": "How often the record was changed",
        },
        whole,
    ),
)
