"""One filter value, applied to a frame and, with the same result, in the browser.

``Filters.to_message()`` is what ``mapapp/web/src`` gets; ``apply`` is the same rule in pandas. Golden cases
under ``tests/golden/filters.json`` run against both.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mapapp.errors import InvalidFilter
from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE, GeoPrecision, ReviewStatus
from mapapp.place_names import sought_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapapp.place_names import Sought

MIN_CORNERS: Final = 3
MAX_MERCATOR_LATITUDE: Final = 85.06
"""Degrees; a web map ends there."""

CHOICE_COLUMNS: Final = {
    "event_types": "event_type",
    "admin1": "admin1",
    "geo_precision": "geo_precision",
    "sub_event_type": "sub_event_type",
    "admin2": "admin2",
    "source": "source",
    "review_status": "review_status",
}
"""Field of Filters that lists choices -> the incident column that must hold one of them."""

SEARCHED_COLUMNS: Final = (
    "location", "location_as_written", "admin1", "admin2", "event_type", "sub_event_type",
    "actor1", "actor2", "notes", "source",
)  # fmt: skip
"""Free text is looked for in these."""

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
    """Every word must occur in one of SEARCHED_COLUMNS, after ``fold_text``; the name of a governorate or
    town stands for all its names (``mapapp.place_names``): كركوک, كركوك and Kirkuk find the same."""
    sub_event_type: tuple[str, ...] | None = None
    """Sub types by name; "" stands for incidents without one."""
    admin2: tuple[str, ...] | None = None
    """Districts by name; "" stands for incidents in none."""
    actor: tuple[str, ...] | None = None
    """An incident is shown if ``actor1`` or ``actor2`` is one of these."""
    source: tuple[str, ...] | None = None
    review_status: tuple[str, ...] | None = None
    fatalities_from: int | None = None
    """Least number of dead. A count that is not stated lies in no range; a stated range (low, high) is
    shown if any count in it would be; without a high, the low has no upper end."""
    fatalities_to: int | None = None
    """Greatest number of dead, inclusive."""
    area: tuple[tuple[float, float], ...] | None = None
    """Corners (latitude, longitude) of a drawn area in degrees, straight in Mercator as on the map; an
    incident is shown if its point lies inside, so one without coordinates is not."""

    def __post_init__(self) -> None:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise InvalidFilter(f"from {self.date_from} is after to {self.date_to}")
        _refuse_unknown("event type", self.event_types, (*EVENT_TYPES, UNKNOWN_EVENT_TYPE))
        _refuse_unknown("precision", self.geo_precision, tuple(GeoPrecision))
        _refuse_unknown("review status", self.review_status, tuple(ReviewStatus))
        self._check_fatalities()
        self._check_area()

    def _check_fatalities(self) -> None:
        for name in ("fatalities_from", "fatalities_to"):
            count = getattr(self, name)
            if count is not None and count < 0:
                raise InvalidFilter(f"{name} {count} is below 0")
        if (
            self.fatalities_from is not None
            and self.fatalities_to is not None
            and self.fatalities_from > self.fatalities_to
        ):
            raise InvalidFilter(
                f"fatalities_from {self.fatalities_from} is above fatalities_to {self.fatalities_to}"
            )

    def _check_area(self) -> None:
        if self.area is None:
            return
        if len(self.area) < MIN_CORNERS:
            raise InvalidFilter(f"an area of {len(self.area)} corners; {MIN_CORNERS} are needed")
        for latitude, longitude in self.area:
            # Written as "not within" so that NaN is refused too.
            if not (abs(latitude) <= MAX_MERCATOR_LATITUDE and abs(longitude) <= 180):
                raise InvalidFilter(f"corner ({latitude}, {longitude}) of the area is off the map")

    def to_message(self) -> dict[str, Any]:
        """The same as JSON values, dates as ISO text; keys are the field names."""
        message: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, date):
                value = value.isoformat()
            message[field.name] = _as_lists(value)
        return message


def _as_lists(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return [_as_lists(item) for item in value] if isinstance(value, tuple) else value


def _refuse_unknown(what: str, chosen: tuple[str, ...] | None, allowed: tuple[str, ...]) -> None:
    for value in chosen or ():
        if value not in allowed:
            raise InvalidFilter(f"{what} {value!r} is none of: {', '.join(allowed)}")


def apply(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The incidents of ``frame`` that ``filters`` lets through, in the order of the frame."""
    keep = np.ones(len(frame), dtype=bool)
    if filters.date_from is not None:
        last_day = frame["event_date_end"].fillna(frame["event_date"])
        keep &= (last_day >= pd.Timestamp(filters.date_from)).to_numpy()
    if filters.date_to is not None:
        keep &= (frame["event_date"] <= pd.Timestamp(filters.date_to)).to_numpy()
    for field, column in CHOICE_COLUMNS.items():
        chosen = getattr(filters, field)
        if chosen is not None:
            keep &= frame[column].isin(chosen).to_numpy()
    if filters.actor is not None:
        keep &= (frame["actor1"].isin(filters.actor) | frame["actor2"].isin(filters.actor)).to_numpy()
    if filters.fatalities_from is not None or filters.fatalities_to is not None:
        keep &= _within_fatalities(frame, filters.fatalities_from, filters.fatalities_to)
    if filters.area is not None:
        keep &= _within_area(frame, filters.area)
    for sought in sought_in(fold_text(filters.text)):
        keep &= _mentions(frame, sought)
    return frame[keep]


def _within_fatalities(frame: pd.DataFrame, least: int | None, most: int | None) -> NDArray[np.bool_]:
    stated = frame["fatalities"].astype("float64").to_numpy()
    low = frame["fatalities_low"].astype("float64").to_numpy()
    high = frame["fatalities_high"].astype("float64").to_numpy()
    known = ~(np.isnan(stated) & np.isnan(low) & np.isnan(high))
    lowest = np.where(np.isnan(low), np.where(np.isnan(stated), 0.0, stated), low)
    open_end = np.where(np.isnan(low), stated, np.inf)
    highest = np.where(np.isnan(high), np.where(np.isnan(stated), open_end, stated), high)
    keep = known
    if least is not None:
        keep &= highest >= least
    if most is not None:
        keep &= lowest <= most
    return keep


def _within_area(frame: pd.DataFrame, area: tuple[tuple[float, float], ...]) -> NDArray[np.bool_]:
    """Even-odd rule on Mercator northings, so that an edge is the straight line that was drawn."""
    with np.errstate(invalid="ignore"):
        northing = np.arctanh(np.sin(np.radians(frame["latitude"].to_numpy())))
        easting = frame["longitude"].to_numpy()
        inside = np.zeros(len(frame), dtype=bool)
        corners = [(math.atanh(math.sin(math.radians(lat))), lon) for lat, lon in area]
        for (north1, east1), (north2, east2) in zip(corners, (*corners[1:], corners[0]), strict=True):
            if north1 == north2:
                continue
            crosses = (north1 > northing) != (north2 > northing)
            edge = east1 + (northing - north1) / (north2 - north1) * (east2 - east1)
            inside ^= crosses & (easting < edge)
    placed: NDArray[np.bool_] = np.isfinite(northing) & np.isfinite(easting)
    return inside & placed


def _mentions(frame: pd.DataFrame, sought: Sought) -> NDArray[np.bool_]:
    found = np.zeros(len(frame), dtype=bool)
    for column in SEARCHED_COLUMNS:
        # Most columns repeat few texts: each distinct one is folded once.
        codes, distinct = pd.factorize(frame[column])
        hits = np.array([sought.is_in(fold_text(text)) for text in distinct], dtype=bool)
        found |= hits[codes] if len(distinct) else False
    return found
