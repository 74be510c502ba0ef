"""What a name means where it is told to lie, where its kind word is misspelled, and against its rivals."""

from __future__ import annotations

import pytest
from engine_places import DAQUQ, KIRKUK, KIRKUK_CITY, KIRKUK_DISTRICT, PLACES, gazetteer_of, place

from gazetteer import Status

FIELD = place(
    "t:field", "Ratawi Field", "field", names=("Ratawi",), governorate="Kirkuk", latitude=35.0, prior=0.3
)
HAMLET = place("t:hamlet", "Ratawi", "village", governorate="Kirkuk", latitude=35.4, prior=0.02)


def test_a_village_of_just_this_name_in_the_governorate_is_no_longer_beaten_by_a_known_thing_there() -> None:
    gazetteer = gazetteer_of([*PLACES, FIELD, HAMLET])

    assert gazetteer.resolve("Ratawi", within="Kirkuk").candidates[0].place == HAMLET
    assert gazetteer.resolve("Ratawi").candidates[0].place == FIELD


def test_a_village_elsewhere_stays_in_doubt_where_the_governorate_is_told() -> None:
    gazetteer = gazetteer_of([*PLACES, HAMLET])

    assert gazetteer.resolve("Ratawi", within="Kirkuk").place == HAMLET
    assert gazetteer.resolve("Ratawi", within="Baghdad").status is Status.AMBIGUOUS


@pytest.mark.parametrize("name", ["Amman", "عمّان"])
def test_a_namesake_where_the_caller_says_is_never_told_as_abroad(name: str) -> None:
    villages = [
        place(f"t:{at}", "Amman", "village", name_ar="عمان", governorate="Kirkuk", latitude=at, prior=0.02)
        for at in (35.0, 35.4)
    ]
    gazetteer = gazetteer_of([*PLACES, *villages])

    assert gazetteer.resolve(name, within="Kirkuk").country == "Iraq"
    assert gazetteer.resolve(name, within="Baghdad").country == "Jordan"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محافضة كركوك", KIRKUK),
        ("Guvernorate Kirkuk", KIRKUK),
        ("Kirkuk Guvernorate", KIRKUK),
        ("Naheeyat Daquq", DAQUQ),
        ("distrikt Kirkuk", KIRKUK_DISTRICT),
    ],
)
def test_a_misspelled_kind_word_is_heard(name: str, expected: object) -> None:
    assert gazetteer_of(PLACES).resolve(name).place == expected


def test_a_word_that_only_resembles_a_kind_word_stays_a_part_of_a_name() -> None:
    mahfud = place("t:m", "Mahfudat Kirkuk", governorate="Kirkuk")

    assert gazetteer_of([*PLACES, mahfud]).resolve("Mahfoodat Kirkuk").place == mahfud


def test_a_larger_town_that_sounds_only_somewhat_alike_is_no_rival_of_one_that_sounds_just_alike() -> None:
    rumaitha = place("t:r", "Rumaytha", prior=0.45, latitude=31.5)
    ramadi = place("t:d", "Ramadiya", "city", prior=1.0, latitude=33.4)
    near = place("t:n", "Rumaythi", "city", prior=1.0, latitude=33.4)

    assert gazetteer_of([rumaitha, ramadi]).resolve("Rometha").place == rumaitha
    assert gazetteer_of([rumaitha, near]).resolve("Rometha").status is Status.AMBIGUOUS


def test_a_town_that_only_sounds_like_the_bridge_asked_for_is_in_doubt() -> None:
    gazetteer = gazetteer_of([KIRKUK_CITY])

    assert gazetteer.resolve("Kirkook").place == KIRKUK_CITY
    assert gazetteer.resolve("Bridge Kirkook").status is Status.AMBIGUOUS


def test_a_quarter_written_so_does_not_hide_a_town_that_sounds_so_and_a_town_does() -> None:
    town = place("t:q", "Qayyarah", name_ar="القيارة", prior=0.7, latitude=35.8)
    quarter = place("t:k", "Kayyara", "neighbourhood", name_ar="الكيارة", prior=0.15)
    city = place("t:c", "Kayyara", "city", name_ar="الكيارة", prior=0.7)

    places = {one.place for one in gazetteer_of([town, quarter]).resolve("الگيارة").candidates}
    assert places == {town, quarter}
    assert gazetteer_of([town, city]).resolve("الگيارة").place == city


def test_latin_letters_that_only_meet_an_arabic_name_need_a_closer_sound() -> None:
    town = place("t:b", "Nayam", name_ar="بەرتەلە", prior=0.9)

    assert gazetteer_of([town]).resolve("Bertele").place == town
    assert gazetteer_of([town]).resolve("Britelo").status is Status.AMBIGUOUS


def test_a_number_of_the_name_that_the_query_lacks_is_a_doubt() -> None:
    quarter = place("t:17", "17 Tammuz", "town", prior=0.9)

    assert gazetteer_of([quarter]).resolve("17 Tamuuzz").place == quarter
    assert gazetteer_of([quarter]).resolve("Tamuuzz").status is Status.AMBIGUOUS
