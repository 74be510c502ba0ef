"""From a database URL to an engine whose transactions hold what SQLite and PostgreSQL can promise.

A write takes the whole database for itself from its first statement, in both: writers wait for one another
instead of failing half-way, and readers go on seeing what was there before.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from mapapp.errors import StorageError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

BUSY_SECONDS: Final = 15.0
"""How long a writer waits for another one before it says that the database is locked."""
CONNECT_SECONDS: Final = 10
"""How long a server may take to answer before it counts as gone."""
WRITER_LOCK: Final = 7_106_031
"""Key of PostgreSQL's advisory lock that writers of a store queue for; any number no one else uses."""
WRITES: Final = "mapapp_writes"
"""Execution option of a connection that will write."""

_LOCKED: Final = f"another program has been writing for {BUSY_SECONDS:.0f} s; try again when it is done"
CAUSES: Final = (
    ("disk is full", "the disk is full"),
    ("No space left", "the disk is full"),
    ("database is locked", _LOCKED),
    ("lock timeout", _LOCKED),
    ("readonly database", "the file or its folder is read-only"),
    ("read-only transaction", "the server allows reading only"),
    ("unable to open database", "the file can't be opened: its folder is missing, or not yours to write to"),
    ("not a database", "this file is no database"),
    ("malformed", "the file is damaged; restore a backup (mapapp restore)"),
    ("terminating connection", "the server ended the connection"),
    ("server closed the connection", "the connection to the server was lost"),
    ("connection is lost", "the connection to the server was lost"),
    ("onnection refused", "no server answers there"),
)
"""Words of a driver's message -> what they mean to a user, the first that fits."""


def default_url() -> str:
    """The user's own store: ``incidents.db`` in the folder where this system keeps a user's data."""
    import platformdirs

    folder = platformdirs.user_data_path("iraq-incident-map", appauthor=False)
    return f"sqlite:///{folder / 'incidents.db'}"


def parsed_url(text: str) -> URL:
    """``text`` as a URL that SQLAlchemy takes; PostgreSQL by the driver that we bring.

    Raises:
        StorageError: no database URL, or of a database that is not served.
    """
    try:
        url = sa.engine.make_url(text)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise _no_url(text) from error
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"} or "\0" in (url.database or ""):
        raise _no_url(text)
    return url


def _no_url(text: str) -> StorageError:
    return StorageError(
        f"{text.rsplit('@', maxsplit=1)[-1]!r} is no database URL; allowed are sqlite:///FILE and "
        "postgresql://USER@HOST/NAME"
    )


def shown_url(url: URL) -> str:
    """The URL for messages, without its password."""
    return url.render_as_string(hide_password=True)


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; None for PostgreSQL and for a database in memory."""
    is_file = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
    return Path(str(url.database)) if is_file else None


def engine_of(url: URL, *, create: bool) -> Engine:
    """An engine on ``url``; for SQLite the file is made, for its owner only, where ``create`` is set.

    Raises:
        StorageError: there is no such file, or no driver for the database.
    """
    file = sqlite_file(url)
    if file and not file.is_file():
        # SQLite makes a missing file without a word; a slip in a name must not look like an empty store.
        if not create:
            raise StorageError(f"{shown_url(url)}: there is no such file")
        _make_private_file(file, url)
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_SECONDS})
    except ModuleNotFoundError as error:
        raise StorageError(f"{shown_url(url)} needs a driver: pip install 'psycopg[binary]'") from error
    sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


def _make_private_file(file: Path, url: URL) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Where people were killed and who said so is nobody's business on a shared machine.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StorageError(f"{shown_url(url)}: the file can't be made: {error.strerror}") from error


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    try:
        # Readers go on while one writes.
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # A file that can only be read keeps the mode it has, and can be read.
        if "readonly" not in str(error):
            raise
    # FULL: what was acknowledged outlives a power cut, not only a killed process.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA cache_size=-65536")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return
    # A writer sees what was committed while it waited: its snapshot must not be older than its lock.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_SECONDS * 1000:.0f}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """One transaction: all of it is kept, or, when the block raises, none.

    Raises:
        StorageError: the database refuses, is full, locked, damaged or gone; the message says which.
    """
    try:
        with engine.connect().execution_options(**{WRITES: writes}) as connection, connection.begin():
            yield connection
    except (sa.exc.SQLAlchemyError, driver_error(engine)) as error:
        undone = "; nothing of this was written" if writes else ""
        raise StorageError(f"{shown_url(engine.url)}: {cause_of(error)}{undone}") from error


def driver_error(engine: Engine) -> type[Exception]:
    """What the driver itself raises where SQLAlchemy is not between, as in bulk loading."""
    error: type[Exception] = engine.dialect.loaded_dbapi.Error
    return error


def cause_of(error: Exception) -> str:
    """What went wrong, in words of a user; the driver's own where we know none."""
    told = str(getattr(error, "orig", None) or error).strip()
    for words, meaning in CAUSES:
        if words in told:
            return meaning
    return told
