"""How a person wants to be coached: read and changed on a page of their own, followed by the interview coach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS
from shared_backend.ai_engines.personal.preferences import CoachingPreferences
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.onboarding import Goals
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.practice import Feedback
from shared_backend.domain.principal import Principal
from shared_backend.services.content.preview import previewed
from shared_backend.services.recommendation.wording_choice import LEARN

# The choices a person has, in the words of the page. Each of them changes something in the interview coach.
CHOICES: Mapping[str, Mapping[str, str]] = {
    "feedback_preference": {
        "auto": "Find out what helps me",
        "direct": "Direct",
        "balanced": "Balanced",
        "encouraging": "Encouraging",
    },
    "detail": {
        "auto": "Find out what helps me",
        "brief": "Brief",
        "medium": "Medium",
        "detailed": "Detailed",
    },
    "tone": {
        "auto": "Find out what helps me",
        "neutral": "Neutral",
        "formal": "Formal",
        "friendly": "Friendly",
        "humorous": "Humorous",
    },
    "format": {
        "auto": "Find out what helps me",
        "structured": "Sections",
        "conversational": "As a conversation",
        "bullets": "As a list",
    },
    "material": {
        "auto": "No preference",
        "reading": "The advice",
        "watching": "The stronger answer",
        "practising": "Another try",
    },
    "career_focus": {
        "open": "No focus",
        "advancement": "Moving up",
        "switch": "Changing field",
        "stability": "Staying and doing well",
    },
    "interview_style": {
        "formal": "Formal",
        "casual": "Casual",
        "technical": "Technical",
    },
    "learning_pace": {
        "gradual": "Gentle",
        "moderate": "Steady",
        "fast": "Fast",
    },
    "scores": {
        "numbers": "Words and numbers",
        "words": "Words only",
    },
    "comparisons": {
        "on": "Take part",
        "off": "Take no part",
    },
}


class Preferences:
    """Reads and stores what a person has set."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, principal: Principal) -> CoachingPreferences:
        """What the person has set; the defaults before they set anything."""
        return self._desk.trainer(principal.user_id).coaching_preferences(COACH)

    def preview(self, principal: Principal) -> Feedback:
        """Feedback on a made-up answer, put the way the person has set; what is left to the coach, the plain way."""
        wishes = self.get(principal).wording()
        plain = {dimension: every[0] for dimension, every in DIMENSIONS.items()}
        set_by_them = {dimension: option for dimension, option in wishes.items() if option != LEARN}
        return previewed(self._desk.library, {**plain, **set_by_them})

    def save(self, principal: Principal, **changed: Any) -> CoachingPreferences:
        """Change some of them. Raises `InvalidInput` for a value that is not offered; nothing was changed then."""
        trainer = self._desk.trainer(principal.user_id)

        def work(_connection: Connection) -> CoachingPreferences:
            trainer.create_user_scenario(COACH, Goals().model_dump())
            known = trainer.coaching_preferences(COACH)
            try:
                wanted = CoachingPreferences.model_validate({**known.model_dump(), **changed})
            except ValidationError:
                raise InvalidInput("Choose one of the ways that are offered. Nothing was changed.") from None
            if wanted != known:
                trainer.set_coaching_preferences(COACH, wanted)
            return wanted

        return self._desk.database.write(work)
