"""Finds the places that a running Arabic, Sorani or English text names.

Names are spotted by look-up (:mod:`gazetteer.spotting`), then each is resolved once with its kind
word and with the governorate that the sentence puts it in. A person, a unit or an ordinary word of
the same letters is left out or carries its doubt; a place abroad is said to be abroad.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.abroad import countries_of_text, country_of_hit
from gazetteer.belongings import belonging
from gazetteer.company import with_company_heard
from gazetteer.distances import distance_km
from gazetteer.facilities import facility_hits
from gazetteer.foreign import foreign_places
from gazetteer.frames import DOUBTS
from gazetteer.hits import Hit
from gazetteer.kind_lists import listed_hits, named_before_kind
from gazetteer.namebook import NameBook
from gazetteer.places import Mention, Resolution, Status
from gazetteer.relative_places import relative_resolution
from gazetteer.relative_spots import Relative, relatives_of
from gazetteer.resolving import HitResolver
from gazetteer.slips import with_seats_read, with_slips_read
from gazetteer.spotting import Spotter
from gazetteer.tokens import words_of
from gazetteer.unlisted import located_hits, unlisted_hits
from gazetteer.wordlists import MentionWords, RelationWords, demonyms, mention_words, relation_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gazetteer.resolver import Gazetteer

ORDINARY_DOUBT = "also an ordinary word or a person's name, and no kind word says that a place is meant"
"""Doubt of a name that the surroundings do not lift out of the ordinary."""
INNER_KINDS = frozenset({"neighbourhood", "facility", "square", "road"})
"""Kinds of which «شمال X» tells the side of the town that they are in."""
NAMESAKE_KM = 60.0
"""A place so much farther from a town than the text says is a namesake of the one that it means."""
NAMESAKE_DOUBT = "a place in {country} bears the same name"
"""Doubt of a name that is known in Iraq and abroad."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What spotting needs of a gazetteer, built once."""

    book: NameBook
    lists: MentionWords
    demonyms: Mapping[str, str]
    relations: RelationWords

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> Lexicon:
        """The lexicon of a gazetteer, kept on it."""
        return belonging(gazetteer, "lexicon", lambda: cls._build(gazetteer))

    @classmethod
    def _build(cls, gazetteer: Gazetteer) -> Lexicon:
        lists = mention_words()
        adjectives = demonyms()
        book = NameBook.of(gazetteer.places_as_named(), foreign_places(), lists, adjectives)
        return cls(book, lists, adjectives, relation_words())


def find_mentions(gazetteer: Gazetteer, text: str) -> list[Mention]:
    """The places that a text names, in order of their start, a longer one before one inside it.

    Offsets are code points of ``text``; kind words and what is written onto a name lie outside.

    Args:
        gazetteer: Resolves each name.
        text: The document, in any of the three languages or several.
    """
    lexicon = Lexicon.of(gazetteer)
    words = words_of(text)
    spotter = Spotter(text, words, lexicon.book, lexicon.lists)
    hits = spotter.hits()
    for unknown in (unlisted_hits, facility_hits, named_before_kind, listed_hits, located_hits):
        hits += unknown(text, words, hits, lexicon.lists)
        hits.sort(key=lambda hit: (hit.start, -hit.end))
    countries = countries_of_text(text, words, hits, lexicon.demonyms)
    relatives = relatives_of(text, words, hits, lexicon.relations)
    teller = _Teller(gazetteer, text, hits, relatives)
    mentions = []
    for hit in hits:
        country, certain = country_of_hit(hit, countries)
        mention = teller.mention_of(hit, country, certain=certain)
        if mention.resolution.place is not None or not hit.tentative:
            mentions.append(mention)
    mentions = with_seats_read(gazetteer, with_company_heard(gazetteer, with_slips_read(mentions)))
    mentions += teller.relative_mentions(mentions)
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


class _Teller:
    """Makes mentions of the hits of one text."""

    def __init__(self, gazetteer: Gazetteer, text: str, hits: list[Hit], relatives: list[Relative]) -> None:
        self._gazetteer = gazetteer
        self._text = text
        self._relatives = relatives
        self._hits = HitResolver(gazetteer, text, hits)

    def mention_of(self, hit: Hit, country: str, *, certain: bool) -> Mention:
        """The mention of a hit, with its doubt."""
        doubt = DOUBTS.get(hit.frame.doubt_role, "")
        if hit.strength < hit.needed:
            doubt = doubt or ORDINARY_DOUBT
        written = self._text[hit.start : hit.end]
        if country and certain:
            resolution = _abroad(written, country)
        else:
            if country:
                doubt = doubt or NAMESAKE_DOUBT.format(country=country)
            resolution = self._hits.resolution_of(hit)
        return Mention(
            start=hit.start,
            end=hit.end,
            text=written,
            resolution=resolution,
            kind_word=hit.frame.kind,
            doubt=doubt,
        )

    def relative_mentions(self, mentions: list[Mention]) -> list[Mention]:
        """The relative places told by names that were resolved (30 km south-west of Kirkuk)."""
        by_start = {
            (one.start, one.end): one.resolution
            for one in mentions
            if one.resolution.place is not None and not one.doubt
        }
        found: list[Mention] = []
        for relative in self._relatives:
            anchors = [by_start.get((hit.start, hit.end)) for hit in relative.anchors]
            known = [anchor for anchor in anchors if anchor is not None]
            if len(known) < len(anchors) or self._is_placed(relative, by_start):
                continue
            if any(relative.start == one.start and relative.end == one.end for one in found[-2:]):
                # «قرب مطار أربيل»: told from the airport already, not from the town in its name.
                continue
            if (relative.start, relative.end) in by_start:
                # The gazetteer has the place itself, a road between two towns for example.
                continue
            written = self._text[relative.start : relative.end]
            found.append(
                Mention(
                    start=relative.start,
                    end=relative.end,
                    text=written,
                    resolution=relative_resolution(self._gazetteer, written, relative.head, known),
                    kind_word=relative.anchors[0].frame.kind,
                )
            )
        return found

    def _is_placed(self, relative: Relative, by_start: Mapping[tuple[int, int], Resolution]) -> bool:
        """Whether a name before the relation has its place without it: known, or in the very town."""
        subject = relative.subject
        if subject is None:
            return False
        known = by_start.get((subject.start, subject.end))
        if known is not None and self._contradicts(relative, known, by_start):
            return False
        is_known = known is not None or subject.known.in_iraq
        return is_known or (relative.head.relation == "direction" and subject.frame.kind in INNER_KINDS)

    def _contradicts(
        self, relative: Relative, subject: Resolution, by_start: Mapping[tuple[int, int], Resolution]
    ) -> bool:
        """Whether a distance is told that the place found lies far from: a namesake of the one meant."""
        anchor = by_start.get((relative.anchors[0].start, relative.anchors[0].end))
        if (
            relative.head.distance_km is None
            or anchor is None
            or subject.place is None
            or anchor.place is None
        ):
            return False
        gap = distance_km(
            subject.place.latitude, subject.place.longitude, anchor.place.latitude, anchor.place.longitude
        )
        # By road it is farther than that, never nearer.
        return gap - relative.head.distance_km > NAMESAKE_KM + subject.place.radius_km


def _abroad(written: str, country: str) -> Resolution:
    return Resolution(
        query=written,
        status=Status.UNRESOLVED,
        place=None,
        reasons=(f"a place in {country}, outside Iraq",),
        country=country,
    )
