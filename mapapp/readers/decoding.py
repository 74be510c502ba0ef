"""Bytes of a file -> text: gzip, byte order marks, and the encodings that Iraqi spreadsheets come in.

UTF-8 is tried first, then UTF-16 by its mark or its pattern of zero bytes, then Windows-1256 (Arabic) or
Windows-1252 (Western), told apart by whether the letters beyond ASCII stand in Arabic runs.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from typing import Final

from mapapp.errors import UnreadableFile

MAX_TEXT_BYTES: Final = 2_000_000_000
"""Of the unpacked file; a gzip file that claims more is taken for an attack on the memory."""

_GZIP_MAGIC: Final = b"\x1f\x8b"
_FOREIGN_MAGIC: Final = {
    b"%PDF": "a PDF; copy its text, or save the table as CSV",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "an SQLite database; name it as sqlite:///FILE",
}
"""First bytes -> what the file is, in words for the user."""

_ARABIC_RUN: Final = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06af]{2,}")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_UTF16_SHARE: Final = 0.7
"""Share (0 to 1) of the block bytes that must be those of Latin or Arabic letters."""
_ARABIC_SHARE: Final = 0.5
"""Share (0 to 1) of the characters beyond ASCII that must stand in Arabic runs for Windows-1256; a name with
one accent read as Windows-1256 gives single Arabic letters between Latin ones."""


def is_geopackage(content: bytes) -> bool:
    """Whether an SQLite file is a GeoPackage: by the application id in its bytes 68 to 71."""
    return content.startswith(b"SQLite format 3") and content[68:72] in {b"GPKG", b"GP10", b"GP11"}


def unpack(content: bytes, name: str) -> bytes:
    """Undo gzip where the content is gzip, whatever the file is called.

    Raises:
        UnreadableFile: damaged or cut gzip, too large, or another kind of file altogether.
    """
    if content.startswith(_GZIP_MAGIC):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                unpacked = packed.read(MAX_TEXT_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableFile(f"{name}: damaged gzip file ({error})") from error
        if len(unpacked) > MAX_TEXT_BYTES:
            raise UnreadableFile(f"{name}: unpacks to more than {MAX_TEXT_BYTES:,} bytes")
        content = unpacked
    for magic, what in _FOREIGN_MAGIC.items():
        if content.startswith(magic) and not is_geopackage(content):
            raise UnreadableFile(f"{name}: this is {what}")
    return content


def decode(content: bytes, name: str) -> tuple[str, str]:
    """The text of ``content`` and the name of the encoding that it was read as.

    Raises:
        UnreadableFile: a byte order mark is contradicted by what follows it.
    """
    encoding = _marked_encoding(content)
    if encoding is None:
        try:
            return content.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            encoding = _legacy_encoding(content)
    try:
        return content.decode(encoding).lstrip("\ufeff"), encoding
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name}: starts as {encoding} but byte {error.start} is no {encoding}; save it as UTF-8"
        ) from error


def _marked_encoding(content: bytes) -> str | None:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:512]
    # Without a mark: every second byte of UTF-16 names the block, 0 for Latin and 6 for Arabic letters,
    # and neither byte stands in a text of another encoding.
    for encoding, blocks in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(head) >= 8 and blocks.count(0) + blocks.count(6) > _UTF16_SHARE * len(blocks):
            return encoding
    return None


def _legacy_encoding(content: bytes) -> str:
    sample = content[:4_000_000].decode("cp1256", errors="replace")
    beyond = len(_BEYOND_ASCII.findall(sample))
    arabic = sum(len(run) for run in _ARABIC_RUN.findall(sample))
    # Latin-1 rather than Windows-1252: it gives every byte a meaning, so no file is refused for one.
    return "cp1256" if beyond and arabic >= _ARABIC_SHARE * beyond else "latin-1"
