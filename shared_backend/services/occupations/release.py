"""A published release as it was downloaded: a folder or a zip of tables, read by name and checked for its columns."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Self, cast

from shared_backend.domain.errors import InvalidInput

MOST_BYTES = 600_000_000
_ENDINGS = (".csv", ".txt")
_READ_ME = "read_me"
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file; `file` is its name for messages."""

    file: str
    rows: tuple[Mapping[str, str], ...]

    def number(self, row: Mapping[str, str], column: str, low: float, high: float) -> float:
        """The number in a column. Raises `InvalidInput` when there is none or it lies outside `low` to `high`."""
        try:
            found = float(row[column])
        except ValueError:
            found = float("nan")
        if not low <= found <= high:
            raise InvalidInput(
                f"{self.file}: {column} is “{row[column][:40]}”, but must be a number from {low:g} to {high:g}. "
                "Nothing was changed."
            )
        return found


class Release:
    """The tables of one release, by plain name: ``Occupation Data.txt`` is ``occupation_data``.

    Tab-separated ``.txt`` and comma-separated ``.csv`` are read, each also gzipped.
    """

    def __init__(self, name: str, files: Mapping[str, tuple[str, Callable[[], BinaryIO]]]) -> None:
        self.name = name
        self._files = files

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """The release in a folder or zip. Raises `InvalidInput` when it is neither, is locked or is far too large."""
        if path.is_dir():
            files = {_plain(file.name): (file.name, _opener(file)) for file in _tables_in(path)}
            yield cls(path.name, files)
            return
        try:
            archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile):
            raise InvalidInput(
                f"{path.name} is neither a folder nor a zip that can be read. Give the release as downloaded."
            ) from None
        with archive:
            tables = [one for one in archive.infolist() if not one.is_dir() and _is_table(one.filename)]
            members = sorted(tables, key=lambda one: (one.filename.count("/"), one.filename), reverse=True)
            if sum(one.file_size for one in members) > MOST_BYTES:
                raise InvalidInput(f"{path.name} unpacks to more than {MOST_BYTES // 1_000_000} MB. Nothing was read.")
            if any(one.flag_bits & 1 for one in members):
                raise InvalidInput(f"{path.name} is locked with a password. Give the release as downloaded.")
            roots = {PurePosixPath(one.filename).parts[0] for one in members if "/" in one.filename}
            named = next(iter(roots)) if len(roots) == 1 else ""
            packed = {
                _plain(PurePosixPath(one.filename).name): (PurePosixPath(one.filename).name, _member(archive, one))
                for one in members
            }
            yield cls(f"{path.name} {named}".strip(), packed)

    def has(self, name: str) -> bool:
        """Whether there is a table of this name."""
        return name in self._files

    def first_of(self, names: Sequence[str]) -> str | None:
        """The first of these tables that is there."""
        return next((name for name in names if self.has(name)), None)

    def read(self, name: str, columns: Sequence[str]) -> Table:
        """A table with at least these columns. Raises `InvalidInput` naming the file and what is wrong with it."""
        file, opened = self._files[name]
        try:
            with opened() as raw:
                head = raw.read(2)
            with opened() as raw:
                content = gzip.GzipFile(fileobj=raw) if head == b"\x1f\x8b" else raw
                text = io.TextIOWrapper(cast(BinaryIO, content), encoding="utf-8-sig", newline="")
                separated = "\t" if ".txt" in file.lower() else ","
                reader = csv.DictReader(text, delimiter=separated)
                missing = [one for one in columns if one not in (reader.fieldnames or ())]
                if missing:
                    raise InvalidInput(f"{file} has no column {', '.join(missing)}. Nothing was changed.")
                rows = tuple({key: (value or "").strip() for key, value in row.items() if key} for row in reader)
        except (OSError, EOFError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile) as error:
            raise InvalidInput(
                f"{file} cannot be read as a table in UTF-8. Download it again. Nothing was changed."
            ) from error
        if not rows:
            raise InvalidInput(f"{file} has no rows. Download it again. Nothing was changed.")
        return Table(file, rows)

    def note(self) -> str:
        """The words that come with the release (its read-me file), or nothing."""
        if not self.has(_READ_ME):
            return ""
        with self._files[_READ_ME][1]() as raw:
            return raw.read(2000).decode("utf-8", "replace")


def _plain(file: str) -> str:
    """The plain name of a file.

    >>> _plain("Education, Training, and Experience.txt"), _plain("skills.csv.gz")
    ('education_training_and_experience', 'skills')
    """
    stem = file.lower().removesuffix(".gz")
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    return _NOT_WORD.sub("_", stem).strip("_")


def _is_table(file: str) -> bool:
    name = PurePosixPath(file).name
    return not name.startswith(".") and name.lower().removesuffix(".gz").endswith(_ENDINGS)


def _tables_in(folder: Path) -> list[Path]:
    # Here or one folder below, as a zip unpacks; of two with one name the one here counts.
    found = [file for some in ("*/*", "*") for file in folder.glob(some) if file.is_file() and _is_table(file.name)]
    return sorted(found, key=lambda file: (len(file.parts), file.name), reverse=True)


def _opener(file: Path) -> Callable[[], BinaryIO]:
    return lambda: file.open("rb")


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, archive.open(one))
