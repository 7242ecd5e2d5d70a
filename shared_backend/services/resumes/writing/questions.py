"""Asks for what a line lacks: at most two short questions, in words for any trade, the weightiest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shared_backend.services.resumes.writing.lacks import lacks
from shared_backend.services.resumes.writing.objects import counted
from shared_backend.services.resumes.writing.reword import reword, tidy
from shared_backend.services.resumes.writing.tense import Tense
from shared_backend.services.resumes.writing.tokens import words
from shared_backend.services.resumes.writing.wording import Wording

Slot = Literal["part", "number", "outcome", "tool", "who"]
MOST = 2
# What is done once is not asked how often.
_ONCE = words(
    "build rebuild reorganise reorganize launch introduce develop design create set implement install write open "
    "plan move migrate redesign restructure establish found convert renovate upgrade replace lead win negotiate "
    "organise organize coordinate automate streamline merge complete demolish manage run make"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a line; `example` shows the form of an answer, never its content for this person."""

    slot: Slot
    text: str
    example: str


def questions(text: str, tense: Tense, wording: Wording) -> tuple[Question, ...]:
    """What to ask about a line before anything is proposed; none when it says it all."""
    line = tidy(text)
    missing = lacks(line, wording)
    put = reword(line, tense, wording)
    thing = counted(put.text, wording) if put is not None else None
    asked: list[Question] = []
    if missing.part:
        asked.append(Question("part", "What did you do yourself in this?", "such as: packed and labelled the boxes"))
    if missing.number and thing is not None:
        asked.append(Question("number", f"How many {thing.noun}? A rough number is fine.", "such as: about 40 a day"))
    elif missing.number and put is not None and put.lead in _ONCE:
        asked.append(Question("number", "How big was it, in numbers?", "such as: 1,200 items; 4 people; 3 weeks"))
    elif missing.number:
        asked.append(Question("number", "How often did you do this, or how much of it?", "such as: twice a week"))
    if missing.outcome:
        asked.append(
            Question("outcome", "What was different because of it?", "such as: saved two hours a week; fewer mistakes")
        )
    # Whom and with what make a line clearer; they are asked only where there is room.
    if missing.tool and len(line.split()) < 7:
        asked.append(Question("tool", "What did you use for it?", "such as: a till, a forklift, a spreadsheet"))
    if missing.who and len(line.split()) < 7:
        asked.append(Question("who", "Who was it for?", "such as: three care homes"))
    return tuple(asked[:MOST])
