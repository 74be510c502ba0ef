"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from mapapp.archives import open_archive, read_member
from mapapp.errors import UnreadableFile
from mapapp.readers.decoding import is_geopackage


class FileKind(StrEnum):
    """Kinds of content that have a reader of their own."""

    TEXT = "text"
    """Delimited text or JSON lines."""
    SHEETS = "sheets"
    """An Excel or OpenDocument workbook."""
    PARQUET = "parquet"
    FEATURES = "features"
    """GeoJSON, GeoPackage or KML: rows with a geometry."""


_OLE: Final = b"\xd0\xcf\x11\xe0"
_HEAD: Final = 4096
_GEOJSON: Final = re.compile(rb'\s*\{.*?"type"\s*:\s*"(FeatureCollection|Feature)"', re.DOTALL)
_KML: Final = re.compile(rb"\s*(<\?xml[^>]*>)?\s*(<!--.*?-->\s*)*<kml\b", re.DOTALL)
_TABLE_SUFFIXES: Final = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".geojson")


def recognise(content: bytes, name: str) -> tuple[FileKind, bytes]:
    """The kind of ``content``, and the content itself, taken out of a ZIP archive that holds one file.

    Raises:
        UnreadableFile: an archive of several files or of none that we read, or one beyond the bounds.
    """
    if content.startswith(b"PK\x03\x04"):
        return _inside(content, name)
    if content.startswith(_OLE):
        return FileKind.SHEETS, content
    if content.startswith(b"PAR1"):
        return FileKind.PARQUET, content
    if is_geopackage(content):
        return FileKind.FEATURES, content
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _GEOJSON.match(head) or _KML.match(head):
        return FileKind.FEATURES, content
    return FileKind.TEXT, content


def _inside(content: bytes, name: str) -> tuple[FileKind, bytes]:
    archive = open_archive(content, name)
    members = [member for member in archive.namelist() if not member.endswith("/")]
    if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        return FileKind.SHEETS, content
    if "mimetype" in members and b"spreadsheet" in read_member(archive, "mimetype", name):
        return FileKind.SHEETS, content
    drawn = [member for member in members if member.lower().endswith(".kml")]
    if drawn:
        # A KMZ's main document is the first KML file of its directory (OGC KML 2.3, annex).
        return FileKind.FEATURES, read_member(archive, drawn[0], name)
    tables = [one for one in members if one.lower().endswith(_TABLE_SUFFIXES) and "__MACOSX" not in one]
    if len(tables) != 1:
        raise UnreadableFile(
            f"{name}: a ZIP archive of {len(members)} files, {len(tables)} of them tables; allowed is one"
        )
    kind, inner = recognise(read_member(archive, tables[0], name), f"{name}/{tables[0]}")
    return kind, inner
