"""Districts that one governorate has by law and another runs: the report that names the other is followed.

Akre, Shekhan and Bardarash are Nineveh's on paper and have been run from Duhok since 1991; reports of the
Kurdistan Region write «قضاء عقرة بمحافظة دهوك».
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mapapp.reports.documents import Document

if TYPE_CHECKING:
    from mapapp.reports.places import Located

RULED_BY: Final[dict[str, str]] = {"Akre": "Duhok", "Shekhan": "Duhok", "Bardarash": "Duhok"}
"""District, by its standard name -> the governorate that runs it."""
_GOVERNORATE: Final = "governorate"
"""Precision of a governorate."""


def as_told(document: Document, place: Located, places: Sequence[Located]) -> Located:
    """A place of a district that two governorates claim, in the one that its sentence names."""
    spot = place.inside or place
    ruler = RULED_BY.get(spot.district)
    if ruler is None or spot.governorate == ruler or spot.precision == _GOVERNORATE:
        return place
    first, last = document.sentence_of(place.first)
    low = bisect_left(places, first, key=lambda other: other.first)
    high = bisect_left(places, last, lo=low, key=lambda other: other.first)
    named = any(other.precision == _GOVERNORATE and other.governorate == ruler for other in places[low:high])
    if not named:
        return place
    if place.inside is None:
        return replace(place, governorate=ruler)
    return replace(place, governorate=ruler, inside=replace(place.inside, governorate=ruler))
