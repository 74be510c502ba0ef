"""What the ``mapapp`` command reads: files of incidents, reports, databases; all that was refused is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mapapp.errors import InvalidFilter, UnreadableFile

if TYPE_CHECKING:
    import argparse
    from datetime import date

    import pandas as pd

    from gazetteer import Gazetteer
    from mapapp.filters import Filters
    from mapapp.readers import ReadResult, RefusedRow
    from mapapp.reports import Extraction

DONE, DONE_WITH_REFUSALS, WRONG_REQUEST, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses of the command; the last one is a shell's own for Ctrl-C."""
REPORT_SUFFIXES: Final = frozenset({
    ".txt", ".text", ".md", ".html", ".htm", ".docx", ".pdf", ".eml", ".json", ".jsonl", ".ndjson",
})  # fmt: skip
"""Files that may hold running text: incidents are extracted from it, not read by column. JSON lines and text
that turn out to hold incidents or a table are read as such."""
STANDARD_INPUT: Final = "-"
MAX_LISTED: Final = 200
"""Refused rows that are listed on standard error; the rest is counted."""


def load_filtered(options: argparse.Namespace) -> tuple[pd.DataFrame, Filters, int, int]:
    """The incidents of ``SOURCE`` that the filters let through, the filters, rows refused, rows flagged."""
    from mapapp.filters import apply

    filters = filters_of(options)
    if "://" in options.source and options.query is None:
        from mapapp.storage import IncidentStore

        with IncidentStore(options.source) as store:
            return store.load(filters, grouped=True), filters, 0, 0
    result = read_source(options.source, options)
    return apply(result.frame, filters), filters, len(result.refused), len(result.flagged)


def filters_of(options: argparse.Namespace) -> Filters:
    """The filters that the options name.

    Raises:
        InvalidFilter: one of them can't be meant.
    """
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
        candidates = open_gazetteer(database).resolve(name).candidates
        places = [c.place.governorate for c in candidates if c.place.kind == "governorate"]
        if not places:
            raise InvalidFilter(f"governorate {name!r} is none of: {', '.join(sorted(standard))}")
        found.append(places[0])
    return tuple(found)


def open_gazetteer(database: Path | None) -> Gazetteer:
    """The gazetteer that ``--gazetteer`` names, else the built-in one."""
    from gazetteer import Gazetteer

    if database is None:
        return Gazetteer.default()
    gazetteer = Gazetteer.open(database)
    if gazetteer.outdated:
        say(f"{database}: made by another version; import its files again to make it open fast")
    return gazetteer


def read_source(file: str, options: argparse.Namespace) -> ReadResult:
    """Any file of incidents or reports, or a query of a database; what was refused is told on standard error.

    Raises:
        UnreadableFile: the file as a whole can't be used.
    """
    shown = shown_source(file)
    _refuse_several(options)
    suffix = Path(file).suffix.lower()
    if options.query is not None:
        result = _read_table(file, options)
    elif options.format == "auto" and suffix in REPORT_SUFFIXES and not _says_columns(file, options):
        result = _read_reports(file, options)
    else:
        result = _read_table(file, options)
    if result.recognised is not None:
        say(f"{shown}: recognised: {result.recognised}")
    for warning in result.warnings:
        say(f"{shown}: {warning}")
    tell_rows(shown, "refused", result.refused)
    tell_rows(shown, "kept in part", result.flagged)
    joined = f", {result.joined:,} joined to others" if result.joined else ""
    say(
        f"{shown}: {result.rows_read:,} rows read, {len(result.frame):,} accepted, "
        f"{result.changed:,} of them changed, {len(result.refused):,} refused{joined}"
    )
    _write_beside(result, options)
    return result


def shown_source(source: str) -> str:
    """A file's or database's name for messages: without a password."""
    if "://" not in source:
        return source
    from mapapp.readers import without_password

    return without_password(source)


def _refuse_several(options: argparse.Namespace) -> None:
    if len(getattr(options, "files", ())) > 1 and (options.refused or options.save_mapping):
        raise UnreadableFile("--refused and --save-mapping go with one FILE: another would replace theirs")


def _says_columns(file: str, options: argparse.Namespace) -> bool:
    from mapapp.readers import holds_incidents

    return options.mapping is not None or holds_incidents(file)


def _read_table(file: str, options: argparse.Namespace) -> ReadResult:
    from mapapp.readers import load_mapping, read_incidents, read_query

    gazetteer = None if options.gazetteer is None else open_gazetteer(options.gazetteer)
    mapping = None if options.mapping is None else load_mapping(options.mapping)
    if options.query is not None:
        return read_query(
            file, options.query,
            gazetteer=gazetteer, fmt=options.format, date_order=options.date_order, mapping=mapping,
        )  # fmt: skip
    if "://" in file:
        raise UnreadableFile(
            f"{shown_source(file)}: what is to be read of a database? add --query 'SELECT ...'"
        )
    return read_incidents(
        file, gazetteer=gazetteer, fmt=options.format, date_order=options.date_order, mapping=mapping
    )


def _write_beside(result: ReadResult, options: argparse.Namespace) -> None:
    """The file of refused rows and the column mapping, where they are asked for."""
    if options.refused is not None:
        from mapapp.exports import write_rows

        delimiter = result.refused_cells.delimiter
        write_rows(result.rows_to_mend(), options.refused, delimiter=delimiter)
        say(f"{options.refused}: {len(result.refused):,} refused rows, to be mended and read again")
        order = "" if result.recognised is None else result.recognised.date_order
        if order and result.refused:
            say(f"{options.refused}: read it with --date-order {order}, as this file was")
    if options.save_mapping is not None and result.recognised is not None:
        from mapapp.readers import mapping_text

        options.save_mapping.write_text(mapping_text(result.recognised), encoding="utf-8")


def _read_reports(file: str, options: argparse.Namespace) -> ReadResult:
    from mapapp.readers import ReadResult
    from mapapp.reports import incidents_frame

    extractions, refused = extract_file(file, options.published, open_gazetteer(options.gazetteer))
    warnings = [warning for found in extractions for warning in found.warnings]
    frame = incidents_frame(extractions)
    return ReadResult(frame, tuple(refused), len(frame) + len(refused), tuple(warnings), (), "report")


def extract_file(
    file: str, published: date | None, gazetteer: Gazetteer
) -> tuple[list[Extraction], list[RefusedRow]]:
    """What each report of a file tells, and the reports that could not be read.

    Raises:
        UnreadableFile: the file as a whole can't be used.
    """
    from mapapp.readers import RefusedRow
    from mapapp.reports import extract_incidents, read_reports, reports_of

    if file == STANDARD_INPUT:
        read = reports_of(sys.stdin.buffer.read(), "standard-input.txt", published)
    else:
        read = read_reports(Path(file), published)
    extractions = [
        extract_incidents(
            report.text, gazetteer=gazetteer, published=report.published,
            report_id=report.report_id, source=report.source,
        )
        for report in read.reports
    ]  # fmt: skip
    return extractions, [RefusedRow(1, "", row.report_id, row.reason) for row in read.refused]


def tell_rows(file: str, what: str, rows: tuple[RefusedRow, ...]) -> None:
    """List rows on standard error."""
    for row in rows[:MAX_LISTED]:
        say(f"{file}: {what}: {row}")
    if len(rows) > MAX_LISTED:
        say(f"{file}: {what}: {len(rows) - MAX_LISTED:,} more rows, not listed")


def progress(number: int, total: int, file: str) -> None:
    """One changing line on a terminal, nothing when piped."""
    if total > 1 and sys.stderr.isatty():
        end = "\n" if number == total else ""
        sys.stderr.write(f"\r\x1b[K[{number}/{total}] {printable(file)}{end}")
        sys.stderr.flush()


def say(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(printable(message) + "\n")


def printable(text: str) -> str:
    """Text of files may hold escape sequences that would drive a terminal: shown, not obeyed."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)
