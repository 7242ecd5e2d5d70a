"""A line of a CV as a story for an interview: the parts that are said, in the person's words, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shared_backend.services.resumes.writing.reword import tidy

Part = Literal["situation", "task", "action", "result"]
PARTS: Mapping[Part, str] = {"situation": "Situation", "task": "Task", "action": "Action", "result": "Result"}
ASKED: Mapping[Part, str] = {
    "situation": "Where and when was it, and who was there?",
    "task": "What was the problem, or what were you to do?",
    "action": "What did you do yourself, step by step?",
    "result": "What was different afterwards? A number helps.",
}
# Where the result begins: what follows is what came of it.
_RESULT = re.compile(
    r"[,;]? (?:so that|so|which|resulting in|leading to|result:|saving|reducing|increasing|cutting|raising)\b\s*"
    r"|; (?=\w)",
    re.I,
)
_CHANGED = re.compile(r"^(?:cut|reduced|raised|increased|grew|halved|doubled|saved|improved|won|lowered)\b", re.I)
_TASK = re.compile(r"\b(?:in order to|to) (?P<aim>(?!\d)[a-z]\w+ .+)$")
LONGEST_TITLE = 8  # words


@dataclass(frozen=True, slots=True)
class Story:
    """One story.

    Attributes
    ----------
    parts : mapping
        What is said of each part, in the words of the CV or of the person's own answer; empty where nothing is said.
    """

    bullet_id: str
    title: str
    line: str
    parts: Mapping[Part, str]

    @property
    def missing(self) -> dict[Part, str]:
        """The parts nobody has told yet, and what to ask for each."""
        return {part: ASKED[part] for part in PARTS if not self.parts[part]}


def story(bullet_id: str, text: str, where: str, told: Mapping[str, str]) -> Story:
    """The story of a line.

    Parameters
    ----------
    where : str
        The job it belongs to, in one line.
    told : mapping
        What the person answered, by part; it counts before what the line says.

    Examples
    --------
    >>> one = story("b", "Moved bookings online, which saved 3 hours a week", "Receptionist, Sunny Clinic", {})
    >>> one.parts["action"], one.parts["result"], list(one.missing)
    ('Moved bookings online', 'saved 3 hours a week', ['task'])
    """
    line = tidy(text)
    found = _RESULT.search(line)
    action, result = (line[: found.start()], line[found.end() :]) if found is not None else (line, "")
    if not result and _CHANGED.match(line):
        action, result = _by(line)
    aim = _TASK.search(action)
    said: dict[Part, str] = {
        "situation": where,
        "task": aim["aim"] if aim is not None else "",
        "action": action,
        "result": result,
    }
    return Story(bullet_id, _title(line), line, {part: told.get(part, "") or said[part] for part in PARTS})


def _by(line: str) -> tuple[str, str]:
    """ "Cut errors from 12 to 5 by checking labels" says the result first, then how."""
    found = re.match(r"(.*?) by (\w+ing\b.*)", line)
    return (found[2], found[1]) if found is not None else ("", line)


def _title(line: str) -> str:
    words = line.split()
    return line if len(words) <= LONGEST_TITLE else f"{' '.join(words[:LONGEST_TITLE]).rstrip(',;')} …"
