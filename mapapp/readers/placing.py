"""Where the rows of a file lie: from their coordinates, else from the names of places that they give.

Coordinates need only the outlines of the governorates; the gazetteer is built for names alone. A name is
looked up once for each governorate that stands beside it, however many rows have it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mapapp.filters import fold_text
from mapapp.incidents import GeoPrecision
from mapapp.readers.columns import Cells, cells_of, cells_of_texts, combined
from mapapp.readers.points import Points, rate_points, read_points

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Place, Resolution
    from mapapp.readers.results import RowFaults
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table

COLUMN_KINDS: Final = {
    "admin1": frozenset({"governorate"}),
    "admin2": frozenset({"district", "sub_district"}),
}
"""Column -> kinds of place that a name in it stands for, before all others of that name."""
NAME_COLUMNS: Final = ("location", "admin2", "admin1")
"""Columns with a name of a place, the finest first."""


@dataclass(frozen=True, slots=True)
class Places:
    """The columns about places of one file, by the name of the incident column."""

    columns: dict[str, Any]
    warnings: tuple[str, ...]


def place_rows(
    table: Table, schema: Schema, faults: RowFaults, open_gazetteer: Callable[[], Gazetteer]
) -> Places:
    """Latitude, longitude, precision, radius, governorate, district and location of every row.

    Args:
        table: the file.
        schema: what its codes mean.
        faults: takes rows without a usable place, and names that are not resolved.
        open_gazetteer: called only where a name has to be looked up.
    """
    from gazetteer.outlines import OutlineSet

    outlines = OutlineSet.default()
    points = read_points(table, schema, faults, outlines)
    precision, radius = rate_points(points, table, schema, faults)
    admin1, warnings = _name_governorates(points, precision, table, outlines, open_gazetteer)
    columns: dict[str, Any] = {
        "latitude": points.latitude, "longitude": points.longitude, "radius_km": radius,
        "geo_precision": precision, "admin1": admin1,
    }  # fmt: skip
    for name in ("admin2", "location", "location_as_written"):
        column = table.column(name)
        columns[name] = _spread(table, None if column is None else cells_of(column))
    open_rows = np.isnan(points.latitude)
    open_rows[faults.refused_rows] = False
    if open_rows.any():
        _resolve_names(columns, np.flatnonzero(open_rows), table, faults, open_gazetteer)
    if points.swapped:
        warnings.append(
            f"latitude and longitude look swapped in {points.swapped:,} rows; where it is the whole file, "
            "name the two columns the other way round in a column mapping (--mapping)"
        )
    return Places(columns, tuple(warnings))


def _spread(table: Table, cells: Cells | None) -> np.ndarray:
    return np.full(len(table), "", dtype=object) if cells is None else cells.each(cells.distinct)


def _name_governorates(
    points: Points,
    precision: np.ndarray,
    table: Table,
    outlines: Any,  # noqa: ANN401 - an OutlineSet, which is loaded when needed
    open_gazetteer: Callable[[], Gazetteer],
) -> tuple[np.ndarray, list[str]]:
    """Standard names where the file states a governorate; else the one whose outline holds the point."""
    found = points.governorate
    # The point of a row that only says "Iraq" is a label point: it lies in no governorate.
    holding = np.where(precision == str(GeoPrecision.COUNTRY), "", found)
    warnings = []
    column = table.column("admin1")
    if column is not None:
        cells = cells_of(column)
        standard = _standard_governorates({*cells.distinct} - {""}, outlines.names, open_gazetteer)
        stated = cells.each([standard.get(name, name) for name in cells.distinct])
        known = cells.each([name in standard for name in cells.distinct], bool)
        differing = int((known & (found != "") & (found != stated)).sum())
        holding = np.where(stated == "", holding, stated)
        if differing:
            warnings.append(
                f"{differing:,} rows state another governorate than the outline that holds their point; "
                "the stated one is kept"
            )
    outside = int((np.isfinite(points.latitude) & (found == "")).sum())
    if outside:
        warnings.append(f"{outside:,} points lie just outside Iraq and have no governorate of ours")
    return holding, warnings


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

    column: str
    name: str
    place: Place | None = None
    latitude: float = np.nan
    longitude: float = np.nan
    radius_km: float = np.nan
    precision: str = str(GeoPrecision.UNRESOLVED)
    reason: str = ""


def _resolve_names(
    columns: dict[str, Any],
    rows: np.ndarray,
    table: Table,
    faults: RowFaults,
    open_gazetteer: Callable[[], Gazetteer],
) -> None:
    """Fill the rows without coordinates from the finest place name that each has."""
    codes, combinations = combined([cells_of_texts(columns[name][rows]) for name in NAME_COLUMNS])
    answers = []
    memo: dict[tuple[str, str, str], _Answer] = {}
    for names in combinations:
        column, name = next(((c, n) for c, n in zip(NAME_COLUMNS, names, strict=True) if n), ("", ""))
        key = (column, name, names[-1] if column != "admin1" else "")
        if key not in memo:
            memo[key] = _look_up(open_gazetteer(), *key) if name else _Answer("", "")
        answers.append(memo[key])
    for number, row in zip(codes.tolist(), rows.tolist(), strict=True):
        answer = answers[number]
        if not answer.name:
            faults.refuse(row, "", "", "no coordinates and no name of a place")
        elif answer.reason and answer.column in table.fields:
            faults.flag(row, table.column_name(answer.column), answer.name, answer.reason)
    _take(columns, rows, Cells(codes.astype(np.int32), [one.name for one in answers]), answers)


def _take(columns: dict[str, Any], rows: np.ndarray, cells: Cells, answers: list[_Answer]) -> None:
    """Put the answers into the columns."""
    for name in ("latitude", "longitude", "radius_km"):
        columns[name][rows] = cells.each([getattr(one, name) for one in answers], np.float64)
    columns["geo_precision"][rows] = cells.each([one.precision for one in answers])
    names = cells.each(cells.distinct)
    written = columns["location_as_written"][rows]
    columns["location_as_written"][rows] = np.where(written == "", names, written)
    columns["location"][rows] = cells.each([one.place.name if one.place else one.name for one in answers])
    for column, part in (("admin1", "governorate"), ("admin2", "district")):
        found = cells.each([getattr(one.place, part) or "" if one.place else "" for one in answers])
        columns[column][rows] = np.where(found == "", columns[column][rows], found)


def _look_up(gazetteer: Gazetteer, column: str, name: str, within: str) -> _Answer:
    from gazetteer.errors import UnknownAdminArea

    try:
        resolution = gazetteer.resolve(name, within=within or None)
    except UnknownAdminArea:
        resolution = gazetteer.resolve(name)
    # A column of governorates or districts says what its names are: Nineveh there is not the city.
    for candidate in resolution.candidates if column in COLUMN_KINDS else ():
        if candidate.place.kind in COLUMN_KINDS[column]:
            place = candidate.place
            return _Answer(
                column, name, place, place.latitude, place.longitude, place.radius_km, str(place.precision)
            )
    if resolution.latitude is None or resolution.longitude is None:
        return _Answer(column, name, reason=_why_unresolved(resolution))
    radius = np.nan if resolution.radius_km is None else resolution.radius_km
    return _Answer(
        column, name, resolution.place, resolution.latitude, resolution.longitude, radius,
        str(resolution.precision),
    )  # fmt: skip


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
