"""Coordinates packed as places: both numbers together, from the coarsest square to the finest.

A coordinate of four bits a level halves a square four times along each side: one byte of latitude and
longitude together names one of 256 squares, the next byte one of the 256 inside it, and so on (Morton, 1966).
Each level is written in the order of the squares above it. What lies in one square lies together then, so a
place that recurs is a run of equal bytes, and gzip's code follows how dense each part of the country is. The
reader knows the squares above when it comes to a level, so the order costs nothing to tell.

Columns that belong to a place (its governorate, district, name, precision) are written in that order too.
The browser's half is ``web/src/model/places.js``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapapp.mapping.planes import Integers

LEVEL_BITS: Final = 4
"""Bits of each coordinate in a level: both together are a byte."""
_NIBBLE: Final = (1 << LEVEL_BITS) - 1
_DIGIT_BITS: Final = 16
"""numpy sorts keys of this many bits by counting, in a tenth of the time."""


def pack_places(latitudes: Integers, longitudes: Integers) -> tuple[tuple[bytes, ...], Integers]:
    """The levels, coarsest first, and the order of the places: the rows sorted by square.

    Both take whole numbers from 0 on.
    """
    largest = max(int(latitudes.max(initial=0)), int(longitudes.max(initial=0)))
    levels = max(1, -(-largest.bit_length() // LEVEL_BITS))
    squares = np.zeros(len(latitudes), np.uint64)
    order: Integers = np.arange(len(latitudes))
    runs = []
    for level in reversed(range(levels)):
        shift = level * LEVEL_BITS
        square = ((latitudes >> shift) & _NIBBLE) << LEVEL_BITS | ((longitudes >> shift) & _NIBBLE)
        runs.append(square.astype(np.uint8)[order].tobytes())
        squares = (squares << np.uint64(2 * LEVEL_BITS)) | square.astype(np.uint64)
        order = _order_of(squares, 2 * LEVEL_BITS * (levels - level))
    return tuple(runs), order


def unpack_places(runs: list[NDArray[np.uint8]]) -> tuple[Integers, Integers, Integers]:
    """Latitudes, longitudes and the order of the places, from the levels, coarsest first."""
    rows = len(runs[0])
    latitudes, longitudes = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
    squares = np.zeros(rows, np.uint64)
    order: Integers = np.arange(rows)
    for level, run in enumerate(runs, 1):
        square = np.empty(rows, np.int64)
        square[order] = run
        latitudes = (latitudes << LEVEL_BITS) | (square >> LEVEL_BITS)
        longitudes = (longitudes << LEVEL_BITS) | (square & _NIBBLE)
        squares = (squares << np.uint64(2 * LEVEL_BITS)) | square.astype(np.uint64)
        order = _order_of(squares, 2 * LEVEL_BITS * level)
    return latitudes, longitudes, order


def _order_of(keys: NDArray[np.uint64], bits: int) -> Integers:
    """The rows by key, equal ones as they stand: the lowest digit first, then the next."""
    order: Integers = np.arange(len(keys))
    for shift in range(0, bits, _DIGIT_BITS):
        digit = ((keys >> np.uint64(shift)) & np.uint64(0xFFFF)).astype(np.uint16)
        order = order[np.argsort(digit[order], kind="stable")]
    return order
