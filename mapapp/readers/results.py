"""What a reader hands back: the incidents, and every row or cell that it could not take as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray


REFUSED_COLUMNS: Final = ("refused_line", "refused_column", "refused_value", "refused_reason")
"""Headers that a file of refused rows has before the file's own; no reader takes them for a field."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that became no incident, or (in ``ReadResult.flagged``) a cell that could not be used."""

    line: int
    """Line of the file where the row begins, the first line is 1."""
    column: str
    """Header of the column as the file spells it; empty where the row as a whole is wrong."""
    value: str
    """The cell as written, cut to 80 characters."""
    reason: str
    """What is wrong and what would be allowed."""

    def __str__(self) -> str:
        """One line for a terminal or a list; the value is quoted so that hostile text stays inert."""
        where = f"line {self.line}"
        if self.column:
            where += f", {self.column} {self.value!r}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the reader took the file for, and why: told before anything is added."""

    format_name: str
    """One of FORMATS, or "jsonl"."""
    why: str
    """What told the format from the others."""
    carrier: str
    """In words, such as "delimited text" or "sheet of a workbook"."""
    encoding: str = ""
    delimiter: str = ""
    part: str = ""
    """The sheet or layer that was read."""
    header_line: int = 0
    """Line of the header; 0 where the columns have their names otherwise."""
    date_order: str = ""
    """How dates such as 03/04/2021 were read; empty where the file has none."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Incident column -> header of the file."""
    event_types: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Word of the file for what happened -> event type and sub type; both empty where it is not known."""

    def __str__(self) -> str:
        """One line for a terminal."""
        told = [f"{self.carrier}, format {self.format_name} ({self.why})"]
        told += [f"encoding {self.encoding}"] if self.encoding else []
        told += [f"delimiter {self.delimiter!r}"] if self.delimiter else []
        told += [f"part {self.part!r}"] if self.part else []
        told += [f"header on line {self.header_line}"] if self.header_line else []
        told += [f"03/04/2021 is {self.date_order}"] if self.date_order else []
        pairs = ", ".join(f"{name} = {header!r}" for name, header in self.columns.items())
        return "; ".join(told) + (f"; columns: {pairs}" if pairs else "")


@dataclass(frozen=True, slots=True)
class RefusedCells:
    """The rows of a file that became no incident, whole and as written, to be mended and read again."""

    header: tuple[str, ...] = ()
    delimiter: str = ","
    columns: tuple[pa.ChunkedArray, ...] = ()
    """Cells of the refused rows that have as many as the header, without the guard of our export."""
    lines: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    misfits: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Line -> cells of the rows with too few or too many."""

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Line and cells of every row, in the order of the file."""
        cells = (column.to_pylist() for column in self.columns)
        whole = dict(zip(self.lines.tolist(), zip(*cells, strict=True), strict=True))
        yield from sorted({**whole, **self.misfits}.items())


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A file, read: ``rows_read == len(frame) + len(refused) + joined``, so nothing is lost in silence."""

    frame: pd.DataFrame
    """An incident frame, in the order of the file."""
    refused: tuple[RefusedRow, ...]
    """Rows that became no incident, in the order of the file."""
    rows_read: int
    """Data rows of the file, blank lines aside."""
    warnings: tuple[str, ...] = ()
    """What holds for the file as a whole: how it was read, which columns were not used."""
    flagged: tuple[RefusedRow, ...] = ()
    """Rows that became incidents although a cell was not usable: that field is then missing."""
    format_name: str = "csv"
    """The reader that took the file."""
    joined: int = 0
    """Rows that report an incident which another row reports already, and that went into it."""
    recognised: Recognition | None = None
    """What the file was taken for; None for reports in running text."""
    refused_cells: RefusedCells = field(default_factory=RefusedCells)
    """The refused rows as the file has them."""

    def rows_to_mend(self) -> Iterator[tuple[str, ...]]:
        """The refused rows as the file has them, behind what REFUSED_COLUMNS say; first a header."""
        yield (*REFUSED_COLUMNS, *self.refused_cells.header)
        cells = dict(self.refused_cells.rows())
        for row in self.refused:
            yield str(row.line), row.column, row.value, row.reason, *cells.get(row.line, ())

    @property
    def changed(self) -> int:
        """Incidents that lack a value which could not be used as it stands."""
        return len({row.line for row in self.flagged})


class RowFaults:
    """Collects faults of rows while the columns of one file are read; the first fault of a row stands."""

    MAX_VALUE_CHARACTERS = 80

    def __init__(self, lines: NDArray[np.int64]) -> None:
        self._lines = lines
        self._refused: dict[int, RefusedRow] = {}
        self._flagged: list[tuple[int, RefusedRow]] = []

    def refuse(self, row: int, column: str, value: str, reason: str) -> None:
        """Refuse row number ``row`` (0 is the first data row)."""
        if row not in self._refused:
            self._refused[row] = self._describe(row, column, value, reason)

    def flag(self, row: int, column: str, value: str, reason: str) -> None:
        """Keep row number ``row`` but tell that ``value`` was not used."""
        self._flagged.append((row, self._describe(row, column, value, reason)))

    def _describe(self, row: int, column: str, value: str, reason: str) -> RefusedRow:
        return RefusedRow(int(self._lines[row]), column, value[: self.MAX_VALUE_CHARACTERS], reason)

    @property
    def refused_rows(self) -> list[int]:
        """Numbers of the refused rows, ascending."""
        return sorted(self._refused)

    def refused(self) -> list[RefusedRow]:
        """The refused rows in the order of the file."""
        return [self._refused[row] for row in self.refused_rows]

    def flagged(self) -> list[RefusedRow]:
        """Flagged cells of rows that were not refused, in the order of the file."""
        kept = (item for item in self._flagged if item[0] not in self._refused)
        return [flag for _, flag in sorted(kept, key=lambda item: item[0])]
