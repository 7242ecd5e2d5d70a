"""What a person applied for, the stages they use for it, and their monthly check-ins: sealed under their own key."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

application_boards = Table(
    "application_boards",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # the stages in their order
)

applications = Table(
    "applications",
    metadata,
    # The id is made when the form is first shown: the same form sent twice makes one application.
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_applications_user", "user_id", "updated_at"),
)

career_check_ins = Table(
    "career_check_ins",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # what had moved, and what was to come next
    Index("ix_career_check_ins_user", "user_id", "created_at"),
)
