"""Files -> incidents, each with a report of the rows that were refused and why."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from mapapp.errors import UnreadableFile
from mapapp.readers.dates import DateOrder
from mapapp.readers.results import ReadResult, RefusedRow
from mapapp.readers.schemas import PLAIN, SCHEMAS, Schema

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from mapapp.readers.tables import Table

__all__ = ["FORMATS", "DateOrder", "ReadResult", "RefusedRow", "holds_incidents", "read_incidents"]

FORMATS: Final = ("auto", *(schema.name for schema in SCHEMAS))
"""What ``fmt`` may be; "auto" takes the format from the header."""


def read_incidents(
    source: str | Path | BinaryIO | bytes,
    *,
    name: str = "",
    gazetteer: Gazetteer | None = None,
    fmt: str = "auto",
    date_order: DateOrder = "auto",
) -> ReadResult:
    """Read a file of incidents: CSV of a published format or with common header names, or our JSON lines.

    Either may be gzip.

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

    if fmt not in FORMATS:
        raise UnreadableFile(f"format {fmt!r} is none of: {', '.join(FORMATS)}")
    content, name = _content(source, name)
    text, encoding = decode(unpack(content, name), name)
    if is_json_lines(text):
        return read_json_lines(text, name)
    opener = _Opener(gazetteer)
    digest = hashlib.blake2b(content, digest_size=4).hexdigest()
    return _read_columns(text, name, fmt, encoding, digest, date_order, opener)


def _read_columns(
    text: str, name: str, fmt: str, encoding: str, digest: str, date_order: DateOrder, opener: _Opener
) -> ReadResult:
    from mapapp.readers.assembly import assemble
    from mapapp.readers.results import RowFaults
    from mapapp.readers.tables import read_table

    table = read_table(text, name)
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
        warnings=(*_file_warnings(table, schema, encoding), *assembled.warnings),
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
    from dataclasses import replace

    fields = {key: number for key, number in table.fields.items() if key not in schema.ignored}
    for key, header in schema.columns.items():
        fields.pop(key, None)
        if header in lowered:
            fields[key] = lowered.index(header)
    for header in schema.dropped:
        if header in lowered:
            fields = {k: n for k, n in fields.items() if n != lowered.index(header)}
    return schema, replace(table, fields=fields)


def _file_warnings(table: Table, schema: Schema, encoding: str) -> list[str]:
    warnings = []
    if encoding not in {"utf-8", "utf-16"}:
        warnings.append(f"read as {encoding}: check the letters, or save the file as UTF-8")
    kept = {*schema.kept_codes, *schema.dropped}
    unused = [header for header in table.unused_columns if header.lower() not in kept]
    if unused:
        warnings.append(f"columns not used: {', '.join(unused)}")
    if schema.dropped:
        warnings.append(f"left out because it can name private people: {', '.join(schema.dropped)}")
    if schema.attribution:
        warnings.append(schema.attribution)
    return warnings
