"""``mapapp extract``: several files, CSV, and reports that tell of the same incident."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mapapp.cli import main

FIRST = "انفجار عبوة ناسفة في قضاء الحويجة بمحافظة كركوك يسفر عن مقتل جنديين"
LATER = "ارتفاع حصيلة انفجار العبوة الناسفة في قضاء الحويجة بمحافظة كركوك إلى ثلاثة قتلى"
ELSEWHERE = "انفجار عبوة ناسفة في قضاء بيجي بمحافظة صلاح الدين يسفر عن مقتل جنديين"


def _reports(folder: Path, *texts: str) -> Path:
    path = folder / "posts.jsonl"
    rows = [{"id": f"post-{at}", "text": text, "published": "2021-03-04"} for at, text in enumerate(texts, 1)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_csv_has_the_report_beside_the_incident_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(_reports(tmp_path, FIRST, ELSEWHERE)), "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["report_id"], row["admin1"], row["fatalities"]) for row in rows] == [
        ("post-1", "Kirkuk", "2"),
        ("post-2", "Salah al-Din", "2"),
    ]
    assert "fatalities" in json.loads(rows[0]["evidence"])


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_the_name_of_the_output_decides_its_form(tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    assert main(["extract", str(_reports(tmp_path, FIRST)), "-o", str(output)]) == 0
    first = output.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("{") == name.endswith(".jsonl")


def test_a_report_id_that_a_spreadsheet_would_run_is_made_harmless(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "posts.jsonl"
    row = {"id": "=1+1", "text": FIRST, "published": "2021-03-04"}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    main(["extract", str(path), "--csv"])
    (told,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert told["report_id"] == "'=1+1"


def test_the_same_incident_in_two_reports_is_proposed_as_one_with_its_toll_over_time_and_stays_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["extract", str(_reports(tmp_path, FIRST, LATER, ELSEWHERE))])
    printed = capsys.readouterr()
    incidents = [json.loads(line) for line in printed.out.splitlines()]
    assert [incident["fatalities"] for incident in incidents] == [2, 3, 2]
    proposals = [line for line in printed.err.splitlines() if "may be one incident" in line]
    assert len(proposals) == 1
    assert proposals[0].index("2 killed") < proposals[0].index("3 killed")
    warned = [any("may be one incident" in one for one in incident["warnings"]) for incident in incidents]
    assert warned == [True, True, False]


def test_a_bad_file_is_named_and_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    assert main(["extract", str(picture), str(_reports(tmp_path, FIRST))]) == 1
    printed = capsys.readouterr()
    assert "picture.png" in printed.err
    assert len(printed.out.splitlines()) == 1
