"""The schema of the first release: every table family as it stands."""

from __future__ import annotations

from alembic import op

from shared_backend.storage.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    metadata.create_all(op.get_bind(), checkfirst=False)


def downgrade() -> None:
    """Drop all tables."""
    metadata.drop_all(op.get_bind())
