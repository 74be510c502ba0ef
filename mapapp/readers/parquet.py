"""Parquet and GeoParquet -> a table of cells, by pyarrow."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from mapapp.errors import UnreadableFile
from mapapp.readers.cells import cell_text
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
    return tuple(cell_text(value) for value in column.to_pylist())
