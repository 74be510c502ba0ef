"""A bare name that is a person's, an organisation's or an ordinary word is no place without more."""

from __future__ import annotations

import pytest

from gazetteer import Gazetteer, Status
from gazetteer.foreign import foreign_towns
from gazetteer.normalize import fold
from gazetteer.wordlists import other_words


@pytest.mark.parametrize(
    "name",
    [
        "الصدر",
        "al-Samarrai",
        "al-Dulaimi",
        "al-Kadhimi",
        "Tariq al-Sadr",
        "علاوي",
        "the ministry of interior",
        "Maliki party",
        "الأحد",
        "freedom",
        "victory",
        "factory",
        "شمال",
        "Gorran",
        "znqlh",
    ],
)
def test_the_name_of_something_else_is_not_resolved(built_in: Gazetteer, name: str) -> None:
    assert built_in.resolve(name).status is not Status.RESOLVED


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("مدينة الصدر", "iq:baghdad-sadr-city"),
        ("Samarra", "iq:salah-al-din-samarra"),
        ("Camp Victory", "iq:baghdad-victory-base-complex"),
        ("North Oil Company", "iq:kirkuk-north-oil-company-facility"),
        ("Haifa Street", "iq:baghdad-haifa-street-road"),
        ("بلد", "iq:salah-al-din-balad"),
        ("Hit", "iq:al-anbar-hit"),
    ],
)
def test_the_place_of_nearly_that_name_stays_resolved(built_in: Gazetteer, name: str, place_id: str) -> None:
    place = built_in.resolve(name).place
    assert place is not None
    assert place.place_id == place_id


@pytest.mark.parametrize("name", ["Albu Kamal", "hyfa", "khfst"])
def test_a_thing_needs_its_kind_word_or_its_own_name(built_in: Gazetteer, name: str) -> None:
    assert built_in.resolve(name).status is not Status.RESOLVED


def test_a_person_word_behind_its_governorate_is_a_place(built_in: Gazetteer) -> None:
    assert built_in.resolve("الصدر", within="بغداد").status is Status.RESOLVED


def test_another_number_is_another_name(built_in: Gazetteer) -> None:
    assert built_in.resolve("کوردستان ٢٤").status is not Status.RESOLVED


def test_a_town_abroad_that_only_sounds_iraqi_is_abroad(built_in: Gazetteer) -> None:
    assert built_in.resolve("Herbel").status is not Status.RESOLVED


def test_small_towns_abroad_have_a_country_and_a_name() -> None:
    assert all(town.country and all(town.names) for town in foreign_towns())


def test_words_of_other_meanings_are_found_folded() -> None:
    assert all(fold(word) == word for word in other_words())
