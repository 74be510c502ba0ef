"""The finer place that a report tells of its only incident in a sentence with no event word of its own.

«خطفوا تاجراً شمالي بغداد. وقال شاهد إنهم اعترضوه في منطقة البنوك»: the event word stands beside a rough place,
and what follows tells on. Only where one incident is told can such a sentence belong to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mapapp.reports.distances import distance_km
from mapapp.reports.documents import Document
from mapapp.reports.groups import Group
from mapapp.reports.places import CAPITAL_RANK, Located
from mapapp.reports.scene import without_origins
from mapapp.reports.segments import Stretch

CITY_KM: Final = 25.0
"""Kilometres from the point of a city or of one side of it within which its quarters lie."""
CONTROLLED: Final = "controlled"
"""Why it is no event that what was found is blown up: its sentence tells of the find still."""
_WHICH: Final = frozenset({"الذي", "التي", "which", "that", "where"})
"""Folded words behind a place that begin to tell what it is known for."""
TOLD_ON_REACH: Final = 60
"""Words behind the last sentence of an incident in which the report still tells of it."""


def refine_place(
    document: Document, groups: Sequence[Group], located: Sequence[Located], stretches: Sequence[Stretch]
) -> None:
    """Give the only incident of a report, where its place is rough, the one finer place told on behind it."""
    if len(groups) != 1:
        return
    (group,) = groups
    rough = group.place
    if rough is None or not _is_rough(rough):
        return
    told = [
        place
        for place in without_origins(document, located)
        if _is_finer(place, rough) and _is_told_on(document, place, group, stretches)
    ]
    spots = [place if place.inside is None else place.inside for place in told]
    if len({spot.place_id for spot in spots}) == 1:
        group.refined = spots[0]


def _is_rough(place: Located) -> bool:
    """Whether a place is a governorate, its city by its bare name, or a side of a town."""
    return place.fineness[0] >= CAPITAL_RANK


def _is_finer(place: Located, rough: Located) -> bool:
    """Whether a place, known or not, is beyond doubt one inside the governorate or city of the rough one.

    Without a kind word it must lie in the city itself: other towns are named for other reasons too.
    """
    spot = place.inside or place
    known = place.iraqi if place.inside is None else bool(place.kind)
    named = bool(place.kind) or place.precision == "exact" or _in_city(spot, rough)
    return (
        known
        and named
        and place.sure
        and not place.relative
        and spot.fineness[0] < CAPITAL_RANK
        and spot.governorate == rough.governorate
    )


def _in_city(spot: Located, rough: Located) -> bool:
    """Whether a spot lies so near to the point of a town that it is a part of it."""
    if rough.precision == "governorate" or None in {spot.latitude, rough.latitude}:
        return False
    gap = distance_km(spot.latitude or 0, spot.longitude or 0, rough.latitude or 0, rough.longitude or 0)
    return gap <= CITY_KM


def _is_told_on(document: Document, place: Located, group: Group, stretches: Sequence[Stretch]) -> bool:
    """Whether a place stands in a sentence right behind those of the incident, which tells no other event."""
    first, last = document.sentence_of(place.first)
    beside = [stretch for stretch in stretches if first < stretch.last and stretch.first < last]
    if any(stretch.reason != CONTROLLED and not _is_aside(document, place, stretch) for stretch in beside):
        return False
    ends = [stretch.last for stretch in group.stretches if stretch.last <= first]
    return bool(ends) and first - max(ends) <= TOLD_ON_REACH


def _is_aside(document: Document, place: Located, stretch: Stretch) -> bool:
    """«في منطقة X، وهي الموقع الذي شهد قبل أيام ضربة»: what is no incident only says which place is meant."""
    between = document.tokens[place.last : stretch.event.first]
    return stretch.reason is not None and any(token.word in _WHICH for token in between)
