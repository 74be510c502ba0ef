"""``mapapp groups`` lists what may be one incident, for people and programs, and changes nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mapapp.cli import main
from mapapp.readers import read_incidents
from mapapp.storage import IncidentStore

HEADER = (
    "event_id,event_date,event_type,sub_event_type,latitude,longitude,geo_precision,radius_km,fatalities,"
    "source_dataset,notes\n"
)
ROWS = (
    "a,2021-02-03,Explosions/Remote violence,Suicide bomb,35.325,43.770,settlement,3,14,ACLED,=cmd\n"
    "b,2021-02-03,Explosions/Remote violence,Suicide bomb,35.331,43.772,settlement,3,15,GTD,\n"
    "c,2021-02-09,Explosions/Remote violence,Suicide bomb,35.331,43.772,settlement,3,15,GTD,\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return main(["groups", *map(str, arguments)])


def test_a_group_is_told_with_its_members_and_reasons(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sheet) == 0
    told = capsys.readouterr()

    assert "a  2021-02-03  ACLED  Suicide bomb" in told.out
    assert "for: " in told.out
    assert "killed 14 and 15" in told.out
    assert "  c  " not in told.out
    assert "3 incidents; groups that may be one incident: 1" in told.err


def test_json_has_a_line_for_each_group(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sheet, "--json") == 0
    (group,) = map(json.loads, capsys.readouterr().out.splitlines())

    assert group["event_ids"] == ["a", "b"]
    assert 0.7 <= group["score"] <= 1
    assert "same day" in group["reasons"]
    assert [one["fatalities"] for one in group["incidents"]] == [14, 15]


def test_csv_has_a_line_for_each_member_and_no_formula(sheet: Path, tmp_path: Path) -> None:
    output = tmp_path / "groups.csv"
    assert run(sheet, "-o", output) == 0
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig"))))

    assert [(row["group"], row["event_id"]) for row in rows] == [("1", "a"), ("1", "b")]
    assert rows[0]["notes"] == "'=cmd"


def test_filters_choose_what_is_compared(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sheet, "--from", "2021-02-04", "--json") == 0

    assert capsys.readouterr().out == ""


def test_a_higher_score_proposes_less_and_one_that_is_none_is_refused(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sheet, "--least-score", "1", "--json") == 0
    assert capsys.readouterr().out == ""

    for wrong in ("0", "1.5", "many"):
        with pytest.raises(SystemExit):
            run(sheet, "--least-score", wrong)


def test_what_a_person_called_one_is_not_proposed_again(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'incidents.db'}"
    with IncidentStore(url, create=True) as store:
        store.save(read_incidents(sheet).frame)
        before = store.load()
        assert run(url, "--json") == 0
        assert json.loads(capsys.readouterr().out)["event_ids"] == ["a", "b"]
        assert store.load().equals(before)

        store.accept_group(["a", "b"])
    assert run(url, "--json") == 0

    assert capsys.readouterr().out == ""
