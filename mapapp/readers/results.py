"""What a reader hands back: the incidents, and every row or cell that it could not take as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


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
class ReadResult:
    """A file, read: ``rows_read == len(frame) + len(refused)``, so nothing is lost in silence."""

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


class RowFaults:
    """Collects faults of rows while the columns of one file are read; the first fault of a row stands."""

    MAX_VALUE_CHARACTERS = 80

    def __init__(self, lines: list[int]) -> None:
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
        return RefusedRow(self._lines[row], column, value[: self.MAX_VALUE_CHARACTERS], reason)

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
