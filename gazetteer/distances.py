"""Distances over the earth: fast ones on a sphere for comparing, and a shift of a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG 1980); the sphere is off by up to 0.3% against WGS 84, enough to rank by."""


def distances_km(
    latitude: float, longitude: float, latitudes: ArrayLike, longitudes: ArrayLike
) -> NDArray[np.float64]:
    """Haversine distance in km from one point to each of many, all in degrees."""
    lat = np.radians(np.asarray(latitudes, dtype=np.float64))
    lon = np.radians(np.asarray(longitudes, dtype=np.float64))
    here = np.radians(latitude)
    chord = (
        np.sin((lat - here) / 2) ** 2
        + np.cos(here) * np.cos(lat) * np.sin((lon - np.radians(longitude)) / 2) ** 2
    )
    arcs: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return arcs


def distance_km(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Haversine distance in km between two points in degrees."""
    return float(distances_km(latitude, longitude, [latitude2], [longitude2])[0])


def shifted(latitude: float, longitude: float, bearing: float, distance: float) -> tuple[float, float]:
    """The point ``distance`` km away at ``bearing`` degrees clockwise from north, on WGS 84."""
    # Loaded late: geopy takes longer to load than most commands that need no shift take to run.
    from geopy.distance import geodesic

    there = geodesic(kilometers=distance).destination((latitude, longitude), bearing=bearing)
    return float(there.latitude), float(there.longitude)
