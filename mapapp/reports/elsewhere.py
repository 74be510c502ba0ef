"""English clauses on what happens abroad, hung on a sentence of home: "… as Israel bombed Gaza".

They are the time or the reason of what the sentence tells, and neither its event nor its dead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.places import Located, places_between

_HANGING: Final = frozenset({"as", "amid", "while", "after", "following", "despite", "over"})
"""Words that begin such a clause."""
_NEIGHBOURS_ACTING: Final = frozenset({"Turkey", "Iran", "United States", "Israel", "Russia", "Europe"})
"""Countries that are named for what they do in Iraq too."""
_FROM: Final = frozenset({"from", "into", "with", "to", "bordering"})
"""Words before a country that make it where somebody came from or what Iraq borders on."""
_FROM_REACH: Final = 2
"""Words from such a word to the country."""
_NAME_REACH: Final = 9
"""Words from the beginning of the clause to the country it is about."""


def end_at_home(document: Document, first: int, last: int, located: Sequence[Located]) -> int:
    """The token behind what a stretch tells of home; ``last`` where no clause on events abroad ends it."""
    if document.language != "en":
        return last
    for at in range(first + 1, last):
        # "killing over 30 people" begins no clause.
        counted = at + 1 < last and (
            document.tokens[at + 1].word.isdigit() or document.at(at + 1, "number") is not None
        )
        if document.tokens[at].word in _HANGING and not counted and _is_abroad(document, at, last, located):
            return at
    return last


def _is_abroad(document: Document, at: int, last: int, located: Sequence[Located]) -> bool:
    """Whether a clause tells an event, names a country abroad and nothing of Iraq before its end."""
    named = [
        hit
        for hit in document.between(at, min(at + _NAME_REACH, last), "country")
        if hit.concept != "context"
        and hit.concept not in _NEIGHBOURS_ACTING
        and not any(
            token.word in _FROM for token in document.tokens[max(at, hit.first - _FROM_REACH) : hit.first]
        )
    ]
    if not named or not any(document.between(at, last, "event")):
        return False
    taken = {index for hit in named for index in range(hit.first, hit.last)}
    home = [place for place in places_between(located, at, last) if place.iraqi and place.first not in taken]
    told = [place for place in home if place.sure and not _is_teller(document, place, last)]
    return not told and not any(hit.concept == "Iraq" for hit in document.between(at, last, "iraq"))


def _is_teller(document: Document, place: Located, last: int) -> bool:
    """Whether "said" stands right behind the place: "traders in Baghdad said"."""
    return any(
        hit.concept == "reported"
        for hit in document.between(place.last, min(place.last + _FROM_REACH, last), "background")
    )
