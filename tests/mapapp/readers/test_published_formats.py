"""Published formats by their schemas, on made-up rows; each is told apart from the others by its header."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from pyogrio import raw

from gazetteer import Gazetteer
from mapapp.errors import UnreadableFile
from mapapp.readers import ReadResult, read_incidents

ACLED_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
    "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
    "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
ACLED_ROW = (
    "IRQ00001,22 February 2021,2021,2,Political violence,Explosions/Remote violence,Air/drone strike,"
    "Force A,,8,Group B,,2,28,,368,Middle East,Iraq,Kirkuk,Daquq,,Made-up Wadi,35.1,44.3,2,Source X,Other,"
    "A made-up note.,7,crowd size=no report,1614100000"
)
UCDP_HEADER = (
    "id,relid,year,type_of_violence,conflict_name,side_a,side_b,source_article,source_headline,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,country,event_clarity,date_prec,date_start,"
    "date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low"
)
UCDP_ROW = (
    "42,IRQ-1,2016,1,Iraq: Government,Government of Iraq,IS,Agency,A headline,3,Sinjar district,"
    "near a village,Ninawa province,Sinjar district,36.32,41.87,Iraq,1,2,2016-05-01 00:00:00.000,"
    "2016-05-04 00:00:00.000,1,2,0,0,3,5,2"
)
GTD_HEADER = (
    "eventid,iyear,imonth,iday,country_txt,provstate,city,latitude,longitude,specificity,vicinity,location,summary,"
    "attacktype1_txt,targtype1_txt,gname,weaptype1_txt,nkill,nwound,scite1,dbsource,doubtterr"
)
GTD_ROW = (
    "201501010001,2015,1,0,Iraq,Baghdad,Baghdad,33.303566,44.371773,1,0,,A made-up summary.,"
    "Bombing/Explosion,Military,Unknown,Explosives,-99,4,A source,START,0"
)
IBC_HEADER = (
    "IBC code,Start Date,End Date,Time,Location,Target,Weapons,Reported Minimum,Reported Maximum,Sources"
)
IBC_ROW = (
    'd0001,02 Sep 2013,3-Sep-13,AM,"north Baghdad",A private person by name,roadside bomb,3,4,AGENCY 02 Sep'
)


def read(*lines: str, **options: object) -> ReadResult:
    return read_incidents("\n".join(lines).encode(), **options)  # type: ignore[arg-type] - tests pass known options


@pytest.mark.parametrize("change", [str, str.upper])
def test_an_acled_row_keeps_its_key_types_and_codes(change: type[str]) -> None:
    result = read(change(ACLED_HEADER), ACLED_ROW)
    row = result.frame.iloc[0]

    assert result.format_name == "acled"
    assert (row["event_id"], row["source_id"], row["source_dataset"]) == (
        "acled:IRQ00001",
        "IRQ00001",
        "ACLED",
    )
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["geo_precision"], row["date_precision"], row["fatalities"]) == ("near", "week", 7)
    assert json.loads(row["tags"])["time_precision"] == "2"
    assert any("acleddata.com" in warning for warning in result.warnings)


def test_acled_dates_that_could_be_either_are_refused() -> None:
    assert len(read(ACLED_HEADER, ACLED_ROW.replace("22 February 2021", "02-03-2021")).refused) == 1


def test_a_ucdp_row_is_a_range_with_low_best_and_high() -> None:
    row = read(UCDP_HEADER, UCDP_ROW).frame.iloc[0]

    assert (row["event_id"], row["event_type"], row["geo_precision"]) == ("ucdp:42", "Battles", "district")
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == (3, 2, 5)
    assert row["event_date_end"].date().isoformat() == "2016-05-04"
    assert row["date_precision"] == "week"
    assert {"type_of_violence": "1", "where_prec": "3"}.items() <= json.loads(row["tags"]).items()


def test_a_ucdp_row_that_contradicts_itself_is_kept_as_it_is_and_flagged() -> None:
    result = read(UCDP_HEADER, UCDP_ROW.removesuffix("3,5,2") + "3,1,2")
    assert result.frame["fatalities_high"][0] == 1
    assert [flag.column for flag in result.flagged] == ["best"]


def test_a_gtd_row_has_unknown_days_and_counts() -> None:
    row = read(GTD_HEADER, GTD_ROW).frame.iloc[0]

    assert (row["event_id"], row["date_precision"]) == ("gtd:201501010001", "month")
    assert row["event_type"] == "Explosions/Remote violence"
    assert (str(row["fatalities"]), row["injuries"]) == ("<NA>", 4)
    assert json.loads(row["tags"])["attacktype1_txt"] == "Bombing/Explosion"


def test_an_ibc_row_behind_its_preamble_is_placed_by_name_and_names_no_victim(gazetteer: Gazetteer) -> None:
    preamble = [f"Terms, line {number}" for number in range(11)]
    result = read(*preamble, IBC_HEADER, IBC_ROW, gazetteer=gazetteer)
    row = result.frame.iloc[0]

    assert (row["event_id"], row["admin1"]) == ("ibc:d0001", "Baghdad")
    assert (row["fatalities_low"], row["fatalities_high"]) == (3, 4)
    assert "private person" not in row.astype("str").str.cat()
    assert any("target" in warning for warning in result.warnings)


def test_a_named_format_must_have_its_columns() -> None:
    with pytest.raises(UnreadableFile, match="event_id_cnty"):
        read("date,latitude,longitude", "2021-01-01,33,44", fmt="acled")


def test_a_plain_file_is_taken_for_no_published_format() -> None:
    assert read("event_date,event_type,latitude,longitude", "2021-01-01,Battles,33,44").format_name == "csv"


FORMAT_ROWS = {
    "acled": (ACLED_HEADER, ACLED_ROW),
    "ucdp": (UCDP_HEADER, UCDP_ROW),
    "gtd": (GTD_HEADER, GTD_ROW),
    "ibc": (IBC_HEADER, IBC_ROW),
}


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(FORMAT_ROWS[name]))


def _number(cell: str) -> float | str | None:
    try:
        return float(cell)
    except ValueError:
        return cell or None


def _typed_columns(name: str) -> dict[str, list[float | str | None]]:
    header, row = _rows(name)
    return {title: [_number(cell)] for title, cell in zip(header, row, strict=True)}


def _sheet(name: str) -> bytes:
    workbook = openpyxl.Workbook()
    header, row = _rows(name)
    workbook.active.append(header)
    workbook.active.append([_number(cell) for cell in row])
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _parquet(name: str) -> bytes:
    written = io.BytesIO()
    pq.write_table(pa.table(_typed_columns(name)), written)
    return written.getvalue()


def _features(name: str, driver: str, suffix: str, folder: Path) -> bytes:
    header, row = _rows(name)
    lowered = dict(zip(map(str.lower, header), row, strict=True))
    point = shapely.Point(float(lowered["longitude"]), float(lowered["latitude"]))
    path = folder / f"rows{suffix}"
    geometries = np.array([shapely.to_wkb(point)], dtype=object)
    values = [np.array([cell], dtype=object) for cell in row]
    raw.write(
        path, geometries, values, header,
        driver=driver, geometry_type="Point", crs="EPSG:4326", encoding="UTF-8",
    )  # fmt: skip
    return path.read_bytes()


def _same(name: str, content: bytes, gazetteer: Gazetteer) -> None:
    columns = ["event_id", "event_date", "event_type", "admin1", "geo_precision", "fatalities", "tags"]
    text = read(*FORMAT_ROWS[name], gazetteer=gazetteer)
    other = read_incidents(content, name="rows.bin", gazetteer=gazetteer)
    assert (other.format_name, other.refused) == (name, ())
    assert other.frame[columns].to_dict("records") == text.frame[columns].to_dict("records")


@pytest.mark.parametrize("name", FORMAT_ROWS)
def test_a_format_reads_the_same_from_a_sheet_and_from_parquet(name: str, gazetteer: Gazetteer) -> None:
    _same(name, _sheet(name), gazetteer)
    _same(name, _parquet(name), gazetteer)


@pytest.mark.parametrize("name", ["acled", "ucdp", "gtd"])
@pytest.mark.parametrize(("driver", "suffix"), [("GPKG", ".gpkg"), ("GeoJSON", ".geojson")])
def test_a_format_with_points_reads_the_same_from_layers(
    name: str, driver: str, suffix: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    _same(name, _features(name, driver, suffix, tmp_path), gazetteer)


HXL_TAGS = ["#date+occurred", "#loc +name", "#geo+lat", "#geo+lon", "#affected+killed"]
HXL_ROW = ["2021-02-22", "Kirkuk", "35.47", "44.39", "3"]


@pytest.mark.parametrize(
    "names",
    [["When seen", "Lieu", "Breite", "Laenge", "Morts"], ["date", "place", "lat", "lon", "killed"]],
    ids=["unknown names", "known names"],
)
def test_tags_of_hxl_name_the_columns_in_text_sheets_and_parquet(names: list[str]) -> None:
    rows = [names, HXL_TAGS, HXL_ROW]
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    sheet, parquet = io.BytesIO(), io.BytesIO()
    workbook.save(sheet)
    columns = {name: [tag, cell] for name, tag, cell in zip(*rows, strict=True)}
    pq.write_table(pa.table(columns), parquet)
    text = "\n".join(map(";".join, rows)).encode()
    for content in (text, sheet.getvalue(), parquet.getvalue()):
        result = read_incidents(content)
        assert (result.rows_read, result.refused) == (1, ())
        (incident,) = result.frame.to_dict("records")
        assert (incident["location"], incident["fatalities"], incident["latitude"]) == ("Kirkuk", 3, 35.47)


@pytest.mark.parametrize(
    ("specificity", "vicinity", "precision"),
    [("1", "0", "settlement"), ("1", "1", "near"), ("2", "1", "district"), ("4", "0", "governorate")],
)
def test_gtd_codes_of_place_map_to_ours_and_stay_beside(
    specificity: str, vicinity: str, precision: str
) -> None:
    changed = GTD_ROW.replace("44.371773,1,0", f"44.371773,{specificity},{vicinity}")
    row = read(GTD_HEADER, changed).frame.iloc[0]
    tags = json.loads(row["tags"])
    assert (row["geo_precision"], tags["specificity"], tags["vicinity"]) == (precision, specificity, vicinity)


def test_a_bare_code_of_place_in_any_file_stays_beside_and_our_own_words_do_not() -> None:
    row = "date,lat,lon,geo_precision\n2021-02-22,35.4,44.3,"
    assert json.loads(read(row + "2").frame["tags"][0]) == {"geo_precision": "2"}
    assert read(row + "near").frame["tags"].tolist() == [""]


def test_gtd_degrees_that_mean_unknown_leave_the_place_to_the_name(gazetteer: Gazetteer) -> None:
    changed = GTD_ROW.replace("33.303566,44.371773", "-99,-99")
    row = read(GTD_HEADER, changed, gazetteer=gazetteer).frame.iloc[0]
    assert (row["location"], row["admin1"]) == ("Baghdad", "Baghdad")
