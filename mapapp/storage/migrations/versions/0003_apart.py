"""Incidents that a person called different, so that they are not proposed as one again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; nobody has called anything different yet."""
    op.create_table(
        "apart_members",
        sa.Column("apart_id", sa.Integer, sa.ForeignKey("batches.batch_id"), primary_key=True),
        sa.Column("event_id", sa.Text, sa.ForeignKey("incidents.event_id"), primary_key=True),
        sa.Column("ended_batch", sa.Integer, sa.ForeignKey("batches.batch_id")),
    )
