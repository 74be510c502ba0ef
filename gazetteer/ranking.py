"""Which of several fitting places is meant, and whether that is clear enough to say so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer.index import Parsed, is_notable
from gazetteer.matching import Hit
from gazetteer.places import Candidate, Place, Status


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
    """For a notable place whose name is right but for its writing: no prior may outweigh that."""
    standard_name: float = 0.015
    """The name met is the standard one, not a further one."""
    facility: float = -0.06
    """For a base, bridge, wadi or the like where no kind is asked for: a bare name means the town."""
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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on an answer is given; qualities and margins as in Weights."""

    candidate: float = 0.66
    """Quality from which a place is named at all."""
    resolved: float = 0.85
    """Quality from which a notable place can be the answer."""
    strict: float = 0.975
    """Quality of a name that is right but for its writing; a minor place needs it."""
    margin: float = 0.045
    """How far the answer must stand above the next rival."""
    margin_per_doubt: float = 0.45
    """Further margin per quality missing to 1: a loose match must stand clearer."""
    short_sounds: int = 4
    """Sounds up to which a name is short: then only a close match counts."""
    short_resolved: float = 0.93
    """``resolved`` for short names."""
    one_place_km: float = 3.0
    """Rivals closer than this are one place."""
    town_km: float = 10.0
    """A rival inside the extent of a town, up to this, is a part of the town."""
    thing_of_town_km: float = 15.0
    """How far from a town its airport or camp may lie."""
    foreign: float = 0.03
    """By how much a foreign name may fit better than an Iraqi one before it casts doubt."""
    exact_rival: float = 0.03
    """A rival that fits worse by this than a name that is right but for its writing is none."""


WEIGHTS = Weights()
THRESHOLDS = Thresholds()
NEAR_HALF_KM = 40.0
MAX_SPOT_DEGREES = 0.12
"""Difference in latitude beyond which no two places are one: 13 km, cheaper than a distance."""

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


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the caller says the place lies: a governorate, or a district of it."""

    governorate: str
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
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
    value = hit.quality + WEIGHTS.prior * place.prior
    if hit.rule == "exact":
        value += WEIGHTS.prefers_exact
    if hit.quality >= THRESHOLDS.strict and is_notable(place):
        value += WEIGHTS.settled
    if hit.name in (place.name, place.name_ar, place.name_ckb):
        value += WEIGHTS.standard_name
    value += _kind_weight(place.kind, query.kind)
    if scope is not None:
        value += WEIGHTS.within_agrees if lies_in(place, scope) else WEIGHTS.within_differs
    if near is not None:
        distance = rough_km(place.latitude, place.longitude, *near)
        value += WEIGHTS.near * 0.5 ** (distance / NEAR_HALF_KM)
    return value


def _kind_weight(kind: str, asked: str) -> float:
    if not asked:
        if kind in SEAT_KINDS:
            return WEIGHTS.seat
        if kind == "governorate":
            return WEIGHTS.governorate
        return 0.0 if kind in SETTLED_KINDS else WEIGHTS.facility
    if kind == asked:
        return WEIGHTS.kind_agrees
    if any(kind in sort and asked in sort for sort in SORTS):
        return WEIGHTS.kind_near
    return WEIGHTS.kind_differs


def lies_in(place: Place, scope: Scope) -> bool:
    """Whether a place lies in the governorate, and district where one is told."""
    if place.governorate != scope.governorate:
        return False
    return not scope.district or not place.district or place.district == scope.district


def rank(ranked: list[Ranked]) -> list[Ranked]:
    """Sort best first; equal values by id, so that the order never depends on the index."""
    return sorted(ranked, key=lambda one: (-one.value, one.place.place_id))


def settle(
    ranked: Sequence[Ranked], query: Parsed, scope: Scope | None, foreign_quality: float
) -> tuple[Status, tuple[str, ...]]:
    """Decide whether the first place is the answer.

    Args:
        ranked: All candidates, best first; at least one.
        query: The query taken apart.
        scope: Where the caller says it lies.
        foreign_quality: How well the best name of a place abroad fits, 0 for none.
    """
    best = ranked[0]
    quality = best.hit.quality
    reasons: list[str] = []
    doubts: list[str] = []
    asked_for = query.kind and _kind_weight(best.place.kind, query.kind) > 0
    placed = scope is not None and lies_in(best.place, scope)
    if scope is not None and not placed:
        reasons.append(
            f"{best.place.name} lies in {best.place.governorate or 'no known governorate'}, "
            f"not in {scope.district or scope.governorate}"
        )
    short = len(query.form) <= THRESHOLDS.short_sounds
    if is_notable(best.place):
        needed = THRESHOLDS.short_resolved if short else THRESHOLDS.resolved
        if quality < needed:
            doubts.append(f"the name fits only loosely ({quality:.2f}; {needed:.2f} is needed)")
    elif quality < THRESHOLDS.strict:
        doubts.append("a minor place, reached only by a loose rule")
    elif not asked_for and not placed:
        doubts.append("a minor place of this name; a governorate or a kind word would settle it")
    if (
        foreign_quality
        and quality - foreign_quality < THRESHOLDS.foreign
        and not (is_notable(best.place) and quality >= THRESHOLDS.strict)
    ):
        doubts.append("a place abroad has this name or one as near")
    rival = _first_rival(ranked, query)
    if rival is not None:
        margin = THRESHOLDS.margin + THRESHOLDS.margin_per_doubt * (1 - quality)
        if best.value - rival.value < margin:
            distance = rough_km(
                best.place.latitude, best.place.longitude, rival.place.latitude, rival.place.longitude
            )
            doubts.append(
                f"{rival.place.name} ({rival.place.kind}, {rival.place.governorate}) fits about as "
                f"well and lies {distance:.0f} km away"
            )
    status = Status.AMBIGUOUS if doubts else Status.RESOLVED
    return status, (*reasons, *doubts)


def _first_rival(ranked: Sequence[Ranked], query: Parsed) -> Ranked | None:
    best = ranked[0]
    plain = best.hit.quality >= THRESHOLDS.strict and is_notable(best.place)
    for other in ranked[1:]:
        if plain and other.hit.quality < best.hit.quality - THRESHOLDS.exact_rival:
            continue
        if not (
            _same_spot(best.place, other.place)
            or _same_family(best, other)
            or _is_part_of(best, other, query)
        ):
            return other
    return None


def _same_spot(one: Place, other: Place) -> bool:
    if abs(one.latitude - other.latitude) > MAX_SPOT_DEGREES:
        return False
    distance = rough_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return distance <= max(THRESHOLDS.one_place_km, min(one.radius_km, THRESHOLDS.town_km))


def _is_part_of(best: Ranked, other: Ranked, query: Parsed) -> bool:
    """Whether a rival is a thing of the place itself: the airport, the bridge, the camp of a town."""
    if query.kind or best.place.kind not in SEAT_KINDS:
        return False
    if other.place.kind in SEAT_KINDS | SETTLED_KINDS | {"governorate"}:
        return False
    distance = rough_km(
        best.place.latitude, best.place.longitude, other.place.latitude, other.place.longitude
    )
    return distance <= THRESHOLDS.thing_of_town_km


def _same_family(best: Ranked, other: Ranked) -> bool:
    """Whether two are the levels of one name: a governorate, its district, its seat.

    The kind word has chosen between them already, or a bare name means the seat.
    """
    levels = ADMIN_KINDS | SEAT_KINDS
    one, two = best.place, other.place
    if one.kind not in levels or two.kind not in levels or one.governorate != two.governorate:
        return False
    if one.kind in SEAT_KINDS and two.kind in SEAT_KINDS:
        return False
    if "governorate" in (one.kind, two.kind):
        return True
    return not one.district or not two.district or one.district == two.district


def rough_km(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Distance in km on a flat map, good to 1% inside Iraq and cheap."""
    north = (latitude2 - latitude) * 111.2
    east = (longitude2 - longitude) * 111.2 * math.cos(math.radians((latitude + latitude2) / 2))
    return math.hypot(north, east)


def candidate_of(ranked: Ranked, matched_name: str, query: Parsed, scope: Scope | None) -> Candidate:
    """Turn a ranked place into the candidate that is told, with its reasons."""
    place, hit = ranked.place, ranked.hit
    reasons = [f"{RULE_WORDS[hit.rule]}: {matched_name}"]
    if query.kind:
        agrees = _kind_weight(place.kind, query.kind) > 0
        reasons.append(
            f"the kind word asks for a {query.kind}; this is a {place.kind}"
            if not agrees
            else f"the kind word fits: {query.kind}"
        )
    if scope is not None:
        where = scope.district or scope.governorate
        reasons.append(
            f"lies in {where}"
            if lies_in(place, scope)
            else f"lies in {place.governorate or 'an unknown governorate'}, not in {where}"
        )
    return Candidate(
        place=place,
        score=round(min(1.0, hit.quality), 4),
        matched_name=matched_name,
        rule=hit.rule,
        reasons=tuple(reasons),
    )


RULE_WORDS: dict[str, str] = {
    "exact": "the name as written",
    "folded": "the same name but for case, marks, article or spaces",
    "kind word": "the same name without its kind word",
    "sound": "sounds like",
    "name part": "a part of the name",
    "query part": "a part of the query names",
}
"""Matching rule -> how it is told to a user."""
