"""Which names of the index a query may mean, and how well each fits: the rules, without ranking.

Rules from strict to loose: the name as written, its folded form, its sound, a part of it, and a part
of the query. A looser rule is tried only where the stricter ones leave doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gazetteer.index import NameIndex, Parsed, parse
from gazetteer.normalize.sounds import WEIGHTS, look_alike, sound_of_word
from gazetteer.normalize.words import KIND_WORDS
from gazetteer.sound_distance import SoundCosts, distances, masks_of
from gazetteer.sound_forms import MIN_PART_SOUNDS, Forms
from gazetteer.strict_matching import QUALITY, Hit, is_plain, keyed_hits, known_hits

if TYPE_CHECKING:
    from numpy.typing import NDArray


MIN_QUALITY = 0.66
"""Quality of a match by sound below which a name is no candidate."""
MIN_KIND_LETTERS = 5
"""Letters of a kind word that is known when misspelled: shorter ones sound like too many names."""
MAX_NEAR = 30
"""Forms taken from one look, the nearest, with those as near as the last; more would only be thrown
away in ranking."""
GOOD_LIKENESS = 0.90
"""Likeness from which no looser look among minor places is needed."""
LOOKED_QUALITY = 0.94
"""Quality from which a town whose name looks alike is taken, others that only sound alike left out."""
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
        self._heard_kinds = {
            look_alike(sound_of_word(word)): kind
            for word, kind in KIND_WORDS.items()
            if len(word) >= MIN_KIND_LETTERS and " " not in word
        }

    def hits(self, text: str) -> tuple[Parsed, dict[int, Hit]]:
        """Find the places that a text may name.

        Returns:
            The query taken apart, and the best hit per place number.
        """
        if len(self.indexes) == 1:
            known = known_hits(text, self.indexes[0])
            if known is not None:
                return known
        query = parse(text)
        best: dict[int, Hit] = {}
        plain = False
        for index in self.indexes:
            _add(best, keyed_hits(text, query, index))
            plain = plain or is_plain(query, index)
        if plain or not query.form:
            return query, best
        for index in self.indexes:
            _add(best, self._looking_alike(query, index))
        if any(
            hit.rule == "sound" and hit.quality >= LOOKED_QUALITY and hit.place in self._towns
            for hit in best.values()
        ):
            return query, best
        heard = self._without_heard_kind(text, query)
        if heard is not None and self._is_name(heard[1]):
            found, hits = self.hits(heard[1])
            return found._replace(kind=found.kind or heard[0]), hits
        self._sound_out(best, query, _wholes(query), notable=True)
        if _top(best) < GOOD_LIKENESS:
            # Only notable places are worth a look by a part of the query: a village never stands for
            # a longer name.
            self._sound_out(best, query, _parts(query), notable=True)
            self._sound_out(best, query, _wholes(query), notable=False)
        return query, best

    @cached_property
    def _towns(self) -> frozenset[int]:
        """Numbers of the notable towns and larger units."""
        return frozenset(
            place
            for index in self.indexes
            for place, is_town in zip(index.place_of, index.town_of, strict=True)
            if is_town
        )

    def _without_heard_kind(self, text: str, query: Parsed) -> tuple[str, str] | None:
        """The kind that a misspelled kind word at either end asks for («ناهية», "Guvernorate"); the rest."""
        if query.kind:
            return None
        first, _, behind = text.strip().partition(" ")
        before, _, last = text.strip().rpartition(" ")
        for word, rest in ((first, behind.strip()), (last, before.strip())):
            kind = self._heard_kinds.get(look_alike(parse(word).form), "") if rest else ""
            if kind:
                return kind, rest
        return None

    def _is_name(self, text: str) -> bool:
        """Whether a place has this name but for its writing."""
        query = parse(text)
        return any(key in index.keys for index in self.indexes for key in (query.full_key, query.core_key))

    def is_known(self, text: str) -> bool:
        """Whether a place has just this name, as written."""
        for index in self.indexes:  # noqa: SIM110 - a generator costs more than the look-up, asked for each name
            if text in index.spellings:
                return True
        return False

    def nearest(self, text: str, query: Parsed | None, *, loosely_from: float | None = None) -> Hit | None:
        """The best hit by the whole of a name.

        Args:
            text: The query as written.
            query: The same taken apart; None where only a name as written counts.
            loosely_from: Quality from which names that only sound alike count; None for not at all.
        """
        index = self.indexes[0]
        best: dict[int, Hit] = {}
        known = known_hits(text, index)
        if known is not None:
            best = known[1]
        elif query is not None:
            _add(best, keyed_hits(text, query, index))
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

    def _looking_alike(self, query: Parsed, index: NameIndex) -> Iterator[Hit]:
        """Notable places whose name is easily taken for a query: the same but for the choice of letters."""
        forms = index.notable
        number = forms.looks.get(look_alike(query.form))
        if number is None:
            return iter(())
        variant = Variant(query.form, QUALITY.sound, "sound")
        chosen = np.array(forms.look_forms.of(number), dtype=np.intp)
        return self._compared(variant, weight_of(query.form), chosen, index, forms, latin=query.latin)

    def _sounding(
        self, variant: Variant, index: NameIndex, forms: Forms, *, latin: bool, least: float
    ) -> Iterator[Hit]:
        own = weight_of(variant.form)
        chosen = _promising(variant.form, own, forms)
        if not len(chosen):
            return iter(())
        return self._compared(variant, own, chosen, index, forms, latin=latin, least=least)

    def _compared(
        self,
        variant: Variant,
        own: float,
        chosen: NDArray[np.intp],
        index: NameIndex,
        forms: Forms,
        *,
        latin: bool,
        least: float = MIN_QUALITY,
    ) -> Iterator[Hit]:
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


def weight_of(form: str) -> float:
    """The sum of what the sounds of a form weigh."""
    return sum([WEIGHTS.get(sound, 1.0) for sound in form])


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


def _top(best: dict[int, Hit]) -> float:
    return max((hit.quality for hit in best.values()), default=0.0)


def _add(best: dict[int, Hit], hits: Iterator[Hit]) -> None:
    for hit in hits:
        if hit.place not in best or hit.quality > best[hit.place].quality:
            best[hit.place] = hit


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
