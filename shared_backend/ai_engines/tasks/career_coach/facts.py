"""What the engines for next jobs know beforehand: names, published links and described occupations."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.careers.near import Described
from shared_backend.ai_engines.careers.published import LinkRules, Links, links_of
from shared_backend.ai_engines.careers.steps import Occupations
from shared_backend.ai_engines.tasks.occupation_data import Ratings, official_titles, ratings, read_table
from shared_backend.domain.errors import ConfigurationError


@lru_cache(maxsize=2)
def occupations(reference: Path) -> Occupations:
    """Every occupation by its official title."""
    return Occupations(official_titles(reference))


@lru_cache(maxsize=2)
def links(reference: Path) -> Links:
    """The published related occupations and the preparation of each."""
    zones = {row["code"]: row["job_zone"] for row in read_table(reference, "occupations.csv")}
    return links_of(occupations(reference), tuple(read_table(reference, "related.csv.gz")), zones)


@lru_cache(maxsize=2)
def described(reference: Path) -> Described:
    """Importance of skills and knowledge, interests and preparation; NaN where O*NET gives none."""
    known = occupations(reference)
    asked = np.hstack([_rows(known, ratings(reference, name)) for name in ("skills", "knowledge")])
    interests = np.full((len(known.codes), 6), np.nan)
    for row in read_table(reference, "interests.csv.gz"):
        at = known.places.get(row.pop("code"))
        if at is not None:
            interests[at] = [float(value) for value in row.values()]
    return Described(asked, interests, links(reference).zone)


def link_rules(reference: Path) -> LinkRules:
    """The expert's rules. Raises `ConfigurationError` when the file is missing or damaged."""
    try:
        kept = json.loads((reference / "rules" / "career_coach.json").read_text(encoding="utf-8"))
        kept.pop("about", None)
        return LinkRules(**{name: float(value) for name, value in kept.items()})
    except (OSError, ValueError, TypeError, AttributeError) as reason:
        raise ConfigurationError(
            "The rules file rules/career_coach.json cannot be read. Restore the data/reference folder."
        ) from reason


def _rows(known: Occupations, table: Ratings) -> FloatArray:
    found = np.full((len(known.codes), len(table.names)), np.nan)
    at = [known.places.get(code, -1) for code in table.codes]
    kept = [i for i, place in enumerate(at) if place >= 0]
    found[[at[i] for i in kept]] = table.importance[kept]
    return found
