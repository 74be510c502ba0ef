"""The grammar of relative places: which words before a name shift it, by how much, or widen it.

``relation_words.csv`` labels the words; this page says in which order they make sense:

    [fillers] [number unit] [fillers] [direction] [fillers] NAME      30 km south-west of Kirkuk
    [fillers] near | outskirts | belt | centre [fillers] NAME         on the outskirts of Mosul
    [fillers] between | road [fillers] NAME joiner NAME               between Tuz and Kifri
    [fillers] direction [fillers] NAME [fillers] number unit          شمال بيجي بـ 15 كم
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer.tokens import Word
    from gazetteer.wordlists import RelationWords

PAIR_RELATIONS = frozenset({"between", "road"})
"""Relations that take two names."""
PLACING = frozenset({"near", "outskirts", "belt", "centre", "between", "road"})
"""Relations that stand alone before a name, without a distance."""
SILENT = frozenset({"filler", "joiner", "from"})
"""Labels that stand among the parts and say nothing of where."""
MOST_HEAD_WORDS = 9
"""Words that can stand before a name in one relation; more would be a sentence."""
MAX_DISTANCE_KM = 1000.0
"""Larger distances lie outside Iraq from anywhere inside: such a number is something else."""


@dataclass(frozen=True, slots=True)
class Label:
    """What some words say in a relation."""

    relation: str
    value: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Head:
    """What the words before a name say: shift it, widen it, or tie it to a second name."""

    relation: str
    """``offset`` (with a distance), ``direction``, or one of PLACING."""
    bearing: float | None
    """Degrees clockwise from north; None where no direction is told."""
    distance_km: float | None
    first: int
    """Number of its first word that is no filler."""


def labels_of(words: list[Word], first: int, last: int, table: RelationWords) -> list[Label] | None:
    """Labels of the words from ``first`` up to but without ``last``; None if one has none."""
    labels: list[Label] = []
    at = first
    while at < last:
        label = _label_at(words, at, last, table)
        if label is None:
            return None
        labels.append(label)
        at = label.last + 1
    return labels


def _label_at(words: list[Word], at: int, last: int, table: RelationWords) -> Label | None:
    if words[at].key.isdigit():
        return _number_at(words, at, last)
    for size in range(min(table.longest, last - at), 0, -1):
        tail = [word.key for word in words[at + 1 : at + size]]
        for form in words[at].forms:
            found = table.phrases.get(" ".join((form.key, *tail)))
            if found:
                return Label(found[0][0], found[0][1], at, at + size - 1)
    return None


def _number_at(words: list[Word], at: int, last: int) -> Label:
    """A number in digits, with its decimals where a point and digits follow at once."""
    digits = words[at].key
    following = at + 1
    if following < last and words[following].key.isdigit():
        gap = words[following].start - words[at].end
        if gap == 1:
            return Label("number", float(f"{digits}.{words[following].key}"), at, following)
    return Label("number", float(digits[:9]), at, at)


def head_of(labels: list[Label]) -> Head | None:
    """Read the labels before a name as one relation; None where they make none."""
    told = [label for label in labels if label.relation not in SILENT]
    if not told:
        return None
    if len(told) > 1 and told[0].relation == "near" and told[1].relation == "number":
        # "Around 60 km south of" is a distance.
        told = told[1:]
    names = [label.relation for label in told]
    first = told[0].first
    if names[0] in PLACING and len(names) == 1:
        return Head(names[0], None, None, first)
    distance: float | None = None
    if names[:2] == ["number", "unit"]:
        distance = told[0].value * told[1].value
        told = told[2:]
        if not 0 < distance <= MAX_DISTANCE_KM:
            return None
    if not told:
        # "5 km in Kirkuk" is no place 5 km from it.
        counted = labels[-1].relation == "from"
        return Head("offset", None, distance, first) if counted else None
    bearing = _bearing(told, compass=distance is not None)
    if bearing is None:
        return None
    return Head("direction" if distance is None else "offset", bearing, distance, first)


def _bearing(told: list[Label], *, compass: bool) -> float | None:
    """The direction of the last labels; two single ones (north, then west) are not joined."""
    if len(told) != 1:
        return None
    if told[0].relation == "direction" or (compass and told[0].relation == "compass"):
        return told[0].value
    return None


def head_before(words: list[Word], name: int, least: int, table: RelationWords) -> Head | None:
    """The longest relation that ends right before the word ``name`` and begins at ``least`` or later."""
    best: Head | None = None
    for first in range(name - 1, max(least, name - MOST_HEAD_WORDS) - 1, -1):
        label = _label_at(words, first, name, table)
        if label is None:
            break
        labels = labels_of(words, first, name, table)
        if labels is None:
            continue
        best = head_of(labels) or best
    return best


def distance_behind(
    words: list[Word], last: int, most: int, table: RelationWords
) -> tuple[float, int] | None:
    """A distance told behind a name (... بنحو 20 كيلومترا) in km, and its last word."""
    numbers = last + 1
    for end in range(numbers + 2, min(numbers + 4, most) + 1):
        labels = labels_of(words, numbers, end, table)
        if labels is None:
            return None
        told = [label for label in labels if label.relation not in SILENT]
        if [label.relation for label in told] == ["number", "unit"]:
            distance = told[0].value * told[1].value
            return (distance, end - 1) if 0 < distance <= MAX_DISTANCE_KM else None
    return None
