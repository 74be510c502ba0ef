"""Outlines of districts from an imported gazetteer, under the standard names of the built-in table.

An imported district and the built-in one are the same where they share a name, or where the label
point of only one built-in district lies inside the outline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from gazetteer.normalize import fold
from gazetteer.outlines import Outline
from gazetteer.storage import read_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gazetteer.places import Place


def imported_outlines(path: Path, places: Iterable[Place]) -> tuple[Outline, ...]:
    """The outlines of districts that a gazetteer file holds; none where it holds none.

    Args:
        path: A file made by ``gazetteer import``.
        places: All places of the gazetteer.

    Raises:
        UnreadableGazetteer: the file is no gazetteer of this version.
    """
    stored = read_store(path)
    imported = {place.place_id: place for layer in stored.layers.values() for place in layer}
    districts = [place for place in places if place.kind == "district"]
    outlines = []
    for place_id, geometry in stored.outlines.items():
        polygon = shapely.make_valid(shapely.from_geojson(geometry))
        name = _standard_name(polygon, imported.get(place_id), districts)
        if name:
            outlines.append(Outline(name, polygon))
    return tuple(outlines)


def _standard_name(
    polygon: shapely.geometry.base.BaseGeometry, imported: Place | None, districts: list[Place]
) -> str:
    inside = [one for one in districts if shapely.contains_xy(polygon, one.longitude, one.latitude)]
    if imported is None:
        return inside[0].name if len(inside) == 1 else ""
    keys = _keys(imported)
    same = [one for one in inside if _keys(one) & keys] or inside
    if len(same) == 1:
        return same[0].name
    elsewhere = [one for one in districts if _keys(one) & keys]
    return elsewhere[0].name if len(elsewhere) == 1 else imported.name


def _keys(place: Place) -> set[str]:
    names = (place.name, place.name_ar, place.name_ckb, *place.names)
    return {fold(name) for name in names if name}
