"""The names that the labels of job titles go by: a model may learn them beside the titles it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from shared_backend.ai_engines.tasks.occupation_data import official_titles, read_table
from shared_backend.ai_engines.tasks.title_text import normalise

_ESCO, _ESCO_ADDRESS = "esco_occupations.csv.gz", "http://data.europa.eu/esco/occupation/"
_BETWEEN = "|"


def names_of(labels: Iterable[str], reference: Path) -> dict[str, tuple[str, ...]]:
    """Label → its names, for the labels that are known.

    An O*NET-SOC code goes by its official title alone: its other titles are what a model of codes is trained and
    measured on, and a measurement on new titles must not be told them. An occupation of ESCO, given by its address,
    its id or its preferred label, goes by its preferred and alternative labels.

    Parameters
    ----------
    labels : iterable of str
        As a training file gives them.
    reference : Path
        The shipped `data/reference` folder.
    """
    official = official_titles(reference)
    found: dict[str, tuple[str, ...]] = {}
    for label in labels:
        if label in official:
            found[label] = (official[label],)
        elif names := _esco(reference).get(label.removeprefix(_ESCO_ADDRESS)) or _esco(reference).get(normalise(label)):
            found[label] = names
    return found


@lru_cache(maxsize=2)
def _esco(reference: Path) -> Mapping[str, tuple[str, ...]]:
    """Id, and normalised preferred label, of an ESCO occupation → its names."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table(reference, _ESCO):
        names = (row["label"], *filter(None, row["others"].split(_BETWEEN)))
        found[row["id"]] = names
        found.setdefault(normalise(row["label"]), names)
    return found
