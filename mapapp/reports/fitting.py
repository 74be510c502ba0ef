"""Whether two stretches of a report may tell one incident: by kind of event, by day, by place, by toll."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Final

from rapidfuzz.distance import Levenshtein

from mapapp.reports.dates import DateRange
from mapapp.reports.distances import distance_km
from mapapp.reports.events import CASUALTY_CONCEPTS, OUTCOME_RULE, EventRule
from mapapp.reports.language import fold_word
from mapapp.reports.places import CAPITAL_RANK, WIDE_RANK, Located
from mapapp.reports.segments import Stretch
from mapapp.reports.tolls import Casualties

CONSEQUENCES: Final = frozenset(
    {
        "fire", "killing", "body-found", "forces-killed", "operation", "raid", "attack", "explosion",
        "arms-found", "arms-found-belt", "arms-listed", "drug-find", "arms-handled", "air-raid-alone",
        "raid-arrest", "arrest-over-event", "collapse", "raid-killed", "shooting", "drone-stopped",
        "rocket-stopped", "attack-stopped", "mob", "soldiers-shot", "bombing", "sabotage", "targeted",
        OUTCOME_RULE,
    }
)  # fmt: skip
"""Rules whose event may be part of, or follow from, another event at the same place."""
CRASH: Final = "Crash"
"""Sub type of road accidents, of which no attack is a part."""
ATTACKS: Final = frozenset({"attack", "shooting", "raid", "operation", "arms-found", "air-raid-alone"})
"""Rules of what somebody did on purpose."""
VIOLENT_TYPES: Final = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
"""Types of event that "the attack" may refer to."""
SPOT_KM: Final = 10.0
"""Radius up to which a place is a spot: a building, a village, a small town."""
SPOTS_APART_KM: Final = 25.0
"""Kilometres between two spots from which one event can't be at both."""
SAID_DAYS: Final = 5
"""Days up to which a statement may come after the event that it tells of."""
TELLING_TOLL: Final = 5
"""Killed or wounded from which an equal number in two sentences is taken for the same people."""
_SAME_WORD_EDITS: Final = 1
"""Names so many letters apart, of one kind in one governorate, are one place spelled in two ways."""


def types_fit(one: Stretch, other: Stretch) -> bool:
    """Whether two kinds of event may be one incident: of one type, or one that may follow from the other."""
    first, second = one.event.rule, other.event.rule
    if first.event_type == second.event_type:
        return True
    if "PROTEST" in one.event.concepts & other.event.concepts:
        # A protest may have ended in a riot.
        return True
    if other.refers and "ATTACK" in other.event.concepts and first.event_type in VIOLENT_TYPES:
        # «وأسفر الهجوم عن مقتل جندي»: the attack told before, whatever it was made with.
        return True
    if {first.event_type, second.event_type} <= VIOLENT_TYPES and (
        _tells_too(one, other) or _tells_too(other, one)
    ):
        return True
    if first.name in CONSEQUENCES or second.name in CONSEQUENCES:
        return "operation" not in {first.name, second.name} or first.weak == second.weak
    return bool(one.event.concepts <= CASUALTY_CONCEPTS or other.event.concepts <= CASUALTY_CONCEPTS)


def _tells_too(one: Stretch, other: Stretch) -> bool:
    """Whether the words of one stretch also make the kind of the other: a blast and the fight behind it."""
    return all(group & one.event.concepts for group in other.event.rule.needs)


def kinds_clash(one: EventRule, other: EventRule) -> bool:
    """Whether one is a road accident and the other was done on purpose, whatever follows from either."""
    return CRASH in {one.sub_event_type, other.sub_event_type} and bool(ATTACKS & {one.name, other.name})


def dates_fit(one: DateRange | None, other: DateRange | None) -> bool:
    """Whether two dates may be of one incident; one that isn't given fits any."""
    if one is None or other is None:
        return True
    if one.said or other.said:
        return abs((one.start - other.start).days) <= SAID_DAYS
    return one.start <= other.end and other.start <= one.end


def days_touch(one: DateRange | None, other: DateRange | None) -> bool:
    """Whether two dates fit, or the days follow each other: a night has two."""
    if one is None or other is None or dates_fit(one, other):
        return True
    return max(one.start, other.start) - min(one.end, other.end) <= timedelta(days=1)


def places_fit(one: Located, other: Located) -> bool:
    """Whether two places may be one: the same, one inside the other, or two spellings of one name."""
    if one.place_id and one.place_id == other.place_id:
        return True
    wide, fine = sorted((one, other), key=lambda place: -place.fineness[0])
    if wide.fineness[0] == WIDE_RANK and not wide.governorate:
        # «كردستان العراق» holds several governorates.
        return True
    if wide.precision == "governorate":
        return wide.governorate == fine.governorate or spelled_alike(one, other)
    if wide.precision == "district" and wide.governorate == fine.governorate:
        return fine.precision != "district" and wide.district in {fine.district, ""}
    if one.governorate == other.governorate and CAPITAL_RANK in {one.fineness[0], other.fineness[0]}:
        # Said without a kind word, the city's name is also that of its governorate.
        return True
    if wide.relative and wide.name == wide.governorate == fine.governorate:
        # «جنوب بغداد»: somewhere in its governorate.
        return True
    if one.name and one.name == other.name and one.governorate == other.governorate:
        return True
    if wide.name and wide.name == fine.district and wide.governorate == fine.governorate:
        # So is a town's that of its district.
        return True
    if _inside(fine, wide):
        return True
    return spelled_alike(one, other)


def _inside(fine: Located, wide: Located) -> bool:
    """Whether a spot lies within the radius of a wider place of its governorate: a market in its quarter."""
    if fine.governorate != wide.governorate or fine.precision == wide.precision:
        return False
    if fine.latitude is None or fine.longitude is None or wide.latitude is None or wide.longitude is None:
        return False
    gap = distance_km(fine.latitude, fine.longitude, wide.latitude, wide.longitude)
    return gap <= (wide.radius_km or 0.0)


def spots_apart(one: Located | None, other: Located | None) -> bool:
    """Whether two places are small and too far apart for one event to be at both: airport, oil field."""
    if one is None or other is None or one.latitude is None or one.longitude is None:
        return False
    if other.latitude is None or other.longitude is None or max(_size(one), _size(other)) > SPOT_KM:
        return False
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude) > SPOTS_APART_KM


def _size(place: Located) -> float:
    """Radius of a place; without end where it is only told by its direction from another."""
    coarse = place.precision in {"district", "governorate", "country", "unresolved"}
    return math.inf if coarse or place.fineness[0] >= CAPITAL_RANK else place.radius_km or 0.0


def same_governorate(one: Located | None, other: Located | None) -> bool:
    """Whether two places don't contradict in their governorate."""
    if one is None or other is None or not one.governorate or not other.governorate:
        return True
    return one.governorate == other.governorate


def equal_counts(one: Casualties, other: Casualties) -> int:
    """How many of killed and wounded two stretches give alike, 0 where one differs or the numbers are small.

    Equal numbers are telling where both agree or one is high: "one killed" in two places is no sign.
    """
    pairs = [
        (left.value, right.value)
        for left, right in ((one.killed, other.killed), (one.injured, other.injured))
        if left is not None and right is not None and left.value is not None and right.value is not None
    ]
    if not pairs or any(left != right for left, right in pairs):
        return 0
    numbers = [left for left, _ in pairs]
    telling = max(numbers) >= TELLING_TOLL or (len(numbers) > 1 and min(numbers) > 0)
    return len(numbers) if telling else 0


def numbers_clash(one: Casualties, other: Casualties) -> bool:
    """Whether two stretches give different numbers of killed or of wounded."""
    return any(
        left is not None
        and right is not None
        and None not in {left.value, right.value}
        and left.value != right.value
        for left, right in ((one.killed, other.killed), (one.injured, other.injured))
    )


def spelled_alike(one: Located, other: Located) -> bool:
    """Whether two names differ by one letter: a slip, unless both are known places far apart."""
    # The last word alone: a kind word may be part of one name and not of the other.
    left, right = fold_word(one.text.split()[-1]), fold_word(other.text.split()[-1])
    if left == right:
        return True
    return (
        len(left) > 4
        and Levenshtein.distance(left, right, score_cutoff=_SAME_WORD_EDITS) <= _SAME_WORD_EDITS
        and (not one.place_id or not other.place_id)
    )
