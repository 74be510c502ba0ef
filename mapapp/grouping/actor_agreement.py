"""Whether two rows name an actor in common, whatever each source calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from mapapp.filters import fold_text
from mapapp.grouping.tables import read_table
from mapapp.grouping.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD: Final = re.compile(r"\w+")
_MEANS_NOTHING: Final = "-"


def read_actor_names() -> dict[str, str]:
    """Folded phrase -> the key of the actor, or "-" where it proves nothing; the longest phrases first."""
    actor_of = {row["phrase"]: row["actor"] for row in read_table("actor_names.csv")}
    return {phrase: actor_of[phrase] for phrase in sorted(actor_of, key=len, reverse=True)}


def actor_keys(names: Sequence[str], known: Mapping[str, str]) -> frozenset[str]:
    """Keys of the actors that ``names`` name: those of the table, and the words that are in none."""
    keys = set()
    for name in names:
        rest = f" {' '.join(_WORD.findall(fold_text(name)))} "
        for phrase, actor in known.items():
            if f" {phrase} " in rest:
                keys.add(actor)
                rest = rest.replace(f" {phrase} ", "  ")
        keys.update(rest.split())
    return frozenset(keys - {_MEANS_NOTHING})


def keys_of(pairs: Sequence[tuple[str, str]]) -> tuple[frozenset[str], ...]:
    """The keys of each pair of actors."""
    known = read_actor_names()
    return tuple(actor_keys(pair, known) for pair in pairs)


def actor_bits(
    codes: tuple[NDArray[np.int64], NDArray[np.int64]], keys: Sequence[frozenset[str]], weights: Weights
) -> NDArray[np.float64]:
    """Bits for each pair of codes of ``keys``; none where one of the two names no actor."""
    count = max(len(keys), 1)
    distinct, of_pair = np.unique(codes[0] * count + codes[1], return_inverse=True)
    bits = np.zeros(len(distinct))
    for number, code in enumerate(distinct.tolist()):
        one, other = keys[code // count], keys[code % count]
        if one and other:
            bits[number] = weights.same_actor if one & other else weights.other_actors
    result: NDArray[np.float64] = bits[of_pair]
    return result
