"""The index of names: built from places once, asked by :mod:`gazetteer.matching`.

It is plain columns (lists of text and arrays of numbers), so that a file can hold it as it is and
opening takes no parsing: 90,000 names in a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer.normalize.folding import fold_letters, fold_word, places_without_articles, plain_words
from gazetteer.normalize.sounds import is_latin, look_alike, sound_of_word
from gazetteer.normalize.words import KIND_WORDS, split_kind_words
from gazetteer.places import Place
from gazetteer.sound_forms import Forms, Postings, forms_of, pack_forms

NOTABLE_PRIOR = 0.12
"""Prior from which a place is worth a loose look: parts of its name are indexed too."""
TOWN_KINDS = frozenset({"city", "town", "governorate", "district", "sub_district"})
"""Kinds whose plain name means them and no other place that only sounds alike."""
TOWN = 2
"""Standing of a notable place of TOWN_KINDS; other notable ones have 1, all others 0."""
KINDS: tuple[str, ...] = ("", *sorted(set(KIND_WORDS.values())))
"""What a kind word may ask for, numbered; "" for none."""
KIND_NUMBERS: dict[str, int] = {kind: number for number, kind in enumerate(KINDS)}
"""The number of each."""


class Parsed(NamedTuple):
    """A name taken apart, the same way for the index and for a query."""

    full_key: str
    """Folded, without spaces."""
    core_key: str
    """The same without kind words."""
    kind: str
    """The kind that the kind words ask for; "" for none."""
    sounds: tuple[str, ...]
    """Sound form of each word, kind words left out."""
    form: str
    """The sound form of the whole, words written together."""
    latin: bool
    """Written in Latin letters."""


class Word(NamedTuple):
    """A word of a name, in the forms that names are compared by."""

    folded: str
    sound: str
    latin: bool


def parse(name: str, lexicon: dict[str, tuple[Word, ...]] | None = None) -> Parsed:
    """Take a name apart.

    Args:
        name: In any script.
        lexicon: The words that pieces between blanks of earlier names hold; new ones are added. Names
            share most of their words.
    """
    lexicon = {} if lexicon is None else lexicon
    words: list[Word] = []
    for piece in name.split():
        known = lexicon.get(piece)
        if known is None:
            known = lexicon[piece] = _words_of(piece)
        words += known
    if len(words) == 1:
        key, sound, latin = words[0]
        return Parsed(key, key, "", (sound,) if sound else (), sound, latin)
    folded = [word.folded for word in words]
    kept = places_without_articles(folded)
    if len(kept) < len(words):
        words, folded = [words[place] for place in kept], [folded[place] for place in kept]
    start, end, kind = split_kind_words(folded)
    core = words[start:end]
    full_key = "".join(folded)
    sounds = tuple([word.sound for word in core if word.sound])
    return Parsed(
        full_key=full_key,
        core_key=full_key if len(core) == len(words) else "".join(folded[start:end]),
        kind=kind,
        sounds=sounds,
        form="".join(sounds),
        latin=bool(core) and core[0].latin,
    )


def _words_of(piece: str) -> tuple[Word, ...]:
    lettered = [(word, letters) for word in plain_words(piece) if (letters := fold_letters(word))]
    return tuple(
        [Word(fold_word(letters), sound_of_word(word), is_latin(word)) for word, letters in lettered]
    )


class Parser:
    """Takes names apart and remembers the results for the length of one build."""

    def __init__(self) -> None:
        self._parsed: dict[str, Parsed] = {}
        self._lexicon: dict[str, tuple[Word, ...]] = {}

    def __call__(self, name: str) -> Parsed:
        """Take a name apart."""
        parsed = self._parsed.get(name)
        if parsed is None:
            parsed = self._parsed[name] = parse(name, self._lexicon)
        return parsed


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All names of all places."""

    names: list[str]
    """As written, sorted; a name of two places stands twice."""
    spellings: dict[str, int]
    """Each name as written -> its first number in names."""
    place_of: list[int]
    """Number of the place of each name."""
    full_key_of: list[int]
    """Number of the folded form of each name."""
    core_key_of: list[int]
    """The same without kind words."""
    kind_of: list[int]
    """What the kind words of each name ask for, as a number of KINDS."""
    keys: dict[str, int]
    """Folded name -> its list in key_names."""
    key_names: Postings
    town_of: list[int]
    """1 for a name of a notable town or larger unit, see TOWN_KINDS; else 0."""
    alone: list[int]
    """1 for a name whose keys lead to its own place only, and that no notable name is like; else 0."""
    look_alikes: Postings
    """Per key, the names of notable places that are easily taken for it and are folded otherwise."""
    notable: Forms
    """Forms of the places worth a loose look."""
    minor: Forms
    """Forms of all others."""


def names_of(place: Place) -> list[str]:
    """All names of a place, the standard one first, none twice."""
    every = (place.name, place.name_ar, place.name_ckb, *place.names)
    return [name for name in dict.fromkeys(every) if name]


def is_notable(place: Place) -> bool:
    """Whether a place is no mere village of a long list."""
    return place.prior >= NOTABLE_PRIOR


def _standing(place: Place) -> int:
    if not is_notable(place):
        return 0
    return TOWN if place.kind in TOWN_KINDS else 1


def build_index(places: Iterable[Place], parser: Parser | None = None) -> NameIndex:
    """Index the names of places; their numbers are their positions."""
    return index_names(
        ((number, names_of(place), _standing(place)) for number, place in enumerate(places)),
        parser or Parser(),
    )


def index_names(bearers: Iterable[tuple[int, Sequence[str], int]], parser: Parser) -> NameIndex:
    """Index names.

    Args:
        bearers: Per place its number, its names, and its standing, see TOWN.
        parser: Takes the names apart.
    """
    spelled = _spelled(bearers, parser)
    build = _Build()
    for entry, (name, _, standing, standard) in enumerate(spelled):
        build.add(entry, parser(name), standard, notable=bool(standing))
    return build.index(
        [name for name, *_ in spelled],
        [number for _, number, *_ in spelled],
        [int(standing == TOWN) for _, _, standing, _ in spelled],
    )


class _Build:
    """An index in the making: keys, forms and look-alikes of the names added so far."""

    def __init__(self) -> None:
        self.lists: list[list[int]] = []
        self.numbers: dict[str, int] = {}
        self.full: list[int] = []
        self.core: list[int] = []
        self.kinds: list[int] = []
        self.looks: dict[str, list[int]] = {}
        self.minor_looks: dict[str, str] = {}
        self.forms: tuple[dict[tuple[str, bool, bool], list[int]], ...] = ({}, {})

    def add(self, entry: int, parsed: Parsed, standard: frozenset[str], *, notable: bool) -> None:
        full = core = self._listed(parsed.full_key, entry)
        if parsed.core_key != parsed.full_key:
            core = self._listed(parsed.core_key, entry)
        self.full.append(full)
        self.core.append(core)
        self.kinds.append(KIND_NUMBERS[parsed.kind])
        shortened = notable and standard.issuperset(parsed.sounds) and len(parsed.sounds) < len(standard)
        for form, partial in forms_of(parsed.form, parsed.sounds, parts=notable, shortened=shortened):
            self.forms[not notable].setdefault((form, parsed.latin, partial), []).append(entry)
        if notable:
            self.looks.setdefault(look_alike(parsed.form), []).append(entry)
        elif parsed.form:
            self.minor_looks[parsed.full_key] = look_alike(parsed.form)

    def _listed(self, key: str, entry: int) -> int:
        """Put a name on the list of a key, and tell its number."""
        number = self.numbers.setdefault(key, len(self.lists))
        if number == len(self.lists):
            self.lists.append([])
        self.lists[number].append(entry)
        return number

    def index(self, names: list[str], place_of: list[int], town_of: list[int]) -> NameIndex:
        alike = [
            [
                entry
                for entry in self.looks.get(self.minor_looks.get(key, "-"), ())
                if number not in (self.full[entry], self.core[entry])
            ]
            for key, number in self.numbers.items()
        ]
        bearers_of = [frozenset(place_of[entry] for entry in entries) for entries in self.lists]
        return NameIndex(
            names=names,
            spellings=first_numbers(names),
            place_of=place_of,
            town_of=town_of,
            alone=_alone(self.full, self.core, bearers_of, alike),
            full_key_of=self.full,
            core_key_of=self.core,
            kind_of=self.kinds,
            keys=self.numbers,
            key_names=Postings.of_lists(self.lists),
            look_alikes=Postings.of_lists(alike),
            notable=pack_forms(self.forms[0], place_of, looked=True),
            minor=pack_forms(self.forms[1], place_of, looked=False),
        )


def _spelled(
    bearers: Iterable[tuple[int, Sequence[str], int]], parser: Parser
) -> list[tuple[str, int, int, frozenset[str]]]:
    """Every name with its place, the standing of that, and the sounds of its standard name."""
    spelled: list[tuple[str, int, int, frozenset[str]]] = []
    for number, bearer_names, standing in bearers:
        standard = frozenset(parser(bearer_names[0]).sounds)
        spelled += [(name, number, standing, standard) for name in bearer_names]
    spelled.sort(key=lambda one: one[:2])
    return spelled


def _alone(
    full_key_of: Sequence[int],
    core_key_of: Sequence[int],
    bearers_of: Sequence[frozenset[int]],
    alike: Sequence[Sequence[int]],
) -> list[int]:
    return [
        int(len(bearers_of[full] | bearers_of[core]) == 1 and not alike[full])
        for full, core in zip(full_key_of, core_key_of, strict=True)
    ]


def first_numbers(names: Sequence[str]) -> dict[str, int]:
    """Each text of a sorted list -> its first position."""
    last = len(names) - 1
    return dict(zip(reversed(names), range(last, -1, -1), strict=True))
