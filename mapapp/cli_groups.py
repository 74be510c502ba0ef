"""``mapapp groups``: which incidents of a file or database may be one, and why; nothing is merged."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mapapp.cli_sources import (
    DONE,
    DONE_WITH_REFUSALS,
    filters_of,
    load_filtered,
    printable,
    say,
    shown_source,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mapapp.grouping import GroupProposal

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name

_TOLD: Final = (
    "event_id", "event_date", "event_type", "sub_event_type", "location", "admin1", "geo_precision",
    "fatalities", "fatalities_low", "fatalities_high", "injuries", "source_dataset", "source",
)  # fmt: skip
"""What the JSON says of each member; its id leads to the rest."""


def add_groups_command(commands: Subparsers) -> argparse.ArgumentParser:
    """Declare the subcommand; its parser is returned for the options of reading and filtering."""
    told = "incidents that may be one, told by several sources; nothing is merged"
    command = commands.add_parser("groups", help=told, description=told[0].upper() + told[1:] + ".")
    command.add_argument("source", metavar="SOURCE", help="a file or a database URL")
    command.add_argument(
        "--least-score", type=_score, metavar="SCORE",
        help="0 to 1: lower proposes more, of which fewer are right; default: 0.7",
    )  # fmt: skip
    forms = command.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON line for each group")
    forms.add_argument("--csv", action="store_true", help="a line for each incident, with its group")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help=".jsonl or .csv; default: printed")
    command.set_defaults(run=run)
    return command


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from error
    if not 0 < score <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not above 0 and up to 1")
    return score


def run(options: argparse.Namespace) -> int:
    """List the proposals for the source that ``options`` name and return the exit status."""
    from mapapp.grouping import DEFAULT, propose_groups

    frame, (accepted, apart), complete = _incidents(options)
    weights = DEFAULT
    if options.least_score is not None:
        weights = replace(DEFAULT, proposed_from=options.least_score)
    proposals = propose_groups(frame, weights=weights, accepted=accepted, apart=apart)
    text = _text_of(options, frame, proposals)
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8", newline="")
    told = f"{len(frame):,} incidents; groups that may be one incident: {len(proposals):,}"
    say(f"{shown_source(options.source)}: {told}")
    return DONE if complete else DONE_WITH_REFUSALS


def _incidents(
    options: argparse.Namespace,
) -> tuple[pd.DataFrame, tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]], bool]:
    """The incidents, what a person has called one and what different, and whether all rows could be read."""
    if "://" in options.source and options.query is None:
        from mapapp.filters import apply
        from mapapp.storage import IncidentStore

        with IncidentStore(options.source) as store:
            decided = store.groups(), store.apart()
            return apply(store.load(), filters_of(options)), decided, True
    frame, _, refused, flagged = load_filtered(options)
    return frame, ((), ()), not refused and not flagged


def _text_of(options: argparse.Namespace, frame: pd.DataFrame, proposals: Sequence[GroupProposal]) -> str:
    suffix = "" if options.output is None else options.output.suffix.lower()
    if options.csv or (suffix == ".csv" and not options.json):
        return csv_of_groups(frame, proposals)
    if options.json or suffix in {".json", ".jsonl"}:
        return json_of_groups(frame, proposals)
    return text_of_groups(frame, proposals)


def csv_of_groups(frame: pd.DataFrame, proposals: Sequence[GroupProposal]) -> str:
    """All that is known of each member, a line each; the group's number, score and reasons behind."""
    from mapapp.exports import csv_text

    members = [(number, one, name) for number, one in enumerate(proposals, 1) for name in one.event_ids]
    rows = frame.set_index("event_id", drop=False).loc[[name for _, _, name in members]]
    beside = {
        "group": [str(number) for number, _, _ in members],
        "score": [f"{one.score:.3f}" for _, one, _ in members],
        "reasons": ["; ".join(one.reasons) for _, one, _ in members],
        "conflicts": ["; ".join(one.conflicts) for _, one, _ in members],
    }
    return csv_text(rows.reset_index(drop=True), beside=beside)


def json_of_groups(frame: pd.DataFrame, proposals: Sequence[GroupProposal]) -> str:
    """A line for each group: ids, score, reasons, conflicts, and what each member says."""
    told = _members(frame, proposals)
    lines = [
        json.dumps({**asdict(one), "incidents": [told[name] for name in one.event_ids]}, ensure_ascii=False)
        for one in proposals
    ]
    return "".join(line + "\n" for line in lines)


def text_of_groups(frame: pd.DataFrame, proposals: Sequence[GroupProposal]) -> str:
    """The groups to be read on a terminal."""
    told = _members(frame, proposals)
    lines: list[str] = []
    for one in proposals:
        lines.append(f"score {one.score:.2f}")
        lines += [f"  {_line_of(told[name])}" for name in one.event_ids]
        lines.append(f"  for: {'; '.join(one.reasons)}")
        if one.conflicts:
            lines.append(f"  against: {'; '.join(one.conflicts)}")
        lines.append("")
    return "".join(printable(line) + "\n" for line in lines)


def _members(frame: pd.DataFrame, proposals: Sequence[GroupProposal]) -> dict[str, dict[str, Any]]:
    names = {name for one in proposals for name in one.event_ids}
    chosen = frame.loc[frame["event_id"].isin(names), list(_TOLD)]
    days = chosen["event_date"].dt.strftime("%Y-%m-%d")
    rows = chosen.assign(event_date=days).astype("object")
    records = rows.where(rows.notna(), None).to_dict("records")
    return {str(record["event_id"]): {str(key): value for key, value in record.items()} for record in records}


def _line_of(member: dict[str, Any]) -> str:
    killed = "" if member["fatalities"] is None else f"killed {member['fatalities']}"
    place = ", ".join(part for part in (member["location"], member["admin1"]) if part)
    parts = (
        member["event_id"], member["event_date"], member["source_dataset"],
        member["sub_event_type"] or member["event_type"], place, killed,
    )  # fmt: skip
    return "  ".join(part for part in parts if part)
