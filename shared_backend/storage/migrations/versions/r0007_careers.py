"""What a person told the career coach, their plans, and what they said of paths."""

from __future__ import annotations

from alembic import op

from shared_backend.storage.tables import metadata

revision = "0007"
down_revision = "0006"

TABLES = ("career_profiles", "career_plans", "career_feedback")


def upgrade() -> None:
    """Make what the first revision has not made already."""
    metadata.create_all(op.get_bind(), tables=[metadata.tables[name] for name in TABLES], checkfirst=True)


def downgrade() -> None:
    """Drop them again."""
    for name in reversed(TABLES):
        op.drop_table(name)
