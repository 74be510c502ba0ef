"""Sound distance, index, merging and settling: each rule beside its near miss."""

from __future__ import annotations

import numpy as np
import pytest
from engine_places import DAQUQ, PLACES, gazetteer_of, place
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Status
from gazetteer.index import build_index, is_notable, names_of, parse
from gazetteer.layers import merge
from gazetteer.matching import Matcher
from gazetteer.normalize.sounds import ALPHABET, CODES, LIKENESS, WEIGHTS
from gazetteer.sound_distance import FORM_LENGTH, SoundCosts, distances, encode, masks_of
from gazetteer.tables import PlaceTable, clean, pack_index, pack_places, read_index

FORMS = st.text(alphabet=ALPHABET[1:], min_size=1, max_size=10)


def distance(one: str, other: str, *, latin: tuple[bool, bool] = (True, True)) -> float:
    """Distance of two sound forms."""
    codes = np.zeros((1, FORM_LENGTH), dtype=np.uint8)
    codes[0, : len(other[:FORM_LENGTH])] = encode(other)
    found = distances(one, query_latin=latin[0], codes=codes, latin=np.array([latin[1]]), costs=SoundCosts())
    return float(found[0])


@given(FORMS)
def test_a_form_is_at_no_distance_from_itself(form: str) -> None:
    assert distance(form, form) == pytest.approx(0.0, abs=1e-5)


@given(FORMS, FORMS)
def test_no_distance_is_below_0_or_above_writing_it_all_anew(one: str, other: str) -> None:
    whole = sum(WEIGHTS.get(sound, 1.0) for sound in one + other)

    assert -1e-5 <= distance(one, other) <= whole + 1.0


@pytest.mark.parametrize(
    ("form", "near", "far"),
    [
        ("daquq", "dakuk", "dabub"),  # q and k are heard alike, q and b are not
        ("mosul", "musul", "masil"),
        ("hawija", "hawiSa", "hawila"),
        ("kirkuk", "kirkku", "kirkmn"),  # two letters swapped, two replaced
        ("sinjar", "sinjr", "snjar" + "m"),
    ],
)
def test_what_is_taken_for_each_other_lies_nearer(form: str, near: str, far: str) -> None:
    assert distance(form, near) < distance(form, far)


def test_short_vowels_cost_less_across_scripts_than_within_one() -> None:
    within = distance("samara", "smr")
    across = distance("samara", "smr", latin=(True, False))

    assert across < within


def test_a_missing_first_sound_costs_more_than_one_within() -> None:
    assert distance("aranya", "ranya") > distance("ranaya", "ranya")


@given(st.lists(FORMS, min_size=2, max_size=12), FORMS, st.floats(0, 4))
def test_distances_within_their_limit_are_told_and_none_beyond_it_is_told_as_nearer(
    forms: list[str], query: str, limit: float
) -> None:
    codes = np.zeros((len(forms), FORM_LENGTH), dtype=np.uint8)
    for row, form in zip(codes, forms, strict=True):
        row[: len(form)] = encode(form)
    latin = np.array([len(form) % 2 == 0 for form in forms])

    whole = distances(query, query_latin=True, codes=codes, latin=latin, costs=SoundCosts())
    limited = distances(
        query, query_latin=True, codes=codes, latin=latin, costs=SoundCosts(), limits=np.float32(limit)
    )

    near = whole <= limit
    assert np.allclose(limited[near], whole[near], atol=1e-5)
    assert (limited[~near] > limit - 1e-3).all()


def test_likeness_is_of_known_sounds_and_between_0_and_1() -> None:
    assert all(one in CODES and other in CODES for one, other in LIKENESS)
    assert all(0 <= cost <= 1 for cost in LIKENESS.values())


def test_the_mask_counts_classes_and_the_pairs_tell_their_order() -> None:
    assert masks_of("daquq")[0] == masks_of("takuk")[0]
    assert masks_of("brk")[0] == masks_of("krb")[0]
    assert masks_of("brk")[1] != masks_of("krb")[1]


def test_every_name_in_the_index_is_reached_by_itself() -> None:
    matcher = Matcher([build_index(PLACES)])

    for number, one in enumerate(PLACES):
        for name in names_of(one):
            _, hits = matcher.hits(name)
            assert hits[number].rule == "exact"


@pytest.mark.parametrize("query", ["Daqok", "Kirkok", "الحويجا", "Salaam", "Zab al-Asfl"])
def test_what_a_name_may_mean_does_not_depend_on_the_order_of_the_index(query: str) -> None:
    backward = [*reversed(PLACES)]

    _, hits = Matcher([build_index(PLACES)]).hits(query)
    _, others = Matcher([build_index(backward)]).hits(query)

    assert {PLACES[hit.place].place_id: hit[:2] for hit in hits.values()} == {
        backward[hit.place].place_id: hit[:2] for hit in others.values()
    }


def test_parts_of_a_name_are_indexed_for_notable_places_only() -> None:
    long_name = place("t:long", "Umm Qasr Port Quarter Zghetun", prior=0.5)
    minor = place("t:minor", "Albu Hamdan Zghetun", "village", prior=0.02)

    _, hits = Matcher([build_index([long_name, minor])]).hits("Zghetun")

    assert hits[0].rule == "name part"
    assert 1 not in hits


def test_a_name_takes_apart_into_level_and_core() -> None:
    parsed = parse("قضاء الحويجة")

    assert (parsed.kind, parsed.core_key, parsed.latin) == ("district", "حويجه", False)


def test_columns_give_the_places_and_names_back() -> None:
    index = build_index(PLACES)
    columns = {**pack_places(PLACES), **pack_index(index)}
    table, again = PlaceTable(columns), read_index(columns)

    assert list(table) == PLACES
    assert (again.names, again.keys, again.place_of) == (index.names, index.keys, index.place_of)
    assert np.array_equal(again.notable.codes, index.notable.codes)


def test_control_characters_are_cleaned_out_of_columns() -> None:
    assert clean("a\n\tb\x00c  d") == "a b c d"
    assert clean("a b") == "a b"


def test_a_published_code_makes_two_places_one_whatever_they_are_called() -> None:
    lower = place("t:a", "Daquq", codes=(("geonames", "1"),))
    upper = place("gn:1", "Tawuq", latitude=33.4, codes=(("geonames", "1"),))
    other = place("gn:2", "Tawuq", latitude=33.4, codes=(("geonames", "2"),))

    assert [one.place_id for one in merge([lower], [upper])] == ["t:a"]
    assert merge([lower], [upper])[0].names == ("Tawuq",)
    assert len(merge([lower], [other])) == 2


def test_the_same_name_far_off_or_of_another_sort_is_another_place() -> None:
    lower = place("t:a", "Daquq")

    assert len(merge([lower], [place("x:1", "Daqūq", latitude=33.01)])) == 1
    assert len(merge([lower], [place("x:1", "Daqūq", latitude=33.4)])) == 2
    assert len(merge([lower], [place("x:1", "Daqūq", "district", latitude=33.01)])) == 2


def test_merging_again_changes_nothing() -> None:
    upper = [place("x:1", "Daqūq", latitude=33.01), place("x:2", "New")]
    once = merge([place("t:a", "Daquq")], upper)

    assert merge(once, upper) == once


def test_a_loosely_heard_name_needs_a_well_known_place() -> None:
    known = place("t:a", "Zurbatiyah", prior=0.6)
    unknown = place("t:a", "Zurbatiyah", "village", prior=0.3)

    assert gazetteer_of([known]).resolve("Zorbateya").status is Status.RESOLVED
    assert gazetteer_of([unknown]).resolve("Zorbateya").status is Status.AMBIGUOUS


def test_a_slip_in_a_long_name_is_forgiven_and_another_word_is_not() -> None:
    gazetteer = gazetteer_of([*PLACES, place("t:h", "Halabja", prior=0.7)])

    assert gazetteer.resolve("Halamja").place is not None
    assert gazetteer.resolve("Halawiya").place is None


def test_a_minor_place_of_just_this_name_keeps_a_town_that_only_sounds_so_in_doubt() -> None:
    town = place("t:q", "القرنة", prior=0.7, latitude=31.0)
    village = place("t:k", "الكرنة", "village", prior=0.02, latitude=34.0)

    assert gazetteer_of([town]).resolve("الكرنة").place == town
    assert gazetteer_of([town, village]).resolve("الكرنة").status is Status.AMBIGUOUS


def test_notable_is_a_matter_of_the_prior() -> None:
    assert is_notable(DAQUQ)
    assert not is_notable(place("t:v", "V", "village", prior=0.02))
