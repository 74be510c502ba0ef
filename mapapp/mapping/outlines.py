"""The governorates' outlines, read as data: which holds a point.

The table is ``gazetteer/data/outlines.geojson``. It is found on disk, not through an import: the map knows
nothing of the gazetteer's code.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely.geometry import Point, shape
from shapely.prepared import prep

from mapapp.errors import SnapshotError


@dataclass(frozen=True, slots=True)
class Outlines:
    """Prepared outlines by standard name."""

    by_name: dict[str, Any]

    @classmethod
    def load(cls) -> Outlines:
        """Read the shipped outlines.

        Raises:
            SnapshotError: they are not installed.
        """
        package = importlib.util.find_spec("gazetteer")
        folders = package.submodule_search_locations if package else None
        path = Path(next(iter(folders)), "data", "outlines.geojson") if folders else None
        if path is None or not path.is_file():
            raise SnapshotError("the governorates' outlines are missing: install the package again")
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return cls({one["properties"]["name"]: prep(shape(one["geometry"])) for one in features})

    def holds(self, governorate: str, latitude: float, longitude: float) -> bool:
        """Whether the point (degrees) lies in the governorate; any point does for an unknown name."""
        outline = self.by_name.get(governorate)
        return outline is None or bool(outline.contains(Point(longitude, latitude)))
