"""Files of incidents as real spreadsheets have them, each beside a near miss that must be refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer
from mapapp.errors import UnreadableFile
from mapapp.incidents import COLUMNS, empty_frame
from mapapp.readers import FORMATS, ReadResult, read_incidents

POINTS = "date,latitude,longitude,type\n2006-01-01,34.36127,41.14543,IED\n2006-01-02,33.31,44.37,SAF\n"


def read(text: str, **options: object) -> ReadResult:
    return read_incidents(text.encode(), name="test.csv", **options)  # type: ignore[arg-type] - tests pass known options


def test_points_become_incidents_with_a_governorate() -> None:
    frame = read(POINTS).frame

    assert frame["admin1"].tolist() == ["Al-Anbar", "Baghdad"]
    assert list(COLUMNS) == list(frame.columns)
    assert frame.dtypes.equals(empty_frame().dtypes)


def test_gzip_reads_the_same_as_plain() -> None:
    packed = read_incidents(gzip.compress(POINTS.encode(), mtime=0))
    assert read(POINTS).frame.drop(columns="event_id").equals(packed.frame.drop(columns="event_id"))


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_read_the_same(delimiter: str) -> None:
    columns = ["event_date", "latitude", "longitude", "event_type"]
    other = read(POINTS.replace(",", delimiter)).frame
    assert read(POINTS).frame[columns].equals(other[columns])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_arabic_headers_read_in_every_usual_encoding(encoding: str) -> None:
    text = "التاريخ;خط العرض;خط الطول;نوع الحادث;عدد القتلى\n2021-02-22;35.2;44.3;غارة جوية;٧\n"
    text = text.replace("٧", "7") if encoding == "cp1256" else text
    frame = read_incidents(text.encode(encoding)).frame

    assert frame["sub_event_type"].tolist() == ["Air/drone strike"]
    assert frame["fatalities"].tolist() == [7]


def test_latin_accents_are_not_taken_for_arabic() -> None:
    text = "date,latitude,longitude,notes\n2021-02-22,35.2,44.3,café à Kirkūk\n".replace("ū", "u")
    result = read_incidents(text.encode("latin-1"))
    assert result.frame["notes"].tolist() == ["café à Kirkuk"]
    assert any("latin-1" in warning for warning in result.warnings)


@pytest.mark.parametrize(
    "header", ["DATE,LAT,LONG", "Event_Date, Latitude ,Longitude", "event date,y,x", "التاريخ,العرض,الطول"]
)
def test_common_headers_are_known_in_any_case(header: str) -> None:
    assert len(read(f"{header}\n2021-02-22,35.2,44.3\n").frame) == 1


def test_unknown_headers_make_the_file_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="no header row"):
        read("when exactly,thing\n2021-02-22,35.2\n")


def test_lines_above_the_header_are_skipped_and_lines_still_counted() -> None:
    result = read("Terms of use\n\nAs of 2021\n" + POINTS + "2006-13-01,34.1,42.1,IED\n")
    assert len(result.frame) == 2
    assert [row.line for row in result.refused] == [7]


def test_a_row_with_line_breaks_is_one_row_and_the_next_keeps_its_line() -> None:
    result = read('date,latitude,longitude,notes\n2021-01-01,33,44,"a\nb\nc"\n2021-99-01,33,44,x\n')
    assert result.frame["notes"].tolist() == ["a\nb\nc"]
    assert [row.line for row in result.refused] == [5]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",33.3,44.4", "date", "no date"),
        ("2021-02-30,33.3,44.4", "date", "no such day"),
        ("yesterday,33.3,44.4", "date", "not a date"),
        ("44249,33.3,44.4", "date", "day number"),
        ("2021-02-22,95,44.4", "latitude", "-90 to 90"),
        ("2021-02-22,33.3,444", "longitude", "-180 to 180"),
        ("2021-02-22,north,44.4", "latitude", "not a number of degrees"),
        ("2021-02-22,33.3,", "longitude", "both"),
        ("2021-02-22,,", "", "no coordinates and no name"),
        ("2021-02-22,0,0", "latitude", "Atlantic"),
        ("2021-02-22,44.4,33.3", "latitude", "swapped"),
        ("2021-02-22,33.3", "", "2 cells where the header has 3"),
        ("2021-02-22,33.3,44.4,5", "", "4 cells where the header has 3"),
    ],
)
def test_a_bad_row_is_listed_and_the_rest_goes_on(row: str, column: str, reason: str) -> None:
    result = read(f"date,latitude,longitude\n2021-02-21,33.3,44.4\n{row}\n2021-02-23,33.3,44.4\n")

    assert [refused.line for refused in result.refused] == [3]
    assert column == result.refused[0].column
    assert reason in result.refused[0].reason
    assert len(result.frame) == 2
    assert result.rows_read == len(result.frame) + len(result.refused)


def test_trailing_empty_cells_are_no_fault() -> None:
    assert not read("date,latitude,longitude\n2021-02-22,33.3,44.4,,\n").refused


def test_a_point_in_turkey_of_a_regional_file_lies_outside_and_is_not_called_swapped() -> None:
    (refused,) = read("date,latitude,longitude,country\n2021-02-22,39.9,32.9,Turkey\n").refused
    assert "outside Iraq" in refused.reason
    assert "in Turkey" in refused.reason
    assert "swapped" not in refused.reason


@pytest.mark.parametrize(
    ("point", "kept"),
    [
        ("37.5,43.0", True),  # Turkey, 20 km behind the border
        ("29.68,48.82", True),  # the oil terminal off Faw
        ("38.9,43.0", False),  # Lake Van
        ("24.7,46.7", False),  # Riyadh
        ("48.85,2.35", False),
    ],
)
def test_points_in_the_border_zone_are_kept_and_those_beyond_are_refused(point: str, *, kept: bool) -> None:
    result = read(f"date,latitude,longitude\n2021-02-22,{point}\n")
    assert (len(result.frame), len(result.refused)) == (kept, not kept)


def test_a_swap_is_proposed_with_the_place_and_never_done() -> None:
    result = read("date,latitude,longitude\n2021-02-22,44.42,33.34\n2021-02-22,33.34,44.42\n")
    assert [row.value for row in result.refused] == ["44.42, 33.34"]
    assert "proposed is latitude 33.34, longitude 44.42, in Baghdad" in result.refused[0].reason
    assert any("swapped" in warning for warning in result.warnings)


def test_a_name_of_a_place_is_resolved_within_its_governorate(gazetteer: Gazetteer) -> None:
    text = "التاريخ,المكان,المحافظة\n2021-02-22,وادي الشاي,كركوك\n"
    frame = read(text, gazetteer=gazetteer).frame

    assert frame["admin1"].tolist() == ["Kirkuk"]
    assert frame["location_as_written"].tolist() == ["وادي الشاي"]
    assert frame["geo_precision"][0] == "near"


def test_a_name_that_is_no_place_is_kept_and_listed(gazetteer: Gazetteer) -> None:
    result = read("date,place\n2021-02-22,Zzyzx Qqq\n", gazetteer=gazetteer)

    assert result.frame["geo_precision"].tolist() == ["unresolved"]
    assert result.frame["latitude"].isna().all()
    assert [row.value for row in result.flagged] == ["Zzyzx Qqq"]


def test_a_governorate_alone_is_governorate_precision(gazetteer: Gazetteer) -> None:
    frame = read("date,governorate\n2021-02-22,نينوى\n", gazetteer=gazetteer).frame
    assert frame["admin1"].tolist() == ["Nineveh"]
    assert frame["geo_precision"].tolist() == ["governorate"]


def test_coordinates_win_over_a_name_and_need_no_gazetteer() -> None:
    frame = read("date,place,latitude,longitude\n2021-02-22,Mosul,33.3128,44.3615\n").frame
    assert frame["admin1"].tolist() == ["Baghdad"]
    assert frame["location"].tolist() == ["Mosul"]


@pytest.mark.parametrize(
    ("cell", "latitude"),
    [("33.5", 33.5), ("33,5", 33.5), ("٣٣٫٥", 33.5), ("33°30'N", 33.5), ("N 33.5", 33.5), ("33 30 0", 33.5)],
)
def test_degrees_read_as_written(cell: str, latitude: float) -> None:
    assert latitude == pytest.approx(read(f"date;lat;lon\n2021-01-01;{cell};44.4\n").frame["latitude"][0])


@pytest.mark.parametrize("cell", ["33.5, 44.4", "POINT(44.4 33.5)", "(33.5 44.4)"])
def test_one_column_of_pairs_is_read(cell: str) -> None:
    frame = read(f"date;coordinates\n2021-01-01;{cell}\n").frame
    assert (frame["latitude"][0], frame["longitude"][0]) == (33.5, 44.4)


@pytest.mark.parametrize(
    ("latitude", "precision"), [("33.31281", "exact"), ("33.31", "settlement"), ("33.3", "near")]
)
def test_few_decimals_mean_a_coarse_point(latitude: str, precision: str) -> None:
    assert precision == read(f"date,lat,lon\n2021-01-01,{latitude},44.4\n").frame["geo_precision"][0]


@pytest.mark.parametrize(
    ("cell", "stated"),
    [
        ("7", (7, None, None)),
        ("٧", (7, None, None)),
        ("0", (0, None, None)),
        ("1,200", (1200, None, None)),
        ("3-5", (None, 3, 5)),
        ("at least 4", (None, 4, None)),
        ("", (None, None, None)),
        ("unknown", (None, None, None)),
    ],
)
def test_counts_are_taken_as_stated(cell: str, stated: tuple[int | None, ...]) -> None:
    result = read(f'date,lat,lon,killed\n2021-01-01,33.3,44.4,"{cell}"\n')
    row = result.frame.iloc[0]
    found = tuple(row[name] for name in ("fatalities", "fatalities_low", "fatalities_high"))

    assert list(stated) == [None if value is not value or str(value) == "<NA>" else value for value in found]
    assert not result.flagged


@pytest.mark.parametrize("cell", ["many", "-3", "5-3", "2.5", "9999999"])
def test_a_count_that_is_none_is_left_missing_and_listed(cell: str) -> None:
    result = read(f"date,lat,lon,killed\n2021-01-01,33.3,44.4,{cell}\n")
    assert result.frame["fatalities"].isna().all()
    assert [cell] == [row.value for row in result.flagged]


@pytest.mark.parametrize(
    ("word", "mapped"),
    [
        ("IED", ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        ("SAF", ("Battles", "Armed clash")),
        ("Airstrike", ("Explosions/Remote violence", "Air/drone strike")),
        ("SOF", ("Strategic developments", "Other")),
        ("battles", ("Battles", "")),
        ("Armed clash", ("Battles", "Armed clash")),
        ("عبوة ناسفة", ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        ("other", ("Unclassified", "")),
        ("IEDs galore", ("Unclassified", "")),
    ],
)
def test_words_for_types_are_mapped_or_kept(word: str, mapped: tuple[str, str]) -> None:
    row = read(f"date,lat,lon,type\n2021-01-01,33.3,44.4,{word}\n").frame.iloc[0]
    assert mapped == (row["event_type"], row["sub_event_type"])
    assert (word in row["tags"]) == (mapped[0] == "Unclassified" or word == "SOF")


def test_the_same_file_gives_the_same_ids() -> None:
    assert read(POINTS).frame["event_id"].equals(read(POINTS).frame["event_id"])


def test_equal_rows_have_different_ids() -> None:
    frame = read("date,lat,lon\n" + "2021-01-01,33.3,44.4\n" * 3).frame
    assert frame["event_id"].nunique() == 3


def test_own_ids_are_kept_and_doubles_numbered() -> None:
    frame = read("event_id,date,lat,lon\na,2021-01-01,33.3,44.4\na,2021-01-02,33.3,44.4\n").frame
    assert frame["event_id"].tolist() == ["a", "a~2"]


def test_unused_columns_are_told() -> None:
    result = read("date,lat,lon,mood\n2021-01-01,33.3,44.4,sad\n")
    assert any("mood" in warning for warning in result.warnings)


def test_hxl_tags_under_the_header_are_no_row() -> None:
    result = read("date,lat,lon\n#date+occurred,#geo+lat,#geo+lon\n2021-01-01,33.3,44.4\n")
    assert (len(result.frame), len(result.refused)) == (1, 0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04rest", "damaged ZIP archive"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08broken", "damaged gzip"),
        (b"", "no header row"),
        (b"\x00\x01\x02", "no header row"),
    ],
)
def test_another_kind_of_file_is_named(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_incidents(content, name="f")


def test_a_cut_gzip_file_is_refused_whole() -> None:
    with pytest.raises(UnreadableFile, match="damaged gzip"):
        read_incidents(gzip.compress(POINTS.encode() * 50)[:-9], name="f")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"absent\.csv"):
        read_incidents(tmp_path / "absent.csv")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnreadableFile, match=", ".join(FORMATS)):
        read(POINTS, fmt="excel")


def test_a_header_alone_is_no_incident_and_no_error() -> None:
    result = read("date,latitude,longitude\n")
    assert (len(result.frame), result.rows_read) == (0, 0)
    assert result.frame.dtypes.equals(empty_frame().dtypes)


def test_a_file_without_dates_refuses_every_row() -> None:
    result = read("latitude,longitude\n33.3,44.4\n")
    assert [row.reason for row in result.refused] == ["the file has no column of dates"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_result_or_an_unreadable_file(content: bytes) -> None:
    try:
        result = read_incidents(content)
    except UnreadableFile:
        return
    assert result.rows_read == len(result.frame) + len(result.refused)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["2021-02-22", "03/04/2021", "33.3", "44,4", "NaN", "1e400", "IED", "كركوك", '"', "=1+1"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=6))
def test_any_cells_are_either_incidents_or_refused_rows(rows: list[tuple[str, ...]]) -> None:
    import csv
    import io

    stream = io.StringIO()
    csv.writer(stream).writerows([("date", "lat", "lon", "killed", "type"), *rows])
    try:
        result = read_incidents(stream.getvalue().encode("utf-8", "replace"))
    except UnreadableFile:
        return

    assert result.rows_read == len(result.frame) + len(result.refused)
    assert result.frame["latitude"].between(-90, 90).all()
    assert result.frame["event_id"].is_unique


def test_the_built_in_incidents_read_without_a_fault() -> None:
    path = Path(__file__).parents[3] / "mapapp" / "data" / "known-incidents.csv"
    result = read_incidents(path)

    assert 30 <= len(result.frame) <= 60
    assert not result.refused
    assert not result.flagged
    assert "Unclassified" not in result.frame["event_type"].tolist()
    assert result.frame["source"].ne("").all()
    strike = result.frame[result.frame["location"] == "Wadi al-Shay"].iloc[0]
    assert (strike["fatalities"], strike["admin1"], strike["geo_precision"]) == (7, "Kirkuk", "near")
