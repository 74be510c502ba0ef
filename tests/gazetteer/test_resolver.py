"""What resolve says: the place, the doubt, and the words for both."""

from __future__ import annotations

import pytest
from engine_places import DAQUQ, KIRKUK, KIRKUK_CITY, PLACES, SALAM_KIRKUK, gazetteer_of, place
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, Status
from gazetteer.errors import InvalidPlace, InvalidQuery, UnknownAdminArea


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return gazetteer_of(PLACES)


@pytest.mark.parametrize("name", ["Daquq", "Daqooq", "Dakuk", "Daqûq", "داقوق", "داقووق", "ad-Daquq"])
def test_spellings_of_daquq_are_resolved(gazetteer: Gazetteer, name: str) -> None:
    answer = gazetteer.resolve(name)

    assert (answer.status, answer.place) == (Status.RESOLVED, DAQUQ)


@pytest.mark.parametrize("name", ["Damascus", "Baquba", "دمشق", "Muhammad", "", "...", "42"])
def test_names_of_none_of_the_places_are_not_resolved(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resolve(name).status is not Status.RESOLVED


def test_a_bare_name_of_three_levels_is_the_seat_with_the_others_as_candidates(
    gazetteer: Gazetteer,
) -> None:
    answer = gazetteer.resolve("كركوك")

    assert answer.place == KIRKUK_CITY
    assert answer.status is Status.RESOLVED
    assert {one.place.kind for one in answer.candidates} == {"city", "governorate", "district"}


@pytest.mark.parametrize("name", ["محافظة كركوك", "Kirkuk Province", "پارێزگای کەرکووک"])
def test_a_kind_word_chooses_the_level(gazetteer: Gazetteer, name: str) -> None:
    answer = gazetteer.resolve(name)

    assert answer.place == KIRKUK
    assert "the kind word fits: governorate" in answer.reasons


def test_a_bare_minor_village_is_not_resolved(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("المثنى")

    assert answer.status is Status.AMBIGUOUS
    assert any("minor place" in reason for reason in answer.reasons)


def test_a_kind_word_or_a_governorate_settles_a_minor_village(gazetteer: Gazetteer) -> None:
    by_kind = gazetteer.resolve("قرية المثنى")
    by_area = gazetteer.resolve("المثنى", within="Baghdad")

    assert (by_kind.status, by_area.status) == (Status.RESOLVED, Status.RESOLVED)


def test_within_chooses_between_namesakes(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Salam").status is Status.AMBIGUOUS
    assert gazetteer.resolve("Salam", within="كركوك").place == SALAM_KIRKUK


def test_within_is_no_wall_and_the_clash_is_a_reason(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Daquq", within="Baghdad")

    assert answer.place == DAQUQ
    assert any("not in Baghdad" in reason for reason in answer.reasons)


def test_within_that_names_no_area_is_refused_with_what_is_allowed(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownAdminArea, match=r"Atlantis.*Baghdad, Kirkuk"):
        gazetteer.resolve("Daquq", within="Atlantis")


def test_near_chooses_between_namesakes(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Salam", near=(35.2, 44.0))

    assert answer.candidates[0].place == SALAM_KIRKUK


def test_a_town_abroad_is_said_to_be_abroad(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("عمان")

    assert (answer.status, answer.country) == (Status.UNRESOLVED, "Jordan")


def test_a_well_known_place_of_that_name_in_iraq_is_meant() -> None:
    known = place("t:amman", "Amman", "city", prior=0.9)
    unknown = place("t:amman", "Amman", "village", prior=0.3)

    assert gazetteer_of([*PLACES, known]).resolve("Amman").place == known
    assert gazetteer_of([*PLACES, unknown]).resolve("Amman").status is not Status.RESOLVED


def test_a_name_beside_its_governorate_is_found_there(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Salam, Kirkuk").place == SALAM_KIRKUK
    assert gazetteer.resolve("Daqook Iraq").place == DAQUQ


def test_rivals_within_three_km_are_one_place() -> None:
    one = place("t:a", "Halwan", latitude=33.0, longitude=44.0)
    near = place("t:b", "Halwan", latitude=33.02, longitude=44.0)
    far = place("t:b", "Halwan", latitude=33.5, longitude=44.0, district="Other")

    assert gazetteer_of([one, near]).resolve("Halwan").status is Status.RESOLVED
    assert gazetteer_of([one, far]).resolve("Halwan").status is Status.AMBIGUOUS


def test_an_ambiguous_answer_says_how_far_apart_the_rivals_lie() -> None:
    one = place("t:a", "Halwan", latitude=33.0, longitude=44.0)
    far = place("t:b", "Halwan", latitude=33.5, longitude=44.0, district="Other")

    answer = gazetteer_of([one, far]).resolve("Halwan")

    assert any("56 km away" in reason for reason in answer.reasons)


def test_the_limit_is_kept_and_the_best_comes_first(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Kirkuk", limit=2)

    assert len(answer.candidates) == 2
    assert answer.candidates[0].place == answer.place


def test_a_known_name_is_answered_the_same_with_and_without_the_short_way(
    gazetteer: Gazetteer,
) -> None:
    for name in ("Daquq", "Tawuq", "المثنى"):
        short = gazetteer.resolve(name)
        ranked = gazetteer.resolve(name, near=(0.0, 0.0))

        assert (short.status, short.place) == (ranked.status, ranked.place)
        assert short.candidates[0] == ranked.candidates[0]


def test_many_names_are_answered_in_their_order(gazetteer: Gazetteer) -> None:
    answers = gazetteer.resolve_many(["Daquq", "nowhere", "Daquq"])

    assert [answer.query for answer in answers] == ["Daquq", "nowhere", "Daquq"]


def test_an_alias_is_found_once_added_and_not_before() -> None:
    gazetteer = gazetteer_of(PLACES)

    assert gazetteer.resolve("Shahraban").status is not Status.RESOLVED
    gazetteer.add_alias("Shahraban", "t:daquq", author="test")
    assert gazetteer.resolve("Shahraban").place == DAQUQ
    assert gazetteer.resolve("شەهرەبان").place == DAQUQ


def test_an_alias_for_no_place_or_without_letters_is_refused() -> None:
    gazetteer = gazetteer_of(PLACES)

    with pytest.raises(InvalidPlace, match="t:nowhere"):
        gazetteer.add_alias("Shahraban", "t:nowhere")
    with pytest.raises(InvalidPlace, match="letters"):
        gazetteer.add_alias("  ", "t:daquq")


def test_a_place_is_found_once_added() -> None:
    gazetteer = gazetteer_of(PLACES)
    added = place("user:new", "Zghaitun", "wadi", prior=0.3)

    gazetteer.add_place(added, author="test")

    assert gazetteer.resolve("Zghaitun").place == added
    assert added in list(gazetteer.places)


def test_a_query_that_is_no_text_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(InvalidQuery, match="int"):
        gazetteer.resolve(5)  # type: ignore[arg-type] # the point of the test


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "'; DROP TABLE place; --",
        "<script>alert(1)</script>",
        "\x00\x01\x1b[31m",
        "\u202e\u2066\u2069",
        "🧨💥",
        "%s%n{}",
        "الله" * 30,
        "-" * 150,
    ],
)
def test_hostile_text_gets_an_answer_and_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.resolve(text).place is None


@settings(deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_gets_an_answer(gazetteer: Gazetteer, text: str) -> None:
    answer = gazetteer.resolve(text)

    assert (answer.status is Status.RESOLVED) == (answer.latitude is not None) or answer.place is None


def test_a_governorate_is_itself_and_not_the_town_that_is_also_called_its_city(built_in: Gazetteer) -> None:
    place = built_in.resolve("Nineveh").place
    assert place is not None
    assert place.kind == "governorate"


@pytest.mark.parametrize("name", ["Alam", "Kirkuk", "قضاء حويجة", "Bakhdida", "مدينة كركوك"])
def test_no_candidate_scores_higher_than_one_that_ranks_before_it(built_in: Gazetteer, name: str) -> None:
    scores = [candidate.score for candidate in built_in.resolve(name).candidates]
    assert scores == sorted(scores, reverse=True)
