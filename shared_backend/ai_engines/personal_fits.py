"""How one person is predicted under a global version: fitted when it is trained, kept with it, read where it serves."""

from __future__ import annotations

from typing import Any

import structlog
from sqlalchemy import Connection

from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.domain.errors import ArtifactCorrupt
from shared_backend.domain.ports import Sharing
from shared_backend.registry.model_registry import ModelRegistry
from shared_backend.registry.shared_practice import shared_histories
from shared_backend.registry.user_models import UserModels
from shared_backend.storage.database import Database

log = structlog.get_logger()


class PersonalFits:
    """Reads and makes fits.

    Parameters
    ----------
    sharing
        Whose practice may be learned from.
    known : dict
        Fits by version id, kept for the life of the process; a version never changes.
    """

    def __init__(
        self, registry: ModelRegistry, user_models: UserModels, sharing: Sharing, known: dict[str, PersonalFit]
    ) -> None:
        self._registry = registry
        self._user_models = user_models
        self._sharing = sharing
        self._known = known

    def of(self, connection: Connection, version_id: str | None) -> PersonalFit:
        """The fit of a version; H2 with its defaults where there is no version, or its card cannot be used."""
        if version_id is None:
            return DEFAULT_FIT
        found = self._known.get(version_id)
        if found is None:
            try:
                found = PersonalFit.from_card(self._registry.get(connection, version_id).card)
            except ArtifactCorrupt:
                # Practice goes on with the simpler model; the gate lets no such version be deployed.
                log.warning("personal_fit_unreadable", version=version_id)
                found = DEFAULT_FIT
            self._known[version_id] = found
        return found

    def fitted(self, database: Database, task_type: str, *, seed: int) -> dict[str, Any]:
        """The fit for a new version of a task, as its card carries it, from the practice that people share."""
        # Imported here: predicting needs none of the numeric libraries.
        from shared_backend.ai_engines.personal.fitting.choosing import choose
        from shared_backend.ai_engines.personal.fitting.shared import as_practice

        shared = shared_histories(database, self._user_models, self._sharing, task_type, seed=seed)
        practice = as_practice(map(from_json, history) for history in shared)
        return choose(practice, seed=seed).as_mapping()
