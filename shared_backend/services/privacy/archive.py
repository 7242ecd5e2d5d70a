"""The zip a person takes along, made piece by piece: a long history needs neither memory nor a file of its own."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared_backend.domain.cells import still_text
from shared_backend.services.privacy.holding import Holding, Record

FORMAT = "intellicoach export"
VERSION = 1
MANIFEST = "manifest.json"
PIECE_BYTES = 64 * 1024


@dataclass(frozen=True)
class File:
    """One file of the archive. `held` counts what is in it, and is complete once the pieces have been taken."""

    name: str
    pieces: Iterable[bytes]
    held: Mapping[str, int] = field(default_factory=dict)


def packed(files: Iterable[File], made_at: datetime) -> Iterator[bytes]:
    """The bytes of the zip, while they are made.

    The manifest comes last: a zip that breaks off has none, and cannot be taken for a whole one.
    """
    stream, listed = _Stream(), []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            digest, size = hashlib.sha256(), 0
            with archive.open(_entry(file.name, made_at), "w") as entry:
                for piece in file.pieces:
                    digest.update(piece)
                    size += entry.write(piece)
                    if stream.waiting >= PIECE_BYTES:
                        yield stream.taken()
            listed.append({"name": file.name, "bytes": size, "sha256": digest.hexdigest(), **file.held})
        manifest = {"format": FORMAT, "version": VERSION, "made_at": made_at.isoformat(), "files": listed}
        archive.writestr(_entry(MANIFEST, made_at), json.dumps(manifest, indent=1))
    yield stream.taken()


def text_file(name: str, text: str) -> File:
    """A text as it is."""
    return File(name, [text.encode()])


def json_file(holding: Holding, records: Iterable[Record | None]) -> File:
    """One kind of record with the meaning of its fields, one record a line."""
    held = {"records": 0, "unreadable": 0}

    def pieces() -> Iterator[bytes]:
        head = {"title": holding.title, "meaning": holding.meaning, "fields": holding.fields}
        yield json.dumps(head, ensure_ascii=False, indent=1)[:-2].encode() + b',\n "records": ['
        for record in records:
            if record is None:
                held["unreadable"] += 1
                continue
            yield (b",\n  " if held["records"] else b"\n  ") + json.dumps(record, ensure_ascii=False).encode()
            held["records"] += 1
        yield f'\n ],\n "unreadable": {held["unreadable"]}\n}}\n'.encode()

    return File(f"{holding.key}.json", pieces(), held)


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> File:
    """A table for a spreadsheet program, in which nothing runs."""
    held = {"records": 0}

    def pieces() -> Iterator[bytes]:
        # The mark at the start makes spreadsheet programs read the file as UTF-8.
        yield _line(columns).encode("utf-8-sig")
        for row in rows:
            yield _line(_cell(value) for value in row).encode()
            held["records"] += 1

    return File(name, pieces(), held)


def _line(cells: Iterable[Any]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _cell(value: Any) -> str | int | float:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    return "" if value is None else still_text(str(value))


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


class _Stream(io.RawIOBase):
    """Where the zip is written to and taken from; it cannot be read or gone back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0
        self.waiting = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, piece: Any) -> int:
        taken = bytes(piece)
        self._pieces.append(taken)
        self._at += len(taken)
        self.waiting += len(taken)
        return len(taken)

    def taken(self) -> bytes:
        """What was written since the last call."""
        found = b"".join(self._pieces)
        self._pieces.clear()
        self.waiting = 0
        return found
