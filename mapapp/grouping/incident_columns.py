"""A frame of incidents as the arrays that pairs of rows are compared by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mapapp.filters import fold_text
from mapapp.grouping.actor_agreement import keys_of
from mapapp.grouping.large_towns import towns_named
from mapapp.grouping.tables import datasets_with_own_codes
from mapapp.incidents import DATE_COLUMNS, FROM_TEXT, GeoPrecision

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

TYPICAL_RADIUS_KM: Final = {
    GeoPrecision.EXACT: 0.5,
    GeoPrecision.SETTLEMENT: 3.0,
    GeoPrecision.NEAR: 15.0,
    GeoPrecision.DISTRICT: 25.0,
    GeoPrecision.GOVERNORATE: 80.0,
    GeoPrecision.COUNTRY: 500.0,
    GeoPrecision.UNRESOLVED: 80.0,
}
"""Radius in km where a row states none. A place that is not resolved is compared within its governorate."""
TYPICAL_DAYS: Final = {"week": 10, "month": 31, "year": 366}
"""Days of the range where a row states a precision but no last day; the day it states is then the middle."""
LEAST_NOTES: Final = 40
"""Characters from which equal notes say more than "IED attack"."""
_ID_OF_LINE: Final = r"^([0-9a-f]{8})-\d+$"
"""Ids that the reader makes: the file and the line."""
_AREAS: Final = frozenset({GeoPrecision.DISTRICT, GeoPrecision.GOVERNORATE, GeoPrecision.COUNTRY})
_CONTENT: Final = (
    "event_date", "event_date_end", "event_type", "sub_event_type", "actor1", "actor2", "admin1", "admin2",
    "location", "latitude", "longitude", "fatalities", "fatalities_low", "fatalities_high", "injuries",
    "notes",
)  # fmt: skip
"""What two rows must share to be one row entered twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentColumns:
    """One entry for each row of the frame. Codes are equal where texts are; -1 stands for no text."""

    event_id: list[str]
    first_day: Integers
    """Days since 1970; the earliest that is possible."""
    last_day: Integers
    dated: Booleans
    latitude: Floats
    """Degrees; NaN where the row has no point."""
    longitude: Floats
    direction: Floats
    """Unit vector from the middle of the Earth to the point: three columns."""
    radius_km: Floats
    whole_town: Booleans
    """Whether the place is all of a large town; then the radius is the town's."""
    town_bits: Floats
    """What that takes from the evidence of the place; 0 for other rows."""
    area: Booleans
    """Whether the place is known to its district or governorate only."""
    district_only: Booleans
    admin1: Integers
    admin2: Integers
    location: Integers
    killed_low: Floats
    """NaN where no count is stated."""
    killed_high: Floats
    injured: Floats
    kind: Integers
    """Code of ``kinds``."""
    kinds: tuple[tuple[str, str, str], ...]
    """Data set (where it codes in a way of its own), event type, sub type."""
    actors: Integers
    """Code of ``actor_keys``."""
    actor_keys: tuple[frozenset[str], ...]
    """What the actors that a row names have in common with other names of them."""
    sheet: Integers
    """Code of the data set, or of the file that names none."""
    teller: Integers
    """Code of who tells it: the data set; for reports each report."""
    report: Booleans
    """Whether a report tells it, and not a data set."""
    content: Integers
    """Code of all that the row says."""
    recurring: Integers
    """Other rows of the same data set that say the same, but for the day."""
    notes: Integers
    """Code of the notes; -1 where there are none, or too few words to tell one incident from another."""
    told: Floats
    """When it was told, in any unit that grows with time; NaN where that isn't known."""


def columns_of(frame: pd.DataFrame, told: Floats | None = None) -> IncidentColumns:
    """The arrays of ``frame``; ``told`` is when each row was told, where the caller knows it."""
    first, last, dated = _days(frame)
    precision = frame["geo_precision"].to_numpy(dtype=object)
    low, high = _tolls(frame)
    kind, kinds = _codes_of_rows((_coders(frame), frame["event_type"], frame["sub_event_type"]))
    actors, pairs = _codes_of_rows((frame["actor1"], frame["actor2"]))
    sheet = _sheets(frame)
    latitude, longitude = _floats(frame["latitude"]), _floats(frame["longitude"])
    town, towns = towns_named(frame)
    unplaced = np.isnan(latitude) | np.isnan(longitude)
    return IncidentColumns(
        event_id=frame["event_id"].tolist(),
        first_day=first, last_day=last, dated=dated,
        latitude=np.where(unplaced, np.nan, latitude),
        longitude=np.where(unplaced, np.nan, longitude),
        direction=_directions(latitude, longitude),
        radius_km=np.maximum(_radii(frame), np.array([*(one.radius_km for one in towns), 0.0])[town]),
        whole_town=town >= 0,
        town_bits=np.array([*(one.bits for one in towns), 0.0])[town],
        area=np.isin(precision, list(_AREAS)) | unplaced,
        district_only=precision == GeoPrecision.DISTRICT,
        admin1=_text_codes(frame["admin1"]), admin2=_text_codes(frame["admin2"]),
        location=_text_codes(frame["location"]),
        killed_low=low, killed_high=high, injured=_floats(frame["injuries"]),
        kind=kind, kinds=kinds, actors=actors, actor_keys=keys_of(pairs),
        sheet=sheet,
        teller=_tellers(frame, sheet),
        report=(frame["source_dataset"] == FROM_TEXT).to_numpy(),
        content=_row_codes(frame[name] for name in _CONTENT),
        recurring=_recurring(frame),
        notes=_notes(frame),
        told=np.full(len(frame), np.nan) if told is None else told,
    )  # fmt: skip


def _floats(values: pd.Series[Any]) -> Floats:
    return values.to_numpy(dtype="float64", na_value=np.nan)


def _days(frame: pd.DataFrame) -> tuple[Integers, Integers, Booleans]:
    start, end = frame["event_date"], frame["event_date_end"]
    dated = start.notna().to_numpy(dtype=bool)
    first: Integers = np.where(dated, _day_numbers(start), 0)
    last: Integers = np.where(dated, _day_numbers(end.fillna(start)), 0)
    stated = frame["date_precision"].map(TYPICAL_DAYS).fillna(1).to_numpy(dtype="int64")
    half: Integers = np.where(end.notna(), 0, stated // 2)
    np.maximum(first, last, out=last)
    first -= half
    last += half
    return first, last, dated


def _day_numbers(days: pd.Series[Any]) -> Integers:
    return np.asarray(days.to_numpy().astype("datetime64[D]").astype("int64"))


def _directions(latitude: Floats, longitude: Floats) -> Floats:
    north, east = np.radians(latitude), np.radians(longitude)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def _radii(frame: pd.DataFrame) -> Floats:
    stated = _floats(frame["radius_km"])
    typical = frame["geo_precision"].map(dict(TYPICAL_RADIUS_KM)).to_numpy(dtype="float64")
    typical = np.where(np.isnan(typical), TYPICAL_RADIUS_KM[GeoPrecision.UNRESOLVED], typical)
    return np.where(np.isnan(stated), typical, stated)


def _tolls(frame: pd.DataFrame) -> tuple[Floats, Floats]:
    killed = _floats(frame["fatalities"])
    low, high = _floats(frame["fatalities_low"]), _floats(frame["fatalities_high"])
    lowest = np.fmin(np.fmin(low, killed), high)
    return lowest, np.fmax(np.fmax(high, killed), lowest)


def _sheets(frame: pd.DataFrame) -> Integers:
    """The data set; where a file names none, the file, which begins the ids that the reader made."""
    dataset = frame["source_dataset"]
    file = frame["event_id"].str.extract(_ID_OF_LINE, expand=False).fillna("")
    return _row_codes((dataset, file.where(dataset == "", "")))


def _tellers(frame: pd.DataFrame, sheet: Integers) -> Integers:
    """A published data set is one teller; a report is one; a sheet without a name tells by its sources."""
    dataset = frame["source_dataset"]
    detail = frame["source"].where(dataset == "", "")
    detail = frame["source_id"].where(dataset == FROM_TEXT, detail)
    return _row_codes((pd.Series(sheet), detail))


def _coders(frame: pd.DataFrame) -> pd.Series[Any]:
    """The data set where it codes types in a way of its own, so that few kinds are compared; else ""."""
    folded = frame["source_dataset"].str.casefold()
    return folded.where(folded.isin(datasets_with_own_codes()), "")


def _row_codes(columns: Iterable[pd.Series[Any]]) -> Integers:
    """Equal where all columns are."""
    codes = pd.DataFrame({number: _codes(column) for number, column in enumerate(columns)})
    return np.asarray(codes.groupby(list(codes), sort=False).ngroup(), dtype="int64")


def _recurring(frame: pd.DataFrame) -> Integers:
    codes = _row_codes(frame[name] for name in ("source_dataset", *_CONTENT) if name not in DATE_COLUMNS)
    return np.bincount(codes)[codes] - 1 if len(codes) else codes


def _notes(frame: pd.DataFrame) -> Integers:
    codes, distinct = pd.factorize(frame["notes"])
    telling = np.array([len(text) >= LEAST_NOTES for text in distinct], dtype=bool)
    return np.where(telling[codes], codes, -1).astype("int64") if len(distinct) else codes.astype("int64")


def _codes(values: pd.Series[Any]) -> Integers:
    return pd.factorize(values)[0].astype("int64")


def _text_codes(values: pd.Series[Any]) -> Integers:
    """Codes of the folded texts; -1 for the empty one."""
    codes, distinct = pd.factorize(values)
    folded = pd.Series([fold_text(text) for text in distinct], dtype="object")
    of_folded = pd.factorize(folded.where(folded != ""))[0]
    return of_folded[codes].astype("int64") if len(distinct) else codes.astype("int64")


def _codes_of_rows(columns: tuple[pd.Series[Any], ...]) -> tuple[Integers, tuple[Any, ...]]:
    """Codes of the distinct combinations of some columns, and these combinations."""
    codes = _row_codes(columns)
    first_rows = np.unique(codes, return_index=True)[1]
    distinct = zip(*(column.to_numpy(dtype=object)[first_rows] for column in columns), strict=True)
    return codes, tuple(distinct)
