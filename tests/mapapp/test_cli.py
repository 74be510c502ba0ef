"""The ``mapapp`` command from end to end: what it writes, what it lists, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mapapp.cli import main
from mapapp.mapping import read_document
from mapapp.snapshot import verify_snapshot

ROWS = (
    "date,latitude,longitude,type,governorate\n"
    "2021-02-22,35.07,44.32,Airstrike,Kirkuk\n"
    "2021-03-01,33.3128,44.3615,IED,Baghdad\n"
)
BAD_ROW = "2021-02-30,33.3,44.3,IED,Baghdad\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text(ROWS + BAD_ROW, encoding="utf-8")
    return path


def test_a_snapshot_of_a_good_file_ends_with_0(good: Path, tmp_path: Path) -> None:
    output = tmp_path / "map.html"
    assert main(["snapshot", str(good), "-o", str(output)]) == 0
    assert output.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_same_snapshot_twice_has_the_same_bytes(good: Path, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        main(["snapshot", str(good), "-o", str(tmp_path / name)])
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_a_snapshot_states_the_day_it_is_told_and_its_bytes_come_again(good: Path, tmp_path: Path) -> None:
    told = {"a.html": ["--made", "2021-03-01"], "b.html": ["--made", "2021-03-01"], "c.html": []}
    for name, made in told.items():
        main(["snapshot", str(good), "-o", str(tmp_path / name), *made])
    first, again, plain = ((tmp_path / name).read_bytes() for name in told)

    assert first == again
    assert verify_snapshot(tmp_path / "a.html").about["made"] == "2021-03-01"
    assert "made" not in verify_snapshot(tmp_path / "c.html").about
    assert first != plain


def test_a_refused_row_is_listed_and_ends_with_1(
    bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(bad), "-o", str(tmp_path / "out.csv")]) == 1
    printed = capsys.readouterr()
    assert "line 4, date '2021-02-30': no such day" in printed.err
    assert "2 incidents" in printed.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "absent.csv", "-o", "out.csv"], "absent.csv"),
        (["export", "{good}", "-o", "out.xyz"], "no export to .xyz"),
        (["export", "{good}", "-o", "out.csv", "--format", "acled"], "no acled file"),
        (["export", "{good}", "-o", "out.csv", "--type", "Battle"], "'Battle' is none of"),
        (["export", "{good}", "-o", "out.csv", "--governorate", "Xyzzy"], "'Xyzzy' is none of"),
        (["export", "{good}", "-o", "out.csv", "--from", "2021-03-01", "--to", "2021-02-01"], "is after"),
        (["export", "sqlite:///absent.db", "-o", "out.csv"], "no such file"),
        (["snapshot", "{good}", "-o", "absent-folder/map.html"], "absent-folder"),
        (["export", "{good}", "-o", "out.csv", "--gazetteer", "absent.db"], "absent.db"),
    ],
)
def test_a_wrong_request_ends_with_2_and_says_why(
    arguments: list[str],
    message: str,
    good: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([argument.replace("{good}", str(good)) for argument in arguments]) == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["good.csv"]


def test_a_date_that_is_none_ends_with_2(good: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", str(good), "-o", "out.csv", "--from", "yesterday"])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ([], 2),
        (["--from", "2021-02-23"], 1),
        (["--to", "2021-02-22"], 1),
        (["--type", "Explosions/Remote violence"], 2),
        (["--sub-type", "Air/drone strike"], 1),
        (["--governorate", "كركوك"], 1),
        (["--governorate", "Kirkuk", "--governorate", "Baghdad"], 2),
        (["--precision", "exact"], 1),
        (["--text", "kirkuk"], 1),
        (["--text", "kirkuk baghdad"], 0),
    ],
)
def test_filters_decide_what_is_written(filters: list[str], shown: int, good: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert main(["export", str(good), "-o", str(output), *filters]) == 0
    assert len(output.read_text("utf-8").splitlines()) == shown


def test_import_counts_what_it_did_and_twice_is_once(
    bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = f"sqlite:///{tmp_path / 'incidents.db'}"
    summaries = []
    for _ in range(2):
        assert main(["import", str(bad), "--db", database, "--json"]) == 1
        summaries.append(json.loads(capsys.readouterr().out))

    assert {name: count for name, count in summaries[0].items() if count} == {
        "rows_read": 3, "added": 2, "refused": 1,
    }  # fmt: skip
    assert (summaries[1]["added"], summaries[1]["known"]) == (0, 2)


def test_a_database_is_a_source(good: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'incidents.db'}"
    main(["import", str(good), "--db", database])
    assert main(["export", database, "-o", str(tmp_path / "out.csv")]) == 0
    assert main(["export", str(good), "-o", str(tmp_path / "direct.csv")]) == 0
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "direct.csv").read_bytes()


def test_escape_sequences_of_a_file_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "evil.csv"
    path.write_text("date,latitude,longitude,\x1b[2J\n\x1b[31m,33,44,x\n", encoding="utf-8")
    main(["export", str(path), "-o", str(tmp_path / "out.csv")])
    printed = capsys.readouterr().err
    assert "\x1b" not in printed
    assert "\\x1b[2J" in printed


def test_no_progress_is_shown_when_piped(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(good), str(good), "--db", f"sqlite:///{tmp_path / 'a.db'}"])
    assert "\r" not in capsys.readouterr().err


REPORT = "انفجار عبوة ناسفة في قضاء الحويجة بمحافظة كركوك يوم 3 آذار 2021 أدى إلى مقتل جنديين."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_extract_prints_an_incident_a_line_with_its_evidence(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(report), "--published", "2021-03-04", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    incident = json.loads(line)

    assert (incident["admin1"], incident["fatalities"], incident["event_date"]) == ("Kirkuk", 2, "2021-03-03")
    start, end = incident["evidence"]["fatalities"]
    assert "جنديين" in REPORT[start:end]
    assert {"warnings", "report_id"} <= incident.keys()


def test_extract_of_a_file_that_is_no_report_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG")
    assert main(["extract", str(path)]) == 2
    assert "picture.png" in capsys.readouterr().err


def test_what_extract_printed_is_a_source_like_the_report_itself(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["extract", str(report), "--published", "2021-03-04"])
    lines = tmp_path / "incidents.jsonl"
    lines.write_text(capsys.readouterr().out, encoding="utf-8")
    for name, source in (("lines.csv", lines), ("text.csv", report)):
        arguments = ["export", str(source), "-o", str(tmp_path / name), "--published", "2021-03-04"]
        assert main(arguments) == 0
    for name in ("lines.csv", "text.csv"):
        assert "Hawija" in (tmp_path / name).read_text("utf-8")


def test_a_text_file_with_columns_is_read_by_column(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text(ROWS, encoding="utf-8")
    assert main(["export", str(path), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 2


def test_verify_accepts_a_snapshot_and_refuses_a_changed_one(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "map.html"
    main(["snapshot", str(good), "-o", str(output)])
    assert main(["verify", str(output)]) == 0
    assert "2 incidents" in capsys.readouterr().out.splitlines()[-1]

    output.write_text(output.read_text("utf-8")[:-4000], encoding="utf-8")
    damaged = output.read_text("utf-8").replace("data-sha256", "data-other", 1)
    output.write_text(damaged, encoding="utf-8")
    assert main(["verify", str(output)]) == 2


def test_a_public_snapshot_holds_no_original_coordinate_nor_the_name_of_the_file(
    good: Path, tmp_path: Path
) -> None:
    output = tmp_path / "map.html"
    manifest = tmp_path / "removed.json"
    arguments = ["snapshot", str(good), "-o", str(output), "--profile", "public"]
    assert main([*arguments, "--manifest", str(manifest), "--precision", "exact"]) == 0
    assert "good.csv" not in output.read_text("utf-8")
    assert json.loads(manifest.read_text("utf-8"))["profile"] == "public"


def test_an_unknown_profile_ends_with_2(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["snapshot", str(good), "-o", str(tmp_path / "map.html"), "--profile", "secret"]
    assert main(arguments) == 2
    assert "'secret' is none of" in capsys.readouterr().err


@pytest.mark.parametrize("outdated", [True, False])
def test_a_gazetteer_made_by_another_version_is_said_and_used(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, outdated: bool
) -> None:
    from gazetteer import Gazetteer

    opened = Gazetteer.default()
    opened.outdated = outdated
    monkeypatch.setattr(Gazetteer, "open", lambda _: opened)
    assert main(["extract", str(report), "--published", "2021-03-04", "--gazetteer", "own.db"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert ("own.db: made by another version" in printed.err) == outdated


def test_a_map_of_a_report_names_the_report_as_its_source(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    assert main(["snapshot", str(report), "--published", "2021-03-04", "-o", str(target)]) == 0
    assert read_document(target.read_text(encoding="utf-8")).about["sources"] == [report.name]
