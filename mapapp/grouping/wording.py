"""What speaks for and against a proposed group, in sentences that a user understands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from mapapp.grouping.blocking import distances_km
from mapapp.grouping.evidence import days_apart
from mapapp.grouping.incident_columns import Floats, IncidentColumns, Integers
from mapapp.grouping.weights import Weights

Sentences = tuple[list[str], list[str]]
"""What speaks for the group, what against."""


def words_for(
    members: pd.DataFrame,
    columns: IncidentColumns,
    rows: Sequence[int],
    rivals: int,
    *,
    weights: Weights,
    actors: Sequence[frozenset[str]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reasons and conflicts of the group of ``rows``; ``members`` are the same rows as a frame.

    ``actors`` are the ``keys_of`` the columns.
    """
    numbers = np.array(rows)
    pairs = np.array(list(combinations(rows, 2))).T
    reasons: list[str] = []
    conflicts: list[str] = []
    for speaks_for, speaks_against in (
        _places(members, columns, pairs),
        _days(columns, pairs),
        _types(members),
        _counts("killed", columns.killed_low[numbers], columns.killed_high[numbers], weights),
        _counts("wounded", columns.injured[numbers], columns.injured[numbers], weights),
        _actors(members, [actors[code] for code in columns.actors[numbers].tolist()]),
        _tellers(members, columns, numbers),
        _rivals(rivals),
    ):
        reasons += speaks_for
        conflicts += speaks_against
    return tuple(reasons), tuple(conflicts)


def _places(members: pd.DataFrame, columns: IncidentColumns, pairs: Integers) -> Sentences:
    reasons: list[str] = []
    conflicts: list[str] = []
    first, second = pairs
    apart = distances_km(columns, first, second)
    if not np.isnan(apart).all():
        farthest = int(np.nanargmax(apart))
        radii = sorted((columns.radius_km[first[farthest]], columns.radius_km[second[farthest]]))
        told = f"{_km(float(apart[farthest]))} apart" if apart[farthest] >= 0.1 else "at the same point"
        told_radii = " and ".join(dict.fromkeys(_km(float(radius)) for radius in radii))
        if apart[farthest] <= radii[0]:
            reasons.append(f"{told}, within the radii of both ({told_radii})")
        elif apart[farthest] <= sum(radii):
            reasons.append(f"{told}, within the radii taken together ({told_radii})")
        else:
            conflicts.append(f"{told}, farther than the radii say ({told_radii})")
    names = _distinct(members["location"])
    if len(names) == 1 and (members["location"] != "").all():
        reasons.append(f"the same place name, {names[0]}")
    wide = _distinct(members.loc[columns.area[members.index], "geo_precision"])
    if wide:
        conflicts.append(f"a place is known to its {' or '.join(wide)} only")
    for column, kind in (("admin1", "governorates"), ("admin2", "districts")):
        stated = _distinct(members[column])
        if len(stated) > 1:
            conflicts.append(f"different {kind}: {_listed(stated)}")
    return reasons, conflicts


def _days(columns: IncidentColumns, pairs: Integers) -> Sentences:
    first, second = pairs
    apart = int(days_apart(columns, first, second).max())
    if apart:
        return [], [f"{_many(apart, 'day')} apart"]
    longest = int((columns.last_day - columns.first_day)[pairs].max()) + 1
    if longest == 1:
        return ["same day"], []
    return [f"the dates overlap; one is known to {longest} days only"], []


def _types(members: pd.DataFrame) -> Sentences:
    types, sub_types = _distinct(members["event_type"]), _distinct(members["sub_event_type"])
    if len(types) > 1:
        return [], [f"coded as different types that may be one: {_listed(types)}"]
    if len(sub_types) > 1:
        return [f"the same type, {_listed(types)}"], [f"different sub types: {_listed(sub_types)}"]
    told = sub_types if sub_types and (members["sub_event_type"] != "").all() else types
    return [f"the same type, {_listed(told)}"] if told else [], []


def _counts(word: str, low: Floats, high: Floats, weights: Weights) -> Sentences:
    stated = ~np.isnan(low)
    if stated.sum() < 2:
        return [], []
    shown = [
        f"{least:.0f}" if least == most else f"{least:.0f} to {most:.0f}"
        for least, most in zip(low[stated].tolist(), high[stated].tolist(), strict=True)
    ]
    distinct = list(dict.fromkeys(shown))
    gap = np.log2((low[stated].max() + 1) / (high[stated].min() + 1))
    told = f"{word} {_listed(distinct)}"
    if len(distinct) == 1:
        return [f"{told} in {'both' if len(shown) == 2 else 'all'}"], []
    return ([told], []) if gap <= weights.toll_slack else ([], [f"{told}: far apart, unless a toll grew"])


def _actors(members: pd.DataFrame, all_keys: Sequence[frozenset[str]]) -> Sentences:
    named = [keys for keys in all_keys if keys]
    if len(named) < 2:
        return [], []
    if frozenset.intersection(*named):
        return ["an actor named by both" if len(all_keys) == 2 else "an actor named by all that name one"], []
    names = _distinct(pd.concat([members["actor1"], members["actor2"]]))
    return [], [f"different actors: {_listed(names)}"]


def _tellers(members: pd.DataFrame, columns: IncidentColumns, rows: Integers) -> Sentences:
    tellers = np.unique(columns.teller[rows])
    if len(tellers) == len(rows):
        datasets = _distinct(members["source_dataset"])
        return [f"different sources: {_listed(datasets)}" if len(datasets) > 1 else "different sources"], []
    if len(np.unique(columns.content[rows])) == 1:
        return ["the same content under different ids"], ["from one data set"]
    return [], ["two are from one data set, which rarely tells an incident twice"]


def _rivals(rivals: int) -> Sentences:
    if not rivals:
        return ["no other incident fits as well"], []
    return [], [f"{_many(rivals, 'other incident')} would fit about as well"]


def _distinct(values: pd.Series[Any]) -> list[str]:
    return [text for text in dict.fromkeys(values.tolist()) if text]


def _listed(texts: Sequence[str]) -> str:
    return " and ".join((", ".join(texts[:-1]), texts[-1])) if len(texts) > 1 else "".join(texts)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("s" if count != 1 else "")


def _km(distance: float) -> str:
    return f"{distance:.1f}".removesuffix(".0") + " km" if distance < 20 else f"{distance:.0f} km"
