"""Backups: one checked file of one moment; a restored store is the store that was."""

from __future__ import annotations

from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from mapapp.errors import StorageError
from mapapp.incidents import frame_of
from mapapp.storage import IncidentStore


@pytest.fixture
def filled(store: IncidentStore) -> IncidentStore:
    store.save(
        frame_of([
            {"event_id": "ب", "event_date": "2021-02-24", "latitude": 35.1, "notes": "غارة\t\n"},
            {"event_id": "a"}, {"event_id": "B"},
        ])
    )  # fmt: skip
    store.edit("a", {"notes": "edited"}, version=1)
    store.undo(store.batches()[0].batch_id)
    store.accept_group(["a", "B"])
    return store


def test_a_restored_store_holds_incidents_history_and_groups(filled: IncidentStore, tmp_path: Path) -> None:
    filled.backup(tmp_path / "copy.db")
    with IncidentStore(f"sqlite:///{tmp_path / 'new.db'}", create=True) as fresh:
        assert fresh.restore(tmp_path / "copy.db")["incidents"] == 3
        assert_frame_equal(fresh.load(), filled.load())
        assert fresh.history("a") == filled.history("a")
        assert fresh.batches() == filled.batches()
        assert fresh.groups() == filled.groups()


def test_a_backup_restores_into_the_other_kind_of_database_and_goes_on_counting(
    tmp_path: Path, store: IncidentStore
) -> None:
    with IncidentStore(f"sqlite:///{tmp_path / 'first.db'}", create=True) as first:
        first.save(frame_of([{"event_id": "a"}]))
        first.backup(tmp_path / "copy.db")
    store.restore(tmp_path / "copy.db")
    later = store.save(frame_of([{"event_id": "b", "notes": "x"}]))
    assert later.batch_id == 2
    store.edit("b", {"notes": "y"}, version=1)
    assert store.load()["event_id"].tolist() == ["a", "b"]


def test_a_backup_is_one_file_for_its_owner_only(filled: IncidentStore, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    filled.backup(folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    assert (folder / "copy.db").stat().st_mode & 0o077 == 0


def test_a_backup_does_not_overwrite_a_file(filled: IncidentStore, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("kept")
    with pytest.raises(StorageError, match="exists already"):
        filled.backup(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "kept"


def test_a_store_that_holds_something_is_not_overwritten(filled: IncidentStore, tmp_path: Path) -> None:
    before = filled.load()
    filled.backup(tmp_path / "copy.db")
    with pytest.raises(StorageError, match="already holds"):
        filled.restore(tmp_path / "copy.db")
    assert_frame_equal(filled.load(), before)


def test_a_damaged_backup_is_refused_and_restores_nothing(filled: IncidentStore, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    filled.backup(copy)
    content = bytearray(copy.read_bytes())
    for position in range(4096, len(content), 4096):
        content[position : position + 200] = b"\xff" * 200
    copy.write_bytes(content)
    with IncidentStore(f"sqlite:///{tmp_path / 'new.db'}", create=True) as fresh:
        with pytest.raises(StorageError):
            fresh.restore(copy)
        assert fresh.load().empty


def test_a_backup_that_fails_leaves_no_file(
    filled: IncidentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    def fail(*_: object) -> None:
        raise StorageError("gone")

    monkeypatch.setattr("mapapp.storage.backups.copy_store", fail)
    with pytest.raises(StorageError, match="gone"):
        filled.backup(folder / "copy.db")
    assert list(folder.iterdir()) == []
