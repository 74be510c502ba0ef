"""Which stored incidents a file should hold if it is a newer version of one read before, and does not.

A file names neither its version nor what it covers. An export of another month, or of fewer types, must not
make all others look withdrawn; so a file counts as a newer version only by what both have in common.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from mapapp.storage.tables import BATCHES, INCIDENTS

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection


class Scope(StrEnum):
    """What the absence of a stored incident from a file means."""

    AUTO = "auto"
    """That it was withdrawn, where the file is a newer version of the one that brought it."""
    COMPLETE = "complete"
    """That it was withdrawn: the file holds all of its data set."""
    PART = "part"
    """Nothing."""


LEAST_SHARED: Final = {"same file": 0.5, "another file": 0.9}
"""Share of what an earlier file brought, and is still shown, that must be in this file for it to be a newer
version of that one; 0 to 1, higher marks less as removed. The same path with half of it gone is more likely
another extract; under another name nearly all must recur, as a filtered copy of a file leaves out more."""


ABSENT: Final = sa.Table(
    "absent",
    sa.MetaData(),
    sa.Column("event_id", sa.Text, primary_key=True),
    sa.Column("added_batch", sa.Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
"""Stored incidents, not marked removed, that the file at hand does not hold."""


def gone_incidents(
    connection: Connection, incoming: sa.Table, frame: pd.DataFrame, batch: int, path: str, scope: Scope
) -> tuple[list[str], int]:
    """Ids of stored incidents that the file withdraws, and the number of those it merely does not hold.

    Args:
        connection: within the transaction of the import.
        incoming: the table of the file's keys.
        frame: the file's incidents.
        batch: the import at hand.
        path: of the file; "" where there is none.
        scope: what absence means.
    """
    _find_absent(connection, incoming, batch)
    try:
        if scope is Scope.COMPLETE:
            datasets = sorted(set(frame["source_dataset"].tolist()))
            dataset = INCIDENTS.c.source_dataset.in_(datasets)
            query = sa.select(ABSENT.c.event_id).join(INCIDENTS, INCIDENTS.c.event_id == ABSENT.c.event_id)
            return sorted(connection.execute(query.where(dataset)).scalars()), 0
        newer_than, overlapping = _earlier_files(connection, batch, path)
        if scope is Scope.PART:
            newer_than, overlapping = [], newer_than + overlapping
        gone = sa.select(ABSENT.c.event_id).where(ABSENT.c.added_batch.in_(newer_than))
        unseen = sa.select(sa.func.count()).where(ABSENT.c.added_batch.in_(overlapping))
        return sorted(connection.execute(gone).scalars()), int(connection.execute(unseen).scalar_one())
    finally:
        ABSENT.drop(connection, checkfirst=False)


def _find_absent(connection: Connection, incoming: sa.Table, batch: int) -> None:
    connection.execute(sa.schema.CreateTable(ABSENT))
    absent = sa.select(INCIDENTS.c.event_id, INCIDENTS.c.added_batch).where(
        INCIDENTS.c.removed_batch.is_(None),
        INCIDENTS.c.added_batch != batch,
        ~sa.exists().where(incoming.c.origin == INCIDENTS.c.origin),
        ~sa.exists().where(incoming.c.event_id == INCIDENTS.c.event_id),
    )
    connection.execute(sa.insert(ABSENT).from_select(["event_id", "added_batch"], absent))


def _earlier_files(connection: Connection, batch: int, path: str) -> tuple[list[int], list[int]]:
    """Batches of files that this one is a newer version of, and of files that it only overlaps with."""
    absent = _counts(connection, ABSENT.c.added_batch)
    live = _counts(connection, INCIDENTS.c.added_batch, INCIDENTS.c.removed_batch.is_(None))
    paths = _paths(connection)
    files: dict[str, list[int]] = {}
    for number in sorted(live.keys() - {batch}):
        files.setdefault(paths.get(number, ""), []).append(number)
    newer_than: list[int] = []
    overlapping: list[int] = []
    for name, numbers in files.items():
        count = sum(live[number] for number in numbers)
        shared = count - sum(absent.get(number, 0) for number in numbers)
        least = LEAST_SHARED["same file" if name and name == path else "another file"]
        if path and name and shared >= least * count:
            newer_than += numbers
        elif path and name and shared:
            overlapping += numbers
    return newer_than, overlapping


def _counts(
    connection: Connection, batch: sa.ColumnElement[int], *wanted: sa.ColumnElement[bool]
) -> dict[int, int]:
    rows = connection.execute(sa.select(batch, sa.func.count()).where(*wanted).group_by(batch))
    return {number: count for number, count in rows}  # noqa: C416 - rows are no pairs to mypy


def _paths(connection: Connection) -> dict[int, str]:
    rows: Any = connection.execute(sa.select(BATCHES.c.batch_id, BATCHES.c.summary))
    return {number: json.loads(summary).get("path", "") for number, summary in rows}
