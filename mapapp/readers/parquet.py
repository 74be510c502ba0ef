"""Parquet and GeoParquet -> a table of cells, by pyarrow."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mapapp.errors import UnreadableFile
from mapapp.readers.cells import cell_text
from mapapp.readers.columns import text_column
from mapapp.readers.tables import Carrier, Table, refuse_width, table_of_columns

if TYPE_CHECKING:
    import pyarrow as pa

    from mapapp.readers.headers import Headers

MOST_ROWS: Final = 20_000_000
"""A file's own count may claim anything; more rows than this are not read."""
MOST_BYTES: Final = 4_000_000_000
"""Of all columns as their own metadata counts them; a column of one repeated text packs to nothing."""
GEOMETRY_COLUMN: Final = "geometry"


def read_parquet(content: bytes, name: str, headers: Headers) -> Table:
    """All rows; a GeoParquet file's points become latitude and longitude where it has no such columns.

    Raises:
        UnreadableFile: damaged, too many rows, or no column that we know.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        _refuse_size(file.metadata, name)
        arrow = file.read()
    except UnreadableFile:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(f"{name}: damaged Parquet file ({error})") from error
    columns = {field: _texts(arrow.column(field)) for field in arrow.column_names if field != GEOMETRY_COLUMN}
    if GEOMETRY_COLUMN in arrow.column_names and not {"latitude", "longitude"} <= columns.keys():
        from mapapp.readers.features import points_of

        points = points_of(arrow.column(GEOMETRY_COLUMN).to_pylist(), name)
        columns |= {field: text_column(cells) for field, cells in points.items()}
    lines = np.arange(1, arrow.num_rows + 1, dtype=np.int64)
    carrier = Carrier("Parquet")
    return table_of_columns(tuple(columns), list(columns.values()), lines, name, headers, carrier)


def _refuse_size(metadata: Any, name: str) -> None:  # noqa: ANN401 - pyarrow ships no types
    if metadata.num_rows > MOST_ROWS:
        raise UnreadableFile(f"{name}: {metadata.num_rows:,} rows; allowed are {MOST_ROWS:,}")
    refuse_width(metadata.num_columns, name)
    unpacked = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if unpacked > MOST_BYTES:
        raise UnreadableFile(f"{name}: unpacks to {unpacked:,} bytes; allowed are {MOST_BYTES:,}")


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of any type as text; plain text stays as it is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.fill_null(column, "").cast(pa.string())
    return text_column(cell_text(value) for value in column.to_pylist())
