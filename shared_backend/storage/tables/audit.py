"""The audit log: who did what to what, by ids only, each entry chained to the one before."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from shared_backend.storage.tables.metadata import metadata

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),  # text: the chain signs exactly these characters
    Column("actor", String(32), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("facts", Text, nullable=False),
    Column("kid", String(32), nullable=False),
    Column("mac", String(64), nullable=False),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("mac", String(64), nullable=False),
    Column("kid", String(32), nullable=False),
    Column("seal", String(64), nullable=False),
)
