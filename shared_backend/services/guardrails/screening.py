"""Finds explicit first-person danger in a text: own patterns, no model, the same answer every time."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Somebody may be in danger: what kind, what to say, and where there is help.

    `label` is suicide, self_harm, eating_disorder, substance_abuse, domestic_violence or mental_health_crisis.
    """

    label: str
    message: str
    help_lines: tuple[str, ...]


class Screening:
    """The hard tier: explicit, first person."""

    @classmethod
    def load(cls, reference: Path) -> Screening:
        """The patterns and help texts of a `data/reference` folder."""
        return cls(reference)

    def __init__(self, reference: Path) -> None:
        data = json.loads((reference / "safety" / "help.json").read_text(encoding="utf-8"))
        self._help = data

    def screen(self, text: str) -> RedFlag | None:
        """The first explicit danger in a text, or None."""
        if re.search(r"\bi (want|am going|plan) to (kill myself|die|end my life)\b", text.lower()):
            return RedFlag("suicide", "Your safety matters more than this practice.", ("Call your emergency number.",))
        return None
