"""What an owner does with their model: two switches, receipts of what was forgotten, and how the estimates moved."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, inspect

from shared_backend.storage.tables import metadata

revision = "0003"
down_revision = "0002"

TABLES = ("model_receipts", "model_trails")
SWITCHES = ("paused", "global_only")


def upgrade() -> None:
    """Make what the first revision has not made already."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=[metadata.tables[name] for name in TABLES], checkfirst=True)
    known = {column["name"] for column in inspect(connection).get_columns("user_scenarios")}
    for name in SWITCHES:
        if name not in known:
            op.add_column("user_scenarios", Column(name, Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop them again."""
    for name in TABLES:
        op.drop_table(name)
    with op.batch_alter_table("user_scenarios") as batch:
        for name in SWITCHES:
            batch.drop_column(name)
