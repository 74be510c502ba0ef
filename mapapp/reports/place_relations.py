"""Places told by others: «قرب X», «ناحية X شمال Y», a road between two towns, an unlisted place in a town.

What lies near a town or south of it is placed by that, and the town itself only says where.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mapapp.reports.distances import distance_km
from mapapp.reports.documents import Document, joined_by_and, soft_break

if TYPE_CHECKING:
    from mapapp.reports.places import Located

DIRECTION_RANK: Final = 3.4
"""Of what lies south of a place, nobody says how far: coarser than a district that is named."""
_HOLDERS: Final = frozenset({"district", "governorate"})
"""Precisions of what other places lie in."""
_WIDEST: Final = "governorate"
"""Precision of the widest of them."""
ROAD_RANK: Final = 3.35
"""Of a road named by both its ends: coarser than a district, finer than a governorate."""
LONG_ROAD_RANK: Final = 4.1
"""Of a highway through several governorates: any place near which it happened says more."""
ROAD_END_RANK: Final = 4.3
"""Of the ends of a road that is told by them: as rough as can be, the road may be long."""
END_REACH: Final = 7
"""Words from "between" to the second end of a road: «بين محافظة البصرة والعاصمة بغداد»."""
_BETWEEN: Final = frozenset({"بين", "between"})
_LINKS: Final = frozenset(
    {"الرابط", "رابط", "يربط", "تربط", "الواصل", "يصل", "تصل", "الممتد", "يمتد", "linking", "connecting",
     "links", "connects", "road", "highway", "طريق", "الطريق", "السريع", "الدولي", "العام"}
)  # fmt: skip
"""Words before "between" that make two places the ends of a road."""
FAR_RANK: Final = 4.4
"""Of a distance by which it is told where a whole governorate lies."""
ABOUT_WORDS: Final = 3
"""Words between it and the distance: «المحافظة، على بعد نحو 100 كم»."""
APART_KM: Final = 25.0
"""What lies between two towns, with so large a radius, is as rough as a road named by its ends."""
ADDRESS_REACH: Final = 3
"""Words between the parts of an address: «حي X وسط مدينة Y»."""
RELATIVE_STEP: Final = 0.15
"""So much coarser than a place is what lies near it or south of it."""
NAMES_BEFORE: Final = 4
"""Names before one that are looked at; farther ones stand in another relation."""
SUBJECT_REACH: Final = 1
"""Words between a place and the "south of" that tells where it lies: «قرية X الواقعة جنوب Y»."""
DISTANCE_WORDS: Final = 3
"""Further words of a distance: «(63 كم شمال بعقوبة)»."""
DISTANCE_GAP: Final = 5
"""Further words between a place and its distance: «مركز المحافظة، نحو (405 كم شمال بغداد)»."""
KIND_WORDS: Final = 3
"""Kind words between a relation and its place: "northeast of the provincial capital Baquba"."""
_GENITIVE: Final = "'s"
_ARTICLES: Final = frozenset({"the", "provincial", "iraqi"})
RELATION_WORDS: Final = 3
"""Words of the longest relation: «بالقرب من», "southwest of"."""
ANCHOR_STEP: Final = 0.18
"""A place that only tells where something near it lies comes right behind that."""


def mark_anchors(document: Document, found: list[Located]) -> None:
    """Mark, in the order of the text, the places that only tell where another one lies."""
    _mark_inner(document, found)
    _mark_ends(document, found)
    _mark_behind(document, found)
    for index, place in enumerate(found):
        if index and _goes_on(document, found[index - 1], place):
            # «جنوب شرق بغداد الرصافة»: the second is part of what tells where something lies.
            found[index] = replace(place, relative=True, rank=found[index - 1].fineness[0])


def _mark_inner(document: Document, found: list[Located]) -> None:
    """The towns inside «طريق بغداد – الكوت» and "near Tarmiyah"."""
    outer: Located | None = None
    outer_at = 0
    for index, place in enumerate(found):
        inside = outer is not None and place.last <= outer.last
        if inside and outer is not None and _is_road(document, outer) and not _on_road_in(document, outer):
            # «طريق بغداد – الكوت»: the towns inside only say which road it is.
            found[index] = replace(place, relative=True)
            if outer.latitude is not None and (not outer.relative or outer.rank == LONG_ROAD_RANK):
                found[outer_at] = outer = replace(outer, relative=True, rank=ROAD_RANK)
        elif inside and outer is not None and place.last > outer.first + 1 and _is_told_by(document, outer):
            # "near Tarmiyah": the town says where it was near, and no more.
            rank = place.fineness[0]
            if _is_direction(document, outer):
                rank = max(rank, DIRECTION_RANK - RELATIVE_STEP)
            elif (outer.radius_km or 0.0) >= APART_KM:
                rank = max(rank, ROAD_RANK - RELATIVE_STEP)
            found[outer_at] = outer = replace(
                outer, relative=True, rank=min(outer.rank, rank + RELATIVE_STEP)
            )
            found[index] = replace(place, relative=True, rank=rank + ANCHOR_STEP)
        elif not inside:
            outer, outer_at = place, index


def _mark_ends(document: Document, found: list[Located]) -> None:
    """The ends of «الطريق الرابط بين البصرة والعاصمة بغداد», where no place between them was made of them."""
    ends: dict[int, list[int]] = {}
    for index, place in enumerate(found):
        between = -1 if place.relative else _linked_before(document, place)
        if between >= 0:
            ends.setdefault(between, []).append(index)
    for indexes in ends.values():
        if len(indexes) > 1 and _are_near(found[indexes[0]], found[indexes[1]]):
            continue
        for index in indexes[:2]:
            found[index] = replace(found[index], relative=True, rank=ROAD_END_RANK)


def _linked_before(document: Document, place: Located) -> int:
    """Token of the "between" that makes a place the end of a road; -1 for none."""
    for at in range(place.first - 1, max(0, place.first - END_REACH), -1):
        if document.tokens[at].word in _BETWEEN:
            return at if _is_link(document, at - 1) else -1
        if soft_break(document.tokens[at + 1]):
            return -1
    return -1


def _are_near(one: Located, other: Located) -> bool:
    """Whether two places lie so near to each other that either tells where a road between them is."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    gap = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return gap <= 2 * APART_KM


def _is_link(document: Document, at: int) -> bool:
    """Whether a word says that a road leads from one place to another."""
    return any(form in _LINKS for form in document.tokens[at].forms)


def _is_told_by(document: Document, outer: Located) -> bool:
    """Whether the place inside the words of another one says where that is."""
    measured = document.tokens[outer.first].word.isdigit()
    return outer.relative or measured or (_is_road(document, outer) and _on_road_in(document, outer))


def _on_road_in(document: Document, road: Located) -> bool:
    """«الطريق العام في الحلة»: any road, in a place that is named; «طريق الكوت» is that road."""
    return any(document.at(at, "locative") is not None for at in range(road.first + 1, road.last))


def _is_direction(document: Document, place: Located) -> bool:
    """Whether the words of a place begin with a direction and tell no distance."""
    hit = document.at(place.first, "relation")
    told = any(token.word.isdigit() for token in document.tokens[place.first : place.last])
    return hit is not None and hit.concept == "direction" and not told


def _mark_behind(document: Document, found: list[Located]) -> None:
    """«ناحية X شمال Y»: Y only tells where X lies, so it comes behind it whatever its own precision."""
    for index, place in enumerate(found):
        told = _begins_with_relation(document, place)
        relation = place.first if told else _relation_before(document, place)
        if relation < 0:
            continue
        if document.tokens[relation].word.isdigit() and _tells_of_area(document, relation):
            found[index] = replace(place, relative=True, rank=FAR_RANK)
            continue
        before = found[max(0, index - NAMES_BEFORE) : index]
        subject = next((one for one in reversed(before) if one.last <= relation and not one.doubt), None)
        if subject is None or subject.abroad or (subject.iraqi and not subject.governorate):
            # Of a river or the whole region the next name says more.
            continue
        if document.tokens[subject.last - 1].word.endswith(_GENITIVE):
            # "Baghdad's western Amiriya district" lies in Baghdad.
            continue
        if subject.relative and subject.rank == ROAD_END_RANK:
            # «الطريق الرابط بين البصرة وبغداد قرب الديوانية»: so it does of a road.
            continue
        if any(_is_road(document, one) and one.first <= subject.first < one.last for one in before):
            # «طريق بغداد-كركوك قرب X»: of a long road, X says where.
            continue
        distance = any(token.word.isdigit() for token in document.tokens[subject.last : relation + 1])
        if (
            relation - subject.last > SUBJECT_REACH + DISTANCE_GAP * distance
            or "\n" in document.tokens[relation].gap
        ):
            continue
        if document.sentence_of(relation)[0] == relation:
            continue
        known = subject.fineness[0] if subject.iraqi else 0.0
        hit = document.at(relation, "relation")
        if hit is None and subject.precision == _WIDEST:
            # «في محافظة ديالى، 20 كم شمال بعقوبة»: so it does with a distance.
            continue
        if hit is not None and hit.concept == "near" and subject.precision in _HOLDERS:
            # «في محافظة كركوك قرب داقوق»: here the second says more than the first.
            continue
        # What tells where somebody's town lies is as little the scene as that.
        office = place.office or (subject.office and place.precision != _WIDEST)
        rank = max(place.fineness[0], known) + ANCHOR_STEP
        found[index] = replace(place, relative=True, rank=rank, office=office)


def _goes_on(document: Document, before: Located, place: Located) -> bool:
    """Whether a place without a kind word stands right behind one that only tells where another lies."""
    return (
        before.relative
        and before.last == place.first
        and not before.kind
        and not place.kind
        and before.governorate == place.governorate
        and document.tokens[place.first].gap == " "
        and not joined_by_and(document.tokens[place.first], document.language)
        and _relation_before(document, before) >= 0
    )


def _tells_of_area(document: Document, distance: int) -> bool:
    """Whether a distance stands behind «المحافظة، نحو»: it tells where that lies, not where the event was."""
    for at in range(distance - 1, max(-1, distance - ABOUT_WORDS - 1), -1):
        hit = document.at(at, "anaphor")
        if hit is not None:
            return hit.concept == "governorate"
    return False


def _begins_with_relation(document: Document, place: Located) -> bool:
    """Whether the words of a place begin with its relation, or with the distance before that."""
    if place.relative and document.at(place.first, "relation") is not None:
        return True
    return document.tokens[place.first].word.isdigit() and any(
        document.at(at, "relation") is not None
        for at in range(place.first + 1, min(place.first + 1 + DISTANCE_WORDS, place.last))
    )


def _relation_before(document: Document, place: Located) -> int:
    """Token where «شمال», "south of" right before a place begins, its kind word left out; -1 for none."""
    last = place.first + 1
    for _ in range(KIND_WORDS + 1):
        last -= 1
        between = document.tokens[last].word in _ARTICLES or document.at(last, "kind") is not None
        if last < place.first and not between:
            return -1
        for begin in range(max(0, last - RELATION_WORDS), last):
            hit = document.at(begin, "relation")
            if hit is not None and hit.last == last:
                return begin
    return -1


def within_others(document: Document, place: Located, others: Sequence[Located]) -> Located:
    """A place in no gazetteer with the known one that it lies in.

    It is the one right behind it («قرية X بناحية Y»), that of the same name told before, the narrowest of
    its governorate in the sentence, or else the narrowest that the text named before.
    """
    if place.precision != "unresolved" or place.abroad or place.doubt:
        return place
    first, last = document.sentence_of(place.first)
    low = bisect_left(others, first, key=lambda other: other.first)
    high = bisect_left(others, last, lo=low, key=lambda other: other.first)
    known = [other for other in others[low:high] if other.iraqi and not other.doubt]
    address = _address_behind(place, known)
    if address:
        return replace(place, inside=min(address, key=lambda one: (one.precision == _WIDEST, one.first)))
    told = next(
        (
            one
            for one in others
            if one.inside is not None and one.text == place.text and one.first < place.first
        ),
        None,
    )
    if told is not None:
        return replace(place, inside=told.inside)
    around = [other for other in known if other.governorate == place.governorate != "" and not other.relative]
    if around:
        nearest = min(around, key=lambda one: (one.precision == _WIDEST, abs(one.first - place.first)))
        return replace(place, inside=nearest)
    earlier = [
        other
        for other in others
        if other.first < first
        and other.iraqi
        and not other.doubt
        and not other.relative
        and other.governorate == place.governorate != ""
    ]
    best = min(earlier, key=lambda other: (other.precision not in _HOLDERS, other.fineness), default=None)
    return place if best is None else replace(place, inside=best)


def told_finest(places: Sequence[Located]) -> list[Located]:
    """The places, one in no gazetteer that is named again with what it lies in more finely told by that.

    «قرية X بمحافظة Y … قرية X التابعة لناحية Z»: all the text's X lies in Z.
    """
    finest: dict[tuple[str, str], Located] = {}
    for place in places:
        if place.inside is None:
            continue
        key = (place.text, place.inside.governorate)
        known = finest.get(key)
        if known is None or place.inside.fineness < known.fineness:
            finest[key] = place.inside
    return [
        place if place.inside is None else replace(place, inside=finest[place.text, place.inside.governorate])
        for place in places
    ]


def _address_behind(place: Located, known: Sequence[Located]) -> list[Located]:
    """The places right behind one, each of which the next goes on from: «قرية X بمحافظة ديالى، قضاء Y»."""
    address: list[Located] = []
    edge = place.last
    for other in known:
        if other.first < edge:
            continue
        if other.first - edge > ADDRESS_REACH:
            break
        address.append(other)
        edge = other.last
    return address


def _is_road(document: Document, place: Located) -> bool:
    """Whether the words of a place begin with one for a road."""
    return any(
        hit.family == "kind" and hit.concept == "road" for hit in document.by_first.get(place.first, ())
    )
