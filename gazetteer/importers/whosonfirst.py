"""Import of Who's On First records: one GeoJSON feature a line, gzipped or not.

Records that are deprecated, superseded or not current are skipped, and counted. Polygons of counties
(districts) are kept for reverse look-ups. Names in Latin and Arabic letters are taken from every
language; those that contradict the built-in table are refused later, when layers are merged.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.errors import ImportRefused, InvalidPlace
from gazetteer.importers import common
from gazetteer.importers.common import Imported, RefusedLine
from gazetteer.places import Place

KINDS: dict[str, str] = {
    "region": "governorate",
    "county": "district",
    "locality": "village",
    "neighbourhood": "neighbourhood",
    "campus": "facility",
}
"""Placetype -> kind; other placetypes are skipped."""
_PREFERRED = re.compile(r"name:[a-z_]+_x_(?:preferred|variant|colloquial)$")
_CODE = re.compile(r"[A-Z]{2,4}$")
_AIRPORT_TAG = "airport"


def read_whosonfirst(path: Path, standard_governorate: Callable[[str], str]) -> Imported:
    """Read Who's On First records.

    Args:
        path: The file.
        standard_governorate: Gives the standard name of a governorate as written.

    Raises:
        ImportRefused: the file is missing, is not UTF-8, or holds no record at all.
    """
    refused: list[RefusedLine] = []
    skipped: Counter[str] = Counter()
    records: list[tuple[int, Mapping[str, Any], Mapping[str, Any]]] = []
    for line, feature in _features(path, refused):
        properties, geometry = feature["properties"], feature.get("geometry") or {}
        reason = _why_skipped(properties)
        if reason:
            skipped[reason] += 1
        else:
            records.append((line, properties, geometry))
    if not records and not skipped:
        raise ImportRefused(f"{path} holds no Who's On First record")
    areas = {
        int(properties["wof:id"]): str(properties.get("wof:name") or "")
        for _, properties, _ in records
        if properties.get("wof:placetype") in {"region", "county"}
    }
    places: dict[str, Place] = {}
    outlines: dict[str, str] = {}
    for line, properties, geometry in records:
        try:
            place = _place_of(properties, areas, standard_governorate)
        except (InvalidPlace, TypeError, ValueError, KeyError) as error:
            refused.append(RefusedLine(line=line, reason=str(error)))
            continue
        places[place.place_id] = place
        if place.kind == "district" and geometry.get("type") in {"Polygon", "MultiPolygon"}:
            outlines[place.place_id] = json.dumps(geometry, sort_keys=True)
    return Imported(places=tuple(places.values()), refused=tuple(refused), skipped=skipped, outlines=outlines)


def _features(path: Path, refused: list[RefusedLine]) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, text in common.numbered(path, iter):
        if not text.strip():
            continue
        try:
            feature = json.loads(text)
            int(feature["properties"]["wof:id"])
        except (ValueError, KeyError, TypeError) as error:
            refused.append(RefusedLine(line=line, reason=f"no GeoJSON feature: {error!r}"))
            continue
        yield line, feature


def _why_skipped(properties: Mapping[str, Any]) -> str:
    if properties.get("edtf:deprecated") not in (None, "", "uuuu"):
        return "deprecated"
    if properties.get("wof:superseded_by"):
        return "superseded"
    if properties.get("mz:is_current") == 0:
        return "not current"
    if properties.get("wof:placetype") not in KINDS:
        return f"placetype {properties.get('wof:placetype')}"
    return ""


def _place_of(
    properties: Mapping[str, Any],
    areas: Mapping[int, str],
    standard_governorate: Callable[[str], str],
) -> Place:
    population = int(properties.get("wof:population") or properties.get("gn:population") or 0)
    kind = KINDS[properties["wof:placetype"]]
    if kind == "village" and population > 0:
        kind = "town"
    if kind == "facility" and _AIRPORT_TAG in (properties.get("wof:tags") or ()):
        kind = "airport"
    at = common.coordinates(
        properties.get("lbl:latitude") or properties.get("geom:latitude"),
        properties.get("lbl:longitude") or properties.get("geom:longitude"),
    )
    hierarchy = (properties.get("wof:hierarchy") or [{}])[0]
    region = areas.get(hierarchy.get("region_id", -1), "")
    county = areas.get(hierarchy.get("county_id", -1), "")
    names = common.usable_names(_names_of(properties))
    if not names:
        raise InvalidPlace(f"record {properties['wof:id']} has no name in Latin or Arabic letters")
    geonames_id = (properties.get("wof:concordances") or {}).get("gn:id")
    return common.imported_place(
        place_id=f"wof:{properties['wof:id']}",
        names=names,
        kind=kind,
        at=at,
        governorate=standard_governorate(names[0] if kind == "governorate" else region),
        district=names[0] if kind == "district" else county,
        population=population,
        source="whosonfirst",
        codes=(("geonames", str(geonames_id)),) if geonames_id else (),
    )


def _names_of(properties: Mapping[str, Any]) -> list[str]:
    names = [str(properties.get("wof:name") or "")]
    for key in sorted(properties):
        if _PREFERRED.match(key) and isinstance(properties[key], list):
            names += [str(name) for name in properties[key]]
    return [name for name in names if common.READABLE.search(name) and not _CODE.match(name)]
