"""Country first: whether a stretch of text tells of Iraq, of somewhere else, or leaves it to the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mapapp.reports.documents import Document, joined_by_and, soft_break
from mapapp.reports.lexicon import Hit
from mapapp.reports.place_offices import is_dateline
from mapapp.reports.places import Located, places_between
from mapapp.reports.scene import without_origins

_WHERE_FAMILIES: Final = ("locative", "kind", "relation", "over")
"""Families of words that lead to a place."""
_BORDERS: Final = frozenset({"الحدود", "حدود", "للحدود", "بالحدود", "والحدود", "الشريط", "المنفذ"})
"""Words behind which an adjective of a country says whose border it is, on the side of Iraq."""
_SHORTEST_NAME: Final = 3
"""Letters of a name abroad that no list of countries has; so short it is some other word («بيع»)."""
_ACTING: Final = frozenset({"Turkey", "Iran", "United States", "Israel", "Russia", "Europe", "lands", "seas"})
"""Countries that reports name for what they do in Iraq, and words for lands and seas."""
_BEFORE_REACH: Final = 3
_MEANWHILE: Final = frozenset({"as", "while", "following", "amid", "بينما", "فيما", "اثر", "عقب", "وسط"})
"""Words that lead from what happens in one country to what happens in another."""
_ASIDE_REACH: Final = 5
"""Words from an event to the place abroad behind it that is its own."""
_BESIDE_REACH: Final = 4
"""Words between "bordering" and the place behind it."""


def foreign_places(document: Document, first: int, last: int) -> list[Hit]:
    """Foreign places that the stretch names as a place, not as an adjective or a source."""
    found = []
    for hit in document.between(first, last, "country"):
        if _is_person(document, hit) or _behind_iraqi_kind(document, hit, first):
            continue
        if hit.concept != "context" and _beyond_border(document, hit.first, first):
            continue
        if is_dateline(document, hit.first, hit.last) and any(_iraq_named(document, first, last)):
            continue  # "QAMISHLI, Syria (Agency) - … in Koya in Iraq": where it was written.
        word = document.tokens[hit.first].word
        prefixed = word.startswith("ب") and len(document.tokens[hit.first].forms) > 1
        suffixed = document.language == "ckb" and word.endswith("دا")
        if suffixed and hit.concept in _ACTING and _ends_event(document, hit.first):
            continue  # «لە هێرشی تورکیادا»: behind an event in the genitive the ending is the event's.
        if hit.concept in _ACTING and _owns(document, hit.first):
            continue  # "a barrage of Iran's Revolutionary Guard": who did it, not where.
        if hit.concept == "context" or prefixed or suffixed or _locative_before(document, hit.first, first):
            found.append(hit)
    found.extend(
        hit
        for hit in document.between(first, last, "foreign-adjective")
        # «مدينة X التركية», «محافظة A B الإيرانية»: the kind word two or three words before.
        if any(document.at(at, "foreign-kind") for at in range(max(first, hit.first - 3), hit.first - 1))
    )
    found.sort(key=lambda hit: hit.first)
    return found


def _owns(document: Document, index: int) -> bool:
    """Whether it is "Iran's" without "in" or "at" right before it."""
    before = document.tokens[index - 1].word if index else ""
    return document.tokens[index].word.endswith("'s") and before not in {"in", "at", "near", "inside", "on"}


def _ends_event(document: Document, index: int) -> bool:
    """Whether the word of an event stands right before a token."""
    return any(
        hit.family == "event" and hit.last == index
        for at in range(max(0, index - _BEFORE_REACH), index)
        for hit in document.by_first.get(at, ())
    )


def _iraq_named(document: Document, first: int, last: int) -> list[Hit]:
    """The words for Iraq, but for one that only says at which border something is."""
    return [
        hit
        for hit in document.between(first, last, "iraq")
        if hit.concept != "Iraq" or not _beyond_border(document, hit.first, first)
    ]


def _is_elsewhere(document: Document, place: Located, first: int) -> bool:
    """Whether the gazetteer knows a place as one abroad, and its words say that something was there."""
    return (
        place.abroad
        and len(place.text) > _SHORTEST_NAME
        and _locative_before(document, place.first, first)
        and not _beyond_border(document, place.first, first)
        and not _owns(document, place.first)
    )


def _not_inside(foreign: Sequence[Hit], located: Sequence[Located]) -> list[Hit]:
    """The foreign places that are no part of a longer Iraqi name: «أبو صيدا» is not in Lebanon."""
    longer = {at for place in located if _is_home(place) for at in range(place.first, place.last)}
    return [hit for hit in foreign if hit.first not in longer]


def _is_home(place: Located) -> bool:
    """Whether the gazetteer puts a name in Iraq beyond doubt, known there or behind a word for its kind."""
    if place.iraqi:
        return place.last - place.phrase_first > 1 or (place.sure and place.precision != "near")
    return place.precision == "unresolved" and place.country == "Iraq" and bool(place.kind) and place.sure


def _is_person(document: Document, hit: Hit) -> bool:
    """«22 سوريًا»: the accusative of the adjective, which looks like the country without its mark."""
    token = document.tokens[hit.first]
    counted = hit.first > 0 and (
        document.tokens[hit.first - 1].word.isdigit() or document.at(hit.first - 1, "number") is not None
    )
    return hit.last - hit.first == 1 and (counted or "\u064b" in document.text[token.start : token.end + 1])


def _behind_iraqi_kind(document: Document, hit: Hit, first: int) -> bool:
    """«ناحية الرياض»: a sub-district of Iraq, not the capital of that name."""
    return hit.first > first and document.at(hit.first - 1, "iraqi-kind") is not None


def _beyond_border(document: Document, index: int, first: int) -> bool:
    """«على الحدود مع سوريا»: a country that only says at which border, as right behind such words."""
    return _is_border_of(document, index) or any(
        hit.family == "border" and hit.last == index
        for at in range(max(first, index - _BESIDE_REACH), index)
        for hit in document.by_first.get(at, ())
    )


def _is_border_of(document: Document, index: int) -> bool:
    """«قرب الحدود السورية»: an adjective that only says which border of Iraq; not «السورية التركية»."""
    word = document.tokens[index].word
    if any(document.at(index + 1, family) for family in ("foreign-adjective", "country")):
        return False
    return index > 0 and document.tokens[index - 1].word in _BORDERS and word.startswith("ال")


def _locative_before(document: Document, index: int, first: int) -> bool:
    for at in range(max(first, index - _BEFORE_REACH), index):
        if any(document.at(at, family) for family in _WHERE_FAMILIES):
            return True
    return index == first


def country_of(document: Document, first: int, last: int, located: Sequence[Located], default: str) -> str:
    """``Iraq``, ``abroad``, or ``default`` where the stretch says nothing."""
    inside = places_between(located, first, last)
    foreign = _not_inside(foreign_places(document, first, last), inside)
    abroad = [place for place in inside if _is_elsewhere(document, place, first)]
    named = {
        at
        for hit in document.between(first, last, "country")
        for at in range(hit.first, hit.last)
        if hit.last - hit.first > 1
    }
    iraqi = [place for place in inside if place.iraqi and not place.route and place.first not in named]
    told = foreign + (list(_named_abroad(document, first, last)) if document.language == "en" else [])
    there = sorted(
        [h.first for h in told if h.concept != "context" and not _whence(document, h.first)]
        # In a text about Iraq, a town abroad that no list here names is a namesake of some word («كابتن»).
        + [place.first for place in abroad if default != "Iraq" and not _whence(document, place.first)]
    )
    origins = set(inside) - set(without_origins(document, inside))
    sure = [
        place
        for place in iraqi
        if place.sure
        and not (there and place in origins)
        and not _of_foreign(document, place, foreign, last)
        and not (there and (_only_beside(document, place, first) or _is_origin(document, place)))
        and not _beside_abroad(document, place, inside)
    ]
    if sure and default == "abroad" and not _about_iraq(document, located):
        return "abroad"
    if sure:
        return "abroad" if there and _event_nearer(document, there, sure, first, last) else "Iraq"
    if any(hit.concept == "Iraq" for hit in _iraq_named(document, first, last)):
        return "abroad" if foreign and not iraqi and _nearer(document, foreign, first, last) else "Iraq"
    if foreign or abroad:
        return "abroad"
    if not iraqi and document.language == "en" and any(_named_abroad(document, first, last)):
        return "abroad"  # "rocket fire from Gaza": English adjectives are no names of countries.
    return "Iraq" if iraqi else default


def _about_iraq(document: Document, located: Sequence[Located]) -> bool:
    """Whether a text says anywhere that it is about Iraq: by a word or a place too large to be a namesake."""
    return any(hit.family == "iraq" for hit in document.hits) or any(
        place.iraqi and place.sure and (place.precision == "governorate" or place.name == place.governorate)
        for place in located
    )


def _whence(document: Document, index: int) -> bool:
    """Whether "from" stands before the place: what came from there happened elsewhere."""
    return any(document.tokens[at].word in {"من", "from"} for at in range(max(0, index - 3), index))


def _only_beside(document: Document, place: Located, first: int) -> bool:
    """Whether the place only tells where one abroad lies or whence somebody came."""
    return any(
        hit.family == "beside" and hit.last <= place.last
        for at in range(max(first, place.phrase_first - _BESIDE_REACH), place.last)
        for hit in document.by_first.get(at, ())
    )


def _is_origin(document: Document, place: Located) -> bool:
    """«شاب من أربيل يُقتل في ألمانيا»: whether "from" stands right before the place of somebody abroad."""
    return place.phrase_first > 0 and document.tokens[place.phrase_first - 1].word in {"من", "from"}


def _beside_abroad(document: Document, place: Located, others: Sequence[Located]) -> bool:
    """«سيستان وبلوجستان»: whether a place that is no governorate's is told in one breath with one abroad."""
    if place.precision == "governorate" or place.name in {place.governorate, place.district}:
        return False
    pairs = [(place, other) for other in others if other.abroad] + [
        (other, place) for other in others if other.abroad
    ]
    return any(
        one.last == behind.first and joined_by_and(document.tokens[behind.first], document.language)
        for one, behind in pairs
    )


def _event_nearer(
    document: Document, there: Sequence[int], iraqi: Sequence[Located], first: int, last: int
) -> bool:
    """Whether the first event word has a foreign place behind it before any Iraqi one, and none before it."""
    event = next((hit.first for hit in document.between(first, last, "event")), None)
    if event is None:
        return False
    behind = [place.first for place in iraqi if place.first > event]
    abroad = [at for at in there if at > event]
    if not abroad:
        return False
    if any(place.first < event for place in iraqi):
        # "rallied in Baghdad as air strikes pounded Gaza": a clause of its own on what happens there.
        before = max(place.last for place in iraqi if place.first < event)
        joined = any(token.word in _MEANWHILE for token in document.tokens[before:event])
        return joined and min(abroad) - event <= _ASIDE_REACH
    return (not behind or min(abroad) < min(behind)) and not _comes_home(document, min(abroad), behind, last)


def _comes_home(document: Document, abroad: int, iraqi: Sequence[int], last: int) -> bool:
    """«فيما تتواصل الغارات على غزة.. مسيرة تستهدف أربيل»: a further event, behind a break, in Iraq."""
    breaks = (at for at in range(abroad + 1, last) if soft_break(document.tokens[at]))
    begin = next(breaks, last)
    event = next((hit.first for hit in document.between(begin, last, "event")), last)
    return any(at > event for at in iraqi)


def _of_foreign(document: Document, place: Located, foreign: Sequence[Hit], last: int) -> bool:
    """Whether a foreign place right behind a small Iraqi one says that a namesake abroad is meant."""
    if place.precision in {"governorate", "district"} or place.name == place.governorate:
        return False
    return any(
        0 <= hit.first - place.last <= _BEFORE_REACH
        and not any(
            soft_break(token) or token.word in _MEANWHILE
            for token in document.tokens[place.last : hit.first + 1]
        )
        for hit in foreign
        if hit.first < last and hit.concept != "context"
    )


def _nearer(document: Document, foreign: Sequence[Hit], first: int, last: int) -> bool:
    """Whether the foreign place stands nearer to the first event word than the word Iraq does."""
    events = [hit.first for hit in document.between(first, last, "event")]
    iraq = [hit.first for hit in document.between(first, last, "iraq") if hit.concept == "Iraq"]
    if not events or not iraq:
        return True
    return min(abs(hit.first - events[0]) for hit in foreign) < min(abs(at - events[0]) for at in iraq)


def _named_abroad(document: Document, first: int, last: int) -> Iterator[Hit]:
    """Places in countries whose forces don't act in Iraq, named in whatever words."""
    for hit in document.between(first, last, "country"):
        if hit.concept not in _ACTING and not _is_person(document, hit):
            yield hit


def _is_firm(document: Document, place: Located, foreign: int) -> bool:
    """Whether a place is no namesake of one abroad: a district, or its town told before token ``foreign``.

    So is one that "while" or «فيما» parts from what is told of abroad behind it.
    """
    town = place.name in {place.governorate, place.district}
    parted = any(token.word in _MEANWHILE for token in document.tokens[place.last : foreign])
    # "As Israel bombed Gaza, a drone hit …": the clause on abroad opens the text and a comma ends it.
    opened = document.tokens[0].word in _MEANWHILE and any(
        soft_break(token) for token in document.tokens[foreign : place.first]
    )
    before = (town or parted) and place.first < foreign
    return place.precision in {"governorate", "district"} or before or opened


def document_country(document: Document, located: Sequence[Located]) -> str:
    """The country that the document as a whole is about: ``Iraq``, ``abroad``, or "" where it says none."""
    named = [
        place
        for place in located
        if place.iraqi and place.sure and not _beside_abroad(document, place, located)
    ]
    elsewhere = _not_inside(foreign_places(document, 0, len(document.tokens)), located)
    about_iraq = _about_iraq(document, located)
    if not about_iraq:
        # «إطفاء دير الزور»: the name of a town abroad says where, whatever stands before it.
        elsewhere += _not_inside(list(_named_abroad(document, 0, len(document.tokens))), located)
    first = min((hit.first for hit in elsewhere), default=len(document.tokens))
    if named and (about_iraq or any(_is_firm(document, place, first) for place in named)):
        return "Iraq"
    if named and all(_whence(document, hit.first) for hit in elsewhere):
        return "Iraq"
    words = _iraq_named(document, 0, len(document.tokens))
    if any(hit.concept == "Iraq" for hit in words):
        return "Iraq"
    if elsewhere:
        return "abroad"
    if any(_is_elsewhere(document, place, 0) for place in located):
        return "abroad"
    return "Iraq" if words or any(place.iraqi for place in located) else ""
