"""``mapapp`` on a database, from the command line: what is kept, told, taken back, copied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mapapp.cli import main
from mapapp.storage import IncidentStore

HEADER = "event_id_cnty,event_date,event_type,sub_event_type,actor1,latitude,longitude,fatalities\n"
ROW = "IRQ{0},2021-02-24,Battles,Armed clash,Police,35.46,44.39,{1}\n"


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'incidents.db'}"


def write(path: Path, *rows: tuple[int, int]) -> str:
    path.write_text(HEADER + "".join(ROW.format(*row) for row in rows))
    return str(path)


@pytest.fixture
def acled(tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]) -> Path:
    """A file of three incidents, imported."""
    path = tmp_path / "acled.csv"
    assert main(["import", write(path, (1, 3), (2, 0), (3, 1)), "--db", database, "--who", "Layla"]) == 0
    capsys.readouterr()
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(list(arguments)) == status
    return capsys.readouterr().out


def test_a_newer_file_is_told_by_what_it_changed(
    acled: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(acled, (1, 4), (2, 0), (4, 1))
    told = json.loads(printed(capsys, "import", str(acled), "--db", database, "--json"))
    assert (told["added"], told["updated"], told["known"], told["removed"]) == (1, 1, 1, 1)


def test_part_removes_nothing_and_complete_all_that_is_absent(
    acled: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(acled, (1, 3))
    part = json.loads(printed(capsys, "import", str(acled), "--db", database, "--json", "--part"))
    assert part["removed"] == 0
    complete = json.loads(printed(capsys, "import", str(acled), "--db", database, "--json", "--complete"))
    assert complete["removed"] == 2


def test_an_import_is_undone_by_its_number_in_the_history(
    acled: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = printed(capsys, "history", "--db", database).splitlines()
    number, _, who, action, label, counts = line.split("\t")
    assert (who, action, label, counts) == ("Layla", "import", repr(acled.name), "3 added")
    printed(capsys, "undo", number, "--db", database)
    told = json.loads(printed(capsys, "import", str(acled), "--db", database, "--json"))
    assert told["restored"] == 3


def test_an_edit_is_told_with_what_was_before(
    acled: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert acled.is_file()
    printed(capsys, "edit", "acled:IRQ1", "fatalities=7", "notes=checked=yes", "actor1=", "--db", database)
    line = printed(capsys, "history", "acled:IRQ1", "--db", database).splitlines()[-1]
    assert "fatalities: 3 -> 7" in line
    assert "notes: '' -> 'checked=yes'" in line
    assert "actor1: 'Police' -> ''" in line


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["edit", "acled:IRQ1", "fatalities"], "no COLUMN=VALUE"),
        (["edit", "acled:IRQ1", "fatalities=many"], "no number"),
        (["edit", "acled:IRQ1", "nonsense=1"], "can't be edited"),
        (["edit", "acled:IRQ1", "notes=x", "--version", "9"], "was changed by Layla"),
        (["edit", "zz", "notes=x"], "no incident 'zz'"),
        (["undo", "77"], "no batch 77"),
        (["split", "acled:IRQ1"], "in no group"),
        (["group", "acled:IRQ1"], "two incidents at least"),
        (["restore", "absent.db"], "no such file"),
    ],
)
@pytest.mark.usefixtures("acled")
def test_what_can_not_be_done_is_said(
    database: str, arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--db", database]) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.usefixtures("acled")
def test_a_group_is_exported_once_and_split_again(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = []
    for command in (["group", "acled:IRQ1", "acled:IRQ2"], ["split", "acled:IRQ1"]):
        printed(capsys, *command, "--db", database)
        printed(capsys, "export", database, "-o", str(tmp_path / "out.csv"))
        counts.append(len((tmp_path / "out.csv").read_text("utf-8").splitlines()) - 1)
    assert counts == [2, 3]


@pytest.mark.usefixtures("acled")
def test_a_backup_is_restored_and_checked(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, fresh = str(tmp_path / "copy.db"), f"sqlite:///{tmp_path / 'fresh.db'}"
    assert "3 incidents, copied and checked" in printed(capsys, "backup", copy, "--db", database)
    assert "3 incidents restored" in printed(capsys, "restore", copy, "--db", fresh)
    assert printed(capsys, "check", "--db", fresh) == "no damage found\n"


def test_purging_needs_its_option_and_deletes_what_is_marked_removed(
    acled: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(acled, (1, 3), (2, 0))
    printed(capsys, "import", str(acled), "--db", database)
    with pytest.raises(SystemExit):
        main(["purge", "--db", database])
    assert "1 removed incidents deleted" in printed(capsys, "purge", "--for-good", "--db", database)


def test_without_a_url_the_store_is_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    printed(capsys, "import", write(tmp_path / "acled.csv", (1, 3)))
    assert (tmp_path / "data" / "incidents.db").stat().st_mode & 0o077 == 0


def test_ctrl_c_ends_with_130_and_says_that_nothing_was_kept(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mapapp.storage.importing.remark_batch", stop)
    assert main(["import", write(tmp_path / "acled.csv", (1, 3)), "--db", database]) == 130
    assert "nothing was kept" in capsys.readouterr().err


@pytest.mark.usefixtures("acled")
def test_what_may_be_one_incident_is_proposed_for_a_database(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["groups", database, "--json"]) == 0
    assert "3 incidents" in capsys.readouterr().err


@pytest.mark.usefixtures("acled")
def test_incidents_called_different_are_named_in_the_history(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with IncidentStore(database) as store:
        first, second, *_ = store.load()["event_id"]
    assert "kept apart, by batch 2" in printed(capsys, "apart", first, second, "--db", database)
    assert f"apart\t'{first}, {second}'" in printed(capsys, "history", "--db", database)
