"""What is known of an occupation beyond its profile: how sure its ratings are, education, ESCO ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shared_backend.ai_engines.tasks.occupation_data import read_table
from shared_backend.services.occupations.esco import ADDRESS, LINKS

EDUCATION = (
    "Less than secondary school",
    "Secondary school",
    "Certificate after secondary school",
    "Some college",
    "Two-year degree",
    "Bachelor's degree",
    "Certificate after a bachelor's",
    "Master's degree",
    "Certificate after a master's",
    "First professional degree",
    "Doctorate",
    "Training after a doctorate",
)
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Education:
    """What education is required, as people in the occupation or experts on it say.

    Attributes
    ----------
    shares : tuple of (level, percent)
        The levels that anybody named, from the least on.
    asked : int or None
        How many were asked; None where it is not recorded.
    imprecise : bool
        Whether some shares are too uncertain to rely on, as O*NET says.
    """

    shares: tuple[tuple[str, float], ...]
    asked: int | None
    imprecise: bool


@dataclass(frozen=True, slots=True)
class EscoId:
    """An ESCO occupation that is called by an equal name; nobody reviewed the link."""

    address: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Details:
    """`level` and `importance` hold the 95 % range of a rating, by kind and name, where one is recorded."""

    level: Mapping[tuple[str, str], Bounds]
    importance: Mapping[tuple[str, str], Bounds]
    education: Education | None
    esco: tuple[EscoId, ...]


def details(reference: Path, code: str) -> Details:
    """The details of one occupation; empty for a code nobody knows."""
    level: dict[tuple[str, str], Bounds] = {}
    importance: dict[tuple[str, str], Bounds] = {}
    for kind in ("skills", "knowledge"):
        found = _ranges(reference, kind).get(code, {})
        for scale, kept in (("level", level), ("importance", importance)):
            low, high = (found.get(f"{scale}_{bound}", {}) for bound in ("low", "high"))
            kept |= {(kind, name): (float(low[name]), float(high[name])) for name in low if low[name] and high[name]}
    return Details(level, importance, _education(reference).get(code), _esco(reference).get(code, ()))


@lru_cache(maxsize=4)
def _ranges(reference: Path, kind: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    found: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for row in read_table(reference, f"{kind}_range.csv.gz"):
        code, scale = row.pop("code"), row.pop("scale")
        found[code][scale] = row
    return found


@lru_cache(maxsize=2)
def _education(reference: Path) -> Mapping[str, Education]:
    found = {}
    for row in read_table(reference, "education.csv.gz"):
        code, asked, imprecise = row.pop("code"), row.pop("n"), row.pop("imprecise") == "1"
        shares = [(EDUCATION[int(level) - 1], float(share)) for level, share in row.items()]
        named = tuple((level, share) for level, share in shares if share > 0)
        found[code] = Education(named, int(float(asked)) if asked else None, imprecise)
    return found


@lru_cache(maxsize=2)
def _esco(reference: Path) -> Mapping[str, tuple[EscoId, ...]]:
    found: dict[str, list[EscoId]] = defaultdict(list)
    for row in read_table(reference, LINKS):
        found[row["code"]].append(EscoId(ADDRESS + row["id"], row["label"], row["name"]))
    return {code: tuple(some) for code, some in found.items()}
