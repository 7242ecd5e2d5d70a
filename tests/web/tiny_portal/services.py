"""A portal with accounts and nothing else."""

from __future__ import annotations

import functools
import os
from types import SimpleNamespace

from shared_backend.domain.ports import SystemClock
from shared_backend.domain.principal import Portal, Principal
from shared_backend.settings import load_settings
from shared_backend.storage.opening import open_storage
from shared_backend.web import gate
from tests.people import people_over

# Set by the harness to leave the checks out and see that it notices.
CARELESS = os.environ.get("TINY_CARELESS") == "1"
PORTAL = Portal.USER


@functools.cache
def services() -> SimpleNamespace:
    """What a portal needs of the backend."""
    settings = load_settings()
    storage = open_storage(settings.database_address, settings.key_file, create=True)
    people = people_over(storage, SystemClock())  # type: ignore[arg-type]
    return SimpleNamespace(
        settings=settings, database=storage.database, keyring=storage.keyring, accounts=people.services.accounts
    )


def me() -> Principal:
    """Who is signed in."""
    return gate.require(services().accounts, PORTAL, https=services().settings.https)
