"""Delimited text, or rows of any file -> a table of cells, with each row's line number and the misfits.

The delimiter is the one that makes the most known header names, then the most cells. Rows are read by
Python's ``csv``, which knows at which line a row with line breaks inside quotes began.
"""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mapapp.errors import UnreadableFile
from mapapp.readers.headers import fields_of, known_headers
from mapapp.readers.results import RefusedRow, RowFaults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Protocol

    class Reader(Protocol):
        """What ``csv.reader`` gives; its own class has no public name."""

        line_num: int

        def __iter__(self) -> Iterator[list[str]]: ...


DELIMITERS: Final = (",", ";", "\t", "|")
MAX_PREAMBLE_ROWS: Final = 25
"""Rows that may stand above the header: published files carry up to a dozen lines of terms."""
MIN_HEADER_FIELDS: Final = 2
"""Known names that make a row a header; one alone may be an ordinary word in a preamble."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file under its header."""

    header: tuple[str, ...]
    fields: dict[str, int]
    """Field -> number of its column."""
    columns: list[tuple[str, ...]]
    """One tuple of cells for each column of the header; only rows with as many cells as the header."""
    lines: list[int]
    """Line number of each row."""
    misfits: list[RefusedRow]
    """Rows with too few or too many cells."""
    guarded: bool = False
    """Whether a ``'`` before a formula is our CSV export's guard; other formats need none."""

    def cells(self, field: str) -> tuple[str, ...] | None:
        """The cells of a field as written, or None where the file has no such column."""
        number = self.fields.get(field)
        return None if number is None else self.columns[number]

    def column_name(self, field: str) -> str:
        """The header of a field as the file spells it."""
        return self.header[self.fields[field]].strip()

    @property
    def unused_columns(self) -> list[str]:
        """Headers that mean no field of ours."""
        used = set(self.fields.values())
        return [name for number, name in enumerate(self.header) if number not in used and name]


def read_table(text: str, name: str) -> Table:
    """Find delimiter and header, then read all rows.

    Raises:
        UnreadableFile: no row that looks like a header, or quotes that never close.
    """
    delimiter, skipped = _find_header(text, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for _ in range(skipped):
            next(reader)
        header = tuple(cell.strip() for cell in next(reader))
        begins = reader.line_num + 1
        if '"' not in text:
            # Without quotes each line is a row, so nothing has to be asked row by row.
            rows = list(reader)
            if set(map(len, rows)) <= {len(header)}:
                lines = list(range(begins, begins + len(rows)))
                return _table(header, rows, lines, [])
            numbered: Iterable[tuple[int, list[str]]] = enumerate(rows, begins)
        else:
            numbered = _number(reader)
        return _table(header, *_sort_out(numbered, len(header)))
    except csv.Error as error:
        raise UnreadableFile(f"{name}: line {reader.line_num}: {error}") from error


def table_of_rows(numbered: Iterable[tuple[int, list[str]]], name: str) -> Table:
    """The table under the best header row among the first ones.

    Args:
        numbered: each row's number in the file, and its cells.
        name: of the file, for messages.

    Raises:
        UnreadableFile: no row that looks like a header.
    """
    rows = iter(numbered)
    first = [row for row, _ in zip(rows, range(MAX_PREAMBLE_ROWS + 1), strict=False)]
    names = known_headers()
    known = [len(fields_of(cells, names)) for _, cells in first]
    best = max(range(len(first)), key=lambda at: known[at], default=0)
    if not first or known[best] < MIN_HEADER_FIELDS:
        raise _no_header(name, first[0][1] if first else [])
    header = tuple(cell.strip() for cell in first[best][1])
    while header and not header[-1]:
        header = header[:-1]
    return _table(header, *_sort_out(itertools.chain(first[best + 1 :], rows), len(header)))


def table_of_columns(columns: Mapping[str, tuple[str, ...]], lines: list[int], name: str) -> Table:
    """The table of columns that already have their names, all of the same length.

    Raises:
        UnreadableFile: no two names that we know.
    """
    header = tuple(columns)
    fields = fields_of(header)
    if len(fields) < MIN_HEADER_FIELDS:
        raise _no_header(name, list(header))
    return Table(header, fields, list(columns.values()), lines, [])


def _no_header(name: str, row: list[str]) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: no header row with known columns; needed are a date and coordinates or a place "
        f"name, such as date,latitude,longitude,type or التاريخ,المكان. The first row is {row[:8]!r:.300}"
    )


def _table(
    header: tuple[str, ...], rows: list[list[str]], lines: list[int], misfits: list[RefusedRow]
) -> Table:
    if rows and _is_hxl(rows[0]):
        del rows[0], lines[0]
    columns: list[tuple[str, ...]] = list(zip(*rows, strict=True)) or [()] * len(header)
    return Table(header, fields_of(header), columns, lines, misfits)


def _find_header(text: str, name: str) -> tuple[str, int]:
    best: tuple[int, int, int, str] | None = None
    names = known_headers()
    for order, delimiter in enumerate(DELIMITERS):
        for number, row in enumerate(_first_rows(text, delimiter)):
            known = len(fields_of(row, names))
            rank = (known, -number, -order, delimiter)
            if known >= MIN_HEADER_FIELDS and (best is None or rank > best):
                best = rank
    if best is None:
        raise _no_header(name, next(iter(_first_rows(text, ",")), []))
    return best[3], -best[1]


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    # Enough text for a preamble; a cut last row is harmless because only header names are counted.
    reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_PREAMBLE_ROWS:
                break
    except csv.Error:
        return rows
    return rows


def _number(reader: Reader) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins; a quoted cell may go over several."""
    begins = reader.line_num + 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


def _sort_out(
    numbered: Iterable[tuple[int, list[str]]], width: int
) -> tuple[list[list[str]], list[int], list[RefusedRow]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    misfits: list[RefusedRow] = []
    for line, row in numbered:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) == width or (len(row) > width and not any(map(str.strip, row[width:]))):
            rows.append(row[:width])
            lines.append(line)
        else:
            reason = f"{len(row)} cells where the header has {width}"
            excerpt = " | ".join(row)[: RowFaults.MAX_VALUE_CHARACTERS]
            misfits.append(RefusedRow(line, "", excerpt, reason))
    return rows, lines, misfits


def _is_hxl(row: list[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and all(cell.strip().startswith("#") for cell in filled)
