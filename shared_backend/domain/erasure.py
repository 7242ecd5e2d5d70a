"""The receipt of an erased account: how much was erased and when, and nothing of whose it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FORMAT = "intellicoach erasure receipt"
ACTION = "account.erase"
ABOUT = (
    "The key that opened this account's records was destroyed and the records were deleted. The digest is the SHA-256 "
    "of erased_at and erased, as JSON with sorted keys and without spaces. It stands in the audit log of the "
    "installation, in the entry named here; whoever runs the installation can look it up there."
)


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """What was erased: counts of answers, practice runs, records a model had learned from, and everything else.

    `entry` is the number of the entry in the audit log, `proof` its code in the chain; whoever holds the proof may
    have the receipt again.
    """

    erased_at: datetime
    answers: int
    runs: int
    learned: int
    other: int
    entry: int = 0
    proof: str = ""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records of each kind."""
        return {"answers": self.answers, "runs": self.runs, "learned": self.learned, "other": self.other}

    @property
    def digest(self) -> str:
        """SHA-256 of what the receipt says."""
        said = json.dumps({"erased_at": self._at, "erased": self.counts}, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()

    def facts(self) -> dict[str, str | int | float | bool]:
        """What the audit entry holds; `from_facts` makes the receipt again."""
        return {"at": self._at, **self.counts, "receipt": self.digest}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any], entry: int, proof: str) -> ErasureReceipt | None:
        """The receipt of an audit entry; None for an entry of another kind."""
        try:
            found = cls(
                erased_at=datetime.fromisoformat(facts["at"]),
                answers=int(facts["answers"]),
                runs=int(facts["runs"]),
                learned=int(facts["learned"]),
                other=int(facts["other"]),
                entry=entry,
                proof=proof,
            )
        except (KeyError, TypeError, ValueError):
            return None
        return found if found.digest == facts.get("receipt") else None

    def as_json(self) -> bytes:
        """The receipt as a file."""
        document = {
            "format": FORMAT,
            "version": 1,
            "erased_at": self._at,
            "erased": self.counts,
            "key": "destroyed",
            "digest": self.digest,
            "audit": {"entry": self.entry, "proof": self.proof},
            "about": ABOUT,
        }
        return json.dumps(document, indent=2).encode()

    @property
    def _at(self) -> str:
        return self.erased_at.astimezone(UTC).isoformat(timespec="milliseconds")
