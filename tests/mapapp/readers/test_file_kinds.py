"""The same incidents in every kind of file that an analyst has; and files that lie about themselves."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from pyogrio import raw

from mapapp import archives
from mapapp.errors import UnreadableFile
from mapapp.readers import read_incidents
from mapapp.readers.results import ReadResult

HEADER = ["date", "type", "latitude", "longitude", "killed", "notes"]
ROWS = [
    ["2021-02-22", "Arrests", 35.07, 44.32, 7, "غارة"],
    ["2021-02-23", "Fire", 33.31, 44.36, None, "=1+1"],
]
CSV = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in [HEADER, *ROWS]) + "\n"

_ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""


def _xlsx(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _ods(rows: list[list[Any]]) -> bytes:
    def cell(value: Any) -> str:
        if isinstance(value, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        if value is None:
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS_CONTENT.format(rows=lines))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return written.getvalue()


def _zip(**members: bytes | str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return written.getvalue()


def _parquet() -> bytes:
    columns = dict(zip(HEADER, map(list, zip(*ROWS, strict=True)), strict=True))
    columns["date"] = [date.fromisoformat(day) for day in columns["date"]]
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written)
    return written.getvalue()


def _gdal(tmp_path: Path, driver: str, suffix: str, crs: str = "EPSG:4326") -> bytes:
    path = tmp_path / f"incidents{suffix}"
    points = np.array([shapely.to_wkb(shapely.Point(row[3], row[2])) for row in ROWS], dtype=object)
    fields = [np.array([str(row[at] or "") for row in ROWS], dtype=object) for at in (0, 1, 4, 5)]
    names = ["date", "type", "killed", "notes"]
    raw.write(path, points, fields, names, driver=driver, geometry_type="Point", crs=crs, encoding="UTF-8")
    return path.read_bytes()


def _kml(tmp_path: Path) -> bytes:
    return _gdal(tmp_path, "LIBKML", ".kml")


KINDS = {
    "xlsx": lambda _: _xlsx(("Sheet", [HEADER, *ROWS])),
    "xlsx with dates": lambda _: _xlsx(
        ("Sheet", [HEADER, *[[datetime.fromisoformat(row[0]), *row[1:]] for row in ROWS]])
    ),
    "ods": lambda _: _ods([HEADER, *ROWS]),
    "parquet": lambda _: _parquet(),
    "zip of csv": lambda _: _zip(incidents__csv=CSV),
    "zip of xlsx": lambda _: _zip(incidents__csv=CSV, readme__md="read me"),
    "geojson": lambda folder: _gdal(folder, "GeoJSON", ".geojson"),
    "geopackage": lambda folder: _gdal(folder, "GPKG", ".gpkg"),
    "kml": _kml,
    "kmz": lambda folder: _zip(doc__kml=_kml(folder)),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_the_same_incidents_whatever_it_is_called(tmp_path: Path, kind: str) -> None:
    read = read_incidents(KINDS[kind](tmp_path), name="incidents.bin")
    assert read.refused == ()
    assert read.frame["event_date"].dt.strftime("%Y-%m-%d").tolist() == ["2021-02-22", "2021-02-23"]
    assert read.frame["sub_event_type"].tolist() == ["Arrests", "Fire"]
    assert read.frame["latitude"].round(4).tolist() == [35.07, 33.31]
    assert read.frame["longitude"].round(4).tolist() == [44.32, 44.36]
    assert read.frame["fatalities"].fillna(-1).tolist() == [7, -1]
    assert read.frame["notes"].tolist() == ["غارة", "=1+1"]


def test_the_sheet_with_the_known_header_is_read_and_the_others_are_named() -> None:
    data = [["A title"], [], HEADER, *ROWS]
    read = read_incidents(
        _xlsx(("Cover", [["Report of the week"]]), ("Data", data), ("Old", [HEADER, *ROWS]))
    )
    assert len(read.frame) == 2
    told = " ".join(read.warnings)
    assert "sheets not read: 'Old'" in told
    assert "'Cover'" not in told


def test_a_bad_row_of_a_sheet_is_refused_with_its_number_and_the_others_go_on() -> None:
    read = read_incidents(_xlsx(("Sheet", [HEADER, ["no day", *ROWS[0][1:]], ROWS[1]])))
    assert [(row.line, row.column, row.value) for row in read.refused] == [(2, "date", "no day")]
    assert len(read.frame) == 1


def test_an_area_becomes_a_point_inside_it_with_a_radius() -> None:
    corners = [[44, 35], [44.2, 35], [44.2, 35.2], [44, 35.2], [44, 35]]
    feature = {
        "type": "Feature",
        "properties": {"date": "2021-02-22", "type": "Fire"},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (row,) = read_incidents(text.encode()).frame.to_dict("records")
    assert (44 < row["longitude"] < 44.2, 35 < row["latitude"] < 35.2) == (True, True)
    assert row["geo_precision"] == "near"
    assert 10 < row["radius_km"] < 30


def test_a_feature_without_a_geometry_is_refused_for_its_place_alone() -> None:
    features = [
        {"type": "Feature", "properties": {"date": "2021-02-22"}, "geometry": geometry}
        for geometry in (None, {"type": "Point", "coordinates": [44.3, 35.1]})
    ]
    read = read_incidents(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert (len(read.frame), [row.line for row in read.refused]) == (1, [1])


def _unreadable(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_incidents(content, name="the-file")
    assert "the-file" in str(caught.value)
    return str(caught.value)


def test_a_layer_in_metres_is_refused_and_degrees_are_asked_for(tmp_path: Path) -> None:
    assert "EPSG:4326" in _unreadable(_gdal(tmp_path, "GPKG", ".gpkg", crs="EPSG:32638"))


# Half a KML file is a whole one up to the cut for GDAL.
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"zip of xlsx", "kml"}))
def test_a_file_cut_in_half_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    content = KINDS[kind](tmp_path)
    told = _unreadable(content[: len(content) // 2])
    assert re.search(r"damaged|can't be read", told)


def test_an_archive_of_several_tables_is_refused_with_their_number() -> None:
    assert "2 of them tables" in _unreadable(_zip(a__csv=CSV, b__csv=CSV))


def test_an_archive_that_unpacks_beyond_the_bounds_is_not_opened() -> None:
    bomb = _zip(a__csv=b"date,latitude,longitude\n" + b"0" * 30_000_000)
    assert "not opened" in _unreadable(bomb)
    assert len(read_incidents(_zip(a__csv=CSV)).frame) == 2


def test_an_archive_whose_member_is_larger_than_it_says_is_refused() -> None:
    content = bytearray(_zip(a__csv=CSV))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = (10).to_bytes(4, "little")
    assert "a.csv in it is damaged" in _unreadable(bytes(content))


def test_a_sheet_that_claims_more_cells_than_there_can_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from mapapp.readers import sheets

    monkeypatch.setattr(sheets, "MOST_CELLS", 11)
    assert "cells" in _unreadable(_xlsx(("Sheet", [HEADER, *ROWS])))


def test_an_archive_of_very_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    assert "2 files" in _unreadable(_zip(a__csv=CSV, b__txt="x"))


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04" + bytes(40), b"PAR1" + bytes(40), b"SQLite format 3\0" + bytes(52) + b"GPKG" + bytes(40),
     b'{"type": "FeatureCollection", "features": 5}', b"\xd0\xcf\x11\xe0" + bytes(600), b"<kml>"],
)  # fmt: skip
def test_a_file_that_only_begins_like_a_known_kind_is_refused(content: bytes) -> None:
    assert re.search(r"damaged|can't be read|no workbook that can be read", _unreadable(content))


def test_reading_twice_gives_the_same_ids(tmp_path: Path) -> None:
    content = KINDS["xlsx"](tmp_path)

    def ids(read: ReadResult) -> list[str]:
        return list(read.frame["event_id"])

    assert ids(read_incidents(content)) == ids(read_incidents(content))
