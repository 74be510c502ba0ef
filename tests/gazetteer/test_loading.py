"""The built-in tables as they are read: complete, unambiguous, and refused where broken."""

from __future__ import annotations

import pytest

from gazetteer.building import base_places
from gazetteer.errors import InvalidPlace
from gazetteer.index import names_of
from gazetteer.loading import built_in_aliases, built_in_places, place_of_row, split_names

ROW = {"place_id": "t:a", "name": "A", "kind": "town", "latitude": "33", "longitude": "44"}


def test_each_alias_belongs_to_a_place_of_the_table() -> None:
    ids = {place.place_id for place in built_in_places()}

    assert [alias for alias in built_in_aliases() if alias[1] not in ids] == []


def test_no_alias_stands_twice_for_different_places() -> None:
    places: dict[str, set[str]] = {}
    for alias, place_id, _ in built_in_aliases():
        places.setdefault(alias, set()).add(place_id)

    assert {alias for alias, ids in places.items() if len(ids) > 1} == set()


def test_aliases_become_names_of_their_places() -> None:
    names = {place.place_id: names_of(place) for place in base_places()}

    assert all(alias in names[place_id] for alias, place_id, _ in built_in_aliases())


def test_names_are_split_without_blanks_and_repeats() -> None:
    assert split_names("a| b ||a") == ("a", "b")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("latitude", "north", "north"),
        ("kind", "castle", "castle"),
        ("latitude", "133", "off the globe"),
        ("name", " ", "no name"),
    ],
)
def test_a_bad_row_is_refused_with_its_place_and_value(column: str, value: str, message: str) -> None:
    with pytest.raises(InvalidPlace, match=f"table.csv, line 7: .*{message}"):
        place_of_row({**ROW, column: value}, where="table.csv, line 7")


def test_a_good_row_is_read() -> None:
    assert place_of_row(ROW, where="table.csv, line 7").name == "A"
