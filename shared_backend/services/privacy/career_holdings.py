"""What is kept of a person's career: what they told, their plans, what they said of paths."""

from __future__ import annotations

import json
from typing import Any

from shared_backend.services.privacy.holding import Holding, Open, Record, whole
from shared_backend.storage.tables.careers import career_feedback, career_plans, career_profiles


def _profile(row: Any, opened: Open) -> Record:
    found: Record = json.loads(opened(row.user_id, "sealed", row.row_version, row.sealed))
    return found


CAREER_HOLDINGS: tuple[Holding, ...] = (
    Holding(
        "career_profile",
        "What you told the career coach",
        "Your occupation, interests, own ratings, and where you would like to go",
        career_profiles,
        "updated_at",
        {
            "occupation": "Code of your present or last occupation",
            "interests": "How much you like each kind of work, 1 to 7",
            "subjects": "What you like at school",
            "towards": "Groups of occupations you would like to move to",
            "years_away": "Years since your last occupation",
            "never_worked": "Whether you said that you have had no occupation yet",
            "hours_per_week": "Hours a week for learning",
            "rated": "Skills you rated yourself: level 0 to 7",
            "denied": "Skills you said you do not have",
            "target": "Code of the occupation you work towards",
            "row_version": "How often the record was changed",
        },
        _profile,
    ),
    Holding(
        "career_plans",
        "Career plans",
        "Your plans with their steps, dates and what is done",
        career_plans,
        "created_at",
        {
            "id": "The plan's own number",
            "target": "Code of the occupation it leads to",
            "title": "What it is called",
            "hours_per_week": "Hours a week it counts on",
            "steps": "Its steps: what, why, proof, dates, hours, whether it is done and whether it helped",
            "removed": "Steps you removed, which can be put back",
            "created_at": "When it was made",
            "updated_at": "When it last changed",
            "row_version": "How often the record was changed",
        },
        whole,
    ),
    Holding(
        "career_feedback",
        "What you said of paths",
        "Which suggested occupations interest you and which are not for you",
        career_feedback,
        "created_at",
        {
            "code": "The occupation",
            "verdict": "interested or not_for_me",
            "at": "When you said it",
        },
        whole,
    ),
)
