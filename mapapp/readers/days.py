"""The columns of dates of a table -> first day, last day and precision of every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mapapp.incidents import DatePrecision
from mapapp.readers.dates import DateOrder, Days, Unread, precision_of, read_dates

if TYPE_CHECKING:
    from mapapp.readers.results import RowFaults
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table


def read_days(table: Table, schema: Schema, faults: RowFaults, order: DateOrder) -> dict[str, Any]:
    """``event_date``, ``event_date_end`` and ``date_precision``; rows without a date go to ``faults``."""
    cells, title = _date_cells(table, schema)
    if cells is None:
        for row in range(len(table.lines)):
            faults.refuse(row, "", "", "the file has no column of dates")
        cells = ("",) * len(table.lines)
    read = read_dates(cells, order)
    codes, distinct = pd.factorize(np.array(cells, dtype=object))
    first = np.array([_first_day(read[cell]) for cell in distinct], dtype="datetime64[s]")
    last = np.array([_last_day(read[cell]) for cell in distinct], dtype="datetime64[s]")
    precision = np.array([_precision(read[cell]) for cell in distinct], dtype=object)
    wrong = np.array([isinstance(read[cell], Unread) for cell in distinct], dtype=bool)
    for row in np.flatnonzero(wrong[codes] if len(codes) else []).tolist():
        unread = read[cells[row]]
        if isinstance(unread, Unread):
            faults.refuse(row, title, cells[row], unread.reason)
    columns = {
        "event_date": first[codes], "event_date_end": last[codes],
        "date_precision": precision[codes].tolist(),
    }  # fmt: skip
    if "event_date_end" in table.fields:
        _read_last_days(table, columns, faults, order)
    if "date_precision" in table.fields:
        stated = table.cells("date_precision") or ()
        for row, cell in enumerate(stated):
            code = schema.date_codes.get(cell.strip().lower())
            # A stated precision can only widen what the two dates say.
            if code and columns["date_precision"][row] == DatePrecision.DAY:
                columns["date_precision"][row] = code
    return columns


def _date_cells(table: Table, schema: Schema) -> tuple[Sequence[str] | None, str]:
    cells = table.cells("event_date")
    if cells is not None:
        return cells, table.column_name("event_date")
    years = table.cells("year")
    if years is None:
        return None, ""
    unknown = {"", "0", *schema.unknown_numbers}
    months = table.cells("month") or ("",) * len(years)
    days = table.cells("day") or ("",) * len(years)
    joined = []
    for year, month, day in zip(years, months, days, strict=True):
        parts = [part.strip().removesuffix(".0") for part in (year, month, day)]
        known = parts[:1]
        for part in parts[1:]:
            if part in unknown:
                break
            known.append(part)
        joined.append("-".join(known))
    return joined, table.column_name("year")


def _first_day(days: Days | Unread) -> np.datetime64:
    return np.datetime64(days.first if isinstance(days, Days) else "NaT", "s")


def _last_day(days: Days | Unread) -> np.datetime64:
    if isinstance(days, Unread) or days.first == days.last:
        return np.datetime64("NaT", "s")
    return np.datetime64(days.last, "s")


def _precision(days: Days | Unread) -> str:
    return str(days.precision) if isinstance(days, Days) else ""


def _read_last_days(table: Table, columns: dict[str, Any], faults: RowFaults, order: DateOrder) -> None:
    cells = table.cells("event_date_end") or ()
    title = table.column_name("event_date_end")
    read = read_dates(cells, order)
    for row, cell in enumerate(cells):
        if not cell.strip() or np.isnat(columns["event_date"][row]):
            continue
        days = read[cell]
        if isinstance(days, Unread):
            faults.flag(row, title, cell, f"{days.reason}; kept without an end date")
            continue
        first = columns["event_date"][row].astype("datetime64[D]").item()
        if days.last < first:
            faults.flag(row, title, cell, "the last day is before the first; kept without an end date")
        elif days.last > first:
            columns["event_date_end"][row] = np.datetime64(days.last, "s")
            columns["date_precision"][row] = str(precision_of(first, days.last))
