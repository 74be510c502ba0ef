"""A query of a PostgreSQL or SQLite database -> a table, streamed, in a transaction that can only read."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from mapapp.errors import UnreadableFile
from mapapp.readers.cells import cell_text
from mapapp.readers.tables import MIN_HEADER_FIELDS, Carrier, gather, no_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL, Connection, CursorResult, Engine

    from mapapp.readers.headers import Headers
    from mapapp.readers.tables import Table

FETCHED_ROWS: Final = 5_000
"""Rows that the server sends at a time."""
_PASSWORD: Final = re.compile(r"(://[^:/@\s]*:)\S*@|(password=)[^\s&]+", re.IGNORECASE)


def read_database(url: str, query: str, headers: Headers) -> tuple[Table, str]:
    """The rows of a query, and how messages call the database: without its password.

    Raises:
        UnreadableFile: no such database, a query that it refuses, that gives no rows or that would change
            something, or no column that we know.
    """
    parsed = _parsed(url)
    shown = parsed.render_as_string(hide_password=True)
    try:
        engine = _engine(parsed)
    except ModuleNotFoundError as error:
        raise UnreadableFile(f"{shown} needs a driver: pip install 'psycopg[binary]'") from error
    except sa.exc.SQLAlchemyError as error:
        raise UnreadableFile(f"{shown}: no database that can be read; allowed are {_ALLOWED}") from error
    try:
        with engine.connect() as connection:
            return _rows_of(connection, query, shown, headers), shown
    except (sa.exc.SQLAlchemyError, UnicodeError) as error:
        cause = getattr(error, "orig", None) or error
        raise UnreadableFile(f"{shown}: {without_password(str(cause))}") from error
    finally:
        engine.dispose()


_ALLOWED: Final = "sqlite:///FILE, the path of an SQLite file, and postgresql://USER@HOST/NAME"


def _parsed(url: str) -> URL:
    try:
        parsed = sa.engine.make_url(url if "://" in url else f"sqlite:///{url}")
    except (sa.exc.ArgumentError, ValueError) as error:
        raise UnreadableFile(f"{without_password(url)!r} is no database; allowed are {_ALLOWED}") from error
    if parsed.drivername in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise UnreadableFile(f"{parsed.get_backend_name()} is no database we read; allowed are {_ALLOWED}")
    return parsed


def _engine(parsed: URL) -> Engine:
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, execution_options={"postgresql_readonly": True})
    path = Path(parsed.database or "")
    if not path.is_file():
        raise UnreadableFile(f"{path.name or 'sqlite://'}: there is no such SQLite file")
    # As an address, SQLite itself refuses to write, and makes no file where there is none.
    address = f"{path.resolve().as_uri()}?mode=ro&uri=true"
    return sa.create_engine(f"sqlite:///{address.replace('file://', 'file:', 1)}")


def _rows_of(connection: Connection, query: str, shown: str, headers: Headers) -> Table:
    streamed = connection.execution_options(stream_results=True, max_row_buffer=FETCHED_ROWS)
    # The driver gets the words as they are: a colon or a percent sign in a query is no parameter of ours.
    with closing(
        streamed.exec_driver_sql(query.replace("%", "%%") if _is_postgres(connection) else query)
    ) as result:
        if not result.returns_rows:
            raise UnreadableFile(f"{shown}: the query gives no rows; allowed is one SELECT")
        header = tuple(str(name) for name in result.keys())  # noqa: SIM118 - a result is no dictionary
        if headers.count(header) < MIN_HEADER_FIELDS:
            raise no_header(f"{shown}: the query", header)
        return gather(header, _numbered(result), shown, headers, Carrier("rows of a query"))


def _is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _numbered(result: CursorResult[tuple[object, ...]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for rows in result.partitions(FETCHED_ROWS):
        for row in rows:
            number += 1
            yield number, [cell_text(value) for value in row]


def without_password(text: str) -> str:
    """Text, such as a driver's message, in which no password of a database URL can be read."""
    return _PASSWORD.sub(lambda match: f"{match[1]}***@" if match[1] else f"{match[2]}***", text)
