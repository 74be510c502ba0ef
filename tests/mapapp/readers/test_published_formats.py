"""Published formats by their schemas, on made-up rows; each is told apart from the others by its header."""

from __future__ import annotations

import json

import pytest

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


def test_an_ibc_row_behind_its_preamble_is_placed_by_name_and_names_no_victim() -> None:
    preamble = [f"Terms, line {number}" for number in range(11)]
    result = read(*preamble, IBC_HEADER, IBC_ROW, gazetteer=Gazetteer.default())
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
