"""What speaks for and against a proposed group, in sentences that a user understands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from mapapp.grouping.blocking import distances_km
from mapapp.grouping.evidence import days_apart
from mapapp.grouping.incident_columns import IncidentColumns, Integers
from mapapp.grouping.weights import Weights

if TYPE_CHECKING:
    import pandas as pd

Sentences = tuple[list[str], list[str]]
"""What speaks for the group, what against."""
SAME_POINT_KM: Final = 0.1
"""Kilometres below which two points are called the same."""
_QUOTED: Final = (
    "location", "geo_precision", "admin1", "admin2", "event_type", "sub_event_type", "actor1", "actor2",
    "source_dataset",
)  # fmt: skip
"""Columns whose texts the sentences repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All that the sentences about any group of a frame are made of."""

    columns: IncidentColumns
    texts: dict[str, list[str]]
    """Column -> the text of each row."""
    weights: Weights

    def quoted(self, column: str, rows: Sequence[int]) -> list[str]:
        """The texts of ``column`` in ``rows``."""
        texts = self.texts[column]
        return [texts[row] for row in rows]


def wording_for(frame: pd.DataFrame, columns: IncidentColumns, weights: Weights) -> Wording:
    """The wording of the groups of ``frame``."""
    texts = {name: frame[name].tolist() for name in _QUOTED}
    return Wording(columns=columns, texts=texts, weights=weights)


def words_for(wording: Wording, rows: Sequence[int], rivals: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reasons and conflicts of the group of ``rows``."""
    columns = wording.columns
    pairs = np.array(list(combinations(rows, 2))).T
    reasons: list[str] = []
    conflicts: list[str] = []
    for speaks_for, speaks_against in (
        _places(wording, rows, pairs),
        _days(columns, pairs),
        _types(wording, rows),
        _counts("killed", [(columns.killed_low[row], columns.killed_high[row]) for row in rows], wording),
        _counts("wounded", [(columns.injured[row], columns.injured[row]) for row in rows], wording),
        _actors(wording, rows),
        _tellers(wording, rows),
        _rivals(rivals),
    ):
        reasons += speaks_for
        conflicts += speaks_against
    return tuple(reasons), tuple(conflicts)


def _places(wording: Wording, rows: Sequence[int], pairs: Integers) -> Sentences:
    reasons: list[str] = []
    conflicts: list[str] = []
    columns = wording.columns
    apart = distances_km(columns, pairs[0], pairs[1])
    if not np.isnan(apart).all():
        farthest = int(np.nanargmax(apart))
        km = float(apart[farthest])
        radii = sorted(float(columns.radius_km[row]) for row in pairs[:, farthest].tolist())
        told = f"{_km(km)} apart" if km >= SAME_POINT_KM else "at the same point"
        told_radii = " and ".join(dict.fromkeys(_km(radius) for radius in radii))
        if km <= radii[0]:
            reasons.append(f"{told}, within the radii of both ({told_radii})")
        elif km <= sum(radii):
            reasons.append(f"{told}, within the radii taken together ({told_radii})")
        else:
            conflicts.append(f"{told}, farther than the radii say ({told_radii})")
    names = wording.quoted("location", rows)
    if names[0] and len(set(names)) == 1:
        reasons.append(f"the same place name, {names[0]}")
    wide = _distinct(wording.quoted("geo_precision", [row for row in rows if columns.area[row]]))
    if wide:
        conflicts.append(f"a place is known to its {' or '.join(wide)} only")
    towns = _distinct(wording.quoted("location", [row for row in rows if columns.whole_town[row]]))
    if towns:
        conflicts.append(f"a place is {' or '.join(towns)} as a whole")
    for column, kind in (("admin1", "governorates"), ("admin2", "districts")):
        stated = _distinct(wording.quoted(column, rows))
        if len(stated) > 1:
            conflicts.append(f"different {kind}: {_listed(stated)}")
    return reasons, conflicts


def _days(columns: IncidentColumns, pairs: Integers) -> Sentences:
    apart = int(days_apart(columns, pairs[0], pairs[1]).max())
    if apart:
        return [], [f"{_many(apart, 'day')} apart"]
    longest = int((columns.last_day - columns.first_day)[pairs].max()) + 1
    if longest == 1:
        return ["same day"], []
    return [f"the dates overlap; one is known to {longest} days only"], []


def _types(wording: Wording, rows: Sequence[int]) -> Sentences:
    types = _distinct(wording.quoted("event_type", rows))
    stated = wording.quoted("sub_event_type", rows)
    sub_types = _distinct(stated)
    if len(types) > 1:
        return [], [f"coded as different types that may be one: {_listed(types)}"]
    if len(sub_types) > 1:
        return [f"the same type, {_listed(types)}"], [f"different sub types: {_listed(sub_types)}"]
    told = sub_types if all(stated) else types
    return [f"the same type, {_listed(told)}"] if told else [], []


def _counts(word: str, counts: Sequence[tuple[float, float]], wording: Wording) -> Sentences:
    stated = [(low, high) for low, high in counts if not math.isnan(low)]
    if len(stated) < 2:
        return [], []
    shown = [f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}" for low, high in stated]
    distinct = list(dict.fromkeys(shown))
    told = f"{word} {_listed(distinct)}"
    if len(distinct) == 1:
        return [f"{told} in {_both_or_all(shown)}"], []
    gap = math.log2((max(low for low, _ in stated) + 1) / (min(high for _, high in stated) + 1))
    fits = gap <= wording.weights.toll_slack
    return ([told], []) if fits else ([], [f"{told}: far apart, unless a toll grew"])


def _actors(wording: Wording, rows: Sequence[int]) -> Sentences:
    named = [
        keys for keys in (wording.columns.actor_keys[wording.columns.actors[row]] for row in rows) if keys
    ]
    if len(named) < 2:
        return [], []
    if frozenset.intersection(*named):
        return [f"an actor named by {_both_or_all(named)}"], []
    names = _distinct([*wording.quoted("actor1", rows), *wording.quoted("actor2", rows)])
    return [], [f"different actors: {_listed(names)}"]


def _tellers(wording: Wording, rows: Sequence[int]) -> Sentences:
    columns = wording.columns
    if len({columns.teller[row] for row in rows}) == len(rows):
        datasets = _distinct(wording.quoted("source_dataset", rows))
        return [f"different sources: {_listed(datasets)}" if len(datasets) > 1 else "different sources"], []
    if len({columns.content[row] for row in rows}) == 1:
        return ["the same content under different ids"], ["from one data set"]
    return [], ["two are from one data set, which rarely tells an incident twice"]


def _rivals(rivals: int) -> Sentences:
    if not rivals:
        return ["no other incident fits as well"], []
    return [], [f"{_many(rivals, 'other incident')} would fit about as well"]


def _distinct(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _both_or_all(members: Sequence[object]) -> str:
    return "both" if len(members) == 2 else "all that say so"


def _listed(texts: Sequence[str]) -> str:
    return " and ".join((", ".join(texts[:-1]), texts[-1])) if len(texts) > 1 else "".join(texts)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("s" if count != 1 else "")


def _km(distance: float) -> str:
    return f"{distance:.1f}".removesuffix(".0") + " km" if distance < 20 else f"{distance:.0f} km"
