"""All table families; importing this package fills the MetaData. One family a file, one line here."""

from shared_backend.storage.tables import (
    accounts,
    applications,
    audit,
    careers,
    experiments,
    models,
    practice,
    releases,
    resumes,
    vault,
)
from shared_backend.storage.tables.metadata import metadata

__all__ = [
    "accounts",
    "applications",
    "audit",
    "careers",
    "experiments",
    "metadata",
    "models",
    "practice",
    "releases",
    "resumes",
    "vault",
]
