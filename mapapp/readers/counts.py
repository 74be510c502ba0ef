"""The columns of counts of a table: the dead, their least and greatest number, the hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mapapp.incidents import COUNT_COLUMNS
from mapapp.readers.columns import cells_of
from mapapp.readers.numbers import Count, read_count

if TYPE_CHECKING:
    from mapapp.readers.columns import Cells
    from mapapp.readers.results import RowFaults
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table

_BOUNDS: Final = (("fatalities_low", "low"), ("fatalities_high", "high"))


def read_counts(table: Table, schema: Schema, faults: RowFaults) -> dict[str, pd.Series[Any]]:
    """Counts; a range goes to low and high, a number that can't be read is flagged and left missing."""
    counts: dict[str, pd.Series[Any]] = {}
    for name in COUNT_COLUMNS:
        column = table.column(name)
        if column is None:
            continue
        cells = cells_of(column)
        read = cells.read(lambda cell: _count(cell, schema))
        for row in cells.rows_of(n for n, count in enumerate(read) if count is None).tolist():
            faults.flag(row, table.column_name(name), cells[row], "not a count of people; left empty")
        known = [count or Count() for count in read]
        counts[name] = _spread(cells, [count.exact for count in known])
        if name == "fatalities" and any(count.low is not None for count in known):
            for bound_name, bound in _BOUNDS:
                counts[bound_name] = _spread(cells, [getattr(count, bound) for count in known])
    low, high = counts.get("fatalities_low"), counts.get("fatalities_high")
    if low is not None and high is not None and "fatalities" not in counts:
        counts["fatalities"] = low.where(low.eq(high).fillna(value=False), pd.NA)
    _flag_contradictions(counts, table, faults)
    return counts


def _spread(cells: Cells, values: list[int | None]) -> pd.Series[Any]:
    known = pd.Series([pd.NA if value is None else value for value in values], dtype="Int32")
    return known.take(cells.codes).reset_index(drop=True)


def _flag_contradictions(counts: dict[str, pd.Series[Any]], table: Table, faults: RowFaults) -> None:
    """Tell where the low, stated and high count are out of order; they are kept as they are."""
    names = [name for name in ("fatalities_low", "fatalities", "fatalities_high") if name in counts]
    if len(names) < 2:
        return
    column = next(name for name in ("fatalities", *names) if name in table.fields)
    wrong = np.zeros(len(table), dtype=bool)
    for at, lesser in enumerate(names):
        for greater in names[at + 1 :]:
            wrong |= counts[lesser].gt(counts[greater]).fillna(value=False).to_numpy(dtype=bool)
    for row in np.flatnonzero(wrong).tolist():
        found = [counts[name].iloc[row] for name in names]
        value = ", ".join(str(count) for count in found if count is not pd.NA)
        reason = "low, stated and high count are out of order; kept as they are"
        faults.flag(row, table.column_name(column), value, reason)


def _count(cell: str, schema: Schema) -> Count | None:
    if cell in schema.unknown_numbers:
        return Count()
    return Count(exact=0) if cell in schema.zero_words else read_count(cell)
