"""One database of incidents, as the app and the commands use it."""

from __future__ import annotations

import getpass
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.filters import Filters, apply
from mapapp.grouping import show_groups
from mapapp.incidents import COLUMNS
from mapapp.storage import backups, batches, editing, groups
from mapapp.storage.connecting import engine_of, parsed_url, shown_url, sqlite_file, transaction
from mapapp.storage.importing import import_frame
from mapapp.storage.lineage import Scope
from mapapp.storage.loading import frame_from
from mapapp.storage.narrowing import narrowed
from mapapp.storage.results import Batch, Change, Saved
from mapapp.storage.tables import INCIDENTS
from mapapp.storage.upgrading import ensure_tables

if TYPE_CHECKING:
    import pandas as pd

ALWAYS_CHECKED_BYTES: Final = 100_000_000
"""A SQLite file up to this size is checked whenever it is opened (0.2 s); a larger one only after a program
died over it, which its write-ahead log shows."""


class IncidentStore:
    """One database of incidents; use it in a ``with`` statement.

    Each call is one transaction: all of it is kept, or none. Writers wait for one another.

    Args:
        url: such as ``sqlite:///incidents.db`` or ``postgresql://user:password@host/name``.
        create: make the tables, and for SQLite the file, where there are none.
        who: name that the changes of this store object bear; by default the user of the system.

    Raises:
        StorageError: no such database, no driver for it, one that is not ours, or a damaged one.
    """

    def __init__(self, url: str, *, create: bool = False, who: str | None = None) -> None:
        parsed = parsed_url(url)
        self._shown = shown_url(parsed)
        self._who = _user() if who is None else who
        self._engine = engine_of(parsed, create=create)
        try:
            _check_file(self._engine)
            ensure_tables(self._engine, create=create)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> IncidentStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back; the store can't be used afterwards."""
        self._engine.dispose()

    def save(
        self, frame: pd.DataFrame, *, label: str = "", path: str | Path = "", scope: Scope = Scope.AUTO
    ) -> Saved:
        """Bring the incidents of one source in: add the new, update the changed, mark the withdrawn.

        A null character, which PostgreSQL refuses, is kept as U+FFFD.

        Args:
            frame: an incident frame.
            label: what the source is called in the history; the name of ``path`` by default.
            path: of the file, by which a newer version of it is known.
            scope: what the absence of a stored incident means.

        Raises:
            StorageError: the database refuses or is gone; then nothing was written.
        """
        whole = str(Path(path).resolve()) if path else ""
        with transaction(self._engine, writes=True) as connection:
            return import_frame(
                connection, frame, who=self._who, label=label or Path(path).name, path=whole, scope=scope
            )

    def load(self, filters: Filters | None = None, *, grouped: bool = False) -> pd.DataFrame:
        """The incidents that pass the filters, by date and id (in code point order), the undated last.

        Args:
            filters: all incidents by default.
            grouped: incidents that a person called one as one row each, with the counts of all of them.

        Raises:
            StorageError: the database is gone.
        """
        live = INCIDENTS.c.removed_batch.is_(None)
        query = sa.select(*(INCIDENTS.c[name] for name in COLUMNS)).where(live)
        with transaction(self._engine) as connection:
            accepted = groups.current_groups(connection) if grouped else ()
            if filters is not None and not accepted:
                # The database leaves out what surely fails; what passes is decided in one place for all. A
                # group can pass where a member of it fails.
                query = query.where(*narrowed(filters))
            frame = frame_from(connection, query)
        if accepted:
            frame = show_groups(frame, accepted)
        return frame if filters is None else apply(frame, filters)

    def edit(self, event_id: str, fields: Mapping[str, Any], *, version: int) -> int:
        """Change fields of an incident that was seen in ``version`` and return its new version.

        Raises:
            InvalidIncident: a column that can't be edited, or a value that it can't hold.
            EditConflict: someone changed the incident since; nothing was written.
            StorageError: there is no such incident, or the database refuses.
        """
        with transaction(self._engine, writes=True) as connection:
            return editing.edit_incident(connection, event_id, fields, version=version, who=self._who)

    def version(self, event_id: str) -> int:
        """The version of an incident, for ``edit``.

        Raises:
            StorageError: there is no such incident.
        """
        return int(self._stored(event_id)["version"])

    def incident(self, event_id: str) -> dict[str, Any]:
        """The incident columns of one incident, days as ISO text.

        Raises:
            StorageError: there is no such incident.
        """
        stored = self._stored(event_id)
        return {name: stored[name] for name in COLUMNS}

    def _stored(self, event_id: str) -> dict[str, Any]:
        with transaction(self._engine) as connection:
            found = batches.stored_incidents(connection, [event_id]).get(event_id)
        if found is None:
            raise StorageError(f"{self._shown}: there is no incident {event_id!r}")
        return found

    def history(self, event_id: str) -> tuple[Change, ...]:
        """All that happened to an incident, the first thing first.

        Raises:
            StorageError: there is no such incident.
        """
        with transaction(self._engine) as connection:
            return editing.history_of(connection, event_id)

    def batches(self) -> tuple[Batch, ...]:
        """All imports, edits, undos and groupings, the newest first."""
        with transaction(self._engine) as connection:
            return batches.batches(connection)

    def undo(self, batch_id: int) -> int:
        """Take an import, an edit or a grouping back as a whole and return the id of the undo.

        Raises:
            StorageError: no such batch, one undone already, or one on which later changes rest.
        """
        with transaction(self._engine, writes=True) as connection:
            return batches.undo_batch(connection, batch_id, self._who)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the incidents of each accepted group."""
        with transaction(self._engine) as connection:
            return groups.current_groups(connection)

    def accept_group(self, event_ids: Collection[str]) -> int:
        """Call incidents one and return the id of the batch.

        Raises:
            StorageError: fewer than two incidents, or one that is not stored.
        """
        with transaction(self._engine, writes=True) as connection:
            return groups.accept_group(connection, event_ids, self._who)

    def apart(self) -> tuple[tuple[str, ...], ...]:
        """The ids of incidents that a person called different from one another, for ``propose_groups``."""
        with transaction(self._engine) as connection:
            return groups.current_apart(connection)

    def keep_apart(self, event_ids: Collection[str]) -> int:
        """Call incidents different, so that they are not proposed as one, and return the id of the batch.

        Raises:
            StorageError: fewer than two incidents, one that is not stored, or two of one group.
        """
        with transaction(self._engine, writes=True) as connection:
            return groups.keep_apart(connection, event_ids, self._who)

    def split(self, event_ids: Collection[str]) -> int:
        """Take incidents out of their groups and return the id of the batch.

        Raises:
            StorageError: an incident is in no group.
        """
        with transaction(self._engine, writes=True) as connection:
            return groups.split_group(connection, event_ids, self._who)

    def backup(self, file: Path) -> dict[str, int]:
        """Copy everything, history included, into a SQLite file, and return the number of rows by table.

        Others can go on writing; the copy is of one moment. The file is there whole and checked, or not.

        Raises:
            StorageError: the file exists, can't be written, or the copy is not equal.
        """
        if file.exists():
            raise StorageError(f"{file} exists already; a backup does not overwrite one")
        part = file.with_name(file.name + ".part")
        part.unlink(missing_ok=True)
        try:
            with IncidentStore(_sqlite_url(part), create=True, who=self._who) as target:
                counts = self._copy_to(target)
                target.check()
                with target._engine.connect() as connection:
                    # One file, without a log beside it.
                    connection.exec_driver_sql("COMMIT")
                    connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
                    connection.exec_driver_sql("BEGIN")
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        return counts

    def restore(self, file: Path) -> dict[str, int]:
        """Fill this empty store from a backup, and return the number of rows by table.

        Raises:
            StorageError: this store is not empty, or the backup is missing, damaged or not ours; then this
                store holds nothing.
        """
        with IncidentStore(_sqlite_url(file)) as source:
            source.check()
            return source._copy_to(self)

    def _copy_to(self, target: IncidentStore) -> dict[str, int]:
        with transaction(target._engine, writes=True) as written, transaction(self._engine) as read:
            return backups.copy_store(read, written)

    def purge(self) -> int:
        """Delete for good what is marked removed, with its history, and return the number of incidents."""
        with transaction(self._engine, writes=True) as connection:
            return editing.purge_removed(connection)

    def check(self) -> None:
        """Look for damage in the whole database.

        Raises:
            StorageError: something is damaged.
        """
        if self._engine.dialect.name == "sqlite":
            _check_whole(self._engine)
        with transaction(self._engine) as connection:
            frame_from(connection, sa.select(*(INCIDENTS.c[name] for name in COLUMNS)))


def _sqlite_url(file: Path) -> str:
    return sa.URL.create("sqlite", database=str(file)).render_as_string()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _check_file(engine: sa.Engine) -> None:
    file = sqlite_file(engine.url)
    if file is None:
        return
    left_log = file.with_name(file.name + "-wal")
    died = left_log.is_file() and left_log.stat().st_size > 0
    if died or file.stat().st_size <= ALWAYS_CHECKED_BYTES:
        _check_whole(engine)


def _check_whole(engine: sa.Engine) -> None:
    with transaction(engine) as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(3)").scalars().all()
        strays = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(3)
    if list(found) != ["ok"] or strays:
        told = "; ".join(map(str, (*found, *strays)))
        raise StorageError(f"{shown_url(engine.url)}: the file is damaged ({told}); restore a backup")
