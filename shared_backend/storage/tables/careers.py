"""What a person told the career coach, the plans they made and the paths they judged: sealed under their own key."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

career_profiles = Table(
    "career_profiles",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

career_plans = Table(
    "career_plans",
    metadata,
    # The id is made when the form is first shown: the same form sent twice makes one plan.
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_career_plans_user", "user_id", "updated_at"),
)

career_feedback = Table(
    "career_feedback",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # which occupation, and what was said of it
    Index("ix_career_feedback_user", "user_id", "created_at"),
)
