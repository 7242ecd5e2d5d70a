"""Comparisons of two ways, and each person's sealed part in the one that runs."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

experiments = Table(
    "experiments",
    metadata,
    Column("id", String(36), primary_key=True),
    # 1 while it runs, empty afterwards: two can never run at once.
    Column("running", Integer, nullable=True, unique=True),
    Column("plan", JSON, nullable=False),
    Column("reason", String(500), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("started_by", String(36), nullable=False),
    Column("stopped_at", UtcDateTime, nullable=True),
    Column("stopped_by", String(36), nullable=True),
    Column("conclusion", JSON, nullable=True),
    # The secret salt of the lots, under the installation's own key; nobody can tell beforehand who gets which way.
    Column("sealed", LargeBinary, nullable=False),
)

experiment_units = Table(
    "experiment_units",
    metadata,
    Column("experiment_id", String(36), ForeignKey("experiments.id"), primary_key=True),
    Column("user_id", String(36), primary_key=True),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # the person's arm, their forecasts' errors, whether advice helped
)
