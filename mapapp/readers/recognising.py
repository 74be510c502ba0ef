"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from mapapp.archives import open_archive, read_member
from mapapp.errors import UnreadableFile


class FileKind(StrEnum):
    """Kinds of content that have a reader of their own."""

    TEXT = "text"
    """Delimited text or JSON lines."""
    SHEETS = "sheets"
    """An Excel or OpenDocument workbook."""
    PARQUET = "parquet"
    FEATURES = "features"
    """GeoJSON, GeoPackage or KML: rows with a geometry."""


GZIP_MAGIC: Final = b"\x1f\x8b"
FOREIGN_MAGIC: Final = {
    b"%PDF": "a PDF; copy its text, or save the table as CSV",
    b"\x89PNG": "a picture, not a table",
    b"\xff\xd8\xff": "a picture, not a table",
    b"SQLite format 3": "an SQLite database; read a table of it with --query 'SELECT ...'",
}
"""First bytes -> what the file is, in words for the user."""

_OLE: Final = b"\xd0\xcf\x11\xe0"
_HEAD: Final = 4096
_GEOJSON: Final = re.compile(rb'\s*\{.*?"type"\s*:\s*"(FeatureCollection|Feature)"', re.DOTALL)
_KML: Final = re.compile(rb"\s*(<\?xml[^>]*>)?\s*(<!--.*?-->\s*)*<kml\b", re.DOTALL)
_TABLE_SUFFIXES: Final = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".geojson")


def is_geopackage(content: bytes) -> bool:
    """Whether an SQLite file is a GeoPackage: by the application id in its bytes 68 to 71."""
    return content.startswith(b"SQLite format 3") and content[68:72] in {b"GPKG", b"GP10", b"GP11"}


def refuse_foreign(content: bytes, name: str) -> None:
    """Say what a file is that holds no table.

    Raises:
        UnreadableFile: a picture, a PDF, a database.
    """
    for magic, what in FOREIGN_MAGIC.items():
        if content.startswith(magic) and not is_geopackage(content):
            raise UnreadableFile(f"{name}: this is {what}")


def may_be_text(head: bytes) -> bool:
    """Whether content that begins with ``head`` is read line by line, if it is read at all."""
    packed = head.startswith((GZIP_MAGIC, b"PK\x03\x04"))
    return not packed and _kind(head) is FileKind.TEXT


def recognise(content: bytes, name: str) -> tuple[FileKind, bytes]:
    """The kind of ``content``, and the content itself, taken out of a ZIP archive that holds one file.

    Raises:
        UnreadableFile: an archive of several files or of none that we read, or one beyond the bounds.
    """
    if content.startswith(b"PK\x03\x04"):
        return _inside(content, name)
    return _kind(content), content


def _kind(content: bytes) -> FileKind:
    if content.startswith(_OLE):
        return FileKind.SHEETS
    if content.startswith(b"PAR1"):
        return FileKind.PARQUET
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if is_geopackage(content) or _GEOJSON.match(head) or _KML.match(head):
        return FileKind.FEATURES
    return FileKind.TEXT


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
