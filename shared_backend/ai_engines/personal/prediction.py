"""What one person gets: the global judgement, what was expected of them, and where both come from."""

from __future__ import annotations

from dataclasses import dataclass

from shared_backend.ai_engines.blending import Blend
from shared_backend.ai_engines.ensemble.base import Judgement
from shared_backend.ai_engines.personal.fit import Kind
from shared_backend.registry.model_registry import ModelVersion


@dataclass(frozen=True, slots=True)
class PersonalizedPrediction:
    """What this person gets, and where it comes from.

    Attributes
    ----------
    global_logit : float
        What the global model expects of anybody on the question.
    expected : Blend
        How well they will do on the question, as a share of full marks in [0, 1], before the answer is read.
    judgement : Judgement or None
        The global model's reading of the answer, when the input holds one. It is the same for everybody.
    version : ModelVersion
        The global version that judged.
    inherited : str or None
        Label of the global version the person's scenario started from.
    offset_points, offset_n : float, int
        How much harsher or more lenient this person finds the scores (points of 10, at most ±1.5) after n opinions.
    learned_from : int
        Answers the personal model rests on.
    kind : {"global", "h2", "l2"}
        Which personal model predicted.
    """

    global_logit: float
    expected: Blend
    judgement: Judgement | None
    version: ModelVersion
    inherited: str | None
    offset_points: float
    offset_n: int
    learned_from: int
    kind: Kind
