"""Parquet and GeoParquet -> a table of cells, by pyarrow."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from mapapp.errors import UnreadableFile
from mapapp.readers.tables import Table, table_of_columns

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS: Final = 20_000_000
"""A file's own count may claim anything; more rows than this are not read."""
GEOMETRY_COLUMN: Final = "geometry"


def read_parquet(content: bytes, name: str) -> Table:
    """All rows; a GeoParquet file's points become latitude and longitude where it has no such columns.

    Raises:
        UnreadableFile: damaged, too many rows, or no column that we know.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        if file.metadata.num_rows > MOST_ROWS:
            raise UnreadableFile(f"{name}: {file.metadata.num_rows:,} rows; allowed are {MOST_ROWS:,}")
        arrow = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(f"{name}: damaged Parquet file ({error})") from error
    columns = {field: _texts(arrow.column(field)) for field in arrow.column_names if field != GEOMETRY_COLUMN}
    if GEOMETRY_COLUMN in arrow.column_names and not {"latitude", "longitude"} <= columns.keys():
        from mapapp.readers.features import points_of

        columns |= points_of(arrow.column(GEOMETRY_COLUMN).to_pylist(), name)
    lines = list(range(1, arrow.num_rows + 1))
    return table_of_columns(columns, lines, name)


def _texts(column: pa.ChunkedArray) -> tuple[str, ...]:
    return tuple(_text(value) for value in column.to_pylist())


def _text(value: Any) -> str:  # noqa: ANN401 - any Arrow value comes in
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat(sep=" ").removesuffix(" 00:00:00") if hasattr(value, "hour") else str(value)
