"""Bring in a newer release of O*NET or ESCO, go back, and say which models still know the facts of before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared_backend.ai_engines.linking.esco_skills import table_of
from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.domain.errors import ConfigurationError, InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.services.occupations.build import tables_of
from shared_backend.services.occupations.esco import FEWEST_SKILLS, OCCUPATIONS, occupations_of
from shared_backend.services.occupations.installed import Tables, install, resolve, state, undo
from shared_backend.services.occupations.onet_checks import check_whole, codes_gone, rated_names, rows_of
from shared_backend.services.occupations.onet_tables import missing_tables
from shared_backend.services.occupations.release import Release
from shared_backend.services.occupations.sources import NAMES, Kind, Source, sources

__all__ = ["Brought", "Kind", "OccupationFacts", "Source", "Stale", "bring", "go_back"]

# Tasks whose shipped rows are made of these facts.
_LEARN_FROM: Mapping[Kind, tuple[str, ...]] = {"onet": ("job_title", "skills", "industry", "career_coach"), "esco": ()}
_RELEASE: Mapping[Kind, re.Pattern[str]] = {
    "onet": re.compile(r"(?:O\*NET\D{0,12}|(?:db|onet)_)(\d{2})[._](\d)(?!\d)", re.IGNORECASE),
    "esco": re.compile(r"v?(\d+)\.(\d+)(?:\.(\d+))?", re.IGNORECASE),
}
_GIVEN = re.compile(r"\d{1,3}(\.\d{1,3}){1,2}\Z")


@dataclass(frozen=True, slots=True)
class Brought:
    """What counts from the next start on; `gone` are titles of occupations that were there before and are not now."""

    source: Source
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """A model that serves and was trained before the facts it rests on changed."""

    task_type: str
    name: str
    kind: Kind
    changed_at: datetime


def bring(kind: Kind, path: Path, data_dir: Path, shipped: Path, *, release: str | None, at: datetime) -> Brought:
    """Check a release, derive the tables from it and let them count; the ones before are kept.

    Parameters
    ----------
    path : Path
        The folder or zip as it was downloaded.
    release : str, optional
        Its number, for example ``30.1``; read from the release when not given.

    Raises
    ------
    InvalidInput
        When anything is missing or wrong; nothing was changed then.
    """
    before = resolve(data_dir, shipped)
    with Release.open(path) as opened:
        number = _number(kind, opened, release)
        tables, counts = _DERIVED[kind](opened, before)
    source = Source(kind, number, path.name[:120], at.isoformat(timespec="seconds"), counts)
    gone = codes_gone(_inside(tables), before) if kind == "onet" else ()
    with _told(data_dir):
        install(data_dir, shipped, source, tables, at)
    return Brought(source, gone)


def go_back(kind: Kind, data_dir: Path, shipped: Path, at: datetime) -> Source:
    """Undo the last change of one kind of facts; what counts now. Raises `InvalidInput` when there was none."""
    with _told(data_dir):
        return undo(data_dir, shipped, kind, at)


class OccupationFacts:
    """What this installation reads, for staff and for `doctor`.

    Parameters
    ----------
    reference : Path
        The folder this process found when it started.
    """

    def __init__(self, trainer: ModelTrainer, data_dir: Path, shipped: Path, reference: Path) -> None:
        self._trainer = trainer
        self._data_dir = data_dir
        self._shipped = shipped
        self._reference = reference

    def in_use(self, principal: Principal) -> tuple[Source, ...]:
        """The releases this process reads."""
        principal.require_staff()
        return self.releases()

    def releases(self) -> tuple[Source, ...]:
        """As `in_use`, for the operator's own terminal."""
        return tuple(sources(self._reference).values())

    def waits_for_restart(self) -> bool:
        """Whether other facts count since this process started."""
        return resolve(self._data_dir, self._shipped) != self._reference

    def stale(self) -> tuple[Stale, ...]:
        """Models to train again, so that they know the facts that count now."""
        found = []
        for kind, changed_at in state(self._data_dir).changed_at.items():
            for task in self._trainer.tasks:
                champion = self._trainer.champion(task.id) if task.id in _LEARN_FROM[kind] else None
                if champion is not None and champion.created_at < changed_at:
                    found.append(Stale(task.id, task.name, kind, changed_at))
        return tuple(found)


@contextmanager
def _told(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigurationError(
            f"The facts cannot be written to {data_dir} ({error.strerror}). What counted before still counts."
        ) from error


def _onet(release: Release, before: Path) -> tuple[Tables, Mapping[str, int]]:
    missing = missing_tables(release)
    if missing:
        raise InvalidInput(
            f"{release.name} lacks {', '.join(missing)}. Download the whole text release of the O*NET database and "
            "give its folder or zip. Nothing was changed."
        )
    tables = tables_of(release, rated_names(before))
    check_whole(tables, before)
    counts = {
        "occupations": len(rows_of(tables, "occupations.csv")),
        "titles": len(rows_of(tables, "titles.csv.gz")),
        "rated": len(rows_of(tables, "skills.csv.gz")) // 2,
    }
    return {f"occupations/{name}": content for name, content in tables.items()}, counts


def _esco(release: Release, before: Path) -> tuple[Tables, Mapping[str, int]]:
    occupations = occupations_of(release)
    if not release.has("skills_en"):
        raise InvalidInput(
            f"skills_en.csv is not in {release.name}. Download the ESCO classification in English as CSV and give its "
            "folder or zip. Nothing was changed."
        )
    table = release.read("skills_en", ("conceptUri", "preferredLabel", "altLabels", "hiddenLabels"))
    skills = table_of(table.rows)
    tables = {"skills/esco_skills.csv.gz": skills, f"occupations/{OCCUPATIONS}": occupations}
    counts = {name.split("/")[0]: len(rows_of(tables, name)) for name in tables}
    if counts["skills"] < FEWEST_SKILLS:
        raise InvalidInput(
            f"{table.file} has {counts['skills']:,} skills with an ESCO address; a whole release has over "
            f"{FEWEST_SKILLS:,}. Nothing was changed."
        )
    return tables, counts


_DERIVED: Mapping[Kind, Callable[[Release, Path], tuple[Tables, Mapping[str, int]]]] = {"onet": _onet, "esco": _esco}


def _inside(tables: Tables) -> Tables:
    return {name.split("/")[1]: content for name, content in tables.items()}


def _number(kind: Kind, release: Release, given: str | None) -> str:
    if given is not None:
        if not _GIVEN.match(given):
            raise InvalidInput("Give the number of the release with digits and points, for example --release 30.1.")
        return given
    for text in (release.note(), release.name):
        found = _RELEASE[kind].search(text)
        if found:
            return ".".join(part for part in found.groups() if part is not None)
    raise InvalidInput(
        f"Neither {release.name} nor a read-me file in it says which release of {NAMES[kind]} this is. "
        "Add it, for example --release 30.1."
    )
