"""A frame of incidents -> Excel, GeoPackage, KML and GeoParquet, by the libraries that know these formats."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import shapely

from mapapp.attributions import attributions_of
from mapapp.errors import MapAppError
from mapapp.exports.records import records_of
from mapapp.incidents import COLUMNS, COUNT_COLUMNS, DATE_COLUMNS, NUMBER_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

STEADY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Formats that must carry a time of writing carry this one: the same frame gives the same bytes."""
MOST_SHEET_ROWS: Final = 1_048_575
"""Below the header of an Excel sheet."""
MOST_CELL_CHARACTERS: Final = 32_767
"""Of one Excel cell; a longer text is cut there, and the cell says so."""
_CUT: Final = " [cut: more than an Excel cell holds]"
_UNWRITABLE: Final = {code: None for code in range(32) if code not in (9, 10, 13)}
"""Control characters, which neither Excel's nor KML's XML may hold."""
LAYER: Final = "incidents"
SOURCES: Final = "sources"


class TooManyRows(MapAppError, ValueError):
    """More incidents than the format holds."""


def xlsx_bytes(frame: pd.DataFrame) -> bytes:
    """One sheet; dates are dates, numbers numbers, and every text is a text: no cell is a formula.

    Raises:
        TooManyRows: more rows than a sheet holds.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    if len(frame) > MOST_SHEET_ROWS:
        raise TooManyRows(f"{len(frame):,} incidents; an Excel sheet holds {MOST_SHEET_ROWS:,}: take CSV")
    workbook = Workbook(write_only=True)
    workbook.properties.created = workbook.properties.modified = STEADY_TIME.replace(tzinfo=None)
    sheet = workbook.create_sheet(LAYER)
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))

    def cell(column: str, value: Any) -> Any:  # noqa: ANN401 - what one cell can hold
        if not isinstance(value, str):
            return value
        if column in DATE_COLUMNS:
            return datetime.fromisoformat(value).date()
        text = value.translate(_UNWRITABLE)
        if len(text) > MOST_CELL_CHARACTERS:
            text = text[: MOST_CELL_CHARACTERS - len(_CUT)] + _CUT
        written = WriteOnlyCell(sheet, text)
        # openpyxl takes a text that begins with "=" for a formula; as a string Excel only shows it.
        written.data_type = "s"
        return written

    for record in records_of(frame):
        sheet.append([cell(column, record.get(column)) for column in COLUMNS])
    if lines := attributions_of(frame):
        beside = workbook.create_sheet(SOURCES)
        for line in lines:
            beside.append([line])
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def geopackage_bytes(frame: pd.DataFrame) -> bytes:
    """One layer of points, EPSG:4326; an incident without coordinates is a row without a geometry."""
    return _written_by_gdal(frame, "GPKG", "incidents.gpkg")


def kml_bytes(frame: pd.DataFrame) -> bytes:
    """One placemark an incident, its columns as extended data; one without coordinates has no point."""
    return _written_by_gdal(frame, "LIBKML", "incidents.kml")


def geoparquet_bytes(frame: pd.DataFrame) -> bytes:
    """GeoParquet 1.1: the columns with their types, and a ``geometry`` column of points."""
    import pyarrow.parquet as pq

    written = io.BytesIO()
    pq.write_table(_arrow(frame), written, compression="zstd")
    return written.getvalue()


def _arrow(frame: pd.DataFrame) -> pa.Table:
    import pyarrow as pa

    records = records_of(frame)
    columns = {column: pa.array([one.get(column) for one in records], _type(column)) for column in COLUMNS}
    for column in DATE_COLUMNS:
        columns[column] = columns[column].cast(pa.date32())
    columns["geometry"] = pa.array(_points(frame), pa.binary())
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    told = {"geo": json.dumps(geo), "attribution": " ".join(attributions_of(frame))}
    return pa.table(columns).replace_schema_metadata(told)


def _type(column: str) -> Any:  # noqa: ANN401 - pyarrow ships no types
    import pyarrow as pa

    if column in COUNT_COLUMNS:
        return pa.int32()
    return pa.float64() if column in NUMBER_COLUMNS else pa.string()


def _points(frame: pd.DataFrame) -> list[bytes | None]:
    points = shapely.points(frame["longitude"].to_numpy(), frame["latitude"].to_numpy())
    known = frame["latitude"].notna() & frame["longitude"].notna()
    return [bytes(wkb) if there else None for wkb, there in zip(shapely.to_wkb(points), known, strict=True)]


def _written_by_gdal(frame: pd.DataFrame, driver: str, file: str) -> bytes:
    import numpy as np
    from pyogrio import raw, set_gdal_config_options

    set_gdal_config_options({"OGR_CURRENT_DATE": STEADY_TIME.strftime("%Y-%m-%dT%H:%M:%SZ")})
    records = records_of(frame)
    values = [np.array([_plain(one.get(column)) for one in records], dtype=object) for column in COLUMNS]
    arrays, masks = [], []
    for column, cells in zip(COLUMNS, values, strict=True):
        missing = np.array([cell is None for cell in cells], dtype=bool)
        kind = np.int32 if column in COUNT_COLUMNS else np.float64 if column in NUMBER_COLUMNS else object
        filled = np.where(missing, "" if kind is object else 0, cells)
        arrays.append(filled.astype(kind))
        masks.append(missing)
    with TemporaryDirectory() as folder:
        path = Path(folder) / file
        raw.write(
            path, np.array(_points(frame), dtype=object), arrays, list(COLUMNS), masks,
            layer=LAYER, driver=driver, geometry_type="Point", crs="EPSG:4326", encoding="UTF-8",
        )  # fmt: skip
        return path.read_bytes()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return value.translate(_UNWRITABLE) if isinstance(value, str) else value
