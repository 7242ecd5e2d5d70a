"""How a person wants to be coached: what they have set, which always wins over what was learned."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class CoachingPreferences(BaseModel):
    """Explicit settings; "auto" for the feedback style lets the coach learn which style helps.

    `scores` "words" shows what is said about an answer without its numbers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    interview_style: Literal["formal", "casual", "technical"] = "formal"
    career_focus: Literal["advancement", "switch", "stability"] = "advancement"
    feedback_preference: Literal["auto", "direct", "encouraging", "balanced"] = "auto"
    learning_pace: Literal["fast", "moderate", "gradual"] = "moderate"
    scores: Literal["numbers", "words"] = "numbers"
