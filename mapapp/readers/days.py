"""The columns of dates of a table -> first day, last day and precision of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mapapp.incidents import DatePrecision
from mapapp.readers.columns import Cells, cells_of, combined
from mapapp.readers.dates import DateOrder, Days, Unread, longest_of, read_dates

if TYPE_CHECKING:
    from mapapp.readers.results import RowFaults
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table


def date_cells(table: Table, schema: Schema) -> tuple[Cells, str]:
    """The cells of dates, joined where year, month and day have a column each, and their header.

    The header is empty where the file has no column of dates; then every cell is.
    """
    column = table.column("event_date")
    if column is not None:
        return cells_of(column), table.column_name("event_date")
    if "year" not in table.fields:
        return Cells(np.zeros(len(table), dtype=np.int32), [""]), ""
    parts = [table.column(name) for name in ("year", "month", "day")]
    codes, combinations = combined([cells_of(part) for part in parts if part is not None])
    unknown = {"", "0", *schema.unknown_numbers}
    joined = []
    for combination in combinations:
        known = [combination[0].removesuffix(".0")]
        for part in combination[1:]:
            if part.removesuffix(".0") in unknown:
                break
            known.append(part.removesuffix(".0"))
        joined.append("-".join(known))
    return Cells(codes.astype(np.int32), joined), table.column_name("year")


def read_days(table: Table, schema: Schema, faults: RowFaults, order: DateOrder) -> dict[str, Any]:
    """``event_date``, ``event_date_end`` and ``date_precision``; rows without a date go to ``faults``."""
    cells, title = date_cells(table, schema)
    read = read_dates(cells.distinct, order)
    days = [read[cell] for cell in cells.distinct]
    for row in cells.rows_of(n for n, one in enumerate(days) if isinstance(one, Unread)).tolist():
        fault = days[cells.codes[row]]
        reason = fault.reason if title and isinstance(fault, Unread) else "the file has no column of dates"
        faults.refuse(row, title, cells[row], reason)
    first = cells.each([_first_day(one) for one in days], "datetime64[s]")
    last = cells.each([_last_day(one) for one in days], "datetime64[s]")
    precision = cells.each([_precision(one) for one in days])
    column = table.column("event_date_end")
    if column is not None:
        _read_last_days(cells_of(column), first, last, precision, table, faults, order)
    stated = table.column("date_precision")
    if stated is not None:
        written = cells_of(stated)
        codes = written.each([schema.date_codes.get(cell.lower(), "") for cell in written.distinct])
        # A stated precision can only widen what the two dates say.
        wider = (codes != "") & (precision == str(DatePrecision.DAY))
        precision[wider] = codes[wider]
    return {"event_date": first, "event_date_end": last, "date_precision": precision}


def _first_day(days: Days | Unread) -> np.datetime64:
    return np.datetime64(days.first if isinstance(days, Days) else "NaT", "s")


def _last_day(days: Days | Unread) -> np.datetime64:
    if isinstance(days, Unread) or days.first == days.last:
        return np.datetime64("NaT", "s")
    return np.datetime64(days.last, "s")


def _precision(days: Days | Unread) -> str:
    return str(days.precision) if isinstance(days, Days) else ""


def _read_last_days(
    cells: Cells,
    first: np.ndarray,
    last: np.ndarray,
    precision: np.ndarray,
    table: Table,
    faults: RowFaults,
    order: DateOrder,
) -> None:
    """Put a stated last day into ``last`` and the precision of the range into ``precision``."""
    title = table.column_name("event_date_end")
    read = read_dates(cells.distinct, order)
    days = [read[cell] for cell in cells.distinct]
    stated = cells.each([_end_of(one) for one in days], "datetime64[s]")
    dated = ~np.isnat(first)
    unread = [n for n, one in enumerate(days) if cells.distinct[n] and isinstance(one, Unread)]
    for row in cells.rows_of(unread).tolist():
        fault = days[cells.codes[row]]
        if dated[row] and isinstance(fault, Unread):
            faults.flag(row, title, cells[row], f"{fault.reason}; kept without an end date")
    known = dated & ~np.isnat(stated)
    for row in np.flatnonzero(known & (stated < first)).tolist():
        faults.flag(row, title, cells[row], "the last day is before the first; kept without an end date")
    later = known & (stated > first)
    last[later] = stated[later]
    lengths = (stated[later] - first[later]).astype("timedelta64[D]").astype(np.int64) + 1
    for most, name in longest_of():
        precision[np.flatnonzero(later)[lengths <= most]] = str(name)


def _end_of(days: Days | Unread) -> np.datetime64:
    return np.datetime64(days.last if isinstance(days, Days) else "NaT", "s")
