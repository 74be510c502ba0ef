"""The rows of an incident frame as JSON values: what every export but CSV is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapapp.incidents import COLUMNS, COUNT_COLUMNS, DATE_COLUMNS, NUMBER_COLUMNS

if TYPE_CHECKING:
    import pandas as pd


def iso_days(days: pd.Series[Any]) -> list[str]:
    """ISO dates, "" where the day is missing."""
    # NaT is the one value that differs from itself.
    return [day.date().isoformat() if day == day else "" for day in days.tolist()]


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON values, without what is missing."""
    columns: list[list[Any]] = []
    for column in COLUMNS:
        if column in DATE_COLUMNS:
            columns.append([day or None for day in iso_days(frame[column])])
        elif column in NUMBER_COLUMNS:
            columns.append([None if value != value else value for value in frame[column].tolist()])
        elif column in COUNT_COLUMNS:
            missing = frame[column].isna().tolist()
            numbers = frame[column].fillna(0).tolist()
            columns.append([None if gone else int(n) for gone, n in zip(missing, numbers, strict=True)])
        else:
            columns.append([text or None for text in frame[column].tolist()])
    return [
        {column: value for column, value in zip(COLUMNS, row, strict=True) if value is not None}
        for row in zip(*columns, strict=True)
    ]
