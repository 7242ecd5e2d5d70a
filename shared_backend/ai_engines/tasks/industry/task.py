"""The task industry: which major group of occupations a title, or a CV, belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from shared_backend.ai_engines.tasks.base import Column, Row
from shared_backend.ai_engines.tasks.labels import Ranking
from shared_backend.ai_engines.tasks.occupation_data import known_titles, major_groups
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.ai_engines.tasks.titles import CV_TEXT, TITLE, TitleTask, title_of
from shared_backend.domain.errors import InvalidInput

GROUP = Column("major_group", "The two digits of the major occupational group.", True, "29")
_EVERY = 4


class Industry(TitleTask):
    """Title or CV text → two-digit major group of the Standard Occupational Classification."""

    id = "industry"
    name = "Industry"
    description = "Finds the major group of occupations that a job title, or a CV, belongs to."
    columns: ClassVar[tuple[Column, ...]] = (TITLE, GROUP, CV_TEXT)
    baseline_name = "the most frequent major group"
    caveats = (
        "The groups are occupational (what the person does), not the employer's branch of business.",
        "The built-in titles come from O*NET, which describes work in the United States; of the alternate titles "
        "every fourth is used.",
    )
    instruction = "Find the two-digit major occupational group (SOC) that a job title belongs to."

    def parse(self, record: Mapping[str, str]) -> Row:
        """One uploaded record. Raises `InvalidInput` naming the column and the remedy."""
        given = self.check_input(record)
        group = str(record.get("major_group") or "").strip()
        groups = major_groups(self.reference)
        if group not in groups:
            raise InvalidInput(
                f"Column major_group: “{group[:40]}” is not a major group. Use two digits such as {GROUP.example} "
                f"(one of {', '.join(groups)})."
            )
        return Row(given, {"label": group}, title_of(given), "upload")

    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """The major groups."""
        return {GROUP.name: {group: f"{group} {title}" for group, title in major_groups(self.reference).items()}}

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """Official and reported titles, and every fourth alternate title, so that training stays quick."""
        known = known_titles(reference)
        alternate = [title for title in known if title.kind == "alternate"][::_EVERY]
        chosen = [title for title in known if title.kind != "alternate"] + alternate
        seen = dict.fromkeys((title.code[:2], normalise(title.title)) for title in chosen)
        return tuple(Row({"title": title, "cv_text": ""}, {"label": group}, title) for group, title in seen if title)

    def slices(self, row: Row) -> Mapping[str, str]:
        """By major group."""
        group = str(row.target["label"])
        return {"major group": f"{group} {major_groups(self.reference).get(group, '')}".strip()}

    def details(self, record: Mapping[str, Any], ranking: Ranking) -> Mapping[str, Any]:
        """``names``: group → its title."""
        groups = major_groups(self.reference)
        return {"names": {group: groups.get(group, group) for group, _ in ranking}}
