"""What ``within`` means: a governorate or district by any of its names, in any script."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.errors import UnknownAdminArea
from gazetteer.index import NameIndex, build_index, parse
from gazetteer.matching import Matcher
from gazetteer.normalize import KIND_WORDS, fold
from gazetteer.places import Place
from gazetteer.ranking import Scope
from gazetteer.tables import PlaceTable

MIN_SCOPE_QUALITY = 0.82
"""Quality of a match from which a loosely spelled governorate or district is taken."""
COUNTRY_KEYS = frozenset({"iraq", "irak", "عراق", "عيراق", "iraqe", "eraq", "republicofiraq"})
"""Folded names of the country: beside a name they say nothing more of where it lies."""
_WIDEST_FIRST = {"governorate": 0, "district": 1}


def areas_of(places: Sequence[Place]) -> list[Place]:
    """The governorates and districts among places, in their order."""
    # Read from a file, places are made when asked for: their kinds are told without that.
    kinds = places.kinds if isinstance(places, PlaceTable) else [place.kind for place in places]
    return [places[number] for number, kind in enumerate(kinds) if kind in _WIDEST_FIRST]


class Scopes:
    """Looks up governorates and districts by name.

    Args:
        places: All places; only governorates and districts count.
        index: The names of the :func:`areas_of` the places; built where none is given.
    """

    def __init__(self, places: Sequence[Place], index: NameIndex | None = None) -> None:
        self._areas = areas_of(places)
        self._matcher = Matcher([index or build_index(self._areas)])
        self._known: dict[str, Scope] = {}

    def of(self, within: str) -> Scope:
        """Find the area that a name means; a name of both levels means the governorate.

        Raises:
            UnknownAdminArea: no governorate or district of Iraq has such a name.
        """
        known = self._known.get(within)
        if known is None:
            known = self._known[within] = self._look_up(within)
        return known

    def plain(self, written: str) -> Scope | None:
        """The area that plainly has a name, not one that only sounds like it."""
        key = parse(written).core_key
        index = self._matcher.indexes[0]
        number = index.keys.get(key)
        if number is None:
            return None
        found = {self._areas[index.place_of[entry]] for entry in index.key_names.of(number)}
        area = min(found, key=lambda place: (_WIDEST_FIRST[place.kind], place.place_id))
        if area.kind == "governorate":
            return Scope(governorate=area.name)
        return Scope(governorate=area.governorate, district=area.name)

    def _look_up(self, within: str) -> Scope:
        parsed, hits = self._matcher.hits(within)
        found = [
            (hit.quality, self._areas[number])
            for number, hit in hits.items()
            if hit.quality >= MIN_SCOPE_QUALITY
        ]
        if not found:
            raise UnknownAdminArea(
                f"{within!r} is no governorate or district of Iraq; write it as in "
                f"{', '.join(sorted(p.name for p in self._areas if p.kind == 'governorate'))}"
            )

        def order(pair: tuple[float, Place]) -> tuple[bool, float, int, str]:
            quality, place = pair
            wanted = place.kind == (parsed.kind or "governorate")
            return (not (wanted and quality > 0.9), -quality, _WIDEST_FIRST[place.kind], place.name)

        _, area = min(found, key=order)
        if area.kind == "governorate":
            return Scope(governorate=area.name)
        return Scope(governorate=area.governorate, district=area.name)


def holder_splits(text: str) -> list[tuple[str, str]]:
    """Ways to cut a text into a name and what holds it, the likelier first.

    >>> holder_splits("Karkh, Baghdad")
    [('Karkh', 'Baghdad')]

    A kind word is no name: «مدينة البصرة» is Basra, not the town المدينة in it.

    >>> holder_splits("مدينة البصرة")
    []
    """
    for sign in (",", "،", "(", " - ", "/"):
        name, found, holder = text.rpartition(sign)
        if found and name.strip() and holder.strip(" )"):
            return [(name.strip(), holder.strip(" )"))]
    words = text.split()
    splits = [(" ".join(words[:-size]), " ".join(words[-size:])) for size in (1, 2) if len(words) > size]
    return [(name, holder) for name, holder in splits if fold(name) not in KIND_WORDS]


def standard_governorate(scopes: Scopes, written: str) -> str:
    """The standard name of a governorate; the text itself where it is unknown."""
    if not parse(written).full_key:
        return ""
    try:
        return scopes.of(written).governorate
    except UnknownAdminArea:
        return written
