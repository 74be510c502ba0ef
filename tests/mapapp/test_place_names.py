"""The table of names that the free-text filter shares between Python and the page."""

from __future__ import annotations

import re

import pytest

from mapapp.filters import fold_text
from mapapp.place_names import ALONE, ANYWHERE_LETTERS, sought_in
from mapapp.web.basemap.place_names import HERE, TABLE, rows_of, table_text

MOST_BYTES = 10_000
LISTED = {row["place"]: row["names"].split("|") for row in rows_of(TABLE)}
NAMES = {place: [name for name in listed if not name.startswith(ALONE)] for place, listed in LISTED.items()}


def test_the_table_is_what_the_script_makes() -> None:
    assert TABLE.read_text(encoding="utf-8") == table_text()


def test_the_table_is_small_enough_to_travel_in_every_document() -> None:
    assert TABLE.stat().st_size < MOST_BYTES


def test_no_name_belongs_to_two_places() -> None:
    names = [name for listed in NAMES.values() for name in listed]

    assert sorted(names) == sorted(set(names))


def test_names_stand_folded() -> None:
    assert [name for listed in NAMES.values() for name in listed if fold_text(name) != name] == []


def test_no_listed_name_is_one_that_was_left_out() -> None:
    left_out = {fold_text(row["name"]) for row in rows_of(HERE / "ordinary_names.csv")}

    assert left_out & {name for listed in NAMES.values() for name in listed} == set()


@pytest.mark.parametrize(
    "title", [row["name"] for row in rows_of(HERE / "towns.csv") if row["kind"] in ("town", "capital")]
)
def test_every_town_of_the_base_map_is_listed_or_an_ordinary_word(title: str) -> None:
    ordinary = {fold_text(row["name"]) for row in rows_of(HERE / "ordinary_names.csv")}
    listed = {name for names in NAMES.values() for name in names}

    assert fold_text(title) in listed | ordinary


@pytest.mark.parametrize("title", sorted(NAMES))
def test_any_name_of_a_place_asks_for_the_same(title: str) -> None:
    names = NAMES[title]

    assert len({sought_in(name) for name in names}) == 1
    assert all(len(sought_in(name)) == 1 and sought_in(name)[0].is_in(name) for name in names)


@pytest.mark.parametrize("title", sorted(NAMES))
def test_a_place_is_known_in_both_scripts(title: str) -> None:
    assert {bool(re.match("[a-z]", name.removeprefix(ALONE))) for name in LISTED[title]} == {True, False}


def test_longer_text_is_cut_at_the_longest_name() -> None:
    word, place, other = sought_in("attack tal afar road")

    assert (word.anywhere, other.anywhere) == (("attack",), ("road",))
    assert "تلعفر" in place.anywhere


def test_a_name_is_found_inside_a_longer_word_from_the_stated_length_on() -> None:
    long, short = sought_in("كركوك واسط")

    assert len("كركوك") >= ANYWHERE_LETTERS > len("واسط")
    assert long.is_in("الكركوكي")
    assert not short.is_in("بواسطه")
    assert short.is_in("بواسط")


def test_an_ordinary_word_means_the_place_only_where_it_stands_alone() -> None:
    (place,) = sought_in("haditha")

    assert place.is_in("حديثه")
    assert not place.is_in("اسلحه حديثه")
    assert sought_in("حديثه")[0].alone == frozenset()


def test_no_text_asks_for_nothing() -> None:
    assert sought_in("") == ()
