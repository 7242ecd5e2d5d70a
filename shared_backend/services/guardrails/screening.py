"""Finds explicit first-person danger in a text: own patterns, no model, the same answer every time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Somebody may be in danger: what kind, what to say, and where there is help.

    `label` is suicide, self_harm, eating_disorder, substance_abuse, domestic_violence or mental_health_crisis.
    """

    label: str
    message: str
    help_lines: tuple[str, ...]
