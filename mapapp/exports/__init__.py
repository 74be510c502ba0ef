"""A frame of incidents -> files for other programs: CSV, GeoJSON, JSON lines. One function each.

Same frame, same bytes. To add a format, add a function here and a line in ``EXPORTS``.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mapapp.attributions import attributions_of
from mapapp.errors import MapAppError
from mapapp.exports.records import iso_days, records_of
from mapapp.incidents import DATE_COLUMNS, TEXT_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "EXPORTS",
    "UnknownExport",
    "csv_text",
    "export_bytes",
    "geojson_text",
    "jsonl_text",
    "rows_bytes",
    "write_export",
    "write_rows",
    "write_whole",
]

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n]")
"""How a cell begins that a spreadsheet program may run as a formula (OWASP, "CSV Injection")."""


HXL_TAGS: Final[Mapping[str, str]] = {
    "event_id": "#event+code",
    "event_date": "#date+occurred",
    "event_date_end": "#date+end",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "actor1": "#group+name+first",
    "actor2": "#group+name+second",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "fatalities": "#affected+killed",
    "injuries": "#affected+injured",
    "notes": "#description",
    "source": "#meta+source",
}
"""Incident column -> its tag of the Humanitarian Exchange Language; the others get an empty cell."""


class UnknownExport(MapAppError, ValueError):
    """The suffix of the file to write names no format that we have."""


def csv_text(
    frame: pd.DataFrame, *, beside: Mapping[str, Sequence[str]] | None = None, hxl: bool = False
) -> str:
    """All columns as CSV: UTF-8 without a mark, LF, ISO dates.

    A text that a spreadsheet would take for a formula gets a ``'`` in front, which our reader takes off.

    Args:
        frame: an incident frame.
        beside: more columns of text, a value a row, behind those of the frame.
        hxl: a row of HXL tags (hxlstandard.org, 1.1) under the header.
    """
    guarded = frame.copy()
    for column in TEXT_COLUMNS:
        guarded[column] = _guarded(frame[column].tolist())
    for column in DATE_COLUMNS:
        guarded[column] = iso_days(frame[column])
    for column, texts in (beside or {}).items():
        guarded[column] = _guarded(texts)
    text = str(guarded.to_csv(index=False, lineterminator="\n"))
    if not hxl:
        return text
    header, _, rows = text.partition("\n")
    return "\n".join((header, ",".join(HXL_TAGS.get(column, "") for column in guarded.columns), rows))


def _guarded(texts: Iterable[str]) -> list[str]:
    return ["'" + text if _FORMULA.match(text) else text for text in texts]


def geojson_text(frame: pd.DataFrame) -> str:
    """A GeoJSON feature collection (RFC 7946); an incident without coordinates has a null geometry."""
    features = []
    for record in records_of(frame):
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
    lines = attributions_of(frame)
    credit = f'"attribution": {json.dumps(lines, ensure_ascii=False)}, ' if lines else ""
    return f'{{"type": "FeatureCollection", {credit}"features": [\n' + ",\n".join(features) + "\n]}\n"


def jsonl_text(frame: pd.DataFrame) -> str:
    """One JSON object a line, keys are incident columns; what is not stated is left out."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records_of(frame))


def _binary(name: str) -> Callable[[pd.DataFrame], bytes]:
    """A function of ``mapapp.exports.binary``, whose libraries are loaded when it is called."""

    def made(frame: pd.DataFrame) -> bytes:
        written: bytes = getattr(import_module("mapapp.exports.binary"), name)(frame)
        return written

    return made


def _text(function: Callable[[pd.DataFrame], str]) -> Callable[[pd.DataFrame], bytes]:
    return lambda frame: function(frame).encode("utf-8")


EXPORTS: Final[Mapping[str, Callable[[pd.DataFrame], bytes]]] = {
    ".csv": _text(csv_text),
    ".geojson": _text(geojson_text),
    ".json": _text(geojson_text),
    ".jsonl": _text(jsonl_text),
    ".xlsx": _binary("xlsx_bytes"),
    ".gpkg": _binary("geopackage_bytes"),
    ".kml": _binary("kml_bytes"),
    ".parquet": _binary("geoparquet_bytes"),
}
"""Suffix of the file -> the function that makes its bytes."""


def export_bytes(frame: pd.DataFrame, file_name: str, *, hxl: bool = False) -> bytes:
    """``frame`` in the format that the suffix of ``file_name`` names.

    Args:
        frame: an incident frame.
        file_name: what the file is to be called; nothing is written.
        hxl: a row of HXL tags under the header, in CSV.

    Raises:
        UnknownExport: no such format, or HXL tags in another than CSV.
    """
    suffix = Path(file_name).suffix
    if suffix.lower() not in EXPORTS:
        raise UnknownExport(
            f"{file_name}: no export to {suffix or 'a file without a suffix'}; allowed: {', '.join(EXPORTS)}"
        )
    if hxl and suffix.lower() != ".csv":
        raise UnknownExport(f"{file_name}: HXL tags go into CSV only")
    return csv_text(frame, hxl=True).encode("utf-8") if hxl else EXPORTS[suffix.lower()](frame)


def write_export(frame: pd.DataFrame, path: str | Path, *, hxl: bool = False) -> Path:
    """Write what ``export_bytes`` makes; an existing file is replaced whole.

    Args:
        frame: an incident frame.
        path: of the file to write.
        hxl: as for export_bytes.

    Raises:
        UnknownExport: as for export_bytes.
        OSError: the file can't be written.
    """
    target = Path(path)
    write_whole(target, export_bytes(frame, target.name, hxl=hxl))
    return target


def rows_bytes(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> bytes:
    """Rows of text as CSV that Excel opens rightly: UTF-8 with its mark, formulas made harmless.

    Args:
        rows: the header first; a row may have fewer or more cells than it.
        delimiter: between cells.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerows(_guarded(row) for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def write_rows(rows: Iterable[Sequence[str]], path: str | Path, *, delimiter: str = ",") -> Path:
    """Write what ``rows_bytes`` makes; an existing file is replaced whole.

    Args:
        rows: as for rows_bytes.
        path: of the file to write.
        delimiter: as for rows_bytes.

    Raises:
        OSError: the file can't be written.
    """
    target = Path(path)
    write_whole(target, rows_bytes(rows, delimiter=delimiter))
    return target


def write_whole(target: Path, content: bytes) -> None:
    """Write a file, or leave what stands under its name as it is.

    Raises:
        OSError: it can't be written.
    """
    # Written beside and moved into place: a full disk never leaves half an export under the name.
    handle, scratch = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(scratch).replace(target)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
    target.chmod(0o644)
