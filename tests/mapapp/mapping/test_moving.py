"""Places moved for sharing: to one spot a cell and district, inside the district, never telling more."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from mapapp.mapping.areas import Areas, distance_km
from mapapp.mapping.districts import District
from mapapp.mapping.moving import Moved, move_places
from mapapp.mapping.outlines import NOWHERE

CELL = 0.1
OFFSET = 0.00413
"""Where the grid begins: a corner of a cell is a multiple of CELL after it."""
KIRKUK = (35.4681, 44.3922)


@pytest.fixture(scope="module")
def built_in() -> Areas:
    return Areas.load()


@pytest.fixture(scope="module")
def two_districts() -> Areas:
    """West and East, with the border at 44.04 E: West has four tenths of the cell that begins at 44.00413."""
    west = District("West", "Made up", shapely.box(43.5, 33.0, 44.04, 34.0))
    east = District("East", "Made up", shapely.box(44.04, 33.0, 44.6, 34.0))
    return Areas.load([west, east])


def moved(areas: Areas, *places: tuple[float, float], cell: float = CELL, by_district: bool = False) -> Moved:
    at = np.array(places)
    return move_places(at[:, 0], at[:, 1], cell, np.full(len(at), by_district), areas)


def spots(found: Moved) -> list[tuple[float, float]]:
    return list(zip(found.latitudes.tolist(), found.longitudes.tolist(), strict=True))


def all_over_iraq(count: int) -> np.ndarray:
    chance = np.random.default_rng(17)
    at = np.stack([chance.uniform(29.1, 37.3, count), chance.uniform(38.9, 48.5, count)], axis=1)
    return at.round(5)


@pytest.mark.parametrize("cell", [0.02, 0.1, 0.2])
def test_every_place_stays_in_its_district(built_in: Areas, cell: float) -> None:
    at = all_over_iraq(1500)
    found = move_places(at[:, 0], at[:, 1], cell, np.zeros(len(at), dtype=bool), built_in)

    before = built_in.numbers_at(at[:, 0], at[:, 1])
    after = built_in.numbers_at(found.latitudes, found.longitudes)
    assert (before == after).all()
    assert (before != NOWHERE).sum() > 700
    assert (before == NOWHERE).sum() > 100  # a place abroad stays abroad


def test_the_true_place_lies_within_the_told_reach(built_in: Areas) -> None:
    at = all_over_iraq(400)
    found = move_places(at[:, 0], at[:, 1], CELL, np.zeros(len(at), dtype=bool), built_in)

    for place, spot, reach in zip(at, spots(found), found.reach_km, strict=True):
        assert distance_km(*spot, place[:1], place[1:])[0] <= reach
    assert found.reach_km.max() < 40  # a sliver goes to the next cell, no further


def test_repeats_give_the_spot_again_and_nothing_to_average(built_in: Areas) -> None:
    assert len(set(spots(moved(built_in, *[KIRKUK] * 50)))) == 1


def test_the_same_place_comes_to_the_same_spot_whatever_lies_around(built_in: Areas) -> None:
    alone = spots(moved(built_in, KIRKUK))[0]
    among = spots(moved(built_in, *map(tuple, all_over_iraq(300)), KIRKUK))[-1]

    assert alone == among != KIRKUK


def test_places_of_one_cell_join_and_across_its_edge_they_do_not(built_in: Areas) -> None:
    edge = OFFSET + 444 * CELL  # 44.40413 E
    inside = moved(built_in, (35.44, edge - 0.03), (35.47, edge - 0.01), (35.44, edge + 0.01))

    one, other, beyond = spots(inside)
    assert one == other != beyond


def test_in_one_cell_each_side_of_a_district_border_has_its_own_spot(two_districts: Areas) -> None:
    west, west_too, east = spots(moved(two_districts, (33.45, 44.03), (33.42, 44.02), (33.45, 44.05)))

    assert west == west_too
    assert west[1] < 44.04 < east[1]


def test_a_sliver_of_a_cell_goes_with_the_next_cell_of_its_district() -> None:
    corner = OFFSET + 440 * CELL  # 44.00413 E
    west = District("West", "Made up", shapely.box(43.5, 33.0, corner + 0.012, 34.0))
    east = District("East", "Made up", shapely.box(corner + 0.012, 33.0, 44.6, 34.0))
    areas = Areas.load([west, east])

    in_sliver, next_cell = spots(moved(areas, (33.45, corner + 0.006), (33.45, corner - 0.05)))
    assert in_sliver == next_cell
    assert in_sliver[1] < corner

    wider = District("West", "Made up", shapely.box(43.5, 33.0, corner + 0.035, 34.0))
    areas = Areas.load([wider, District("East", "Made up", shapely.box(corner + 0.035, 33.0, 44.6, 34.0))])
    in_share, next_cell = spots(moved(areas, (33.45, corner + 0.006), (33.45, corner - 0.05)))
    assert in_share != next_cell
    assert in_share[1] > corner


def test_a_spot_on_which_an_incident_lies_is_left_for_the_next(built_in: Areas) -> None:
    spot = spots(moved(built_in, KIRKUK))[0]
    one, other = spots(moved(built_in, KIRKUK, spot))

    assert one == other != spot
    assert (
        built_in.numbers_at(*np.array([spot, one]).T) == built_in.numbers_at(*np.array([KIRKUK, KIRKUK]).T)
    ).all()


def test_places_known_by_district_come_to_one_spot_of_it_and_others_to_another(two_districts: Areas) -> None:
    west, far_west, east = spots(
        moved(two_districts, (33.2, 43.6), (33.9, 44.03), (33.9, 44.05), by_district=True)
    )

    assert west == far_west != east
    assert west[1] < 44.04 < east[1]


def test_the_true_place_lies_within_the_reach_of_its_district(built_in: Areas) -> None:
    at = all_over_iraq(600)
    found = move_places(at[:, 0], at[:, 1], CELL, np.ones(len(at), dtype=bool), built_in)

    for place, spot, reach in zip(at, spots(found), found.reach_km, strict=True):
        assert distance_km(*spot, place[:1], place[1:])[0] <= reach


def test_a_place_abroad_that_is_known_by_district_gets_a_wide_cell(built_in: Areas) -> None:
    damascus = (33.51, 36.29)
    found = moved(built_in, damascus, by_district=True)

    assert spots(found)[0] != damascus
    assert found.reach_km[0] > 30


def test_the_outline_that_is_given_wins_over_the_nearest_known_place(
    built_in: Areas, two_districts: Areas
) -> None:
    at = np.array([[33.45, 44.03], [36.2, 44.0]])

    given = two_districts.numbers_at(at[:, 0], at[:, 1])
    assert [two_districts.listed[number].district for number in given] == ["West", "Erbil"]
    known = built_in.numbers_at(at[:, 0], at[:, 1])
    assert built_in.listed[known[0]].governorate in {"Baghdad", "Al-Anbar"}


def test_the_spot_of_every_built_in_district_lies_in_it(built_in: Areas) -> None:
    at = np.array([(area.latitude, area.longitude) for area in built_in.listed])

    assert built_in.numbers_at(at[:, 0], at[:, 1]).tolist() == list(range(len(built_in.listed)))
    assert len(built_in.listed) > 150
