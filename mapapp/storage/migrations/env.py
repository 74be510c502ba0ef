"""How Alembic reaches the database: by the open connection that ``upgrading`` hands it."""

from __future__ import annotations

from alembic import context

from mapapp.storage.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
