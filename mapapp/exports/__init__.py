"""A frame of incidents -> files for other programs: CSV, GeoJSON, JSON lines. One function each.

Same frame, same bytes. To add a format, add a function here and a line in ``EXPORTS``.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mapapp.errors import MapAppError
from mapapp.incidents import COLUMNS, COUNT_COLUMNS, DATE_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EXPORTS", "UnknownExport", "csv_text", "geojson_text", "jsonl_text", "write_export"]

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n]")
"""How a cell begins that a spreadsheet program may run as a formula (OWASP, "CSV Injection")."""


class UnknownExport(MapAppError, ValueError):
    """The suffix of the file to write names no format that we have."""


def csv_text(frame: pd.DataFrame, *, beside: Mapping[str, Sequence[str]] | None = None) -> str:
    """All columns as CSV: UTF-8 without a mark, LF, ISO dates.

    A text that a spreadsheet would take for a formula gets a ``'`` in front, which our reader takes off.

    Args:
        frame: an incident frame.
        beside: more columns of text, a value a row, behind those of the frame.
    """
    guarded = frame.copy()
    for column in TEXT_COLUMNS:
        guarded[column] = _guarded(frame[column].tolist())
    for column in DATE_COLUMNS:
        guarded[column] = _iso_days(frame[column])
    for column, texts in (beside or {}).items():
        guarded[column] = _guarded(texts)
    return str(guarded.to_csv(index=False, lineterminator="\n"))


def _guarded(texts: Iterable[str]) -> list[str]:
    return ["'" + text if _FORMULA.match(text) else text for text in texts]


def geojson_text(frame: pd.DataFrame) -> str:
    """A GeoJSON feature collection (RFC 7946); an incident without coordinates has a null geometry."""
    features = []
    for record in _records(frame):
        latitude, longitude = record.pop("latitude", None), record.pop("longitude", None)
        geometry = None
        if latitude is not None and longitude is not None:
            geometry = {"type": "Point", "coordinates": [longitude, latitude]}
        features.append(
            json.dumps(
                {"type": "Feature", "id": record["event_id"], "geometry": geometry, "properties": record},
                ensure_ascii=False,
            )
        )
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


def jsonl_text(frame: pd.DataFrame) -> str:
    """One JSON object a line, keys are incident columns; what is not stated is left out."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(frame))


EXPORTS: Final[Mapping[str, Callable[[pd.DataFrame], str]]] = {
    ".csv": csv_text,
    ".geojson": geojson_text,
    ".json": geojson_text,
    ".jsonl": jsonl_text,
}
"""Suffix of the file -> the function that makes its text."""


def write_export(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write ``frame`` in the format that the suffix of ``path`` names; an existing file is replaced whole.

    Raises:
        UnknownExport: no such format.
        OSError: the file can't be written.
    """
    target = Path(path)
    if target.suffix.lower() not in EXPORTS:
        raise UnknownExport(
            f"{target.name}: no export to {target.suffix or 'a file without a suffix'}; "
            f"allowed: {', '.join(EXPORTS)}"
        )
    text = EXPORTS[target.suffix.lower()](frame)
    # Written beside and moved into place: a full disk never leaves half an export under the name.
    handle, scratch = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        Path(scratch).replace(target)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
    target.chmod(0o644)
    return target


def _iso_days(days: pd.Series[Any]) -> list[str]:
    # NaT is the one value that differs from itself.
    return [day.date().isoformat() if day == day else "" for day in days.tolist()]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON values, without what is missing."""
    columns: list[list[Any]] = []
    for column in COLUMNS:
        if column in DATE_COLUMNS:
            columns.append([day or None for day in _iso_days(frame[column])])
        elif column in NUMBER_COLUMNS:
            columns.append([None if value != value else value for value in frame[column].tolist()])
        elif column in COUNT_COLUMNS:
            missing = frame[column].isna().tolist()
            numbers = frame[column].fillna(0).tolist()
            columns.append([None if gone else int(n) for gone, n in zip(missing, numbers, strict=True)])
        else:
            columns.append([text or None for text in frame[column].tolist()])
    return [
        {column: value for column, value in zip(COLUMNS, row, strict=True) if value is not None}
        for row in zip(*columns, strict=True)
    ]
