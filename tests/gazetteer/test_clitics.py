"""Prepositions and prefixes before a name, as a cell copied from a sentence has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Gazetteer, Status
from gazetteer.normalize.clitics import bare_names


@pytest.mark.parametrize(
    ("written", "place_id"),
    [
        ("بمحافظة كركوك", "iq:kirkuk"),
        ("وبمحافظة كركوك", "iq:kirkuk"),
        ("في داقوق", "iq:kirkuk-daquq"),
        ("in Daquq", "iq:kirkuk-daquq"),
        ("لە کەرکووک", "iq:kirkuk-kirkuk"),
        ("بالبصرة", "iq:basra-basra"),
        ("بأربيل", "iq:erbil-erbil"),
    ],
)
def test_a_name_is_known_behind_a_preposition(built_in: Gazetteer, written: str, place_id: str) -> None:
    answer = built_in.resolve(written)

    assert answer.status is Status.RESOLVED
    assert answer.place is not None
    assert answer.place.place_id == place_id
    assert "read without" in answer.reasons[-1]


@pytest.mark.parametrize("written", ["بلد", "كركوك", "واسط", "الكوت", "بعقوبة", "بيجي", "فلوجة"])
def test_a_name_that_begins_like_a_prefix_keeps_its_letters(built_in: Gazetteer, written: str) -> None:
    answer = built_in.resolve(written)

    assert answer.status is Status.RESOLVED
    assert not [reason for reason in answer.reasons if "read without" in reason]


@pytest.mark.parametrize("written", ["بحلب", "في دمشق", "in Aleppo", "بطهران"])
def test_a_place_abroad_stays_abroad_behind_a_preposition(built_in: Gazetteer, written: str) -> None:
    answer = built_in.resolve(written)

    assert answer.status is Status.UNRESOLVED
    assert answer.country != "Iraq"


@pytest.mark.parametrize("written", ["والد", "بقرة", "كبير", "في البيت", "in love", "فقط"])
def test_a_word_with_the_letters_of_a_prefix_is_no_place(built_in: Gazetteer, written: str) -> None:
    assert built_in.resolve(written).status is not Status.RESOLVED


@given(st.text(max_size=40))
def test_what_is_left_of_any_text_is_its_begin_or_end(text: str) -> None:
    whole = text.strip()
    assert all(whole.startswith(rest) or whole.endswith(rest) for rest, _ in bare_names(text))
    assert all(rest != text for rest, _ in bare_names(text))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("کەرکووکدا", "Kirkuk"),
        ("هەولێردا", "Erbil"),
        ("سلێمانییەوە", "Sulaymaniyah"),
        ("Musul'da", "Mosul"),
        ("Kerkük'ten", "Kirkuk"),
    ],
)
def test_a_name_before_a_sorani_or_turkish_ending_is_that_name(
    built_in: Gazetteer, written: str, name: str
) -> None:
    place = built_in.resolve(written).place
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("written", ["کەرکووکی", "بارزانی", "مەسعود بارزانی", "O'da", "سەردا"])
def test_an_ending_that_makes_a_person_or_a_word_is_not_taken_off(built_in: Gazetteer, written: str) -> None:
    assert not [reason for reason in built_in.resolve(written).reasons if "read without" in reason]
