"""The city that a governorate is governed from, where a report means it and names only the governorate.

«مركز محافظة ميسان», «أمام مبنى المحافظة», «بمدينة ذي قار» and a quarter, hospital or market "in Wasit" are in
the capital. ``data/capitals.csv`` has the cities.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Final

from mapapp.reports.documents import Document

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from mapapp.reports.places import Located

URBAN: Final = frozenset({"neighbourhood", "facility", "square", "road"})
"""Kinds of unknown places that are in the capital where only the governorate is named."""
SEAT: Final = "seat"
"""Family of words before a governorate that mean its capital: «مركز», «مبنى»."""

CAPITAL_WORDS: Final = frozenset({"عاصمه", "capital"})
"""Folded words that name the governorate of a capital, and not the city."""
MIDDLE: Final = "middle"
"""Concept of «وسط», which means the capital only before «المحافظة»."""


@functools.cache
def capitals() -> dict[str, str]:
    """Standard name of a governorate -> that of its capital; callers only read it."""
    text = resources.files("mapapp.reports").joinpath("data", "capitals.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {row["governorate"]: row["capital"] for row in csv.DictReader(lines)}


def in_capital(gazetteer: Gazetteer, area: Located) -> Located:
    """A governorate as named, with the point of its capital; itself where the gazetteer lacks that."""
    capital = capitals().get(area.governorate)
    city = None if capital is None else gazetteer.resolve(capital, within=area.governorate).place
    if city is None:
        return area
    return replace(
        area,
        name=city.name,
        place_id=city.place_id,
        district=city.district,
        precision=city.precision.value,
        latitude=city.latitude,
        longitude=city.longitude,
        radius_km=city.radius_km,
    )


def with_capital(gazetteer: Gazetteer, place: Located) -> Located:
    """An unknown quarter or building of a governorate with the capital as where it lies."""
    area = place.inside
    if area is None or area.precision != "governorate" or place.kind not in URBAN:
        return place
    return replace(place, inside=in_capital(gazetteer, area))


def meant_as_capital(document: Document, place: Located, found: Sequence[Located]) -> bool:
    """Whether a governorate is named for its capital: «مركز محافظة ميسان», «بمدينة ذي قار»."""
    if place.precision != "governorate":
        return False
    seat = document.at(place.phrase_first - 1, SEAT)
    if seat is not None and seat.concept == MIDDLE:
        # «وسط محافظة صلاح الدين» is as wide as «شمال».
        return False
    if place.kind == "city":
        # «الناصرية عاصمة ذي قار» says of the name before what it is.
        return place.first > 0 and document.tokens[place.first - 1].forms[-1] not in CAPITAL_WORDS
    return _behind_seat(document, place.phrase_first, found)


def seats_of(document: Document, found: Sequence[Located]) -> Iterator[tuple[Located, int]]:
    """The governorate meant by each «مبنى المحافظة», «مركز المحافظة», and the token of that word."""
    taken = {at for place in found for at in range(place.first, place.last)}
    for hit in document.hits:
        if hit.family != "anaphor" or hit.concept != "governorate" or hit.first in taken:
            continue
        before = [place for place in found if place.first < hit.first and place.precision == "governorate"]
        if before and not before[-1].doubt and _behind_seat(document, hit.first, found):
            yield before[-1], hit.first


def _behind_seat(document: Document, at: int, found: Sequence[Located]) -> bool:
    """Whether «مركز» stands before a word; behind a name it says what that is: «العمارة مركز المحافظة»."""
    seat = at > 0 and document.at(at - 1, SEAT) is not None
    return seat and not any(place.last == at - 1 for place in found)
