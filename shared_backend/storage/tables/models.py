"""Global models: scenarios, training data, runs, versions, aliases, corrections."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

scenarios = Table(
    "training_scenarios",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("description", String(2000), nullable=False),
    Column("task_type", String(40), nullable=False),
    Column("config", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(36), nullable=False),
)

datasets = Table(
    "training_datasets",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("task_type", String(40), nullable=False),
    Column("name", String(120), nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(36), nullable=False),
    # The rows as compressed JSON, sealed under the installation's own data key: uploads may speak of people.
    Column("sealed_rows", LargeBinary, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("task_type", String(40), nullable=False),
    Column("model_version_id", String(36), ForeignKey("model_versions.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(36), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

training_runs = Table(
    "training_runs",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("scenario_id", String(36), ForeignKey("training_scenarios.id"), nullable=False),
    Column("state", String(12), nullable=False),  # queued running finished cancelled failed
    Column("request", JSON, nullable=False),
    Column("fraction", Integer, nullable=False),  # thousandths
    Column("log", JSON, nullable=False),
    Column("message", String(500), nullable=False),
    Column("model_version_id", String(36), nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(36), nullable=False),
    Column("ended_at", UtcDateTime, nullable=True),
    Column("cancel_requested", Integer, nullable=False, server_default="0"),
    Index("ix_training_runs_created", "created_at"),
)

model_versions = Table(
    "model_versions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("number", Integer, nullable=False),
    Column("scenario_id", String(36), ForeignKey("training_scenarios.id"), nullable=False),
    # A run that is resumed after a crash must not register twice.
    Column("run_id", String(36), nullable=False, unique=True),
    Column("artifact_digest", String(64), nullable=False),
    Column("data_digest", String(64), nullable=False),
    Column("card", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(36), nullable=False),
    UniqueConstraint("name", "number"),
)

model_aliases = Table(
    "model_aliases",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("alias", String(20), primary_key=True),  # champion, previous
    Column("model_version_id", String(36), ForeignKey("model_versions.id"), nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
    Column("set_by", String(36), nullable=False),
)
