"""The hand-made rows for what no published gazetteer has: wadis, ranges, bases, camps, fields, roads."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from gazetteer.build import rows
from gazetteer.build.places import GOVERNORATE_SLUGS
from gazetteer.normalize import fold
from gazetteer.places import KIND_PRECISION
from gazetteer.ranking import rough_km

CURATED = Path(rows.__file__).parent / "curated"
SAME_SPOT_KM = 0.3
"""Two rows of one kind and name nearer than this are one place entered twice."""
SPECIAL_KINDS = ("wadi", "mountain", "base", "camp", "field", "refinery", "dam", "crossing", "bridge", "road")

Row = dict[str, str]


@pytest.fixture(scope="module")
def special_rows() -> list[Row]:
    every: list[Row] = []
    for path in sorted(CURATED.glob("special-*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            every.extend(csv.DictReader(stream))
    return every


def spellings(row: Row) -> list[str]:
    return [name for name in (row["name"], row["name_ar"], row["name_ckb"], *row["names"].split("|")) if name]


def point(row: Row) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


@pytest.mark.parametrize("path", sorted(CURATED.glob("special-*.csv")), ids=lambda path: path.stem)
def test_each_table_has_the_columns_of_the_product_and_is_sorted_by_id(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        ids = [row["place_id"] for row in reader]

    assert tuple(reader.fieldnames or ()) == rows.COLUMNS
    assert all(first < second for first, second in pairwise(ids))


def test_there_are_at_least_500_rows_and_some_of_each_special_kind(special_rows: list[Row]) -> None:
    kinds = Counter(row["kind"] for row in special_rows)

    assert len(special_rows) >= 500
    assert {kind: kinds[kind] for kind in SPECIAL_KINDS if kinds[kind] < 10} == {}


def test_every_row_passes_the_checks_of_the_build(special_rows: list[Row]) -> None:
    """Known kind, standard governorate, coordinates in Iraq's box, an Arabic name, a known source."""
    faults = {row["place_id"]: rows.fault_of(row, governorates=GOVERNORATE_SLUGS) for row in special_rows}

    assert {place_id: fault for place_id, fault in faults.items() if fault} == {}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "valley"),
        ("latitude", "28.5"),
        ("longitude", "49.5"),
        ("name_ar", "Wadi"),
        ("source", "hearsay"),
        ("radius_km", "-1"),
    ],
)
def test_a_row_with_one_wrong_cell_does_not_pass_them(
    special_rows: list[Row], column: str, value: str
) -> None:
    assert rows.fault_of({**special_rows[0], column: value}, governorates=GOVERNORATE_SLUGS) != ""


def test_no_id_stands_twice(special_rows: list[Row]) -> None:
    assert [key for key, count in Counter(row["place_id"] for row in special_rows).items() if count > 1] == []


def test_ids_name_the_governorate_of_their_row(special_rows: list[Row]) -> None:
    strays = [
        row["place_id"]
        for row in special_rows
        if not row["place_id"].startswith(f"iq:{GOVERNORATE_SLUGS[row['governorate']]}-")
    ]

    assert strays == []


def test_every_spelling_is_there_trimmed_once_and_folds_to_something(special_rows: list[Row]) -> None:
    for row in special_rows:
        names = spellings(row)
        assert names == [name.strip() for name in names], row["place_id"]
        assert len(names) == len(set(names)), row["place_id"]
        assert all(fold(name) for name in names), row["place_id"]


def test_every_extent_is_stated_and_priors_leave_room_above_and_below(special_rows: list[Row]) -> None:
    for row in special_rows:
        assert float(row["radius_km"]) > 0, row["place_id"]
        assert 0.1 <= float(row["prior"]) <= 0.95, row["place_id"]


def test_a_point_taken_from_a_neighbour_claims_no_closeness(special_rows: list[Row]) -> None:
    """What is only placed "near" a looked-up place must have a radius that admits it."""
    near = [row for row in special_rows if row["source"].startswith("curated: near")]

    assert len(near) >= 50
    assert [row["place_id"] for row in near if float(row["radius_km"]) < 2] == []


def test_the_precision_of_a_wide_landscape_is_not_that_of_a_pin(special_rows: list[Row]) -> None:
    wide = [row for row in special_rows if float(row["radius_km"]) > 10]

    assert {row["kind"] for row in wide} & {
        kind for kind, precision in KIND_PRECISION.items() if precision.value in ("exact", "settlement")
    } <= {"facility", "refinery"}


def test_no_two_rows_of_one_kind_and_name_lie_at_one_spot(special_rows: list[Row]) -> None:
    by_name: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in special_rows:
        for name in {fold(spelling) for spelling in (row["name"], row["name_ar"])}:
            by_name[row["kind"], name].append(row)

    doubles = {
        (first["place_id"], second["place_id"])
        for group in by_name.values()
        for first, second in combinations(group, 2)
        if first["place_id"] != second["place_id"] and rough_km(*point(first), *point(second)) < SAME_SPOT_KM
    }

    assert doubles == set()


@pytest.mark.parametrize(
    ("place_id", "other_id", "at_least_km"),
    [
        ("iq:kirkuk-wadi-al-shay", "iq:kirkuk-wadi-zghaitun", 25),
        ("iq:diyala-lake-hamrin", "iq:salah-al-din-hamrin-mountains", 60),
        ("iq:erbil-makhmour-camp", "iq:erbil-kara-soar-base", 8),
        ("iq:kirkuk-kirkuk-air-base", "iq:kirkuk-k-1-air-base", 5),
        ("iq:al-anbar-haditha-dam", "iq:al-anbar-k-3-station-base", 5),
        ("iq:salah-al-din-baiji-refinery", "iq:salah-al-din-siniyah-refinery", 5),
        ("iq:baghdad-tahrir-square", "iq:baghdad-firdos-square", 1),
        ("iq:baghdad-camp-taji-base", "iq:salah-al-din-balad-air-base", 40),
        ("iq:diyala-naft-khana-oil-field", "iq:kirkuk-khabbaz-oil-field", 100),
        ("iq:duhok-metina-mountain", "iq:duhok-gara-mountain", 15),
    ],
)
def test_neighbours_that_reports_tell_apart_stand_apart(
    special_rows: list[Row], place_id: str, other_id: str, at_least_km: float
) -> None:
    by_id = {row["place_id"]: row for row in special_rows}

    assert rough_km(*point(by_id[place_id]), *point(by_id[other_id])) >= at_least_km
