"""A path, an open file or bytes -> the content, within bounds of memory.

A text of one endless line is stopped while it comes in, whether it lies on the disk, in gzip or in a stream.
"""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from mapapp.archives import MOST_RATIO, SMALL_ARCHIVE
from mapapp.errors import UnreadableFile
from mapapp.readers.recognising import GZIP_MAGIC, may_be_text, refuse_foreign

MOST_FILE_BYTES: Final = 2_000_000_000
"""Of a file, packed or unpacked: fifteen million rows of the usual width."""
MOST_LINE_BYTES: Final = 16_000_000
"""Of one line of a delimited text or of JSON lines; the longest report has a thousandth of that."""
_CHUNK: Final = 1_000_000
"""Bytes read at once."""


class _Stream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def load(source: str | Path | BinaryIO | bytes, name: str) -> tuple[bytes, str]:
    """The content of ``source`` as it lies there, and what messages call it.

    Raises:
        UnreadableFile: it can't be opened, is too large, or is text without an end of line.
    """
    if isinstance(source, bytes):
        name = name or "file"
        _refuse_size(len(source), name)
        return source, name
    if not isinstance(source, (str, Path)):
        name = name or str(getattr(source, "name", "file"))
        return read_bounded(source, name, MOST_FILE_BYTES), name
    path = Path(source)
    name = name or path.name
    try:
        with path.open("rb") as opened:
            _refuse_size(path.stat().st_size, name)
            return read_bounded(opened, name, MOST_FILE_BYTES), name
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def unpack(content: bytes, name: str) -> bytes:
    """Undo gzip where the content is gzip, whatever the file is called.

    Raises:
        UnreadableFile: damaged or cut gzip, too large, or another kind of file altogether.
    """
    if content.startswith(GZIP_MAGIC):
        most = min(MOST_FILE_BYTES, max(MOST_RATIO * len(content), SMALL_ARCHIVE))
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                content = read_bounded(packed, name, most)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableFile(f"{name}: damaged gzip file ({error})") from error
    refuse_foreign(content, name)
    return content


def read_bounded(stream: _Stream, name: str, most: int) -> bytes:
    """All that ``stream`` gives.

    Raises:
        UnreadableFile: more than ``most`` bytes, or text that goes on without an end of line.
    """
    gathered = io.BytesIO()
    text: bool | None = None
    size = line_begins = 0
    while chunk := stream.read(_CHUNK):
        if text is None:
            text = may_be_text(chunk)
        gathered.write(chunk)
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        line_begins = size + end + 1 if end >= 0 else line_begins
        size += len(chunk)
        if size > most:
            raise UnreadableFile(f"{name}: holds more than {most:,} bytes, the most that is allowed here")
        if text and size - line_begins > MOST_LINE_BYTES:
            raise _endless(name)
    # BytesIO hands its own buffer out: the content is not held twice.
    return gathered.getvalue()


def refuse_endless_lines(content: bytes, name: str) -> None:
    """Check a text that came in at once, as out of an archive.

    Raises:
        UnreadableFile: a line is longer than MOST_LINE_BYTES.
    """
    begins = 0
    while len(content) - begins > MOST_LINE_BYTES:
        stop = begins + MOST_LINE_BYTES
        end = max(content.rfind(b"\n", begins, stop), content.rfind(b"\r", begins, stop))
        if end < 0:
            raise _endless(name)
        begins = end + 1


def _endless(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: a line goes on for more than {MOST_LINE_BYTES:,} bytes; allowed is text with a row a line"
    )


def _refuse_size(size: int, name: str) -> None:
    if size > MOST_FILE_BYTES:
        raise UnreadableFile(f"{name}: has {size:,} bytes; allowed are {MOST_FILE_BYTES:,}")
