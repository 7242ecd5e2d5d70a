"""All table families; importing this package fills the MetaData. One family a file, one line here."""

from shared_backend.storage.tables import accounts, audit, models, practice, releases, vault
from shared_backend.storage.tables.metadata import metadata

__all__ = ["accounts", "audit", "metadata", "models", "practice", "releases", "vault"]
