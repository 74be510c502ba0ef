"""Which codings and names of two sources agree, and that the tables hold together."""

from __future__ import annotations

import math

import pytest

from mapapp.attributions import ATTRIBUTIONS
from mapapp.filters import fold_text
from mapapp.grouping import DEFAULT
from mapapp.grouping.actor_agreement import actor_keys, read_actor_names
from mapapp.grouping.large_towns import read_large_towns
from mapapp.grouping.type_agreement import read_compatible_types, read_sub_types, type_bits
from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE

BATTLES, EXPLOSIONS = "Battles", "Explosions/Remote violence"


def agreement(one: tuple[str, str, str], other: tuple[str, str, str]) -> float:
    return float(type_bits((one, other), DEFAULT)[0, 1])


def test_a_type_of_ucdp_fits_what_others_code_more_closely() -> None:
    bomb = ("ACLED", EXPLOSIONS, "Suicide bomb")

    assert agreement(("UCDP GED", BATTLES, ""), bomb) > agreement(("GTD", BATTLES, ""), bomb) > -math.inf
    assert agreement(("ucdp", BATTLES, ""), bomb) == agreement(("UCDP GED", BATTLES, ""), bomb)
    assert agreement(("UCDP GED", BATTLES, ""), ("ACLED", "Protests", "Peaceful protest")) == -math.inf


def test_an_unknown_type_fits_any() -> None:
    for event_type in EVENT_TYPES:
        assert agreement(("Iraq Body Count", UNKNOWN_EVENT_TYPE, ""), ("ACLED", event_type, "")) == 0


def test_a_rarer_sub_type_proves_more_and_another_one_speaks_against() -> None:
    suicide = ("ACLED", EXPLOSIONS, "Suicide bomb")
    roadside = ("ACLED", EXPLOSIONS, "Remote explosive/landmine/IED")

    assert agreement(suicide, suicide) > agreement(roadside, roadside) > agreement(roadside, suicide)
    assert agreement(roadside, suicide) < 0 < agreement(roadside, ("GTD", EXPLOSIONS, ""))


def test_agreement_does_not_depend_on_which_row_is_first() -> None:
    kinds = tuple(
        (dataset, event_type, "")
        for dataset in ("ACLED", "UCDP GED", "GTD")
        for event_type in (*EVENT_TYPES, UNKNOWN_EVENT_TYPE)
    )
    bits = type_bits(kinds, DEFAULT)

    assert (bits == bits.T).all()


def test_the_tables_use_names_of_the_schema() -> None:
    types = {*EVENT_TYPES, UNKNOWN_EVENT_TYPE}
    sub_types = {sub_type for named in EVENT_TYPES.values() for sub_type in named}

    for dataset, one, other in read_compatible_types():
        assert dataset in {"", "ucdp", "ibc", *(name.casefold() for name in ATTRIBUTIONS)}
        assert {one, other} <= types
        assert one != other
    assert read_sub_types().keys() <= sub_types


def test_names_of_large_towns_are_listed_as_they_are_folded() -> None:
    names = [name for town in read_large_towns() for name in town.names]

    assert [name for name in names if name != fold_text(name)] == []
    assert len(names) == len(set(names))


def test_actor_names_are_listed_as_they_are_folded() -> None:
    assert [name for name in read_actor_names() if name != fold_text(name)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Islamic State (Iraq)", ""), ("IS", "Government of Iraq")),
        (("داعش", ""), ("ISIL", "")),
        (("Police Forces of Iraq (2014-)", ""), ("الشرطة", "")),
        (("Saraya Awliya al-Dam", ""), ("Awliya Dam", "")),
    ],
)
def test_two_names_of_one_actor_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    known = read_actor_names()

    assert actor_keys(one, known) & actor_keys(other, known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Islamic State (Iraq)", ""), ("Military Forces of Turkey", "")),
        (("Unidentified Armed Group (Iraq)", ""), ("Armed forces of Iraq", "")),
        (("Basra Tribal Militia", ""), ("Unknown Militia", "")),
    ],
)
def test_names_that_share_only_common_words_share_no_key(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    known = read_actor_names()

    assert not actor_keys(one, known) & actor_keys(other, known)
