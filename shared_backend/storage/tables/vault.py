"""Wrapped data keys, one per subject, and the values that tell a wrong master key."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, String, Table

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

data_keys = Table(
    "data_keys",
    metadata,
    Column("dek_id", String(32), primary_key=True),
    Column("subject_id", String(32), nullable=False, unique=True),
    Column("kid", String(32), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

key_checks = Table(
    "key_checks",
    metadata,
    Column("kid", String(32), primary_key=True),
    Column("check_value", String(64), nullable=False),
)
