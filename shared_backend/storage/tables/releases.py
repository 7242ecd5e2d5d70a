"""Releases: which version began to serve when, by whom and why."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

releases = Table(
    "model_releases",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("task_type", String(40), nullable=False, index=True),
    Column("action", String(12), nullable=False),  # deploy, rollback
    Column("model_version_id", String(36), ForeignKey("model_versions.id"), nullable=False),
    Column("replaced_version_id", String(36), nullable=True),
    Column("reason", String(500), nullable=False),
    # Names of gate checks that warned and were overridden by the reason.
    Column("overridden", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(36), nullable=False),
)
