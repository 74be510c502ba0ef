"""The strict rules: names that are the query but for its writing, found by their keys without any sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer.index import KIND_NUMBERS, KINDS, NameIndex, Parsed


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


class Hit(NamedTuple):
    """A name that a query may mean."""

    quality: float
    name: str
    """The name that the query met."""
    place: int
    """Number of its place."""
    rule: str


def known_hits(text: str, index: NameIndex) -> tuple[Parsed, dict[int, Hit]] | None:
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


def keyed_hits(text: str, query: Parsed, index: NameIndex) -> Iterator[Hit]:
    """The names that fold to the same as a query, with or without the kind words of either."""
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


def is_plain(query: Parsed, index: NameIndex) -> bool:
    """Whether a query is the name of a notable town but for its writing: then no sound is compared."""
    number = index.keys.get(query.full_key)
    return number is not None and any(index.town_of[entry] for entry in index.key_names.of(number))
