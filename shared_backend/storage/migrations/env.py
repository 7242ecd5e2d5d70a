"""Called by Alembic: run the revisions on the connection `migrate` has opened."""

from __future__ import annotations

from alembic import context

from shared_backend.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
