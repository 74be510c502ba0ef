"""Migrations: a database of the version before opens as the newest one, with all that it held."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mapapp.errors import StorageError
from mapapp.incidents import COLUMNS, frame_of
from mapapp.storage import IncidentStore, content_keys
from mapapp.storage.connecting import engine_of, parsed_url, transaction
from mapapp.storage.rows import insert_rows, rows_of
from mapapp.storage.tables import METADATA
from mapapp.storage.upgrading import VERSION

FRAME = frame_of([
    {"event_id": "acled-1", "source_dataset": "acled", "source_id": "1", "notes": "غارة"},
    {"event_id": "acled-1~2", "source_dataset": "acled", "source_id": "1", "actor1": "B"},
    {"event_id": "own", "latitude": 35.1, "fatalities": 0},
])  # fmt: skip


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("mapapp.storage").joinpath("migrations")))
    return config


def make_first_version(url: str, *, stamped: bool = False) -> None:
    """A database as the first version left it: it did not know of Alembic."""
    engine = engine_of(parsed_url(url), create=True)
    with transaction(engine, writes=True) as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        if not stamped:
            connection.exec_driver_sql("DROP TABLE alembic_version")
        table = sa.Table("incidents", sa.MetaData(), autoload_with=connection)
        rows = ((*row, key) for row, key in zip(rows_of(FRAME), content_keys(FRAME), strict=True))
        insert_rows(connection, table, (*COLUMNS, "content_key"), rows)
    engine.dispose()


def test_a_database_of_the_first_version_keeps_its_incidents(url: str) -> None:
    make_first_version(url)
    with IncidentStore(url) as store:
        assert set(store.load()["event_id"]) == set(FRAME["event_id"])
        assert store.batches()[0].summary == {"added": 3}
        saved = store.save(FRAME)
        assert (saved.known, saved.added, saved.updated) == (3, 0, 0)


def test_an_empty_database_of_the_first_version_is_moved_on(url: str) -> None:
    make_first_version(url, stamped=True)
    engine = engine_of(parsed_url(url), create=False)
    with transaction(engine, writes=True) as connection:
        connection.exec_driver_sql("DELETE FROM incidents")
    engine.dispose()
    with IncidentStore(url) as store:
        assert store.batches() == ()


def test_of_a_file_that_is_moved_on_a_copy_is_kept(tmp_path: Path) -> None:
    make_first_version(f"sqlite:///{tmp_path / 'store.db'}")
    IncidentStore(f"sqlite:///{tmp_path / 'store.db'}").close()
    copy = sa.create_engine(f"sqlite:///{tmp_path / 'store.db.version-0001'}")
    with copy.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM incidents").scalar() == 3
        assert connection.exec_driver_sql("SELECT version FROM mapapp_version").scalar() == 1
    copy.dispose()


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    with IncidentStore(url, create=True) as store, transaction(store._engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_newest_migration_is_the_version_that_is_asked_for() -> None:
    assert ScriptDirectory.from_config(migrations()).get_current_head() == VERSION


def test_a_database_of_a_newer_version_is_refused_and_left_alone(url: str) -> None:
    with IncidentStore(url, create=True) as store, transaction(store._engine, writes=True) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(StorageError, match="version 0999"):
        IncidentStore(url)


def test_a_migration_that_fails_leaves_the_old_tables(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_first_version(url)

    def fail(*_: object) -> None:
        raise sa.exc.OperationalError("x", {}, Exception("disk is full"))

    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.drop_table", fail)
        with pytest.raises(StorageError, match="disk is full"):
            IncidentStore(url)
    with IncidentStore(url) as store:
        assert len(store.load()) == 3
