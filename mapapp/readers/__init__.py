"""Files -> incidents, each with a report of the rows that were refused and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from mapapp.errors import UnreadableFile
from mapapp.readers.dates import DateOrder
from mapapp.readers.results import ReadResult, RefusedRow
from mapapp.readers.schemas import PLAIN, SCHEMAS, Schema

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from mapapp.readers.tables import Table

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "DateOrder",
    "ReadResult",
    "RefusedRow",
    "holds_incidents",
    "read_incidents",
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

    Raises:
        UnreadableFile: the file can't be opened, is no text table, or has no header we know.
    """
    from mapapp.readers.decoding import decode, unpack
    from mapapp.readers.json_lines import is_json_lines, read_json_lines
    from mapapp.readers.recognising import FileKind, recognise

    if fmt not in FORMATS:
        raise UnreadableFile(f"format {fmt!r} is none of: {', '.join(FORMATS)}")
    content, name = _content(source, name)
    kind, unpacked = recognise(unpack(content, name), name)
    if kind is FileKind.TEXT:
        text, encoding = decode(unpacked, name)
        if is_json_lines(text):
            return read_json_lines(text, name)
        table, told = _text_table(text, encoding, name)
    else:
        table, told = _BINARY_READERS[kind](unpacked, name)
    digest = hashlib.blake2b(content, digest_size=4).hexdigest()
    result = _read_columns(table, name, fmt, digest, date_order, _Opener(gazetteer))
    return replace(result, warnings=(*told, *result.warnings))


def _text_table(text: str, encoding: str, name: str) -> tuple[Table, list[str]]:
    from mapapp.readers.tables import read_table

    strange = encoding not in {"utf-8", "utf-16"}
    told = [f"read as {encoding}: check the letters, or save the file as UTF-8"] if strange else []
    return replace(read_table(text, name), guarded=True), told


def _sheets(content: bytes, name: str) -> tuple[Table, list[str]]:
    from mapapp.readers.sheets import read_sheets

    return read_sheets(content, name)


def _parquet(content: bytes, name: str) -> tuple[Table, list[str]]:
    from mapapp.readers.parquet import read_parquet

    return read_parquet(content, name), []


def _features(content: bytes, name: str) -> tuple[Table, list[str]]:
    from mapapp.readers.features import read_features

    return read_features(content, name)


_BINARY_READERS: Final[Mapping[str, Callable[[bytes, str], tuple[Table, list[str]]]]] = {
    "sheets": _sheets,
    "parquet": _parquet,
    "features": _features,
}
"""Kind of content -> its reader, which is loaded when a file needs it."""


def _read_columns(
    table: Table, name: str, fmt: str, digest: str, date_order: DateOrder, opener: _Opener
) -> ReadResult:
    from mapapp.readers.assembly import assemble
    from mapapp.readers.results import RowFaults

    schema, table = _choose(table, fmt, name)
    faults = RowFaults(table.lines)
    assembled = assemble(
        table, schema, faults,
        digest=digest, date_order=date_order,
        open_gazetteer=opener,
    )  # fmt: skip
    refused = sorted([*table.misfits, *faults.refused()], key=lambda row: row.line)
    return ReadResult(
        frame=assembled.frame,
        refused=tuple(refused),
        rows_read=len(table.lines) + len(table.misfits),
        warnings=(*_file_warnings(table, schema), *assembled.warnings),
        flagged=tuple(faults.flagged()),
        format_name=schema.name,
    )


def holds_incidents(path: str | Path) -> bool:
    """Whether a file that could be text or JSON lines holds incidents by column or by key, not reports.

    Raises:
        UnreadableFile: the file can't be opened or decoded.
    """
    from mapapp.readers.decoding import decode, unpack
    from mapapp.readers.json_lines import is_json_lines
    from mapapp.readers.tables import read_table

    content, name = _content(path, "")
    try:
        text, _ = decode(unpack(content, name), name)
        if is_json_lines(text):
            return True
        table = read_table(text, name)
    except UnreadableFile:
        return False
    placed = {"location", "admin1", "latitude", "coordinates"} & table.fields.keys()
    return bool(placed) and bool({"event_date", "year"} & table.fields.keys())


class _Opener:
    """Gives the gazetteer, and builds the built-in one only when it is first asked for."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self._gazetteer = gazetteer

    def __call__(self) -> Gazetteer:
        if self._gazetteer is None:
            from gazetteer import Gazetteer

            self._gazetteer = Gazetteer.default()
        return self._gazetteer


def _content(source: str | Path | BinaryIO | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "file"
    if not isinstance(source, (str, Path)):
        return source.read(), name or str(getattr(source, "name", "file"))
    path = Path(source)
    try:
        return path.read_bytes(), name or path.name
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error


def _choose(table: Table, fmt: str, name: str) -> tuple[Schema, Table]:
    """The schema that takes the table, and the table with that schema's columns."""
    lowered = [header.lower() for header in table.header]
    if fmt == "auto":
        schema = next(s for s in SCHEMAS if s.signature <= set(lowered))
    else:
        schema = next(s for s in SCHEMAS if s.name == fmt)
        missing = schema.signature - set(lowered)
        if missing:
            raise UnreadableFile(
                f"{name}: no {schema.name} file, it lacks the columns {', '.join(sorted(missing))}"
            )
    if schema is PLAIN:
        return schema, table
    fields = {key: number for key, number in table.fields.items() if key not in schema.ignored}
    for key, header in schema.columns.items():
        fields.pop(key, None)
        if header in lowered:
            fields[key] = lowered.index(header)
    for header in schema.dropped:
        if header in lowered:
            fields = {k: n for k, n in fields.items() if n != lowered.index(header)}
    return schema, replace(table, fields=fields)


def _file_warnings(table: Table, schema: Schema) -> list[str]:
    warnings = []
    kept = {*schema.kept_codes, *schema.dropped}
    unused = [header for header in table.unused_columns if header.lower() not in kept]
    if unused:
        warnings.append(f"columns not used: {', '.join(unused)}")
    if schema.dropped:
        warnings.append(f"left out because it can name private people: {', '.join(schema.dropped)}")
    if schema.attribution:
        warnings.append(schema.attribution)
    return warnings
