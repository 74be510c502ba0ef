"""Districts, as far as they are known: which one holds a point, and how far it reaches.

Where the user gives outlines of districts, those count. No free set of them can be shipped, so without one a
district is what is nearest to its known places: a point belongs to the district of the nearest town, village,
quarter or sub-district inside the same governorate, whose outline is known. Such a border is some kilometres
off the true one; it never leaves the governorate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from mapapp.mapping.outlines import NOWHERE, KnownPlace, Outlines, known_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from mapapp.mapping.districts import District
    from mapapp.mapping.planes import Integers

    Degrees = NDArray[np.float64]

KM_PER_DEGREE: Final = 111.2
MARKING_KINDS: Final = ("district", "city", "town", "sub_district", "neighbourhood", "village")
"""Places that show where a district lies, those that lie well inside one first."""
_STEP: Final = 0.1
"""Degrees between the points of the lattice on which an area's reach is asked."""
_CHUNK: Final = 20_000
"""Points whose distances to all places of a governorate are held at once."""


@dataclass(frozen=True, slots=True)
class Area:
    """A district, or a governorate where no district is known."""

    governorate: str
    district: str
    latitude: float
    longitude: float
    """A spot inside it (degrees)."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """The places of one governorate, and the number of the area that each marks."""

    latitudes: Degrees
    longitudes: Degrees
    areas: Integers


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas; a point's area is a number, its place in ``listed``."""

    listed: tuple[Area, ...]
    governorates: Outlines
    marks: tuple[_Marks, ...]
    """By the governorate's number."""
    given: Outlines
    """Outlines of districts that the user gave: the first of ``listed``, in this order."""

    @classmethod
    def load(cls, districts: Iterable[District] = ()) -> Areas:
        """The areas of the given districts, and for the rest of the country of the known places.

        Raises:
            SnapshotError: the shipped tables are not installed.
        """
        own = list(districts)
        given = Outlines(tuple(one.name for one in own), tuple(one.polygon for one in own))
        listed = [_given_area(one) for one in own]
        governorates = Outlines.load()
        places = [place for place in known_places() if place.kind in MARKING_KINDS]
        places.sort(key=lambda place: MARKING_KINDS.index(place.kind))
        marks = [
            _marks([place for place in places if place.governorate == name], name, polygon, listed)
            for name, polygon in zip(governorates.names, governorates.polygons, strict=True)
        ]
        return cls(tuple(listed), governorates, tuple(marks), given)

    def numbers_at(self, latitudes: Degrees, longitudes: Degrees) -> Integers:
        """For each point (degrees) the number of its area; NOWHERE outside the country."""
        found = np.full(len(latitudes), NOWHERE, dtype=np.int64)
        holders = self.governorates.numbers_at(latitudes, longitudes)
        for number, marks in enumerate(self.marks):
            rows = np.flatnonzero(holders == number)
            for start in range(0, len(rows), _CHUNK):
                some = rows[start : start + _CHUNK]
                found[some] = _nearest(marks, latitudes[some], longitudes[some])
        if self.given.names:
            inside = self.given.numbers_at(latitudes, longitudes)
            found = np.where(inside == NOWHERE, found, inside)
        return found

    def reaches_km(self, numbers: Integers, latitudes: Degrees, longitudes: Degrees) -> Degrees:
        """How far (km) each area reaches from its spot, by a lattice over them, and up by its step."""
        polygons = np.array([*self.governorates.polygons, *self.given.polygons], dtype=object)
        west, south, east, north = shapely.total_bounds(polygons)
        downs = np.arange(south - _STEP, north + _STEP, _STEP)
        acrosses = np.arange(west - _STEP, east + _STEP, _STEP)
        at = np.stack(np.meshgrid(downs, acrosses), axis=-1).reshape(-1, 2)
        holders = self.numbers_at(at[:, 0], at[:, 1])
        reaches = []
        for number, latitude, longitude in zip(numbers, latitudes, longitudes, strict=True):
            own = at[holders == number]
            away = distance_km(latitude, longitude, own[:, 0], own[:, 1])
            reaches.append(away.max(initial=0.0) + _STEP * KM_PER_DEGREE)
        return np.array(reaches, dtype=np.float64)


def _nearest(marks: _Marks, latitudes: Degrees, longitudes: Degrees) -> Integers:
    narrowed = np.cos(np.radians(latitudes))[:, None]
    down = latitudes[:, None] - marks.latitudes[None, :]
    across = (longitudes[:, None] - marks.longitudes[None, :]) * narrowed
    nearest = np.argmin(down * down + across * across, axis=1)
    return np.asarray(marks.areas[nearest], dtype=np.int64)


def _given_area(district: District) -> Area:
    spot = district.polygon.representative_point()
    return Area(district.governorate, district.name, spot.y, spot.x)


def _marks(
    places: list[KnownPlace], governorate: str, polygon: shapely.Geometry, listed: list[Area]
) -> _Marks:
    """The marks of one governorate; its areas are added to ``listed``."""
    inside = [one for one in places if shapely.contains_xy(polygon, one.longitude, one.latitude)]
    spots: dict[tuple[float, float], str] = {}
    for place in inside:
        # Of two districts that are told to lie on one spot, the first has it.
        spots.setdefault((place.latitude, place.longitude), place.district)
    numbers = {
        district: len(listed) + number for number, district in enumerate(dict.fromkeys(spots.values()))
    }
    for district in numbers:
        first = next(one for one in inside if spots[one.latitude, one.longitude] == district)
        listed.append(Area(governorate, district, first.latitude, first.longitude))
    if not spots:
        middle = polygon.representative_point()
        spots[middle.y, middle.x], numbers[""] = "", len(listed)
        listed.append(Area(governorate, "", middle.y, middle.x))
    at = np.array(list(spots), dtype=np.float64)
    return _Marks(at[:, 0], at[:, 1], np.array([numbers[name] for name in spots.values()], dtype=np.int64))


def distance_km(latitude: float, longitude: float, latitudes: Degrees, longitudes: Degrees) -> Degrees:
    """Kilometres from one point to others (degrees), good to 1 % over a district."""
    narrowed = np.cos(np.radians(latitude))
    away = np.hypot(latitudes - latitude, (longitudes - longitude) * narrowed)
    return np.asarray(away * KM_PER_DEGREE, dtype=np.float64)
