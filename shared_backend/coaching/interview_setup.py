"""The set-up card of a practice run: checks what was chosen and pasted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.practice import Setup
from shared_backend.domain.rules import in_words

QuestionChoice = Literal["behavioral", "technical", "situational", "case_study", "mixed"]
LONGEST_PASTE = 20_000
NAMES = {
    "role": "Role",
    "level": "Level",
    "question_type": "Type of questions",
    "count": "Number of questions",
    "timer_minutes": "Timer",
    "job_ad": "Job advertisement",
    "resume_text": "Résumé text",
}


class SetupForm(BaseModel):
    """What a person chose on the set-up card."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    role: str = Field(min_length=2, max_length=120)
    occupation: str | None = Field(None, pattern=r"^\d\d-\d{4}\.\d\d$")
    level: Literal["entry", "mid", "senior", "executive"] = "mid"
    question_type: QuestionChoice = "mixed"
    count: int = Field(3, ge=3, le=5)
    mode: Literal["study", "real"] = "study"
    timer_minutes: int | None = Field(None, ge=1, le=10)
    job_ad: str = Field("", max_length=LONGEST_PASTE)
    resume_text: str = Field("", max_length=LONGEST_PASTE)


def checked(values: Mapping[str, Any], role_family: str) -> Setup:
    """The set-up as a plain value. Raises `InvalidInput` naming the field and its rule."""
    try:
        form = SetupForm(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = NAMES.get(str(first["loc"][0]), str(first["loc"][0]))
        raise InvalidInput(f"{name}: {in_words(first)}. Nothing was started.") from None
    return Setup(role_family=role_family, **form.model_dump())
