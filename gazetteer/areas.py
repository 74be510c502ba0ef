"""What lies at a point: its governorate, its district, and the nearest place.

The governorate comes from the outlines; the district from outlines too where an imported gazetteer
has them, else from the nearest district seat, and the answer says which of the two it was.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gazetteer.belongings import belonging
from gazetteer.distances import distances_km
from gazetteer.district_outlines import imported_outlines
from gazetteer.outlines import Outline, OutlineSet, check_coordinates, read_outlines
from gazetteer.places import Candidate, Place, Precision, Resolution, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

    from gazetteer.resolver import Gazetteer

WIDE_KINDS = frozenset(
    {"country", "governorate", "district", "sub_district"}  # hold a point rather than lie near it
    | {"river", "road", "wadi", "desert", "mountain", "area"}  # a label point says little of these
)
"""Kinds that are never the nearest place."""
NEAREST_COUNT = 5
"""How many nearest places are told; more would crowd out the governorate and district."""
MIN_RADIUS_KM = 1.0
"""A place without a radius of its own still covers this much about its label point."""


class Areas:
    """Answers what lies at a point of Iraq.

    Args:
        places: All places of the gazetteer.
        governorates: Outlines of the governorates; by default those of the package.
        districts: Outlines of districts, where an imported gazetteer has them. Their names are
            the standard Latin ones.

    Raises:
        UnreadableGazetteer: the package's own outlines are damaged.
    """

    def __init__(
        self,
        places: Iterable[Place],
        governorates: Iterable[Outline] | None = None,
        districts: Iterable[Outline] = (),
    ) -> None:
        self._places = tuple(places)
        self._governorates = OutlineSet(read_outlines() if governorates is None else governorates)
        # No widening: a gap between imported districts is better answered by the nearest seat.
        self.districts = tuple(districts)
        self._districts = OutlineSet(self.districts, tolerance_degrees=0.0)

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> Areas:
        """The areas of a gazetteer, kept on it; with its district outlines where it has some.

        Raises:
            UnreadableGazetteer: the package's own outlines are damaged.
        """
        return belonging(gazetteer, "areas", lambda: cls._of_file(gazetteer))

    @classmethod
    def _of_file(cls, gazetteer: Gazetteer) -> Areas:
        # The file that the gazetteer was opened from; None for the built-in one.
        path: Path | None = getattr(gazetteer, "_path", None)
        districts = imported_outlines(path, gazetteer.places) if path is not None else ()
        return cls(gazetteer.places, districts=districts)

    def governorate_of(self, latitude: float, longitude: float) -> str:
        """Standard Latin name of the governorate that holds the point; empty outside Iraq.

        Raises:
            InvalidQuery: the coordinates are off the globe or not a number.
        """
        return self._governorates.name_at(latitude, longitude)

    def governorates_of(self, latitudes: ArrayLike, longitudes: ArrayLike) -> list[str]:
        """The same for whole columns of degrees; a NaN or a point outside Iraq gives "".

        Raises:
            InvalidQuery: the two are not of the same length.
        """
        return self._governorates.names_at(latitudes, longitudes)

    def part_of(self, governorate: str, bearing: float) -> tuple[float, float, float] | None:
        """Latitude, longitude and radius in km of the part of a governorate towards ``bearing``.

        None where no outline has the name.
        """
        return self._governorates.part_of(governorate, bearing)

    def district_of(self, latitude: float, longitude: float) -> tuple[str, str]:
        """The district of a point, and in words how that is known; two empty texts outside Iraq.

        Raises:
            InvalidQuery: the coordinates are off the globe or not a number.
        """
        governorate = self.governorate_of(latitude, longitude)
        if not governorate:
            return "", ""
        name = self._districts.name_at(latitude, longitude)
        if name:
            return name, f"district {name}: its outline holds the point"
        seats = self._seats
        seats = seats[self._lies_in[seats] == governorate]
        if not seats.size:
            return "", f"no district of {governorate} is known"
        away = self._distances(latitude, longitude, seats)
        nearest = int(np.argmin(away))
        name = self._places[seats[nearest]].name
        return name, (
            f"district {name}: the nearest district seat of {governorate}, "
            f"{away[nearest]:.1f} km away; no outline tells"
        )

    def reverse(self, latitude: float, longitude: float) -> Resolution:
        """The nearest place to a point, its governorate and its district.

        The place is taken from the governorate that holds the point; a nearer one across the
        border is told in ``reasons``. Outside Iraq the answer is unresolved.

        Raises:
            InvalidQuery: the coordinates are off the globe or not a number.
        """
        check_coordinates(latitude, longitude)
        query = f"{latitude}, {longitude}"
        governorate = self.governorate_of(latitude, longitude)
        if not governorate:
            return Resolution(
                query=query,
                status=Status.UNRESOLVED,
                place=None,
                reasons=("the point lies outside the outlines of Iraq",),
                country="",
            )
        district, district_reason = self.district_of(latitude, longitude)
        reasons = [f"governorate {governorate}: its outline holds the point", district_reason]
        candidates, across = self._nearest(latitude, longitude, governorate)
        if not candidates:
            return Resolution(
                query=query,
                status=Status.UNRESOLVED,
                place=None,
                reasons=(*reasons, f"no place of {governorate} is known"),
                governorate=governorate,
                district=district,
            )
        if across:
            reasons.append(across)
        return _answer_by_place(query, latitude, longitude, governorate, district, candidates, reasons)

    def _nearest(
        self, latitude: float, longitude: float, governorate: str
    ) -> tuple[tuple[Candidate, ...], str]:
        """Nearest places of the governorate, and a word on a nearer one across its border."""
        spots = self._spots
        if not spots.size:
            return (), ""
        away = self._distances(latitude, longitude, spots)
        inside = self._lies_in[spots] == governorate
        order = np.flatnonzero(inside)
        order = order[np.argsort(away[order], kind="stable")][:NEAREST_COUNT]
        candidates = tuple(
            Candidate(
                place=self._places[spots[at]],
                score=round(1.0 / (1.0 + float(away[at])), 4),
                matched_name="",
                rule="nearest",
                reasons=(f"{away[at]:.1f} km away",),
            )
            for at in order
        )
        outside = np.flatnonzero(~inside)
        if not candidates or not outside.size:
            return candidates, ""
        nearest = outside[int(np.argmin(away[outside]))]
        if away[nearest] >= away[order[0]]:
            return candidates, ""
        other = self._places[spots[nearest]]
        return candidates, (
            f"{other.name} is nearer, {away[nearest]:.1f} km away, "
            f"but lies in {other.governorate or 'no known governorate'}"
        )

    def _distances(self, latitude: float, longitude: float, chosen: NDArray[np.intp]) -> NDArray[np.float64]:
        latitudes, longitudes = self._points
        return distances_km(latitude, longitude, latitudes[chosen], longitudes[chosen])

    @cached_property
    def _points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return (
            np.array([place.latitude for place in self._places]),
            np.array([place.longitude for place in self._places]),
        )

    @cached_property
    def _lies_in(self) -> NDArray[np.str_]:
        return np.array([place.governorate for place in self._places], dtype=np.str_)

    @cached_property
    def _seats(self) -> NDArray[np.intp]:
        return np.flatnonzero(np.array([place.kind == "district" for place in self._places]))

    @cached_property
    def _spots(self) -> NDArray[np.intp]:
        return np.flatnonzero(np.array([place.kind not in WIDE_KINDS for place in self._places]))


def _answer_by_place(
    query: str,
    latitude: float,
    longitude: float,
    governorate: str,
    district: str,
    candidates: tuple[Candidate, ...],
    reasons: list[str],
) -> Resolution:
    place = candidates[0].place
    away = float(distances_km(latitude, longitude, [place.latitude], [place.longitude])[0])
    extent = max(place.radius_km, MIN_RADIUS_KM)
    inside = away <= extent
    where = f"inside its radius of {extent:.1f} km" if inside else "outside its extent"
    return Resolution(
        query=query,
        status=Status.RESOLVED,
        place=place,
        candidates=candidates,
        precision=place.precision if inside else Precision.NEAR,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=round(max(extent, away), 2),
        reasons=(
            f"nearest place of {governorate}: {place.name}, {away:.1f} km away, {where}",
            *reasons,
        ),
        governorate=governorate,
        district=district,
    )
