"""Made-up variants of rated answers whose rating follows from the original's."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.interview_coach.rows import OUTPUTS

_PADDING = (
    "As I said before, this is really something that matters to me.",
    "And so on, you know, that is basically how it was, more or less.",
    "I think this shows quite well what kind of person I am.",
    "It was an interesting time and I would say that in general it was good.",
    "There were of course many other things going on as well, as you can imagine.",
    "I always try to do my best and to find a good solution for everyone.",
    "Communication and teamwork are very important to me in every situation.",
    "At the end of the day you have to look at the whole picture.",
    "That is what I can say about this topic, I hope it answers the question.",
    "In my opinion everybody should work like this, because it is important.",
)
_OFF = {
    "overall": 2.5,
    "relevance": 0.5,
    "structure": 2.5,
    "specificity": 2.0,
    "action": 1.0,
    "result": 1.0,
    "clarity": 3.0,
}
_SHARE = 0.12


def variants(rows: Sequence[Row], seed: int) -> tuple[Row, ...]:
    """About a quarter of the rows padded or given to another question of the same type."""
    chance = random.Random(seed)
    order = [row for row in rows if len(str(row.input["answer"])) > 80]
    made: list[Row] = []
    for row in order:
        if chance.random() < _SHARE:
            made.append(_padded(row, chance))
        others = [chance.choice(order) for _ in range(4)]
        other = next((o for o in others if o.group != row.group and o.input["type"] == row.input["type"]), None)
        if other is not None and row.target["overall"] >= 5 and chance.random() < 2 * _SHARE:
            made.append(_elsewhere(row, other))
    return tuple(made)


def _made(row: Row, changes: Mapping[str, Any], target: Mapping[str, Any], group: str) -> Row:
    return Row({**row.input, **changes, "made_up": True, "says": None}, target, group, source="variant")


def _padded(row: Row, chance: random.Random) -> Row:
    lines = chance.sample(_PADDING, chance.randint(2, 5))
    answer = str(row.input["answer"])
    text = " ".join([answer, *lines]) if chance.random() < 0.7 else " ".join([lines[0], answer, *lines[1:]])
    target = {**row.target, "overall": max(1.0, row.target["overall"] - 0.3)}
    target["clarity"] = max(0.0, row.target["clarity"] - 0.7)
    return _made(row, {"answer": text}, target, row.group)


def _elsewhere(row: Row, other: Row) -> Row:
    """The answer of `row` to the question of `other`: at most weak, however fine."""
    asked = {name: other.input[name] for name in ("question", "key_points", "competency", "role", "level", "type")}
    target = {name: min(_OFF[name], float(row.target[name])) for name in OUTPUTS}
    return _made(row, asked, target, row.group)
