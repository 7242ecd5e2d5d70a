"""A person's CVs, the files they came from, and what may be said about them: sealed under their own key."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

resume_files = Table(
    "resume_files",
    metadata,
    # The id is made when the upload form is first shown: the same form sent twice keeps one file.
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # the file as it was given, or the pasted text
    Column("sealed_reading", LargeBinary, nullable=False),  # what was read from it
    Index("ix_resume_files_user", "user_id", "created_at"),
)

resumes = Table(
    "resumes",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("file_id", String(36), ForeignKey("resume_files.id"), nullable=True),
    Column("copy_of", String(36), nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_resumes_user", "user_id", "updated_at"),
)

resume_versions = Table(
    "resume_versions",
    metadata,
    # Every saved state of a CV, never changed afterwards: restoring writes a new one.
    Column("resume_id", String(36), ForeignKey("resumes.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_resume_versions_user", "user_id"),
)

ledger_claims = Table(
    "ledger_claims",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_ledger_claims_user", "user_id", "created_at"),
)

bullet_decisions = Table(
    "bullet_decisions",
    metadata,
    # The id is made when the suggestions are first shown: the same decision sent twice counts once.
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("resume_id", String(36), ForeignKey("resumes.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # what was offered, what was chosen and why
    Index("ix_bullet_decisions_user", "user_id", "created_at"),
)
