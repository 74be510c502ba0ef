"""Places in the grids that reports use instead of degrees: UTM, MGRS and plus codes, read to degrees.

UTM: the transverse Mercator of WGS 84 by Krüger's series to the fourth power (C. Karney, *Transverse Mercator
with an accuracy of a few nanometers*, 2011), good to a millimetre inside a zone. MGRS: NGA.STND.0037. Plus
codes: the Open Location Code specification.
"""

from __future__ import annotations

import math
from typing import Final

_AXIS_M: Final = 6378137.0
_FLATTENING: Final = 1 / 298.257223563
_SCALE: Final = 0.9996
_FALSE_EASTING_M: Final = 500_000.0
_ZONE_DEGREES: Final = 6

_COLUMN_LETTERS: Final = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
"""Of the squares of 100 km, from west to east: by zone, repeating every three."""
_LINE_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUV"
"""From south to north; zones of even number begin five letters later."""
_EVEN_SHIFT: Final = 5
_SQUARE_M: Final = 100_000
_CYCLE_M: Final = 2_000_000
"""After so many metres northwards the letters of the lines begin again."""

_PLUS_SIGNS: Final = "23456789CFGHJMPQRVWX"
_PLUS_PAIR_DEGREES: Final[tuple[float, ...]] = (20.0, 1.0, 0.05, 0.0025, 0.000125)


def degrees_of_utm(zone: int, easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude of a place north of the equator, from metres in a UTM zone."""
    third = _FLATTENING / (2 - _FLATTENING)
    radius = _SCALE * _AXIS_M / (1 + third) * (1 + third**2 / 4 + third**4 / 64)
    north, east = northing / radius, (easting - _FALSE_EASTING_M) / radius
    back = (
        third / 2 - 2 * third**2 / 3 + 37 * third**3 / 96,
        third**2 / 48 + third**3 / 15,
        17 * third**3 / 480,
    )
    turns = [(factor, 2 * order) for order, factor in enumerate(back, start=1)]
    along = north - sum(factor * math.sin(turn * north) * math.cosh(turn * east) for factor, turn in turns)
    across = east - sum(factor * math.cos(turn * north) * math.sinh(turn * east) for factor, turn in turns)
    conformal = math.asin(math.sin(along) / math.cosh(across))
    forth = (
        2 * third - 2 * third**2 / 3 - 2 * third**3,
        7 * third**2 / 3 - 8 * third**3 / 5,
        56 * third**3 / 15,
    )
    latitude = conformal + sum(
        factor * math.sin(2 * order * conformal) for order, factor in enumerate(forth, start=1)
    )
    meridian = zone * _ZONE_DEGREES - 183
    return math.degrees(latitude), meridian + math.degrees(math.atan2(math.sinh(across), math.cos(along)))


def degrees_of_mgrs(zone: int, square: str, digits: str, latitude: float) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of an MGRS square; None where the zone has no such square.

    Letters recur every 2,000 km northwards: of several squares it is the one nearest to ``latitude``.

    Args:
        zone: of UTM, 1 to 60.
        square: its two letters.
        digits: an even number of them, easting first.
        latitude: degrees, to within 9.
    """
    columns = _COLUMN_LETTERS[(zone - 1) % 3]
    if square[0] not in columns or square[1] not in _LINE_LETTERS:
        return None
    half = len(digits) // 2
    step = 10.0 ** (5 - half)
    easting = (columns.index(square[0]) + 1) * _SQUARE_M + (int(digits[:half] or 0) + 0.5) * step
    shift = 0 if zone % 2 else _EVEN_SHIFT
    line = (_LINE_LETTERS.index(square[1]) - shift) % len(_LINE_LETTERS)
    northing = line * _SQUARE_M + (int(digits[half:] or 0) + 0.5) * step
    metres_a_degree = 110_900  # between 20 and 45 degrees, within 0.3 %
    cycles = round((latitude * metres_a_degree - northing) / _CYCLE_M)
    return degrees_of_utm(zone, easting, northing + max(0, cycles) * _CYCLE_M)


def degrees_of_plus_code(code: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of a plus code, without its ``+``: eight or ten signs count.

    A code of which the first four signs were left out (``4CXR+8V``) gives the degrees behind the point.
    """
    pairs, latitude, longitude = _PLUS_PAIR_DEGREES, -90.0, -180.0
    if len(code) < 8:
        pairs, latitude, longitude = pairs[2:], 0.0, 0.0
    # An eleventh sign divides the last cell, of 14 m.
    told = list(zip(pairs, code[::2], code[1::2], strict=False))
    for size, line, column in told:
        latitude += _PLUS_SIGNS.index(line) * size
        longitude += _PLUS_SIGNS.index(column) * size
    middle = told[-1][0] / 2
    return latitude + middle, longitude + middle
