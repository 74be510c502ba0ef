"""Putting a gazetteer together: built-in places, aliases, imported layers, index.

The result is a set of columns that opens without further work, see :mod:`gazetteer.storage`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources

import numpy as np

from gazetteer.errors import UnreadableGazetteer
from gazetteer.foreign import foreign_places, foreign_towns
from gazetteer.index import NameIndex, Parser, build_index, index_names
from gazetteer.layers import merge
from gazetteer.loading import built_in_aliases, built_in_places
from gazetteer.places import Place
from gazetteer.scopes import areas_of
from gazetteer.storage import layers_in_order
from gazetteer.tables import PlaceTable, pack_index, pack_places, read_index

_SEAT_FIRST = ("city", "town", "governorate", "district", "sub_district")
"""Which kind an alias means where its place is given by a name of several levels."""


_SHAPING_FILES = (
    "data/aliases.csv",
    "data/foreign.csv",
    "data/foreign_towns.csv",
    "building.py",
    "foreign.py",
    "index.py",
    "layers.py",
    "loading.py",
    "scopes.py",
    "sound_distance.py",
    "sound_forms.py",
    "tables.py",
)
"""Files whose change makes the columns of a file stale."""


STRENGTHS: tuple[tuple[int, float], ...] = ((900_000, 0.65), (100_000, 0.50), (1, 0.35), (0, 0.60))
"""People of a place abroad, at least -> how well known an Iraqi namesake must be to be meant by the
bare name. No figure means a country or a region."""
TOWN_STRENGTH = 0.20
"""The same for a small town abroad."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a gazetteer answers from."""

    places: Sequence[Place]
    index: NameIndex
    foreign_index: NameIndex
    foreign_countries: tuple[str, ...]
    """Country of each place that foreign_index numbers."""
    foreign_strengths: tuple[float, ...]
    """What the prior of an Iraqi place of the same name must exceed; see STRENGTHS."""
    areas_index: NameIndex | None = None
    """The names of the governorates and districts; None where they are to be indexed when asked for."""


def base_places(parser: Parser | None = None) -> list[Place]:
    """The built-in places with the built-in aliases as further names."""
    parse = parser or Parser()
    places = built_in_places()
    further: dict[str, list[str]] = {}
    by_id = {place.place_id: place for place in places}
    by_name: dict[str, list[Place]] = {}
    for place in places:
        for name in {place.name, place.name_ar}:
            by_name.setdefault(parse(name).core_key, []).append(place)
    for alias, target, _ in built_in_aliases():
        found = by_id.get(target)
        if found is None:
            asked = parse(target)
            found = _best_bearer(by_name.get(asked.core_key, []), asked.kind)
        if found is not None:
            further.setdefault(found.place_id, []).append(alias)
    return [
        replace(place, names=tuple(dict.fromkeys((*place.names, *further[place.place_id]))))
        if place.place_id in further
        else place
        for place in places
    ]


def _best_bearer(bearers: list[Place], asked: str) -> Place | None:
    if not bearers:
        return None

    def order(place: Place) -> tuple[bool, int, float, str]:
        kind = _SEAT_FIRST.index(place.kind) if place.kind in _SEAT_FIRST else len(_SEAT_FIRST)
        return (place.kind != asked, kind, -place.prior, place.place_id)

    return min(bearers, key=order)


def assemble(layers: Mapping[str, Sequence[Place]], built_in: Assembled | None = None) -> Assembled:
    """Build a gazetteer in memory.

    Args:
        layers: Imported places by layer.
        built_in: The same without any, where it is at hand: what the layers don't change is taken from it.
    """
    parser = Parser()
    imported = layers_in_order(layers)
    if built_in is None:
        built_in = _assemble_built_in(parser)
    if not imported:
        return built_in
    places = merge(list(built_in.places), imported, parser)
    return replace(
        built_in,
        places=places,
        index=build_index(places, parser),
        areas_index=build_index(areas_of(places), parser),
    )


def _assemble_built_in(parser: Parser) -> Assembled:
    places = base_places(parser)
    cities, towns = foreign_places(), foreign_towns()
    spellings = [*(city.names for city in cities), *(town.names for town in towns)]
    names = ((number, of_one, False) for number, of_one in enumerate(spellings))
    return Assembled(
        places=places,
        index=build_index(places, parser),
        foreign_index=index_names(names, parser),
        foreign_countries=(*(city.country for city in cities), *(town.country for town in towns)),
        foreign_strengths=(*(_strength(city.population) for city in cities), *([TOWN_STRENGTH] * len(towns))),
        areas_index=build_index(areas_of(places), parser),
    )


def _strength(population: int) -> float:
    return next(strength for least, strength in STRENGTHS if population >= least)


def columns_of(built: Assembled, state: str) -> dict[str, bytes]:
    """A gazetteer as columns for a file; ``state`` is the :func:`fingerprint` that it was built by."""
    return {
        "fingerprint": state.encode(),
        "foreign.countries": "\n".join(built.foreign_countries).encode(),
        "foreign.strengths": np.array(built.foreign_strengths, dtype="<f8").tobytes(),
        **pack_places(built.places),
        **pack_index(built.index),
        **{f"foreign.{name}": part for name, part in pack_index(built.foreign_index).items()},
        **(
            {f"areas.{name}": part for name, part in pack_index(built.areas_index).items()}
            if built.areas_index
            else {}
        ),
    }


def unpack(parts: Mapping[str, bytes], state: str) -> Assembled | None:
    """Open the columns of a file; None where they were made by another state of the built-in tables.

    Raises:
        UnreadableGazetteer: the columns are damaged.
    """
    if parts.get("fingerprint", b"").decode(errors="replace") != state:
        return None
    places, index = PlaceTable(parts), read_index(parts)
    if index.place_of and not 0 <= min(index.place_of) <= max(index.place_of) < len(places):
        raise UnreadableGazetteer("the index names a place that the table does not have")
    countries = tuple(parts.get("foreign.countries", b"").decode().split("\n"))
    strengths = tuple(np.frombuffer(parts.get("foreign.strengths", b""), dtype="<f8").tolist())
    areas_index = read_index(_under("areas.", parts))
    if not 0 <= max(areas_index.place_of, default=-1) < len(areas_of(places)):
        raise UnreadableGazetteer("the index of areas names one that the table does not have")
    return Assembled(places, index, read_index(_under("foreign.", parts)), countries, strengths, areas_index)


def _under(prefix: str, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name.removeprefix(prefix): part for name, part in parts.items() if name.startswith(prefix)}


def fingerprint() -> str:
    """Name the state of the built-in tables and of the code that indexes them."""
    digest = hashlib.sha256()
    package = resources.files("gazetteer")
    folders = [package / "data" / "places", package / "normalize"]
    files = [file for folder in folders if folder.is_dir() for file in folder.iterdir()]
    files += [package / name for name in _SHAPING_FILES]
    for file in sorted(files, key=str):
        if file.is_file() and file.name.endswith((".csv", ".py")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
