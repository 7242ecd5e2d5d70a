"""One interview scorer for all tests of its behaviour, trained once a process on the shipped rows."""

from __future__ import annotations

from functools import lru_cache

from shared_backend.ai_engines.ensemble.base import Judgement, TrainingSettings
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.ai_engines.report import ModelReport
from shared_backend.ai_engines.tasks.interview_coach.task import REFERENCE, InterviewCoach

TASK = InterviewCoach()


@lru_cache(maxsize=1)
def trained() -> tuple[ScoreEnsemble, ModelReport]:
    """The model and its report."""
    return ScoreEnsemble.train(TASK, TASK.builtin(REFERENCE), TrainingSettings(folds=3))


def judge(question: str, answer: str, kind: str = "behavioral", key_points: tuple[str, ...] = ()) -> Judgement:
    """What the trained model says about one answer."""
    given = {"question": question, "answer": answer, "type": kind, "key_points": key_points}
    return trained()[0].predict([TASK.check_input(given)])[0]


def overall(question: str, answer: str, kind: str = "behavioral", key_points: tuple[str, ...] = ()) -> float:
    """The overall score of one answer."""
    return judge(question, answer, kind, key_points).scores["overall"].value
