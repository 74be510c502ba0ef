"""Answers to plain names: a name alone, with no relation and no list around it.

The strict way is the short one: a name as written that only one place has needs no ranking. All others are
matched, ranked and settled, with the places abroad and the other meanings that speak against them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gazetteer.answers import ambiguous, nothing, resolved
from gazetteer.index import KINDS, NOTABLE_PRIOR, NameIndex, Parsed, parse
from gazetteer.matching import Matcher
from gazetteer.other_meanings import BARE_KINDS, OtherMeanings, doubts_of_own_name
from gazetteer.places import Place, Resolution, Status
from gazetteer.ranking import STRICT_QUALITY, Scope, candidates_of, lies_in, ranked_hits, sole_candidate
from gazetteer.settling import BARE_MINOR, THRESHOLDS, Abroad, doubts_of_abroad, settle, sole_doubts
from gazetteer.strict_matching import Hit

if TYPE_CHECKING:
    from gazetteer.building import Assembled

MAX_NAME_LENGTH = 160
"""Code points beyond which a text is no place name; the longest known has 60."""


class PlainNames:
    """Answers plain names.

    Args:
        places: All places, those that users added too.
        indexes: Their names; a later index adds to the first.
        assembled: Has the places abroad.
        meanings: Tells what else a name may mean.
    """

    def __init__(
        self,
        places: Sequence[Place],
        indexes: Sequence[NameIndex],
        assembled: Assembled,
        meanings: OtherMeanings,
    ) -> None:
        self._places = places
        self._matcher = Matcher(indexes)
        self._foreign = Matcher([assembled.foreign_index])
        self._countries = assembled.foreign_countries
        self._strengths = assembled.foreign_strengths
        self._meanings = meanings
        self._first = indexes[0]
        self._spellings_abroad = assembled.foreign_index.spellings
        self._spellings = indexes[0].spellings if len(indexes) == 1 else {}

    def is_known(self, text: str) -> bool:
        """Whether a place has just this name, as written."""
        return text in self._spellings or self._matcher.is_known(text)

    def is_known_anywhere(self, text: str) -> bool:
        """Whether a place here or abroad has just this name, as written."""
        return self.is_known(text) or text in self._spellings_abroad

    def sole(self, text: str) -> Resolution | None:
        """The answer for a name as written that only one place has: no ranking is needed.

        None where the name is not known as written, leads to more places, others sound alike, or a place
        abroad has it too.
        """
        entry = self._spellings.get(text)
        if entry is None:
            return None
        index = self._first
        if not index.alone[entry] or text in self._spellings_abroad:
            return None
        place, kind = self._places[index.place_of[entry]], index.kind_of[entry]
        candidate = sole_candidate(place, text, KINDS[kind])
        doubts: tuple[str, ...] = ()
        if kind:
            doubts = sole_doubts(place, KINDS[kind])
        elif place.prior < NOTABLE_PRIOR:
            doubts = (BARE_MINOR,)
        elif place.kind in BARE_KINDS:
            doubts = doubts_of_own_name(self._meanings.of(text))
        if doubts:
            return ambiguous(text, (candidate,), (*candidate.reasons, *doubts))
        return resolved(text, place, (candidate,), candidate.reasons)

    def answer(
        self, text: str, scope: Scope | None, near: tuple[float, float] | None, limit: int
    ) -> Resolution:
        """The answer to a name.

        Args:
            text: The name.
            scope: Where the caller says it lies.
            near: (latitude, longitude) in degrees that it is likely close to.
            limit: Most candidates to tell.
        """
        sole = self.sole(text) if scope is None and near is None else None
        return sole or self.ranked(text, scope, near, limit)

    def ranked(
        self, text: str, scope: Scope | None, near: tuple[float, float] | None, limit: int
    ) -> Resolution:
        """The same for a name that has no :meth:`sole` answer."""
        if len(text) > MAX_NAME_LENGTH:
            return nothing(text[:MAX_NAME_LENGTH], "longer than any place name")
        query, hits = self._matcher.hits(text)
        if not query.full_key:
            return nothing(text, "no letters or digits")
        known = self.is_known(text)
        ranked = ranked_hits(self._places, hits, query, scope, near, least=THRESHOLDS.candidate)
        foreign = self._abroad_of(text, None if known else query)
        country = self._countries[foreign.place] if foreign else ""
        if not ranked:
            reason = f"a place in {country}" if foreign else "no place in Iraq has a name like this one"
            return nothing(text, reason, country=country or "Iraq")
        status, doubts = settle(ranked, query, scope, self._abroad(foreign), partial(self._meanings.of, text))
        quality = ranked[0].hit.quality
        if status is Status.RESOLVED and quality < THRESHOLDS.foreign_beyond:
            alike = self._foreign.nearest(
                text, parse(text) if known else query, loosely_from=quality + THRESHOLDS.foreign
            )
            nearer = tuple(doubts_of_abroad(ranked[0], query, scope, self._abroad(alike)))
            status, doubts = (Status.AMBIGUOUS if nearer else status), (*nearer, *doubts)
        candidates = candidates_of(ranked[: max(limit, 1)], query, scope)
        inside = (
            scope is not None and ranked[0].hit.quality >= STRICT_QUALITY and lies_in(ranked[0].place, scope)
        )
        if status is not Status.RESOLVED and foreign and foreign.quality >= STRICT_QUALITY and not inside:
            told = candidates if candidates[0].score >= STRICT_QUALITY else ()
            return replace(nothing(text, f"a place in {country}", country=country), candidates=told)
        reasons = (*candidates[0].reasons, *doubts)
        if status is not Status.RESOLVED:
            return ambiguous(text, candidates, reasons)
        return resolved(text, ranked[0].place, candidates, reasons)

    def _abroad_of(self, text: str, query: Parsed | None) -> Hit | None:
        """The place abroad that is written like a name; folded too where the name is taken apart."""
        if query is None and text not in self._spellings_abroad:
            return None
        return self._foreign.nearest(text, query)

    def _abroad(self, foreign: Hit | None) -> Abroad | None:
        if foreign is None:
            return None
        return Abroad(foreign.quality, self._strengths[foreign.place])
