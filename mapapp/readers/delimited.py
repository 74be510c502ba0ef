"""Delimited text -> a table of cells, with the line on which each row begins.

The delimiter is the one that makes the most known header names, then the most cells. Where each line is one
row of as many cells as the header, Arrow reads the text as a whole; any other text is read by Python's
``csv``, which knows at which line a row with line breaks inside quotes began. Both give the same cells.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv

from mapapp.errors import UnreadableFile
from mapapp.readers.tables import (
    MAX_PREAMBLE_ROWS,
    MIN_HEADER_FIELDS,
    Carrier,
    Table,
    blank_rows,
    gather,
    no_header,
    refuse_width,
    table_of_columns,
)  # fmt: skip

if TYPE_CHECKING:
    from typing import Protocol

    from mapapp.readers.headers import Headers

    class Reader(Protocol):
        """What ``csv.reader`` gives; its own class has no public name."""

        line_num: int

        def __iter__(self) -> Iterator[list[str]]: ...


DELIMITERS: Final = (",", ";", "\t", "|")
_HEAD_BYTES: Final = 1_000_000
"""In which the header must stand."""
_BLOCK_BYTES: Final = 16_000_000
"""What Arrow takes at once; a longer row goes to ``csv``."""


def read_delimited(content: bytes, encoding: str, name: str, headers: Headers) -> Table:
    """Find delimiter and header, then read all rows.

    Args:
        content: the text as UTF-8 without a mark.
        encoding: that it came in, for the report.
        name: of the file, for messages.
        headers: the header names that mean a field.

    Raises:
        UnreadableFile: no row that looks like a header, too many columns, or a cell beyond the bounds.
    """
    head = content[:_HEAD_BYTES].decode("utf-8", "ignore")
    delimiter, skipped = _find_header(head, name, headers)
    header, line, begins = _header(head, delimiter, skipped)
    if begins >= _HEAD_BYTES - 4 and len(content) > _HEAD_BYTES:
        refuse_width(len(header), name)
        raise UnreadableFile(f"{name}: the header is longer than {_HEAD_BYTES:,} bytes, which is allowed")
    carrier = Carrier("delimited text", encoding, delimiter, header_line=line)
    return read_body(content, begins, header, carrier, name, headers)


def table_fields(content: bytes, name: str, headers: Headers) -> set[str]:
    """The fields that the header of a delimited text names; its rows are not read.

    Raises:
        UnreadableFile: no row that looks like a header.
    """
    head = content[:_HEAD_BYTES].decode("utf-8", "ignore")
    header, _, _ = _header(head, *_find_header(head, name, headers))
    return set(headers.fields(header, name))


def read_body(
    content: bytes,
    begins: int,
    header: tuple[str, ...],
    carrier: Carrier,
    name: str,
    headers: Headers,
    *,
    quoted: bool = True,
) -> Table:
    """The rows from the byte ``begins`` on, under a header that is known.

    Args:
        content: the text as UTF-8 without a mark.
        begins: byte at which the rows begin.
        header: the names of the columns.
        carrier: with the delimiter and the line of the header.
        name: of the file, for messages.
        headers: the header names that mean a field.
        quoted: whether ``"`` around a cell guards delimiters in it; else it is a letter like any other.

    Raises:
        UnreadableFile: too many columns, or a cell beyond the bounds.
    """
    refuse_width(len(header), name)
    columns = _plain_columns(content, begins, carrier.delimiter, len(header), quoted=quoted)
    if columns is not None:
        lines = np.arange(len(columns[0]), dtype=np.int64) + carrier.header_line + 1
        return table_of_columns(header, columns, lines, name, headers, carrier)
    reader = _text_rows(content, begins, carrier.delimiter, quoted=quoted)
    numbered = _NumberedRows(reader, carrier.header_line)
    try:
        table = gather(header, numbered, name, headers, carrier)
    except csv.Error as error:
        raise UnreadableFile(
            f"{name}: the row that begins on line {numbered.line:,} can't be read: {error}; is a quote not "
            f"closed? allowed are cells of {csv.field_size_limit():,} characters"
        ) from error
    swallowed = carrier.header_line + reader.line_num - numbered.line
    if quoted and swallowed > 0 and _last_lines(content, swallowed + 1).count(b'"') % 2:
        raise UnreadableFile(
            f"{name}: line {numbered.line:,}: a quote that opens here never closes and takes in the "
            f"{swallowed:,} lines below; allowed are quotes in pairs"
        )
    return table


def _last_lines(content: bytes, lines: int) -> bytes:
    begins = len(content.rstrip(b"\r\n"))
    for _ in range(lines):
        begins = max(content.rfind(b"\n", 0, begins), 0)
    return content[begins:]


def _text_rows(content: bytes, begins: int, delimiter: str, *, quoted: bool) -> Reader:
    stream = io.BytesIO(content)
    stream.seek(begins)
    lines = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    if quoted:
        return csv.reader(lines, delimiter=delimiter)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


class _NumberedRows:
    """Each row with the line on which it begins; a quoted cell may go over several."""

    def __init__(self, reader: Reader, above: int) -> None:
        self._reader, self._above = reader, above
        self.line = above + 1
        """Where the row begins that is read, in the end the last one."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        begins = self.line
        for row in self._reader:
            yield self.line, row
            begins, self.line = self.line, self._above + self._reader.line_num + 1
        self.line = begins


def _plain_columns(
    content: bytes, begins: int, delimiter: str, width: int, *, quoted: bool
) -> list[pa.ChunkedArray] | None:
    """The columns where every line is a row of ``width`` cells; None where one is not."""
    if begins >= len(content) or content.count(b"\r") != content.count(b"\r\n"):
        return None
    body = memoryview(content)[begins:]
    names = [str(number) for number in range(width)]
    try:
        read = pa.csv.read_csv(
            pa.BufferReader(pa.py_buffer(body)),
            read_options=pa.csv.ReadOptions(column_names=names, use_threads=False, block_size=_BLOCK_BYTES),
            parse_options=pa.csv.ParseOptions(
                delimiter=delimiter, quote_char='"' if quoted else False,
                newlines_in_values=quoted, ignore_empty_lines=False,
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )  # fmt: skip
    except pa.ArrowInvalid:
        return None
    ends = content.count(b"\n", begins) + (not content.endswith(b"\n"))
    columns = read.columns
    if read.num_rows != ends or len(blank_rows(columns)):
        return None
    return list(columns)


def _header(head: str, delimiter: str, skipped: int) -> tuple[tuple[str, ...], int, int]:
    """The header, its line, and the byte at which the rows begin."""
    lines = list(io.StringIO(head, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    for _ in range(skipped):
        next(reader)
    line = reader.line_num + 1
    header = tuple(cell.strip() for cell in next(reader))
    begins = sum(len(text.encode("utf-8")) for text in lines[: reader.line_num])
    # A header of several lines: the rows count from its last one.
    return header, max(line, reader.line_num), begins


def _find_header(head: str, name: str, headers: Headers) -> tuple[str, int]:
    best: tuple[int, int, int, str] | None = None
    widest = 0
    for order, delimiter in enumerate(DELIMITERS):
        for number, row in enumerate(_first_rows(head, delimiter)):
            widest = max(widest, len(row))
            rank = (headers.count(row), -number, -order, delimiter)
            if rank[0] >= MIN_HEADER_FIELDS and (best is None or rank > best):
                best = rank
    if best is None:
        refuse_width(widest, name)
        raise no_header(name, next(iter(_first_rows(head, ",")), []))
    return best[3], -best[1]


def _first_rows(head: str, delimiter: str) -> Sequence[list[str]]:
    # Enough text for a preamble; a cut last row is harmless because only header names are counted.
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_PREAMBLE_ROWS:
                break
    except csv.Error:
        return rows
    return rows
