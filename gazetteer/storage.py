"""The file of an imported gazetteer: a small SQLite database, written whole or not at all.

It keeps what was imported, row by row; the corrections of its users; outlines of districts; and, as
columns, the merged places with their index, so that opening is fast. The columns carry the
fingerprint of the built-in table they were made with: after an update they are made anew.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import UnreadableGazetteer
from gazetteer.places import Place

APPLICATION_ID = 0x49514758
"""Marks the file as ours in the SQLite header ("IQGX")."""
FORMAT = 1
"""Raised when the tables or columns change shape."""

_SCHEMA = """
CREATE TABLE place (
  layer TEXT NOT NULL, place_id TEXT NOT NULL, name TEXT NOT NULL, name_ar TEXT NOT NULL,
  name_ckb TEXT NOT NULL, names TEXT NOT NULL, kind TEXT NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, radius_km REAL NOT NULL, governorate TEXT NOT NULL,
  district TEXT NOT NULL, prior REAL NOT NULL, source TEXT NOT NULL, codes TEXT NOT NULL,
  PRIMARY KEY (layer, place_id)
) WITHOUT ROWID;
CREATE TABLE outline (name TEXT PRIMARY KEY, geometry TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE correction (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('alias', 'place')),
  place_id TEXT NOT NULL, content TEXT NOT NULL, author TEXT NOT NULL, created_at TEXT NOT NULL,
  UNIQUE (kind, place_id, content)
);
CREATE TABLE part (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An alias or a place that a user added."""

    kind: str
    """``alias`` or ``place``."""
    place_id: str
    content: str
    """The alias, or the place as JSON."""
    author: str
    created_at: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Everything that a file keeps but for the columns."""

    layers: Mapping[str, tuple[Place, ...]]
    """Imported places by layer, in the order of import."""
    outlines: Mapping[str, str]
    """District -> GeoJSON geometry."""
    corrections: tuple[Correction, ...] = ()


def write_store(path: Path, stored: Stored, parts: Mapping[str, bytes]) -> None:
    """Write a file in one step: the old one stays until the new one is complete.

    Raises:
        OSError: the folder can't be written to.
    """
    path = path.resolve()
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            _fill(connection, stored, parts)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _fill(connection: sqlite3.Connection, stored: Stored, parts: Mapping[str, bytes]) -> None:
    connection.executescript(_SCHEMA)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    for layer, places in stored.layers.items():
        connection.executemany(
            f"INSERT INTO place VALUES ({', '.join('?' * 15)})",  # noqa: S608 - only question marks
            (_row_of(layer, place) for place in places),
        )
    connection.executemany("INSERT INTO outline VALUES (?, ?)", stored.outlines.items())
    connection.executemany(
        "INSERT INTO correction (kind, place_id, content, author, created_at) VALUES (?, ?, ?, ?, ?)",
        ((one.kind, one.place_id, one.content, one.author, one.created_at) for one in stored.corrections),
    )
    connection.executemany("INSERT INTO part VALUES (?, ?)", parts.items())
    connection.commit()


def _row_of(layer: str, place: Place) -> tuple[str | float, ...]:
    return (
        layer, place.place_id, place.name, place.name_ar, place.name_ckb, "\n".join(place.names),
        place.kind, place.latitude, place.longitude, place.radius_km, place.governorate,
        place.district, place.prior, place.source,
        "\n".join(f"{scheme}={code}" for scheme, code in place.codes),
    )  # fmt: skip


@contextmanager
def _opened(path: Path, *, writable: bool = False) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise UnreadableGazetteer(f"{path} is no file; make one with: gazetteer import ... --to {path}")
    mode = "rw" if writable else "ro"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)) as connection:
            _check_format(connection, path)
            yield connection
    except UnreadableGazetteer:
        raise
    except (sqlite3.DatabaseError, ValueError, TypeError, AttributeError) as error:
        # SQLite lets any value stand in any column: a text where a number or bytes belong.
        raise UnreadableGazetteer(f"{path} can't be read as a gazetteer: {error}") from error


def _check_format(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise UnreadableGazetteer(f"{path} is an SQLite file but no gazetteer")
    if version != FORMAT:
        raise UnreadableGazetteer(f"{path} has format {version}, this program reads {FORMAT}; import anew")


def read_parts(path: Path) -> dict[str, bytes]:
    """Read the columns of a file.

    Raises:
        UnreadableGazetteer: the file is none of ours, of another version, or damaged.
    """
    with _opened(path) as connection:
        parts = dict(connection.execute("SELECT name, content FROM part"))
        wrong = [name for name, content in parts.items() if not isinstance(content, bytes)]
        if wrong:
            raise UnreadableGazetteer(f"{path} is damaged: {', '.join(map(str, wrong))} should hold bytes")
        return parts


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read what users added, oldest first.

    Raises:
        UnreadableGazetteer: see read_parts.
    """
    with _opened(path) as connection:
        rows = connection.execute(
            "SELECT kind, place_id, content, author, created_at FROM correction ORDER BY number"
        )
        return tuple(
            Correction(kind=kind, place_id=place_id, content=content, author=author, created_at=at)
            for kind, place_id, content, author, at in rows
        )


def read_outlines_of(path: Path) -> dict[str, str]:
    """Read the outlines of districts: name -> GeoJSON geometry."""
    with _opened(path) as connection:
        return dict(connection.execute("SELECT name, geometry FROM outline ORDER BY name"))


def read_store(path: Path) -> Stored:
    """Read all that a file keeps, for merging or importing more.

    Raises:
        UnreadableGazetteer: see read_parts.
    """
    layers: dict[str, list[Place]] = {}
    with _opened(path) as connection:
        for row in connection.execute("SELECT * FROM place ORDER BY layer, place_id"):
            layers.setdefault(row[0], []).append(_place_of(row[1:]))
    return Stored(
        layers={layer: tuple(places) for layer, places in layers.items()},
        outlines=read_outlines_of(path),
        corrections=read_corrections(path),
    )


def _place_of(row: tuple[str, ...]) -> Place:
    names = tuple(filter(None, row[4].split("\n")))
    codes = tuple(tuple(code.split("=", 1)) for code in row[13].split("\n") if code)
    return Place(
        place_id=row[0], name=row[1], name_ar=row[2], name_ckb=row[3], names=names, kind=row[5],
        latitude=float(row[6]), longitude=float(row[7]), radius_km=float(row[8]),
        governorate=row[9], district=row[10], prior=float(row[11]), source=row[12],
        codes=tuple((code[0], code[1]) for code in codes if len(code) == 2),
    )  # fmt: skip


def add_correction(path: Path, correction: Correction) -> None:
    """Add one correction to a file, in one transaction; the same one again changes nothing.

    Raises:
        UnreadableGazetteer: see read_parts.
    """
    with _opened(path, writable=True) as connection, connection:
        connection.execute(
            "INSERT OR IGNORE INTO correction (kind, place_id, content, author, created_at) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                correction.kind, correction.place_id, correction.content, correction.author,
                correction.created_at,
            ),
        )  # fmt: skip


def place_to_json(place: Place) -> str:
    """Write a place as JSON, for the user's layer."""
    row = _row_of("", place)[1:]
    return json.dumps(list(row), ensure_ascii=False)


def place_from_json(content: str) -> Place:
    """Read a place that place_to_json wrote.

    Raises:
        UnreadableGazetteer: it is none.
    """
    try:
        row = json.loads(content)
        return _place_of(tuple(row))
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        raise UnreadableGazetteer(f"a correction holds no place: {content[:80]!r}") from error


def layers_in_order(layers: Mapping[str, Iterable[Place]]) -> list[Place]:
    """All imported places; a layer earlier in the alphabet goes below a later one."""
    return [place for layer in sorted(layers) for place in layers[layer]]
