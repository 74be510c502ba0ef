"""Values of files that keep types -> the text that a delimited file would hold for them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

MOST_WHOLE: Final = 1e15
"""Below it a float holds every whole number exactly."""


def cell_text(value: Any) -> str:  # noqa: ANN401 - whatever a sheet, a Parquet file or GDAL gives
    """The text of one cell; "" for a missing value.

    Many formats keep every number as a fraction: 7 killed are not 7.0. A time of midnight is a day alone.
    """
    # NaN and NaT are the values that differ from themselves.
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < MOST_WHOLE:
        return str(int(value))
    if isinstance(value, datetime):
        day_alone = value.time() == time.min
        return value.date().isoformat() if day_alone else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
