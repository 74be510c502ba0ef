"""Which of many texts occurs inside any of many others: what the check of a shared file has to know.

Trying each text on each other takes minutes for 100,000 notes. Here every run of ``GRAM`` characters becomes
a number, and a text can only be inside where the numbers of its own runs are. First four of its runs are
looked for, then all of them, and what is left is compared letter by letter: nothing is missed, nothing is
guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Grams = NDArray[np.uint64]

GRAM: Final = 12
"""Characters of a run; a text has to be at least this long."""

_SEPARATOR: Final = "\ud800"
"""Between texts: half a character, which no text that was read from a file holds."""
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
"""2**64 divided by the golden ratio: without pattern in its bits, so that like runs lie far apart."""
_SIEVE_BITS: Final = 24
"""A sieve of 16 MB lets through one in forty runs that aren't looked for, when a million are."""
_CHUNK: Final = 1 << 20
"""Runs that are worked on at once: 8 MB each array."""
_PROBES: Final = 4


def first_inside(texts: Sequence[str], others: Sequence[str]) -> int | None:
    """The place of the first of ``texts`` that occurs inside one of ``others``; None where none does.

    Raises:
        ValueError: a text is shorter than ``GRAM``.
    """
    if any(len(text) < GRAM for text in texts):
        raise ValueError(f"texts of at least {GRAM} characters are needed")
    if not texts or not others:
        return None
    whole = _SEPARATOR.join(others)
    lengths = np.array([len(text) for text in texts])
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    grams = np.concatenate(list(_grams_of(_SEPARATOR.join(texts))))
    last = lengths - GRAM
    probes = starts[:, None] + (last[:, None] * np.arange(_PROBES)) // (_PROBES - 1)
    left = np.flatnonzero(_are_in(grams[probes], whole).all(axis=1))
    left = left[_all_inside(grams, starts[left], last[left], whole)]
    return next((text for text in left.tolist() if texts[text] in whole), None)


def _all_inside(
    grams: Grams, starts: NDArray[np.int64], last: NDArray[np.int64], whole: str
) -> NDArray[np.bool_]:
    """Which texts have all their runs in ``whole``; each is told by its first run and the number after it."""
    if not starts.size:
        return np.zeros(0, dtype=bool)
    owners = np.repeat(np.arange(len(starts)), last + 1)
    firsts = np.cumsum(last + 1) - (last + 1)
    places = starts[owners] + np.arange(len(owners)) - firsts[owners]
    absent = ~_are_in(grams[places], whole)
    inside = np.ones(len(starts), dtype=bool)
    inside[owners[absent]] = False
    return inside


def _are_in(wanted: Grams, whole: str) -> NDArray[np.bool_]:
    """Which of the runs ``whole`` has."""
    distinct, back = np.unique(wanted, return_inverse=True)
    sieve = np.zeros(1 << _SIEVE_BITS, dtype=bool)
    shift = np.uint64(64 - _SIEVE_BITS)
    sieve[distinct >> shift] = True
    found = np.zeros(len(distinct), dtype=bool)
    for grams in _grams_of(whole):
        likely = grams[sieve[grams >> shift]]
        at = np.minimum(np.searchsorted(distinct, likely), len(distinct) - 1)
        found[at[distinct[at] == likely]] = True
    return found[back].reshape(wanted.shape)


def _grams_of(text: str) -> Iterator[Grams]:
    """The number of each run of ``GRAM`` characters, in order, some million at a time."""
    for start in range(0, len(text) - GRAM + 1, _CHUNK):
        piece = text[start : start + _CHUNK + GRAM - 1]
        one = np.frombuffer(piece.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
        # Two, four, eight and twelve characters: a number is the digits of its run, base _FACTOR.
        two = one[:-1] * _FACTOR + one[1:]
        four = two[:-2] * _FACTOR**2 + two[2:]
        eight = four[:-4] * _FACTOR**4 + four[4:]
        yield eight[:-4] * _FACTOR**4 + four[8:]
