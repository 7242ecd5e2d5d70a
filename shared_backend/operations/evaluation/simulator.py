"""Learners whose ability is known: overall and per competency, drifting and growing, some with unexpected moods."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from shared_backend.ai_engines.personal.ability import sigmoid
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.learner_rows import LearnerRows

COMPETENCIES = tuple(f"competency-{number:02d}" for number in range(1, 15))
QUESTIONS_EACH = 20
ABILITY_SD = 0.8  # of the overall offset, logit
OFFSET_SD = 0.6  # of a competency's offset, logit
QUESTION_SD = 1.2  # of a question's easiness, logit
EASINESS = 0.5
ABILITY_DRIFT, OFFSET_DRIFT = 0.02, 0.05  # standard deviation of a step an answer, logit
MOST_GAIN = 0.3  # what a first answer on a competency teaches, logit; from 0 to this between competencies
GAIN_KEPT = 0.85  # what the next answer teaches, as a share of the last one's
MOODY_SHARE = 0.15  # people whose ability is drawn anew now and then
MOODY_SD = 1.2
MOOD_ANSWERS = 25  # answers a mood lasts on average
SOFT_SHARE = 0.5  # answers that are graded instead of right or wrong
GRADING_PRECISION = 6.0  # a + b of the Beta distribution of a grade
STAY = 0.5  # chance that the next question is on the same competency
LENGTH_MEDIAN, LENGTH_SPREAD, LENGTH_MOST = 40.0, 0.8, 300


@dataclass(frozen=True, slots=True)
class World:
    """Histories of two groups of people and the truth about the second.

    `truth` maps a test user to their offset (logit, overall plus competency) after the last answer for every
    competency; `easiness` a competency to the mean logit of its questions for an average person.
    """

    train: LearnerRows
    test: LearnerRows
    truth: Mapping[str, Mapping[str, float]]
    easiness: Mapping[str, float]


def simulate(users: int, *, seed: int, soft_share: float = SOFT_SHARE, moody_share: float = MOODY_SHARE) -> World:
    """`users` people to fit on and as many others; the same seed gives the same world.

    Parameters
    ----------
    soft_share, moody_share : float
        Share of answers that are graded instead of right or wrong, and of people with moods; in [0, 1].

    Raises
    ------
    InvalidInput
        When there are fewer than 8 users.
    """
    if users < 8:
        raise InvalidInput("A simulation needs at least 8 users.")
    rng = Random(seed)
    questions = {c: [rng.gauss(EASINESS, QUESTION_SD) for _ in range(QUESTIONS_EACH)] for c in COMPETENCIES}
    gains = {c: rng.uniform(0.0, MOST_GAIN) for c in COMPETENCIES}
    rows: list[list[tuple[str, str, str, float]]] = [[], []]
    truth = {}
    for number in range(2 * users):
        group = number // users
        name = f"user-{number:05d}"
        answers, truth[name] = _history(name, questions, gains, rng, soft_share, rng.random() < moody_share)
        rows[group] += answers
    known = {name: truth[name] for name in list(truth)[users:]}
    easiness = {c: sum(values) / len(values) for c, values in questions.items()}
    return World(_columns(rows[0]), _columns(rows[1]), known, easiness)


def _history(
    name: str,
    questions: Mapping[str, list[float]],
    gains: Mapping[str, float],
    rng: Random,
    soft_share: float,
    moody: bool,
) -> tuple[list[tuple[str, str, str, float]], dict[str, float]]:
    overall = rng.gauss(0.0, ABILITY_SD)
    offsets = {c: rng.gauss(0.0, OFFSET_SD) for c in COMPETENCIES}
    length = int(min(LENGTH_MOST, max(3.0, math.exp(rng.gauss(math.log(LENGTH_MEDIAN), LENGTH_SPREAD)))))
    competency = rng.choice(COMPETENCIES)
    done = dict.fromkeys(COMPETENCIES, 0)
    answers = []
    for _ in range(length):
        if rng.random() > STAY:
            competency = rng.choice(COMPETENCIES)
        question = rng.randrange(QUESTIONS_EACH)
        p = sigmoid(questions[competency][question] + overall + offsets[competency])
        outcome = round(rng.betavariate(GRADING_PRECISION * p, GRADING_PRECISION * (1.0 - p)), 1)
        if rng.random() >= soft_share:
            outcome = float(rng.random() < p)
        answers.append((name, f"{competency}/{question:02d}", competency, outcome))
        overall += rng.gauss(0.0, ABILITY_DRIFT)
        offsets[competency] += rng.gauss(0.0, OFFSET_DRIFT) + gains[competency] * GAIN_KEPT ** done[competency]
        done[competency] += 1
        if moody and rng.random() < 1.0 / MOOD_ANSWERS:
            overall = rng.gauss(0.0, MOODY_SD)
    return answers, {c: overall + offset for c, offset in offsets.items()}


def _columns(rows: list[tuple[str, str, str, float]]) -> LearnerRows:
    user, item, skill, correct = zip(*rows, strict=True)
    return LearnerRows(np.array(user), np.array(item), np.array(skill), np.array(correct))
