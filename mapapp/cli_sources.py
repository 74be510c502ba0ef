"""What the ``mapapp`` command reads: files of incidents, reports, databases; all that was refused is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mapapp.errors import InvalidFilter

if TYPE_CHECKING:
    import argparse
    from datetime import date

    import pandas as pd

    from gazetteer import Gazetteer
    from mapapp.filters import Filters
    from mapapp.readers import ReadResult, RefusedRow
    from mapapp.reports import Extraction

DONE, DONE_WITH_REFUSALS, WRONG_REQUEST = 0, 1, 2
"""Exit statuses of the command."""
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
    if "://" in options.source:
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
    """Any file of incidents or reports; what was refused in it goes to standard error.

    Raises:
        UnreadableFile: the file as a whole can't be used.
    """
    from mapapp.readers import holds_incidents, read_incidents

    suffix = Path(file).suffix.lower()
    if options.format == "auto" and suffix in REPORT_SUFFIXES and not holds_incidents(file):
        result = _read_reports(file, options)
    else:
        gazetteer = None if options.gazetteer is None else open_gazetteer(options.gazetteer)
        result = read_incidents(file, gazetteer=gazetteer, fmt=options.format, date_order=options.date_order)
    for warning in result.warnings:
        say(f"{file}: {warning}")
    tell_rows(file, "refused", result.refused)
    tell_rows(file, "kept in part", result.flagged)
    return result


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
