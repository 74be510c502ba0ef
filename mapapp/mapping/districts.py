"""District outlines that the user gives: read, simplified for the screen, and packed for the document.

No set of Iraq's district borders is free to ship, so none is built in: they come as a GeoJSON file, or with
an imported gazetteer that holds them. The document then sums incidents by district.
"""

from __future__ import annotations

import gzip
import itertools
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import shapely

from mapapp.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

NAME_PROPERTIES: Final = ("name", "NAME_2", "ADM2_EN", "adm2_name", "shapeName", "NAME_EN", "admin2")
"""Where published files keep a district's name, in the order they are looked for."""
GOVERNORATE_PROPERTIES: Final = ("governorate", "NAME_1", "ADM1_EN", "adm1_name", "admin1")
"""The same for its governorate, which may be absent."""
SIMPLIFIED_DEGREES: Final = 0.004
"""About 400 m: a pixel at the zoom where a district fills the window."""
UNITS_PER_DEGREE: Final = 1000
"""Packed outlines are whole numbers of about 100 m."""
MOST_BYTES: Final = 200_000_000
"""A larger file is no set of district outlines of one country."""


@dataclass(frozen=True, slots=True)
class District:
    """One district's name, governorate ("" where the file names none) and area."""

    name: str
    governorate: str
    polygon: BaseGeometry
    """A shapely Polygon or MultiPolygon in degrees WGS 84, longitude first as shapely has it."""


def read_districts(path: Path) -> tuple[District, ...]:
    """The districts of a GeoJSON feature collection of polygons.

    Raises:
        UnreadableFile: no such file, no GeoJSON, or a feature without a name or a polygon; it is named.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(f"{path}: more than {MOST_BYTES / 1e6:.0f} MB; give one country's districts")
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        listed = enumerate(features, 1)
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise UnreadableFile(f"{path}: no GeoJSON feature collection: {error}") from error
    districts = tuple(_district(path, number, feature) for number, feature in listed)
    if not districts:
        raise UnreadableFile(f"{path}: holds no feature")
    return districts


def _district(path: Path, number: int, feature: Any) -> District:  # noqa: ANN401 - any JSON value comes in
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise UnreadableFile(f"{path}: feature {number} has no properties")
    name = _first_text(properties, NAME_PROPERTIES)
    if not name:
        raise UnreadableFile(f"{path}: feature {number} has no name; looked for {', '.join(NAME_PROPERTIES)}")
    try:
        polygon = shapely.make_valid(shapely.from_geojson(json.dumps(feature.get("geometry"))))
    except shapely.errors.ShapelyError as error:
        raise UnreadableFile(f"{path}: feature {number} ({name}): {error}") from error
    if polygon.geom_type not in {"Polygon", "MultiPolygon"}:
        raise UnreadableFile(f"{path}: feature {number} ({name}) is {polygon.geom_type}, not a polygon")
    west, south, east, north = polygon.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise UnreadableFile(
            f"{path}: feature {number} ({name}) spans {west:g} to {east:g}, {south:g} to {north:g}; "
            "allowed are degrees of longitude and latitude (WGS 84)"
        )
    return District(name, _first_text(properties, GOVERNORATE_PROPERTIES), polygon)


def _first_text(properties: Mapping[str, Any], names: Iterable[str]) -> str:
    found = (properties[name] for name in names if isinstance(properties.get(name), str))
    return next((text.strip() for text in found if text.strip()), "")


def pack_districts(districts: Iterable[District]) -> bytes:
    """Outlines as gzipped JSON: ``{scale, districts: [{name, governorate, rings}]}``.

    A ring is longitude and latitude in turn, each the difference to the point before in ``1 / scale``
    degrees. Neighbours are simplified together, so no gap opens between them.
    """
    given = list(districts)
    simple = shapely.coverage_simplify([one.polygon for one in given], SIMPLIFIED_DEGREES)
    packed = {
        "scale": UNITS_PER_DEGREE,
        "districts": [
            {"name": one.name, "governorate": one.governorate, "rings": _rings(polygon)}
            for one, polygon in zip(given, simple, strict=True)
        ],
    }
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), compresslevel=zlib.Z_BEST_COMPRESSION, mtime=0)


def _rings(polygon: BaseGeometry) -> list[list[int]]:
    rings = []
    for part in getattr(polygon, "geoms", [polygon]):
        for ring in (part.exterior, *part.interiors):
            points = [
                (round(longitude * UNITS_PER_DEGREE), round(latitude * UNITS_PER_DEGREE))
                for longitude, latitude in shapely.get_coordinates(ring).tolist()
            ]
            deltas = [*points[0]]
            for before, after in itertools.pairwise(points):
                deltas += [after[0] - before[0], after[1] - before[1]]
            rings.append(deltas)
    return rings
