"""A full disk, a folder that can't be written to, a lock, a server that goes: said clearly, nothing lost."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from pandas.testing import assert_frame_equal
from processes import NOBODY, done_by, finished, started

from mapapp.errors import StorageError
from mapapp.incidents import frame_of
from mapapp.storage import EditConflict, IncidentStore, connecting

FEW = frame_of([{"event_id": "a", "fatalities": 1}])
MANY = frame_of([{"event_id": f"m{number}", "notes": f"{number} " * 200} for number in range(2_000)])


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers give up on a lock soon."""
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.3)


def test_a_full_disk_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    with IncidentStore(f"sqlite:///{tmp_path / 'store.db'}", create=True) as store:
        store.save(FEW)

        @sa.event.listens_for(store._engine, "begin")
        def fill(connection: sa.Connection) -> None:
            # SQLite answers as on a disk that has no room for another page.
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 5}")

        with pytest.raises(StorageError, match=r"store\.db: the disk is full; nothing of this was written"):
            store.save(MANY)
        store.check()
        assert_frame_equal(store.load(), FEW)


@pytest.mark.usefixtures("impatient")
def test_a_locked_database_is_named_and_can_be_written_when_it_is_free(url: str) -> None:
    with IncidentStore(url, create=True) as store, IncidentStore(url) as other:
        with (
            connecting.transaction(other._engine, writes=True),
            pytest.raises(
                StorageError, match=r"another program has been writing .* nothing of this was written"
            ),
        ):
            store.save(FEW)
        store.save(FEW)
        assert len(store.load()) == 1


@pytest.mark.usefixtures("impatient")
def test_a_reader_is_not_kept_waiting_by_a_writer(url: str) -> None:
    with IncidentStore(url, create=True) as store, IncidentStore(url) as other:
        store.save(FEW)
        with connecting.transaction(other._engine, writes=True) as connection:
            connection.exec_driver_sql("UPDATE incidents SET fatalities = 9")
            assert store.load()["fatalities"].tolist() == [1]
        assert store.load()["fatalities"].tolist() == [9]


def let_others_in(folder: Path) -> None:
    """Open the folders that pytest made for this user alone, which a worker nests one deeper."""
    for one in (folder, *folder.parents):
        if one == Path(tempfile.gettempdir()):
            return
        one.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_that_is_not_yours_is_named(tmp_path: Path) -> None:
    let_others_in(tmp_path)

    def make(tell: Callable[..., None]) -> None:
        try:
            IncidentStore(f"sqlite:///{tmp_path / 'new.db'}", create=True)
        except StorageError as error:
            tell(error=str(error))

    (step,) = done_by(make, user=NOBODY)
    assert "new.db: the file can't be made: Permission denied" in step["error"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_file_that_may_only_be_read_is_read_and_a_write_to_it_refused(tmp_path: Path) -> None:
    let_others_in(tmp_path)
    path = tmp_path / "store.db"
    with IncidentStore(f"sqlite:///{path}", create=True) as store:
        store.save(FEW)
        store.backup(tmp_path / "copy.db")
    (tmp_path / "copy.db").chmod(0o444)

    def use(tell: Callable[..., None]) -> None:
        with IncidentStore(f"sqlite:///{tmp_path / 'copy.db'}") as store:
            tell(rows=len(store.load()))
            try:
                store.save(MANY)
            except StorageError as error:
                tell(error=str(error))
            tell(rows=len(store.load()))

    first, refused, last = done_by(use, user=NOBODY)
    assert (first["rows"], last["rows"]) == (1, 1)
    assert "copy.db: the file or its folder is read-only; nothing of this was written" in refused["error"]


def test_a_lost_connection_is_named_and_the_next_call_finds_the_server_again(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: Any, **__: Any) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND datname = current_database()"
            )

    with IncidentStore(postgres_url, create=True) as store:
        store.save(FEW)
        with monkeypatch.context() as cutting:
            cutting.setattr("mapapp.storage.importing._TEMPORARY.drop_all", cut)
            with pytest.raises(StorageError, match=r"connection.*nothing of this was written"):
                store.save(MANY)
        assert_frame_equal(store.load(), FEW)
        assert store.save(MANY).added == len(MANY)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StorageError, match="no server answers there"):
        IncidentStore("postgresql://tester@127.0.0.1:1/incidents")


def test_a_damaged_file_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with IncidentStore(f"sqlite:///{path}", create=True) as store:
        store.save(MANY)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    for page in range(20, 60):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(StorageError, match="damaged"):
        IncidentStore(f"sqlite:///{path}")


def test_of_two_processes_that_edit_one_incident_the_second_sees_a_conflict(url: str) -> None:
    with IncidentStore(url, create=True) as store:
        store.save(FEW)

    def edit(name: str) -> Callable[[Callable[..., None]], None]:
        def work(tell: Callable[..., None]) -> None:
            with IncidentStore(url, who=name) as store:
                try:
                    store.edit("a", {"notes": name}, version=1)
                    tell(kept=name)
                except EditConflict as conflict:
                    tell(conflict=str(conflict))

        return work

    (one,), (other,) = map(finished, [started(edit("Layla")), started(edit("Karim"))])
    kept, refused = (one, other) if "kept" in one else (other, one)
    assert f"was changed by {kept['kept']}" in refused["conflict"]
    with IncidentStore(url) as store:
        assert store.load()["notes"].tolist() == [kept["kept"]]


def test_many_processes_that_import_at_once_wait_for_one_another(url: str) -> None:
    IncidentStore(url, create=True).close()

    def importing(number: int) -> Callable[[Callable[..., None]], None]:
        def work(tell: Callable[..., None]) -> None:
            frame = frame_of(
                [{"event_id": f"{number}-{row}", "notes": f"{number} {row}"} for row in range(200)]
            )
            with IncidentStore(url) as store:
                tell(added=store.save(frame).added)

        return work

    told = [finished(begun) for begun in [started(importing(number)) for number in range(6)]]
    assert told == [[{"added": 200}]] * 6
    with IncidentStore(url) as store:
        assert len(store.load()) == 1_200
