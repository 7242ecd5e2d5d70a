"""The written content of the product, read once from `data/reference` and never changed while running."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from shared_backend.domain.errors import NotFound

QuestionType = Literal["behavioral", "situational", "technical", "case_study"]
Style = Literal["direct", "encouraging", "balanced"]
Kind = Literal["story", "substance"]
Band = Literal["low", "mid", "high", "any"]

QUESTION_TYPES: tuple[QuestionType, ...] = ("behavioral", "technical", "situational", "case_study")
TYPE_NAMES: Mapping[str, str] = {
    "behavioral": "Behavioural",
    "technical": "Technical",
    "situational": "Situational",
    "case_study": "Case",
    "mixed": "Mixed",
}
STORY_TYPES = frozenset({"behavioral", "situational"})


def kind_of(question_type: str) -> Kind:
    """Whether an answer to this type is a story or has to be right."""
    return "story" if question_type in STORY_TYPES else "substance"


@dataclass(frozen=True, slots=True)
class Question:
    """One interview question. `difficulty` runs from 1 (gentle) to 5; `key_points` are empty for story types."""

    id: str
    type: QuestionType
    competency: str
    difficulty: int
    role_families: tuple[str, ...]
    levels: tuple[str, ...]
    question: str
    shows: str
    key_points: tuple[str, ...]
    hint: str
    follow_ups: tuple[str, ...]

    @property
    def is_story(self) -> bool:
        """Whether a good answer is a story with situation, task, action and result."""
        return self.type in STORY_TYPES


@dataclass(frozen=True, slots=True)
class Competency:
    """What a question is about. `importance` maps role families to weights in (0, 1], by editorial judgement."""

    id: str
    name: str
    description: str
    interviewers_ask_because: str
    importance: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tip:
    """One sentence of advice on one criterion, put in one style.

    Attributes
    ----------
    type : str
        A type of question, "story" or "substance" for both of a kind, "any" for all.
    band : str
        How far the criterion is met: low (below 1.5 of 4), mid, high (from 3), or any.
    text : str
        ``{quote}`` stands for the person's own words, those of the first sign in `when`.
    when, unless : tuple of str
        Signs that an answer must show, and signs that it must not show, for the tip to make sense; see `signs`.
    """

    id: str
    criterion: str
    type: str
    style: Style
    band: Band
    text: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric: names and questions for stories and for substance, and what levels 0–4 mean.

    `not_shown` is said instead of a level that the answer's words do not bear out; empty where they always do.
    """

    id: str
    name: Mapping[str, str]
    question: Mapping[str, str]
    levels: Mapping[str, str]
    levels_by_kind: Mapping[str, Mapping[str, str]]
    not_shown: str = ""

    def meaning(self, kind: Kind, score: float) -> str:
        """What the level nearest to a score of 0–4 means, in the words for stories or for substance."""
        return self.levels_by_kind.get(kind, self.levels)[str(round(score))]


@dataclass(frozen=True)
class Library:
    """Questions, competencies, tips and the rubric."""

    folder: Path

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """All questions by id, in file order."""
        found: dict[str, Question] = {}
        for kind in QUESTION_TYPES:
            for item in _lines(self.folder / "questions" / f"{kind}.jsonl"):
                found[item["id"]] = _question(item)
        return found

    @cached_property
    def invited(self) -> Mapping[str, Question]:
        """By id, what stands behind questions that only one CV invites; never drawn for other interviews.

        Their text is general. The one that is put names what stands in the CV.
        """
        return {item["id"]: _question(item) for item in _lines(self.folder / "resumes" / "invited_questions.jsonl")}

    def question(self, question_id: str) -> Question:
        """One question. Raises `NotFound`."""
        found = self.questions.get(question_id) or self.invited.get(question_id)
        if found is None:
            raise NotFound("There is no such question any more. Start a new practice run.")
        return found

    @cached_property
    def competencies(self) -> Mapping[str, Competency]:
        """All competencies by id."""
        data = json.loads((self.folder / "competencies.json").read_text(encoding="utf-8"))
        return {item["id"]: Competency(**item) for item in data["competencies"]}

    @cached_property
    def tips(self) -> tuple[Tip, ...]:
        """All tips in file order."""
        conditions = ("when", "unless")
        return tuple(
            Tip(**{**item, **{name: tuple(item.get(name, ())) for name in conditions}})
            for item in _lines(self.folder / "tips.jsonl")
        )

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """The rubric's criteria by id, in the order in which they are shown."""
        return {
            item["id"]: Criterion(
                item["id"],
                item["name"],
                item["question"],
                item["levels"],
                item.get("levels_by_kind", {}),
                item.get("not_shown", ""),
            )
            for item in self._rubric["criteria"]
        }

    @cached_property
    def wording(self) -> Mapping[str, Any]:
        """The sentences around feedback, by tone, format and detail."""
        data: Mapping[str, Any] = json.loads((self.folder / "wording.json").read_text(encoding="utf-8"))
        return data

    @cached_property
    def career_focus(self) -> Mapping[str, Any]:
        """Career focus → its words and the competencies it asks for more often."""
        data = json.loads((self.folder / "career_focus.json").read_text(encoding="utf-8"))
        found: Mapping[str, Any] = data["focus"]
        return found

    @property
    def limits(self) -> tuple[str, ...]:
        """Plain sentences on what a score is not."""
        return tuple(self._rubric["limits"])

    def word(self, score: float) -> str:
        """The calm word for a score of 0–10."""
        words = self._rubric["words"]
        return str(next((w["word"] for w in words if w["from"] <= score < w["to"]), words[-1]["word"]))

    @cached_property
    def _rubric(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = json.loads((self.folder / "rubric.json").read_text(encoding="utf-8"))
        return data


def _question(item: dict[str, Any]) -> Question:
    for name in ("role_families", "levels", "key_points", "follow_ups"):
        item[name] = tuple(item[name])
    return Question(**item)


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
