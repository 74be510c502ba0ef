"""The schema of incidents: columns, event types, precision scales, and the one frame that feeds everything.

Column names are ACLED's where ACLED has one. A frame of incidents has exactly ``COLUMNS``, in that order,
with the types of ``empty_frame()``. Counts are missing when the source doesn't state them, and 0 only
when it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from mapapp.errors import InvalidIncident

TEXT_COLUMNS: Final = (
    "event_id", "date_precision", "event_type", "sub_event_type", "actor1", "actor2", "admin1",
    "admin2", "location", "location_as_written", "geo_precision", "notes", "source", "source_url",
    "source_dataset", "source_id", "review_status", "evidence", "tags", "created_at", "updated_at",
)  # fmt: skip
DATE_COLUMNS: Final = ("event_date", "event_date_end")
NUMBER_COLUMNS: Final = ("latitude", "longitude", "radius_km")
COUNT_COLUMNS: Final = ("fatalities", "fatalities_low", "fatalities_high", "injuries")

COLUMNS: Final = (
    "event_id", "event_date", "event_date_end", "date_precision", "event_type", "sub_event_type",
    "actor1", "actor2", "admin1", "admin2", "location", "location_as_written", "latitude",
    "longitude", "geo_precision", "radius_km", "fatalities", "fatalities_low", "fatalities_high",
    "injuries", "notes", "source", "source_url", "source_dataset", "source_id", "review_status",
    "evidence", "tags", "created_at", "updated_at",
)  # fmt: skip
"""``event_date`` is the first day that is possible, ``event_date_end`` the last one (missing where the day
is known); ``evidence`` and ``tags`` are JSON text."""


class GeoPrecision(StrEnum):
    """How closely the place is known; the same scale as ``gazetteer.Precision`` (a test holds them equal)."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    NEAR = "near"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    COUNTRY = "country"
    UNRESOLVED = "unresolved"


class DatePrecision(StrEnum):
    """How closely the date is known: by the length of the range of possible days."""

    DAY = "day"
    WEEK = "week"
    """Up to ten days."""
    MONTH = "month"
    """Up to 31 days."""
    YEAR = "year"


class ReviewStatus(StrEnum):
    """What a person has said of the incident."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


EVENT_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Air/drone strike",
        "Chemical weapon",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
        "Unexplained explosion",
    ),
    "Violence against civilians": (
        "Abduction/forced disappearance",
        "Attack",
        "Sexual violence",
    ),
    "Protests": (
        "Excessive force against protesters",
        "Peaceful protest",
        "Protest with intervention",
    ),
    "Riots": ("Mob violence", "Violent demonstration"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
    "Accident": ("Collapse", "Crash", "Fire", "Other accident"),
}
"""ACLED's six event types with their sub types, plus ``Accident`` and ``Unexplained explosion``."""

FROM_TEXT: Final = "text"
"""``source_dataset`` of incidents that our own reader found in a text: it names no published source."""

UNKNOWN_EVENT_TYPE: Final = "Unclassified"
"""For rows of a file that name a type we can't map; the file's own word then stands in ``tags``."""


def empty_frame() -> pd.DataFrame:
    """An incident frame with no rows: the reference for column order and types."""
    return conform(pd.DataFrame({column: pd.Series(dtype="object") for column in COLUMNS}))


def conform(frame: pd.DataFrame) -> pd.DataFrame:
    """Give ``frame`` exactly the columns and types of an incident frame; absent columns become missing.

    Text columns become ``str`` with "" for missing, dates ``datetime64[s]`` without a zone (calendar days
    in Baghdad), numbers ``float64``, counts the nullable ``Int32``.

    Raises:
        InvalidIncident: the frame has a column that isn't ours.
    """
    foreign = [column for column in frame.columns if column not in COLUMNS]
    if foreign:
        raise InvalidIncident(
            f"no incident column: {', '.join(map(str, foreign))}; allowed: {', '.join(COLUMNS)}"
        )
    no_text = pd.Series("", index=frame.index, dtype="str")
    columns = {
        column: _typed(column, frame[column])
        if column in frame
        else no_text
        if column in TEXT_COLUMNS
        else _missing(column, frame.index)
        for column in COLUMNS
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def _typed(column: str, values: pd.Series) -> pd.Series:
    if column in TEXT_COLUMNS:
        # A text column without gaps is taken as it is: filling none of a million still copies them all.
        whole = values.dtype == "str" and not values.hasnans
        return values if whole else values.fillna("").astype("str")
    if column in DATE_COLUMNS:
        return pd.to_datetime(values).astype("datetime64[s]")
    # Reading numbers of the right type as numbers again takes as long as all the rest.
    if column in NUMBER_COLUMNS:
        right = values.dtype == "float64"
        return values if right else pd.to_numeric(values, errors="raise").astype("float64")
    return values if values.dtype == "Int32" else pd.to_numeric(values, errors="raise").astype("Int32")


def _missing(column: str, index: pd.Index) -> pd.Series:
    if column in DATE_COLUMNS:
        return pd.Series(pd.NaT, index=index, dtype="datetime64[s]")
    if column in NUMBER_COLUMNS:
        return pd.Series(np.nan, index=index, dtype="float64")
    return pd.Series(pd.NA, index=index, dtype="Int32")


def frame_of(records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """An incident frame from dictionaries whose keys are incident columns; other keys are refused."""
    rows = list(records)
    return conform(pd.DataFrame(rows)) if rows else empty_frame()
