"""Which names of the index a query may mean, and how well each fits: the rules, without ranking.

Rules from strict to loose: the name as written, its folded form, its sound, a part of it, and a part
of the query. A looser rule is tried only where the stricter ones leave doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gazetteer.index import KIND_NUMBERS, KINDS, MIN_PART_SOUNDS, Forms, NameIndex, Parsed, parse
from gazetteer.normalize.sounds import WEIGHTS
from gazetteer.sound_distance import SoundCosts, distances, masks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Quality:
    """What a match by each rule is worth, 0 to 1, higher is better."""

    exact: float = 1.0
    folded: float = 0.99
    """Only case, marks, article or spaces differ."""
    kind_left_out: float = 0.975
    """The same without the kind words of either."""
    kind_clash: float = 0.88
    """The same where the two kind words ask for different kinds (Hay al-Salam, Wadi al-Salam)."""
    sound: float = 0.97
    """Of a name that sounds the same; less by the distance."""
    look_alike: float = 0.93
    """Of a notable name that a known minor name is easily taken for."""
    name_part: float = 0.86
    """Words of the name are missing from the query; times the likeness in sound."""
    query_part: float = 0.84
    """Words of the query have no counterpart; times the likeness in sound."""
    glued: float = 0.95
    """The query starts with an article or kind word written onto the name."""


QUALITY = Quality()
BARE_LANDSCAPES = frozenset({"mountain", "wadi", "desert"})
"""Kinds whose names stand alone as often as behind their kind word (Gara, Hamrin)."""
MIN_QUALITY = 0.66
"""Quality of a match by sound below which a name is no candidate."""
MAX_NEAR = 30
"""Forms taken from one look, the nearest, with those as near as the last; more would only be thrown
away in ranking."""
GOOD_LIKENESS = 0.90
"""Likeness from which no looser look among minor places is needed."""
FEW_CLASSES = 4
FEW_APART = 2
MANY_APART = 3
"""Bits of the class mask that may differ, up to FEW_CLASSES consonants and beyond: a replaced
consonant of another class differs by two."""
MAX_PARTS = 4
"""Parts of a query looked up: the time of an answer grows with each."""
MAX_LONGER = 1.7
"""How much heavier than the query a name may be: Latin letters spell the vowels that Arabic lacks."""
MAX_COMPARED = 240
"""Forms compared per look, with those as promising as the last: those of the nearest skeletons, of them
those of about the weight of the query."""
CLASS_WORTH = 2
"""What a bit of the class mask counts against one of the order of classes."""
WEIGHT_WORTH = 0.05
"""What a difference in weight by one consonant counts against such a bit: it parts what is else alike."""
HALF_WEIGHT = 0.4
"""Added to the weight of a name that its distance is measured against: short names need care."""


class Hit(NamedTuple):
    """A name that a query may mean."""

    quality: float
    name: str
    """The name that the query met."""
    place: int
    """Number of its place."""
    rule: str


class Variant(NamedTuple):
    """A sound form that a query is looked up by."""

    form: str
    worth: float
    """Quality of a name that sounds just the same."""
    rule: str


class Matcher:
    """Looks up names in indexes that number the same places.

    Args:
        indexes: The names; a later index adds to the earlier ones.
    """

    def __init__(self, indexes: Sequence[NameIndex]) -> None:
        self.indexes = tuple(indexes)
        self._costs = SoundCosts()

    def hits(self, text: str) -> tuple[Parsed, dict[int, Hit]]:
        """Find the places that a text may name.

        Returns:
            The query taken apart, and the best hit per place number.
        """
        if len(self.indexes) == 1:
            known = _known(text, self.indexes[0])
            if known is not None:
                return known
        query = parse(text)
        best: dict[int, Hit] = {}
        for index in self.indexes:
            _add(best, _keyed(text, query, index))
        if not query.form:
            return query, best
        self._sound_out(best, query, _wholes(query), notable=True)
        if _top(best) < GOOD_LIKENESS:
            # Only notable places are worth a look by a part of the query: a village never stands for
            # a longer name.
            self._sound_out(best, query, _parts(query), notable=True)
            self._sound_out(best, query, _wholes(query), notable=False)
        return query, best

    def is_known(self, text: str) -> bool:
        """Whether a place has just this name, as written."""
        for index in self.indexes:  # noqa: SIM110 - a generator costs more than the look-up, asked for each name
            if text in index.spellings:
                return True
        return False

    def sole(self, text: str) -> tuple[int, str] | None:
        """The one place that a name as written leads to, and the kind that its kind words ask for.

        None where the name is not known as written, or leads to more places, or others sound alike.
        """
        if len(self.indexes) != 1:
            return None
        index = self.indexes[0]
        entry = index.spellings.get(text)
        if entry is None or not index.alone[entry]:
            return None
        return index.place_of[entry], KINDS[index.kind_of[entry]]

    def nearest(self, text: str, query: Parsed | None, *, loosely_from: float | None = None) -> Hit | None:
        """The best hit by the whole of a name.

        Args:
            text: The query as written.
            query: The same taken apart; None where only a name as written counts.
            loosely_from: Quality from which names that only sound alike count; None for not at all.
        """
        index = self.indexes[0]
        best: dict[int, Hit] = {}
        known = _known(text, index)
        if known is not None:
            best = known[1]
        elif query is not None:
            _add(best, _keyed(text, query, index))
            if loosely_from is not None and query.form and not best:
                self._sound_out(best, query, _wholes(query), notable=False, least=loosely_from)
        return max(best.values(), key=lambda hit: hit.quality, default=None)

    def _sound_out(
        self,
        best: dict[int, Hit],
        query: Parsed,
        forms: list[Variant],
        *,
        notable: bool,
        least: float = MIN_QUALITY,
    ) -> None:
        for variant in forms:
            if _top(best) >= variant.worth * GOOD_LIKENESS and best and variant.rule != "sound":
                return
            for index in self.indexes:
                among = index.notable if notable else index.minor
                _add(best, self._sounding(variant, index, among, latin=query.latin, least=least))

    def _sounding(
        self, variant: Variant, index: NameIndex, forms: Forms, *, latin: bool, least: float
    ) -> Iterator[Hit]:
        own = sum([WEIGHTS.get(sound, 1.0) for sound in variant.form])
        chosen = _promising(variant.form, own, forms)
        if not len(chosen):
            return
        size = np.maximum(forms.weights[chosen], own) + HALF_WEIGHT
        worth = np.where(forms.partial[chosen], variant.worth * QUALITY.name_part, variant.worth)
        cost = distances(
            variant.form,
            query_latin=latin,
            codes=forms.codes[chosen],
            latin=forms.latin[chosen],
            costs=self._costs,
            limits=size * (1 - least / worth),
        )
        quality = worth * (1 - cost / size)
        near = ((quality >= least) & (-quality <= _at_rank(MAX_NEAR, -quality))).nonzero()[0]
        columns = chosen[near]
        found = [
            (-worth, entry, "name part" if partial else variant.rule)
            for worth, column, partial in zip(
                quality[near].tolist(), columns.tolist(), forms.partial[columns].tolist(), strict=True
            )
            for entry in forms.names.of(column)
        ]
        found.sort()
        met: set[int] = set()
        for less, entry, rule in found:
            place = index.place_of[entry]
            if place not in met:
                met.add(place)
                yield Hit(-less, index.names[entry], place, rule)


def _promising(form: str, weight: float, forms: Forms) -> NDArray[np.intp]:
    """Numbers of the forms that are worth comparing with one, by skeleton and weight."""
    mask, pairs = masks_of(form)
    apart = np.bitwise_count(forms.skeletons ^ np.uint32(mask))
    limit = FEW_APART if mask.bit_count() <= FEW_CLASSES else MANY_APART
    alike = (apart <= limit).nonzero()[0]
    first = forms.starts[alike]
    sizes = forms.starts[alike + 1] - first
    ends = sizes.cumsum()
    chosen: NDArray[np.intp] = np.arange(ends[-1] if len(ends) else 0) + (first + sizes - ends).repeat(sizes)
    weights = forms.weights[chosen]
    light = weights <= weight * MAX_LONGER + 1.0
    chosen = chosen[light]
    if len(chosen) > MAX_COMPARED:
        unlike = WEIGHT_WORTH * np.abs(weights[light] - np.float32(weight))
        unlike += np.bitwise_count(forms.pairs[chosen] ^ np.uint64(pairs))
        unlike += (CLASS_WORTH * apart[alike]).repeat(sizes)[light]
        chosen = chosen[unlike <= _at_rank(MAX_COMPARED, unlike)]
    return chosen


def _at_rank(rank: int, values: NDArray[np.floating]) -> float:
    """The value of a rank, counted from 1 for the lowest; infinite where there are not so many."""
    return float(np.partition(values, rank - 1)[rank - 1]) if len(values) >= rank else np.inf


def _known(text: str, index: NameIndex) -> tuple[Parsed, dict[int, Hit]] | None:
    """Look a name up as it is written, without taking it apart: what nine of ten queries need.

    The result is that of the strict rules; no sound is compared, since the name is plainly known.
    """
    first = index.spellings.get(text)
    if first is None:
        return None
    full, core, asked = index.full_key_of[first], index.core_key_of[first], index.kind_of[first]
    names, place_of = index.names, index.place_of
    best: dict[int, Hit] = {}
    for entry in index.key_names.of(full):
        name, place = names[entry], place_of[entry]
        if name == text:
            best[place] = Hit(QUALITY.exact, name, place, "exact")
        elif place not in best:
            best[place] = (
                Hit(QUALITY.kind_left_out, name, place, "kind word")
                if _leaves_out(index, entry, full)
                else Hit(QUALITY.folded, name, place, "folded")
            )
    if core != full:
        for entry in index.key_names.of(core):
            place = place_of[entry]
            if place not in best:
                clash = _clashes(index.kind_of[entry], asked)
                worth = QUALITY.kind_clash if clash else QUALITY.kind_left_out
                best[place] = Hit(worth, names[entry], place, "kind word")
    for entry in index.look_alikes.of(full):
        place = place_of[entry]
        if place not in best:
            best[place] = Hit(QUALITY.look_alike, names[entry], place, "sound")
    return _KNOWN[index.kind_of[first]], best


_KNOWN: tuple[Parsed, ...] = tuple(
    Parsed(full_key="known", core_key="known", kind=kind, sounds=(), form="", latin=True) for kind in KINDS
)
"""What is told of a query that was not taken apart, by what its kind words ask for."""


def _leaves_out(index: NameIndex, entry: int, key: int) -> bool:
    """Whether a folded query leaves out the kind word of a name that is hardly named without it."""
    return index.full_key_of[entry] != key and KINDS[index.kind_of[entry]] not in BARE_LANDSCAPES


def _clashes(kind: int, asked: int) -> bool:
    """Whether two kind words, as numbers of KINDS with 0 for none, are of different kinds."""
    return bool(kind and asked) and kind != asked


def _top(best: dict[int, Hit]) -> float:
    return max((hit.quality for hit in best.values()), default=0.0)


def _add(best: dict[int, Hit], hits: Iterator[Hit]) -> None:
    for hit in hits:
        if hit.place not in best or hit.quality > best[hit.place].quality:
            best[hit.place] = hit


def _keyed(text: str, query: Parsed, index: NameIndex) -> Iterator[Hit]:
    for key, worth, rule in (
        (query.full_key, QUALITY.folded, "folded"),
        (query.core_key, QUALITY.kind_left_out, "kind word"),
    ):
        number = index.keys.get(key)
        if number is None:
            continue
        for entry in index.key_names.of(number):
            place, name = index.place_of[entry], index.names[entry]
            if name == text:
                yield Hit(QUALITY.exact, name, place, "exact")
            elif rule == "folded" and _leaves_out(index, entry, number):
                yield Hit(QUALITY.kind_left_out, name, place, "kind word")
            else:
                clash = rule == "kind word" and _clashes(index.kind_of[entry], KIND_NUMBERS[query.kind])
                yield Hit(QUALITY.kind_clash if clash else worth, name, place, rule)


def _wholes(query: Parsed) -> list[Variant]:
    """The sound forms of a whole query."""
    found = [Variant(query.form, QUALITY.sound, "sound")]
    if query.latin and len(query.sounds) == 1 and query.form.startswith("al"):
        found.append(Variant(query.form[2:], QUALITY.sound * QUALITY.glued, "sound"))
    return found


def _parts(query: Parsed) -> list[Variant]:
    """The sound forms of a query without some of its words, longest first."""
    if len(query.sounds) < 2:
        return []
    pieces = ("".join(query.sounds[:-1]), "".join(query.sounds[1:]), *query.sounds)
    usable = {piece for piece in pieces if len(piece) >= MIN_PART_SOUNDS}
    return [
        Variant(piece, QUALITY.query_part * QUALITY.sound, "query part")
        for piece in sorted(usable, key=lambda piece: (-len(piece), piece))[:MAX_PARTS]
    ]
