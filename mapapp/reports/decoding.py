"""Bytes of a report to text: UTF-8, UTF-16 with or without a mark, Windows-1256; anything else is refused."""

from __future__ import annotations

import codecs
import re
from typing import Final

from mapapp.errors import UnreadableFile

MAX_BYTES: Final = 50_000_000
"""A report file larger than this is refused; archives of posts are smaller."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 4096
_NULL_SHARE: Final = 0.2
"""Share of zero bytes at even or odd places from which text is UTF-16; Arabic has none there in UTF-8."""
_UTF16_ARABIC_SHARE: Final = 0.3
"""Share of bytes 06 at even or odd places from which text is Arabic in UTF-16."""
_ARABIC_SHARE: Final = 0.5
"""Share of letters that are Arabic from which bytes are taken as Windows-1256."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_ARABIC: Final = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06af\u06a9]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")


def decode_report(raw: bytes, name: str) -> str:
    """The text of a file.

    Raises:
        UnreadableFile: too large, or in no encoding that reports come in.
    """
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(f"{name}: {len(raw):,} bytes; a report file may have {MAX_BYTES:,} at most")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding, name)
    guessed = _utf16_without_mark(raw)
    if guessed:
        return _decoded(raw, guessed, name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = _windows_1256(raw, name)
    if _CONTROL.search(text[:_SAMPLE]):
        raise UnreadableFile(f"{name}: holds binary content, not text")
    return text


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name}: begins as {encoding} but is damaged: {error}") from error


def _utf16_without_mark(raw: bytes) -> str:
    """``utf-16-le``, ``utf-16-be`` or "" by where zero bytes and the byte of the Arabic block stand."""
    sample = raw[:_SAMPLE]
    half = max(1, len(sample) // 2)
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        if high.count(0) / half > _NULL_SHARE or high.count(6) / half > _UTF16_ARABIC_SHARE:
            return encoding
    return ""


def _windows_1256(raw: bytes, name: str) -> str:
    text = raw.decode("cp1256", errors="replace")
    letters = len(_LETTER.findall(text[:_SAMPLE]))
    arabic = len(_ARABIC.findall(text[:_SAMPLE]))
    if not letters or arabic / letters < _ARABIC_SHARE:
        raise UnreadableFile(f"{name}: not text in UTF-8, UTF-16 or Windows-1256")
    return text
