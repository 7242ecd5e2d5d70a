"""The task skills: how much of each of 35 skills a job needs, and which skills and technologies a text names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Scores
from shared_backend.ai_engines.bayesian.levels import BayesianLevels
from shared_backend.ai_engines.expert.levels import ExpertLevels
from shared_backend.ai_engines.fuzzy.levels import FuzzyLevels
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.neural.levels import NeuralLevels
from shared_backend.ai_engines.nlp.levels import NlpLevels
from shared_backend.ai_engines.tasks.base import Column, NotApplicable, Row
from shared_backend.ai_engines.tasks.occupation_data import (
    known_titles,
    major_groups,
    official_titles,
    ratings,
    read_table,
)
from shared_backend.ai_engines.tasks.scores import Explanation, ScoresTask
from shared_backend.ai_engines.tasks.skills.named import named_in
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.ai_engines.tasks.titles import CV_TEXT, REFERENCE, TITLE, checked_title, title_in_cv, title_rules
from shared_backend.ai_engines.text.hashed import HashedExamples
from shared_backend.domain.errors import InvalidInput

HIGHEST = 7.0
_LINES = 80
_TOOLS = 25
_INSTRUCTION = "Rate how high a level of each skill the job needs, from 0 (not relevant) to 7 (highest), as O*NET does."


class Skills(ScoresTask):
    """Title and further text → 35 skill levels on 0–7, and what the text names.

    Parameters
    ----------
    reference : Path
        The shipped `data/reference` folder.
    """

    id = "skills"
    name = "Skills"
    description = "Estimates the level of 35 skills a job needs, and finds skills and technologies named in a text."
    baseline_name = "the mean profile of all occupations"
    headline = "r2"
    caveats = (
        "Levels are O*NET ratings of occupations in the United States, estimated from titles and technologies. "
        "They describe jobs, not people.",
        "Measured on occupations whose whole group (first four characters of the code) was kept from training.",
    )

    def __init__(self, reference: Path = REFERENCE) -> None:
        self.reference = reference
        self.outputs = ratings(reference, "skills").names

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # the names of the skills come from the data
        """Title, further text and one optional column a skill."""
        text = replace(CV_TEXT, meaning="More about the work: a CV, or other titles and tools, one a line.")
        levels = (
            Column(name, f"Level of {name} needed, 0–7; empty if unknown.", False, "3.5") for name in self.outputs
        )
        return (TITLE, text, *levels)

    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """``{"title", "cv_text"}``, trimmed. Raises `InvalidInput` naming the column and the remedy."""
        return checked_title(record)

    def parse(self, record: Mapping[str, str]) -> Row:
        """One uploaded record with at least one level. Raises `InvalidInput` naming the column and the remedy."""
        given = self.check_input(record)
        levels = {name: _level(name, record.get(name)) for name in self.outputs}
        if all(np.isnan(level) for level in levels.values()):
            raise InvalidInput(
                f"There is no level in this row. Fill at least one column such as {self.outputs[0]} (0–7)."
            )
        return Row(given, levels, normalise(given["title"]) or title_in_cv(given["cv_text"]), "upload")

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """One row a rated occupation: its title, its other titles and technologies; the group is its minor group."""
        rated = ratings(reference, "skills")
        lines: dict[str, list[str]] = {}
        tools: dict[str, list[str]] = defaultdict(list)
        for row in read_table(reference, "technologies.csv.gz"):
            tools[row["code"]].append(row["name"])
        others: dict[str, dict[str, list[str]]] = {
            kind: defaultdict(list) for kind in ("reported", "alternate", "official")
        }
        for known in known_titles(reference):
            others[known.kind][known.code].append(known.title)
        for code in rated.codes:
            lines[code] = [*others["reported"][code], *tools[code][:_TOOLS], *others["alternate"][code]][:_LINES]
        titles = official_titles(reference)
        return tuple(
            Row(
                {"title": titles[code], "cv_text": "\n".join(lines[code])},
                dict(zip(rated.names, levels, strict=True)),
                code[:4],
            )
            for code, levels in zip(rated.codes, rated.level.tolist(), strict=True)
        )

    def more_rows(self, rows: Sequence[Row], seed: int) -> tuple[Row, ...]:
        """Every second title alone, because that is often all a person gives."""
        longer = [row for row in rows if row.input["title"] and row.input["cv_text"]]
        return tuple(replace(row, input={"title": row.input["title"], "cv_text": ""}) for row in longer[::2])

    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> HashedExamples:
        """The title twice and every further line, normalised, one phrase a line."""
        texts = []
        for given in inputs:
            title = normalise(str(given["title"]))
            lines = (normalise(line) for line in str(given["cv_text"]).splitlines()[:_LINES])
            texts.append("\n".join(line for line in (title, title, *lines) if line))
        return HashedExamples(tuple(inputs), tuple(texts), np.zeros((len(texts), 0)), ())

    def targets(self, rows: Sequence[Row]) -> Scores:
        """(n, 35) levels; NaN where a row does not say."""
        values = np.array([[float(row.target[name]) for name in self.outputs] for row in rows])
        width = len(self.outputs)
        return Scores(values.reshape(-1, width), self.outputs, (0.0,) * width, (HIGHEST,) * width)

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        """All six; the language model abstains until one is configured."""
        return {
            "neural": NeuralLevels(),
            "expert": ExpertLevels(tuple(title_rules(self.reference).keywords)),
            "bayesian": BayesianLevels(),
            "nlp": NlpLevels(),
            "fuzzy": FuzzyLevels(),
            "llm": LlmScores(instruction=_INSTRUCTION, fields=("title", "cv_text"), quoted="cv_text"),
        }

    def slices(self, row: Row) -> Mapping[str, str]:
        """By source and, for built-in rows, major group."""
        if row.source != "builtin":
            return {"source": row.source}
        group = row.group[:2]
        return {"source": row.source, "major group": f"{group} {major_groups(self.reference).get(group, '')}".strip()}

    def explain(self, record: Mapping[str, Any], scores: Mapping[str, float], rules: Sequence[str]) -> Explanation:
        """``named``: skills and technologies named in the text, with their places."""
        named = named_in(record, ("title", "cv_text"), self.reference)
        return Explanation((), {"named": named})


def _level(name: str, value: Any) -> float:
    text = "" if value is None else str(value).strip()
    if not text:
        return float("nan")
    try:
        level = float(text)
    except ValueError:
        level = float("nan")
    if not 0 <= level <= HIGHEST:
        raise InvalidInput(
            f"Column {name}: “{text[:20]}” is not a level. Give a number from 0 to 7, or leave it empty."
        )
    return level
