"""Cutting sentences into stretches that tell one event each, and reading each stretch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from mapapp.reports.background import background_reason
from mapapp.reports.country import country_of
from mapapp.reports.counts import casualties_in
from mapapp.reports.dates import DateRange, date_in
from mapapp.reports.documents import Document, is_definite, joined_by_and, says_cause, soft_break
from mapapp.reports.elsewhere import end_at_home
from mapapp.reports.events import EventFinding, event_hits, event_in, outcome_in
from mapapp.reports.genres import Genre, genre_of, genre_reason
from mapapp.reports.lexicon import Hit
from mapapp.reports.numbers import continues_number
from mapapp.reports.places import Located, places_between
from mapapp.reports.scene import (
    in_opened,
    innermost,
    is_source,
    nested,
    place_of_event,
    scene_places,
    without_origins,
)
from mapapp.reports.tolls import Casualties

_PLACE_REACH: Final = 4
"""Words between the beginning of a new scene and its place."""
_ORDINALS: Final = frozenset(
    {"اخر", "اخري", "اخرا", "الاخر", "الاخري", "اخير", "الاخير", "ثان", "ثانيه", "الاولي", "الثانيه",
     "الاول", "الثاني", "الثالث", "الرابع", "first", "second", "third", "another", "latest", "last",
     "other", "دووهم", "يهكهم", "ديكه"}
)  # fmt: skip
_WORST: Final = frozenset(
    {
        "اعنف",
        "ادمي",
        "اشد",
        "اكبر",
        "اسوا",
        "اخطر",
        "احدي",
        "احد",
        "deadliest",
        "bloodiest",
        "worst",
        "heaviest",
    }
)
"""Words right before «الهجمات», "attacks" that make it one of them."""
_WORST_REACH: Final = 3
"""Words from such a word to the plural: "deadliest of the attacks"."""
_ALSO: Final = frozenset({"ايضا", "also"})
"""Beside an event of its own kind they say another; beside "killed" only one more of the dead."""
_AS_FOR: Final = frozenset({"اما", "واما"})
_HEAD: Final = 4
"""Words at the head of a stretch that may say who reports it."""
_CLAUSES: Final = frozenset({"وان", "وبان", "فيما", "بينما", "كما", "while", "whereas"})
"""Words that begin a further clause of a report."""
_LEADS: Final = frozenset({"وفي", "ففي", "اما", "واما", "والي", "in", "also"})
"""Words at the head of a sentence that lead to another scene."""
_CLAUSE_REACH: Final = 4
"""Words between such a word and the verb behind its people."""
_NEXT_REACH: Final = 9
"""Words of a clause within which an ordinal makes its event a further one."""
_TOLL_REACH: Final = 8
"""Words between the dead and the wounded of one toll."""
_ON: Final = "علي"
"""The preposition behind a verbal noun with the article that names no known event: «العثور على», "on"."""
_SCENE_REACH: Final = 3
"""Words from «وفي», «أما في» to the place that they lead to."""
_CUT_CONCEPTS: Final = frozenset({"separate", "contrast"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence that tells at most one event, with all that was read from it."""

    first: int
    last: int
    event: EventFinding
    casualties: Casualties
    when: DateRange | None
    places: tuple[Located, ...]
    best: Located | None
    reason: str | None
    """Why it is no incident of its own; None where it is one."""
    separate: bool
    """Whether the text says that this is another incident."""
    refers: bool = False
    """Whether its event is named as one known already: «الانفجار», "the blast"."""
    ordinal: bool = False
    """Whether it is counted among several: «التفجير الثاني», "the first"."""
    several: bool = False
    """Whether it tells of more than one event at once: «هجومين», "attacks"."""
    reported: bool = False
    """Whether it begins with who says so."""
    led_over: bool = False
    """Whether it begins with «وفي», «أما», «وانفجرت»: words that lead from one event to the next."""
    worst: bool = False
    """Whether it tells the worst of several."""
    scene: bool = False
    """Whether it begins with «وفي», "In": words that lead to a place of its own."""
    day_words: frozenset[str] = frozenset()
    """Its weekdays, where no day of publication turns them into dates."""
    listed: bool = False
    """Whether it begins an entry in a list of incidents, each an incident of its own."""


def stretches_of(document: Document, located: Sequence[Located], default_country: str) -> Iterator[Stretch]:
    """Every stretch with an event, in the order of the text."""
    genre = genre_of(document)
    refers_back = any(hit.family == "sameday" for hit in document.hits)
    country = default_country
    day_before: DateRange | None = None
    for first, last in document.sentences:
        country = country_of(document, first, last, located, country)
        if refers_back:
            day_before = date_in(document, first, last, first) or day_before
        for begin, cut in _cut(document, first, last, located):
            end = end_at_home(document, begin, cut, located)
            event = event_in(document, begin, end) or outcome_in(document, begin, end)
            if event is None:
                continue
            until = end if event.accused_from is None else max(event.accused_from, begin)
            when = date_in(document, begin, until, event.first) or date_in(document, first, last, event.first)
            if when is None and any(document.between(first, last, "sameday")):
                when = day_before
            day_before = when or day_before
            abroad = country_of(document, begin, end, located, country) == "abroad"
            places = without_origins(document, places_between(located, begin, end))
            stretch = _read(document, begin, end, event, when, places)
            yield replace(stretch, reason="abroad" if abroad else _reason(document, stretch, last, genre))


def _reason(document: Document, stretch: Stretch, last: int, genre: Genre) -> str | None:
    """Why a stretch of the sentence that ends before ``last`` is no incident; None where it is one."""
    event, casualties = stretch.event, stretch.casualties
    reason = background_reason(document, stretch.first, stretch.last, event, casualties, stretch.when)
    if reason is None and _is_question(document, last):
        return "question"
    return reason or genre_reason(document, genre, stretch.first, stretch.last, event, casualties)


def _read(
    document: Document,
    first: int,
    last: int,
    event: EventFinding,
    when: DateRange | None,
    places: tuple[Located, ...],
) -> Stretch:
    """A stretch with what its own words say."""
    until = last if event.accused_from is None else max(event.accused_from, first)
    plurals = [hit for hit in document.between(first, last, "background") if hit.concept == "several"]
    worst = any(_is_worst(document, hit) for hit in plurals)
    scene = _opens_scene(document, first, places)
    named = scene_places(document, places)
    return Stretch(
        first,
        last,
        event,
        casualties_in(document, first, until),
        when,
        places,
        place_of_event(in_opened(named, first) if scene else named, event.first),
        None,
        any(hit.concept == "separate" for hit in document.between(first, last, "background")),
        _refers(document, event),
        worst or _is_counted(document, first, last, event),
        any(not _is_worst(document, hit) for hit in plurals),
        any(hit.concept == "reported" for hit in document.between(first, first + _HEAD, "background")),
        _leads_over(document, first),
        worst,
        scene,
        _weekdays(document, first, last),
    )


def _refers(document: Document, event: EventFinding) -> bool:
    """Whether the event is named as one known already; «العثور على جثة», «القبض على متهم» only look so."""
    behind = event.first + 1
    if behind + 1 < len(document.tokens) and document.tokens[behind].word == _ON:
        return is_definite(document, behind + 1)
    return is_definite(document, event.first)


def _opens_scene(document: Document, first: int, places: Sequence[Located]) -> bool:
    """Whether it begins with «وفي» and the place behind it; «وفي بيان …» opens none."""
    if document.tokens[first].word not in _LEADS:
        return False
    named = any(0 < place.phrase_first - first <= _SCENE_REACH for place in places)
    return named or any(document.at(at, "kind") is not None for at in range(first + 1, first + _SCENE_REACH))


def _leads_over(document: Document, first: int) -> bool:
    token = document.tokens[first]
    told = any(document.at(first, family) is not None for family in ("event", "weekday"))
    joined = joined_by_and(token, document.language) and told
    return joined or token.word in _LEADS or _begins_clause(document, first)


def _cut(document: Document, first: int, last: int, located: Sequence[Located]) -> Iterator[tuple[int, int]]:
    """A sentence cut where a further event with a place of its own begins."""
    places = [place for place in places_between(located, first, last) if place.iraqi and place.sure]
    events = [hit.first for hit in event_hits(document, first, last)]
    begin = first
    for index in range(first + 1, last):
        if not _may_begin(document, index) or _continues_toll(document, index, places):
            continue
        if not any(begin <= at < index for at in events):
            continue
        behind = [place for place in places if place.first > index and not is_source(document, place)]
        before = [place for place in places if begin <= place.first < index]
        other = _says_more(document, index)
        if not before or not behind or nested(innermost(before) if other else before, behind[0]):
            continue
        reach = _CLAUSE_REACH if _begins_clause(document, index) else 1
        event_here = (
            any(index <= at <= index + reach for at in events)
            or _next_of_kind(document, index, events)
            or (other and any(at > index for at in events))
        )
        place_here = behind[0].first - index <= _PLACE_REACH and any(at > index for at in events)
        here = event_here or (place_here and _led_in(document, index, behind[0].first))
        # «أسقطت قوة في أربيل، فجر الأحد، طائرة مسيرة»: neither part alone tells an event.
        if here and event_in(document, begin, index) and event_in(document, index, last):
            yield begin, index
            begin = index
    yield begin, last


def _next_of_kind(document: Document, index: int, events: Sequence[int]) -> bool:
    """«ولم تمض دقائق حتى دوّى تفجير ثانٍ», «وإن أخرى انفجرت»: a clause with a further event of its kind."""
    end = min(index + _NEXT_REACH, len(document.tokens) - 1)
    end = next((at for at in range(index + 1, end) if soft_break(document.tokens[at])), end)
    words = range(index, end)
    other = _begins_clause(document, index) and document.tokens[index + 1].word in _ORDINALS
    return any(other or document.tokens[at + 1].word in _ORDINALS for at in events if at in words)


def _says_more(document: Document, index: int) -> bool:
    """«فيما أعلن مصدر أن …»: a clause in which another source tells, or the same one of something else."""
    return _begins_clause(document, index) and any(
        hit.concept == "reported"
        for hit in document.by_first.get(index + 1, ())
        if hit.family == "background"
    )


def _begins_clause(document: Document, index: int) -> bool:
    """«وأن ثلاثة آخرين قُتلوا», «فيما أصيب»: a clause of its own, whose event may stand behind its people."""
    return document.tokens[index].word in _CLAUSES


def _continues_toll(document: Document, index: int, places: Sequence[Located]) -> bool:
    """Whether the words before a token tell the dead and those at it the wounded of one event.

    «بمصرع شخصين | وإصابة ستة», «قُتلوا | وأصيب 14»: no place between them, so both are of what follows.
    """
    wounded = next(
        (hit for at in (index, index + 1) for hit in document.by_first.get(at, ()) if _tells(hit, "injured")),
        None,
    )
    if wounded is None or _begins_clause(document, index):
        return False
    for at in range(index - 1, max(-1, index - _TOLL_REACH - 1), -1):
        if any(place.first <= at < place.last for place in places):
            return False
        if any(_tells(hit, "killed") for hit in document.by_first.get(at, ())):
            return True
    return False


def _tells(hit: Hit, what: str) -> bool:
    return hit.family == "casualty" and hit.concept.startswith(what)


def _weekdays(document: Document, first: int, last: int) -> frozenset[str]:
    """The weekdays that a stretch of an undated report names."""
    if document.published is not None:
        return frozenset()
    return frozenset(hit.concept for hit in document.between(first, last, "weekday"))


def _is_counted(document: Document, first: int, last: int, event: EventFinding) -> bool:
    """Whether an ordinal makes it one of several: beside the event word, or «أما الثاني فـ» at the head."""
    around = range(max(first, event.first - 2), min(event.last + 2, last))
    head = [token.word for token in document.tokens[first : min(first + _HEAD, last)]]
    if any(word in _AS_FOR and behind in _ORDINALS for word, behind in pairwise(head)):
        return True
    words = _ORDINALS if event.rule.weak else _ORDINALS | _ALSO
    return any(document.at(at, "ordinal") is not None or document.tokens[at].word in words for at in around)


def _is_worst(document: Document, hit: Hit) -> bool:
    """«أعنف الهجمات», "the deadliest of the attacks": one of several, told by itself."""
    return any(
        token.word in _WORST for token in document.tokens[max(0, hit.first - _WORST_REACH) : hit.first]
    )


def _is_question(document: Document, last: int) -> bool:
    """Whether the sentence that ends before token ``last`` ends in a question mark."""
    if last < len(document.tokens):
        behind = document.tokens[last].gap
    else:
        behind = document.text[document.tokens[last - 1].end :]
    return behind.lstrip().startswith(("?", "؟"))


def _led_in(document: Document, index: int, place: int) -> bool:
    """Whether «وفي», «أما في», "and in" leads to the place: a new scene, not an address continued."""
    return any(
        document.tokens[at].word in {"وفي", "ففي", "اما", "في", "in", "له"} for at in range(index, place)
    ) and (document.tokens[index].word not in {"في", "in", "له"})


def _may_begin(document: Document, index: int) -> bool:
    token = document.tokens[index]
    if says_cause(document, index) or continues_number(document, index):
        return False
    if document.at(index, "person") is not None and not soft_break(token):
        # «إصابة ضابط | ومدني بانفجار»: one more of the people told before.
        return False
    if soft_break(token) or joined_by_and(token, document.language):
        return True
    return any(
        hit.family == "background" and hit.concept in _CUT_CONCEPTS
        for hit in document.by_first.get(index, ())
    )
