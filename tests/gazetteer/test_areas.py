"""What lies at a point."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from gazetteer import Gazetteer
from gazetteer.areas import Areas
from gazetteer.errors import InvalidQuery, UnreadableGazetteer
from gazetteer.outlines import GRIDDED_POINTS, Outline, OutlineSet, read_outlines
from gazetteer.places import Place, Precision, Status

CITIES = {
    # latitude, longitude of the middle of a city -> its governorate
    (33.32, 44.38): "Baghdad",
    (36.34, 43.13): "Nineveh",
    (30.51, 47.80): "Basra",
    (35.47, 44.39): "Kirkuk",
    (36.19, 44.01): "Erbil",
    (35.56, 45.43): "Sulaymaniyah",
    (36.86, 42.99): "Duhok",
    (35.18, 45.99): "Halabja",
    (34.60, 43.68): "Salah al-Din",
    (33.74, 44.63): "Diyala",
    (33.42, 43.30): "Al-Anbar",
    (32.48, 44.43): "Babil",
    (32.61, 44.02): "Karbala",
    (32.00, 44.33): "Najaf",
    (31.99, 44.92): "Al-Qadisiyah",
    (31.31, 45.28): "Muthanna",
    (31.05, 46.26): "Dhi Qar",
    (31.84, 47.15): "Maysan",
    (32.50, 45.82): "Wasit",
}
ABROAD = {"Damascus": (33.51, 36.29), "Tehran": (35.69, 51.39), "Kuwait City": (29.37, 47.98)}


def square(name: str, west: float, south: float) -> Outline:
    """An outline of one degree by one."""
    return Outline(name, shapely.box(west, south, west + 1, south + 1))


@pytest.mark.parametrize(("point", "governorate"), CITIES.items(), ids=CITIES.values())
def test_middle_of_each_capital_lies_in_its_governorate(
    built_in: Gazetteer, point: tuple[float, float], governorate: str
) -> None:
    assert Areas.of(built_in).governorate_of(*point) == governorate


@pytest.mark.parametrize("point", ABROAD.values(), ids=ABROAD.keys())
def test_a_point_abroad_lies_in_no_governorate(built_in: Gazetteer, point: tuple[float, float]) -> None:
    assert Areas.of(built_in).governorate_of(*point) == ""


def test_columns_are_answered_like_single_points(built_in: Gazetteer) -> None:
    """The grid gives what the polygons give, on a thousand points in and around Iraq."""
    areas = Areas.of(built_in)
    source = np.random.default_rng(7)
    latitudes = source.uniform(28.5, 38.0, 1000)
    longitudes = source.uniform(38.0, 49.0, 1000)
    polygons = {outline.name: outline.polygon.buffer(0.02, quad_segs=2) for outline in read_outlines()}
    for latitude, longitude, name in zip(
        latitudes, longitudes, areas.governorates_of(latitudes, longitudes), strict=True
    ):
        holders = {one for one, shape in polygons.items() if shapely.contains_xy(shape, longitude, latitude)}
        assert name in holders or (not name and not holders)


def test_missing_coordinates_lie_nowhere(built_in: Gazetteer) -> None:
    assert Areas.of(built_in).governorates_of([np.nan, 33.32], [44.38, 44.38]) == ["", "Baghdad"]


def test_infinite_coordinates_lie_nowhere(built_in: Gazetteer) -> None:
    assert Areas.of(built_in).governorates_of([np.inf], [44.38]) == [""]


def test_no_points_give_no_names(built_in: Gazetteer) -> None:
    assert Areas.of(built_in).governorates_of([], []) == []


def test_columns_of_two_lengths_are_refused(built_in: Gazetteer) -> None:
    with pytest.raises(InvalidQuery, match="2 latitudes but 1 longitudes"):
        Areas.of(built_in).governorates_of([33.0, 34.0], [44.0])


@pytest.mark.parametrize("point", [(91.0, 44.0), (33.0, 181.0), (float("nan"), 44.0)])
def test_a_point_off_the_globe_is_refused(built_in: Gazetteer, point: tuple[float, float]) -> None:
    with pytest.raises(InvalidQuery, match="off the globe"):
        Areas.of(built_in).reverse(*point)


def test_a_border_cell_is_decided_by_the_polygon() -> None:
    """Two areas that meet inside one grid cell are told apart to a thousandth of a degree."""
    areas = OutlineSet([square("West", 40, 30), square("East", 41, 30)], tolerance_degrees=0.0)
    assert areas.names_at([30.5, 30.5], [40.999, 41.001]) == ["West", "East"]


def test_just_outside_still_belongs_within_the_tolerance() -> None:
    areas = OutlineSet([square("West", 40, 30)], tolerance_degrees=0.02)
    assert areas.names_at([30.5, 30.5], [41.015, 41.025]) == ["West", ""]


def test_the_part_of_an_area_lies_on_its_side() -> None:
    latitude, longitude, radius = OutlineSet([square("One", 40, 30)]).part_of("One", 180.0) or (0, 0, 0)
    assert latitude == pytest.approx(30.25, abs=0.01)
    assert longitude == pytest.approx(40.5, abs=0.01)
    assert 30 < radius < 50


def test_no_part_of_an_area_that_is_not_there() -> None:
    assert OutlineSet([square("One", 40, 30)]).part_of("Two", 180.0) is None


def place(
    name: str, latitude: float, longitude: float, kind: str = "town", governorate: str = "One"
) -> Place:
    """A place of a made-up country."""
    return Place(
        place_id=f"test:{name}-{kind}",
        name=name,
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        governorate=governorate,
        radius_km=2.0,
    )


PLACES = [
    place("Near", 30.5, 40.5),
    place("Far", 30.9, 40.9),
    place("Across", 30.5, 41.05, governorate="Two"),
    place("Seat", 30.4, 40.4, "district"),
    place("Stream", 30.52, 40.52, "river"),
]
OUTLINES = [square("One", 40, 30), square("Two", 41, 30)]


def test_reverse_gives_the_nearest_place_and_how_far_it_is() -> None:
    answer = Areas(PLACES, OUTLINES).reverse(30.51, 40.5)
    assert answer.place is not None
    assert (answer.place.name, answer.governorate, answer.precision) == ("Near", "One", Precision.SETTLEMENT)
    assert "1.1 km away" in answer.reasons[0]


def test_reverse_outside_the_extent_is_only_near() -> None:
    answer = Areas(PLACES, OUTLINES).reverse(30.6, 40.5)
    assert answer.precision is Precision.NEAR
    assert answer.radius_km == pytest.approx(11.1, abs=0.2)


def test_reverse_stays_in_the_governorate_and_tells_of_the_nearer_place_across() -> None:
    answer = Areas(PLACES, OUTLINES).reverse(30.5, 40.98)
    assert answer.place is not None
    assert answer.place.governorate == "One"
    assert any("Across is nearer" in reason for reason in answer.reasons)


def test_a_river_is_never_the_nearest_place() -> None:
    answer = Areas(PLACES, OUTLINES).reverse(30.52, 40.52)
    assert answer.place is not None
    assert answer.place.name == "Near"


def test_the_district_is_told_to_come_from_the_nearest_seat() -> None:
    name, reason = Areas(PLACES, OUTLINES).district_of(30.5, 40.5)
    assert name == "Seat"
    assert "no outline tells" in reason


def test_the_district_is_told_to_come_from_an_outline_where_there_is_one() -> None:
    areas = Areas(PLACES, OUTLINES, [Outline("Inner", shapely.box(40.4, 30.4, 40.6, 30.6))])
    assert areas.district_of(30.5, 40.5) == ("Inner", "district Inner: its outline holds the point")
    assert areas.district_of(30.8, 40.8)[0] == "Seat"


def test_reverse_outside_iraq_is_unresolved(built_in: Gazetteer) -> None:
    answer = Areas.of(built_in).reverse(*ABROAD["Tehran"])
    assert answer.status is Status.UNRESOLVED
    assert answer.country == ""


def test_reverse_without_places_still_tells_the_governorate() -> None:
    answer = Areas([], OUTLINES).reverse(30.5, 40.5)
    assert (answer.status, answer.governorate) == (Status.UNRESOLVED, "One")


def test_areas_are_kept_on_their_gazetteer(built_in: Gazetteer) -> None:
    assert Areas.of(built_in) is Areas.of(built_in)


def test_damaged_outlines_are_refused_by_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.geojson"
    broken.write_text('{"features": [{}]}', encoding="utf-8")
    with pytest.raises(UnreadableGazetteer, match=r"broken\.geojson"):
        read_outlines(broken)


def test_outlines_as_wide_as_the_globe_are_refused() -> None:
    globe = OutlineSet([Outline("Globe", shapely.box(-180, -90, 180, 90))])
    with pytest.raises(UnreadableGazetteer, match="cells"):
        globe.names_at([0.0] * GRIDDED_POINTS, [0.0] * GRIDDED_POINTS)


def test_few_points_and_many_lie_in_the_same_governorates() -> None:
    """A few are asked of the outlines one by one, many by a grid."""
    rng = np.random.default_rng(7)
    latitudes, longitudes = rng.uniform(28, 38.5, GRIDDED_POINTS), rng.uniform(38, 49, GRIDDED_POINTS)
    latitudes[3] = np.nan
    halves = (slice(None, 1_500), slice(1_500, None))
    few = [OutlineSet.default().names_at(latitudes[part], longitudes[part]) for part in halves]
    assert OutlineSet.default().names_at(latitudes, longitudes) == [*few[0], *few[1]]
