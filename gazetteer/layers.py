"""Laying imported places over the built-in ones: the same place is merged, never doubled.

A place is the same if its id or a published code is the same, or if it bears one of the names, is of
the same sort, and lies close by. What the lower layer says of it (standard name, point, kind, prior)
stands; names are added. Names that contradict the table are refused, see :class:`StandardNames`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.index import Parser, is_notable, names_of
from gazetteer.places import Place
from gazetteer.ranking import rough_km

MERGE_KM: dict[str, float] = {
    "governorate": 400.0,
    "district": 60.0,
    "settlement": 4.0,
    "other": 10.0,
}
"""Distance in km up to which places of one sort and name are one place. Wide for areas, whose label
points differ between publishers; small for settlements: two villages may share a name."""

TOWN_MERGE_KM = 12.0
"""The same for a known town and one with a population: label points of cities differ by this much."""

CONTRADICTION_KM = 30.0
"""An alias that is the standard name of a notable place farther away than this is wrong."""

_BINOMIAL = re.compile(
    r"[A-Z][a-z]+us|[A-Z][a-z]+es [a-z]+(?:er|us|is|a|um)|[A-Z][a-z]+ [a-z]+(?:fer|us|ensis)"
)
"""Names of species, which a name harvest from an encyclopedia brings along (Lipotes vexillifer)."""


@dataclass
class _Names:
    """Where each folded name is borne, for looking up the same place."""

    parser: Parser
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, place: Place) -> None:
        for name in names_of(place):
            parsed = self.parser(name)
            for key in {parsed.full_key, parsed.core_key} - {""}:
                self.by_key[key].append(number)


def sort_of(kind: str) -> str:
    """The sort of a kind: what a publisher's other word for it would still be."""
    if kind in {"governorate", "district"}:
        return kind
    return "settlement" if kind in {"city", "town", "village", "neighbourhood", "sub_district"} else "other"


def merge(lower: Sequence[Place], upper: Iterable[Place], parser: Parser | None = None) -> list[Place]:
    """Lay places over others.

    Args:
        lower: The layer that stands.
        upper: The layer to add; its order does not matter.
        parser: Takes names apart; shared with the index to do so once.

    Returns:
        All places, merged ones with the names of both, sorted by id.
    """
    merged = list(lower)
    parser = parser or Parser()
    names = _Names(parser)
    by_code: dict[tuple[str, str], int] = {}
    for number, place in enumerate(merged):
        names.add(number, place)
        by_code[("id", place.place_id)] = number
        by_code.update(dict.fromkeys(place.codes, number))
    added: dict[int, list[str]] = defaultdict(list)
    standard = StandardNames(lower, parser)
    for place in sorted(upper, key=lambda one: one.place_id):
        kept = tuple(name for name in place.names if not standard.refuses(name, place))
        found = _same_place(place, merged, len(lower), names, by_code)
        if found is None:
            by_code[("id", place.place_id)] = len(merged)
            merged.append(place if kept == place.names else replace(place, names=kept))
        else:
            added[found] += [
                name
                for name in names_of(replace(place, names=kept))
                if not standard.refuses(name, merged[found])
            ]
    for number, further in added.items():
        merged[number] = _with_names(merged[number], further)
    return sorted(merged, key=lambda one: one.place_id)


def _with_names(place: Place, further: Iterable[str]) -> Place:
    known = set(names_of(place))
    new = [name for name in dict.fromkeys(further) if name not in known]
    return replace(place, names=(*place.names, *new)) if new else place


def _same_place(
    place: Place,
    merged: Sequence[Place],
    lower_count: int,
    names: _Names,
    by_code: dict[tuple[str, str], int],
) -> int | None:
    for code in (("id", place.place_id), *place.codes):
        if code in by_code:
            return by_code[code]
    sort = sort_of(place.kind)
    nearest: tuple[float, int] | None = None
    seen: set[int] = set()
    for name in names_of(place):
        parsed = names.parser(name)
        for key in (parsed.full_key, parsed.core_key):
            for number in names.by_key.get(key, ()):
                if number in seen or number >= lower_count:
                    continue
                seen.add(number)
                other = merged[number]
                if sort_of(other.kind) != sort:
                    continue
                distance = rough_km(place.latitude, place.longitude, other.latitude, other.longitude)
                limit = MERGE_KM[sort]
                if sort == "settlement" and is_notable(place) and is_notable(other):
                    limit = TOWN_MERGE_KM
                if distance <= limit and (nearest is None or (distance, number) < nearest):
                    nearest = (distance, number)
    return nearest[1] if nearest else None


class StandardNames:
    """The standard names of notable places, which no other place far away may have as an alias.

    Args:
        places: The layer that stands.
        parser: Takes names apart.
    """

    def __init__(self, places: Iterable[Place], parser: Parser) -> None:
        self._parser = parser
        self._bearers: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            if is_notable(place):
                for name in filter(None, (place.name, place.name_ar, place.name_ckb)):
                    self._bearers[parser(name).core_key].append(place)

    def refuses(self, alias: str, place: Place) -> str:
        """Say why an alias can't be a name of a place; "" where nothing speaks against it.

        An alias is refused if it is the standard name of a notable place elsewhere and of none here,
        or the scientific name of a species.
        """
        if _BINOMIAL.fullmatch(alias):
            return f"{alias!r} is the name of a species"
        key = self._parser(alias).core_key
        bearers = self._bearers.get(key, ())
        if not bearers or not is_notable(place) or self._parser(place.name).core_key == key:
            return ""
        distance, number = min(
            (rough_km(place.latitude, place.longitude, other.latitude, other.longitude), number)
            for number, other in enumerate(bearers)
        )
        if distance <= CONTRADICTION_KM:
            return ""
        return f"{alias!r} is the name of {bearers[number].name}, {distance:.0f} km from {place.name}"
