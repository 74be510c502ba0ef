"""All names that may be mentioned, of Iraq and abroad, by their folded words.

Built once from a gazetteer; finding one is a dictionary look-up per word, so that a megabyte of text
is read in under a second whatever the size of the gazetteer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gazetteer.normalize import fold
from gazetteer.tokens import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gazetteer.foreign import ForeignPlace
    from gazetteer.places import Place
    from gazetteer.wordlists import MentionWords

OUTER_KINDS = frozenset(
    {"governorate", "district", "sub_district", "city", "town", "village", "neighbourhood", "area"}
)
"""Kinds whose word stands before the name; that of others (Wadi, Camp, Bridge) is part of it."""
NOTABLE_KINDS = frozenset({"governorate", "district", "sub_district", "city", "town"})
"""Kinds whose names are taken for places even with no word before them that says so."""
ELSEWHERE = "?"
"""Home of a name that seats of several governorates bear."""
CROWDED_KINDS = frozenset({"village", "neighbourhood", "area", "square", "road", "facility", "bridge"})
"""Kinds whose names are mostly words or names of people."""
SEAT_KINDS = frozenset({"governorate", "district", "city"})
"""Kinds that a foreign namesake does not push aside."""
WITH_ARTICLE, WITHOUT_ARTICLE = 1, 2
PLAIN_ARABIC = re.compile(r"^[\u0621-\u0652 ]+$")
"""Letters of Arabic proper; Sorani and Persian know no article, so they say nothing of it."""
LIMITS = {
    # A place of another kind is often named from this prior on; lower lets minor villages in.
    "familiar_prior": 0.3,
    # A city abroad is known without context from this population on; lower brings namesakes.
    "large_population": 300_000,
    # A name has at most this many words; longer ones are descriptions.
    "most_words": 6,
    # A name has at least this many letters; shorter ones are initials and particles.
    "least_letters": 2,
}
"""Limits of what is a name, each with what the other direction would do."""


@dataclass(slots=True)
class Known:
    """What bears a name."""

    in_iraq: bool = False
    notable: bool = False
    """Some place of Iraq that bears it is of a notable kind or prior."""
    familiar: bool = False
    """Some place of Iraq that bears it is a quarter or the like that reports often name."""
    seat: bool = False
    """Some place of Iraq that bears it is a governorate, a district or a city."""
    governorate: str = ""
    """Standard name, where a governorate bears it."""
    home: str = ""
    """Governorate of the town that bears it, a larger one before a smaller; ELSEWHERE for several."""
    articles: int = 0
    """How its Arabic spellings begin: WITH_ARTICLE, WITHOUT_ARTICLE, or both together."""
    countries: tuple[str, ...] = ()
    """Countries abroad where a place bears it, that of the largest first."""
    demonym: bool = False
    """The name is also the adjective of its country (سورية, تركية)."""
    large_abroad: bool = False
    """Some place abroad that bears it is a country, a region or a large city."""

    @property
    def chiefly_abroad(self) -> bool:
        """Whether who writes the name means a place abroad, unless the text says otherwise."""
        return bool(self.countries) and (not self.in_iraq or (self.large_abroad and not self.notable))


@dataclass(frozen=True, slots=True)
class NameBook:
    """Folded name, words parted by a space -> what bears it."""

    names: dict[str, Known] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    """First word of a name -> words in the longest name that begins so."""

    @classmethod
    def of(
        cls,
        places: Iterable[Place],
        foreign: Iterable[ForeignPlace],
        words: MentionWords,
        demonyms: Mapping[str, str],
    ) -> NameBook:
        """Take in all names of the places of Iraq and abroad."""
        book = cls()
        for place in places:
            # «شمالي العراق» and the like say nothing of where; they govern no mention.
            if place.kind == "country":
                continue
            for name in {place.name, place.name_ar, place.name_ckb, *place.names}:
                for spelled in (name, *_inflected(name)):
                    for known in book._entries(spelled, words):
                        _learn(known, place)
        for stranger in sorted(foreign, key=_size, reverse=True):
            for name in stranger.names:
                for known in book._entries(name, words):
                    _learn_abroad(known, stranger)
                    known.demonym = not name.isascii() and fold(name) in demonyms
        return book

    def _entries(self, name: str, words: MentionWords) -> list[Known]:
        """The entries of one written name, made where they are missing."""
        key = name_without_outer_kind(fold(name).split(), words)
        joined = " ".join(key)
        if not 1 <= len(key) <= LIMITS["most_words"] or len(joined) < LIMITS["least_letters"]:
            return []
        # «الدير» is a town; «دير» only begins the names of others.
        if joined.isdigit() or (words.is_a(joined, "part") and not name.startswith(ARTICLE)):
            return []
        self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))
        known = self.names.setdefault(joined, Known())
        if PLAIN_ARABIC.match(name):
            known.articles |= WITH_ARTICLE if name.startswith(ARTICLE) else WITHOUT_ARTICLE
        return [known]


def name_without_outer_kind(key: list[str], words: MentionWords) -> list[str]:
    """A folded name without ``district`` and the like at either end, unless nothing else is left.

    The kinds of OUTER_KINDS only: ``Wadi Hauran`` keeps its first word, and so does «المنطقة الخضراء»,
    whose last one only describes.
    """
    while len(key) > 1 and words.kinds.get(key[0]) in OUTER_KINDS and not _describes(key[1:], words):
        key = key[1:]
    while len(key) > 1 and words.kinds.get(key[-1]) in OUTER_KINDS and key[-1].isascii():
        key = key[:-1]
    return key


def _inflected(name: str) -> tuple[str, ...]:
    """A name with «أبو» as it stands behind a preposition: «في أبي غريب»."""
    first, _, rest = name.partition(" ")
    return (f"أبي {rest}",) if first in {"أبو", "ابو"} and rest else ()


def _describes(key: list[str], words: MentionWords) -> bool:
    return len(key) == 1 and not key[0].isascii() and words.is_a(key[0], "generic")


def _learn(known: Known, place: Place) -> None:
    known.in_iraq = True
    if place.kind in NOTABLE_KINDS:
        known.notable = True
    elif place.prior >= LIMITS["familiar_prior"]:
        known.notable = known.notable or place.kind not in CROWDED_KINDS
        known.familiar = True
    known.seat = known.seat or place.kind in SEAT_KINDS
    if place.kind in NOTABLE_KINDS and not (known.home and place.kind not in SEAT_KINDS):
        known.home = place.governorate if known.home in {"", place.governorate} else ELSEWHERE
    if place.kind == "governorate":
        known.governorate = place.name


def _size(stranger: ForeignPlace) -> tuple[bool, int]:
    return stranger.kind != "city", stranger.population


def _learn_abroad(known: Known, stranger: ForeignPlace) -> None:
    if stranger.country not in known.countries:
        known.countries = (*known.countries, stranger.country)
    known.large_abroad = (
        known.large_abroad or stranger.kind != "city" or stranger.population >= LIMITS["large_population"]
    )
