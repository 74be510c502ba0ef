"""The coordinates of a table, checked: inside Iraq or its border zone, not 0, 0, not swapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from mapapp.filters import fold_text
from mapapp.incidents import GeoPrecision
from mapapp.readers.columns import Cells, cells_of, text_column
from mapapp.readers.numbers import decimals_of, read_degrees, split_pairs

if TYPE_CHECKING:
    import pyarrow as pa

    from gazetteer.outlines import OutlineSet
    from mapapp.readers.numbers import Degrees
    from mapapp.readers.results import RowFaults
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table

BORDER_ZONE_DEGREES: Final = 0.5
"""How far outside Iraq a point may lie: 55 km to the north, 47 km to the east. It takes in strikes just
across the border, points that are known to 25 km only (UCDP's code 2), and the oil terminals off Faw."""

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

_IRAQ: Final = ("", "Iraq", "العراق", "عێراق", "IRQ", "IQ", "IZ", "368")
"""What a column of countries says of a row that may lie in Iraq; "" says nothing."""


@dataclass(frozen=True, slots=True)
class Points:
    """The coordinates of every row, NaN where there are none that can be used."""

    latitude: Degrees
    longitude: Degrees
    governorate: np.ndarray
    """Of the outline that holds the point; "" outside all of them."""
    swapped: int
    """Rows refused because their coordinates look swapped."""


def read_points(table: Table, schema: Schema, faults: RowFaults, outlines: OutlineSet) -> Points:
    """Coordinates that passed all checks; a row that fails one is refused with its reason."""
    rows = len(table)
    titles, columns = _columns(table)
    if not columns:
        missing = np.full(rows, np.nan)
        return Points(missing, missing.copy(), np.full(rows, "", dtype=object), 0)
    read = [read_degrees(column, schema.unknown_numbers) for column in columns]
    (latitude, latitude_faults), (longitude, longitude_faults) = read
    cells = _Written(titles, columns)
    for column, wrong in enumerate((latitude_faults, longitude_faults)):
        for row, reason in wrong.items():
            faults.refuse(row, titles[column], cells.of(row, column), reason)
    unreadable = {*latitude_faults, *longitude_faults}
    halves = np.flatnonzero(np.isnan(latitude) != np.isnan(longitude))
    for row in halves.tolist():
        if row not in unreadable:
            column = 1 if np.isnan(longitude[row]) else 0
            reason = "latitude and longitude must both be given"
            faults.refuse(row, titles[column], cells.of(row, column), reason)
    latitude[halves] = longitude[halves] = np.nan
    _refuse_impossible(latitude, longitude, cells, faults)
    swapped, governorate = _refuse_outside(latitude, longitude, cells, table, faults, outlines)
    return Points(latitude, longitude, governorate, swapped)


@dataclass(frozen=True, slots=True)
class _Written:
    """The cells as the file has them, for messages."""

    titles: list[str]
    columns: list[pa.ChunkedArray]

    def of(self, row: int, column: int) -> str:
        return str(self.columns[column][row].as_py())


def _columns(table: Table) -> tuple[list[str], list[pa.ChunkedArray]]:
    latitudes, longitudes = table.column("latitude"), table.column("longitude")
    if latitudes is not None and longitudes is not None:
        return [table.column_name(name) for name in ("latitude", "longitude")], [latitudes, longitudes]
    pairs = table.column("coordinates")
    if pairs is None:
        return [], []
    title = table.column_name("coordinates")
    return [title, title], [text_column(half) for half in split_pairs(pairs.to_pylist())]


def _refuse_impossible(latitude: Degrees, longitude: Degrees, cells: _Written, faults: RowFaults) -> None:
    with np.errstate(invalid="ignore"):
        checks = (
            (np.abs(latitude) > 90, 0, "latitude is -90 to 90 degrees"),
            (np.abs(longitude) > 180, 1, "longitude is -180 to 180 degrees"),
            ((latitude == 0) & (longitude == 0), 0, "0, 0 lies in the Atlantic: an unknown place"),
        )
    for wrong, column, reason in checks:
        for row in np.flatnonzero(wrong).tolist():
            faults.refuse(row, cells.titles[column], cells.of(row, column), reason)
        # What is refused must not reach the arithmetic that follows: it may be infinite.
        latitude[wrong] = longitude[wrong] = np.nan


def _refuse_outside(
    latitude: Degrees,
    longitude: Degrees,
    cells: _Written,
    table: Table,
    faults: RowFaults,
    outlines: OutlineSet,
) -> tuple[int, np.ndarray]:
    """Refuse points beyond the border zone; how many of them lie in Iraq the other way round."""
    governorate = np.array(outlines.names_at(latitude, longitude), dtype=object)
    candidates = np.flatnonzero((governorate == "") & np.isfinite(latitude))
    if not len(candidates):
        return 0, governorate
    outside = candidates[~_in_border_zone(latitude[candidates], longitude[candidates])]
    turned = outlines.names_at(longitude[outside], latitude[outside])
    countries = _countries(table)
    swapped = 0
    for row, other_way in zip(outside.tolist(), turned, strict=True):
        written = [cells.of(row, column) for column in (0, 1)]
        pair = written[0] if cells.titles[0] == cells.titles[1] else ", ".join(written)
        country = "" if countries is None else countries[row]
        if other_way and fold_text(country) in {fold_text(name) for name in _IRAQ}:
            swapped += 1
            reason = (
                "latitude and longitude look swapped: proposed is "
                f"latitude {longitude[row]:g}, longitude {latitude[row]:g}, in {other_way}"
            )
        else:
            reason = "lies outside Iraq and its border zone of about 50 km"
            reason += (
                f", in {country}" if fold_text(country) not in {fold_text(name) for name in _IRAQ} else ""
            )
        faults.refuse(row, cells.titles[0], pair, reason)
    latitude[outside] = longitude[outside] = np.nan
    return swapped, governorate


def _in_border_zone(latitude: Degrees, longitude: Degrees) -> np.ndarray:
    """Whether points outside Iraq lie within BORDER_ZONE_DEGREES of it."""
    from gazetteer.outlines import read_outlines

    inside = np.zeros(len(latitude), dtype=bool)
    points = shapely.points(longitude, latitude)
    for outline in read_outlines():
        box = shapely.box(*outline.polygon.bounds).buffer(BORDER_ZONE_DEGREES)
        shapely.prepare(box)
        near = np.flatnonzero(~inside & shapely.contains(box, points))
        shapely.prepare(outline.polygon)
        inside[near] = shapely.dwithin(outline.polygon, points[near], BORDER_ZONE_DEGREES)
    return inside


def _countries(table: Table) -> Cells | None:
    column = table.column("country")
    return None if column is None else cells_of(column)


def rate_points(
    points: Points, table: Table, schema: Schema, faults: RowFaults
) -> tuple[np.ndarray, Degrees]:
    """Precision and radius in km of the rows with coordinates: stated by the file, else by their decimals."""
    located = np.isfinite(points.latitude)
    decimals = decimals_of(points.latitude, points.longitude)
    by_decimals = np.array([str(DECIMALS_PRECISION[d][0]) for d in range(4)], dtype=object)
    radii = np.array([DECIMALS_PRECISION[d][1] for d in range(4)])
    precision = np.where(located, by_decimals[decimals], str(GeoPrecision.UNRESOLVED))
    radius = np.where(located, radii[decimals], np.nan)
    column = table.column("geo_precision")
    if column is not None:
        stated = cells_of(column)
        codes = [schema.geo_codes.get(cell.lower().removesuffix(".0")) for cell in stated.distinct]
        known = located & stated.each([code is not None for code in codes], bool)
        precision[known] = stated.each(codes)[known]
        radius[known] = stated.each(
            [np.nan if code is None else RADIUS_KM.get(GeoPrecision(code), np.nan) for code in codes],
            np.float64,
        )[known]
        reason = f"unknown precision; known are {', '.join(sorted(schema.geo_codes))}"
        unknown = [n for n, code in enumerate(codes) if code is None and stated.distinct[n]]
        for row in stated.rows_of(unknown).tolist():
            faults.flag(row, table.column_name("geo_precision"), stated[row], reason)
    for number in table.numbers_of(schema.near[0]) if schema.near[0] else ():
        beside = cells_of(table.cleaned(number))
        near = located & (precision == str(GeoPrecision.SETTLEMENT))
        near &= beside.each([cell.removesuffix(".0") == schema.near[1] for cell in beside.distinct], bool)
        precision[near] = str(GeoPrecision.NEAR)
        radius[near] = RADIUS_KM[GeoPrecision.NEAR]
    column = table.column("radius_km")
    if column is not None:
        stated_radius, wrong = read_degrees(column)
        for row in wrong:
            faults.flag(row, table.column_name("radius_km"), str(column[row].as_py()), "not a number of km")
        with np.errstate(invalid="ignore"):
            radius = np.where(located & (stated_radius >= 0), stated_radius, radius)
    return precision, radius
