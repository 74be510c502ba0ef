"""``mapapp extract``: reports -> incidents as JSON lines or CSV, with what may be told twice."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from mapapp.cli_sources import extract_file, open_gazetteer, progress, say, tell_rows
from mapapp.errors import MapAppError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from mapapp.reports import Extraction


def extract(options: argparse.Namespace) -> tuple[bool, bool]:
    """Read the files that ``options`` names, write their incidents, and say what was left out.

    Returns:
        Whether any file could be read, and whether anything was refused or not placed.
    """
    gazetteer = open_gazetteer(options.gazetteer)
    extractions: list[Extraction] = []
    read, complete = 0, True
    for number, file in enumerate(options.files, 1):
        progress(number, len(options.files), file)
        try:
            found, refused = extract_file(file, options.published, gazetteer)
        except MapAppError as error:
            # One bad file doesn't stop the others.
            say(str(error) if file in str(error) else f"{file}: {error}")
            complete = False
            continue
        read += 1
        extractions += found
        complete = _tell(file, found) and not refused and complete
        tell_rows(file, "refused", tuple(refused))
    records = _records(extractions)
    text = _csv(records) if _wants_csv(options) else _json_lines(records)
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8", newline="")
        say(f"{options.output}: {len(records):,} incidents")
    return read > 0, complete


def _wants_csv(options: argparse.Namespace) -> bool:
    return bool(options.csv) or (options.output is not None and options.output.suffix.lower() == ".csv")


def _tell(file: str, extractions: Sequence[Extraction]) -> bool:
    """Say what is not placed and what the reader warns of; false where an incident has no place."""
    complete = True
    for extraction in extractions:
        for incident in extraction.incidents:
            if incident.geo_precision == "unresolved":
                say(f"{file}: not placed: {incident.location_as_written or 'no place is named'!r}")
                complete = False
        for warning in extraction.warnings:
            say(f"{file}: {warning}")
        for mention in extraction.unplaced:
            say(f"{file}: named but not placed: {mention.text!r} at {mention.start}")
    return complete


def _records(extractions: Sequence[Extraction]) -> list[dict[str, Any]]:
    """The incidents in the order of the reports; those that may be one say so, and stay apart."""
    from mapapp.reports import propose_merges

    warnings: dict[int, str] = {}
    for proposal in propose_merges(extractions):
        told = "; ".join(
            f"{incident.report_id or 'this report'} ({incident.event_id}): {_toll(killed, wounded)}"
            for incident, (_, killed, wounded) in zip(proposal.incidents, proposal.tolls, strict=True)
        )
        sentence = f"These may be one incident, told by several reports: {told}. {proposal.reason}"
        say(sentence)
        warnings |= {id(incident): sentence for incident in proposal.incidents}
    records = []
    for extraction in extractions:
        for incident in extraction.incidents:
            record = incident.to_record()
            if id(incident) in warnings:
                record["warnings"] = [*record["warnings"], warnings[id(incident)]]
            records.append(record)
    return records


def _toll(killed: int | None, wounded: int | None) -> str:
    stated = [
        f"{count} {word}" for count, word in ((killed, "killed"), (wounded, "wounded")) if count is not None
    ]
    return ", ".join(stated) or "no toll stated"


def _json_lines(records: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _csv(records: Sequence[dict[str, Any]]) -> str:
    """The export's columns with ``report_id`` before and ``warnings`` behind them."""
    from mapapp.exports import csv_text
    from mapapp.incidents import frame_of

    rows = [{**record, "evidence": json.dumps(record["evidence"], ensure_ascii=False)} for record in records]
    beside = {
        "report_id": [record.pop("report_id") for record in rows],
        "warnings": [" | ".join(record.pop("warnings")) for record in rows],
    }
    return csv_text(frame_of(rows), beside=beside)
