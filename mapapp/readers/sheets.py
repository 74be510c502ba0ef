"""Excel (.xlsx, .xlsb, .xls) and OpenDocument (.ods) workbooks -> a table of cells, by calamine."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from mapapp.errors import UnreadableFile
from mapapp.readers.cells import cell_text
from mapapp.readers.tables import MAX_PREAMBLE_ROWS, Carrier, Table, table_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapapp.readers.headers import Headers

    Cell = int | float | str | bool | time | date | datetime | timedelta

MOST_CELLS: Final = 60_000_000
"""Of one sheet: a million rows of 60 columns. A few cells far apart can claim any number."""


def read_sheets(content: bytes, name: str, headers: Headers) -> tuple[Table, list[str]]:
    """The sheet with the most known headers, and what to tell of the others.

    Raises:
        UnreadableFile: no workbook, an encrypted one, none of its sheets has a header that we know, or a
            sheet that claims more cells than there can be.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [one.name for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        heads = {sheet: _known(workbook, sheet, name, headers) for sheet in names}
        best = _best(heads, name)
        rows = _rows(workbook, best, name)
        carrier = Carrier("sheet of a workbook", part=best)
        table = table_of_rows(rows, f"{name}, sheet {best}", headers, carrier)
    except UnreadableFile:
        raise
    except PasswordError as error:
        raise UnreadableFile(f"{name}: is encrypted; save it without a password") from error
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableFile(f"{name}: no workbook that can be read: {error}") from error
    others = [sheet for sheet in names if sheet != best and heads[sheet]]
    told = [f"read was the sheet {best!r}"] if len(names) > 1 else []
    return table, told + ([f"sheets not read: {', '.join(map(repr, others))}"] if others else [])


def _best(heads: dict[str, int], name: str) -> str:
    best = max(heads, key=lambda sheet: heads[sheet], default=None)
    if best is None or not heads[best]:
        raise UnreadableFile(f"{name}: no sheet has a header row with known columns: {', '.join(heads)}")
    return best


def _known(workbook: CalamineWorkbook, sheet: str, name: str, headers: Headers) -> int:
    """Most known header names in one of the first rows."""
    counts = [headers.count(cells) for _, cells in _rows(workbook, sheet, name, MAX_PREAMBLE_ROWS)]
    return max(counts, default=0)


def _rows(
    workbook: CalamineWorkbook, sheet_name: str, name: str, most: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    sheet = workbook.get_sheet_by_name(sheet_name)
    # calamine gives the number of the last row and column, the first being 0.
    height, width = sheet.total_height + 1, sheet.total_width + 1
    if height * width > MOST_CELLS:
        raise UnreadableFile(
            f"{name}, sheet {sheet_name}: {height:,} rows of {width:,} cells; "
            f"allowed are {MOST_CELLS:,} cells"
        )
    rows = sheet.to_python(skip_empty_area=False, nrows=most)
    for number, row in enumerate(rows, 1):
        yield number, [cell_text(cell) for cell in row]
