"""Where the rows of a file lie: from their coordinates, else from the names of places that they give.

Coordinates need only the outlines of the governorates; the gazetteer is built for names alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from mapapp.filters import fold_text
from mapapp.incidents import GeoPrecision
from mapapp.readers.numbers import decimals_of, read_degrees, split_pairs

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Place, Resolution
    from mapapp.readers.numbers import Degrees
    from mapapp.readers.results import RowFaults
    from mapapp.readers.tables import Table

RADIUS_KM: Final = {
    GeoPrecision.EXACT: 0.5,
    GeoPrecision.SETTLEMENT: 3.0,
    GeoPrecision.NEAR: 15.0,
    GeoPrecision.DISTRICT: 25.0,
    GeoPrecision.GOVERNORATE: 80.0,
    GeoPrecision.COUNTRY: 500.0,
}
"""Radius in km of a row that states its precision but no radius: the middle of the range that the scale
gives (../shared/schemas.md), and for areas that of a typical district, governorate, and Iraq itself."""

DECIMALS_PRECISION: Final = {
    3: (GeoPrecision.EXACT, 0.5),
    2: (GeoPrecision.SETTLEMENT, 1.0),
    1: (GeoPrecision.NEAR, 8.0),
    0: (GeoPrecision.GOVERNORATE, 80.0),
}
"""Decimals of a point without a stated precision -> precision and radius in km: the last decimal of a
degree is worth 0.1, 1.1, 11 and 111 km, and the radius is about half the diagonal of that cell."""

COLUMN_KINDS: Final = {
    "admin1": frozenset({"governorate"}),
    "admin2": frozenset({"district", "sub_district"}),
}
"""Column -> kinds of place that a name in it stands for, before all others of that name."""

SWAPPED_LATITUDES: Final = (38.7, 48.8)
SWAPPED_LONGITUDES: Final = (29.0, 37.5)
"""Degrees that latitude and longitude have when an Iraqi point is written the wrong way round."""


@dataclass(slots=True)
class Places:
    """The columns about places of one file, filled step by step."""

    latitude: Degrees
    longitude: Degrees
    radius_km: Degrees
    geo_precision: list[str]
    admin1: list[str]
    admin2: list[str]
    location: list[str]
    location_as_written: list[str]
    warnings: list[str] = field(default_factory=list)


def place_rows(
    table: Table,
    faults: RowFaults,
    geo_codes: dict[str, str],
    texts: Callable[[str], list[str]],
    open_gazetteer: Callable[[], Gazetteer],
) -> Places:
    """Latitude, longitude, precision, governorate, district and location of every row.

    Args:
        table: the file.
        faults: takes rows without a usable place, and names that are not resolved.
        geo_codes: code in the file's precision column -> ours.
        texts: gives a column of the file as clean text.
        open_gazetteer: called only where a name has to be looked up.
    """
    rows = len(table.lines)
    latitude, longitude = _coordinates(table, faults)
    places = Places(
        latitude, longitude, np.full(rows, np.nan), [""] * rows,
        texts("admin1"), texts("admin2"), texts("location"), texts("location_as_written"),
    )  # fmt: skip
    located = np.isfinite(latitude)
    _rate_points(places, located, texts("geo_precision"), geo_codes, table, faults)
    _name_governorates(places, located, open_gazetteer)
    if not located.all():
        _resolve_names(places, np.flatnonzero(~located).tolist(), table, faults, open_gazetteer)
    return places


def _coordinates(table: Table, faults: RowFaults) -> tuple[Degrees, Degrees]:
    latitudes, longitudes = table.cells("latitude"), table.cells("longitude")
    names = ("latitude", "longitude")
    if latitudes is None or longitudes is None:
        pairs = table.cells("coordinates")
        if pairs is None:
            missing = np.full(len(table.lines), np.nan)
            return missing, missing.copy()
        latitudes, longitudes = map(tuple, split_pairs(pairs))
        names = ("coordinates", "coordinates")
    latitude, latitude_faults = read_degrees(latitudes)
    longitude, longitude_faults = read_degrees(longitudes)
    titles = [table.column_name(name) for name in names]
    for row, reason in latitude_faults.items():
        faults.refuse(row, titles[0], latitudes[row], reason)
    for row, reason in longitude_faults.items():
        faults.refuse(row, titles[1], longitudes[row], reason)
    unreadable = {*latitude_faults, *longitude_faults}
    for row in np.flatnonzero(np.isnan(latitude) != np.isnan(longitude)).tolist():
        if row not in unreadable:
            column = 1 if np.isnan(longitude[row]) else 0
            value = (latitudes, longitudes)[column][row]
            faults.refuse(row, titles[column], value, "latitude and longitude must both be given")
    _refuse_impossible(latitude, longitude, (latitudes, longitudes), titles, table, faults)
    return latitude, longitude


def _refuse_impossible(
    latitude: Degrees,
    longitude: Degrees,
    cells: tuple[Sequence[str], Sequence[str]],
    titles: list[str],
    table: Table,
    faults: RowFaults,
) -> None:
    with np.errstate(invalid="ignore"):
        swapped = _between(latitude, SWAPPED_LATITUDES) & _between(longitude, SWAPPED_LONGITUDES)
        checks = (
            (np.abs(latitude) > 90, 0, "latitude is -90 to 90 degrees"),
            (np.abs(longitude) > 180, 1, "longitude is -180 to 180 degrees"),
            ((latitude == 0) & (longitude == 0), 0, "0, 0 lies in the Atlantic: an unknown place"),
        )
    for wrong, column, reason in checks:
        for row in np.flatnonzero(wrong).tolist():
            faults.refuse(row, titles[column], cells[column][row], reason)
        # What is refused must not reach the arithmetic that follows: it may be infinite.
        latitude[wrong] = longitude[wrong] = np.nan
    if swapped.any():
        countries = table.cells("country") or [""] * len(latitude)
        for row in np.flatnonzero(swapped).tolist():
            if fold_text(countries[row]) in {"", "iraq", fold_text("العراق")}:
                reason = "latitude and longitude look swapped: the point would be in Iraq the other way round"
                faults.refuse(row, titles[0], f"{cells[0][row]}, {cells[1][row]}", reason)


def _between(values: Degrees, limits: tuple[float, float]) -> np.ndarray:
    return (values >= limits[0]) & (values <= limits[1])


def _rate_points(
    places: Places,
    located: np.ndarray,
    stated: list[str],
    geo_codes: dict[str, str],
    table: Table,
    faults: RowFaults,
) -> None:
    """Precision and radius of the rows with coordinates: stated by the file, else by their decimals."""
    decimals = decimals_of(places.latitude, places.longitude)
    by_decimals = np.array([str(DECIMALS_PRECISION[d][0]) for d in range(4)], dtype=object)
    radii = np.array([DECIMALS_PRECISION[d][1] for d in range(4)])
    precision = np.where(located, by_decimals[decimals], str(GeoPrecision.UNRESOLVED))
    radius = np.where(located, radii[decimals], np.nan)
    if "geo_precision" in table.fields:
        codes = {cell: geo_codes.get(cell.strip().lower().removesuffix(".0")) for cell in set(stated)}
        for row, cell in enumerate(stated):
            code = codes[cell]
            if code is not None and located[row]:
                precision[row] = code
                radius[row] = RADIUS_KM.get(GeoPrecision(code), np.nan)
            elif code is None and cell:
                reason = f"unknown precision; known are {', '.join(sorted(geo_codes))}"
                faults.flag(row, table.column_name("geo_precision"), cell, reason)
    if (cells := table.cells("radius_km")) is not None:
        stated_radius, wrong = read_degrees(cells)
        for row in wrong:
            faults.flag(row, table.column_name("radius_km"), cells[row], "not a number of km")
        with np.errstate(invalid="ignore"):
            radius = np.where(located & (stated_radius >= 0), stated_radius, radius)
    places.geo_precision = precision.tolist()
    places.radius_km = radius


def _name_governorates(places: Places, located: np.ndarray, open_gazetteer: Callable[[], Gazetteer]) -> None:
    """Standard names where the file states a governorate; else the one whose outline holds the point."""
    from gazetteer.outlines import OutlineSet

    outlines = OutlineSet.default()
    found = np.array(outlines.names_at(places.latitude, places.longitude), dtype=object)
    holding = found.copy()
    # The point of a row that only says "Iraq" is a label point: it lies in no governorate.
    holding[np.array(places.geo_precision, dtype=object) == str(GeoPrecision.COUNTRY)] = ""
    names = {name for name in places.admin1 if name}
    differing = 0
    if names:
        standard = _standard_governorates(names, outlines.names, open_gazetteer)
        stated = np.array([standard.get(name, name) for name in places.admin1], dtype=object)
        known = np.array([name in standard for name in places.admin1], dtype=bool)
        differing = int((known & (found != "") & (found != stated)).sum())
        holding = np.where(stated == "", holding, stated)
    places.admin1 = holding.tolist()
    outside = int((located & (found == "")).sum())
    if differing:
        places.warnings.append(
            f"{differing:,} rows state another governorate than the outline that holds their point; "
            "the stated one is kept"
        )
    if outside:
        places.warnings.append(f"{outside:,} points lie outside Iraq and have no governorate of ours")


def _standard_governorates(
    names: set[str], standard_names: Sequence[str], open_gazetteer: Callable[[], Gazetteer]
) -> dict[str, str]:
    """Name as written -> standard name, for those that are governorates."""
    known = {fold_text(name): name for name in standard_names}
    found = {name: known[fold_text(name)] for name in names if fold_text(name) in known}
    for name in sorted(names - found.keys()):
        resolution = open_gazetteer().resolve(name)
        for candidate in resolution.candidates:
            if candidate.place.kind == "governorate" and candidate.place.governorate:
                found[name] = candidate.place.governorate
                break
    return found


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a name came to: a place with its coordinates, or why there is none."""

    place: Place | None = None
    latitude: float = np.nan
    longitude: float = np.nan
    radius_km: float = np.nan
    precision: str = str(GeoPrecision.UNRESOLVED)
    reason: str = ""


def _resolve_names(
    places: Places,
    rows: list[int],
    table: Table,
    faults: RowFaults,
    open_gazetteer: Callable[[], Gazetteer],
) -> None:
    """Fill the rows without coordinates from the finest place name that each has."""
    answers: dict[tuple[str, str, str], _Answer] = {}
    columns = (("location", places.location), ("admin2", places.admin2), ("admin1", places.admin1))
    for row in rows:
        column, name = next(((c, v[row]) for c, v in columns if v[row]), ("", ""))
        if not name:
            faults.refuse(row, "", "", "no coordinates and no name of a place")
            continue
        key = (name, places.admin1[row] if column != "admin1" else "", column)
        if key not in answers:
            answers[key] = _look_up(open_gazetteer(), *key)
        _take(places, row, name, answers[key])
        if np.isnan(answers[key].latitude) and column in table.fields:
            faults.flag(row, table.column_name(column), name, answers[key].reason)


def _look_up(gazetteer: Gazetteer, name: str, within: str, column: str) -> _Answer:
    from gazetteer.errors import UnknownAdminArea

    try:
        resolution = gazetteer.resolve(name, within=within or None)
    except UnknownAdminArea:
        resolution = gazetteer.resolve(name)
    # A column of governorates or districts says what its names are: Nineveh there is not the city.
    for candidate in resolution.candidates if column in COLUMN_KINDS else ():
        if candidate.place.kind in COLUMN_KINDS[column]:
            place = candidate.place
            return _Answer(place, place.latitude, place.longitude, place.radius_km, str(place.precision))
    if resolution.latitude is None or resolution.longitude is None:
        return _Answer(reason=_why_unresolved(resolution))
    radius = np.nan if resolution.radius_km is None else resolution.radius_km
    return _Answer(
        resolution.place, resolution.latitude, resolution.longitude, radius, str(resolution.precision)
    )


def _take(places: Places, row: int, name: str, answer: _Answer) -> None:
    places.location_as_written[row] = places.location_as_written[row] or name
    places.latitude[row] = answer.latitude
    places.longitude[row] = answer.longitude
    places.radius_km[row] = answer.radius_km
    places.geo_precision[row] = answer.precision
    if answer.place is None:
        places.location[row] = name
        return
    places.location[row] = answer.place.name
    places.admin1[row] = answer.place.governorate or places.admin1[row]
    places.admin2[row] = answer.place.district or places.admin2[row]


def _why_unresolved(resolution: Resolution) -> str:
    if resolution.country not in {"", "Iraq"}:
        return f"lies in {resolution.country}; kept without coordinates"
    if resolution.candidates:
        choices = "; ".join(
            f"{candidate.place.name} ({candidate.place.kind}, {candidate.place.governorate})"
            for candidate in resolution.candidates[:3]
        )
        return f"{resolution.status}: {choices}; kept without coordinates"
    return "no such place in the gazetteer; kept without coordinates"
