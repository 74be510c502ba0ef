"""How far apart two names sound: a weighted edit distance, for one name against many at once.

The distance is Wagner and Fischer's with the costs of :mod:`gazetteer.normalize.sounds` and swaps of
neighbours (Damerau), computed column-wise over all candidates together, so that a few hundred
candidates cost about as much as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gazetteer.normalize.sounds import ACROSS_SCRIPTS, ALPHABET, CODES, LIKENESS, WEIGHTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORM_LENGTH = 20
"""Sounds kept of a name; longer names differ well before."""
SWAP_COST = 0.6
"""Of two neighbouring sounds typed in the wrong order: a slip, but dearer than a like sound."""
LEADING_COST = 0.22
"""Further cost of a first sound with no partner: names are remembered by how they begin."""
NO_PARTNER = 9.0
"""Cost that keeps the padding from standing for a sound."""

CLASSES: tuple[str, ...] = ("bp", "fv", "m", "n", "l", "r", "td", "sz", "SCj", "kqgG")
"""Consonants that writers take for each other: the skeleton that candidates are picked by. Sounds
that may pass for two classes (T D Z between t and s, X between k and h) are in none."""
CLASS_BITS = 3
"""How often a class is counted in the mask of a name."""
PAIR_STEP = 64
"""Base that two neighbouring sounds are written in as one number; more than there are sounds."""
MAX_RUN = 2
"""Sounds of a candidate that may lack a partner in a row, but at its end: longer runs never match."""
PAIR_BITS = 64
"""Bits that neighbouring classes are spread over: they tell the order, which the counts don't."""


@dataclass(frozen=True)
class SoundCosts:
    """The cost tables as arrays; built once per gazetteer."""

    @cached_property
    def substitution(self) -> NDArray[np.float32]:
        """Cost of taking sound (row) for sound (column)."""
        size = len(ALPHABET)
        costs = np.ones((size, size), dtype=np.float32)
        np.fill_diagonal(costs, 0.0)
        for (one, other), cost in LIKENESS.items():
            costs[CODES[one], CODES[other]] = costs[CODES[other], CODES[one]] = cost
        costs[0, :] = costs[:, 0] = NO_PARTNER
        return costs

    @cached_property
    def weight(self) -> NDArray[np.float32]:
        """What each sound weighs."""
        return np.array([WEIGHTS.get(sound, 1.0) for sound in ALPHABET], dtype=np.float32)

    @cached_property
    def weight_across(self) -> NDArray[np.float32]:
        """What each sound costs without a partner in the other script."""
        return np.array(
            [ACROSS_SCRIPTS.get(sound, WEIGHTS.get(sound, 1.0)) for sound in ALPHABET],
            dtype=np.float32,
        )


def encode(form: str) -> NDArray[np.uint8]:
    """Turn a sound form into codes, cut to FORM_LENGTH."""
    return np.array([CODES[sound] for sound in form[:FORM_LENGTH]], dtype=np.uint8)


def masks_of(form: str) -> tuple[int, int]:
    """Sum a form up in two numbers that are quick to compare.

    Returns:
        The consonant classes, counted in unary with CLASS_BITS each; and which class follows which,
        the first one after a start mark.
    """
    counts = [0] * len(CLASSES)
    pairs, previous = 0, len(CLASSES)
    for sound in form:
        number = _CLASS_OF.get(sound)
        if number is None:
            continue
        counts[number] += 1
        if number != previous:
            pairs |= 1 << (previous * 31 + number * 7) % PAIR_BITS
            previous = number
    mask = 0
    for number, count in enumerate(counts):
        mask |= ((1 << min(count, CLASS_BITS)) - 1) << (number * CLASS_BITS)
    return mask, pairs


_CLASS_OF: dict[str, int] = {sound: number for number, sounds in enumerate(CLASSES) for sound in sounds}


def distances(
    query: str,
    *,
    query_latin: bool,
    codes: NDArray[np.uint8],
    latin: NDArray[np.bool_],
    costs: SoundCosts,
) -> NDArray[np.float32]:
    """Distance of a query to each candidate.

    Args:
        query: Sound form of the query.
        query_latin: Whether it is written in Latin letters.
        codes: Candidates, one a row, FORM_LENGTH wide, padded with 0.
        latin: Per candidate, whether it is written in Latin letters.
        costs: The cost tables.
    """
    length = max(1, int(codes.any(axis=0).sum()))
    codes = np.ascontiguousarray(codes[:, :length].T)
    across = latin != query_latin
    sounds = encode(query)
    gap = np.where(across, costs.weight_across[codes], costs.weight[codes])
    gap[0] += LEADING_COST
    reach = gap.cumsum(axis=0)
    missing = np.where(across, costs.weight_across[sounds, None], costs.weight[sounds, None])
    missing[:1] += LEADING_COST
    # All costs are kept less what the candidate's own sounds cost up to there: a sound of the candidate
    # with no partner is then a plain running minimum.
    taken = costs.substitution[sounds][:, codes] - gap
    swaps = _swaps(sounds, codes, gap)
    row = np.zeros((length + 1, codes.shape[1]), dtype=np.float32)
    before = row
    for step in range(len(sounds)):
        new = row + missing[step]
        inner = new[1:]
        np.minimum(inner, row[:-1] + taken[step], out=inner)
        if step in swaps:
            np.minimum(new[2:], before[:-2] + swaps[step], out=new[2:])
        for _ in range(MAX_RUN):
            np.minimum(inner, new[:-1], out=inner)
        before, row = row, new
    last: NDArray[np.float32] = row.min(axis=0) + reach[-1]
    return last


def _swaps(
    sounds: NDArray[np.uint8], codes: NDArray[np.uint8], gap: NDArray[np.float32]
) -> dict[int, NDArray[np.float32]]:
    """Per step of the query the cost of a swap with the sound before, where any candidate has it."""
    if len(sounds) < 2 or len(codes) < 2:
        return {}
    pairs = codes[:-1].astype(np.uint16) * PAIR_STEP + codes[1:]
    wanted = sounds[1:].astype(np.uint16) * PAIR_STEP + sounds[:-1]
    swapped = pairs[None] == wanted[:, None, None]
    steps = np.nonzero(swapped.any(axis=(1, 2)))[0]
    own = gap[:-1] + gap[1:]
    return {
        int(step) + 1: np.where(swapped[step], np.float32(SWAP_COST), np.float32(NO_PARTNER)) - own
        for step in steps
    }
