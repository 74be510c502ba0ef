"""JSON lines of incidents, as ``mapapp extract`` and our own export write them, -> an incident frame."""

from __future__ import annotations

import json
from typing import Any, Final

import pandas as pd

from mapapp.errors import InvalidIncident, UnreadableFile
from mapapp.incident_values import checked_value
from mapapp.incidents import COLUMNS, UNKNOWN_EVENT_TYPE, GeoPrecision, conform
from mapapp.readers.results import ReadResult, RefusedRow

NOT_COLUMNS: Final = frozenset({"warnings", "report_id"})
"""Keys that ``mapapp extract`` writes beside the incident columns; a frame has no place for them."""


def is_json_lines(content: bytes) -> bool:
    """Whether UTF-8 text begins like JSON lines of incidents; a file of reports has ``text`` in each line."""
    first = content[:1_000_000].lstrip().partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "event_type" in row


def read_json_lines(text: str, name: str) -> ReadResult:
    """Each line an incident; a line that is none is refused with its number, the rest goes on.

    Raises:
        UnreadableFile: no line is an incident and none was refused: the file holds nothing.
    """
    records: list[dict[str, Any]] = []
    refused: list[RefusedRow] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            records.append(_record(line, number))
        except _Refused as fault:
            refused.append(RefusedRow(number, fault.column, fault.cell[:80], fault.reason))
    if not records and not refused:
        raise UnreadableFile(f"{name}: holds no line")
    frame = conform(pd.DataFrame(records, columns=list(COLUMNS), dtype="object"))
    return ReadResult(frame, tuple(refused), len(frame) + len(refused), (), (), "jsonl")


class _Refused(ValueError):
    def __init__(self, column: str, cell: object, reason: str) -> None:
        super().__init__(reason)
        self.column, self.cell, self.reason = column, str(cell), reason


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Refused("", line, "no JSON object") from error
    if not isinstance(row, dict):
        raise _Refused("", line, "no JSON object")
    unknown = [key for key in row if key not in COLUMNS and key not in NOT_COLUMNS]
    if unknown:
        raise _Refused(unknown[0], row[unknown[0]], "no incident column")
    record = {key: _value(key, value) for key, value in row.items() if key in COLUMNS}
    if not record.get("event_id"):
        raise _Refused("event_id", "", f"line {number} has no event_id")
    record.setdefault("event_type", UNKNOWN_EVENT_TYPE)
    record.setdefault("geo_precision", str(GeoPrecision.UNRESOLVED))
    return record


def _value(column: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value comes in
    try:
        return checked_value(column, value)
    except InvalidIncident as fault:
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        raise _Refused(column, shown, str(fault)) from fault
