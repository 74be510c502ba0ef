"""Rows or columns of any file -> a table of cells under its header, with each row's line and the misfits."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mapapp.errors import UnreadableFile
from mapapp.readers.columns import Gathered, cleaned
from mapapp.readers.headers import MOST_COLUMNS, Headers
from mapapp.readers.results import RefusedRow, RowFaults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

MAX_PREAMBLE_ROWS: Final = 25
"""Rows that may stand above the header: published files carry up to a dozen lines of terms."""
MIN_HEADER_FIELDS: Final = 2
"""Known names that make a row a header; one alone may be an ordinary word in a preamble."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """How the rows lay in the file, as far as it is known: told to the user, used to write rows back."""

    kind: str = ""
    """In words: "delimited text", "sheet of a workbook"."""
    encoding: str = ""
    delimiter: str = ""
    part: str = ""
    """The sheet or layer that was read."""
    header_line: int = 0
    """Line of the header; 0 where the columns have their names otherwise."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file under its header."""

    header: tuple[str, ...]
    fields: dict[str, int]
    """Field -> number of its column."""
    columns: list[pa.ChunkedArray]
    """Cells as written, one column for each of the header; only rows with as many cells as the header."""
    lines: NDArray[np.int64]
    """Line number of each row."""
    misfits: list[RefusedRow] = field(default_factory=list)
    """Rows with too few or too many cells."""
    misfit_cells: list[tuple[str, ...]] = field(default_factory=list)
    """Their cells as written."""
    guarded: bool = False
    """Whether a ``'`` before a formula is our CSV export's guard; other formats need none."""
    carrier: Carrier = Carrier()

    def __len__(self) -> int:
        """Number of rows, misfits aside."""
        return len(self.lines)

    def column(self, field_name: str) -> pa.ChunkedArray | None:
        """The cells of a field, cleaned; None where the file has no such column."""
        number = self.fields.get(field_name)
        return None if number is None else self.cleaned(number)

    def cleaned(self, number: int) -> pa.ChunkedArray:
        """The cells of a column without blanks around and without the guard of our export."""
        return cleaned(self.columns[number], guarded=self.guarded)

    def column_name(self, field_name: str) -> str:
        """The header of a field as the file spells it."""
        return self.header[self.fields[field_name]].strip()

    def numbers_of(self, header: str) -> list[int]:
        """Numbers of the columns with this header in any case."""
        return [number for number, name in enumerate(self.header) if name.lower() == header.lower()]

    @property
    def unused_columns(self) -> list[str]:
        """Headers that mean no field of ours."""
        used = set(self.fields.values())
        return [name for number, name in enumerate(self.header) if number not in used and name]


def table_of_rows(
    numbered: Iterable[tuple[int, Sequence[str]]], name: str, headers: Headers, carrier: Carrier
) -> Table:
    """The table under the best header row among the first ones.

    Args:
        numbered: each row's number in the file, and its cells.
        name: of the file, for messages.
        headers: the header names that mean a field.
        carrier: how the rows lie in the file.

    Raises:
        UnreadableFile: no row that looks like a header.
    """
    rows = iter(numbered)
    first = [row for row, _ in zip(rows, range(MAX_PREAMBLE_ROWS + 1), strict=False)]
    known = [headers.count(cells) for _, cells in first]
    best = max(range(len(first)), key=lambda at: known[at], default=0)
    if not first or known[best] < MIN_HEADER_FIELDS:
        raise no_header(name, first[0][1] if first else [])
    line, cells = first[best]
    header = tuple(cell.strip() for cell in cells)
    while header and not header[-1]:
        header = header[:-1]
    following = itertools.chain(first[best + 1 :], rows)
    return gather(header, following, name, headers, _at(carrier, line))


def gather(
    header: tuple[str, ...],
    numbered: Iterable[tuple[int, Sequence[str]]],
    name: str,
    headers: Headers,
    carrier: Carrier,
) -> Table:
    """The table of ``header`` and the rows below it; blank rows are passed over, misfits set aside.

    Raises:
        UnreadableFile: more columns than there can be, or two that mean one field and differ.
    """
    refuse_width(len(header), name)
    width = len(header)
    gathered = Gathered(width)
    misfits: list[RefusedRow] = []
    misfit_cells: list[tuple[str, ...]] = []
    for line, row in _below_tags(numbered):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) == width:
            gathered.add(line, row)
        elif len(row) > width and not any(map(str.strip, row[width:])):
            gathered.add(line, row[:width])
        else:
            excerpt = " | ".join(row[:MOST_COLUMNS])[: RowFaults.MAX_VALUE_CHARACTERS]
            misfits.append(RefusedRow(line, "", excerpt, f"{len(row)} cells where the header has {width}"))
            misfit_cells.append(tuple(row[:MOST_COLUMNS]))
    columns, lines = gathered.finish()
    fields = chosen_fields(header, columns, name, headers)
    return Table(header, fields, columns, lines, misfits, misfit_cells, carrier=carrier)


def table_of_columns(
    header: tuple[str, ...],
    columns: list[pa.ChunkedArray],
    lines: NDArray[np.int64],
    name: str,
    headers: Headers,
    carrier: Carrier,
) -> Table:
    """The table of columns that already have their names, all of the same length.

    Raises:
        UnreadableFile: no two names that we know, or more columns than there can be.
    """
    refuse_width(len(header), name)
    tags = tuple(column[0].as_py() for column in columns) if len(lines) else ()
    if _is_hxl(tags):
        columns, lines = [column.slice(1) for column in columns], lines[1:]
        if headers.count(tags) > headers.count(header):
            header = tags
    if headers.count(header) < MIN_HEADER_FIELDS:
        raise no_header(name, header)
    fields = chosen_fields(header, columns, name, headers)
    return Table(header, fields, columns, lines, carrier=carrier)


def chosen_fields(
    header: tuple[str, ...], columns: list[pa.ChunkedArray], name: str, headers: Headers
) -> dict[str, int]:
    """Field -> number of its column.

    Raises:
        UnreadableFile: a header that is read stands twice, over cells that differ.
    """
    fields = headers.fields(header, name)
    for number in fields.values():
        for other in range(number + 1, len(header)):
            if header[other] == header[number] and not columns[other].equals(columns[number]):
                raise UnreadableFile(
                    f"{name}: the columns {number + 1} and {other + 1} are both called {header[number]!r} "
                    "and differ; allowed is one: rename the other"
                )
    return fields


def no_header(name: str, row: Sequence[str]) -> UnreadableFile:
    """The error of a file whose columns have no names that we know."""
    if not row:
        return UnreadableFile(f"{name}: is empty: no header row; needed are a row of column names and rows")
    return UnreadableFile(
        f"{name}: no header row with known columns; needed are a date and coordinates or a place "
        "name, such as date,latitude,longitude,type or التاريخ,المكان, or a column mapping (--mapping). "
        f"The first row is {list(row[:8])!r:.300}"
    )


def refuse_width(width: int, name: str) -> None:
    """Refuse a header of more columns than any incident has.

    Raises:
        UnreadableFile: it has.
    """
    if width > MOST_COLUMNS:
        raise UnreadableFile(f"{name}: has {width:,} columns; allowed are {MOST_COLUMNS:,}")


def blank_rows(columns: list[pa.ChunkedArray]) -> NDArray[np.int64]:
    """Rows without a cell that says anything."""
    open_rows = np.arange(len(columns[0]) if columns else 0)
    for column in columns:
        if not len(open_rows):
            break
        remaining = column if len(open_rows) == len(column) else column.take(pa.array(open_rows))
        empty = pc.equal(pc.utf8_trim_whitespace(remaining), "")
        open_rows = open_rows[np.asarray(empty, dtype=bool)]
    return open_rows


def _at(carrier: Carrier, line: int) -> Carrier:
    return Carrier(carrier.kind, carrier.encoding, carrier.delimiter, carrier.part, line)


def _below_tags(numbered: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows without a row of HXL tags, which may stand right under the header."""
    rows = iter(numbered)
    first = next(rows, None)
    if first is not None and not _is_hxl(first[1]):
        yield first
    yield from rows


def _is_hxl(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell and cell.strip()]
    return bool(filled) and all(cell.strip().startswith("#") for cell in filled)
