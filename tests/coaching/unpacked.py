"""An export as somebody opens it who has never seen our code: zip, JSON and CSV of the standard library."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Unpacked:
    """The files of an export by name."""

    files: dict[str, bytes]

    @classmethod
    def of(cls, pieces: Iterable[bytes]) -> Unpacked:
        """From the bytes that are sent."""
        with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
            assert archive.testzip() is None
            return cls({name: archive.read(name) for name in archive.namelist()})

    @property
    def manifest(self) -> dict[str, Any]:
        """The list of files."""
        found: dict[str, Any] = json.loads(self.files["manifest.json"])
        return found

    def document(self, kind: str) -> dict[str, Any]:
        """One kind of record."""
        found: dict[str, Any] = json.loads(self.files[f"{kind}.json"])
        return found

    def records(self, kind: str) -> list[dict[str, Any]]:
        """Its records."""
        found: list[dict[str, Any]] = self.document(kind)["records"]
        return found

    def table(self, name: str) -> list[dict[str, str]]:
        """A table, line by line."""
        return list(csv.DictReader(io.StringIO(self.files[name].decode("utf-8-sig"), newline="")))

    def wrong_digests(self) -> list[str]:
        """Files that are not what the manifest says."""
        listed = {entry["name"]: (entry["bytes"], entry["sha256"]) for entry in self.manifest["files"]}
        found = {name: (len(held), hashlib.sha256(held).hexdigest()) for name, held in self.files.items()}
        found.pop("manifest.json")
        return sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
