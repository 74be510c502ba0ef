"""Which of a set of outlines, such as the governorates, holds a point.

Outlines are polygons in degrees WGS 84, read from ``gazetteer/data/outlines.geojson`` or taken from
an imported gazetteer. Whole columns are answered through a grid: a cell that one polygon covers
answers for every point in it, so only points in border cells are tested against polygons.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import shapely.affinity

from gazetteer.distances import EARTH_RADIUS_KM
from gazetteer.errors import InvalidQuery, UnreadableGazetteer
from gazetteer.places import MAX_LATITUDE, MAX_LONGITUDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

CELL_DEGREES = 0.05
"""Side of a grid cell, about 5 km: smaller costs more to build, larger leaves more border cells."""
BORDER_TOLERANCE_DEGREES = 0.02
"""About 2 km: the outlines are simplified, so a border post may lie this far outside them."""
MAX_CELLS = 1_000_000
"""Grids of more cells are refused: such outlines are not those of a country of Iraq's size."""
GRIDDED_POINTS = 3_000
"""Points from which on the grid, which takes 0.1 s to make, is worth it."""
NOWHERE = -1
"""Code of a cell or point in no outline."""
BORDER = -2
"""Code of a cell that an outline crosses."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The area of a governorate or district."""

    name: str
    """Standard Latin name."""
    polygon: BaseGeometry
    """A shapely Polygon or MultiPolygon, longitude first as shapely has it."""


def read_outlines(source: Path | Traversable | None = None) -> tuple[Outline, ...]:
    """Outlines from a GeoJSON feature collection whose features carry ``name``.

    Args:
        source: The file; by default the 19 governorates that ship with the package.

    Raises:
        UnreadableGazetteer: the file is no such collection.
    """
    source = source or files("gazetteer").joinpath("data", "outlines.geojson")
    try:
        collection = json.loads(source.read_text(encoding="utf-8"))
        outlines = tuple(
            Outline(
                str(feature["properties"]["name"]),
                shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"]))),
            )
            for feature in collection["features"]
        )
    except (OSError, ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        raise UnreadableGazetteer(
            f"{source}: no GeoJSON feature collection of named outlines ({error})"
        ) from error
    if not outlines:
        raise UnreadableGazetteer(f"{source}: the feature collection holds no outline")
    return outlines


class OutlineSet:
    """Answers which of some outlines holds a point.

    Args:
        outlines: Areas of one level, such as the governorates; they should not overlap.
        tolerance_degrees: A point outside every outline still belongs to one that is this near.
    """

    def __init__(
        self,
        outlines: Iterable[Outline],
        tolerance_degrees: float = BORDER_TOLERANCE_DEGREES,
    ) -> None:
        self._outlines = tuple(outlines)
        self._tolerance_degrees = tolerance_degrees
        self._names = np.array([*(outline.name for outline in self._outlines), ""], dtype=object)

    @classmethod
    def default(cls) -> OutlineSet:
        """The governorates of Iraq.

        Raises:
            UnreadableGazetteer: the package's own outlines are damaged.
        """
        return cls(read_outlines())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the outlines, in the order of the file."""
        return tuple(outline.name for outline in self._outlines)

    def name_at(self, latitude: float, longitude: float) -> str:
        """Name of the area that holds the point; empty outside all of them.

        Raises:
            InvalidQuery: the coordinates are off the globe or not a number.
        """
        check_coordinates(latitude, longitude)
        return self.names_at([latitude], [longitude])[0]

    def names_at(self, latitudes: ArrayLike, longitudes: ArrayLike) -> list[str]:
        """Name of the area of each point, empty for a point outside or without coordinates.

        Args:
            latitudes: Degrees WGS 84; a NaN is answered with an empty name.
            longitudes: Degrees WGS 84, as many as latitudes.

        Raises:
            InvalidQuery: the two are not of the same length.
        """
        lats = np.asarray(latitudes, dtype=np.float64).ravel()
        lons = np.asarray(longitudes, dtype=np.float64).ravel()
        if lats.shape != lons.shape:
            raise InvalidQuery(
                f"{lats.size} latitudes but {lons.size} longitudes; they must be of one length"
            )
        # For a few points the outlines themselves are asked: making the grid takes longer than that.
        grid = lats.size >= GRIDDED_POINTS or "_grid" in self.__dict__
        codes = self._grid.codes_of(lats, lons) if grid else np.full(lats.size, BORDER, dtype=np.int16)
        border = np.flatnonzero(codes == BORDER)
        codes[border] = self._test_polygons(lats[border], lons[border])
        names: list[str] = self._names[codes].tolist()
        return names

    def part_of(self, name: str, bearing: float) -> tuple[float, float, float] | None:
        """Latitude, longitude and radius in km of the half of an area towards ``bearing``.

        The half lies beyond a line through the centre of the area; its circle has its centre and
        the half's area. None where no outline has the name.
        """
        outline = next((one for one in self._outlines if one.name == name), None)
        if outline is None:
            return None
        centre = outline.polygon.centroid
        half = outline.polygon.intersection(_half_plane(centre.x, centre.y, bearing))
        middle = half.centroid
        km_per_degree = np.pi * EARTH_RADIUS_KM / 180
        square_km = half.area * km_per_degree**2 * np.cos(np.radians(middle.y))
        return float(middle.y), float(middle.x), float(np.sqrt(square_km / np.pi))

    def _test_polygons(self, lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[Any]:
        """Codes by the polygons themselves, then by the tolerance for what lies just outside."""
        codes = np.full(lats.size, NOWHERE, dtype=np.int16)
        for polygons in (self._polygons, self._widened):
            for code, polygon in enumerate(polygons):
                open_points = np.flatnonzero(codes == NOWHERE)
                if not open_points.size:
                    return codes
                near = open_points[_within_bounds(polygon.bounds, lats, lons, open_points)]
                inside = shapely.contains_xy(polygon, lons[near], lats[near])
                codes[near[inside]] = code
        return codes

    @cached_property
    def _polygons(self) -> tuple[BaseGeometry, ...]:
        polygons = tuple(outline.polygon for outline in self._outlines)
        for polygon in polygons:
            shapely.prepare(polygon)
        return polygons

    @cached_property
    def _widened(self) -> tuple[BaseGeometry, ...]:
        if not self._tolerance_degrees:
            return ()
        widened = tuple(
            outline.polygon.buffer(self._tolerance_degrees, quad_segs=2) for outline in self._outlines
        )
        for polygon in widened:
            shapely.prepare(polygon)
        return widened

    @cached_property
    def _grid(self) -> _Grid:
        return _Grid.over(self._polygons, self._tolerance_degrees)


def _half_plane(longitude: float, latitude: float, bearing: float) -> BaseGeometry:
    """A box on one side of a line through a point, far wider than any country.

    Degrees of longitude are shorter than those of latitude, which tilts a slanting line a little;
    no reporter's "south-west" is that exact.
    """
    reach = 90.0
    plane = shapely.box(longitude - reach, latitude, longitude + reach, latitude + reach)
    # Shapely turns counter-clockwise, bearings run clockwise.
    return shapely.affinity.rotate(plane, -bearing, origin=(longitude, latitude))


def check_coordinates(latitude: float, longitude: float) -> None:
    """Refuse what is no point of the globe.

    Raises:
        InvalidQuery: the coordinates are off the globe or not a number.
    """
    # Written as "not within" so that NaN is refused too.
    if not (abs(latitude) <= MAX_LATITUDE and abs(longitude) <= MAX_LONGITUDE):
        raise InvalidQuery(
            f"({latitude}, {longitude}) is off the globe; latitude is -90 to 90, "
            "longitude -180 to 180 (are they swapped?)"
        )


def _within_bounds(
    bounds: tuple[float, float, float, float],
    lats: NDArray[np.float64],
    lons: NDArray[np.float64],
    chosen: NDArray[np.intp],
) -> NDArray[np.bool_]:
    west, south, east, north = bounds
    lat, lon = lats[chosen], lons[chosen]
    inside: NDArray[np.bool_] = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
    return inside


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of CELL_DEGREES with the code of the one outline that covers each."""

    west: float
    south: float
    cells: NDArray[np.int16]

    @classmethod
    def over(cls, polygons: Sequence[BaseGeometry], margin_degrees: float) -> _Grid:
        """Code every cell that the outlines and their margin can reach.

        Raises:
            UnreadableGazetteer: the outlines span more than MAX_CELLS cells.
        """
        if not polygons:
            return cls(0.0, 0.0, np.full((1, 1), NOWHERE, dtype=np.int16))
        bounds = np.array([polygon.bounds for polygon in polygons])
        west, south = bounds[:, :2].min(axis=0) - CELL_DEGREES - margin_degrees
        east, north = bounds[:, 2:].max(axis=0) + CELL_DEGREES + margin_degrees
        columns = int((east - west) / CELL_DEGREES) + 1
        rows = int((north - south) / CELL_DEGREES) + 1
        if rows * columns > MAX_CELLS:
            raise UnreadableGazetteer(
                f"outlines from ({south:.2f}, {west:.2f}) to ({north:.2f}, {east:.2f}) "
                f"span more than {MAX_CELLS} cells of {CELL_DEGREES} degrees"
            )
        cells = np.full((rows, columns), NOWHERE, dtype=np.int16)
        lefts = west + CELL_DEGREES * np.arange(columns)
        bottoms = south + CELL_DEGREES * np.arange(rows)
        for code, polygon in enumerate(polygons):
            _code_cells(cells, lefts, bottoms, code, polygon, margin_degrees)
        return cls(float(west), float(south), cells)

    def codes_of(self, lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[np.int16]:
        """Code of the cell of each point; NOWHERE off the grid."""
        rows, columns = self.cells.shape
        row = np.floor((lats - self.south) / CELL_DEGREES)
        column = np.floor((lons - self.west) / CELL_DEGREES)
        on_grid = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        codes = np.full(lats.size, NOWHERE, dtype=np.int16)
        codes[on_grid] = self.cells[row[on_grid].astype(np.intp), column[on_grid].astype(np.intp)]
        return codes


def _code_cells(
    cells: NDArray[np.int16],
    lefts: NDArray[np.float64],
    bottoms: NDArray[np.float64],
    code: int,
    polygon: BaseGeometry,
    margin_degrees: float,
) -> None:
    """Mark the cells that the polygon covers, and as BORDER those that it or its margin touches."""
    west, south, east, north = polygon.bounds
    reach = margin_degrees + CELL_DEGREES
    near_rows = np.flatnonzero((bottoms >= south - reach) & (bottoms <= north + margin_degrees))
    near_columns = np.flatnonzero((lefts >= west - reach) & (lefts <= east + margin_degrees))
    row, column = (part.ravel() for part in np.meshgrid(near_rows, near_columns, indexing="ij"))
    left, bottom = lefts[column], bottoms[row]
    # A hair wider than the cell, so that a point that rounding puts on the edge is still covered.
    hair = CELL_DEGREES * 1e-6
    boxes = shapely.box(left - hair, bottom - hair, left + CELL_DEGREES + hair, bottom + CELL_DEGREES + hair)
    covered = shapely.contains_properly(polygon, boxes)
    cells[row[covered], column[covered]] = code
    touched = ~covered & shapely.dwithin(polygon, boxes, margin_degrees)
    free = touched & (cells[row, column] == NOWHERE)
    cells[row[free], column[free]] = BORDER
