"""What speaks for and against two rows telling one incident, in bits, for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mapapp.grouping.actor_agreement import actor_bits
from mapapp.grouping.blocking import PairBlock, candidate_pairs, distances_km
from mapapp.grouping.incident_columns import Booleans, Floats, IncidentColumns, Integers
from mapapp.grouping.type_agreement import type_bits
from mapapp.grouping.weights import Weights


@dataclass(frozen=True, slots=True)
class WeighedPairs:
    """Pairs that can't be ruled out; each stands once."""

    first: Integers
    """Row numbers; the first is the lower one."""
    second: Integers
    bits: Floats
    """Above ``required`` one incident is likelier than two, before rivals are counted."""


def weigh_candidates(columns: IncidentColumns, weights: Weights) -> WeighedPairs:
    """All pairs of rows that are near enough, and whose bits reach down to those of a rival."""
    types = type_bits(columns.kinds, weights)
    blocks = [weigh(columns, block, weights, types) for block in candidate_pairs(columns, weights)]
    if not blocks:
        none = np.empty(0, dtype="int64")
        return WeighedPairs(none, none, np.empty(0))
    first = np.concatenate([block.first for block in blocks])
    second = np.concatenate([block.second for block in blocks])
    order = np.lexsort((second, first))
    return WeighedPairs(first[order], second[order], np.concatenate([b.bits for b in blocks])[order])


def weigh(
    columns: IncidentColumns,
    pairs: PairBlock,
    weights: Weights,
    types: Floats,
) -> WeighedPairs:
    """The bits of each pair; pairs below those of a rival are left out.

    ``types`` are the ``type_bits`` of the kinds, the same for all pairs.
    """
    first, second = np.minimum(*pairs), np.maximum(*pairs)
    least = weights.required - weights.rivals_within
    # What rules out most pairs at little cost goes first.
    possible = types[columns.kind[first], columns.kind[second]] > -np.inf
    first, second = first[possible], second[possible]
    apart = distances_km(columns, first, second)
    possible = ~(apart > reach_km(columns, first, second, weights))
    first, second, apart = first[possible], second[possible], apart[possible]
    bits = place_bits(columns, first, second, apart, weights) + day_bits(columns, first, second, weights)
    bits += types[columns.kind[first], columns.kind[second]]
    bits += teller_bits(columns, first, second, weights)
    # The rest can add no more than this.
    hope = (1 + weights.injured_share) * weights.most_toll + weights.same_actor
    kept = np.flatnonzero(bits >= least - hope)
    first, second, bits = first[kept], second[kept], bits[kept]
    bits = bits + toll_bits(columns, first, second, weights) + injured_bits(columns, first, second, weights)
    kept = np.flatnonzero(bits >= least - weights.same_actor)
    first, second, bits = first[kept], second[kept], bits[kept]
    bits = bits + actor_bits((columns.actors[first], columns.actors[second]), columns.actor_keys, weights)
    kept = np.flatnonzero(bits >= least)
    return WeighedPairs(first[kept], second[kept], bits[kept])


def place_bits(
    columns: IncidentColumns, first: Integers, second: Integers, apart: Floats, weights: Weights
) -> Floats:
    """The smaller the area that both lie in, the more; minus infinity where the places can't be one.

    ``apart`` is the distance of each pair in km, within their reach; NaN where one has no point.
    """
    radii = columns.radius_km[first], columns.radius_km[second]
    pointless = np.isnan(apart)
    same_name = (columns.location[first] == columns.location[second]) & (columns.location[first] >= 0)
    own_radius = np.fmin(np.where(np.isnan(columns.latitude[first]), np.inf, radii[0]),
                         np.where(np.isnan(columns.latitude[second]), np.inf, radii[1]))  # fmt: skip
    named_radius = np.where(np.isinf(own_radius), weights.near_km, np.maximum(own_radius, weights.near_km))
    scale = np.fmax(apart, np.fmax(*radii))
    scale = np.where(pointless & same_name, named_radius, scale)
    bits = 2 * np.log2(weights.place_scale_km / np.maximum(scale, weights.least_radius_km))
    beyond = np.where(pointless | same_name, 0, np.maximum(apart - radii[0] - radii[1], 0))
    bits += weights.beyond_radii_per_km * beyond
    bits += np.minimum(columns.town_bits[first], columns.town_bits[second])
    bits += _region_bits(columns, first, second, weights)
    same_governorate = (columns.admin1[first] == columns.admin1[second]) & (columns.admin1[first] >= 0)
    bits[pointless & ~same_governorate & ~same_name] = -np.inf
    return bits


def reach_km(columns: IncidentColumns, first: Integers, second: Integers, weights: Weights) -> Floats:
    """How far apart two points may lie: as far as their radii, or two names of one place, can explain."""
    reach: Floats = np.maximum(weights.near_km, columns.radius_km[first] + columns.radius_km[second])
    return reach


def _region_bits(columns: IncidentColumns, first: Integers, second: Integers, weights: Weights) -> Floats:
    area = columns.area[first] | columns.area[second]
    district_only = columns.district_only[first] | columns.district_only[second]
    other_governorate = _differ(columns.admin1, first, second)
    other_district = _differ(columns.admin2, first, second) & ~other_governorate
    bits: Floats = np.where(other_governorate, np.where(area, -np.inf, weights.other_governorate), 0.0)
    bits += np.where(
        other_district,
        np.where(district_only, weights.other_district_of_area, weights.other_district),
        0.0,
    )
    return bits


def _differ(codes: Integers, first: Integers, second: Integers) -> Booleans:
    differ: Booleans = (codes[first] >= 0) & (codes[second] >= 0) & (codes[first] != codes[second])
    return differ


def day_bits(columns: IncidentColumns, first: Integers, second: Integers, weights: Weights) -> Floats:
    """The shorter the longer of two dates, the more; less for each day by which they miss one another."""
    length = columns.last_day - columns.first_day + 1
    bits: Floats = np.log2(weights.day_scale / np.maximum(length[first], length[second]))
    bits += weights.per_day_apart * days_apart(columns, first, second)
    return bits


def days_apart(columns: IncidentColumns, first: Integers, second: Integers) -> Integers:
    """Days between the two ranges of dates; 0 where they meet."""
    gap = np.maximum(columns.first_day[first], columns.first_day[second]) - np.minimum(
        columns.last_day[first], columns.last_day[second]
    )
    apart: Integers = np.maximum(gap, 0)
    return apart


def teller_bits(columns: IncidentColumns, first: Integers, second: Integers, weights: Weights) -> Floats:
    """Against two rows of one data set or sheet, less where they say the same; for the same notes.

    Two incidents of one report are never one.
    """
    same = columns.teller[first] == columns.teller[second]
    double = columns.content[first] == columns.content[second]
    doubled = weights.same_content + weights.recurring_content * np.log2(
        np.maximum(columns.recurring[first], 1)
    )
    bits: Floats = np.where(same, weights.same_teller + np.where(double, doubled, 0.0), 0.0)
    sheet = (columns.sheet[first] == columns.sheet[second]) & ~same & ~columns.report[first]
    bits += np.where(sheet, weights.same_sheet, 0.0)
    bits[same & columns.report[first]] = -np.inf
    copied = (columns.notes[first] == columns.notes[second]) & (columns.notes[first] >= 0)
    bits += np.where(copied, weights.same_notes, 0.0)
    return bits


def toll_bits(columns: IncidentColumns, first: Integers, second: Integers, weights: Weights) -> Floats:
    """Agreement of those killed; with growth over time where reports tell of it."""
    return _count_bits(columns, columns.killed_low, columns.killed_high, (first, second), weights)


def injured_bits(columns: IncidentColumns, first: Integers, second: Integers, weights: Weights) -> Floats:
    """The same for the wounded, with less weight."""
    return weights.injured_share * _count_bits(
        columns, columns.injured, columns.injured, (first, second), weights
    )


def _count_bits(
    columns: IncidentColumns, lowest: Floats, highest: Floats, pairs: PairBlock, weights: Weights
) -> Floats:
    """Agreement of one kind of count, by the doublings between the counts."""
    first, second = pairs
    low = np.log2(lowest[first] + 1), np.log2(lowest[second] + 1)
    high = np.log2(highest[first] + 1), np.log2(highest[second] + 1)
    growing = columns.report[first] & columns.report[second]
    spread = np.maximum(*high) - np.minimum(*low)
    gap = np.maximum(*low) - np.minimum(*high)
    doublings = np.maximum(np.minimum(*high) - weights.common_toll, 0)
    rarity = np.minimum(weights.toll_rarity * doublings, weights.most_toll)
    slack = np.where(growing, weights.toll_growth, weights.toll_slack)
    bits: Floats = rarity * np.maximum(1 - spread / weights.toll_spread, 0)
    bits += weights.toll_gap * np.maximum(gap - slack, 0)
    # A report's toll that is known to be told later and is lower is another incident's.
    later = columns.told[second] - columns.told[first]
    shrinks = ((later > 0) & (high[1] < low[0])) | ((later < 0) & (high[0] < low[1]))
    bits[shrinks & growing] = -np.inf
    bits[np.isnan(bits)] = 0.0
    return bits
