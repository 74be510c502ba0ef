"""Batches and what each changed, so that imports, edits and groups can be told and undone."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXTS = (
    "date_precision", "event_type", "sub_event_type", "actor1", "actor2", "admin1", "admin2", "location",
    "location_as_written", "geo_precision", "notes", "source", "source_url", "source_dataset", "source_id",
    "review_status", "evidence", "tags", "created_at", "updated_at",
)  # fmt: skip
_DAYS = ("event_date", "event_date_end")
_NUMBERS = ("latitude", "longitude", "radius_km")
_COUNTS = ("fatalities", "fatalities_low", "fatalities_high", "injuries")
_KEPT = ("event_id", *_TEXTS, *_DAYS, *_NUMBERS, *_COUNTS, "content_key")


def upgrade() -> None:
    """Move the incidents to the new tables; all of them belong to one first batch."""
    op.rename_table("incidents", "incidents_before")
    batches = _make_batches()
    _make_incidents()
    connection = op.get_bind()
    count = connection.execute(sa.text("SELECT count(*) FROM incidents_before")).scalar_one()
    if count:
        op.bulk_insert(
            batches,
            [{
                "action": "import", "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "who": "",
                "label": "before this version", "summary": json.dumps({"added": count}),
            }],
        )  # fmt: skip
        # As ``keys.origins`` builds them; the running number tells apart rows of one source key.
        names = ", ".join(_KEPT)
        connection.execute(
            sa.text(
                f"INSERT INTO incidents ({names}, origin, added_batch) SELECT {names}, "  # noqa: S608 - constant names
                "CASE WHEN source_id = '' OR source_dataset = 'text' THEN 'content:' || content_key "
                "WHEN place_in_row = 1 THEN source_dataset || :mark || source_id "
                "ELSE source_dataset || :mark || source_id || :mark || place_in_row END, "
                "(SELECT max(batch_id) FROM batches) FROM (SELECT *, row_number() OVER "
                "(PARTITION BY source_dataset, source_id ORDER BY event_id) AS place_in_row "
                "FROM incidents_before) AS numbered"
            ),
            {"mark": "\x1f"},
        )
    op.drop_table("incidents_before")
    op.drop_table("mapapp_version")


def _make_batches() -> sa.Table:
    return op.create_table(
        "batches",
        sa.Column("batch_id", sa.Integer, primary_key=True, autoincrement=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("action", "made_at", "who", "label", "summary")
        ),
        sa.Column("undone_by", sa.Integer, sa.ForeignKey("batches.batch_id")),
        sqlite_autoincrement=True,
    )


def _make_incidents() -> None:
    batch = sa.ForeignKey("batches.batch_id")
    op.create_table(
        "incidents",
        sa.Column("event_id", sa.Text, primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _TEXTS),
        *(sa.Column(name, sa.Date) for name in _DAYS),
        *(sa.Column(name, sa.Double) for name in _NUMBERS),
        *(sa.Column(name, sa.Integer) for name in _COUNTS),
        sa.Column("content_key", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False, unique=True),
        sa.Column("edited", sa.Text),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("added_batch", sa.Integer, batch, nullable=False),
        sa.Column("removed_batch", sa.Integer, sa.ForeignKey("batches.batch_id")),
    )
    op.create_index("ix_incidents_batches", "incidents", ["added_batch", "removed_batch"])
    op.create_table(
        "changes",
        sa.Column("change_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batches.batch_id"), nullable=False, index=True),
        sa.Column("event_id", sa.Text, sa.ForeignKey("incidents.event_id"), nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "group_members",
        sa.Column("group_id", sa.Integer, sa.ForeignKey("batches.batch_id"), primary_key=True),
        sa.Column("event_id", sa.Text, sa.ForeignKey("incidents.event_id"), primary_key=True),
        sa.Column("split_batch", sa.Integer, sa.ForeignKey("batches.batch_id")),
    )
