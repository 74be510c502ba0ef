"""The user's layer: aliases and places that people added, indexed over the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.index import NameIndex, Parser, index_names, names_of
from gazetteer.places import Place
from gazetteer.storage import Correction, place_from_json


def index_corrections(
    places: Sequence[Place], corrections: Iterable[Correction]
) -> tuple[list[Place], NameIndex]:
    """Index what users added.

    Args:
        places: All places below the user's layer.
        corrections: Oldest first. An alias of a place that is gone is left out.

    Returns:
        The places to append to ``places``, and the index of the names added.

    Raises:
        UnreadableGazetteer: a correction holds no place.
    """
    further: dict[int, list[str]] = {}
    added: list[Place] = []
    numbers = {place.place_id: number for number, place in enumerate(places)}
    for one in corrections:
        if one.kind == "place":
            place = place_from_json(one.content)
            if place.place_id not in numbers:
                numbers[place.place_id] = len(places) + len(added)
                added.append(place)
            further.setdefault(numbers[place.place_id], []).extend(names_of(place))
        elif one.place_id in numbers:
            further.setdefault(numbers[one.place_id], []).append(one.content)
    # What a person took the trouble to enter is worth a loose look whatever its prior.
    bearers = ((number, names, True) for number, names in sorted(further.items()))
    return added, index_names(bearers, Parser())


def with_given_names(places: Iterable[Place], corrections: Iterable[Correction]) -> list[Place]:
    """The places, each with the names that users gave it behind its own ``names``."""
    given: dict[str, list[str]] = {}
    for one in corrections:
        names = names_of(place_from_json(one.content)) if one.kind == "place" else [one.content]
        given.setdefault(one.place_id, []).extend(names)
    return [
        replace(place, names=(*place.names, *given[place.place_id])) if place.place_id in given else place
        for place in places
    ]
