"""Whole-number columns as byte planes: the form in which they compress best.

A column of n numbers of w bytes becomes w runs of n bytes, lowest byte first. High bytes rarely change, so
gzip makes almost nothing of them. The browser's half is ``web/src/model/decode.js``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

_MOST_BYTES: Final = 4
"""A browser reads them with 32-bit arithmetic."""


@dataclass(frozen=True, slots=True)
class Plane:
    """One packed column: how to read it, and its bytes before compression."""

    description: dict[str, Any]
    """``width`` in bytes; ``base`` is added to every number but 0, which stands for missing; ``delta`` tells
    that each number is the difference from the one before."""
    content: bytes


def pack_numbers(numbers: Integers, missing: NDArray[np.bool_], *, delta: bool = False) -> Plane:
    """Pack whole numbers; where ``missing`` is true the number is ignored and 0 is stored.

    Raises:
        OverflowError: the numbers lie too far apart for four bytes.
    """
    present = numbers[~missing]
    base = int(present.min()) - 1 if present.size else 0
    stored = np.where(missing, 0, numbers - base)
    if delta:
        stored = np.diff(stored, prepend=0)
        # Zigzag: small negative steps become small positive numbers, whose high bytes are 0.
        stored = np.where(stored < 0, -2 * stored - 1, 2 * stored)
    width = _width(int(stored.max(initial=0)))
    return Plane({"width": width, "base": base, "delta": delta}, _transposed(stored, width))


def pack_codes(codes: Integers) -> Plane:
    """Pack places in a dictionary, counted from 0."""
    width = _width(int(codes.max(initial=0)))
    return Plane({"width": width}, _transposed(codes, width))


def _width(largest: int) -> int:
    width = max(1, (largest.bit_length() + 7) // 8)
    if width > _MOST_BYTES:
        raise OverflowError(f"{largest} needs {width} bytes, more than {_MOST_BYTES}")
    return width


def _transposed(numbers: Integers, width: int) -> bytes:
    rows = numbers.astype("<u4").view(np.uint8).reshape(-1, _MOST_BYTES)
    return np.ascontiguousarray(rows[:, :width].T).tobytes()
