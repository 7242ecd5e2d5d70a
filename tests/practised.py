"""Somebody who has practised for a while: as many answers as wanted, over as many days, with their own ratings."""

from __future__ import annotations

import uuid
from datetime import timedelta
from random import Random

from shared_backend.bootstrap import Backend
from shared_backend.domain.practice import Attempt
from shared_backend.domain.principal import Principal
from tests.people import HandClock
from tests.practising import GOOD, THIN, choices

FAIR = (
    "In my last job a delivery came late and two customers were waiting. I told them at once, offered another time and "
    "asked my colleague to help me unload. Both took the later time."
)
TEXTS = (GOOD, FAIR, THIN)


def practise(
    backend: Backend, me: Principal, clock: HandClock, answers: int, *, retries: bool = False, seed: int = 1
) -> list[Attempt]:
    """Answer so many questions in runs of three, a day apart, each rated by the person first.

    Parameters
    ----------
    retries : bool
        Try every third answer once more; a retry counts as one of the answers.
    """
    coach, rng, made = backend.interview, Random(seed), []
    while len(made) < answers:
        clock.forward(hours=24)
        run = coach.practice.start(me, choices(question_type="mixed"), run_id=str(uuid.uuid4()))
        run = coach.practice.warm_up(me, run.id, "")
        while (waiting := run.open_question()) is not None and len(made) < answers:
            clock.moment += timedelta(seconds=rng.randint(60, 300))
            text = f"{rng.choice(TEXTS)} It was number {len(made)}."
            attempt = coach.practice.answer(me, run.id, waiting.attempt_id, text, seconds=rng.randint(60, 300))
            made.append(coach.feedback.rate_self(me, attempt.id, rng.choice((2, 3, 3, 4))))
            if retries and len(made) % 3 == 1 and len(made) < answers:
                run = coach.practice.try_again(me, attempt.id)
            else:
                run = coach.practice.next_question(me, run.id)
    return made
