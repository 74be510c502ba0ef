"""The columns of counts of a table: the dead, their least and greatest number, the hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapapp.incidents import COUNT_COLUMNS
from mapapp.readers.numbers import Count, read_count

if TYPE_CHECKING:
    from mapapp.readers.results import RowFaults
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table


def read_counts(table: Table, schema: Schema, faults: RowFaults) -> dict[str, list[int | None]]:
    """Counts; a range goes to low and high, a number that can't be read is flagged and left missing."""
    counts: dict[str, list[int | None]] = {}
    for name in COUNT_COLUMNS:
        cells = table.cells(name)
        if cells is None:
            continue
        read = {cell: _count(cell, schema) for cell in set(cells)}
        for row, cell in enumerate(cells):
            if read[cell] is None:
                faults.flag(row, table.column_name(name), cell, "not a count of people; left empty")
        known = [read[cell] or Count() for cell in cells]
        counts[name] = [count.exact for count in known]
        if name == "fatalities" and any(count.low is not None for count in known):
            for column, bound in (("fatalities_low", "low"), ("fatalities_high", "high")):
                counts[column] = [getattr(count, bound) for count in known]
    low, high = counts.get("fatalities_low"), counts.get("fatalities_high")
    if low and high and "fatalities" not in counts:
        counts["fatalities"] = [
            least if least == most else None for least, most in zip(low, high, strict=True)
        ]
    _flag_contradictions(counts, table, faults)
    return counts


def _flag_contradictions(counts: dict[str, list[int | None]], table: Table, faults: RowFaults) -> None:
    """Tell where the low, stated and high count are out of order; they are kept as they are."""
    names = [name for name in ("fatalities_low", "fatalities", "fatalities_high") if name in counts]
    if len(names) < 2:
        return
    column = next(name for name in ("fatalities", *names) if name in table.fields)
    for row, found in enumerate(zip(*(counts[name] for name in names), strict=True)):
        known = [count for count in found if count is not None]
        if known != sorted(known):
            value = ", ".join(map(str, known))
            reason = "low, stated and high count are out of order; kept as they are"
            faults.flag(row, table.column_name(column), value, reason)


def _count(cell: str, schema: Schema) -> Count | None:
    return Count() if cell.strip() in schema.unknown_numbers else read_count(cell)
