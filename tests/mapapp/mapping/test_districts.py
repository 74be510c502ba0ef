"""District outlines that the user gives: read with errors that name the feature, packed small."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from mapapp.errors import UnreadableFile
from mapapp.incidents import frame_of
from mapapp.mapping.districts import District, pack_districts, read_districts
from mapapp.snapshot import write_snapshot

SQUARE = {"type": "Polygon", "coordinates": [[[44, 35], [45, 35], [45, 36], [44, 36], [44, 35]]]}
METRES = {"type": "Polygon", "coordinates": [[[5e5, 4e6], [6e5, 4e6], [6e5, 5e6], [5e5, 4e6]]]}
POINT = {"type": "Point", "coordinates": [44, 35]}


def _file(tmp_path: Path, *features: Any) -> Path:
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def _feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.mark.parametrize("key", ["name", "NAME_2", "ADM2_EN", "shapeName"])
def test_a_name_is_found_under_the_keys_of_published_files(tmp_path: Path, key: str) -> None:
    (district,) = read_districts(_file(tmp_path, _feature(SQUARE, **{key: "Daquq", "NAME_1": "Kirkuk"})))
    assert (district.name, district.governorate) == ("Daquq", "Kirkuk")


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        (_feature(SQUARE, title="Daquq"), "feature 1 has no name"),
        (_feature(SQUARE, name="  "), "feature 1 has no name"),
        (_feature(POINT, name="Daquq"), r"feature 1 \(Daquq\) is Point, not a polygon"),
        (_feature(None, name="Daquq"), r"feature 1 \(Daquq\): .*null"),
        (_feature({"type": "Polygon", "coordinates": "here"}, name="Daquq"), r"feature 1 \(Daquq\)"),
        (_feature(METRES, name="Daquq"), "allowed are degrees"),
        ("Daquq", "feature 1 has no properties"),
    ],
)
def test_a_feature_that_is_no_district_is_named_with_the_reason(
    tmp_path: Path, feature: Any, told: str
) -> None:
    with pytest.raises(UnreadableFile, match=told):
        read_districts(_file(tmp_path, feature))


@pytest.mark.parametrize("text", ["", "[]", '{"features": 5}', '{"features": []}', "[" * 100_000])
def test_what_is_no_feature_collection_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "districts.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"districts\.geojson"):
        read_districts(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"absent\.geojson"):
        read_districts(tmp_path / "absent.geojson")


def test_packed_outlines_are_the_points_to_a_thousandth_of_a_degree() -> None:
    packed = json.loads(gzip.decompress(pack_districts([District("Daquq", "", shapely.box(44, 35, 45, 36))])))
    (ring,) = packed["districts"][0]["rings"]
    corners, point = set(), (0, 0)
    for east, north in zip(ring[::2], ring[1::2], strict=True):
        point = (point[0] + east, point[1] + north)
        corners.add(point)
    assert corners == {(44_000, 35_000), (45_000, 35_000), (45_000, 36_000), (44_000, 36_000)}


def test_neighbours_are_simplified_along_their_common_border_alike() -> None:
    wavy = [(45 + 0.001 * (step % 2), 35 + step / 100) for step in range(101)]
    west = District("West", "", shapely.Polygon([(44, 36), (44, 35), *wavy]))
    east = District("East", "", shapely.Polygon([*wavy, (46, 36), (46, 35)]))
    packed = json.loads(gzip.decompress(pack_districts([west, east])))
    assert sum(len(ring) for one in packed["districts"] for ring in one["rings"]) < 2 * len(wavy)


def test_the_document_is_the_same_each_time_and_holds_districts_only_where_given(tmp_path: Path) -> None:
    frame = frame_of([{"event_id": "a", "latitude": 35.1, "longitude": 44.4, "geo_precision": "exact"}])
    district = District("Daquq", "Kirkuk", shapely.box(44, 35, 45, 36))
    for name in ("one.html", "two.html"):
        write_snapshot(frame, tmp_path / name, districts=[district])
    write_snapshot(frame, tmp_path / "without.html")
    carrier = 'id="incident-districts"'
    assert carrier in (tmp_path / "one.html").read_text(encoding="utf-8")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert carrier not in (tmp_path / "without.html").read_text(encoding="utf-8")
