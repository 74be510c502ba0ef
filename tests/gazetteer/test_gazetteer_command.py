"""The command: its keys, its exit status, its files."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer.cli import main

KEYS = {
    "query", "status", "name", "name_ar", "name_ckb", "kind", "governorate", "district", "latitude",
    "longitude", "precision", "radius_km", "score", "source", "reasons", "candidates",
}  # fmt: skip


def test_a_resolved_name_is_told_as_json_and_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "Daqooq", "--json"]) == 0

    record = json.loads(capsys.readouterr().out)
    assert record.keys() >= KEYS
    assert (record["status"], record["name"], record["governorate"]) == ("resolved", "Daquq", "Kirkuk")


def test_a_name_that_is_not_resolved_is_listed_on_stderr_and_ends_with_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["resolve", "Atlantis"]) == 1

    assert "Atlantis" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["resolve"],
        ["resolve", "Daquq", "--file", "x.csv"],
        ["resolve", "--file", "x.csv"],
        ["resolve", "--file", "missing.csv", "--column", "a"],
        ["resolve", "Daquq", "--within", "Atlantis"],
        ["resolve", "Daquq", "--gazetteer", "missing.sqlite"],
        ["import", "csv", "missing.csv", "--to", "out.sqlite"],
        ["reverse", "95", "44"],
    ],
)
def test_a_wrong_request_ends_with_2_and_says_why(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("gazetteer: ")


def test_a_column_of_a_file_is_resolved_row_by_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("town,area\nDaqooq,Kirkuk\nAtlantis,\nKut,Nowhere\n", encoding="utf-8")

    status = main(
        ["resolve", "--file", str(source), "--column", "town", "--within-column", "area", "-o", str(target)]
    )

    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert status == 1
    assert [row["status"] for row in rows] == ["resolved", "unresolved", "resolved"]
    assert (rows[0]["town"], rows[0]["name"]) == ("Daqooq", "Daquq")
    assert json.loads(rows[0]["candidates"])[0]["latitude"] == float(rows[0]["latitude"])
    assert "line 3" in capsys.readouterr().err


def test_a_column_that_the_file_has_already_is_not_overwritten(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("name,status\nDaqooq,mine\n", encoding="utf-8")

    assert main(["resolve", "--file", str(source), "--column", "name", "-o", str(target)]) == 0

    (row,) = csv.DictReader(target.read_text(encoding="utf-8").splitlines())
    assert (row["name"], row["status"]) == ("Daqooq", "mine")
    assert (row["gazetteer_name"], row["gazetteer_status"]) == ("Daquq", "resolved")


def test_json_lines_are_written_where_the_output_is_named_so(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text("name\nDaqooq\n", encoding="utf-8")

    main(["resolve", "--file", str(source), "--column", "name", "-o", str(target)])

    assert json.loads(target.read_text(encoding="utf-8"))["name"] == "Daquq"


def test_an_import_is_used_with_gazetteer_and_counts_its_refusals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, store = tmp_path / "places.csv", tmp_path / "g.sqlite"
    source.write_text(
        "id,name,latitude,longitude,governorate\nx:1,Umm Fuqluzat,35.1,44.1,Kirkuk\nx:2,Bad,1,1,\n",
        encoding="utf-8",
    )

    assert main(["import", "csv", str(source), "--to", str(store)]) == 1
    assert "line 3" in capsys.readouterr().err
    assert main(["resolve", "Umm Fuqluzat", "--within", "Kirkuk", "--gazetteer", str(store)]) == 0
    assert main(["resolve", "Umm Fuqluzat", "--within", "Kirkuk"]) == 1


def test_limit_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    main(["resolve", "Kirkuk", "--limit", "1", "--json"])

    assert len(json.loads(capsys.readouterr().out)["candidates"]) == 1


def test_stats_count_the_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["kinds"]["governorate"] == 19


@pytest.mark.parametrize("made_by", ["this version", "another version"])
def test_a_file_of_another_version_is_read_and_said_to_open_slowly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], made_by: str
) -> None:
    table, store = tmp_path / "places.csv", tmp_path / "g.sqlite"
    table.write_text("id,name,latitude,longitude\nx:1,Zighetunatan,35.1,44.1\n", encoding="utf-8")
    main(["import", "csv", str(table), "--to", str(store)])
    if made_by == "another version":
        with closing(sqlite3.connect(store)) as connection, connection:
            connection.execute("UPDATE part SET content = X'00' WHERE name = 'fingerprint'")
    capsys.readouterr()

    main(["resolve", "Zighetunatan", "--json", "--gazetteer", str(store)])

    told = capsys.readouterr()
    assert json.loads(told.out)["candidates"][0]["name"] == "Zighetunatan"
    assert ("import its files again" in told.err) == (made_by == "another version")


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    main(["resolve", "Daq\x1b[31m"])

    assert "\x1b" not in "".join(capsys.readouterr())
