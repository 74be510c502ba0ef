"""The index of names: built from places once, asked by :mod:`gazetteer.matching`.

It is plain columns (lists of text and arrays of numbers), so that a file can hold it as it is and
opening takes no parsing: 90,000 names in a fraction of a second.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gazetteer.normalize.folding import fold_letters, fold_word, places_without_articles, plain_words
from gazetteer.normalize.sounds import is_latin, look_alike, sound_of_word
from gazetteer.normalize.words import KIND_WORDS, split_kind_words
from gazetteer.places import Place
from gazetteer.sound_distance import FORM_LENGTH, SoundCosts, encode, masks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOTABLE_PRIOR = 0.12
"""Prior from which a place is worth a loose look: parts of its name are indexed too."""
KINDS: tuple[str, ...] = ("", *sorted(set(KIND_WORDS.values())))
"""What a kind word may ask for, numbered; "" for none."""
KIND_NUMBERS: dict[str, int] = {kind: number for number, kind in enumerate(KINDS)}
"""The number of each."""
MIN_PART_SOUNDS = 4
"""Sounds that a part of a name must have to stand for the whole."""


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
class Postings:
    """Lists of name numbers, one after the other in one array."""

    starts: array[int]
    members: array[int]

    def of(self, number: int) -> array[int]:
        """The names of one list."""
        return self.members[self.starts[number] : self.starts[number + 1]]

    @classmethod
    def of_lists(cls, lists: Iterable[Sequence[int]]) -> Postings:
        """Pack lists, in their order."""
        starts, members = array("i", [0]), array("i")
        for one in lists:
            members.extend(one)
            starts.append(len(members))
        return cls(starts, members)


@dataclass(frozen=True, slots=True)
class Forms:
    """Distinct sound forms, those of one skeleton together, and the names that have them."""

    skeletons: NDArray[np.uint32]
    """Consonant classes that forms have, see :func:`gazetteer.sound_distance.masks_of`; each once."""
    starts: NDArray[np.int32]
    """Number of the first form of each skeleton, and behind the last one the number of forms."""
    codes: NDArray[np.uint8]
    """One row a form, FORM_LENGTH wide, padded with 0."""
    pairs: NDArray[np.uint64]
    """Order of the classes, see :func:`gazetteer.sound_distance.masks_of`."""
    latin: NDArray[np.bool_]
    weights: NDArray[np.float32]
    """Sum of what the sounds of a form weigh."""
    partial: NDArray[np.bool_]
    """Whether the form is a part of the name only."""
    names: Postings
    """One name of each place that has the form."""


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


def build_index(places: Iterable[Place], parser: Parser | None = None) -> NameIndex:
    """Index the names of places; their numbers are their positions."""
    return index_names(
        ((number, names_of(place), is_notable(place)) for number, place in enumerate(places)),
        parser or Parser(),
    )


def index_names(bearers: Iterable[tuple[int, Sequence[str], bool]], parser: Parser) -> NameIndex:
    """Index names.

    Args:
        bearers: Per place its number, its names, and whether it is worth a loose look.
        parser: Takes the names apart.
    """
    spelled = _spelled(bearers, parser)
    build = _Build()
    for entry, (name, _, notable, standard) in enumerate(spelled):
        build.add(entry, parser(name), standard, notable=notable)
    return build.index([name for name, *_ in spelled], [number for _, number, *_ in spelled])


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
        for form, partial in _forms_of(parsed, parts=notable, shortened=shortened):
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

    def index(self, names: list[str], place_of: list[int]) -> NameIndex:
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
            alone=_alone(self.full, self.core, bearers_of, alike),
            full_key_of=self.full,
            core_key_of=self.core,
            kind_of=self.kinds,
            keys=self.numbers,
            key_names=Postings.of_lists(self.lists),
            look_alikes=Postings.of_lists(alike),
            notable=_pack_forms(self.forms[0], place_of),
            minor=_pack_forms(self.forms[1], place_of),
        )


def _spelled(
    bearers: Iterable[tuple[int, Sequence[str], bool]], parser: Parser
) -> list[tuple[str, int, bool, frozenset[str]]]:
    """Every name with its place, whether that is notable, and the sounds of its standard name."""
    spelled: list[tuple[str, int, bool, frozenset[str]]] = []
    for number, bearer_names, notable in bearers:
        standard = frozenset(parser(bearer_names[0]).sounds)
        spelled += [(name, number, notable, standard) for name in bearer_names]
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


def _forms_of(parsed: Parsed, *, parts: bool, shortened: bool) -> list[tuple[str, bool]]:
    """Forms of a name, and whether each is a part of it only, or of the standard name."""
    whole = parsed.form
    if not whole:
        return []
    found = [(whole, shortened)]
    if parts and len(parsed.sounds) > 1:
        pieces = {*parsed.sounds, "".join(parsed.sounds[:-1]), "".join(parsed.sounds[1:])}
        found += [(piece, True) for piece in sorted(pieces - {whole}) if len(piece) >= MIN_PART_SOUNDS]
    return found


def _pack_forms(forms: dict[tuple[str, bool, bool], list[int]], place_of: Sequence[int]) -> Forms:
    # In an order of their own, so that a look gives the same whatever else is in the index.
    sketched = sorted((*masks_of(form), form, latin, partial) for form, latin, partial in forms)
    masks = np.array([mask for mask, *_ in sketched], dtype=np.uint32)
    skeletons, starts = np.unique(masks, return_index=True)
    text = b"".join([encode(form).tobytes().ljust(FORM_LENGTH, b"\0") for _, _, form, _, _ in sketched])
    codes = np.frombuffer(text, dtype=np.uint8).reshape(len(sketched), FORM_LENGTH)
    return Forms(
        skeletons=skeletons,
        starts=np.append(starts, len(sketched)).astype(np.int32),
        codes=codes,
        pairs=np.array([pairs for _, pairs, *_ in sketched], dtype=np.uint64),
        weights=SoundCosts().weight[codes].sum(axis=1, dtype=np.float32),
        latin=np.array([latin for *_, latin, _ in sketched], dtype=np.bool_),
        partial=np.array([partial for *_, partial in sketched], dtype=np.bool_),
        names=Postings.of_lists(
            _first_of_places(forms[form, latin, partial], place_of) for _, _, form, latin, partial in sketched
        ),
    )


def _first_of_places(entries: Sequence[int], place_of: Sequence[int]) -> Sequence[int]:
    """The first name of each place: of names that sound just the same, one will do."""
    if len(entries) == 1:
        return entries
    return sorted({place_of[entry]: entry for entry in reversed(entries)}.values())
