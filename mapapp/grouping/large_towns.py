"""Rows that name all of a large town: "Baghdad" on one point is no exact place, whatever radius it states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mapapp.filters import fold_text
from mapapp.grouping.tables import read_table
from mapapp.incidents import GeoPrecision

if TYPE_CHECKING:
    from numpy.typing import NDArray

LABEL_DEGREES: Final = 0.01
"""Degrees, about 1 km, up to which a point that no name belongs to is the one that stands for a town."""
_POINTS: Final = (GeoPrecision.EXACT, GeoPrecision.SETTLEMENT)


@dataclass(frozen=True, slots=True)
class LargeTown:
    """A town whose name alone says little of where in it something happened."""

    latitude: float
    longitude: float
    radius_km: float
    names: frozenset[str]
    """Folded."""


def read_large_towns() -> tuple[LargeTown, ...]:
    """The towns of data/large_towns.csv."""
    return tuple(
        LargeTown(
            float(row["latitude"]),
            float(row["longitude"]),
            float(row["radius_km"]),
            frozenset(row["names"].split("|")),
        )
        for row in read_table("large_towns.csv")
    )


def town_radii(frame: pd.DataFrame) -> NDArray[np.float64]:
    """Radius in km of the large town that a row names and says no more of; NaN for all other rows."""
    towns = read_large_towns()
    radius_of = {name: town.radius_km for town in towns for name in town.names}
    codes, distinct = pd.factorize(frame["location"])
    by_name = np.array([radius_of.get(fold_text(name), np.nan) for name in distinct], dtype="float64")
    radii = by_name[codes] if len(distinct) else np.full(len(frame), np.nan)
    radii = np.where(frame["geo_precision"].isin(_POINTS), radii, np.nan)
    nameless = (frame["location"] == "") & (frame["geo_precision"] == GeoPrecision.SETTLEMENT)
    for town in towns:
        label = nameless & _near(frame["latitude"], town.latitude) & _near(frame["longitude"], town.longitude)
        radii = np.where(label, town.radius_km, radii)
    return radii


def _near(degrees: pd.Series[Any], label: float) -> pd.Series[Any]:
    return (degrees - label).abs() <= LABEL_DEGREES
