"""A simulator of careers with known habits: people climb ladders of titles, stay in their field, sometimes switch."""

from __future__ import annotations

import numpy as np

FIELDS = ("nurse", "welder", "accountant", "developer", "teacher", "chef", "electrician", "designer", "driver", "clerk")
STEPS = ("trainee", "junior", "", "senior", "lead", "head")
_STAY, _CLIMB, _BACK = 0.15, 0.55, 0.1


def drawn_careers(people: int, seed: int) -> list[list[str]]:
    """Titles in order of `people` simulated people, two to seven each.

    A person repeats the title with chance .15, moves up a step .55, returns to an earlier title .1, and otherwise goes
    sideways into one of two neighbouring fields at the same step.
    """
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(people):
        field, step = int(rng.zipf(1.6)) % len(FIELDS), int(rng.integers(0, 3))
        past = [(field, step)]
        for _ in range(int(rng.integers(1, 7))):
            chance = rng.random()
            if chance < _STAY:
                pass
            elif chance < _STAY + _CLIMB:
                step = min(step + 1, len(STEPS) - 1)
            elif chance < _STAY + _CLIMB + _BACK:
                field, step = past[int(rng.integers(len(past)))]
            else:
                field = (field + int(rng.choice([1, -1]))) % len(FIELDS)
            past.append((field, step))
        found.append([f"{STEPS[step]} {FIELDS[field]}".strip() for field, step in past])
    return found
