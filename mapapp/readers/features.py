"""GeoJSON, GeoPackage and KML -> a table of cells with latitude and longitude, by pyogrio (GDAL)."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from mapapp.errors import UnreadableFile
from mapapp.readers.cells import cell_text
from mapapp.readers.columns import text_column
from mapapp.readers.recognising import is_geopackage
from mapapp.readers.tables import Carrier, Table, table_of_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapapp.readers.headers import Headers

GEOGRAPHIC: Final = frozenset({"EPSG:4326", "OGC:CRS84", ""})
"""Reference systems in degrees WGS 84; "" where a file names none, as KML and most GeoJSON do."""
KM_PER_DEGREE: Final = 111.195
"""Of latitude, on a sphere of 6,371 km."""
_KINDS: Final = {".gpkg": "GeoPackage", ".geojson": "GeoJSON", ".kml": "KML"}
LABEL: Final = "Name"
"""What KML calls the words beside a pin."""


def read_features(content: bytes, name: str, headers: Headers) -> tuple[Table, list[str]]:
    """The first layer with rows, and what to tell of it.

    A line or an area becomes a point inside it with a radius that reaches its farthest corner.

    Raises:
        UnreadableFile: none of these formats, damaged, empty, or in another reference system.
    """
    read = _layers(content, name)
    layers = [one[0] for one in read]
    filled = [one for one in read if one[3] is not None and len(one[3])]
    if not filled:
        raise UnreadableFile(
            f"{name}: holds no row with a geometry; its layers: {', '.join(layers) or 'none'}"
        )
    layer, meta, _, geometries, values = filled[0]
    if (meta.get("crs") or "") not in GEOGRAPHIC:
        raise UnreadableFile(f"{name}: is in {meta['crs']}; save it in degrees (WGS 84, EPSG:4326)")
    columns = {str(field): _texts(cells) for field, cells in zip(meta["fields"], values, strict=True)}
    columns = {field: cells for field, cells in columns.items() if any(cells)}
    if "event_id" in columns:
        # The feature's own id, which GDAL shows as a column, says the same or only counts.
        columns.pop("id", None)
    if LABEL in columns and "location" not in columns:
        columns["location"] = columns.pop(LABEL)
    columns |= points_of(geometries.tolist(), name)
    told = [f"read was the layer {layer!r} of {len(filled)}"] if len(filled) > 1 else []
    lines = np.arange(1, len(geometries) + 1, dtype=np.int64)
    cells = [text_column(column) for column in columns.values()]
    carrier = Carrier(_KINDS[_suffix(content)], part=layer)
    return table_of_columns(tuple(columns), cells, lines, name, headers, carrier), told


def _layers(content: bytes, name: str) -> list[tuple[Any, ...]]:
    """Each layer's name, and what pyogrio read of it."""
    from pyogrio import list_layers, raw
    from pyogrio.errors import DataLayerError, DataSourceError

    with TemporaryDirectory() as folder, warnings.catch_warnings():
        # What GDAL only warns of on the way is said by the error, or changed nothing that we read.
        warnings.simplefilter("ignore", RuntimeWarning)
        # GDAL wants the name to agree with the content.
        path = Path(folder) / f"incidents{_suffix(content)}"
        path.write_bytes(content)
        try:
            layers = [str(layer) for layer, _ in list_layers(path)]
            return [
                (layer, *raw.read(path, layer=number, force_2d=True, datetime_as_string=True))
                for number, layer in enumerate(layers)
            ]
        except (DataSourceError, DataLayerError, RuntimeError, ValueError, UnicodeError) as error:
            reason = str(error).replace(str(path), name)
            raise UnreadableFile(f"{name}: can't be read as GeoJSON, GeoPackage or KML ({reason})") from error


def _suffix(content: bytes) -> str:
    if is_geopackage(content):
        return ".gpkg"
    return ".geojson" if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ".kml"


def points_of(geometries: Sequence[bytes | None], name: str) -> dict[str, tuple[str, ...]]:
    """Columns ``latitude``, ``longitude`` and, for lines and areas, ``radius_km``; "" without a geometry.

    Args:
        geometries: well-known binary, degrees.
        name: of the file, for the message.

    Raises:
        UnreadableFile: bytes that are no geometry.
    """
    try:
        shapes = shapely.from_wkb(np.array(geometries, dtype=object))
    except (shapely.errors.ShapelyError, TypeError) as error:
        raise UnreadableFile(f"{name}: a geometry is damaged ({error})") from error
    known = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    inside = np.full(len(shapes), None, dtype=object)
    inside[known] = shapely.point_on_surface(shapes[known])
    latitude, longitude = shapely.get_y(inside), shapely.get_x(inside)
    columns = {"latitude": _degrees(latitude), "longitude": _degrees(longitude)}
    wide = known & (shapely.get_dimensions(shapes) > 0)
    if wide.any():
        radii = np.full(len(shapes), np.nan)
        radii[wide] = [
            _reach_km(shape, point) for shape, point in zip(shapes[wide], inside[wide], strict=True)
        ]
        columns["radius_km"] = tuple("" if math.isnan(radius) else f"{radius:.1f}" for radius in radii)
        columns["geo_precision"] = tuple("" if math.isnan(radius) else "near" for radius in radii)
    return columns


def _reach_km(shape: Any, point: Any) -> float:  # noqa: ANN401 - shapely ships no types
    corners = shapely.get_coordinates(shape)
    east = (corners[:, 0] - point.x) * math.cos(math.radians(point.y))
    return float(np.hypot(east, corners[:, 1] - point.y).max() * KM_PER_DEGREE)


def _degrees(values: NDArray[np.float64]) -> tuple[str, ...]:
    return tuple("" if math.isnan(value) else repr(float(value)) for value in values)


def _texts(cells: NDArray[Any]) -> tuple[str, ...]:
    return tuple(cell_text(cell).removesuffix("T00:00:00") for cell in cells.tolist())
