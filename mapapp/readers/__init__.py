"""Files -> incidents, each with a report of the rows that were refused and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from mapapp.errors import UnreadableFile
from mapapp.readers.dates import DateOrder
from mapapp.readers.mapping import (
    ColumnMapping,
    load_mapping,
    mapping_of,
    mapping_text,
    parse_mapping,
    written_mapping,
)
from mapapp.readers.results import ReadResult, Recognition, RefusedCells, RefusedRow
from mapapp.readers.schemas import SCHEMAS

if TYPE_CHECKING:
    from gazetteer import Gazetteer

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "ColumnMapping",
    "DateOrder",
    "ReadResult",
    "Recognition",
    "RefusedCells",
    "RefusedRow",
    "holds_incidents",
    "load_mapping",
    "mapping_of",
    "mapping_text",
    "parse_mapping",
    "read_incidents",
    "read_query",
    "without_password",
    "written_mapping",
]

FORMATS: Final = ("auto", *(schema.name for schema in SCHEMAS))
"""What ``fmt`` may be; "auto" takes the format from the header."""


SUFFIXES: Final = (
    "csv", "tsv", "txt", "gz", "zip", "xlsx", "xls", "xlsb", "ods", "parquet", "geojson", "json", "jsonl",
    "gpkg", "kml", "kmz",
)  # fmt: skip
"""What files of incidents are usually called; a reader goes by the content."""


def read_incidents(
    source: str | Path | BinaryIO | bytes,
    *,
    name: str = "",
    gazetteer: Gazetteer | None = None,
    fmt: str = "auto",
    date_order: DateOrder = "auto",
    mapping: ColumnMapping | None = None,
) -> ReadResult:
    """Read a file of incidents: a published format or common header names, or our JSON lines.

    The columns may stand in delimited text, an Excel or OpenDocument sheet, Parquet, GeoParquet, GeoJSON,
    GeoPackage or KML; text may be gzip, and one file may be in a ZIP archive. What it is, its content says.

    Args:
        source: a path, an open binary file, or the bytes themselves.
        name: what messages call the file; by default its own name.
        gazetteer: looks up names of places; by default the built-in one, built only if needed.
        fmt: one of FORMATS.
        date_order: how to read dates such as 03/04/2021; "auto" never guesses.
        mapping: which header means what, for a file that doesn't use names we know.

    Raises:
        UnreadableFile: the file can't be opened, is no text table, or has no header we know.
    """
    from mapapp.readers.reading import Wishes, read_content

    return read_content(source, name, Wishes(gazetteer, _known_format(fmt), date_order, mapping))


def read_query(
    url: str,
    query: str,
    *,
    gazetteer: Gazetteer | None = None,
    fmt: str = "auto",
    date_order: DateOrder = "auto",
    mapping: ColumnMapping | None = None,
) -> ReadResult:
    """Read the rows that a query of a database gives, as if they stood in a file.

    Args:
        url: of a PostgreSQL or SQLite database, or the path of an SQLite file; it is opened for reading only.
        query: one SQL statement that gives rows; its column names are the header.
        gazetteer: as for read_incidents.
        fmt: as for read_incidents.
        date_order: as for read_incidents.
        mapping: as for read_incidents.

    Raises:
        UnreadableFile: no such database, a query that it refuses, or no column that we know.
    """
    from mapapp.readers.reading import Wishes, read_rows_of

    return read_rows_of(url, query, Wishes(gazetteer, _known_format(fmt), date_order, mapping))


def without_password(text: str) -> str:
    """Text in which no password of a database URL can be read."""
    from mapapp.readers import databases

    return databases.without_password(text)


def holds_incidents(path: str | Path) -> bool:
    """Whether a file that could be text or JSON lines holds incidents by column or by key, not reports.

    Raises:
        UnreadableFile: the file can't be opened or decoded.
    """
    from mapapp.readers.reading import holds_table

    return holds_table(path)


def _known_format(fmt: str) -> str:
    if fmt not in FORMATS:
        raise UnreadableFile(f"format {fmt!r} is none of: {', '.join(FORMATS)}")
    return fmt
