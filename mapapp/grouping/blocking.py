"""Which pairs of rows are compared: those that are near in place and time; found without trying all pairs.

Rows are sorted into classes by the radius of their place and by the length of their dates. For two classes,
the rows of one lie in a grid whose cells are as wide as the two can lie apart, sorted by cell and day; a row
of the other looks into its own cell and the eight around it, at the days that can meet its own. So each pair
whose places and days can meet is found once, whatever its radii; time grows with the pairs that are found.
Rows without a point are sought by their governorate, and by the name of the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from mapapp.grouping.incident_columns import Booleans, Floats, IncidentColumns, Integers
from mapapp.grouping.weights import Weights

PAIRS_AT_ONCE: Final = 250_000
"""Pairs that are handed out together: some 30 MB while they are weighed, which caches hold best."""
RADIUS_CLASSES_KM: Final = (7.5, 30.0)
"""Upper ends of the classes of radii below the widest: places, then towns and districts."""
LONG_RANGE_DAYS: Final = 2
"""Days from which dates count as a range."""
_KM_PER_DEGREE: Final = 110.57
"""Least length of a degree of latitude."""
_STEEPEST_DEGREES: Final = 80.0
"""Latitude beyond which cells are no longer widened to keep their width in km."""

EARTH_KM: Final = 6371.0088
"""Mean radius of the Earth (IUGG)."""

PairBlock = tuple[Integers, Integers]
"""Row numbers of the first and the second of each pair; each pair stands once, in any order."""


@dataclass(frozen=True, slots=True)
class _Classed:
    rows: Integers
    widest_km: float


def comparable_rows(columns: IncidentColumns, weights: Weights) -> Booleans:
    """Rows that say enough of when and where to be compared at all."""
    length = columns.last_day - columns.first_day + 1
    narrow = columns.radius_km <= weights.longest_radius_km
    return columns.dated & (length <= weights.longest_days) & narrow


def candidate_pairs(columns: IncidentColumns, weights: Weights) -> Iterator[PairBlock]:
    """All pairs of comparable rows whose days can meet and whose places can."""
    usable = comparable_rows(columns, weights)
    placed = usable & ~np.isnan(columns.latitude)
    yield from _placed_pairs(columns, weights, placed)
    unplaced = usable & ~placed
    for key in (columns.admin1, columns.location):
        seeking = unplaced & (key >= 0)
        sought = _sought(columns, np.flatnonzero(usable & (key >= 0)), key, weights)
        for first, second in _joined(columns, weights, np.flatnonzero(seeking), key, sought):
            # Both may be without a point; then each finds the other.
            once = ~seeking[second] | (first < second)
            if key is columns.location:
                once &= (columns.admin1[first] < 0) | (columns.admin1[first] != columns.admin1[second])
            yield first[once], second[once]


def _placed_pairs(columns: IncidentColumns, weights: Weights, placed: Booleans) -> Iterator[PairBlock]:
    classes = _classes(columns, np.flatnonzero(placed))
    for number, one in enumerate(classes):
        for other in classes[number:]:
            reach = max(weights.near_km, one.widest_km + other.widest_km)
            seekers, others = (one, other) if len(one.rows) <= len(other.rows) else (other, one)
            cells, around = _grid(columns, reach)
            sought = _sought(columns, others.rows, cells, weights)
            for neighbour in around:
                for first, second in _joined(columns, weights, seekers.rows, cells + neighbour, sought):
                    once = first < second if one is other else slice(None)
                    yield first[once], second[once]


def _classes(columns: IncidentColumns, rows: Integers) -> list[_Classed]:
    length = (columns.last_day - columns.first_day + 1)[rows]
    radius = columns.radius_km[rows]
    width = np.digitize(radius, RADIUS_CLASSES_KM, right=True)
    code = width * 2 + (length >= LONG_RANGE_DAYS)
    return [_Classed(rows[code == one], float(radius[code == one].max())) for one in np.unique(code).tolist()]


def _grid(columns: IncidentColumns, reach_km: float) -> tuple[Integers, tuple[int, ...]]:
    """The cell of each row, each at least ``reach_km`` wide and high, and the steps to the cells around."""
    latitude = np.nan_to_num(columns.latitude)
    longitude = np.nan_to_num(columns.longitude)
    steepest = min(float(np.abs(latitude).max(initial=0.0)), _STEEPEST_DEGREES)
    height = reach_km / _KM_PER_DEGREE
    width = height / np.cos(np.radians(steepest))
    line = np.floor((latitude + 90) / height).astype("int64") + 1
    column = np.floor((longitude + 180) / width).astype("int64") + 1
    per_line = int(360 / width) + 4
    steps = tuple(north * per_line + east for north in (-1, 0, 1) for east in (-1, 0, 1))
    return line * per_line + column, steps


@dataclass(frozen=True, slots=True)
class _Sought:
    """Rows sorted by a key and their first day, with one number that orders by both."""

    rows: Integers
    order: Integers
    earliest: int
    span: int
    longest: int
    outstanding: _Sought | None
    """Those of them whose toll stands out; None if these are they."""


def outstanding(columns: IncidentColumns, weights: Weights) -> Booleans:
    """Rows whose toll stands out among the others of a crowded day."""
    killed: Booleans = columns.killed_high >= weights.outstanding_killed
    return killed | (columns.injured >= weights.outstanding_injured)


def _sought(columns: IncidentColumns, rows: Integers, key: Integers, weights: Weights) -> _Sought:
    chosen = rows[outstanding(columns, weights)[rows]]
    return _sorted(columns, rows, key, _sorted(columns, chosen, key, None))


def _sorted(columns: IncidentColumns, rows: Integers, key: Integers, chosen: _Sought | None) -> _Sought:
    days = columns.first_day[rows]
    earliest = int(days.min()) if len(rows) else 0
    span = int(days.max() - earliest) + 3 if len(rows) else 1
    # Days start at 1 and end before the span, so that one that is clipped to 0 or the end meets none.
    order = key[rows] * span + (days - earliest + 1)
    sorting = np.argsort(order, kind="stable")
    longest = int((columns.last_day - columns.first_day)[rows].max(initial=0))
    return _Sought(rows[sorting], order[sorting], earliest, span, longest, chosen)


def _joined(
    columns: IncidentColumns, weights: Weights, seekers: Integers, key: Integers, sought: _Sought
) -> Iterator[PairBlock]:
    """Pairs of equal keys whose days, with the slack, meet; in a crowd, those whose tolls stand out."""
    first_day, last_day = columns.first_day, columns.last_day
    own = key[seekers] * sought.span
    from_day = first_day[seekers] - weights.day_slack - sought.longest - sought.earliest + 1
    to_day = last_day[seekers] + weights.day_slack - sought.earliest + 1
    ends = sought.span - 1
    starts = np.searchsorted(sought.order, own + np.clip(from_day, 0, ends), side="left")
    lengths = np.searchsorted(sought.order, own + np.clip(to_day, 0, ends), side="right") - starts
    crowded = lengths > weights.most_partners
    for first, second in _expanded(seekers, starts, np.where(crowded, 0, lengths), sought.rows):
        meets = first != second
        if sought.longest:
            meets &= last_day[second] >= first_day[first] - weights.day_slack
        yield first[meets], second[meets]
    if sought.outstanding is not None and crowded.any():
        chosen = seekers[crowded & outstanding(columns, weights)[seekers]]
        yield from _joined(columns, weights, chosen, key, sought.outstanding)


def _expanded(
    seekers: Integers, starts: Integers, lengths: Integers, sorted_rows: Integers
) -> Iterator[PairBlock]:
    """Each seeker with each of the rows from its start on, a limited number of pairs at a time."""
    busy = np.flatnonzero(lengths)
    if not len(busy):
        return
    ends = np.cumsum(lengths[busy])
    cuts = np.searchsorted(ends, np.arange(PAIRS_AT_ONCE, int(ends[-1]) + PAIRS_AT_ONCE, PAIRS_AT_ONCE))
    begin = 0
    for cut in np.minimum(cuts + 1, len(busy)).tolist():
        part = busy[begin:cut]
        if not len(part):
            continue
        begin = cut
        count = lengths[part]
        offsets = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        yield np.repeat(seekers[part], count), sorted_rows[np.repeat(starts[part], count) + offsets]


def distances_km(columns: IncidentColumns, first: Integers, second: Integers) -> Floats:
    """Great-circle distance of each pair in km; NaN where one has no point."""
    apart = columns.direction[first] - columns.direction[second]
    chord = np.sqrt(np.einsum("ij,ij->i", apart, apart))
    distance: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1))
    return distance
