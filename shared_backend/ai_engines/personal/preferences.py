"""How a person wants to be coached: what they have set, which always wins over what was learned."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

_FIRST_RELEASE = {"interview_style", "career_focus", "feedback_preference", "learning_pace", "scores"}


class CoachingPreferences(BaseModel):
    """Explicit settings; "auto" lets the coach learn what helps.

    `material` is what somebody wants to have before them with feedback: the advice, the example or another try; "auto"
    changes nothing. `scores` "words" shows what is said about an answer without its numbers. `comparisons` "off" keeps
    somebody out of comparisons of models. `streak` "on" counts weeks with practice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    interview_style: Literal["formal", "casual", "technical"] = "formal"
    career_focus: Literal["open", "advancement", "switch", "stability"] = "open"
    feedback_preference: Literal["auto", "direct", "encouraging", "balanced"] = "auto"
    detail: Literal["auto", "brief", "medium", "detailed"] = "auto"
    tone: Literal["auto", "formal", "neutral", "friendly", "humorous"] = "auto"
    format: Literal["auto", "conversational", "structured", "bullets"] = "auto"
    material: Literal["auto", "reading", "watching", "practising"] = "auto"
    learning_pace: Literal["fast", "moderate", "gradual"] = "moderate"
    scores: Literal["numbers", "words"] = "numbers"
    comparisons: Literal["on", "off"] = "on"
    streak: Literal["off", "on"] = "off"

    @model_validator(mode="before")
    @classmethod
    def _of_the_first_release(cls, values: Any) -> Any:
        """Nobody could choose a career focus before it did something: what is stored from then is no choice."""
        if isinstance(values, dict) and values.keys() == _FIRST_RELEASE:
            return {name: value for name, value in values.items() if name != "career_focus"}
        return values

    def wording(self) -> dict[str, str]:
        """What is set for each dimension of the helpfulness head, "auto" where the coach may learn."""
        return {
            "style": self.feedback_preference,
            "detail": self.detail,
            "tone": self.tone,
            "format": self.format,
        }
