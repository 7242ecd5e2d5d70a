"""ESCO occupations beside O*NET codes: linked only where both call an occupation by an equal name.

The links are for reading. No model learns from them: they would answer what linking models are measured on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines.tasks.occupation_data import KnownTitle, known_titles, read_table
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.occupations.build import packed
from shared_backend.services.occupations.release import Release

ADDRESS = "http://data.europa.eu/esco/occupation/"
OCCUPATIONS, LINKS = "esco_occupations.csv.gz", "esco_links.csv.gz"
FEWEST_OCCUPATIONS, FEWEST_SKILLS = 1_000, 5_000
_BETWEEN = "|"
_COLUMNS = ("conceptUri", "preferredLabel", "altLabels")


@dataclass(frozen=True, slots=True)
class EscoOccupation:
    """An ESCO occupation: `id` is the end of its address, `others` its alternative labels."""

    id: str
    label: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One equal name: the O*NET `code`, the ESCO `id` with its `label`, and the `name` both use."""

    code: str
    id: str
    label: str
    name: str


def occupations_of(release: Release) -> bytes:
    """The table of ESCO occupations: ids and labels carry over, descriptions do not.

    Raises
    ------
    InvalidInput
        When the release has no English occupations with ESCO's headings, or far too few.
    """
    if not release.has("occupations_en"):
        raise InvalidInput(
            f"occupations_en.csv is not in {release.name}. Download the ESCO classification in English as CSV and "
            "give its folder or zip. Nothing was changed."
        )
    table = release.read("occupations_en", _COLUMNS)
    rows = {row["conceptUri"]: row for row in table.rows if row["conceptUri"].startswith(ADDRESS)}
    if len(rows) < FEWEST_OCCUPATIONS:
        raise InvalidInput(
            f"{table.file} has {len(rows):,} occupations with an ESCO address; a whole release has over "
            f"{FEWEST_OCCUPATIONS:,}. Nothing was changed."
        )
    lines = []
    for address, row in sorted(rows.items()):
        label = row["preferredLabel"]
        others = dict.fromkeys(name.strip().replace(_BETWEEN, "/") for name in row["altLabels"].split("\n"))
        kept = _BETWEEN.join(name for name in others if name and name != label)
        lines.append((address.removeprefix(ADDRESS), label, kept))
    return packed(("id", "label", "others"), lines)


def esco_occupations(reference: Path) -> tuple[EscoOccupation, ...]:
    """The occupations of the table in a reference folder."""
    return tuple(
        EscoOccupation(row["id"], row["label"], tuple(filter(None, row["others"].split(_BETWEEN))))
        for row in read_table(reference, OCCUPATIONS)
    )


def links_table(reference: Path) -> bytes:
    """The links between the titles and the ESCO occupations of a reference folder."""
    found = links(known_titles(reference), esco_occupations(reference))
    return packed(("code", "id", "label", "name"), ((one.code, one.id, one.label, one.name) for one in found))


def links(titles: Iterable[KnownTitle], occupations: Iterable[EscoOccupation]) -> tuple[Link, ...]:
    """ESCO occupations and O*NET codes with an equal name, in order of code.

    Names are equal when they have the same words in the same order, whatever their case, accents and punctuation, and
    whether the last word is singular or plural. A name counts when one side uses it as the official title or
    preferred label and when it is the name of exactly one occupation on each side. An ESCO occupation whose names
    lead to several codes is not linked.
    """
    ours, official = _by_name((known.title, known.code, known.kind == "official") for known in titles)
    named = {one.id: one for one in occupations}
    theirs, preferred = _by_name(
        (name, one.id, name == one.label) for one in named.values() for name in (one.label, *one.others)
    )
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in ours.keys() & theirs.keys():
        if len(ours[name]) == len(theirs[name]) == 1 and (name in official or name in preferred):
            code, key = next(iter(ours[name])), next(iter(theirs[name]))
            # Of several equal names the preferred label is shown, then the first.
            rank = (name not in preferred, name not in official, name)
            best = found[key].get(code)
            if best is None or rank < (best not in preferred, best not in official, best):
                found[key][code] = name
    single = [(next(iter(codes.items())), key) for key, codes in found.items() if len(codes) == 1]
    made = [Link(code, key, named[key].label, name) for (code, name), key in single]
    return tuple(sorted(made, key=lambda link: (link.code, link.label)))


def _by_name(names: Iterable[tuple[str, str, bool]]) -> tuple[Mapping[str, set[str]], set[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    first: set[str] = set()
    for name, key, is_first in names:
        plain = _one(normalise(name))
        if plain:
            owners[plain].add(key)
            if is_first:
                first.add(plain)
    return owners, first


def _one(text: str) -> str:
    """The last word in the singular, as far as a plural s tells.

    >>> _one("registered nurses"), _one("air hostess")
    ('registered nurse', 'air hostess')
    """
    return text[:-1] if len(text) > 3 and text.endswith("s") and not text.endswith(("ss", "us", "is")) else text
