"""What each occupation calls for: at most eight telling skills and fields of knowledge, and three programs or tools."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.careers.likeness import Likeness, likeness
from shared_backend.ai_engines.tasks.occupation_data import (
    Ratings,
    known_titles,
    official_titles,
    ratings,
    read_table,
)
from shared_backend.services.careers.elements import TECHNOLOGY, entry_note, stand_ins

ELEMENTS, TECHNOLOGIES = 8, 3
LEAST_IMPORTANCE = 2.5
# A program that a quarter of all occupations use tells nothing about one of them.
COMMON = 0.25
# Preparation up to which school is enough to begin with.
SCHOOL = 2
TECHNOLOGY_LEVEL, TECHNOLOGY_IMPORTANCE = 3.5, 3.0
# Characters of a code that name its broad group, minor group and major group.
KIN = (7, 6, 4, 2)
# Characters of a code within which one degree opens every door.
FIELD = 5
TIERS: Mapping[str, float] = {"1": 1.0, "2": 0.8, "3": 0.6}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing an occupation calls for: `importance` 1–5, `level` 0–7."""

    skill: str
    importance: float
    level: float


@dataclass(frozen=True)
class Requirements:
    """The occupations that are described, in the order of `codes`.

    Attributes
    ----------
    level, importance : (n, k) array
        Of the skills and fields of knowledge in `skills`, 0–7 and 1–5.
    key : (n, k) bool array
        Which of them are key to an occupation: important there, and more so than elsewhere.
    technologies : tuple of tuple of str
        Programs and tools that employers ask for, none that everybody uses.
    interests, zone : (n, 6) and (n,) array
        Vocational interests 1–7; preparation 1–5.
    entry : tuple of (kind, note)
        A licence, degree, election, casting or (``after:PREFIX``) another occupation that stands before an occupation;
        empty texts where none is known.
    links : mapping of code to mapping of code to float
        Published related occupations with a weight in (0, 1].
    alike, described, kinship
        Likeness of all pairs, the places of `codes` in it, and likeness (n, n) in [0, 1] by what is called for and by
        interests alone.
    known_technologies : mapping of name to int
        How many occupations use each program or tool.
    stand_ins : mapping of code to code
        The occupation taken in place of one that is not described and has no kin.
    spread : (n,) array
        How many titles are in use for an occupation, by rank in [0, 1]: common ones have many, rare ones few.
    floor : (k,) array
        What occupations open to people from school call for on average: what somebody out of school is taken to have.
    """

    codes: tuple[str, ...]
    places: Mapping[str, int]
    titles: Mapping[str, str]
    skills: tuple[str, ...]
    level: FloatArray
    importance: FloatArray
    key: NDArray[np.bool_]
    technologies: tuple[tuple[str, ...], ...]
    interest_names: tuple[str, ...]
    interests: FloatArray
    zone: FloatArray
    entry: tuple[tuple[str, str], ...]
    links: Mapping[str, Mapping[str, float]]
    floor: FloatArray
    spread: FloatArray
    known_technologies: Mapping[str, int]
    stand_ins: Mapping[str, str]
    alike: Likeness
    described: NDArray[np.intp]
    kinship: FloatArray

    def standing(self, code: str | None) -> int | None:
        """The place of an occupation, of what stands in for it where it is not described; None without either."""
        if code is None or code in self.places:
            return None if code is None else self.places[code]
        if self.stand_ins.get(code) in self.places:
            return self.places[self.stand_ins[code]]
        kin = (next((at for other, at in self.places.items() if other[:end] == code[:end]), None) for end in KIN)
        return next((at for at in kin if at is not None), None)

    def door(self, at: int, code: str = "") -> str:
        """What stands before an occupation for somebody in the occupation `code`, or in none: a kind of `entry`.

        ``after:PREFIX`` is open to those whose code begins like this. Where the same degree stands before both, the
        way to the other is one of experience.
        """
        kind, its = self.entry[at][0], self.codes[at]
        before = kind.removeprefix("after:")
        if before != kind:
            return "experience" if code.startswith(before) else "degree"
        same = its[:FIELD] == code[:FIELD] and code in self.places and self.entry[self.places[code]][0] == kind
        return "experience" if kind == "degree" and same else kind

    def ranks(self, at: int) -> FloatArray:
        """Rank of every occupation by likeness to one of them, from 1; its own is the last."""
        row = self.alike.total[self.alike.codes.index(self.codes[at])][self.described]
        order = np.empty(len(row))
        order[np.argsort(-row, kind="stable")] = np.arange(1, len(row) + 1)
        return order

    def needs(self, code: str) -> tuple[Need, ...]:
        """The key skills of an occupation, most important first."""
        at = self.places[code]
        own = [
            Need(self.skills[i], float(self.importance[at, i]), float(self.level[at, i]))
            for i in np.flatnonzero(self.key[at])
        ]
        own.sort(key=lambda need: (-need.importance, need.skill))
        return (*own, *(Need(t, TECHNOLOGY_IMPORTANCE, TECHNOLOGY_LEVEL) for t in self.technologies[at]))


@lru_cache(maxsize=2)
def requirements(reference: Path) -> Requirements:
    """The requirements of the shipped occupations, worked out once."""
    skill, knowledge = ratings(reference, "skills"), ratings(reference, "knowledge")
    zones = {row["code"]: row["job_zone"] for row in read_table(reference, "occupations.csv")}
    alike = likeness(reference)
    codes = tuple(code for code in alike.codes if zones[code])
    level = np.hstack([_filled(table, table.level, codes) for table in (skill, knowledge)])
    importance = np.hstack([_filled(table, table.importance, codes) for table in (skill, knowledge)])
    zone = np.array([float(zones[code]) for code in codes])
    asked = _technologies(reference)
    interest_rows = {row.pop("code"): row for row in read_table(reference, "interests.csv.gz")}
    interests = np.array([[float(v) for v in interest_rows[code].values()] for code in codes])
    return Requirements(
        codes=codes,
        places={code: i for i, code in enumerate(codes)},
        titles=official_titles(reference),
        skills=tuple([f"skill:{n}" for n in skill.names] + [f"knowledge:{n}" for n in knowledge.names]),
        level=level,
        importance=importance,
        key=_telling(importance),
        technologies=tuple(asked.get(code, ()) for code in codes),
        interest_names=tuple(next(iter(interest_rows.values()))),
        interests=interests,
        zone=zone,
        entry=tuple(entry_note(reference, code) for code in codes),
        links=_links(reference, frozenset(codes)),
        spread=_spread(reference, codes),
        floor=level[zone <= SCHOOL].mean(axis=0),
        known_technologies=Counter(row["name"] for row in read_table(reference, "technologies.csv.gz")),
        stand_ins=stand_ins(reference),
        alike=alike,
        described=np.array([alike.codes.index(code) for code in codes], dtype=np.intp),
        kinship=np.square((_correlated(importance) + _correlated(interests)) / 2),
    )


def _filled(table: Ratings, values: FloatArray, codes: tuple[str, ...]) -> FloatArray:
    """Rows for `codes`; an occupation without ratings has the mean of its nearest kin that are rated."""
    rows = dict(zip(table.codes, values, strict=True))
    for code in (one for one in codes if one not in rows):
        nearest = next(end for end in KIN if any(other[:end] == code[:end] for other in table.codes))
        rows[code] = np.mean([rows[other] for other in table.codes if other[:nearest] == code[:nearest]], axis=0)
    return np.array([rows[code] for code in codes])


def _correlated(values: FloatArray) -> FloatArray:
    """Correlations of rows, none below 0."""
    return np.asarray(np.maximum(np.corrcoef(values), 0), dtype=np.float64)


def _telling(importance: FloatArray) -> NDArray[np.bool_]:
    above = (importance - importance.mean(axis=0)) / np.maximum(importance.std(axis=0), 1e-9)
    weight = (importance - 1) / 4 * (0.4 + np.clip(above, 0, 2) / 2)
    weight[importance < LEAST_IMPORTANCE] = 0
    order = np.argsort(-weight, axis=1, kind="stable")[:, :ELEMENTS]
    key = np.zeros(importance.shape, dtype=bool)
    np.put_along_axis(key, order, True, axis=1)
    telling: NDArray[np.bool_] = key & (weight > 0)
    return telling


def _technologies(reference: Path) -> dict[str, tuple[str, ...]]:
    asked: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    users: Counter[str] = Counter()
    everybody: set[str] = set()
    for row in read_table(reference, "technologies.csv.gz"):
        users[row["name"]] += 1
        everybody.add(row["code"])
        if row["in_demand"] == "1":
            asked[row["code"]].append((row["hot"] == "1", row["name"]))
    most = COMMON * len(everybody)
    found = {}
    for code, names in asked.items():
        kept = sorted((not hot, -users[name], name) for hot, name in names if users[name] <= most)
        found[code] = tuple(f"{TECHNOLOGY}:{name}" for _, _, name in kept[:TECHNOLOGIES])
    return found


def _spread(reference: Path, codes: tuple[str, ...]) -> FloatArray:
    used = Counter(known.code for known in known_titles(reference))
    ordered = np.array([used[code] for code in codes]).argsort(kind="stable").argsort(kind="stable")
    spread: FloatArray = ordered / max(len(codes) - 1, 1)
    return spread


def _links(reference: Path, codes: frozenset[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in read_table(reference, "related.csv.gz"):
        if row["related"] in codes:
            found[row["code"]][row["related"]] = TIERS[row["tier"]]
    return dict(found)
