"""Applications with their stages, and monthly check-ins."""

from __future__ import annotations

from alembic import op

from shared_backend.storage.tables import metadata

revision = "0008"
down_revision = "0007"

TABLES = ("application_boards", "applications", "career_check_ins")


def upgrade() -> None:
    """Make what the first revision has not made already."""
    metadata.create_all(op.get_bind(), tables=[metadata.tables[name] for name in TABLES], checkfirst=True)


def downgrade() -> None:
    """Drop them again."""
    for name in reversed(TABLES):
        op.drop_table(name)
