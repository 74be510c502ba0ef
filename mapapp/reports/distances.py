"""Distance between two points on the globe."""

from __future__ import annotations

import math
from typing import Final

_EARTH_KM: Final = 6371.0088
"""Mean radius (IUGG)."""


def distance_km(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    north, south = math.radians(latitude), math.radians(latitude2)
    east = math.radians(longitude2 - longitude) / 2
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))
