"""Two indexes less on what is written with every answer: forgetting an answer reads the person's history anyway."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Drop them where the first revision still made them."""
    for name in ("ix_user_interactions_time", "ix_user_interactions_attempt"):
        op.drop_index(name, table_name="user_interactions", if_exists=True)


def downgrade() -> None:
    """Make them again."""
    op.create_index("ix_user_interactions_time", "user_interactions", ["user_id", "timestamp"])
    op.create_index("ix_user_interactions_attempt", "user_interactions", ["attempt_id"])
