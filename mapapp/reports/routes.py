"""Whence and whither: «متوجهين إلى كربلاء», "heading to Mosul", «نُقلوا إلى الكاظمية» name no scene.

What happens to travellers happens on their way, and the hurt are taken elsewhere. Which words move somebody,
and which of "to" and "from" behind them leads to such a place, is in ``placewords.csv``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mapapp.reports.documents import Document, joined_by_and
from mapapp.reports.events import begins_event

if TYPE_CHECKING:
    from mapapp.reports.places import Located

MOVEMENT_REACH: Final = 8
"""Words between one that moves somebody and the "to" or "from" of its place."""
LED_WORDS: Final = 6
"""Words from "to" to the name, kind words and buildings: «إلى مستشفى في مدينة الكاظمية»."""
_TO: Final = frozenset({"الي", "نحو", "صوب", "باتجاه", "to", "for", "toward", "towards", "بهرهو"})
_FROM: Final = frozenset({"من", "from"})
_ALONE: Final = frozenset({"بهرهو"})
"""Words that say by themselves that somebody was on the way there."""
_DIRECTIONS: Final[dict[str, frozenset[str]]] = {"to": _TO, "from": _FROM, "both": _TO | _FROM}
"""Concept of a movement word -> the prepositions behind which its place stands."""
_MOVED: Final = frozenset({"SHELL", "DRONE", "STRIKE", "BODY", "INJURE", "ARMS", "DRUGS"})
"""Concepts of what is fired from a place or brought to one."""
_BETWEEN: Final = ("kind", "locative", "hospital", "ward")
"""Families of words that may stand between a preposition and its name."""
_ARABIC_TO: Final = "ل"


def mark_routes(document: Document, found: list[Located]) -> None:
    """Mark, in the order of the text, the places that somebody or something was moved to or from."""
    for index, place in enumerate(found):
        before = found[index - 1] if index else None
        listed = (
            before is not None
            and before.route
            and before.last == place.first
            and joined_by_and(document.tokens[place.first], document.language)
        )
        nested = before is not None and before.route and place.last <= before.last
        if listed or nested or _is_on_route(document, place):
            found[index] = replace(place, route=True)


def _is_on_route(document: Document, place: Located) -> bool:
    """Whether a movement word stands before the "to" or "from" of a place, in its sentence."""
    at = _preposition_before(document, place)
    if at < 0:
        return False
    word = document.tokens[at].word
    if word in _ALONE:
        return True
    begin = document.sentence_of(place.first)[0]
    for back in range(at, max(begin, at - MOVEMENT_REACH) - 1, -1):
        if back < at and _happens(document, back) and document.at(back, "movement") is None:
            # «أثناء توجهه … انفجرت عبوة من»: the preposition is of the event.
            return False
        hit = document.at(back, "movement")
        if hit is not None and hit.last <= at + 1:
            return _leads(document, place, at, hit.concept)
    return False


def _happens(document: Document, at: int) -> bool:
    """Whether a word tells of something that happened, and not what was launched: «إطلاق صاروخين من»."""
    hit = document.at(at, "event")
    return begins_event(document, at) and hit is not None and hit.concept not in _MOVED


def _leads(document: Document, place: Located, at: int, concept: str) -> bool:
    word = document.tokens[at].word
    if at == place.first:
        return "to" in concept or concept == "both"
    return word in _DIRECTIONS[concept]


def _preposition_before(document: Document, place: Located) -> int:
    """Token of the "to" or "from" that leads to a place; the place's own where «ل» is written onto it."""
    token = document.tokens[place.first]
    if document.language == "ar" and document.text[token.start : place.start] == _ARABIC_TO:
        return place.first
    for at in range(place.first - 1, max(-1, place.first - LED_WORDS - 1), -1):
        if document.tokens[at].word in _TO | _FROM:
            return at
        if not any(document.at(at, family) for family in _BETWEEN):
            return -1
    return -1
