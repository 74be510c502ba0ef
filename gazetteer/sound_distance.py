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
ROUNDING = 1e-4
"""By how much a distance that was added up in another order may differ."""
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
    def gap(self) -> NDArray[np.float32]:
        """What each sound costs without a partner: first in a name of the same script, then of the other."""
        across = [ACROSS_SCRIPTS.get(sound, WEIGHTS.get(sound, 1.0)) for sound in ALPHABET]
        return np.concatenate([self.weight, np.array(across, dtype=np.float32)])


def encode(form: str) -> NDArray[np.uint8]:
    """Turn a sound form into codes, cut to FORM_LENGTH."""
    return np.frombuffer(form[:FORM_LENGTH].translate(_CODE_OF).encode("latin-1"), dtype=np.uint8)


_CODE_OF: dict[int, int] = {ord(sound): code for sound, code in CODES.items()}


def masks_of(form: str) -> tuple[int, int]:
    """Sum a form up in two numbers that are quick to compare.

    Returns:
        The consonant classes, counted in unary with CLASS_BITS each; and which class follows which,
        the first one after a start mark.
    """
    classes = form.translate(_CLASS_OF).encode("ascii")
    mask = 0
    for number in set(classes):
        mask |= ((1 << min(classes.count(number), CLASS_BITS)) - 1) << (number * CLASS_BITS)
    pairs, previous = 0, len(CLASSES)
    for number in classes:
        if number != previous:
            pairs |= 1 << (previous * 31 + number * 7) % PAIR_BITS
            previous = number
    return mask, pairs


_CLASS_OF: dict[int, str | None] = {
    **dict.fromkeys(map(ord, ALPHABET)),
    **{ord(sound): chr(number) for number, sounds in enumerate(CLASSES) for sound in sounds},
}
"""Sound -> the number of its class as a character; None for a sound of no class."""


def distances(
    query: str,
    *,
    query_latin: bool,
    codes: NDArray[np.uint8],
    latin: NDArray[np.bool_],
    costs: SoundCosts,
    limits: NDArray[np.floating] | float = np.inf,
) -> NDArray[np.float32]:
    """Distance of a query to each candidate.

    Args:
        query: Sound form of the query.
        query_latin: Whether it is written in Latin letters.
        codes: Candidates, one a row, FORM_LENGTH wide, padded with 0.
        latin: Per candidate, whether it is written in Latin letters.
        costs: The cost tables.
        limits: Distance per candidate beyond which it does not matter: infinity may be told instead.
    """
    codes = np.ascontiguousarray(codes.T)
    codes = codes[: max(1, int(codes.any(axis=1).sum()))]
    sounds = encode(query)
    across = (latin != query_latin) * np.uint8(len(ALPHABET))
    gap = costs.gap.take(codes + across)
    gap[0] += LEADING_COST
    missing = costs.gap.take(sounds[:, None] + across)
    missing[:1] += LEADING_COST
    taken = costs.substitution.take(sounds, axis=0).take(codes, axis=1)
    near = (_least_distances(missing, gap, taken) <= limits + ROUNDING).nonzero()[0]
    found = np.full(codes.shape[1], np.inf, dtype=np.float32)
    if near.size:
        # Indexed so that the arrays stay contiguous.
        found[near] = _distances(
            sounds, codes.take(near, 1), missing.take(near, 1), gap.take(near, 1), taken.take(near, 2)
        )
    return found


def _least_distances(
    missing: NDArray[np.float32], gap: NDArray[np.float32], taken: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What each candidate is apart at least: each sound finds the partner that is most like it."""
    if not len(missing):
        return np.zeros(gap.shape[1], dtype=np.float32)
    of_query = np.minimum(taken.min(axis=1), missing).sum(axis=0)
    of_candidate = np.minimum(taken.min(axis=0), gap).sum(axis=0)
    least: NDArray[np.float32] = np.maximum(of_query, of_candidate)
    return least


def _distances(
    sounds: NDArray[np.uint8],
    codes: NDArray[np.uint8],
    missing: NDArray[np.float32],
    gap: NDArray[np.float32],
    taken: NDArray[np.float32],
) -> NDArray[np.float32]:
    # All costs are kept less what the candidate's own sounds cost up to there: a sound of the candidate
    # with no partner is then a plain running minimum.
    taken -= gap
    swaps = _swaps(sounds, codes)
    swapping = np.float32(SWAP_COST) - (gap[:-1] + gap[1:])
    before, row, new, spare = np.zeros((4, len(gap) + 1, gap.shape[1]), dtype=np.float32)
    for step in range(len(sounds)):
        np.add(row, missing[step], out=new)
        behind = new[1:]
        np.minimum(behind, np.add(row[:-1], taken[step], out=spare[1:]), out=behind)
        if step in swaps:
            at = swaps[step]
            swapped = behind[1:].reshape(-1)
            swapped[at] = np.minimum(swapped[at], before.take(at) + swapping.take(at))
        for _ in range(MAX_RUN):
            # Into another array: over itself, numpy would copy it first.
            spare[0] = new[0]
            np.minimum(new[1:], new[:-1], out=spare[1:])
            new, spare = spare, new
        before, row, new = row, new, before
    last: NDArray[np.float32] = row.min(axis=0) + gap.sum(axis=0)
    return last


def _swaps(sounds: NDArray[np.uint8], codes: NDArray[np.uint8]) -> dict[int, NDArray[np.intp]]:
    """Per step of the query where a candidate has its sound and the one before the other way round.

    The positions are those in the flattened codes of the first of the two; steps without any are left out.
    """
    pairs = codes[:-1].astype(np.uint16) * PAIR_STEP + codes[1:]
    wanted = sounds[1:].astype(np.uint16) * PAIR_STEP + sounds[:-1]
    found = (
        (step, (pairs == pair).ravel().nonzero()[0]) for step, pair in enumerate(wanted.tolist(), start=1)
    )
    return {step: at for step, at in found if at.size}
