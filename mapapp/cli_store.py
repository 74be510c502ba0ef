"""Subcommands of ``mapapp`` that keep incidents in a database, tell what happened to them, take it back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapapp.cli_sources import DONE, DONE_WITH_REFUSALS, progress, read_source, say, shown_source
from mapapp.errors import InvalidIncident, StorageError
from mapapp.incidents import COUNT_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS

if TYPE_CHECKING:
    from mapapp.storage import Batch, Change, IncidentStore, Saved

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name

COUNTED = ("added", "updated", "known", "removed", "restored")
"""What is summed over the files of an import."""
DECISIONS = (
    ("group", "accept_group", "call incidents one: they are shown once, with all sources", "one group"),
    ("split", "split", "take incidents out of their group again", "split"),
    ("apart", "keep_apart", "call incidents different: no two are proposed as one", "kept apart"),
)
"""Subcommands on several incidents: name, method of the store, what it is for, what is said when done."""


def add_store_commands(commands: Subparsers) -> argparse.ArgumentParser:
    """Declare the subcommands; the parser of ``import``, which reads files like others, is returned."""
    importing = _command(commands, "import", "files -> database", _import)
    importing.add_argument("files", nargs="+", metavar="FILE")
    absence = importing.add_mutually_exclusive_group()
    absence.add_argument(
        "--complete", action="store_true",
        help="each file holds all of its data set: what is stored of that and not in it is marked removed",
    )  # fmt: skip
    absence.add_argument("--part", action="store_true", help="mark nothing removed that a file lacks")
    importing.add_argument("--json", action="store_true", help="the summary as JSON")

    history = _command(commands, "history", "imports and edits of a database, or of one incident", _history)
    history.add_argument("event_id", nargs="?", metavar="EVENT_ID")
    history.add_argument("--json", action="store_true", help="as JSON lines")

    undo = _command(commands, "undo", "take an import, an edit or a grouping back", _undo)
    undo.add_argument("batch", type=int, metavar="BATCH", help="its number in mapapp history")

    edit = _command(commands, "edit", "change an incident; what was before is kept", _edit)
    edit.add_argument("event_id", metavar="EVENT_ID")
    edit.add_argument("fields", nargs="+", metavar="COLUMN=VALUE", help="nothing behind = means not stated")
    edit.add_argument("--version", type=int, help="fail if the incident is no longer of this version")

    for name, decision, told, told_then in DECISIONS:
        command = _command(commands, name, told, _decide)
        command.add_argument("event_ids", nargs="+", metavar="EVENT_ID")
        command.set_defaults(decision=decision, told=told_then)

    backup = _command(commands, "backup", "copy a database into one checked file", _backup)
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = _command(commands, "restore", "fill an empty database from a backup", _restore)
    restore.add_argument("file", type=Path, metavar="FILE")
    _command(commands, "check", "look for damage in a database", _check)
    purge = _command(commands, "purge", "delete for good what is marked removed", _purge)
    purge.add_argument("--for-good", action="store_true", required=True, help="required: there is no undo")
    return importing


def _command(
    commands: Subparsers, name: str, told: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
    command.add_argument("--db", metavar="URL", help="default: incidents.db in your data folder")
    command.add_argument("--who", metavar="NAME", help="stands in the history; default: your user name")
    command.set_defaults(run=run)
    return command


def _open(options: argparse.Namespace, *, create: bool = False) -> IncidentStore:
    from mapapp.storage import IncidentStore, default_url

    return IncidentStore(options.db or default_url(), create=create, who=options.who)


def _import(options: argparse.Namespace) -> int:
    from mapapp.storage import Scope

    scope = Scope.COMPLETE if options.complete else Scope.PART if options.part else Scope.AUTO
    summary = dict.fromkeys(("rows_read", *COUNTED, "refused", "flagged"), 0)
    with _open(options, create=True) as store:
        for number, file in enumerate(options.files, 1):
            progress(number, len(options.files), file)
            result = read_source(file, options)
            saved = store.save(result.frame, path=shown_source(file), scope=scope)
            _tell(file, saved)
            summary["rows_read"] += result.rows_read
            summary["refused"] += len(result.refused) + len(saved.refused)
            summary["flagged"] += len(result.flagged)
            for name in COUNTED:
                summary[name] += getattr(saved, name)
    if options.json:
        print(json.dumps(summary))
    else:
        print(", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in summary.items()))
    return DONE_WITH_REFUSALS if summary["refused"] or summary["flagged"] else DONE


def _tell(file: str, saved: Saved) -> None:
    for fault in saved.refused:
        say(f"{file}: {fault.event_id!r} refused: {fault.reason}")
    for sentence in saved.kept_edits:
        say(f"{file}: {sentence}")
    if saved.removed:
        say(
            f"{file}: {saved.removed:,} incidents of an earlier version are not in it; they are marked "
            f"removed (mapapp undo {saved.batch_id} takes the import back)"
        )
    if saved.unseen:
        say(
            f"{file}: {saved.unseen:,} incidents of files that it overlaps with are not in it and stay; "
            "--complete marks them removed"
        )


def _history(options: argparse.Namespace) -> int:
    with _open(options) as store:
        told: list[Any] = list(store.history(options.event_id) if options.event_id else store.batches())
    for item in told:
        if options.json:
            print(json.dumps(asdict(item), ensure_ascii=False))
        else:
            print(_change_line(item) if options.event_id else _batch_line(item))
    return DONE


def _change_line(change: Change) -> str:
    fields = "; ".join(f"{name}: {old!r} -> {change.after[name]!r}" for name, old in change.before.items())
    cells = (change.batch_id, change.made_at, change.who, change.kind, fields or repr(change.label))
    return "\t".join(map(str, cells))


def _batch_line(batch: Batch) -> str:
    counts = [f"{count} {name}" for name, count in batch.summary.items() if name != "path" and count]
    undone = [f"undone by {batch.undone_by}"] if batch.undone_by else []
    cells = (batch.batch_id, batch.made_at, batch.who, batch.action, repr(batch.label), ", ".join(counts))
    return "\t".join(map(str, (*cells, *undone)))


def _undo(options: argparse.Namespace) -> int:
    with _open(options) as store:
        undo = store.undo(options.batch)
    print(f"batch {options.batch} is undone, by batch {undo}")
    return DONE


def _edit(options: argparse.Namespace) -> int:
    fields = dict(map(_field, options.fields))
    with _open(options) as store:
        seen = store.version(options.event_id) if options.version is None else options.version
        version = store.edit(options.event_id, fields, version=seen)
    print(f"{options.event_id}: version {version}" + ("" if version != seen else ", as it was"))
    return DONE


def _field(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InvalidIncident(f"{text!r} is no COLUMN=VALUE")
    if not value and name not in TEXT_COLUMNS:
        return name, None
    try:
        if name in COUNT_COLUMNS:
            return name, int(value)
        if name in NUMBER_COLUMNS:
            return name, float(value)
    except ValueError as error:
        raise InvalidIncident(f"{name} {value!r}: no number") from error
    return name, value


def _decide(options: argparse.Namespace) -> int:
    """Write what a person decided of incidents together."""
    with _open(options) as store:
        batch = getattr(store, options.decision)(options.event_ids)
    print(f"{options.told}, by batch {batch}")
    return DONE


def _backup(options: argparse.Namespace) -> int:
    with _open(options) as store:
        counts = store.backup(options.file)
    print(f"{options.file}: {counts['incidents']:,} incidents, copied and checked")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise StorageError(f"{options.file}: there is no such file")
    with _open(options, create=True) as store:
        counts = store.restore(options.file)
    print(f"{counts['incidents']:,} incidents restored from {options.file} and checked")
    return DONE


def _check(options: argparse.Namespace) -> int:
    with _open(options) as store:
        store.check()
    print("no damage found")
    return DONE


def _purge(options: argparse.Namespace) -> int:
    with _open(options) as store:
        count = store.purge()
    print(f"{count:,} removed incidents deleted for good")
    return DONE
