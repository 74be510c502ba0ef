"""Incidents kept in a database: SQLite by default, PostgreSQL by URL; the same few statements for both.

An import is idempotent. A row is known by its ``event_id``; a row under a new id is known too if all that it
says is stored already (so a file that grew by a few lines adds only these).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.incidents import COLUMNS, COUNT_COLUMNS, DATE_COLUMNS, NUMBER_COLUMNS, conform

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

__all__ = ["DEFAULT_URL", "IncidentStore", "Saved", "content_keys", "merge"]

DEFAULT_URL: Final = "sqlite:///incidents.db"
"""In the current folder."""
FORMAT_VERSION: Final = 1
"""Of the tables; a database of another version is refused rather than misread."""
_UNCOMPARED: Final = frozenset({"event_id", "review_status", "created_at", "updated_at"})
"""Columns that say nothing of what happened: two rows equal but for these are the same report."""

_METADATA: Final = sa.MetaData()
_VERSION: Final = sa.Table("mapapp_version", _METADATA, sa.Column("version", sa.Integer, nullable=False))


def _column(name: str) -> sa.Column[Any]:
    if name in DATE_COLUMNS:
        return sa.Column(name, sa.Date)
    if name in NUMBER_COLUMNS:
        return sa.Column(name, sa.Double)
    if name in COUNT_COLUMNS:
        return sa.Column(name, sa.Integer)
    return sa.Column(name, sa.Text, primary_key=name == "event_id", nullable=False)


_INCIDENTS: Final = sa.Table(
    "incidents",
    _METADATA,
    *(_column(name) for name in COLUMNS),
    sa.Column("content_key", sa.Text, nullable=False, unique=True),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What an import did; the three add up to the rows given."""

    added: int
    updated: int
    """Same ``event_id`` as before, other content."""
    known: int
    """Stored already: nothing was written."""


class IncidentStore:
    """One database of incidents; use it in a ``with`` statement.

    Args:
        url: such as ``sqlite:///incidents.db`` or ``postgresql://user:password@host/name``.
        create: make the tables, and for SQLite the file, where there are none.

    Raises:
        StorageError: no such database, no driver for it, or one that is not ours.
    """

    def __init__(self, url: str, *, create: bool = False) -> None:
        try:
            parsed = sa.engine.make_url(url)
            if parsed.drivername in {"postgres", "postgresql"}:
                parsed = parsed.set(drivername="postgresql+psycopg")
            self._shown = parsed.render_as_string(hide_password=True)
            self._refuse_missing_file(parsed, create=create)
            self._engine: Engine = sa.create_engine(parsed)
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ValueError) as error:
            raise StorageError(
                f"{url.rsplit('@', maxsplit=1)[-1]!r} is no database URL; allowed are sqlite:///FILE and "
                "postgresql://USER@HOST/NAME"
            ) from error
        except ModuleNotFoundError as error:
            raise StorageError(f"{self._shown} needs a driver: pip install 'psycopg[binary]'") from error
        self._prepare(create=create)

    def __enter__(self) -> IncidentStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back; the store can't be used afterwards."""
        self._engine.dispose()

    def save(self, frame: pd.DataFrame) -> Saved:
        """Add new incidents and update changed ones, in one transaction.

        A null character, which PostgreSQL refuses, is kept as U+FFFD.

        Raises:
            StorageError: the database refuses or is gone; then nothing was written.
        """
        frame = _storable(frame)
        keys = content_keys(frame)
        with self._connect() as connection:
            stored = connection.execute(sa.select(_INCIDENTS.c.event_id, _INCIDENTS.c.content_key))
            key_by_id = {row.event_id: row.content_key for row in stored}
            known_keys = set(key_by_id.values())
            added, changed, known = [], [], 0
            for row, (event_id, key) in enumerate(zip(frame["event_id"], keys, strict=True)):
                if key in known_keys:
                    known += 1
                elif event_id in key_by_id:
                    changed.append(row)
                else:
                    added.append(row)
            if changed:
                gone = [frame["event_id"].iloc[row] for row in changed]
                for start in range(0, len(gone), 500):
                    part = gone[start : start + 500]
                    connection.execute(sa.delete(_INCIDENTS).where(_INCIDENTS.c.event_id.in_(part)))
            written = sorted(added + changed)
            if written:
                connection.execute(sa.insert(_INCIDENTS), _rows(frame, keys, written))
        return Saved(len(added), len(changed), known)

    def load(self) -> pd.DataFrame:
        """All incidents as an incident frame, by date and id (in code point order), the undated last.

        Raises:
            StorageError: the database is gone.
        """
        query = sa.select(*(_INCIDENTS.c[name] for name in COLUMNS))
        with self._connect() as connection:
            rows = connection.execute(query).all()
        frame = conform(pd.DataFrame(rows, columns=list(COLUMNS), dtype="object"))
        # Sorted here: where nulls go and how letters follow one another differs between databases.
        return frame.sort_values(["event_date", "event_id"], kind="stable", ignore_index=True)

    def _refuse_missing_file(self, url: sa.engine.URL, *, create: bool) -> None:
        # SQLite makes a missing file without a word; a slip in a name must not look like an empty store.
        file = url.database if url.get_backend_name() == "sqlite" else None
        if file and file != ":memory:" and not create and not Path(file).is_file():
            raise StorageError(f"{self._shown}: there is no such file")

    def _prepare(self, *, create: bool) -> None:
        with self._connect() as connection:
            present = set(sa.inspect(connection).get_table_names())
            if create and not present & {"incidents", "mapapp_version"}:
                _METADATA.create_all(connection)
                connection.execute(sa.insert(_VERSION), [{"version": FORMAT_VERSION}])
                return
            if not {"incidents", "mapapp_version"} <= present:
                raise StorageError(f"{self._shown}: this database holds no incidents of ours")
            version = connection.execute(sa.select(_VERSION.c.version)).scalar()
            if version != FORMAT_VERSION:
                raise StorageError(
                    f"{self._shown}: tables of version {version}; this program reads {FORMAT_VERSION}"
                )

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise StorageError(f"{self._shown}: {cause}") from error


def content_keys(frame: pd.DataFrame) -> list[str]:
    """A key for what each row says; the second of two equal rows gets another than the first."""
    parts: list[list[str]] = []
    for name in COLUMNS:
        # What is not stated adds nothing, so that columns empty throughout cost nothing.
        if name in _UNCOMPARED or frame[name].isna().all() or frame[name].eq("").all():
            continue
        texts = frame[name].astype("str").fillna("").tolist()
        parts.append([f"\x1f{name}\x1e{text}" if text else "" for text in texts])
    rows = map("".join, zip(*parts, strict=True)) if parts else [""] * len(frame)
    seen: dict[str, int] = {}
    keys = []
    for row in rows:
        key = hashlib.blake2b(row.encode("utf-8", "replace"), digest_size=12).hexdigest()
        seen[key] = seen.get(key, 0) + 1
        keys.append(f"{key}-{seen[key]}")
    return keys


def merge(frame: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the rows of ``added`` behind it that it does not hold yet; changed ones replaced."""
    known = set(content_keys(frame))
    fresh = added[[key not in known for key in content_keys(added)]]
    replaced = set(fresh["event_id"].tolist())
    kept = frame[[event_id not in replaced for event_id in frame["event_id"].tolist()]]
    return conform(pd.concat([kept, fresh], ignore_index=True))


def _storable(frame: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name in COLUMNS if isinstance(_INCIDENTS.c[name].type, sa.Text)]
    cleaned = {
        name: frame[name].str.replace("\0", "\N{REPLACEMENT CHARACTER}", regex=False) for name in texts
    }
    return frame.assign(**cleaned)


def _rows(frame: pd.DataFrame, keys: list[str], written: list[int]) -> list[dict[str, Any]]:
    part = frame.iloc[written].astype("object")
    part = part.where(part.notna(), None)
    for name in DATE_COLUMNS:
        part[name] = [None if day is None else day.date() for day in part[name]]
    columns = [part[name].tolist() for name in COLUMNS]
    return [
        dict(zip((*COLUMNS, "content_key"), (*row, keys[number]), strict=True))
        for row, number in zip(zip(*columns, strict=True), written, strict=True)
    ]
