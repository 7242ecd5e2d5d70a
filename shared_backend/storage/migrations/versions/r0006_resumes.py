"""CVs, the files they came from, and the ledger of what may be said about a person."""

from __future__ import annotations

from alembic import op

from shared_backend.storage.tables import metadata

revision = "0006"
down_revision = "0005"

TABLES = ("resume_files", "resumes", "resume_versions", "ledger_claims", "bullet_decisions")


def upgrade() -> None:
    """Make what the first revision has not made already."""
    metadata.create_all(op.get_bind(), tables=[metadata.tables[name] for name in TABLES], checkfirst=True)


def downgrade() -> None:
    """Drop them again."""
    for name in reversed(TABLES):
        op.drop_table(name)
