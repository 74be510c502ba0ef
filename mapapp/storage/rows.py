"""Frames to rows of a database, in bulk: a million rows without an object for each cell at once.

SQLAlchemy writes each statement; the rows themselves go by the driver, which is several times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

import pyarrow as pa
import pyarrow.compute as pc

from mapapp.incidents import COLUMNS, DATE_COLUMNS, TEXT_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    import sqlalchemy as sa
    from sqlalchemy.engine import Connection

CHUNK_ROWS: Final = 20_000
"""Rows that are Python objects at a time."""

Row = tuple[Any, ...]


def storable(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with each null character, which PostgreSQL refuses, as U+FFFD."""
    cleaned = {
        name: frame[name].str.replace("\0", "\N{REPLACEMENT CHARACTER}", regex=False)
        for name in TEXT_COLUMNS
        if pc.any(pc.match_substring(pa.array(frame[name]), "\0")).as_py()
    }
    return frame.assign(**cleaned) if cleaned else frame


def stated_columns(frame: pd.DataFrame) -> tuple[str, ...]:
    """The incident columns in which a row says something, and ``event_id``; the others are as by default."""
    return tuple(
        name
        for name in COLUMNS
        if name == "event_id" or not (frame[name].isna().all() or frame[name].eq("").all())
    )


def rows_of(
    frame: pd.DataFrame, positions: Sequence[int] | None = None, columns: Sequence[str] = COLUMNS
) -> Iterator[Row]:
    """The incident columns of each row, in their order: None where nothing is stated, days as ISO text.

    Args:
        frame: incidents.
        positions: of the rows wanted; all of them by default.
        columns: the incident columns wanted.
    """
    count = len(frame) if positions is None else len(positions)
    for start in range(0, count, CHUNK_ROWS):
        stop = start + CHUNK_ROWS
        part = frame.iloc[start:stop] if positions is None else frame.iloc[list(positions[start:stop])]
        yield from zip(*(_cells(part, name) for name in columns), strict=True)


def _cells(frame: pd.DataFrame, name: str) -> list[Any]:
    cells = frame[name]
    if name in TEXT_COLUMNS:
        texts = pa.array(cells)
        # Most files leave several columns empty; their cells need not be made one by one.
        return texts.to_pylist() if pc.any(pc.not_equal(texts, "")).as_py() else [""] * len(cells)
    if name in DATE_COLUMNS:
        days = cells.to_numpy().astype("datetime64[D]").astype("str").tolist()
        return [None if day == "NaT" else day for day in days]
    if cells.isna().all():
        return [None] * len(cells)
    return cells.astype("object").where(cells.notna(), None).tolist()


def insert_rows(connection: Connection, table: sa.Table, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Append rows to a table within the transaction of ``connection``.

    Args:
        connection: of SQLite by the standard library, or of PostgreSQL by psycopg.
        table: where to.
        columns: names, in the order of the cells.
        rows: their cells.
    """
    quote = connection.dialect.identifier_preparer.quote
    target = f"{quote(table.name)} ({', '.join(map(quote, columns))})"
    cursor = connection.connection.cursor()
    try:
        if connection.dialect.name == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {target} VALUES ({marks})"  # noqa: S608 - names of our own tables
        # An iterator will do for sqlite3, unlike for the interface that SQLAlchemy declares.
        cursor.executemany(statement, cast("Any", rows))
    finally:
        cursor.close()
