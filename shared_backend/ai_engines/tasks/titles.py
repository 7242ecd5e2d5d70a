"""Tasks that read a job title or a CV: their columns, checks, text and engines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName
from shared_backend.ai_engines.bayesian.labels import BayesianLabels
from shared_backend.ai_engines.expert.labels import ExpertLabels, TitleRules
from shared_backend.ai_engines.fuzzy.labels import FuzzyLabels
from shared_backend.ai_engines.llm.labels import LlmLabels
from shared_backend.ai_engines.neural.labels import NeuralLabels
from shared_backend.ai_engines.nlp.labels import NlpLabels
from shared_backend.ai_engines.tasks.base import Column, NotApplicable
from shared_backend.ai_engines.tasks.labels import LabelsTask
from shared_backend.ai_engines.tasks.title_text import MAX_TITLE, RANK_WORDS, normalise
from shared_backend.ai_engines.text.hashed import HashedExamples
from shared_backend.domain.errors import ConfigurationError, InvalidInput

MAX_CV = 50_000
REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
TITLE = Column("title", "The job title as the person writes it, at most 300 characters.", True, "Senior Staff Nurse")
CV_TEXT = Column(
    "cv_text",
    "The text of a CV, at most 50,000 characters; used when the title is empty.",
    False,
    "Staff Nurse, City Hospital, 2019–2024",
)
_CV_LINES = 60
_TITLE_WORDS = 8
_SPLIT = re.compile(r"[,|•·–—@(]| - | at ")
_ENDS_LIKE_A_JOB = re.compile(
    r"(?:er|or|ist|ian|ant|ent|ive|man|woman|nurse|chef|cook|clerk|officer|aide|lead|head|guard|pilot|coach|staff|associate|"
    r"trainee|apprentice|intern|analyst|representative|mechanic|attorney|secretary|midwife|barista|carer|hand|rn)s?$"
)


class TitleTask(LabelsTask):
    """A task from title to label.

    Parameters
    ----------
    reference : Path
        The shipped `data/reference` folder: names of labels and the expert's rules.
    """

    instruction: ClassVar[str]

    def __init__(self, reference: Path = REFERENCE) -> None:
        self.reference = reference

    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """``{"title", "cv_text"}``, trimmed. Raises `InvalidInput` naming the column and the remedy."""
        return checked_title(record)

    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> HashedExamples:
        """The normalised title; without a title, the lines of the CV that look like job titles."""
        texts = tuple(title_of(given) for given in inputs)
        return HashedExamples(tuple(inputs), texts, np.zeros((len(texts), 0)), ())

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        """All six."""
        return {
            "neural": NeuralLabels(),
            "expert": ExpertLabels(title_rules(self.reference)),
            "bayesian": BayesianLabels(),
            "nlp": NlpLabels(),
            "fuzzy": FuzzyLabels(),
            "llm": LlmLabels(instruction=self.instruction),
        }


def checked_title(record: Mapping[str, Any]) -> dict[str, str]:
    """Title and CV text of a record, trimmed. Raises `InvalidInput` naming the column and the remedy."""
    found: dict[str, str] = {}
    for column, longest in ((TITLE, MAX_TITLE), (CV_TEXT, MAX_CV)):
        value = record.get(column.name) or ""
        if not isinstance(value, str):
            raise InvalidInput(f"Column {column.name}: give text, for example “{column.example}”.")
        if len(value) > longest:
            raise InvalidInput(
                f"Column {column.name}: {len(value):,} characters are too many; give at most {longest:,}."
            )
        found[column.name] = value.strip()
    if not normalise(found["title"]) and not normalise(found["cv_text"]):
        raise InvalidInput(
            f"Column title: there is no word in it. Give a job title such as “{TITLE.example}”, or cv_text."
        )
    return found


def title_of(given: Mapping[str, Any]) -> str:
    """The normalised text that stands for an input."""
    title = normalise(str(given.get("title", "")))
    return title or title_in_cv(str(given.get("cv_text", "")))


def title_in_cv(text: str) -> str:
    """The first line of a CV that looks like a job title, normalised; its first words when no line does."""
    for line in text.splitlines()[:_CV_LINES]:
        for part in _SPLIT.split(line)[:3]:
            words = normalise(part).split()
            named = [word for word in words if not word.isdigit()]
            if (
                0 < len(words) <= _TITLE_WORDS
                and len(named) >= min(2, len(words))
                and _ENDS_LIKE_A_JOB.search(words[-1])
            ):
                return " ".join(words)
    return " ".join(normalise(text).split()[:40])


def title_rules(reference: Path) -> TitleRules:
    """The expert's rules. Raises `ConfigurationError` when the file is missing or damaged."""
    try:
        kept = json.loads((reference / "rules" / "titles.json").read_text(encoding="utf-8"))
        keywords = {word: tuple(starts) for word, starts in kept["keywords"].items()}
        return TitleRules({rule: float(trust) for rule, trust in kept["trust"].items()}, keywords, RANK_WORDS)
    except (OSError, ValueError, KeyError, AttributeError) as reason:
        raise ConfigurationError(
            "The rules file rules/titles.json cannot be read. Restore the data/reference folder."
        ) from reason
