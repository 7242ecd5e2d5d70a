"""Writes the files of the out-of-time test of titles: what an old O*NET release knew, and what a new one added."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_CODE, _TITLE = "O*NET-SOC Code", "Alternate Title"


def write_out_of_time(old_titles: Path, new_folder: Path, target: Path) -> tuple[Path, Path]:
    """Make ``train.csv`` and ``test.csv`` (title,label) in `target`.

    train: the old release's alternate titles, and the official title of every code they use.
    test: the new release's alternate titles that the old one did not have (compared without case), for its codes.

    Parameters
    ----------
    old_titles : Path
        ``alternate_titles`` of the old release: tab-separated text, gzipped.
    new_folder : Path
        Folder of the new release with ``alternate_titles.csv.gz`` and ``occupation_data.csv.gz``.
    target : Path
        Folder to write to; made when it is not there.
    """
    old = [(row[_TITLE], row[_CODE]) for row in _read(old_titles, "\t")]
    codes, known = {code for _, code in old}, {title.lower() for title, _ in old}
    official = [(row["Title"], row[_CODE]) for row in _read(new_folder / "occupation_data.csv.gz", ",")]
    added = [(row[_TITLE], row[_CODE]) for row in _read(new_folder / "alternate_titles.csv.gz", ",")]
    target.mkdir(parents=True, exist_ok=True)
    train = _write(target / "train.csv", [*old, *(pair for pair in official if pair[1] in codes)])
    test = _write(target / "test.csv", [pair for pair in added if pair[0].lower() not in known and pair[1] in codes])
    return train, test


def _read(path: Path, separator: str) -> Iterator[Mapping[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=separator)


def _write(path: Path, pairs: Iterable[tuple[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("title", "label"))
        writer.writerows(pairs)
    return path
