"""The governorates' outlines and the known places, read as data: which area holds a point.

The tables are ``gazetteer/data/outlines.geojson`` and ``gazetteer/data/places``. They are found on disk, not
through an import: the map knows nothing of the gazetteer's code.
"""

from __future__ import annotations

import csv
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapapp.errors import SnapshotError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

NOWHERE = -1
"""The number of no outline."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer that states its governorate and district."""

    kind: str
    governorate: str
    district: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines with names, for asking which of them holds a point."""

    names: tuple[str, ...]
    polygons: tuple[BaseGeometry, ...]

    @classmethod
    def load(cls) -> Outlines:
        """The shipped outlines of the governorates.

        Raises:
            SnapshotError: they are not installed.
        """
        features = json.loads(_table("outlines.geojson").read_text(encoding="utf-8"))["features"]
        polygons = tuple(shapely.from_geojson(json.dumps(one["geometry"])) for one in features)
        return cls(tuple(one["properties"]["name"] for one in features), polygons)

    def numbers_at(
        self, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """For each point (degrees) the number of the outline that holds it, or NOWHERE."""
        tree = shapely.STRtree(self.polygons)
        points = shapely.points(longitudes, latitudes)
        found = np.full(len(latitudes), NOWHERE, dtype=np.int64)
        held, holders = tree.query(points, predicate="within")
        # The first of overlapping outlines, whatever order the tree has.
        found[held] = len(self.polygons)
        np.minimum.at(found, held, holders)
        return found

    def holds(self, name: str, latitude: float, longitude: float) -> bool:
        """Whether the point (degrees) lies in the named outline; any point does for an unknown name."""
        if name not in self.names:
            return True
        polygon = self.polygons[self.names.index(name)]
        return bool(shapely.contains_xy(polygon, longitude, latitude))


def known_places() -> tuple[KnownPlace, ...]:
    """The gazetteer's places that state their district.

    Raises:
        SnapshotError: they are not installed.
    """
    places = []
    for path in sorted(_table("places").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            places += [
                KnownPlace(
                    row["kind"], row["governorate"], row["district"],
                    float(row["latitude"]), float(row["longitude"]),
                )
                for row in csv.DictReader(lines)
                if row["district"]
            ]  # fmt: skip
    return tuple(places)


def _table(name: str) -> Path:
    package = importlib.util.find_spec("gazetteer")
    folders = package.submodule_search_locations if package else None
    path = Path(next(iter(folders)), "data", name) if folders else None
    if path is None or not path.exists():
        raise SnapshotError(f"the gazetteer's {name} is missing: install the package again")
    return path
