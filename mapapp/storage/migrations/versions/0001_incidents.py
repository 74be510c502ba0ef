"""Incidents, known by the hash of what they say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXTS = (
    "date_precision", "event_type", "sub_event_type", "actor1", "actor2", "admin1", "admin2", "location",
    "location_as_written", "geo_precision", "notes", "source", "source_url", "source_dataset", "source_id",
    "review_status", "evidence", "tags", "created_at", "updated_at",
)  # fmt: skip
_DAYS = ("event_date", "event_date_end")
_NUMBERS = ("latitude", "longitude", "radius_km")
_COUNTS = ("fatalities", "fatalities_low", "fatalities_high", "injuries")


def upgrade() -> None:
    """Make the tables of the first version, which numbered itself in a table of its own."""
    op.create_table(
        "incidents",
        sa.Column("event_id", sa.Text, primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        *(sa.Column(name, sa.Date) for name in _DAYS),
        *(sa.Column(name, sa.Double) for name in _NUMBERS),
        *(sa.Column(name, sa.Integer) for name in _COUNTS),
        sa.Column("content_key", sa.Text, nullable=False, unique=True),
    )
    version = op.create_table("mapapp_version", sa.Column("version", sa.Integer, nullable=False))
    op.bulk_insert(version, [{"version": 1}])
