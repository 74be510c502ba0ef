"""The ``mapapp`` command: reports and files in; incidents, a database, a map file or an export out.

Exit status: 0 done; 1 done, but some rows or names were refused, each listed on standard error; 2 the request
is wrong. Heavy imports stand inside the subcommands: a snapshot has 1.5 s in all.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mapapp.errors import InvalidFilter, MapAppError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from gazetteer import Gazetteer
    from mapapp.filters import Filters
    from mapapp.readers import ReadResult, RefusedRow
    from mapapp.reports import Extraction

DONE, DONE_WITH_REFUSALS, WRONG_REQUEST = 0, 1, 2
PROFILES: Final = ("internal", "partner", "public")
REPORT_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".eml"})
"""Files that hold running text: incidents are extracted, not read by column."""
MAX_LISTED: Final = 200
"""Refused rows that are listed on standard error; the rest is counted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        with _uncollected():
            status: int = options.run(options)
    except BrokenPipeError:
        # The reader of our output (head, less) went away: that is its right, not an error.
        sys.stderr.close()
        return DONE
    except (MapAppError, OSError) as error:
        _say(f"mapapp: {error}")
        return WRONG_REQUEST
    except Exception as error:
        from gazetteer.errors import GazetteerError

        if not isinstance(error, GazetteerError):
            raise
        _say(f"mapapp: {error}")
        return WRONG_REQUEST
    return status


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection while a command runs: it ends soon, and millions of cells cost a third of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mapapp",
        description="Incidents in Iraq: from reports and files to one shareable map.",
        epilog="Exit status: 0 done, 1 done but some rows or names were refused, 2 wrong request.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="text -> incidents, as JSON lines")
    extract.add_argument("files", nargs="+", metavar="FILE", help="a text file, or - for standard input")
    extract.add_argument("--published", type=_day, metavar="DATE", help="day of publication, ISO")
    extract.add_argument("--json", action="store_true", help="JSON lines; the default, for scripts to say so")
    extract.set_defaults(run=_extract)

    importing = commands.add_parser("import", help="files -> database")
    importing.add_argument("files", nargs="+", metavar="FILE")
    importing.add_argument("--db", metavar="URL", help="default: sqlite:///incidents.db")
    importing.add_argument("--json", action="store_true", help="the summary as JSON")
    _add_reading(importing)
    importing.set_defaults(run=_import)

    snapshot = commands.add_parser("snapshot", help="file or database -> one HTML map file")
    snapshot.add_argument("source", metavar="SOURCE", help="a file or a database URL")
    snapshot.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    snapshot.add_argument("--title", default="Incidents in Iraq")
    snapshot.add_argument("--profile", choices=PROFILES, default="internal")
    _add_reading(snapshot)
    _add_filters(snapshot)
    snapshot.set_defaults(run=_snapshot)

    export = commands.add_parser("export", help="file or database -> CSV, GeoJSON, JSON lines, ...")
    export.add_argument("source", metavar="SOURCE", help="a file or a database URL")
    export.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    _add_reading(export)
    _add_filters(export)
    export.set_defaults(run=_export)

    serve = commands.add_parser("serve", help="the app on this machine, http://localhost:8501")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--db", metavar="URL", help="show this database, and add to it")
    serve.set_defaults(run=_serve)

    for command in (extract, importing, snapshot, export):
        command.add_argument("--gazetteer", type=Path, metavar="DB", help="an imported gazetteer")
    return parser


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", default="auto", help="auto, csv, acled, ucdp, gtd, ibc")
    command.add_argument(
        "--date-order", choices=("auto", "day-first", "month-first"), default="auto",
        help="how 03/04/2021 is read; auto takes it from the column or refuses",
    )  # fmt: skip
    command.add_argument(
        "--published", type=_day, metavar="DATE", help="of a text file: its day of publication"
    )


def _add_filters(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filters", "only incidents that pass all of them are written")
    group.add_argument("--from", dest="date_from", type=_day, metavar="DATE")
    group.add_argument("--to", dest="date_to", type=_day, metavar="DATE")
    group.add_argument("--type", action="append", metavar="TYPE", help="event type; may be repeated")
    group.add_argument("--sub-type", action="append", metavar="TYPE")
    group.add_argument("--governorate", action="append", metavar="NAME", help="in any spelling")
    group.add_argument("--precision", action="append", metavar="PRECISION", help="exact, settlement, ...")
    group.add_argument("--text", default="", help="all these words must occur")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2021-02-23") from error


def _extract(options: argparse.Namespace) -> int:
    gazetteer = _open_gazetteer(options.gazetteer)
    status = DONE
    for number, file in enumerate(options.files, 1):
        _progress(number, len(options.files), file)
        extractions, refused = _extractions(file, options.published, gazetteer)
        for extraction in extractions:
            for incident in extraction.incidents:
                print(json.dumps(incident.to_record(), ensure_ascii=False))
            for warning in extraction.warnings:
                _say(f"{file}: {warning}")
            for mention in extraction.unplaced:
                _say(f"{file}: not placed: {mention.text!r} at {mention.start} to {mention.end}")
        for row in refused:
            _say(f"{file}: refused: {row}")
        if refused or any(extraction.unplaced for extraction in extractions):
            status = DONE_WITH_REFUSALS
    return status


def _import(options: argparse.Namespace) -> int:
    from mapapp.storage import DEFAULT_URL, IncidentStore

    summary = {"rows_read": 0, "added": 0, "updated": 0, "known": 0, "refused": 0, "flagged": 0}
    with IncidentStore(options.db or DEFAULT_URL, create=True) as store:
        for number, file in enumerate(options.files, 1):
            _progress(number, len(options.files), file)
            result = _read(file, options)
            saved = store.save(result.frame)
            summary["rows_read"] += result.rows_read
            summary["refused"] += len(result.refused)
            summary["flagged"] += len(result.flagged)
            for name in ("added", "updated", "known"):
                summary[name] += getattr(saved, name)
    if options.json:
        print(json.dumps(summary))
    else:
        print(", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in summary.items()))
    return DONE_WITH_REFUSALS if summary["refused"] or summary["flagged"] else DONE


def _snapshot(options: argparse.Namespace) -> int:
    from mapapp.snapshot import write_snapshot

    frame, refused, flagged, filters = _load_filtered(options)
    sources = sorted({name for name in frame["source_dataset"].unique().tolist() if name})
    if "://" not in options.source:
        sources = sources or [Path(options.source).name]
    write_snapshot(
        frame, options.output, title=options.title, sources=sources, filters=filters,
        profile=options.profile, refused=refused,
    )  # fmt: skip
    print(f"{options.output}: {len(frame):,} incidents, {options.output.stat().st_size / 1e6:.2f} MB")
    return DONE_WITH_REFUSALS if refused or flagged else DONE


def _export(options: argparse.Namespace) -> int:
    from mapapp.exports import write_export

    frame, refused, flagged, _ = _load_filtered(options)
    write_export(frame, options.output)
    print(f"{options.output}: {len(frame):,} incidents")
    return DONE_WITH_REFUSALS if refused or flagged else DONE


def _serve(options: argparse.Namespace) -> int:
    from mapapp.app.server import serve

    serve(options.port, options.db)
    return DONE


def _load_filtered(options: argparse.Namespace) -> tuple[pd.DataFrame, int, int, Filters]:
    """The incidents to write, how many rows were refused and flagged, and the filters that were set."""
    from mapapp.filters import apply

    filters = _filters(options)
    if "://" in options.source:
        from mapapp.storage import IncidentStore

        with IncidentStore(options.source) as store:
            return apply(store.load(), filters), 0, 0, filters
    result = _read(options.source, options)
    return apply(result.frame, filters), len(result.refused), len(result.flagged), filters


def _filters(options: argparse.Namespace) -> Filters:
    from mapapp.filters import Filters

    return Filters(
        date_from=options.date_from,
        date_to=options.date_to,
        event_types=_tuple(options.type),
        sub_event_type=_tuple(options.sub_type),
        admin1=_governorates(options.governorate, options.gazetteer),
        geo_precision=_tuple(options.precision),
        text=options.text,
    )


def _tuple(chosen: list[str] | None) -> tuple[str, ...] | None:
    return None if chosen is None else tuple(chosen)


def _governorates(names: list[str] | None, database: Path | None) -> tuple[str, ...] | None:
    """Standard names of governorates written in any spelling."""
    if names is None:
        return None
    from gazetteer.outlines import OutlineSet

    standard = OutlineSet.default().names
    found = []
    for name in names:
        if name in standard:
            found.append(name)
            continue
        gazetteer = _open_gazetteer(database)
        candidates = gazetteer.resolve(name).candidates
        places = [c.place.governorate for c in candidates if c.place.kind == "governorate"]
        if not places:
            raise InvalidFilter(f"governorate {name!r} is none of: {', '.join(sorted(standard))}")
        found.append(places[0])
    return tuple(found)


def _named_gazetteer(database: Path | None) -> Gazetteer | None:
    """The gazetteer that ``--gazetteer`` names; None leaves the choice to who needs one."""
    return None if database is None else _open_gazetteer(database)


def _open_gazetteer(database: Path | None) -> Gazetteer:
    from gazetteer import Gazetteer

    return Gazetteer.default() if database is None else Gazetteer.open(database)


def _read(file: str, options: argparse.Namespace) -> ReadResult:
    """Any file of incidents; what was refused in it goes to standard error."""
    from mapapp.readers import read_incidents

    gazetteer = _named_gazetteer(options.gazetteer)
    suffix = Path(file).suffix.lower()
    if suffix in REPORT_SUFFIXES and options.format == "auto":
        result = _read_reports(file, options)
    else:
        result = read_incidents(file, gazetteer=gazetteer, fmt=options.format, date_order=options.date_order)
    for warning in result.warnings:
        _say(f"{file}: {warning}")
    for what, rows in (("refused", result.refused), ("kept in part", result.flagged)):
        for row in rows[:MAX_LISTED]:
            _say(f"{file}: {what}: {row}")
        if len(rows) > MAX_LISTED:
            _say(f"{file}: {what}: {len(rows) - MAX_LISTED:,} more rows, not listed")
    return result


def _read_reports(file: str, options: argparse.Namespace) -> ReadResult:
    from mapapp.readers import ReadResult
    from mapapp.reports import incidents_frame

    gazetteer = _open_gazetteer(options.gazetteer)
    extractions, refused = _extractions(file, options.published, gazetteer)
    warnings = [warning for found in extractions for warning in found.warnings]
    frame = incidents_frame(extractions)
    return ReadResult(frame, tuple(refused), len(frame) + len(refused), tuple(warnings), (), "report")


def _extractions(
    file: str, published: date | None, gazetteer: Gazetteer
) -> tuple[list[Extraction], list[RefusedRow]]:
    """What each report of a file tells, and the reports that could not be read."""
    from mapapp.readers import RefusedRow
    from mapapp.reports import extract_incidents, read_reports

    read = read_reports(Path(file), published)
    extractions = [
        extract_incidents(
            report.text, gazetteer=gazetteer, published=report.published,
            report_id=report.report_id, source=report.source,
        )
        for report in read.reports
    ]  # fmt: skip
    return extractions, [RefusedRow(1, "", row.report_id, row.reason) for row in read.refused]


def _progress(number: int, total: int, file: str) -> None:
    """One changing line on a terminal, nothing when piped."""
    if total > 1 and sys.stderr.isatty():
        end = "\n" if number == total else ""
        sys.stderr.write(f"\r\x1b[K[{number}/{total}] {_printable(file)}{end}")
        sys.stderr.flush()


def _say(message: str) -> None:
    print(_printable(message), file=sys.stderr)


def _printable(text: str) -> str:
    """Text of files may hold escape sequences that would drive a terminal: shown, not obeyed."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


if __name__ == "__main__":
    sys.exit(main())
