"""Whole-number columns as byte planes: the form in which they compress best.

A column of n numbers of w bytes becomes w runs of n bytes, lowest byte first. High bytes rarely change, so
gzip makes almost nothing of them. Coordinates are planes of another kind (places.py). The browser's half is
``web/src/model/incidents.js``.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

_MOST_BYTES: Final = 4
"""A browser reads them with 32-bit arithmetic."""

_LEVEL: Final = 6
_MEMORY: Final = 7
"""zlib's memLevel: blocks of some 8,000 bytes, each with its own code. A plane changes along its length, and
shorter blocks follow it: a million coordinates lose 3 % against memLevel 9."""
_SAMPLE: Final = 1 << 15
"""Bytes from the middle of a plane by which its way of compressing is chosen."""
_WAYS: Final = ((_LEVEL, zlib.Z_RLE), (_LEVEL, zlib.Z_DEFAULT_STRATEGY))
_STORED: Final = (0, zlib.Z_DEFAULT_STRATEGY)
_WORTHWHILE: Final = 0.9
"""A run that keeps more than this share of its bytes costs more time to unpack than it saves in the file."""
_RAW: Final = -zlib.MAX_WBITS
_GZIP_HEAD: Final = bytes.fromhex("1f8b08000000000000ff")
"""RFC 1952: deflate, no time, no system named: the same bytes everywhere."""


@dataclass(frozen=True, slots=True)
class Plane:
    """One packed column: how to read it, and its bytes before compression."""

    description: dict[str, Any]
    """``width`` in bytes; ``base`` is added to every number but 0, which stands for missing; ``delta`` tells
    that each number is the difference from the one before."""
    runs: tuple[bytes, ...]
    """A run of bytes per byte of the numbers, lowest first."""


def pack_numbers(numbers: Integers, missing: NDArray[np.bool_], *, delta: bool = False) -> Plane:
    """Pack whole numbers; where ``missing`` is true the number is ignored and 0 is stored.

    Raises:
        OverflowError: the numbers lie too far apart for four bytes.
    """
    base, stored = from_base(numbers, missing)
    if delta:
        stored = np.diff(stored, prepend=0)
        # Zigzag: small negative steps become small positive numbers, whose high bytes are 0.
        stored = np.where(stored < 0, -2 * stored - 1, 2 * stored)
    runs = _transposed(stored)
    return Plane({"width": len(runs), "base": base, "delta": delta}, runs)


def from_base(numbers: Integers, missing: NDArray[np.bool_]) -> tuple[int, Integers]:
    """The base below all numbers, and the numbers counted from it, 0 where missing."""
    present = numbers[~missing]
    base = int(present.min()) - 1 if present.size else 0
    return base, np.where(missing, 0, numbers - base)


def pack_codes(codes: Integers) -> Plane:
    """Pack places in a dictionary, counted from 0."""
    runs = _transposed(codes)
    return Plane({"width": len(runs)}, runs)


def compress_runs(runs: Iterable[bytes]) -> bytes:
    """All runs as one gzip member, each compressed in the way that suits it.

    Where bytes repeat only by chance, looking for repeated strings takes five times as long and gains
    nothing: such runs are coded by how often each byte occurs, and by repeats of one byte (``Z_RLE``). A run
    that hardly shrinks is stored as it is, which the browser reads in no time.
    """
    checksum, size = 0, 0
    parts = [_GZIP_HEAD]
    for run in runs:
        parts.append(_deflated(run, *_way(run)))
        checksum = zlib.crc32(run, checksum)
        size += len(run)
    parts.append(zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW).flush())
    parts.append(struct.pack("<II", checksum, size & 0xFFFFFFFF))
    return b"".join(parts)


def _way(run: bytes) -> tuple[int, int]:
    """The level and the strategy for a run, by what they make of its middle."""
    middle = max(0, (len(run) - _SAMPLE) // 2)
    sample = run[middle : middle + _SAMPLE]
    sizes = {way: len(_deflated(sample, *way)) for way in _WAYS}
    best = min(_WAYS, key=sizes.__getitem__)
    return best if sizes[best] < _WORTHWHILE * len(sample) else _STORED


def _deflated(run: bytes, level: int, strategy: int) -> bytes:
    """Whole bytes of deflate that refer to nothing before them and let more follow."""
    coder = zlib.compressobj(level, zlib.DEFLATED, _RAW, _MEMORY, strategy)
    return coder.compress(run) + coder.flush(zlib.Z_FULL_FLUSH)


def _transposed(numbers: Integers) -> tuple[bytes, ...]:
    largest = int(numbers.max(initial=0))
    width = max(1, (largest.bit_length() + 7) // 8)
    if width > _MOST_BYTES:
        raise OverflowError(f"{largest} needs {width} bytes, more than {_MOST_BYTES}")
    rows = numbers.astype("<u4").view(np.uint8).reshape(-1, _MOST_BYTES)
    return tuple(rows[:, byte].tobytes() for byte in range(width))
