"""Finds the technologies and O*NET skills a text names, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.tasks.occupation_data import ratings, read_table

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[+#]+)?")
_MAKERS = frozenset({"microsoft", "adobe", "oracle", "apache", "google", "amazon", "ibm", "autodesk", "atlassian"})
_EVERYDAY = frozenset(
    [
        "access",
        "word",
        "project",
        "teams",
        "office",
        "go",
        "c",
        "r",
        "d",
        "swift",
        "exchange",
        "live",
        "drive",
        "docs",
        "classroom",
    ]
)
_MOST = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A skill or technology found: characters ``[start, end)`` of `field` read `quote`."""

    name: str
    kind: str
    field: str
    start: int
    end: int
    quote: str


class NamedThings:
    """An index of names by their first word. One-word names must be written as the name is; longer ones in any case."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name, kind in names:
            tokens = tuple(_TOKEN.findall(name))
            self._put(tokens, name, kind)
            if len(tokens) > 1 and tokens[0].lower() in _MAKERS:
                self._put(tokens[1:], name, kind)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))

    def _put(self, tokens: tuple[str, ...], name: str, kind: str) -> None:
        if tokens and not (len(tokens) == 1 and (tokens[0].lower() in _EVERYDAY or len(tokens[0]) < 2)):
            self._by_first.setdefault(tokens[0].lower(), []).append((tokens, name, kind))

    def find(self, text: str, field: str) -> tuple[Named, ...]:
        """What the text names, from left to right, longest first, each thing once."""
        tokens = list(_TOKEN.finditer(text))
        found: dict[str, Named] = {}
        at = 0
        while at < len(tokens) and len(found) < _MOST:
            match = self._at(tokens, at)
            if match is None:
                at += 1
                continue
            size, name, kind = match
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            found.setdefault(name, Named(name, kind, field, start, end, text[start:end]))
            at += size
        return tuple(found.values())

    def _at(self, tokens: list[re.Match[str]], at: int) -> tuple[int, str, str] | None:
        for wanted, name, kind in self._by_first.get(tokens[at].group().lower(), ()):
            written = [token.group() for token in tokens[at : at + len(wanted)]]
            if len(wanted) == 1 and kind == "technology":
                same = written == list(wanted)
            else:
                same = [word.lower() for word in written] == [word.lower() for word in wanted]
            if same:
                return len(wanted), name, kind
        return None


@lru_cache(maxsize=2)
def named_things(reference: Path) -> NamedThings:
    """The technologies and the 35 skills of the reference folder."""
    technologies = dict.fromkeys(row["name"] for row in read_table(reference, "technologies.csv.gz"))
    skills = ratings(reference, "skills").names
    return NamedThings([*((name, "skill") for name in skills), *((name, "technology") for name in technologies)])


def named_in(record: Mapping[str, Any], fields: Iterable[str], reference: Path) -> list[dict[str, Any]]:
    """`Named` of the given fields of a record, as JSON-able mappings."""
    index = named_things(reference)
    return [asdict(named) for field in fields for named in index.find(str(record.get(field, "")), field)]
