"""The tables of a database: made where there are none, moved on where they are of an older version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from typing import TYPE_CHECKING, Final, cast

import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.storage.connecting import shown_url, sqlite_file, transaction

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

VERSION: Final = "0003"
"""Of the tables; the newest of ``migrations/versions`` (a test holds them equal)."""
_FIRST: Final = "0001"
_FIRST_TABLES: Final = frozenset({"incidents", "mapapp_version"})
_VERSION_TABLE: Final = "alembic_version"


def ensure_tables(engine: Engine, *, create: bool) -> None:
    """See that the tables are those of ``VERSION``.

    An older database is moved on in one transaction; of a SQLite file a copy is kept beside it first.

    Args:
        engine: the database.
        create: make the tables where the database is empty.

    Raises:
        StorageError: another program's database, a newer version's, or one that can't be moved.
    """
    with transaction(engine) as connection:
        found = _version_of(connection, engine, create=create)
    if found == VERSION:
        return
    if found is not None:
        _keep_copy(engine, found)
    with transaction(engine, writes=True) as connection:
        # Another process may have been faster while we waited for the lock.
        if _version_of(connection, engine, create=create) != VERSION:
            _move_on(connection)


def _version_of(connection: Connection, engine: Engine, *, create: bool) -> str | None:
    """The version of the tables; None for an empty database that may be filled."""
    present = set(sa.inspect(connection).get_table_names())
    if _VERSION_TABLE in present:
        version = connection.execute(sa.text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608 - constant
        if version not in _known_versions():
            raise StorageError(
                f"{shown_url(engine.url)}: tables of version {version}; this program reads up to {VERSION}"
            )
        return str(version)
    if present >= _FIRST_TABLES:
        return _FIRST
    if create and not present & _FIRST_TABLES:
        return None
    raise StorageError(f"{shown_url(engine.url)}: this database holds no incidents of ours")


def _known_versions() -> list[str]:
    return [f"{number:04}" for number in range(1, int(VERSION) + 1)]


def _keep_copy(engine: Engine, version: str) -> None:
    file = sqlite_file(engine.url)
    if file is None:
        return
    copy = file.with_name(f"{file.name}.version-{version}")
    try:
        with closing(sqlite3.connect(copy)) as kept, closing(engine.raw_connection()) as connection:
            cast("sqlite3.Connection", connection.driver_connection).backup(kept)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"{file}: the tables are of version {version}; before they are moved on a copy is kept as "
            f"{copy.name}, which failed: {error}"
        ) from error


def _move_on(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("mapapp.storage").joinpath("migrations")))
    config.attributes["connection"] = connection
    tables = set(sa.inspect(connection).get_table_names())
    if _VERSION_TABLE not in tables and tables >= _FIRST_TABLES:
        command.stamp(config, _FIRST)
    command.upgrade(config, VERSION)
