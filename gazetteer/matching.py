"""Which names of the index a query may mean, and how well each fits: the rules, without ranking.

Rules from strict to loose: the name as written, its folded form, its sound, a part of it, and a part
of the query. A looser rule is tried only where the stricter ones leave doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.index import Forms, NameIndex, Parsed, parse
from gazetteer.normalize.sounds import WEIGHTS
from gazetteer.sound_distance import SoundCosts, distances, mask_of


@dataclass(frozen=True, slots=True)
class Quality:
    """What a match by each rule is worth, 0 to 1, higher is better."""

    exact: float = 1.0
    folded: float = 0.99
    """Only case, marks, article or spaces differ."""
    kind_left_out: float = 0.98
    """The same without the kind words of either."""
    sound: float = 0.97
    """Of a name that sounds the same; less by the distance."""
    name_part: float = 0.86
    """Words of the name are missing from the query; times the likeness in sound."""
    query_part: float = 0.84
    """Words of the query have no counterpart; times the likeness in sound."""
    glued: float = 0.95
    """The query starts with an article or kind word written onto the name."""


QUALITY = Quality()
MIN_LIKENESS = 0.70
"""Likeness in sound, 0 to 1, below which a name is no candidate."""
GOOD_LIKENESS = 0.90
"""Likeness from which no looser look among minor places is needed."""
FEW_CLASSES = 4
"""Consonants up to which only one may differ; with more, two."""
MAX_COMPARED = 250
"""Forms compared per look; nearest skeletons first."""
HALF_WEIGHT = 0.4
"""Added to the weight of a name that its distance is measured against: short names need care."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that a query may mean."""

    quality: float
    name: str
    """The name that the query met."""
    place: int
    """Number of its place."""
    rule: str


class Matcher:
    """Looks up names in indexes that number the same places.

    Args:
        indexes: The names; a later index adds to the earlier ones.
    """

    def __init__(self, indexes: Sequence[NameIndex]) -> None:
        self.indexes = tuple(indexes)
        self._costs = SoundCosts()

    def hits(self, text: str, *, wide: bool = True) -> tuple[Parsed, dict[int, Hit]]:
        """Find the places that a text may name.

        Args:
            text: The query as written.
            wide: Whether to look among minor places by sound too.

        Returns:
            The query taken apart, and the best hit per place number.
        """
        query = parse(text)
        best: dict[int, Hit] = {}
        for index in self.indexes:
            _add(best, _keyed(text, query, index))
        if not query.form:
            return query, best
        for form, worth, rule in _variants(query):
            top = max((hit.quality for hit in best.values()), default=0.0)
            if worth <= top * GOOD_LIKENESS:
                continue
            for index in self.indexes:
                _add(best, self._sounding(form, query.latin, index, index.notable, worth, rule))
        top = max((hit.quality for hit in best.values()), default=0.0)
        if wide and top < GOOD_LIKENESS:
            for form, worth, rule in _variants(query):
                for index in self.indexes:
                    _add(best, self._sounding(form, query.latin, index, index.minor, worth, rule))
        return query, best

    def _sounding(
        self,
        form: str,
        latin: bool,
        index: NameIndex,
        forms: Forms,
        worth: float,
        rule: str,
    ) -> Iterator[Hit]:
        mask = np.uint64(mask_of(form))
        apart = np.bitwise_count(forms.masks ^ mask)
        classes = int(np.bitwise_count(mask))
        limit = 2 if classes <= FEW_CLASSES else 3
        chosen = np.nonzero(apart <= limit)[0]
        if len(chosen) > MAX_COMPARED:
            chosen = chosen[np.argsort(apart[chosen], kind="stable")[:MAX_COMPARED]]
        if not len(chosen):
            return
        cost = distances(
            form,
            query_latin=latin,
            codes=forms.codes[:, chosen],
            latin=forms.latin[chosen],
            costs=self._costs,
        )
        own = sum(WEIGHTS.get(sound, 1.0) for sound in form)
        likeness = 1 - cost / (np.maximum(forms.weights[chosen], own) + HALF_WEIGHT)
        for position in np.nonzero(likeness >= MIN_LIKENESS)[0]:
            column = int(chosen[position])
            alike = float(likeness[position])
            part = bool(forms.partial[column])
            quality = worth * alike * (QUALITY.name_part if part else 1.0)
            for entry in forms.names.of(column):
                place = int(index.place_of[entry])
                yield Hit(quality, index.names[entry], place, "name part" if part else rule)


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
            place, name = int(index.place_of[entry]), index.names[entry]
            if name == text:
                yield Hit(QUALITY.exact, name, place, "exact")
            else:
                yield Hit(worth, name, place, rule)


def _variants(query: Parsed) -> Iterator[tuple[str, float, str]]:
    """The sound forms a query is looked up by, with what a match of each is worth."""
    yield query.form, QUALITY.sound, "sound"
    if query.latin and len(query.sounds) == 1 and query.form.startswith("al"):
        yield query.form[2:], QUALITY.sound * QUALITY.glued, "sound"
    if len(query.sounds) > 1:
        pieces = {
            "".join(query.sounds[:-1]): len(query.sounds) - 1,
            "".join(query.sounds[1:]): len(query.sounds) - 1,
            **dict.fromkeys(query.sounds, 1),
        }
        for piece, _ in pieces.items():
            if len(piece) >= 4:
                yield piece, QUALITY.query_part * QUALITY.sound, "query part"
