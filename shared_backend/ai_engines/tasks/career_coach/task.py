"""The task career_coach: which occupation people take next, from the jobs they had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, FloatArray, Labels
from shared_backend.ai_engines.careers.counted import CountedSteps
from shared_backend.ai_engines.careers.near import NearSteps
from shared_backend.ai_engines.careers.published import PublishedLinks
from shared_backend.ai_engines.careers.rivals import RIVALS, Rivals
from shared_backend.ai_engines.careers.spread import LearnedSteps, WordedSteps
from shared_backend.ai_engines.llm.labels import LlmLabels
from shared_backend.ai_engines.tasks.base import Column, FileRows, Line, NotApplicable, Row, TitleNames
from shared_backend.ai_engines.tasks.career_coach.facts import described, link_rules, links, occupations
from shared_backend.ai_engines.tasks.career_coach.people import (
    ARROW,
    DATE,
    FEWEST_PEOPLE,
    MOST_JOBS,
    ORDER,
    PERSON,
    TITLE,
    read_people,
)
from shared_backend.ai_engines.tasks.labels import LabelsTask, Ranking
from shared_backend.ai_engines.tasks.occupation_data import known_titles, major_groups, read_table
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.ai_engines.text.hashed import HashedExamples
from shared_backend.domain.errors import InvalidInput

# Built-in steps: the first published links of each occupation.
_LINKS = 1
TITLES = Column(
    "titles",
    f"The jobs so far, the oldest first, with “{ARROW.strip()}” between them: O*NET titles or codes.",
    True,
    "Nursing Assistants > Registered Nurses",
)
NEXT = Column("next_code", "The O*NET-SOC code of the job that came next.", True, "29-1171.00")


class CareerCoach(LabelsTask):
    """Jobs so far → the next occupation.

    Parameters
    ----------
    reference : Path
        The shipped `data/reference` folder: names, links and ratings of occupations, and the expert's rules.
    """

    id = "career_coach"
    name = "Career coach"
    description = "Foresees which occupation people take next. The career coach shows likely ones higher."
    columns: ClassVar[tuple[Column, ...]] = (TITLES, NEXT)
    file_columns: ClassVar[tuple[Column, ...]] = (PERSON, ORDER, TITLE, DATE)
    baseline_name = "the occupation most often taken"
    inputs_repeat = True
    caveats = (
        "The built-in rows are occupations that O*NET publishes as related, not people's steps. They are learned from "
        "only while there are no steps of people; after that they count through the expert engine.",
        "People's steps say what happened in the data given, not what is good for somebody or open to them.",
        "Titles of uploaded careers are linked to occupations by the job title model; steps with one that it could not "
        "link are left out.",
    )

    def __init__(self, reference: Path = REFERENCE) -> None:
        self.reference = reference

    def parse(self, record: Mapping[str, str]) -> Row:
        """One typed record (a correction). Raises `InvalidInput` naming the column and the remedy."""
        given = self.check_input(record)
        code = str(record.get("next_code") or "").strip()
        if code not in occupations(self.reference).places:
            raise InvalidInput(
                f"Column next_code: “{code[:40]}” is not an O*NET-SOC code. Use one such as {NEXT.example}."
            )
        return Row(given, {"label": code}, given["titles"], "upload")

    def sample(self) -> tuple[tuple[str, ...], ...]:
        """Made-up people, each with two jobs that are published as related."""
        rows = self.builtin(self.reference)
        title = occupations(self.reference).title
        chosen = rows[:: max(len(rows) // FEWEST_PEOPLE, 1)][:FEWEST_PEOPLE]
        pairs = [(title(_codes(row)[-1]), title(str(row.target["label"]))) for row in chosen]
        return tuple(
            (f"p-{number:04}", str(order), name, str(2015 + 3 * order))
            for number, pair in enumerate(pairs, 1)
            for order, name in enumerate(pair, 1)
        )

    def parse_file(self, lines: Sequence[Line], named: TitleNames) -> FileRows:
        """Steps of people from one job a line; see `people.read_people`.

        An official title is what it says; `named` is asked for the others.
        """

        def linked(titles: Sequence[str]) -> list[str | None]:
            asked = [title for title in titles if normalise(title) not in self._official]
            found = dict(zip(asked, named(asked), strict=True)) if asked else {}
            return [found[title] if title in found else self._official[normalise(title)] for title in titles]

        return read_people(lines, linked)

    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """``{"titles"}`` as codes. Raises `InvalidInput` for a job that is not known by its title or code."""
        given = record.get("titles") or ""
        if not isinstance(given, str):
            raise InvalidInput(f"Column titles: give text, for example “{TITLES.example}”.")
        parts = [part.strip() for part in given.split(ARROW.strip()) if part.strip()]
        if not parts:
            raise InvalidInput(f"Column titles: there is no job in it. Give one such as “{TITLE.example}”.")
        if len(parts) > MOST_JOBS:
            raise InvalidInput(f"Column titles: {len(parts)} jobs are too many; give at most {MOST_JOBS}.")
        checked: dict[str, Any] = {"titles": ARROW.join(self._code(part) for part in parts)}
        return {**checked, "published": True} if record.get("published") is True else checked

    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """The occupations, by title."""
        known = occupations(self.reference)
        pairs = sorted(zip(known.titles, known.codes, strict=True))
        return {NEXT.name: {code: f"{title} ({code})" for title, code in pairs}}

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """The closest published related occupation of each, as if it were a step."""
        known = occupations(reference).places
        return tuple(
            Row({"titles": row["code"], "published": True}, {"label": row["related"]}, row["code"])
            for row in read_table(reference, "related.csv.gz")
            if int(row["rank"]) <= _LINKS and row["code"] in known and row["related"] in known
        )

    def learned(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """People's steps alone as soon as there are any."""
        steps = tuple(row for row in rows if not row.input.get("published"))
        return steps or tuple(rows)

    def classes(self, targets: Labels) -> tuple[str, ...]:
        """Every occupation can come next, whether or not somebody in the rows took it."""
        return tuple(sorted({*occupations(self.reference).codes, *targets.values}))

    def rivals(self, seen: Sequence[Row], hidden: Sequence[Row], classes: Sequence[str]) -> Mapping[str, FloatArray]:
        """Scores of simple rules on hidden rows, to stand beside the model's."""
        told = [(_codes(row), str(row.target["label"])) for row in seen]
        found = Rivals(told, classes).scores([_codes(row) for row in hidden])
        # The commonest is the trivial baseline of the card already.
        return {RIVALS[name]: scores for name, scores in found.items() if name != "popularity"}

    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> HashedExamples:
        """The codes of the jobs so far, and their titles as one text."""
        known = occupations(self.reference)
        rows = tuple({**given, "codes": tuple(str(given["titles"]).split(ARROW))} for given in inputs)
        texts = tuple(" then ".join(normalise(known.title(code)) for code in row["codes"][::-1]) for row in rows)
        return HashedExamples(rows, texts, np.zeros((len(rows), 0)), ())

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        """All six; the expert and the fuzzy one need no rows, the neural one needs people's."""
        known = occupations(self.reference)
        return {
            "neural": LearnedSteps(known),
            "expert": PublishedLinks(known, link_rules(self.reference), links(self.reference)),
            "bayesian": CountedSteps(known),
            "nlp": WordedSteps(known),
            "fuzzy": NearSteps(known, described(self.reference)),
            "llm": LlmLabels(
                instruction="Say which O*NET-SOC occupation somebody takes next; the latest job stands first."
            ),
        }

    def slices(self, row: Row) -> Mapping[str, str]:
        """By major group of the latest job, by how many jobs there were, and by how far the step leads."""
        past, after = _codes(row), str(row.target["label"])
        group = past[-1][:2]
        return {
            "from": f"{group} {major_groups(self.reference).get(group, '')}".strip(),
            "jobs so far": str(len(past)) if len(past) < 4 else "4 or more",
            "step": "same occupation" if after == past[-1] else "same field" if after[:2] == group else "other field",
        }

    def details(self, record: Mapping[str, Any], ranking: Ranking) -> Mapping[str, Any]:
        """``names``: code → official title of the ranked occupations."""
        known = occupations(self.reference)
        return {"names": {code: known.title(code) for code, _ in ranking}}

    def _code(self, text: str) -> str:
        code = text if text in occupations(self.reference).places else self._by_title.get(normalise(text))
        if code is None:
            raise InvalidInput(f"Column titles: “{text[:60]}” is not a title that O*NET lists. Use one, or a code.")
        return code

    @cached_property
    def _official(self) -> Mapping[str, str]:
        known = occupations(self.reference)
        return {normalise(title): code for title, code in zip(known.titles, known.codes, strict=True)}

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        # Official titles come first; a title of several occupations names the first of them.
        found: dict[str, str] = {}
        for known in known_titles(self.reference):
            found.setdefault(normalise(known.title), known.code)
        return found


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(str(row.input["titles"]).split(ARROW))
