"""One person's small models as values: the scenario, the state as it lies in its row, one learned interaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class UserScenario:
    """A person's own scenario: which task, what they aim for, and from which global version it started.

    While `paused` nothing is learned; with `global_only` the person is given the predictions of the global model alone.
    """

    id: str
    user_id: str
    task_type: str
    inherits_version_id: str | None
    created_at: datetime
    goals: Mapping[str, Any]
    preferences: Mapping[str, str]
    row_version: int
    paused: bool = False
    global_only: bool = False


@dataclass(frozen=True, slots=True)
class StoredState:
    """A state as it lies in its row.

    `row_version` counts the changes of the state; 0 and no bytes before the first. `already_learned` says whether the
    interaction asked about is stored, by whomever; `paused` whether the owner wants nothing learned at present;
    `serving` names the global version that serves the scenario's task, None before the first.
    """

    row_version: int
    sealed: bytes | None
    already_learned: bool
    paused: bool
    serving: str | None


@dataclass(frozen=True, slots=True)
class StoredInteraction:
    """One learned interaction: what `payload` says, and its place in the order."""

    id: str
    attempt_id: str | None
    seq: int
    timestamp: datetime
    payload: Mapping[str, Any]
