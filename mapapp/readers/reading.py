"""The way from a file to its incidents: load, recognise, take the table, choose the schema, assemble."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import pyarrow as pa

from mapapp.errors import UnreadableFile
from mapapp.readers.assembly import assemble, words_for_types
from mapapp.readers.columns import cleaned, cleaned_cell
from mapapp.readers.decoding import decode
from mapapp.readers.delimited import read_delimited, table_fields
from mapapp.readers.gdelt import is_gdelt, read_gdelt
from mapapp.readers.grouping import join_reports
from mapapp.readers.headers import Headers
from mapapp.readers.json_lines import is_json_lines, read_json_lines
from mapapp.readers.loading import load, refuse_endless_lines, unpack
from mapapp.readers.mapping import ColumnMapping, apply_mapping
from mapapp.readers.recognising import FileKind, recognise
from mapapp.readers.results import REFUSED_COLUMNS, ReadResult, Recognition, RefusedCells, RowFaults
from mapapp.readers.schemas import PLAIN, SCHEMAS, Schema

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from mapapp.readers.dates import DateOrder
    from mapapp.readers.tables import Table

MOST_LISTED: Final = 500
"""Words for types of events that a saved mapping lists."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the caller wants a file read; see ``read_incidents``."""

    gazetteer: Gazetteer | None
    fmt: str
    date_order: DateOrder
    mapping: ColumnMapping | None

    @property
    def headers(self) -> Headers:
        """The header names that mean a field in this file."""
        return Headers(self.mapping.columns if self.mapping else None)


def read_content(source: str | Path | BinaryIO | bytes, name: str, wishes: Wishes) -> ReadResult:
    """Read a file; see ``read_incidents``."""
    content, name = load(source, name)
    digest = hashlib.blake2b(content, digest_size=4).hexdigest()
    read = read_table(content, name, wishes.headers)
    # The columns hold all that is needed of it: a large file is not kept while its rows are read.
    del content
    if isinstance(read, ReadResult):
        return read
    table, told = read
    return _read_columns(table, name, wishes, digest, told)


def read_table(content: bytes, name: str, headers: Headers) -> tuple[Table, list[str]] | ReadResult:
    """The table of a file and what to tell of it; incidents at once where the file holds ours.

    Args:
        content: the file.
        name: what messages call it.
        headers: the header names that mean a field.

    Raises:
        UnreadableFile: it holds no table with a header that ``headers`` takes.
    """
    kind, content = recognise(unpack(content, name), name)
    if kind is not FileKind.TEXT:
        return _BINARY_READERS[kind](content, name, headers)
    refuse_endless_lines(content, name)
    content, encoding = decode(content, name)
    if is_json_lines(content):
        read = read_json_lines(content.decode("utf-8"), name)
        why = "each line is a JSON object with the keys of an incident"
        return replace(read, recognised=Recognition("jsonl", why, "JSON lines", encoding))
    read_rows = read_gdelt if is_gdelt(content) else read_delimited
    table = read_rows(content, encoding, name, headers)
    return replace(table, guarded=True), _told_of_text(content, encoding)


def read_rows_of(url: str, query: str, wishes: Wishes) -> ReadResult:
    """Read the rows of a query; see ``read_query``."""
    from mapapp.readers.databases import read_database

    table, shown = read_database(url, query, wishes.headers)
    digest = hashlib.blake2b(f"{shown}\0{query}".encode(), digest_size=4).hexdigest()
    return _read_columns(table, shown, wishes, digest, [])


def holds_table(path: str | Path) -> bool:
    """Whether a text holds incidents by column or by key; see ``holds_incidents``."""
    content, name = load(path, "")
    try:
        content = unpack(content, name)
        refuse_endless_lines(content, name)
        content, _ = decode(content, name)
        if is_json_lines(content) or is_gdelt(content):
            return True
        fields = table_fields(content, name, Headers())
    except UnreadableFile:
        return False
    placed = {"location", "admin1", "latitude", "coordinates"} & fields
    return bool(placed) and bool({"event_date", "year"} & fields)


def _told_of_text(content: bytes, encoding: str) -> list[str]:
    told = []
    if encoding not in {"utf-8", "utf-16"}:
        told.append(f"read as {encoding}: check the letters, or save the file as UTF-8")
    if nulls := content.count(b"\0"):
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        told.append(
            f"holds {nulls:,} NUL characters, the first on line {line:,}; allowed is text: "
            "each is read as \N{REPLACEMENT CHARACTER}"
        )
    return told


def _sheets(content: bytes, name: str, headers: Headers) -> tuple[Table, list[str]]:
    from mapapp.readers.sheets import read_sheets

    return read_sheets(content, name, headers)


def _parquet(content: bytes, name: str, headers: Headers) -> tuple[Table, list[str]]:
    from mapapp.readers.parquet import read_parquet

    return read_parquet(content, name, headers), []


def _features(content: bytes, name: str, headers: Headers) -> tuple[Table, list[str]]:
    from mapapp.readers.features import read_features

    return read_features(content, name, headers)


_BINARY_READERS: Final[Mapping[str, Callable[[bytes, str, Headers], tuple[Table, list[str]]]]] = {
    "sheets": _sheets,
    "parquet": _parquet,
    "features": _features,
}
"""Kind of content -> its reader, which is loaded when a file needs it."""


def _read_columns(table: Table, name: str, wishes: Wishes, digest: str, told: list[str]) -> ReadResult:
    mapping = wishes.mapping or ColumnMapping()
    fmt = wishes.fmt if wishes.fmt != "auto" else mapping.fmt or "auto"
    order = wishes.date_order if wishes.date_order != "auto" else mapping.date_order
    schema, table, why = _choose(table, fmt, name, mapping)
    as_written = table
    table, schema = apply_mapping(mapping, table, schema)
    faults = RowFaults(table.lines)
    assembled = assemble(
        table, schema, faults,
        digest=digest, date_order=order,
        open_gazetteer=_Opener(wishes.gazetteer),
    )  # fmt: skip
    frame, joined = join_reports(assembled.frame, schema.joined_by)
    refused = sorted([*table.misfits, *faults.refused()], key=lambda row: row.line)
    warnings = [*told, *_file_warnings(table, schema), *assembled.warnings]
    if joined:
        warnings.append(f"rows are reports: {joined:,} rows tell of an event that another row tells of")
    recognised = _recognition(table, schema, why, assembled.date_order or (order if order != "auto" else ""))
    return ReadResult(
        frame=frame,
        refused=tuple(refused),
        rows_read=len(table) + len(table.misfits),
        warnings=tuple(warnings),
        flagged=tuple(faults.flagged()),
        format_name=schema.name,
        joined=joined,
        recognised=recognised,
        refused_cells=_refused_cells(as_written, faults),
    )


def _recognition(table: Table, schema: Schema, why: str, order: str) -> Recognition:
    carrier = table.carrier
    by_column = sorted(table.fields.items(), key=lambda pair: pair[1])
    return Recognition(
        schema.name, why, carrier.kind, carrier.encoding, carrier.delimiter, carrier.part,
        carrier.header_line, order,
        {field: table.header[number] for field, number in by_column},
        words_for_types(table, schema, MOST_LISTED),
    )  # fmt: skip


def _refused_cells(table: Table, faults: RowFaults) -> RefusedCells:
    """The refused rows, without the reasons that an earlier reading put before their cells."""
    told = len(REFUSED_COLUMNS) if table.header[: len(REFUSED_COLUMNS)] == REFUSED_COLUMNS else 0
    rows = pa.array(faults.refused_rows, pa.int64())
    return RefusedCells(
        table.header[told:],
        table.carrier.delimiter or ",",
        tuple(cleaned(column.take(rows), guarded=table.guarded) for column in table.columns[told:]),
        table.lines[faults.refused_rows],
        {
            row.line: tuple(cleaned_cell(cell, guarded=table.guarded) for cell in cells[told:])
            for row, cells in zip(table.misfits, table.misfit_cells, strict=True)
        },
    )


class _Opener:
    """Gives the gazetteer, and builds the built-in one only when it is first asked for."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self._gazetteer = gazetteer

    def __call__(self) -> Gazetteer:
        if self._gazetteer is None:
            from gazetteer import Gazetteer

            self._gazetteer = Gazetteer.default()
        return self._gazetteer


def _choose(table: Table, fmt: str, name: str, mapping: ColumnMapping) -> tuple[Schema, Table, str]:
    """The schema that takes the table, the table with that schema's columns, and why it was chosen."""
    lowered = [header.lower() for header in table.header]
    if fmt == "auto":
        schema = next(s for s in SCHEMAS if s.signature <= set(lowered))
        why = f"only it has {', '.join(sorted(schema.signature))}" if schema.signature else "by header names"
    else:
        schema = next(s for s in SCHEMAS if s.name == fmt)
        why = "as asked for"
        missing = schema.signature - set(lowered)
        if missing:
            raise UnreadableFile(
                f"{name}: no {schema.name} file, it lacks the columns {', '.join(sorted(missing))}"
            )
    if schema is PLAIN:
        return schema, table, why
    fields = {key: number for key, number in table.fields.items() if key not in schema.ignored}
    for key, header in schema.columns.items():
        fields.pop(key, None)
        if header in lowered:
            fields[key] = lowered.index(header)
    for header in schema.dropped:
        if header in lowered:
            fields = {k: n for k, n in fields.items() if n != lowered.index(header)}
    # What the analyst says of a column goes before what the format says.
    fields |= {key: table.fields[key] for key in mapping.columns if key in table.fields}
    fields = {key: n for key, n in fields.items() if mapping.columns.get(key, "") is not None}
    return schema, replace(table, fields=fields), why


def _file_warnings(table: Table, schema: Schema) -> list[str]:
    warnings = []
    kept = {*schema.kept_codes, *schema.dropped, *REFUSED_COLUMNS}
    unused = [header for header in table.unused_columns if header.lower() not in kept]
    if unused:
        warnings.append(f"columns not used: {', '.join(unused)[:2000]}")
    if schema.dropped:
        warnings.append(f"left out because it can name private people: {', '.join(schema.dropped)}")
    if schema.attribution:
        warnings.append(schema.attribution)
    if not len(table) and not table.misfits:
        warnings.append("has a header and no row below it")
    return warnings
