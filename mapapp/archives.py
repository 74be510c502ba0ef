"""ZIP archives from strangers, opened within bounds: what they claim to hold, and what they then give."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from mapapp.errors import UnreadableFile

MOST_UNPACKED: Final = 1_000_000_000
"""Bytes of all members together: a sheet of a million rows has about half of that."""
MOST_MEMBERS: Final = 10_000
MOST_RATIO: Final = 400
"""Unpacked to packed: sheets reach 30, the bombs start at 1,000. Small archives may exceed it."""
SMALL_ARCHIVE: Final = 10_000_000
"""Unpacked bytes up to which the ratio doesn't matter."""


def open_archive(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive, once its directory has been looked at.

    Raises:
        UnreadableFile: no ZIP archive, a damaged or encrypted one, or one that unpacks beyond the bounds.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableFile(f"{name}: damaged ZIP archive ({error})") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(f"{name}: holds {len(members):,} files; allowed are {MOST_MEMBERS:,}")
    if unpacked > MOST_UNPACKED or (unpacked > SMALL_ARCHIVE and unpacked > MOST_RATIO * len(content)):
        raise UnreadableFile(f"{name}: {len(content):,} bytes claim to unpack to {unpacked:,}: not opened")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(f"{name}: is encrypted; save it without a password")
    return archive


def read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """One member's bytes, no more than its directory entry claims.

    Raises:
        UnreadableFile: it is damaged, or gives more than it claims.
    """
    claimed = archive.getinfo(member).file_size
    try:
        with archive.open(member) as opened:
            content = opened.read(claimed + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UnreadableFile(f"{name}: {member} in it is damaged ({error})") from error
    if len(content) > claimed:
        raise UnreadableFile(f"{name}: {member} in it is larger than the archive says")
    return content
