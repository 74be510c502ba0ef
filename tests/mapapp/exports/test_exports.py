"""Exports hold what the frame holds, read back equal, and run nothing in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from gazetteer import Gazetteer
from mapapp.exports import EXPORTS, UnknownExport, csv_text, geojson_text, jsonl_text, write_export
from mapapp.incidents import empty_frame, frame_of
from mapapp.readers import read_incidents

FRAME = frame_of(
    [
        {
            "event_id": "a", "event_date": "2021-02-22", "date_precision": "day", "event_type": "Battles",
            "admin1": "Kirkuk", "location": "وادي الشاي", "latitude": 35.07, "longitude": 44.32,
            "geo_precision": "near", "radius_km": 15, "fatalities": 7, "notes": "=1+1", "source": "'=x",
            "review_status": "unreviewed", "actor1": "@SUM", "actor2": "-2",
        },
        {
            "event_id": "b", "event_date": "2021-02-01", "event_date_end": "2021-02-28",
            "date_precision": "month", "event_type": "Unclassified", "geo_precision": "unresolved",
            "location": "nowhere", "location_as_written": "nowhere", "fatalities_low": 3,
            "review_status": "doubtful", "notes": 'two\nlines, a "quote"',
        },
    ]
)  # fmt: skip


def test_no_cell_of_the_csv_begins_like_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(FRAME))))
    texts = [rows[0][name] for name in ("notes", "source", "actor1", "actor2")]
    assert texts == ["'=1+1", "''=x", "'@SUM", "'-2"]
    assert rows[0]["longitude"] == "44.32"


@pytest.mark.parametrize(
    ("suffix", "hxl"), [*((suffix, False) for suffix in sorted(EXPORTS)), (".csv", True)]
)
def test_what_was_exported_reads_back_equal(
    suffix: str, *, hxl: bool, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = write_export(FRAME, tmp_path / f"incidents{suffix}", hxl=hxl)
    read = read_incidents(path, gazetteer=gazetteer)
    assert read.refused == ()
    assert_frame_equal(read.frame, FRAME)


def test_hxl_tags_stand_under_the_header_and_the_rows_read_back(tmp_path: Path) -> None:
    path = write_export(FRAME, tmp_path / "incidents.csv", hxl=True)
    header, tags = (next(csv.reader([line])) for line in path.read_text("utf-8").splitlines()[:2])
    assert dict(zip(header, tags, strict=True))["fatalities"] == "#affected+killed"
    assert read_incidents(path).frame["event_id"].tolist() == ["a", "b"]


def test_hxl_tags_go_into_csv_only(tmp_path: Path) -> None:
    with pytest.raises(UnknownExport, match="CSV only"):
        write_export(FRAME, tmp_path / "incidents.xlsx", hxl=True)


def test_no_cell_of_a_sheet_is_a_formula(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_export(FRAME, tmp_path / "incidents.xlsx")).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert "=1+1" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    frame = FRAME.assign(notes=["x" * 40_000, "short"])
    sheet = openpyxl.load_workbook(write_export(frame, tmp_path / "incidents.xlsx")).active
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert max(map(len, texts)) == 32_767
    assert any(text.endswith("[cut: more than an Excel cell holds]") for text in texts)


def test_the_line_that_a_data_set_demands_goes_with_its_rows(tmp_path: Path) -> None:
    acled = FRAME.assign(source_dataset="ACLED")
    assert "acleddata.com" in geojson_text(acled)
    assert "acleddata.com" not in geojson_text(FRAME)
    workbook = openpyxl.load_workbook(write_export(acled, tmp_path / "acled.xlsx"))
    assert "acleddata.com" in workbook["sources"]["A1"].value
    assert "sources" not in openpyxl.load_workbook(write_export(FRAME, tmp_path / "own.xlsx")).sheetnames


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("=+-@'\t ab"), max_size=6))
def test_any_note_survives_the_guard(note: str) -> None:
    frame = FRAME.head(1).assign(notes=note.strip())
    read = read_incidents(csv_text(frame).encode())
    assert read.frame["notes"].tolist() == [note.strip()]


def test_geojson_has_longitude_first_and_null_for_no_point() -> None:
    collection = json.loads(geojson_text(FRAME))
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [44.32, 35.07]}
    assert first["properties"]["fatalities"] == 7
    assert second["geometry"] is None
    assert "fatalities" not in second["properties"]


def test_json_lines_hold_one_incident_each() -> None:
    lines = [json.loads(line) for line in jsonl_text(FRAME).splitlines()]
    assert [line["event_id"] for line in lines] == ["a", "b"]
    assert lines[1]["event_date_end"] == "2021-02-28"


@pytest.mark.parametrize("suffix", sorted(EXPORTS))
def test_every_format_writes_the_same_bytes_twice(suffix: str, tmp_path: Path) -> None:
    first = write_export(FRAME, tmp_path / f"one{suffix}").read_bytes()
    assert first == write_export(FRAME, tmp_path / f"two{suffix}").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"one{suffix}", f"two{suffix}"]


@pytest.mark.parametrize("suffix", sorted(EXPORTS))
def test_an_empty_frame_can_be_written(suffix: str, tmp_path: Path) -> None:
    assert write_export(empty_frame(), tmp_path / f"none{suffix}").is_file()


def test_an_unknown_suffix_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownExport, match=r"\.xls"):
        write_export(FRAME, tmp_path / "map.xls")
    assert not list(tmp_path.iterdir())
