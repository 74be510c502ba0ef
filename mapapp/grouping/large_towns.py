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
    bits: float
    """What it takes from the evidence of a place, below 0."""
    names: frozenset[str]
    """Folded."""


def read_large_towns() -> tuple[LargeTown, ...]:
    """The towns of data/large_towns.csv."""
    return tuple(
        LargeTown(
            float(row["latitude"]),
            float(row["longitude"]),
            float(row["radius_km"]),
            float(row["bits"]),
            frozenset(row["names"].split("|")),
        )
        for row in read_table("large_towns.csv")
    )


def towns_named(frame: pd.DataFrame) -> tuple[NDArray[np.int64], tuple[LargeTown, ...]]:
    """The large towns, and for each row the number of the one that it names and says no more of; else -1."""
    towns = read_large_towns()
    number_of = {name: number for number, town in enumerate(towns) for name in town.names}
    codes, distinct = pd.factorize(frame["location"])
    by_name = np.array([number_of.get(fold_text(name), -1) for name in distinct], dtype="int64")
    named = by_name[codes] if len(distinct) else np.full(len(frame), -1)
    named = np.where(frame["geo_precision"].isin(_POINTS), named, -1)
    nameless = (frame["location"] == "") & (frame["geo_precision"] == GeoPrecision.SETTLEMENT)
    for number, town in enumerate(towns):
        label = nameless & _near(frame["latitude"], town.latitude) & _near(frame["longitude"], town.longitude)
        named = np.where(label, number, named)
    return named, towns


def _near(degrees: pd.Series[Any], label: float) -> pd.Series[Any]:
    return (degrees - label).abs() <= LABEL_DEGREES
