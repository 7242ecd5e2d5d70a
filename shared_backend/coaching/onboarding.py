"""Four skippable questions at the start, and what follows from them: the set-up card is filled in, a worry is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection

from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.interview_setup import LONGEST_PASTE, NAMES, QuestionChoice
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.domain.rules import in_words

Worry = Literal["blank", "ramble", "technical", "modest", "language", "gap"]
TIMELINES: Mapping[str, str] = {
    "days": "Within days",
    "weeks": "In some weeks",
    "months": "In some months",
    "open": "No date yet",
}
WORRIES: Mapping[str, str] = {
    "blank": "My mind goes blank",
    "ramble": "I talk too long",
    "technical": "Questions about my trade",
    "modest": "Talking about myself",
    "language": "Speaking in a second language",
    "gap": "Gaps or changes in my history",
}
# What helps right now against each worry; shown with the warm-up.
FIRST_AID: Mapping[str, str] = {
    "blank": "If nothing comes, write the place and the people first. The rest of the story usually follows.",
    "ramble": "Write what changed in the end first, then only what led to it. Six to ten sentences are plenty.",
    "technical": "Say what you would check first and why. A clear first step counts, even without every detail.",
    "modest": "Write “I” for each thing you did yourself. Stating a fact is not boasting.",
    "language": "Short, simple sentences are fine. Mistakes that do not hide the meaning are not meant to cost points.",
    "gap": "One plain sentence on the gap is enough. Then say what you can do today.",
}


class Goals(BaseModel):
    """What a person told us about their search, and what the set-up card held last; everything may stay empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    role: str = Field("", max_length=120)
    occupation: str | None = Field(None, pattern=r"^\d\d-\d{4}\.\d\d$")
    level: Literal["entry", "mid", "senior", "executive"] | None = None
    timeline: Literal["days", "weeks", "months", "open"] | None = None
    worry: Worry | None = None
    question_type: QuestionChoice | None = None
    count: int | None = Field(None, ge=3, le=5)
    mode: Literal["study", "real"] | None = None
    timer_minutes: int | None = Field(None, ge=1, le=10)
    job_ad: str = Field("", max_length=LONGEST_PASTE)
    resume_text: str = Field("", max_length=LONGEST_PASTE)


class Onboarding:
    """Reads and stores the goals of a person, sealed with their scenario."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def goals(self, principal: Principal) -> Goals | None:
        """What was told, or None when nobody asked yet."""
        with self._desk.database.read() as connection:
            scenario = self._desk.workshop.user_models.scenario(connection, principal.user_id, COACH)
        return None if scenario is None else Goals.model_validate(dict(scenario.goals))

    def save(self, principal: Principal, given: Mapping[str, Any]) -> Goals:
        """Store what is given and keep the rest. Raises `InvalidInput` naming the wrong field; nothing was changed."""

        def work(connection: Connection) -> Goals:
            trainer = self._desk.trainer(principal.user_id)
            scenario = trainer.create_user_scenario(COACH, Goals().model_dump())
            try:
                goals = Goals.model_validate({**scenario.goals, **given})
            except ValidationError as error:
                first = error.errors()[0]
                name = NAMES.get(str(first["loc"][0]), str(first["loc"][0]).capitalize())
                raise InvalidInput(f"{name}: {in_words(first)}. What was saved before is kept.") from None
            if dict(scenario.goals) != goals.model_dump():
                changed = replace(scenario, goals=goals.model_dump(), row_version=scenario.row_version + 1)
                self._desk.workshop.user_models.update_scenario(connection, changed)
            return goals

        return self._desk.database.write(work)
