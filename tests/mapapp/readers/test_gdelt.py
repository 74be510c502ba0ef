"""GDELT events: no header, so known by their columns; many rows report one event."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from mapapp.readers import ReadResult, read_incidents
from mapapp.readers.gdelt import LAYOUTS

EVENT = {
    "GLOBALEVENTID": "900000001", "SQLDATE": "20210222", "MonthYear": "202102", "Year": "2021",
    "FractionDate": "2021.1425", "Actor1Code": "MIL", "Actor1Name": "MILITARY", "IsRootEvent": "1",
    "EventCode": "195", "EventBaseCode": "195", "EventRootCode": "19", "QuadClass": "4",
    "GoldsteinScale": "-10.0", "NumMentions": "4", "NumSources": "1", "NumArticles": "4", "AvgTone": "-6.2",
    "ActionGeo_Type": "4", "ActionGeo_FullName": 'Kirkuk, "Kirkuk", Iraq', "ActionGeo_CountryCode": "IZ",
    "ActionGeo_Lat": "35.4681", "ActionGeo_Long": "44.3922", "DATEADDED": "20210222120000",
    "SOURCEURL": "https://example.org/a",
}  # fmt: skip


def row(width: int = 61, **changes: str) -> str:
    values = {**EVENT, **changes}
    return "\t".join(values.get(name, "") for name in LAYOUTS[width])


def read(*rows: str) -> ReadResult:
    return read_incidents("\n".join(rows).encode(), name="20210222.export.CSV")


@pytest.mark.parametrize("width", [58, 61])
def test_a_row_without_a_header_is_an_incident_with_its_raw_codes(width: int) -> None:
    result = read(row(width))
    (incident,) = result.frame.to_dict("records")
    assert (result.format_name, incident["event_id"]) == ("gdelt", "gdelt:900000001")
    assert incident["event_date"].date().isoformat() == "2021-02-22"
    assert incident["sub_event_type"] == "Air/drone strike"
    assert (incident["admin1"], incident["geo_precision"]) == ("Kirkuk", "settlement")
    assert incident["location"] == 'Kirkuk, "Kirkuk", Iraq'
    tags = json.loads(incident["tags"])
    assert (tags["eventcode"], tags["actiongeo_type"], tags["nummentions"]) == ("195", "4", "4")
    assert any("gdeltproject.org" in warning for warning in result.warnings)


def test_reports_of_one_event_are_one_incident_that_says_how_many() -> None:
    other = {"GLOBALEVENTID": "900000002", "SOURCEURL": "https://example.org/b"}
    elsewhere = {"GLOBALEVENTID": "900000003", "ActionGeo_Lat": "35.5"}
    result = read(row(), row(**other), row(**elsewhere))
    assert (result.rows_read, len(result.frame), result.joined, result.refused) == (3, 2, 1, ())
    tags = json.loads(result.frame["tags"][0])
    assert tags["reports"] == "2"
    assert tags["report_urls"] == ["https://example.org/a", "https://example.org/b"]
    assert "reports" not in json.loads(result.frame["tags"][1])
    assert any("rows are reports" in warning for warning in result.warnings)


def test_another_day_type_or_actor_is_another_event() -> None:
    changes = [{"SQLDATE": "20210223"}, {"EventCode": "193"}, {"Actor1Name": "POLICE"}]
    rows = [row(GLOBALEVENTID=f"90000001{at}", **change) for at, change in enumerate(changes)]
    assert read(row(), *rows).joined == 0


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [("0", "0", "Atlantic"), ("40.71", "-74.0", "outside Iraq"), ("", "35", "both")],
)
def test_rows_without_a_place_in_iraq_are_refused(latitude: str, longitude: str, reason: str) -> None:
    result = read(row(), row(GLOBALEVENTID="7", ActionGeo_Lat=latitude, ActionGeo_Long=longitude))
    assert [fault.line for fault in result.refused] == [2]
    assert reason in result.refused[0].reason


def test_a_row_of_another_width_is_refused_by_its_line() -> None:
    assert [fault.line for fault in read(row(), row() + "\textra", row(SQLDATE="20210301")).refused] == [2]


def test_a_file_with_the_names_as_header_and_a_zip_read_the_same() -> None:
    headed = read_incidents(("\t".join(LAYOUTS[61]) + "\n" + row().replace('"', "")).encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("20210222.export.CSV", row().replace('"', ""))
    for result in (headed, read_incidents(packed.getvalue())):
        assert (result.format_name, result.frame["event_id"].tolist()) == ("gdelt", ["gdelt:900000001"])


def test_tab_separated_numbers_of_another_width_are_no_gdelt() -> None:
    text = "date\tlat\tlon\n20210222\t33.3\t44.4\n"
    assert read_incidents(text.encode()).format_name == "csv"
