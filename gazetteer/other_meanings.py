"""What a bare name may mean besides the place: a person, an organisation, an ordinary word.

A query has no sentence around it that would tell, so a place that is reached by the name of something
else is told with that doubt. A town whose very name it is stays the answer: «بلد» is a town.
``gazetteer/data/other_words.csv`` has the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gazetteer.index import parse
from gazetteer.normalize import fold
from gazetteer.normalize.folding import folded_words
from gazetteer.ranking import LEVELS, STRICT_QUALITY, Ranked, Scope, kind_weight, lies_in
from gazetteer.wordlists import other_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gazetteer.index import Parsed
    from gazetteer.places import Place

MOST_MET = 50_000
"""Words whose fold is remembered."""
MOST_WORDS = 6
"""A longer text is no name of a person and no ordinary word."""
THINGS = frozenset(
    {
        *("square", "road", "bridge", "crossing", "facility", "refinery", "dam"),
        *("camp", "base", "field", "airport", "island", "lake", "river"),
    }
)
"""Kinds that are known by their kind word: the rest of the name alone is that of someone or something."""
LANDSCAPES = frozenset({"wadi", "mountain", "desert", "area"})
"""Kinds that a well-known name may stand for alone (Hamrin)."""
BARE_KINDS = THINGS | LANDSCAPES | {"neighbourhood", "village"}
"""Kinds of which even the very name is rather the person's or the word's, where nothing else is told."""
KNOWN_PRIOR = 0.5
"""Prior from which a landscape is known without its kind word."""
THING_BY_SOUND = 0.95
"""Quality that a single word needs to mean a thing that it only sounds like."""
NO_VOWELS = re.compile(r"(?:al)?[^aeiou]{4,}")
"""The sounds of a Latin name that is written without its vowels (znqlh, khfst, almfrq)."""
OF_ENDINGS = frozenset("iyY")
"""Sounds that end the adjective of a place, which is a family name too."""
DOUBTS: dict[str, str] = {
    "person": "it reads as a person's name",
    "organisation": "it reads as the name of an organisation",
    "word": "it is an ordinary word",
}
"""Other meaning -> how it is told."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name may mean besides a place."""

    other: str = ""
    """A key of DOUBTS; empty where no list says so."""
    digits: frozenset[str] = frozenset()
    """The numbers in it: another number makes another name."""


_PLAIN = Meaning()
"""What most names mean besides a place: nothing."""


class OtherMeanings:
    """Tells what else a name may mean.

    Args:
        roles: Folded word -> its roles; read from the table where none are given.
    """

    def __init__(self, roles: Mapping[str, frozenset[str]] | None = None) -> None:
        self._given = roles
        self._met: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _roles(self) -> Mapping[str, frozenset[str]]:
        return other_words() if self._given is None else self._given

    @cached_property
    def _listed(self) -> frozenset[str]:
        """All words that stand in the lists, alone or in a name of several."""
        return frozenset(word for name in self._roles for word in name.split())

    def of(self, text: str) -> Meaning:
        """What a name as written may mean besides a place."""
        if len(self._met) > MOST_MET:
            self._met.clear()
        words = folded_words(text, self._met)
        listed = self._listed
        for word in words:
            if word in listed or word.isdigit():
                break
        else:
            return _PLAIN
        digits = frozenset(word for word in words if word.isdigit())
        if not words or len(words) > MOST_WORDS:
            return Meaning(digits=digits)
        if words[0] == "the" and len(words) > 1:
            words = words[1:]
        roles = [self._roles.get(word, frozenset()) for word in words]
        whole = self._roles.get(" ".join(words), frozenset())
        if "organisation_name" in whole or any("organisation" in of for of in (roles[0], roles[-1])):
            return Meaning("organisation", digits)
        if all(of & {"given_name", "family_name"} for of in roles) or (
            len(words) > 1 and "given_name" in roles[0] and "family_name" in roles[-1]
        ):
            return Meaning("person", digits)
        # Of several words an own name is made: the Canal Hotel.
        if len(roles) == 1 and "word" in roles[0]:
            return Meaning("word", digits)
        return Meaning(digits=digits)


def doubts_of_own_name(meaning: Meaning) -> tuple[str, ...]:
    """What speaks against one of BARE_KINDS whose very name was met, with no word on where it lies."""
    return (DOUBTS[meaning.other],) if meaning.other in {"person", "word"} else ()


def doubts_of_meaning(
    best: Ranked, query: Parsed, scope: Scope | None, meaning_of_name: Callable[[], Meaning]
) -> Iterator[str]:
    """What speaks against the best place because the bare name may not mean it.

    Args:
        best: The place that ranks first.
        query: The name taken apart.
        scope: Where the caller says it lies.
        meaning_of_name: Tells what else the name may mean; not asked where that does not matter.
    """
    place, hit = best.place, best.hit
    is_strict = hit.quality >= STRICT_QUALITY
    is_told = (bool(query.kind) and kind_weight(place.kind, query.kind) > 0) or (
        scope is not None and lies_in(place, scope)
    )
    is_seat = is_strict and place.kind in LEVELS
    if is_strict and (is_told or (is_seat and hit.rule == "exact" and hit.name in _own_names(place))):
        return
    meaning = meaning_of_name()
    if meaning.other == "organisation" and not is_strict:
        yield DOUBTS["organisation"]
    if is_told:
        return
    if meaning.other in {"person", "word"} and not (is_seat and _is_standard(hit.name, place)):
        yield DOUBTS[meaning.other]
    if hit.rule == "exact":
        return
    is_known = is_strict and place.prior >= KNOWN_PRIOR
    is_thing = place.kind in THINGS or (place.kind in LANDSCAPES and not is_known)
    if is_thing and not query.kind and parse(hit.name).kind:
        yield f"a {place.kind} whose name has its kind word: {hit.name}"
    elif is_thing and not is_strict and len(query.sounds) == 1 and hit.quality < THING_BY_SOUND:
        yield f"a {place.kind}, and the name only sounds like it"
    if not is_strict and meaning.digits != {word for word in fold(hit.name).split() if word.isdigit()}:
        yield "the number in it is another than in the name"
    if not is_strict and query.latin and NO_VOWELS.fullmatch(query.form):
        yield "it is written without vowels, so many names sound like it"
    if not is_strict and _is_of_the_place(query.form, hit.name):
        yield f"it reads as someone or something of {hit.name}"


def _is_standard(name: str, place: Place) -> bool:
    """Whether a name is one of the standard names of a place but for its writing."""
    return fold(name) in {fold(own) for own in _own_names(place) if own}


def _own_names(place: Place) -> tuple[str, str, str]:
    return place.name, place.name_ar, place.name_ckb


def _is_of_the_place(form: str, name: str) -> bool:
    """Whether a sound form ends as an Arabic adjective of the place does: al-Samarrai, «الدليمي»."""
    return form[-1:] in OF_ENDINGS and parse(name).form[-1:] not in OF_ENDINGS
