"""Bytes of a text file -> UTF-8: byte order marks, and the encodings that Iraqi spreadsheets come in.

UTF-8 is tried first, then UTF-16 by its mark or its pattern of zero bytes, then Windows-1256 (Arabic) or
Latin-1 (Western), told apart by whether the letters beyond ASCII stand in Arabic runs. A file of which some
lines are UTF-8 and others are not is refused: no one encoding would read both.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from mapapp.errors import UnreadableFile

_ARABIC_RUN: Final = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06af]{2,}")
_SURELY_UTF8: Final = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06af]{2,}|[\u00c0-\u017f]")
"""Letters that bytes of another encoding hardly ever give where a whole line of them is UTF-8 by chance."""
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_BEYOND_ASCII_LINE: Final = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_UTF16_SHARE: Final = 0.7
"""Share (0 to 1) of the block bytes that must be those of Latin or Arabic letters."""
_ARABIC_SHARE: Final = 0.5
"""Share (0 to 1) of the characters beyond ASCII that must stand in Arabic runs for Windows-1256; a name with
one accent read as Windows-1256 gives single Arabic letters between Latin ones."""
_CHUNK: Final = 16_000_000
"""Bytes decoded at once."""


def decode(content: bytes, name: str) -> tuple[bytes, str]:
    """``content`` as UTF-8 without a mark, and the name of the encoding that it was read as.

    Raises:
        UnreadableFile: a byte order mark is contradicted by what follows it, or encodings are mixed.
    """
    encoding = _marked_encoding(content)
    if encoding is None:
        fault = _fault_of_utf8(content)
        if fault is None:
            return content, "utf-8"
        _refuse_mixture(content, fault, name)
        encoding = _legacy_encoding(content)
    if encoding == "utf-8":
        content = content.removeprefix(codecs.BOM_UTF8)
        fault = _fault_of_utf8(content)
        if fault is None:
            return content, encoding
        raise _contradicted(name, encoding, fault)
    try:
        return _transcoded(content, encoding), encoding
    except UnicodeDecodeError as error:
        raise _contradicted(name, encoding, error.start) from error


def _contradicted(name: str, encoding: str, at: int) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: starts as {encoding} but its byte {at:,} is no {encoding}; save the file as UTF-8"
    )


def _fault_of_utf8(content: bytes) -> int | None:
    """Where the first byte stands that is no UTF-8; None where all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    for begins in range(0, len(content) or 1, _CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(view[begins : begins + _CHUNK], final=begins + _CHUNK >= len(content))
        except UnicodeDecodeError as error:
            return begins - pending + error.start
    return None


def _refuse_mixture(content: bytes, fault: int, name: str) -> None:
    """Refuse a file of which one line with letters beyond ASCII is UTF-8, and another is not."""
    for match in _BEYOND_ASCII_LINE.finditer(content):
        try:
            text = match.group().decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _SURELY_UTF8.search(text):
            good = content.count(b"\n", 0, match.start()) + 1
            bad = content.count(b"\n", 0, fault) + 1
            raise UnreadableFile(
                f"{name}: mixes encodings: line {good:,} is UTF-8 and line {bad:,} is not; "
                "allowed is one encoding: save the whole file as UTF-8"
            )


def _transcoded(content: bytes, encoding: str) -> bytes:
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    written = bytearray()
    for begins in range(0, len(content) or 1, _CHUNK):
        part = decoder.decode(view[begins : begins + _CHUNK], final=begins + _CHUNK >= len(content))
        written += part.encode("utf-8", "replace")
    return bytes(written.removeprefix(codecs.BOM_UTF8))


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
