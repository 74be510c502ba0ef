"""Columns of text in Arrow's compact form: cleaned at once, and each distinct cell read only once.

A column of a million cells usually holds few different texts, and a list of a million Python strings takes
ten times the room of the file; so the readers work on codes and distinct cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GUARDED: Final = r"^'('*[=+\-@\t\r\n])"
"""What our own CSV export puts before a cell that a spreadsheet would run as a formula."""
BATCH: Final = 20_000
"""Rows that are held as Python strings at a time."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Cells:
    """One column: the distinct cells in the order of the file, and for each row the number of its cell."""

    codes: NDArray[np.int32]
    distinct: list[str]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        """The cell of one row."""
        cell: str = self.distinct[self.codes[row]]
        return cell

    def each(self, values: Sequence[Any], dtype: Any = object) -> NDArray[Any]:  # noqa: ANN401 - numpy's own
        """A value for each distinct cell -> a value for each row."""
        spread = np.empty(len(values), dtype=dtype)
        spread[:] = values
        return spread[self.codes]

    def read(self, function: Callable[[str], Read]) -> list[Read]:
        """What ``function`` makes of each distinct cell."""
        return [function(cell) for cell in self.distinct]

    def rows_of(self, wanted: Iterable[int]) -> NDArray[np.int64]:
        """The rows whose distinct cell has one of these numbers, ascending."""
        chosen = np.zeros(len(self.distinct), dtype=bool)
        chosen[list(wanted)] = True
        return np.flatnonzero(chosen[self.codes])


def cells_of(column: pa.ChunkedArray) -> Cells:
    """The distinct cells of a column, and which row has which."""
    encoded = pc.dictionary_encode(column).unify_dictionaries()
    if not encoded.num_chunks:
        return Cells(np.zeros(0, dtype=np.int32), [])
    codes = np.concatenate([np.asarray(chunk.indices) for chunk in encoded.chunks])
    return Cells(codes.astype(np.int32, copy=False), encoded.chunk(0).dictionary.to_pylist())


def combined(columns: Sequence[Cells]) -> tuple[NDArray[np.int64], list[tuple[str, ...]]]:
    """Several columns as one: for each row the number of its combination, and the combinations."""
    codes = columns[0].codes.astype(np.int64)
    first = np.arange(len(codes))
    for column in columns[1:]:
        # Numbered anew after each column, so that the product of many stays small.
        codes = codes * max(len(column.distinct), 1) + column.codes
        _, first, codes = np.unique(codes, return_index=True, return_inverse=True)
    if len(columns) == 1:
        return codes, [(cell,) for cell in columns[0].distinct]
    return codes, [tuple(column[row] for column in columns) for row in first.tolist()]


def cells_of_texts(texts: Iterable[str]) -> Cells:
    """The distinct ones of Python strings, and which row has which."""
    return cells_of(text_column(texts))


def text_column(cells: Iterable[str]) -> pa.ChunkedArray:
    """A column from Python strings."""
    return pa.chunked_array([pa.array(list(cells), pa.string())])


def repeated(cell: str, rows: int) -> pa.ChunkedArray:
    """A column that says the same in every row."""
    return pa.chunked_array([pa.repeat(pa.scalar(cell, pa.string()), rows)])


def cleaned(column: pa.ChunkedArray, *, guarded: bool) -> pa.ChunkedArray:
    """Without blanks around, without null characters, and where ``guarded`` without the export's guard."""
    # NUL means nothing in a text and PostgreSQL refuses it.
    column = pc.replace_substring(column, pattern="\0", replacement="\N{REPLACEMENT CHARACTER}")
    column = pc.utf8_trim_whitespace(column)
    if guarded and pc.any(pc.starts_with(column, pattern="'")).as_py():
        column = pc.replace_substring_regex(column, pattern=_GUARDED, replacement=r"\1")
    return column


def cleaned_cell(cell: str, *, guarded: bool) -> str:
    """One cell, cleaned as ``cleaned`` does a column."""
    return str(cleaned(text_column([cell]), guarded=guarded)[0].as_py())


class Gathered:
    """Gathers rows of cells into columns, a batch at a time.

    Args:
        width: number of columns; every row has as many cells.
    """

    def __init__(self, width: int) -> None:
        self._chunks: list[list[pa.Array]] = [[] for _ in range(width)]
        self._pending: list[Sequence[str]] = []
        self._lines: list[int] = []

    def add(self, line: int, row: Sequence[str]) -> None:
        """Take one row and the number of its line."""
        self._pending.append(row)
        self._lines.append(line)
        if len(self._pending) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        for chunks, cells in zip(self._chunks, zip(*self._pending, strict=True), strict=False):
            chunks.append(pa.array(cells, pa.string()))
        self._pending.clear()

    def finish(self) -> tuple[list[pa.ChunkedArray], NDArray[np.int64]]:
        """The columns, and the line of each row."""
        self._flush()
        columns = [pa.chunked_array(chunks, pa.string()) for chunks in self._chunks]
        return columns, np.array(self._lines, dtype=np.int64)
