"""What to expect of somebody on a question before knowing anything about them: the global side of the ability head.

Until people have agreed to share practice results there are none to fit it on. The base is then the mean rating of the
training answers and the step per level of difficulty is our own estimate; the model card says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared_backend.ai_engines.personal.ability import logit

DIFFICULTY_STEP = -0.25  # logit per level; editorial: about 6 points of 100 from one level to the next
MIDDLE_DIFFICULTY = 3
NOTE = (
    "Expected results before a person's first answer rest on the mean rating of the training answers and on our own "
    "estimate of difficulty, not on practice results of people."
)


@dataclass(frozen=True, slots=True)
class AbilityPrior:
    """Global logit of doing well: `base` at difficulty 3 plus `step` for each level above it."""

    base: float = 0.0
    step: float = DIFFICULTY_STEP

    @classmethod
    def fitted(cls, overall_ratings: Iterable[float]) -> AbilityPrior:
        """From overall ratings (0–10) of training answers; a neutral prior when there are none."""
        ratings = list(overall_ratings)
        return cls(round(logit(sum(ratings) / len(ratings) / 10.0), 6)) if ratings else cls()

    @classmethod
    def from_card(cls, card: Mapping[str, object]) -> AbilityPrior:
        """The prior a model card carries; neutral when it carries none."""
        stored = card.get("ability_prior")
        return cls(float(stored["base"]), float(stored["step"])) if isinstance(stored, Mapping) else cls()

    def global_logit(self, difficulty: int) -> float:
        """Logit of the expected share of full marks on a question of difficulty 1–5."""
        return self.base + self.step * (difficulty - MIDDLE_DIFFICULTY)
