"""Whether the best place is clear enough to be the answer: resolved, or ambiguous and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gazetteer.index import Parsed, is_notable
from gazetteer.normalize.sounds import WEIGHTS, is_latin
from gazetteer.other_meanings import Meaning, doubts_of_meaning
from gazetteer.places import Place, Status
from gazetteer.ranking import (
    ADMIN_KINDS,
    LEVELS,
    SEAT_KINDS,
    SETTLED_KINDS,
    STRICT_QUALITY,
    Ranked,
    Scope,
    kind_weight,
    lies_in,
    rough_km,
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on an answer is given; qualities and margins in the units of ranking.Weights."""

    candidate: float = 0.66
    """Quality from which a place is named at all."""
    resolved: float = 0.86
    """Quality from which a notable place can be the answer."""
    resolved_across: float = 0.91
    """The same where the scripts differ: Arabic leaves out what would tell two names apart."""
    resolved_from_latin: float = 0.93
    """The same for Latin letters that only meet an Arabic name: all places have a Latin one, which
    fits less."""
    loose_prior: float = 0.40
    """Prior that a place needs to be the answer by sound alone: below, its name must be right."""
    margin: float = 0.045
    """How far the answer must stand above the next rival."""
    margin_per_doubt: float = 0.45
    """Further margin per quality missing to 1: a loose match must stand clearer."""
    short_weight: float = 3.0
    """Weight of sounds up to which a name is short (Kifri, Akra): then only a close match counts."""
    short_resolved: float = 0.93
    """``resolved`` for short names."""
    short_across: float = 0.95
    """``resolved_across`` for short names."""
    clear_quality: float = 0.76
    """Quality that will do for a notable place if no rival comes near: a slip in a name."""
    clear_margin: float = 0.18
    """How far such a place must stand above its rivals."""
    clear_sounds: int = 5
    """Sounds that such a name must have."""
    one_place_km: float = 3.0
    """Rivals closer than this are one place."""
    town_km: float = 10.0
    """A rival inside the extent of a town, up to this, is a part of the town."""
    town_part_km: float = 12.0
    """Towns of one name in one district closer than this are one place, mapped twice."""
    thing_of_town_km: float = 15.0
    """How far from a town its airport or camp may lie."""
    foreign: float = 0.03
    """By how much a foreign name may fit better than an Iraqi one before it casts doubt."""
    foreign_beyond: float = 0.94
    """Quality from which no foreign name that only sounds alike can fit better by that much."""
    further_name: float = 0.15
    """How much less a place is known by a further name than by its standard one."""
    sounds_right: float = 0.93
    """Quality from which a place reached by sound has only rivals that sound about as much alike."""
    sound_rival: float = 0.08
    """A rival of such a place that fits worse by this is none."""
    exact_rival: float = 0.03
    """A rival that fits worse by this than a name that is right but for its writing is none."""


@dataclass(frozen=True, slots=True)
class Abroad:
    """A place abroad that a query may mean."""

    quality: float
    """How well its name fits."""
    strength: float
    """The prior that an Iraqi namesake needs to be meant by the bare name."""


THRESHOLDS = Thresholds()
FAMILY = LEVELS | {"neighbourhood"}
"""Kinds of which two of one name in one governorate may be levels of one place."""
INDEPENDENT = SEAT_KINDS | SETTLED_KINDS | {"governorate"}
"""Kinds that are no things of a town of their name."""
BARE_MINOR = "a minor place of this name; a governorate or a kind word would settle it"
MAX_SPOT_DEGREES = 0.12
"""Difference in latitude beyond which no two places are one: 13 km, cheaper than a distance."""


def settle(
    ranked: Sequence[Ranked],
    query: Parsed,
    scope: Scope | None,
    abroad: Abroad | None,
    meaning: Callable[[], Meaning],
) -> tuple[Status, tuple[str, ...]]:
    """Decide whether the first place is the answer.

    Args:
        ranked: All candidates, best first; at least one.
        query: The query taken apart.
        scope: Where the caller says it lies.
        abroad: The place abroad whose name fits best.
        meaning: Tells what the name may mean besides a place; not asked where that does not matter.

    Returns:
        The status, and what speaks against the first place.
    """
    best = ranked[0]
    rival = _first_rival(ranked, query)
    ahead = best.value - rival.value if rival is not None else best.value
    doubts: list[str] = []
    if best.hit.quality < STRICT_QUALITY:
        doubts += _doubts_of_sound(best, query, ahead)
    elif scope is None or not lies_in(best.place, scope):
        doubts += sole_doubts(best.place, query.kind)
    if abroad is not None:
        doubts += doubts_of_abroad(best, query, scope, abroad)
    if best.hit.quality < STRICT_QUALITY:
        doubts += _doubts_of_namesake(ranked)
    doubts += doubts_of_meaning(best, query, scope, meaning)
    margin = THRESHOLDS.margin + THRESHOLDS.margin_per_doubt * (1 - best.hit.quality)
    if rival is not None and ahead < margin:
        distance = _distance(best.place, rival.place)
        doubts.append(
            f"{rival.place.name} ({rival.place.kind}, {rival.place.governorate}) fits about as well "
            f"and lies {distance:.0f} km away"
        )
    status = Status.AMBIGUOUS if doubts else Status.RESOLVED
    if scope is not None and not lies_in(best.place, scope):
        where = best.place.governorate or "no known governorate"
        doubts.append(f"{best.place.name} lies in {where}, not in {scope.district or scope.governorate}")
    return status, tuple(doubts)


def _doubts_of_sound(best: Ranked, query: Parsed, ahead: float) -> Iterator[str]:
    """What speaks against a place whose name only sounds like the query."""
    quality, place = best.hit.quality, best.place
    is_hamlet = place.kind == "village" and query.kind != "village"
    if place.prior < THRESHOLDS.loose_prior or is_hamlet:
        yield "a minor place, reached only by a loose rule"
        return
    is_larger = query.kind == "village" and place.kind in ADMIN_KINDS | {"city"}
    if is_larger or (query.kind and kind_weight(place.kind, query.kind) < 0):
        yield f"a {query.kind} is asked for; this is a {place.kind}"
    needed = _needed(best, query)
    if quality < needed and not _stands_clear(best, query, ahead):
        yield f"the name fits only loosely ({quality:.2f}; {needed:.2f} is needed)"


def _needed(best: Ranked, query: Parsed) -> float:
    """Quality that a name needs: more for a short one, and more across scripts."""
    short = sum(WEIGHTS.get(sound, 1.0) for sound in query.form) <= THRESHOLDS.short_weight
    if _same_script(best, query):
        return THRESHOLDS.short_resolved if short else THRESHOLDS.resolved
    if short:
        return THRESHOLDS.short_across
    return THRESHOLDS.resolved_from_latin if query.latin else THRESHOLDS.resolved_across


def _same_script(best: Ranked, query: Parsed) -> bool:
    return is_latin(best.hit.name.casefold()) == query.latin


def sole_doubts(place: Place, asked: str) -> tuple[str, ...]:
    """What speaks against a place whose name was met as written, with no word on where it lies."""
    if is_notable(place) or (asked and kind_weight(place.kind, asked) > 0):
        return ()
    return (BARE_MINOR,)


def _stands_clear(best: Ranked, query: Parsed, ahead: float) -> bool:
    return (
        best.hit.rule == "sound"
        and best.place.kind in LEVELS
        and _same_script(best, query)
        and best.hit.quality >= THRESHOLDS.clear_quality
        and ahead >= THRESHOLDS.clear_margin
        and len(query.form) >= THRESHOLDS.clear_sounds
    )


def doubts_of_abroad(
    best: Ranked, query: Parsed, scope: Scope | None, abroad: Abroad | None
) -> Iterator[str]:
    """What speaks against a place because one abroad has its name, or one that fits better."""
    if abroad is None:
        return
    quality = best.hit.quality
    if quality >= STRICT_QUALITY:
        stripped = best.hit.rule == "kind word" and abroad.quality > quality
        asked_for = bool(query.kind) and kind_weight(best.place.kind, query.kind) > 0
        told = (scope is not None and lies_in(best.place, scope)) or (asked_for and not stripped)
        known = best.place.prior
        if best.hit.name not in (best.place.name, best.place.name_ar, best.place.name_ckb):
            known -= THRESHOLDS.further_name
        if abroad.quality >= STRICT_QUALITY and (known < abroad.strength or stripped) and not told:
            yield "a better known place abroad has this name"
    elif abroad.quality >= STRICT_QUALITY or abroad.quality > quality + THRESHOLDS.foreign:
        yield "a place abroad has this name or a nearer one"


def _doubts_of_namesake(ranked: Sequence[Ranked]) -> Iterator[str]:
    """A minor place with just this name, where a notable one was only reached by sound."""
    best = ranked[0]
    for other in ranked[1:]:
        if other.hit.quality < STRICT_QUALITY or is_notable(other.place):
            continue
        if not _same_spot(best, other) and not _same_family(best, other):
            yield f"a minor place has just this name: {other.place.name}, {other.place.governorate}"
            return


def _first_rival(ranked: Sequence[Ranked], query: Parsed) -> Ranked | None:
    best = ranked[0]
    least = 0.0
    if best.hit.quality >= STRICT_QUALITY:
        least = best.hit.quality - THRESHOLDS.exact_rival if is_notable(best.place) else 0.0
    elif best.hit.quality >= THRESHOLDS.sounds_right:
        least = best.hit.quality - THRESHOLDS.sound_rival
    for other in ranked[1:]:
        if other.hit.quality < least:
            continue
        if not (_same_spot(best, other) or _same_family(best, other) or _is_part_of(best, other, query)):
            return other
    return None


def _distance(one: Place, other: Place) -> float:
    return rough_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _same_spot(best: Ranked, other: Ranked) -> bool:
    one, two = best.place, other.place
    if abs(one.latitude - two.latitude) > MAX_SPOT_DEGREES:
        return False
    reach = max(THRESHOLDS.one_place_km, min(one.radius_km, THRESHOLDS.town_km))
    twice = one.kind in SEAT_KINDS and two.kind in SEAT_KINDS and one.district == two.district
    if twice and min(best.hit.quality, other.hit.quality) >= STRICT_QUALITY:
        reach = THRESHOLDS.town_part_km
    return _distance(one, two) <= reach


def _is_part_of(best: Ranked, other: Ranked, query: Parsed) -> bool:
    """Whether a rival is a thing of the place itself: the airport, the bridge, the camp of a town."""
    if query.kind or best.place.kind not in SEAT_KINDS:
        return False
    if other.place.kind in INDEPENDENT:
        return False
    return _distance(best.place, other.place) <= THRESHOLDS.thing_of_town_km


def _same_family(best: Ranked, other: Ranked) -> bool:
    """Whether two are the levels of one name: a governorate, its district, its seat.

    The kind word has chosen between them already, or a bare name means the seat.
    """
    one, two = best.place, other.place
    if one.governorate != two.governorate or one.kind not in FAMILY or two.kind not in FAMILY:
        return False
    if one.kind not in ADMIN_KINDS and two.kind not in ADMIN_KINDS:
        return False
    if "governorate" in (one.kind, two.kind):
        return True
    return not one.district or not two.district or one.district == two.district
