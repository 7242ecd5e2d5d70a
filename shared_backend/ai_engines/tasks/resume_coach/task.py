"""The task resume_coach: how good is a CV, overall and on six criteria? The published rubric is its floor."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, Scores
from shared_backend.ai_engines.bayesian.scores import BayesianScores
from shared_backend.ai_engines.expert.scores import ExpertScores
from shared_backend.ai_engines.fuzzy.scores import FuzzyScores
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.neural.scores import NeuralScores
from shared_backend.ai_engines.nlp.scores import NlpScores
from shared_backend.ai_engines.tasks.base import Column, NotApplicable, Row
from shared_backend.ai_engines.tasks.resume_coach import rows as files
from shared_backend.ai_engines.tasks.resume_coach.facts import facts_of
from shared_backend.ai_engines.tasks.resume_coach.measures import measure, measure_names
from shared_backend.ai_engines.tasks.resume_coach.rubric import HIGHEST, OUTPUTS, OVERALL, rubric
from shared_backend.ai_engines.tasks.resume_coach.sheet import of_sheet
from shared_backend.ai_engines.tasks.resume_coach.wording import words_for_engines
from shared_backend.ai_engines.tasks.scores import ScoresTask

REFERENCE = Path(__file__).resolve().parents[4] / "data" / "reference"
_INSTRUCTION = (
    "You are a fair reader of CVs of every trade. Rate the CV from 0 to 10 overall and on structure, impact, "
    "quantification, clarity, completeness and, when a target is given, relevance. Judge what is written only: no "
    "credit for length, fine words or famous names; plain language and grammar mistakes cost nothing while the meaning "
    "is clear."
)


class ResumeCoach(ScoresTask):
    """Rates CVs. `reference` is the shipped data/reference folder."""

    id: ClassVar[str] = "resume_coach"
    name: ClassVar[str] = "Résumé coach"
    description: ClassVar[str] = "Scores a CV overall and on six criteria, beside the published rubric."
    columns: ClassVar[tuple[Column, ...]] = files.COLUMNS
    baseline_name: ClassVar[str] = "mean rating"
    primary: ClassVar[str | None] = OVERALL
    headline: ClassVar[str] = "spearman"
    decimals: ClassVar[int] = 1
    # Rules carry over to another person's style best; words of so few CVs least.
    prior_shares: ClassVar[Mapping[str, float] | None] = {
        "expert": 0.35, "fuzzy": 0.15, "nlp": 0.1, "bayesian": 0.2, "neural": 0.2,
    }  # fmt: skip
    neutral_measure: ClassVar[str | None] = "log_words"
    caveats: ClassVar[tuple[str, ...]] = (
        "The built-in CVs are fictional. They were written and rated by a language model, not by a panel of people.",
        "The score says how a CV reads against the published criteria. It is no claim about any employer's software, "
        "and does not say whether what is written is true.",
    )

    def __init__(self, reference: Path = REFERENCE) -> None:
        self.reference = reference

    def parse(self, record: Mapping[str, Any]) -> Row:
        """One uploaded record; see `rows.parse`."""
        return files.parse(record)

    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """One input; see `rows.check_input`."""
        return files.check_input(record)

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """All files of ``rated_resumes``; each row's source names its file."""
        paths = sorted((reference / "rated_resumes").glob("*.jsonl"))
        return tuple(row for path in paths for row in files.read_rated(path))

    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> Examples:
        """The rubric's measures and the logarithm of the words of lines that say something; texts without names."""
        names = (*measure_names(), "log_words")
        texts, numeric = [], np.zeros((len(inputs), len(names)))
        for i, given in enumerate(inputs):
            profile = of_sheet(str(given["cv"]))
            facts = facts_of(profile, target=str(given["target"]))
            texts.append(words_for_engines(profile, facts))
            words = sum(line.words for line in facts.lines if line.solid)
            numeric[i] = [*measure(facts).values(), math.log1p(words)]
        return Examples(tuple(inputs), tuple(texts), numeric, names)

    def targets(self, rows: Sequence[Row]) -> Scores:
        """(n, 7): overall and the six criteria; NaN where not rated."""
        values = np.array([[float(row.target[name]) for name in OUTPUTS] for row in rows], dtype=np.float64)
        width = len(OUTPUTS)
        return Scores(values.reshape(len(rows), width), OUTPUTS, (0.0,) * width, (HIGHEST,) * width)

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        """All six; the language model abstains until one is configured."""
        fuzzy = json.loads((self.reference / "rules" / "resume_coach_fuzzy.json").read_text(encoding="utf-8"))
        return {
            "neural": NeuralScores(hidden=12, directions=20),
            "expert": ExpertScores(rubric().rule_base()),
            "bayesian": BayesianScores(),
            "nlp": NlpScores(),
            "fuzzy": FuzzyScores.of(fuzzy),
            "llm": LlmScores(instruction=_INSTRUCTION, fields=("target", "cv"), quoted="cv"),
        }

    def slices(self, row: Row) -> Mapping[str, str]:
        """By source and whether a job was named."""
        return {"source": row.source, "job named": "yes" if row.input["target"] else "no"}
