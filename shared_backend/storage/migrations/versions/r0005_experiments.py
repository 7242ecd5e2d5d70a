"""Comparisons of the general model with the blend, and each person's part in the one that runs."""

from __future__ import annotations

from alembic import op

from shared_backend.storage.tables import metadata

revision = "0005"
down_revision = "0004"

TABLES = ("experiments", "experiment_units")


def upgrade() -> None:
    """Make what the first revision has not made already."""
    metadata.create_all(op.get_bind(), tables=[metadata.tables[name] for name in TABLES], checkfirst=True)


def downgrade() -> None:
    """Drop them again."""
    for name in reversed(TABLES):
        op.drop_table(name)
