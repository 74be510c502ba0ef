"""What a query finds as an incident frame, a million rows without an object for each cell at once.

SQLite's rows come as Arrow columns by ADBC, which reads three times as fast as the driver of the standard
library, over a connection of its own: what was committed before the call is in it.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pyarrow as pa
import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.incidents import COLUMNS, COUNT_COLUMNS, DATE_COLUMNS, NUMBER_COLUMNS, conform
from mapapp.storage.connecting import cause_of, shown_url, sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

CHUNK_ROWS: Final = 20_000
"""Rows that are Python objects at a time, where the driver knows no columns."""
BATCH_ROWS: Final = 65_536
"""Rows of one Arrow batch of SQLite."""


def frame_from(connection: Connection, query: sa.Select[Any]) -> pd.DataFrame:
    """The incidents that a query of all incident columns finds, by day and id (in code point order).

    Undated ones come last.

    Raises:
        StorageError: SQLite's file is gone, locked or damaged, or another program wrote into a column what
            it can't hold.
    """
    file = sqlite_file(connection.engine.url)
    found = _from_server(connection, query) if file is None else _from_file(connection, query, file)
    shown = shown_url(connection.engine.url)
    typed = pa.table({name: _typed(found.column(name), name, shown) for name in COLUMNS})
    # Sorted here: where nulls go and how letters follow one another differs between databases.
    ordered = typed.sort_by([("event_date", "ascending"), ("event_id", "ascending")])
    counts = {pa.int32(): pd.Int32Dtype()}
    return conform(ordered.to_pandas(types_mapper=counts.get, date_as_object=False))


def _typed(cells: pa.ChunkedArray, name: str, shown: str) -> pa.ChunkedArray:
    try:
        return cells.cast(_kind(name))
    except pa.ArrowInvalid as error:
        raise StorageError(f"{shown}: the column {name} holds what it can't hold: {error}") from error


def _from_server(connection: Connection, query: sa.Select[Any]) -> pa.Table:
    rows = connection.execution_options(stream_results=True).execute(query)
    # An empty part stands last, so that no rows are a table too.
    parts: Iterable[Sequence[Sequence[Any]]] = itertools.chain(rows.partitions(CHUNK_ROWS), [()])
    return pa.concat_tables(_table(part) for part in parts)


def _table(rows: Sequence[Sequence[Any]]) -> pa.Table:
    cells = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    columns = dict(zip(COLUMNS, cells, strict=True))
    return pa.table({name: pa.array(columns[name], _kind(name)) for name in COLUMNS})


def _kind(name: str) -> pa.DataType:
    if name in NUMBER_COLUMNS:
        return pa.float64()
    if name in COUNT_COLUMNS:
        return pa.int32()
    return pa.date32() if name in DATE_COLUMNS else pa.large_string()


def _from_file(connection: Connection, query: sa.Select[Any], file: Path) -> pa.Table:
    import adbc_driver_manager
    from adbc_driver_sqlite import dbapi

    # ADBC takes a column's type from its first rows, which may all be null: a row that shows them goes first.
    shown = sa.select(*(sa.literal_column(_example(name)).label(name) for name in COLUMNS))
    statement = sa.union_all(shown, query).compile(
        dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
    )
    values = [_bound(statement.params[name]) for name in statement.positiontup or ()]
    options = {"adbc.sqlite.query.batch_rows": str(BATCH_ROWS)}
    try:
        with dbapi.connect(file.resolve().as_uri() + "?mode=ro") as reading, reading.cursor() as cursor:
            cursor.adbc_statement.set_options(**options)
            cursor.execute(str(statement), values)
            return cursor.fetch_arrow_table().slice(1)
    except adbc_driver_manager.Error as error:
        raise StorageError(f"{shown_url(connection.engine.url)}: {cause_of(error)}") from error


def _example(name: str) -> str:
    """A literal of SQL of the type that SQLite stores the column in."""
    if name in NUMBER_COLUMNS:
        return "0.5"
    return "1" if name in COUNT_COLUMNS else "''"


def _bound(value: Any) -> Any:  # noqa: ANN401 - whatever a filter compares with
    return value.isoformat() if isinstance(value, dt.date) else value
