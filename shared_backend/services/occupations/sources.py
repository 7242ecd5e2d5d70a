"""Where the facts of a reference folder come from: release, file, day, and the words their licences ask for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

from shared_backend.domain.errors import ConfigurationError

Kind = Literal["onet", "esco"]
KINDS: tuple[Kind, ...] = ("onet", "esco")
NAMES: Mapping[Kind, str] = {"onet": "O*NET", "esco": "ESCO"}
FILE = "facts.json"
_LICENCES: Mapping[Kind, str] = {
    "onet": "Includes information from the O*NET {release} Database by the U.S. Department of Labor, Employment and "
    "Training Administration (USDOL/ETA), used under the CC BY 4.0 licence. O*NET is a trademark of USDOL/ETA. "
    "Modified: selected and stored in another form.",
    "esco": "Uses the ESCO classification of the European Commission (v{release}, English). Modified: identifiers and "
    "labels were selected and stored in another form.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One release of facts; `file` and `imported_at` (ISO 8601) are empty for what is shipped."""

    kind: Kind
    release: str
    file: str = ""
    imported_at: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As people call it, e.g. ``O*NET 29.3``."""
        return f"{NAMES[self.kind]} {self.release}"

    @property
    def licence(self) -> str:
        """The sentences its licence asks for."""
        return _LICENCES[self.kind].format(release=self.release)

    @property
    def imported(self) -> datetime | None:
        """When it was imported; None for what is shipped."""
        return datetime.fromisoformat(self.imported_at) if self.imported_at else None

    def to_json(self) -> dict[str, Any]:
        """Everything but the kind."""
        return {name: value for name, value in asdict(self).items() if name != "kind"}

    @classmethod
    def from_json(cls, kind: Kind, kept: Mapping[str, Any]) -> Self:
        """As written by `to_json`. Raises `KeyError`, `TypeError` or `ValueError` when damaged."""
        counts = {str(name): int(value) for name, value in dict(kept["counts"]).items()}
        source = cls(kind, str(kept["release"]), str(kept["file"]), str(kept["imported_at"]), counts)
        _ = source.imported
        return source


def sources(reference: Path) -> Mapping[Kind, Source]:
    """What the facts of a reference folder are. Raises `ConfigurationError` when its note is missing or damaged."""
    try:
        kept = json.loads((reference / FILE).read_text("utf-8"))
        return {kind: Source.from_json(kind, kept[kind]) for kind in KINDS}
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise ConfigurationError(f"The file {FILE} cannot be read. Restore the data/reference folder.") from reason


def write_sources(reference: Path, found: Mapping[Kind, Source]) -> None:
    """Write the note of a reference folder."""
    kept = {kind: source.to_json() for kind, source in found.items()}
    (reference / FILE).write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
