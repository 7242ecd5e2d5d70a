"""Since when somebody lets their practice results be learned from; empty is no."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, inspect

from shared_backend.storage.tables.columns import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, unless the first revision has made it already."""
    known = {column["name"] for column in inspect(op.get_bind()).get_columns("accounts")}
    if "shares_since" not in known:
        op.add_column("accounts", Column("shares_since", UtcDateTime, nullable=True))


def downgrade() -> None:
    """Drop it again."""
    with op.batch_alter_table("accounts") as batch:
        batch.drop_column("shares_since")
