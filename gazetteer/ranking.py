"""Which of several fitting places is meant: what speaks for each, in one table of weights."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer.index import NOTABLE_PRIOR, Parsed
from gazetteer.making import maker_of
from gazetteer.places import KIND_PRECISION, Candidate, Place
from gazetteer.strict_matching import Hit

MAX_RANKED = 60
"""Places ranked per query, those that fit best; more are never told."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for a place, in units of match quality (0 to 1); higher ranks first."""

    prior: float = 0.22
    """Times the prior: reports name towns far more often than hamlets of the same name."""
    seat: float = 0.07
    """For a town where no kind is asked for: a bare name is the seat, not its district."""
    governorate: float = 0.03
    """For a governorate where no kind is asked for: above its district, below its seat."""
    settled: float = 0.10
    """For a place whose name is right but for its writing, if it is notable or lies where the caller says:
    no prior may outweigh that."""
    standard_name: float = 0.015
    """The name met is the standard one, not a further one."""
    facility: float = -0.06
    """For a base, bridge, wadi or the like where no kind is asked for: a bare name means the town."""
    kind_assumed: float = -0.03
    """The name of a town or area has a kind word that the query leaves out: Nineveh is not "Nineveh city"."""
    kind_agrees: float = 0.20
    """The kind word asks for just this kind."""
    kind_near: float = 0.10
    """The kind word asks for a kind of the same sort, as city for town."""
    kind_differs: float = -0.04
    """The kind word asks for another sort: writers are loose with them."""
    within_agrees: float = 0.16
    """The place lies where the caller says."""
    within_differs: float = -0.16
    """It lies elsewhere: strong evidence against it, no wall."""
    near: float = 0.15
    """For a place at the point ``near``, fading by half each NEAR_HALF_KM."""
    prefers_exact: float = 0.02
    """The name as written, before one that only folds to the same."""


WEIGHTS = Weights()
NEAR_HALF_KM = 40.0
STRICT_QUALITY = 0.975
"""Quality of a name that is right but for its writing."""

SORTS: tuple[frozenset[str], ...] = (
    frozenset({"city", "town", "village", "neighbourhood", "camp"}),
    frozenset({"district", "sub_district"}),
    frozenset({"village", "sub_district", "town"}),
    frozenset({"city", "town", "sub_district"}),
    frozenset({"neighbourhood", "square", "road", "area"}),
    frozenset({"base", "camp", "airport", "facility"}),
    frozenset({"wadi", "river", "area", "lake"}),
    frozenset({"mountain", "area", "desert", "island"}),
    frozenset({"field", "refinery", "facility", "area"}),
    frozenset({"dam", "bridge", "crossing", "facility", "lake"}),
)
"""Kinds that a kind word does not tell apart for sure."""
SEAT_KINDS = frozenset({"city", "town"})
SETTLED_KINDS = frozenset({"village", "neighbourhood", "district", "sub_district", "country"})
"""Kinds besides towns and governorates that a bare name may mean as well."""
ADMIN_KINDS = frozenset({"governorate", "district", "sub_district"})
LEVELS = SEAT_KINDS | ADMIN_KINDS
"""Kinds that may bear one name: a governorate, its district, its seat."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the caller says the place lies: a governorate, or a district of it."""

    governorate: str
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Ranked(NamedTuple):
    """A place that fits, with its rank value."""

    place: Place
    hit: Hit
    value: float


def value_of(
    place: Place,
    hit: Hit,
    query: Parsed,
    scope: Scope | None,
    near: tuple[float, float] | None,
) -> float:
    """Add up what speaks for a place."""
    quality, name, _, rule = hit
    kind, prior = place.kind, place.prior
    value = quality + WEIGHTS.prior * prior
    if rule == "exact":
        value += WEIGHTS.prefers_exact
    elif rule == "kind word" and not query.kind and kind in LEVELS:
        value += WEIGHTS.kind_assumed
    inside = scope is not None and lies_in(place, scope)
    if quality >= STRICT_QUALITY and (inside or prior >= NOTABLE_PRIOR):
        value += WEIGHTS.settled
    if name in (place.name, place.name_ar, place.name_ckb):
        value += WEIGHTS.standard_name
    value += kind_weight(kind, query.kind) if query.kind else _UNASKED[kind]
    if scope is not None:
        value += WEIGHTS.within_agrees if inside else WEIGHTS.within_differs
    if near is not None:
        distance = rough_km(place.latitude, place.longitude, *near)
        value += WEIGHTS.near * 0.5 ** (distance / NEAR_HALF_KM)
    return value


def kind_weight(kind: str, asked: str) -> float:
    """What the kind asked for speaks for a place of a kind."""
    if not asked:
        return _UNASKED[kind]
    if kind == asked:
        return WEIGHTS.kind_agrees
    if any(kind in sort and asked in sort for sort in SORTS):
        return WEIGHTS.kind_near
    return WEIGHTS.kind_differs


def _unasked_weight(kind: str) -> float:
    if kind in SEAT_KINDS:
        return WEIGHTS.seat
    if kind == "governorate":
        return WEIGHTS.governorate
    return 0.0 if kind in SETTLED_KINDS else WEIGHTS.facility


_UNASKED: dict[str, float] = {kind: _unasked_weight(kind) for kind in KIND_PRECISION}


def lies_in(place: Place, scope: Scope) -> bool:
    """Whether a place lies in the governorate, and district where one is told."""
    if place.governorate != scope.governorate:
        return False
    return not scope.district or not place.district or place.district == scope.district


def rank(ranked: list[Ranked]) -> list[Ranked]:
    """Sort best first; equal values by id, so that the order never depends on the index."""
    return sorted(ranked, key=lambda one: (-one.value, one.place.place_id))


def ranked_hits(
    places: Sequence[Place],
    hits: Mapping[int, Hit],
    query: Parsed,
    scope: Scope | None,
    near: tuple[float, float] | None,
    *,
    least: float,
) -> list[Ranked]:
    """The places that hits name, best first; of very many only those that fit best.

    Args:
        places: All places; the keys of ``hits`` are their numbers.
        hits: The best hit per place number.
        query: The name taken apart.
        scope: Where the caller says it lies.
        near: (latitude, longitude) in degrees that it is likely close to.
        least: Match quality from which a place is a candidate.
    """
    if len(hits) > MAX_RANKED:
        hits = dict(heapq.nlargest(MAX_RANKED, hits.items(), key=lambda item: item[1].quality))
    found = [
        Ranked(place, hit, value_of(place, hit, query, scope, near))
        for number, hit in hits.items()
        if hit.quality >= least and (place := places[number])
    ]
    return rank(found)


def rough_km(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Distance in km on a flat map, good to 1% inside Iraq and cheap."""
    north = (latitude2 - latitude) * 111.2
    east = (longitude2 - longitude) * 111.2 * math.cos(math.radians((latitude + latitude2) / 2))
    return math.hypot(north, east)


def sole_candidate(place: Place, name: str, asked: str) -> Candidate:
    """The candidate for a name as written that only one place has."""
    reason = f"{RULE_WORDS['exact']}: {name}"
    reasons = (reason, _kind_reason(place.kind, asked)) if asked else (reason,)
    return _CANDIDATE(place, 1.0, name, "exact", reasons)


def _kind_reason(kind: str, asked: str) -> str:
    if kind_weight(kind, asked) > 0:
        return f"the kind word fits: {asked}"
    return f"the kind word asks for a {asked}; this is a {kind}"


def candidates_of(ranked: Sequence[Ranked], query: Parsed, scope: Scope | None) -> tuple[Candidate, ...]:
    """Turn ranked places into candidates; none scores higher than one that ranks before it."""
    candidates: list[Candidate] = []
    score = 1.0
    for one in ranked:
        score = min(score, round(one.hit.quality, 4))
        candidates.append(_candidate_of(one, score, query, scope))
    return tuple(candidates)


_CANDIDATE = maker_of(Candidate)


def _candidate_of(ranked: Ranked, score: float, query: Parsed, scope: Scope | None) -> Candidate:
    """Turn a ranked place into the candidate that is told, with its reasons."""
    place, hit = ranked.place, ranked.hit
    reason = f"{RULE_WORDS[hit.rule]}: {hit.name}"
    if not query.kind and scope is None:
        return _CANDIDATE(place, score, hit.name, hit.rule, (reason,))
    reasons = [reason]
    if query.kind:
        reasons.append(_kind_reason(place.kind, query.kind))
    if scope is not None:
        where = scope.district or scope.governorate
        reasons.append(
            f"lies in {where}"
            if lies_in(place, scope)
            else f"lies in {place.governorate or 'an unknown governorate'}, not in {where}"
        )
    return _CANDIDATE(place, score, hit.name, hit.rule, tuple(reasons))


RULE_WORDS: dict[str, str] = {
    "exact": "the name as written",
    "folded": "the same name but for case, marks, article or spaces",
    "kind word": "the same name without its kind word",
    "sound": "sounds like",
    "name part": "a part of the name",
    "query part": "a part of the query names",
}
"""Matching rule -> how it is told to a user."""
