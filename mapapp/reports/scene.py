"""Which of the places that a stretch names its event gets: the scene, not where it is told from.

The finest place of the stretch wins, of equally fine ones the one nearest to the event word. Left out are
places that only say where another lies, where a source sits, or where somebody comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mapapp.reports.distances import distance_km
from mapapp.reports.documents import Document, joined_by_and
from mapapp.reports.events import begins_event
from mapapp.reports.place_relations import ADDRESS_REACH, ROAD_RANK
from mapapp.reports.places import FINENESS, LANDSCAPE_KM, Located

UNLISTED_FINENESS: Final = (FINENESS["settlement"], 0.0)
"""Of a place in no gazetteer, before any town: what bears a kind word and is unknown is small."""
_NAMESAKE_KINDS: Final = frozenset({"village", "neighbourhood", "area"})
"""Kind words of places that bear the same names all over the country."""
_BUILDING: Final = "exact"
"""Precision of buildings, which bear the names of the same men everywhere."""
_LANDMARK: Final = "Baghdad"
"""The capital, by which the way to any place of the country is told."""
NAMESAKE_KM: Final = 60.0
"""What lies "north of" a town lies within so many kilometres of it, or a namesake was found."""
_PLACE_REACH: Final = 4
"""Words between the place described and the relation that tells where it lies."""
_SOURCE_REACH: Final = 4
"""Words between "a source" and the place where it sits."""
_SOURCES: Final = frozenset({"مصدر", "مصادر", "source", "sources", "سهرچاوهيهك", "سهرچاوهيهكي"})
_ORIGINS: Final = frozenset(
    {"اهالي", "سكنه", "سكان", "زوار", "زائري", "ابناء", "عشائر", "مواليد", "ينحدر", "ينحدرون", "ينتمي",
     "ينتمون", "ترك",
     "المغذي", "المغذيه", "مغذي", "مغذيه", "تغذي", "يغذي", "المجهز", "المجهزه", "تجهز", "يجهز",
     "تزود", "يزود", "native", "resident", "residents", "hails", "originally", "خهلكي"}
)  # fmt: skip
_LIST_REACH: Final = 3
"""Words between two places of a list: «ينتمون إلى محافظات ذي قار ثلاثة والحلة اثنان»."""
_WITHIN: Final = frozenset({"في", "داخل", "ضمن", "in"})
_ADDRESS_REACH: Final = 10
"""Words between a governorate and the city from which its distance is told."""
_UNITS: Final = frozenset(
    {"كلم", "كم", "كيلومترا", "كيلومتر", "كيلومترات", "km", "kilometers", "kilometres", "miles", "كيلومهتر"}
)
_DISTANCE_WORDS: Final = _UNITS | {"الواقع", "الواقعه"}
_LYING: Final = frozenset({"الواقع", "الواقعه", "يقع", "تقع", "located", "lies"})
"""Words that begin to tell where a place lies."""


def place_of_event(places: Sequence[Located], near: int) -> Located | None:
    """The place of an event: the finest, then the one nearest to the event word at token ``near``.

    Where the finest is in no gazetteer, it is the known place that it lies in.
    """
    sure = [place for place in places if place.iraqi and place.sure]
    unlisted = [place for place in places if place.inside is not None and place.kind and place.sure]
    if not sure and not unlisted:
        return None
    best = min([*sure, *unlisted], key=lambda place: (*_fineness(place), abs(place.first - near)))
    if best.inside is not None:
        return best.inside
    return _outvoted(best, sure) or _in_named_governorate(best, sure)


def _fineness(place: Located) -> tuple[float, float]:
    """How fine a place is; one in no gazetteer is as fine as a village or quarter."""
    return place.fineness if place.inside is None else UNLISTED_FINENESS


def scene_places(document: Document, places: Sequence[Located]) -> Sequence[Located]:
    """Without places that only say where another lies or where the source sits, if others are named."""
    kept: list[Located] = []
    elsewhere: list[Located] = []
    dropped = -1
    for place in places:
        if _is_outlet(document, place):
            elsewhere.append(place)
        described = bool(kept) and _describes(document, kept[-1], place)
        if described or place in elsewhere or is_source(document, place):
            dropped = place.last
        elif place.first >= dropped:
            kept.append(place)
    kept = [place for place in kept if not _landmark(document, place)]
    if any(place.iraqi and place.sure for place in kept):
        return kept
    return [place for place in places if place not in elsewhere and not _landmark(document, place)]


def in_opened(places: Sequence[Located], first: int) -> Sequence[Located]:
    """Without small places elsewhere than in the governorate with whose name a stretch begins: namesakes.

    «وفي محافظة كركوك أصيب عشرة … في شارع المطار»: not the airport road of another city. A district stays:
    there the governorate is the slip.
    """
    opener = next((place for place in places if place.iraqi and place.sure and not place.relative), None)
    if opener is None or opener.precision != "governorate" or opener.phrase_first - first > _PLACE_REACH:
        return places
    return [
        place
        for place in places
        if place.governorate in {"", opener.governorate}
        or place.precision in {"district", "governorate"}
        or (place.radius_km or 0.0) >= LANDSCAPE_KM
    ]


def without_origins(document: Document, places: Sequence[Located]) -> tuple[Located, ...]:
    """Without where somebody is from: «من أهالي بعقوبة», "resident of Mosul", nor what says where that is."""
    kept: list[Located] = []
    origin_end = -1
    for place in places:
        told = place.relative and 0 <= place.first - origin_end <= _PLACE_REACH
        listed = 0 <= place.first - origin_end <= _LIST_REACH and joined_by_and(
            document.tokens[place.first], document.language
        )
        if _is_origin(document, place) or ((told or listed) and origin_end >= 0):
            origin_end = place.last
        else:
            kept.append(place)
    return tuple(kept)


def _is_origin(document: Document, place: Located) -> bool:
    """Whether a word for who is from somewhere leads to a place, and not «في»: «العشائر في قضاء الكرمة»."""
    led = {token.word for token in document.tokens[max(0, place.first - 2) : place.first]}
    return not led & _WITHIN and _follows(document, place.first, _ORIGINS)


def _is_outlet(document: Document, place: Located) -> bool:
    """«(بغداد اليوم)», "Kurdistan 24": a channel; in running words it may be a place and a day."""
    if document.at(place.first, "outlet") is None:
        return False
    gap = document.tokens[place.first].gap
    addressed = place.first > 0 and document.tokens[place.first - 1].word in {"ل", "مراسل", "وكاله", "told"}
    return addressed or place.first == 0 or any(mark in gap for mark in '("«“\n')


def _is_area(place: Located) -> bool:
    """Whether a place is a whole governorate, and not a highway that runs through several."""
    return place.precision == "governorate" and not place.relative


def _describes(document: Document, before: Located, place: Located) -> bool:
    """«محافظة ديالى الواقعة شرقي العاصمة بغداد»: the second only tells where the first lies.

    Behind a smaller place it is kept: there a namesake elsewhere may have been found.
    """
    return (
        any(
            document.at(at, "relation") is not None
            for at in range(max(before.last, place.first - _PLACE_REACH), place.first + 1)
        )
        and (_is_area(before) or _measured(document, before.last, place.first))
        and before.sure
        and before.governorate != ""
        and not (before.precision == "settlement" and _far_apart(before, place))
        and not any(begins_event(document, at) for at in range(before.last, place.first))
        and (place.governorate != before.governorate or _measures(document, before, place))
        and place.first - before.last <= _ADDRESS_REACH
    )


def _landmark(document: Document, place: Located) -> bool:
    """«القضاء الواقع على بعد 175 كلم شمال بغداد»: a city by which it is told where the place meant lies."""
    before = range(max(0, place.first - _ADDRESS_REACH), place.first)
    lies = any(document.tokens[at].word in _LYING or document.tokens[at].forms[-1] in _LYING for at in before)
    return lies and any(document.tokens[at].word in _UNITS for at in before)


def _measures(document: Document, before: Located, place: Located) -> bool:
    """«مدينة سنجار (110 كيلومترات غرب الموصل)»: the town stands in brackets, only to say how far it is."""
    within = range(before.last, min(place.first + 1, len(document.tokens)))
    return (
        place.relative
        and any("(" in document.tokens[at].gap for at in within)
        and _measured(document, before.last, place.first)
    )


def _measured(document: Document, first: int, last: int) -> bool:
    """Whether a distance leads from one place to the other: «على بعد 175 كلم شمال بغداد»."""
    return any(document.tokens[at].word in _DISTANCE_WORDS for at in range(first, last))


def is_source(document: Document, place: Located) -> bool:
    """Whether a place only says where the source sits: «مصدر في شرطة محافظة البصرة»."""
    return _follows(document, place.first, _SOURCES)


def _follows(document: Document, index: int, words: frozenset[str]) -> bool:
    """«مصدر أمني في بغداد», «من أهالي بعقوبة»: where the source sits or somebody is from, not the event."""
    begin = next((at for at in range(index - 1, max(-1, index - _SOURCE_REACH - 1), -1)
                  if document.at(at, "event") is not None), max(-1, index - _SOURCE_REACH - 1))  # fmt: skip
    return any(form in words for at in range(begin + 1, index) for form in document.tokens[at].forms)


def _in_named_governorate(best: Located, places: Sequence[Located]) -> Located:
    """A wide landscape in the governorate named with it; for a road through others, that governorate."""
    is_road = best.relative and best.rank == ROAD_RANK
    is_landscape = best.precision == "near" and not best.relative
    if not is_road and not (is_landscape and (best.radius_km or 0.0) >= LANDSCAPE_KM):
        return best
    named = [place for place in places if place.precision == "governorate" and not place.relative]
    if not named:
        return best
    nearest = min(named, key=lambda place: abs(place.first - best.first))
    if is_road:
        return best if nearest.governorate == best.governorate else nearest
    return replace(best, governorate=nearest.governorate)


def _far_apart(one: Located, other: Located) -> bool:
    """Whether two places lie farther apart than what is told by its direction from a town."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    gap = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return gap > NAMESAKE_KM + (one.radius_km or 0.0) + (other.radius_km or 0.0)


def _outvoted(best: Located, places: Sequence[Located]) -> Located | None:
    """The town or governorate right behind a small place of another governorate: a namesake was found.

    A clear district is never outvoted: there the governorate is the slip.
    """
    if best.fineness[0] > FINENESS["settlement"]:
        return None
    for place in places:
        behind = 0 <= place.first - best.last <= ADDRESS_REACH
        town = place.fineness[0] > FINENESS["settlement"] and not place.relative
        if behind and town and place.governorate not in {"", best.governorate}:
            return place
        if behind and best.precision == _BUILDING and place.governorate != "" and _far_apart(best, place):
            # «مسجد مصعب بن عمير في قرية قرب سامراء»: not the one of that name in Diyala.
            return place
        measured = place.precision == "near" and place.text[0].isdigit()
        if behind and measured and _far_apart(best, place):
            # «Maidan, 20 km southeast of Baghdad» is not the one in Diyala.
            return place
        told = behind and place.relative and place.governorate not in {best.governorate, _LANDMARK}
        if told and best.kind in _NAMESAKE_KINDS and _far_apart(best, place):
            # «قرية السلام شمال تكريت»: not the one of that name 200 km away.
            return place
    return None


def innermost(places: Sequence[Located]) -> Sequence[Located]:
    """Without a place that only tells where the finer one right before it lies: «قضاء X في البصرة»."""
    return [
        place
        for place in places
        if not any(
            0 <= place.first - one.last <= _PLACE_REACH
            and one.governorate == place.governorate
            and one.fineness < place.fineness
            for one in places
        )
    ]


def nested(before: Sequence[Located], behind: Located) -> bool:
    """Whether the later place only names where the earlier ones lie, or is one of them again."""
    fine = [place for place in before if place.precision != "governorate"]
    for place in fine or before:
        if place.place_id == behind.place_id and place.relative == behind.relative:
            # «(120 كلم جنوب بغداد)» only measures: Baghdad itself is named no less than Kirkuk.
            return True
        if place.governorate != behind.governorate:
            continue
        if "governorate" in {place.precision, behind.precision}:
            return True
        if behind.precision == "district" and behind.district in {place.district, ""}:
            return True
    return False
