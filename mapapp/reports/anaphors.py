"""«وسط القضاء», «شرق الناحية», «في القرية»: a kind word that stands for the place of its kind named last.

Reports name a sub-district once, often as somebody's office («مدير ناحية X»), and then say "in the
sub-district" of what happened there. Which words stand for which kinds is in ``placewords.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mapapp.reports.documents import Document

if TYPE_CHECKING:
    from mapapp.reports.places import Located

ANAPHOR_REACH: Final = 120
"""Words between a place and the word that stands for it; farther back the reader has lost it too."""
_KINDS: Final[dict[str, frozenset[str]]] = {
    "village": frozenset({"village"}),
    "sub_district": frozenset({"sub_district", "town"}),
    "district": frozenset({"district"}),
    "town": frozenset({"town", "city"}),
}
"""Concept of the word -> kind words of the places that it may stand for."""


def anaphors_of(document: Document, found: Sequence[Located]) -> Iterator[Located]:
    """A copy of the place meant, at the words that stand for it, for each such word of the report."""
    taken = {at for place in found for at in range(place.first, place.last)}
    for hit in document.hits:
        if (
            hit.family != "anaphor"
            or hit.concept not in _KINDS
            or taken.intersection(range(hit.first, hit.last))
        ):
            continue
        if not _is_led(document, hit.first):
            continue
        meant = _meant(found, hit.first, hit.concept)
        if meant is None:
            continue
        yield standing_for(document, meant, hit.first, hit.last)


def standing_for(document: Document, meant: Located, first: int, last: int) -> Located:
    """A place at the words, from token ``first`` to before ``last``, that stand for it."""
    start, end = document.span(first, last)
    return replace(
        meant,
        first=first,
        last=last,
        phrase_first=first,
        text=document.text[start:end],
        start=start,
        end=end,
        office=False,
        anaphor=True,
    )


def _is_led(document: Document, at: int) -> bool:
    """Whether a word of place leads to it, apart or written onto it: «في القضاء», «بالناحية»."""
    if document.tokens[at].word.startswith(("بال", "لل")):
        return document.tokens[at].word.startswith("بال")
    return at > 0 and (
        document.at(at - 1, "locative") is not None
        or any(
            hit.family == "relation" and hit.last == at
            for begin in range(max(0, at - 3), at)
            for hit in document.by_first.get(begin, ())
        )
    )


def _meant(found: Sequence[Located], at: int, concept: str) -> Located | None:
    """The last place before a word that it may stand for; None where there is none near."""
    for place in reversed(found):
        near = at - ANAPHOR_REACH <= place.first < at and not place.relative
        if near and not place.doubt and not place.abroad and _is_of(place, concept):
            return place
    return None


def _is_of(place: Located, concept: str) -> bool:
    """Whether a place is of a kind: by its kind word, or as a town whose name stands alone."""
    if place.kind in _KINDS[concept]:
        return True
    alone = concept == "town" and not place.kind and place.precision == "settlement"
    return alone and not place.office and not place.route
