"""Who may sign in: accounts, their sessions, invitations, and the brake on guessing."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("user_id", String(32), primary_key=True),
    # A keyed digest of the normalised login name: look-up without keeping the name in clear.
    Column("name_digest", String(64), nullable=False, unique=True),
    Column("name_sealed", LargeBinary, nullable=False),
    Column("password_hash", Text, nullable=True),  # empty for accounts of an OpenID provider
    Column("subject_digest", String(64), nullable=True, unique=True),
    Column("role", String(8), nullable=False),
    Column("status", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("signed_in_at", UtcDateTime, nullable=True),
    Column("shares_since", UtcDateTime, nullable=True),  # empty: their results are not learned from
    CheckConstraint("role in ('user', 'staff', 'admin')", name="role"),
    CheckConstraint("status in ('active', 'disabled')", name="status"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("session_id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("user_id", String(32), ForeignKey("accounts.user_id", ondelete="CASCADE"), nullable=False),
    Column("portal", String(8), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("confirmed_at", UtcDateTime, nullable=False),
    Index("ix_sessions_user_id", "user_id"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(8), nullable=False),
    Column("created_by", String(32), nullable=True),  # empty: the set-up token of `run`
    Column("expires_at", UtcDateTime, nullable=False),
)

attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("key_digest", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("blocked_until", UtcDateTime, nullable=True),
)
