"""How well two coded event types agree, in bits.

data/compatible_types.csv says which codings may be one, data/sub_types.csv what a shared sub type proves.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mapapp.grouping.incident_columns import Floats
from mapapp.grouping.tables import read_table
from mapapp.grouping.weights import Weights
from mapapp.incidents import UNKNOWN_EVENT_TYPE

CodedType = tuple[str, str, str]
"""Data set, event type, sub type."""


def read_compatible_types() -> dict[tuple[str, str, str], float]:
    """(folded data set that codes the first so, or "" for any; a type; another type) -> bits."""
    return {
        (dataset.casefold(), row["one_type"], row["other_type"]): float(row["bits"])
        for row in read_table("compatible_types.csv")
        for dataset in row["dataset"].split("|")
    }


def read_sub_types() -> dict[str, float]:
    """Sub type -> what it proves that two rows share it, in bits."""
    return {row["sub_type"]: float(row["bits"]) for row in read_table("sub_types.csv")}


def type_bits(kinds: tuple[CodedType, ...], weights: Weights) -> Floats:
    """Bits for each two of ``kinds``; minus infinity where they can't be one incident."""
    compatible, rarity = read_compatible_types(), read_sub_types()
    agreement = np.full((len(kinds), len(kinds)), -np.inf)
    for first, one in enumerate(kinds):
        for second, other in enumerate(kinds[first:], first):
            bits = _agreement(one, other, compatible, rarity, weights)
            agreement[first, second] = agreement[second, first] = bits
    return agreement


def _agreement(
    one: CodedType,
    other: CodedType,
    compatible: Mapping[tuple[str, str, str], float],
    rarity: Mapping[str, float],
    weights: Weights,
) -> float:
    if one[1] == other[1]:
        if one[1] in {UNKNOWN_EVENT_TYPE, ""}:
            return 0.0
        if one[2] and other[2]:
            same = rarity.get(one[2], weights.same_sub_type)
            return same if one[2] == other[2] else weights.other_sub_type
        return weights.same_type
    first_type, second_type = one[1] or UNKNOWN_EVENT_TYPE, other[1] or UNKNOWN_EVENT_TYPE
    stated = [
        compatible.get(key)
        for key in (
            (one[0].casefold(), first_type, second_type), (other[0].casefold(), second_type, first_type),
            ("", first_type, second_type), ("", second_type, first_type),
        )
    ]  # fmt: skip
    return next((bits for bits in stated if bits is not None), -np.inf)
