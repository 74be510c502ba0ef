"""Bytes as printable ASCII inside HTML: denser than base64, and as safe.

Thirteen bits become two signs of ninety-one (91 * 91 = 8281 >= 2 ** 13): 1.23 characters a byte, where
base64 takes 1.33. The signs are the printable ones without the space, ``&``, ``<`` and the backslash, so
nothing that handles text or HTML has cause to change them, and the file stays ASCII there. Denser codings
need control characters or bytes that are not UTF-8, which editors and mail gateways do change. The browser's
half is ``web/src/model/bytes.js``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BITS: Final = 13
_LEFT_OUT: Final = b"&<\\"
_SIGNS: Final = bytes(sign for sign in range(0x21, 0x7F) if sign not in _LEFT_OUT)
_BLOCK_BYTES: Final = _BITS
"""Bytes that fill whole pairs: 13 bytes are the 104 bits of ``_BLOCK_PAIRS`` pairs."""
_BLOCK_PAIRS: Final = 8


def armour(content: bytes) -> str:
    """``content`` as text, two signs for every thirteen bits, the last ones filled up with zeros."""
    pairs = pairs_of(len(content))
    padded = np.zeros((-(-len(content) // _BLOCK_BYTES), _BLOCK_BYTES + 2), np.uint32)
    filled = np.zeros(len(padded) * _BLOCK_BYTES, np.uint8)
    filled[: len(content)] = np.frombuffer(content, np.uint8)
    padded[:, :_BLOCK_BYTES] = filled.reshape(-1, _BLOCK_BYTES)
    values = np.empty((len(padded), _BLOCK_PAIRS), np.uint32)
    for place in range(_BLOCK_PAIRS):
        byte, offset = divmod(place * _BITS, 8)
        three = (padded[:, byte] << 16) | (padded[:, byte + 1] << 8) | padded[:, byte + 2]
        values[:, place] = (three >> (24 - _BITS - offset)) & ((1 << _BITS) - 1)
    signs = np.frombuffer(_SIGNS, np.uint8)
    written = signs[np.stack(np.divmod(np.arange(1 << _BITS), len(_SIGNS)), axis=1)]
    return str(written[values.reshape(-1)[:pairs]].tobytes(), "ascii")


def disarm(text: str, size: int) -> bytes:
    """The ``size`` bytes that ``text`` was made from.

    Raises:
        ValueError: the text is longer or shorter than that many bytes make it, or has a foreign sign.
    """
    if len(text) != 2 * pairs_of(size):
        raise ValueError(f"{len(text)} characters are not those of {size} bytes")
    worth = np.full(256, -(len(_SIGNS) ** 2), np.int64)
    worth[np.frombuffer(_SIGNS, np.uint8)] = np.arange(len(_SIGNS))
    signs = worth[np.frombuffer(text.encode("ascii"), np.uint8)].reshape(-1, 2)
    values = signs[:, 0] * len(_SIGNS) + signs[:, 1]
    if ((values < 0) | (values >= 1 << _BITS)).any():
        raise ValueError("a character is none of the coding's")
    return _bytes_of(values, size)


def pairs_of(size: int) -> int:
    """How many pairs of signs ``size`` bytes take."""
    return -(-8 * size // _BITS)


def _bytes_of(values: NDArray[np.int64], size: int) -> bytes:
    blocks = np.zeros((-(-len(values) // _BLOCK_PAIRS), _BLOCK_PAIRS + 1), np.int64)
    filled = np.zeros(len(blocks) * _BLOCK_PAIRS, np.int64)
    filled[: len(values)] = values
    blocks[:, :_BLOCK_PAIRS] = filled.reshape(-1, _BLOCK_PAIRS)
    content = np.empty((len(blocks), _BLOCK_BYTES), np.uint8)
    for byte in range(_BLOCK_BYTES):
        pair, offset = divmod(byte * 8, _BITS)
        two = (blocks[:, pair] << _BITS) | blocks[:, pair + 1]
        content[:, byte] = (two >> (2 * _BITS - 8 - offset)) & 0xFF
    return content.tobytes()[:size]
