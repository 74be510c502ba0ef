"""One filter value, applied to a frame and, with the same result, in the browser.

``Filters.to_message()`` is what ``mapapp/web/src`` gets; ``apply`` is the same rule in pandas. Golden cases
under ``tests/golden/filters.json`` run against both.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import pandas as pd

from mapapp.errors import InvalidFilter
from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE, GeoPrecision

SEARCHED_COLUMNS: Final = (
    "location", "location_as_written", "admin1", "admin2", "event_type", "sub_event_type",
    "actor1", "actor2", "notes", "source",
)  # fmt: skip
"""Free text is looked for in these, in this order, joined by a line break."""

_FOLDED_LETTERS: Final = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ئ": "ي",
    "ة": "ه", "ە": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك", "گ": "ك", "ؤ": "و", "ۆ": "و", "ڵ": "ل",
    "ڕ": "ر", "ـ": "", "ء": "", "‘": "", "’": "", "ʿ": "", "ʾ": "", "'": "", "-": " ",
})  # fmt: skip


def fold_text(text: str) -> str:
    """Fold for searching: case, marks and the letters that Arabic, Persian and Sorani keyboards swap.

    The browser holds the same function; golden cases keep the two equal.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDED_LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.category(letter).startswith("M"))
    return " ".join(bare.casefold().translate(_FOLDED_LETTERS).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to show. ``None`` and "" leave a field open; an empty tuple shows nothing of it.

    Raises:
        InvalidFilter: the dates are in the wrong order, or a type or precision is unknown.
    """

    date_from: date | None = None
    """First day; an incident with a range of days is shown if any day of it lies inside."""
    date_to: date | None = None
    """Last day, inclusive."""
    event_types: tuple[str, ...] | None = None
    admin1: tuple[str, ...] | None = None
    """Governorates by standard name; "" stands for incidents in none."""
    geo_precision: tuple[str, ...] | None = None
    text: str = ""
    """Every word must occur in one of SEARCHED_COLUMNS, after ``fold_text``."""

    def __post_init__(self) -> None:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise InvalidFilter(f"from {self.date_from} is after to {self.date_to}")
        _refuse_unknown("event type", self.event_types, (*EVENT_TYPES, UNKNOWN_EVENT_TYPE))
        _refuse_unknown("precision", self.geo_precision, tuple(GeoPrecision))

    def to_message(self) -> dict[str, Any]:
        """The same as JSON values, dates as ISO text; keys are the field names."""
        message: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, date):
                value = value.isoformat()
            message[field.name] = list(value) if isinstance(value, tuple) else value
        return message


def _refuse_unknown(what: str, chosen: tuple[str, ...] | None, allowed: tuple[str, ...]) -> None:
    for value in chosen or ():
        if value not in allowed:
            raise InvalidFilter(f"{what} {value!r} is none of: {', '.join(allowed)}")


def apply(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The incidents of ``frame`` that ``filters`` lets through, in the order of the frame."""
    keep = pd.Series(True, index=frame.index)  # noqa: FBT003 - a column of True, no flag
    last_day = frame["event_date_end"].fillna(frame["event_date"])
    if filters.date_from is not None:
        keep &= last_day >= pd.Timestamp(filters.date_from)
    if filters.date_to is not None:
        keep &= frame["event_date"] <= pd.Timestamp(filters.date_to)
    for column in ("event_types", "admin1", "geo_precision"):
        chosen = getattr(filters, column)
        if chosen is not None:
            keep &= frame[column.removesuffix("s") if column == "event_types" else column].isin(chosen)
    words = fold_text(filters.text).split()
    if words:
        searched = frame.loc[keep, list(SEARCHED_COLUMNS)].agg("\n".join, axis=1).map(fold_text)
        for word in words:
            searched = searched[searched.str.contains(word, regex=False)]
        keep &= keep.index.isin(searched.index)
    return frame[keep]
