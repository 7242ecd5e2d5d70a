"""The task job_title: which O*NET occupation a title, or a CV, names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from shared_backend.ai_engines.tasks.base import Column, Row
from shared_backend.ai_engines.tasks.job_title.label_names import names_of
from shared_backend.ai_engines.tasks.labels import Ranking
from shared_backend.ai_engines.tasks.occupation_data import known_titles, major_groups, official_titles
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.ai_engines.tasks.titles import CV_TEXT, TITLE, TitleTask, title_of
from shared_backend.domain.errors import InvalidInput

_CODE = re.compile(r"\d{2}-\d{4}(\.\d{2})?")
CODE = Column("code", "The O*NET-SOC code of the occupation.", True, "29-1141.00")


class JobTitle(TitleTask):
    """Title or CV text → O*NET-SOC code."""

    id = "job_title"
    name = "Job title"
    description = "Finds the O*NET occupation that a job title, or a CV, names."
    columns: ClassVar[tuple[Column, ...]] = (TITLE, CODE, CV_TEXT)
    baseline_name = "the most frequent occupation"
    caveats = (
        "The built-in titles come from O*NET, which describes work in the United States.",
        "One title can name several occupations; each of its rows counts the others as wrong.",
        "From a CV without a title only the first line that looks like a job title is read.",
    )
    instruction = "Find the O*NET-SOC occupation codes that a job title names."

    def parse(self, record: Mapping[str, str]) -> Row:
        """One uploaded record. Raises `InvalidInput` naming the column and the remedy."""
        given = self.check_input(record)
        code = str(record.get("code") or "").strip()
        if _CODE.fullmatch(code) and len(code) == 7:
            code += ".00"
        if code not in official_titles(self.reference):
            raise InvalidInput(f"Column code: “{code[:40]}” is not an O*NET-SOC code. Use one such as {CODE.example}.")
        return Row(given, {"label": code}, title_of(given), "upload")

    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """The occupations, by title."""
        titles = sorted(official_titles(self.reference).items(), key=lambda known: known[1])
        return {CODE.name: {code: f"{title} ({code})" for code, title in titles}}

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """Every official, reported and alternate title of every occupation."""
        seen = dict.fromkeys((known.code, normalise(known.title)) for known in known_titles(reference))
        return tuple(Row({"title": title, "cv_text": ""}, {"label": code}, title) for code, title in seen if title)

    def named(self, classes: Sequence[str]) -> tuple[Row, ...]:
        """The names of the classes: the official title of a code, the labels of an ESCO occupation."""
        pairs = ((label, name) for label, names in names_of(classes, self.reference).items() for name in names)
        seen = dict.fromkeys((label, normalise(name)) for label, name in pairs)
        return tuple(
            Row({"title": name, "cv_text": ""}, {"label": label}, name, "names") for label, name in seen if name
        )

    def slices(self, row: Row) -> Mapping[str, str]:
        """By major group."""
        group = str(row.target["label"])[:2]
        return {"major group": f"{group} {major_groups(self.reference).get(group, '')}".strip()}

    def details(self, record: Mapping[str, Any], ranking: Ranking) -> Mapping[str, Any]:
        """``names``: code → official title of the ranked occupations."""
        titles = official_titles(self.reference)
        return {"names": {code: titles.get(code, code) for code, _ in ranking}}
