"""What is known about an occupation: levels of skill and knowledge, interests, related occupations, technologies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from shared_backend.ai_engines.tasks.occupation_data import (
    KnownTitle,
    known_titles,
    major_groups,
    official_titles,
    ratings,
    read_table,
)
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.services.occupations.search import Hit, TitleIndex

TIERS = {1: "closest", 2: "close", 3: "further"}


@dataclass(frozen=True, slots=True)
class Rating:
    """How much of a skill or field of knowledge is needed: `level` 0–7, `importance` 1–5."""

    level: float
    importance: float


@dataclass(frozen=True, slots=True)
class Related:
    """A related occupation; `tier` is closest, close or further."""

    code: str
    title: str
    tier: str


@dataclass(frozen=True, slots=True)
class Technology:
    """A tool or program used in an occupation; `hot` and `in_demand` as employers' postings show."""

    name: str
    category: str
    hot: bool
    in_demand: bool


@dataclass(frozen=True, slots=True)
class Occupation:
    """Everything the product knows about one occupation.

    Attributes
    ----------
    job_zone : int or None
        Preparation needed, 1 (little) to 5 (extensive); None where O*NET gives none.
    skills, knowledge : mapping of name to Rating
        Empty where O*NET gives none ("all other" occupations and the military).
    interests : mapping of name to float
        Six vocational interests on 1–7.
    """

    code: str
    title: str
    job_zone: int | None
    major_group: str
    major_group_title: str
    role_family: str
    skills: Mapping[str, Rating]
    knowledge: Mapping[str, Rating]
    interests: Mapping[str, float]
    related: tuple[Related, ...]
    technologies: tuple[Technology, ...]
    other_titles: tuple[str, ...]


class Occupations:
    """The occupations of the reference folder. Tables are read when first asked for and kept; nothing changes them."""

    def __init__(self, reference: Path) -> None:
        self._reference = reference

    @classmethod
    def load(cls, reference: Path) -> Self:
        """The occupations of a `data/reference` folder. Raises `ConfigurationError` when the tables are missing."""
        official_titles(reference)
        return cls(reference)

    @property
    def titles(self) -> Mapping[str, str]:
        """Code → official title."""
        return official_titles(self._reference)

    def title(self, code: str) -> str:
        """The official title; of an occupation that an imported release no longer has, that it is gone."""
        return self.titles.get(code, f"{code}, which is not in the occupation facts any more")

    @property
    def major_groups(self) -> Mapping[str, str]:
        """Two-digit group → its title."""
        return major_groups(self._reference)

    def search(self, text: str, count: int = 10) -> tuple[Hit, ...]:
        """Occupations whose known titles are like `text`, best first. Raises `InvalidInput` for a count below 1."""
        if count < 1:
            raise InvalidInput("Ask for at least one result.")
        return self._index.search(text, count)

    def role_family(self, code: str) -> str:
        """The family of interview questions for an occupation; ``general`` for a code nobody placed.

        The longest prefix of the code in ``role_families.csv`` decides.
        """
        families = self._families
        return next((families[code[:n]] for n in range(len(code), 1, -1) if code[:n] in families), "general")

    def profile(self, code: str) -> Occupation:
        """All facts of one occupation. Raises `NotFound`."""
        if code not in self.titles:
            raise NotFound("There is no occupation with this code.")
        zone = self._zones[code]
        return Occupation(
            code=code,
            title=self.titles[code],
            job_zone=int(zone) if zone else None,
            major_group=code[:2],
            major_group_title=self.major_groups[code[:2]],
            role_family=self.role_family(code),
            skills=self._rated("skills", code),
            knowledge=self._rated("knowledge", code),
            interests=self._interests.get(code, {}),
            related=tuple(Related(other, self.titles[other], tier) for other, tier in self._related[code]),
            technologies=self._technologies.get(code, ()),
            other_titles=self._other_titles(code),
        )

    def _rated(self, name: str, code: str) -> Mapping[str, Rating]:
        table = ratings(self._reference, name)
        if code not in table.codes:
            return {}
        row = table.codes.index(code)
        pairs = zip(table.level[row].tolist(), table.importance[row].tolist(), strict=True)
        return {skill: Rating(level, importance) for skill, (level, importance) in zip(table.names, pairs, strict=True)}

    def _other_titles(self, code: str) -> tuple[str, ...]:
        """Those that people in the occupation gave first, before what it is called elsewhere."""
        others = [known for known in self._known[code] if known.kind != "official"]
        return tuple(known.title for known in sorted(others, key=lambda known: known.kind != "reported"))

    @cached_property
    def _index(self) -> TitleIndex:
        synonyms = {row["phrase"]: row["means"] for row in read_table(self._reference, "synonyms.csv")}
        return TitleIndex(known_titles(self._reference), synonyms)

    @cached_property
    def _families(self) -> Mapping[str, str]:
        return {row["prefix"]: row["family"] for row in read_table(self._reference, "role_families.csv")}

    @cached_property
    def _zones(self) -> Mapping[str, str]:
        return {row["code"]: row["job_zone"] for row in read_table(self._reference, "occupations.csv")}

    @cached_property
    def _known(self) -> Mapping[str, list[KnownTitle]]:
        found: dict[str, list[KnownTitle]] = defaultdict(list)
        for known in known_titles(self._reference):
            found[known.code].append(known)
        return found

    @cached_property
    def _interests(self) -> Mapping[str, Mapping[str, float]]:
        rows = read_table(self._reference, "interests.csv.gz")
        return {row.pop("code"): {name: float(value) for name, value in row.items()} for row in rows}

    @cached_property
    def _related(self) -> Mapping[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in read_table(self._reference, "related.csv.gz"):
            found[row["code"]].append((row["related"], TIERS[int(row["tier"])]))
        return found

    @cached_property
    def _technologies(self) -> Mapping[str, tuple[Technology, ...]]:
        found: dict[str, list[Technology]] = defaultdict(list)
        for row in read_table(self._reference, "technologies.csv.gz"):
            technology = Technology(row["name"], row["category"], row["hot"] == "1", row["in_demand"] == "1")
            found[row["code"]].append(technology)
        return {code: tuple(sorted(all_, key=lambda t: (-t.in_demand, -t.hot, t.name))) for code, all_ in found.items()}
