"""Moves coordinates so that they can be shared: to one spot for all that lie in the same cell and district.

A place is moved by where it lies and by nothing else, so the same place always comes to the same spot, in
every document; repeats can't be averaged back, and who knows the method learns no more than the cell. The
spot lies in the place's own district as far as that is known (areas.py). Where a district has only a sliver
of a cell, the sliver goes with the neighbouring cell that has most of it: else the spot would tell where the
sliver is. A place that is to be known by its district only comes to the one spot of that district. The only
exception: a spot on which an incident truly lies (to the metre) is left for the next one of the cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from mapapp.mapping.areas import distance_km
from mapapp.mapping.outlines import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from mapapp.mapping.areas import Areas
    from mapapp.mapping.planes import Integers

    Degrees = NDArray[np.float64]
    Spot = tuple[float, float]

_OFFSET: Final = 0.00413
"""Degrees that the grid is shifted, so that its spots don't fall on round coordinates of the input."""
_SIDE: Final = 5
"""Spots along each side of a cell that are tried: 25 show well enough how much of it a district has."""
_SLIVER: Final = 8
"""A district with fewer of a cell's 25 spots, less than a third, has a sliver of it."""
_WHOLE_DISTRICT_CELL: Final = 0.1
"""Degrees; the spot of a district is one of the public grid, like any other."""
_ABROAD_CELL: Final = 0.5
"""Degrees; outside the country, where no district is known, this cell stands for one."""
_DIGITS: Final = 5
"""A spot is kept to 1 m."""
_NEIGHBOURS: Final = ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))
"""Lines and columns to the cells around one, those that share a side first."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where places come to, and how far at most they came."""

    latitudes: Degrees
    longitudes: Degrees
    reach_km: Degrees
    """Kilometres from the new spot within which the true place lies."""


def move_places(
    latitudes: Degrees, longitudes: Degrees, cell: float, by_district: NDArray[np.bool_], areas: Areas
) -> Moved:
    """Move places (degrees, none missing) to the spots of cells of ``cell`` degrees, or of their districts.

    No spot is one of the places themselves.
    """
    places, back = np.unique(np.stack([latitudes, longitudes], axis=1), axis=0, return_inverse=True)
    numbers = areas.numbers_at(places[:, 0], places[:, 1])[back]
    taken = frozenset(map(tuple, places.round(_DIGITS).tolist()))
    grids = {size: _Grid(size, areas, taken) for size in (cell, _WHOLE_DISTRICT_CELL, _ABROAD_CELL)}
    spots = np.empty((len(latitudes), 3))
    abroad = by_district & (numbers == NOWHERE)
    for rows, size in ((~by_district, cell), (abroad, _ABROAD_CELL)):
        if rows.any():
            spots[rows] = grids[size].spots_of(latitudes[rows], longitudes[rows], numbers[rows])
    whole = by_district & (numbers != NOWHERE)
    if whole.any():
        found, back = np.unique(numbers[whole], return_inverse=True)
        own = np.array([(areas.listed[number].latitude, areas.listed[number].longitude) for number in found])
        at = grids[_WHOLE_DISTRICT_CELL].spots_of(own[:, 0], own[:, 1], found)
        at[:, 2] = areas.reaches_km(found, at[:, 0], at[:, 1])
        spots[whole] = at[back]
    return Moved(spots[:, 0], spots[:, 1], spots[:, 2])


def _steps() -> Degrees:
    """Places of the spots in a cell, as shares of its sides, those nearest to its middle first."""
    steps = [
        ((down + 0.5) / _SIDE, (across + 0.5) / _SIDE) for down in range(_SIDE) for across in range(_SIDE)
    ]
    return np.array(sorted(steps, key=lambda step: round((step[0] - 0.5) ** 2 + (step[1] - 0.5) ** 2, 9)))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of one size, and the spots of the areas in them."""

    size: float
    areas: Areas
    taken: frozenset[Spot]
    steps: Degrees = field(default_factory=_steps)

    def spots_of(self, latitudes: Degrees, longitudes: Degrees, numbers: Integers) -> Degrees:
        """For each place its spot, and how far (km) the places that share it may lie from there."""
        lines = np.floor((latitudes - _OFFSET) / self.size).astype(np.int64)
        columns = np.floor((longitudes - _OFFSET) / self.size).astype(np.int64)
        keys, back = np.unique(np.stack([lines, columns, numbers], axis=1), axis=0, return_inverse=True)
        inside = self._inside(keys)
        found = np.empty((len(keys), 3))
        for at, (line, column, number) in enumerate(keys.tolist()):
            spot = self._spot(line, column, number, inside[at])
            found[at] = (*spot, self._farthest(spot, line, column))
        return found[back]

    def _inside(self, keys: Integers) -> NDArray[np.bool_]:
        """For each cell and area, which of the cell's spots lie in the area."""
        tried = self._tried(keys[:, :2]).reshape(-1, 2)
        numbers = self.areas.numbers_at(tried[:, 0], tried[:, 1]).reshape(len(keys), _SIDE * _SIDE)
        inside: NDArray[np.bool_] = numbers == keys[:, 2:]
        return inside

    def _tried(self, cells: Integers) -> Degrees:
        """The spots of each cell (line and column), those nearest to its middle first."""
        return np.round(_OFFSET + (cells[:, None, :] + self.steps) * self.size, _DIGITS)

    def _spot(self, line: int, column: int, number: int, inside: NDArray[np.bool_]) -> Spot:
        for at_line, at_column, spots in self._choices(line, column, number, inside):
            for spot in self._tried(np.array([[at_line, at_column]]))[0][spots].tolist():
                if tuple(spot) not in self.taken:
                    return (spot[0], spot[1])
        return self._own_spot(number, line, column)

    def _choices(
        self, line: int, column: int, number: int, inside: NDArray[np.bool_]
    ) -> Iterator[tuple[int, int, NDArray[np.bool_]]]:
        """Cells and which of their spots may be taken, the best first."""
        if inside.sum() >= _SLIVER:
            yield line, column, inside
        around = np.array([(line + down, column + across, number) for down, across in _NEIGHBOURS])
        shares = self._inside(around)
        for at in np.argsort(-shares.sum(axis=1), kind="stable").tolist():
            if shares[at].sum() > inside.sum():
                yield int(around[at, 0]), int(around[at, 1]), shares[at]
        yield line, column, inside

    def _own_spot(self, number: int, line: int, column: int) -> Spot:
        """Where no spot of the cells around is free: beside the area's own spot, or the cell's middle."""
        if number == NOWHERE:
            latitude, longitude = self._tried(np.array([[line, column]]))[0, 0].tolist()
        else:
            latitude, longitude = self.areas.listed[number].latitude, self.areas.listed[number].longitude
        step = 10.0**-_DIGITS
        beside = (
            (round(latitude + count * step, _DIGITS), longitude) for count in range(len(self.taken) + 1)
        )
        return next(spot for spot in beside if spot not in self.taken)

    def _farthest(self, spot: Spot, line: int, column: int) -> float:
        corners = (
            _OFFSET + (np.array([line, column]) + np.array([(0, 0), (0, 1), (1, 0), (1, 1)])) * self.size
        )
        return float(distance_km(spot[0], spot[1], corners[:, 0], corners[:, 1]).max())
