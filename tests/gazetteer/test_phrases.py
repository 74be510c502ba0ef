"""Relative places, lists, and what is no relative place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, Precision, Status
from gazetteer.distances import distance_km
from gazetteer.lists import resolve_list, split_list
from gazetteer.phrases import parse_phrase, resolve_phrase, table_of
from gazetteer.wordlists import RelationWords, relation_words

KIRKUK = (35.467, 44.392)
TABLE = relation_words()


@pytest.fixture(scope="module")
def table() -> RelationWords:
    return relation_words()


@pytest.mark.parametrize(
    ("text", "relation", "bearing", "distance", "anchors"),
    [
        ("30 km south-west of Kirkuk", "offset", 225, 30, ("Kirkuk",)),
        ("2.5 miles NW of Balad", "offset", 315, 4.023, ("Balad",)),
        ("500 meters east of Taji", "offset", 90, 0.5, ("Taji",)),
        ("ten kilometres north of Mosul", "offset", 0, 10, ("Mosul",)),
        ("على بعد 15 كم غرب بيجي", "offset", 270, 15, ("بيجي",)),
        ("على بعد ١٥ كم غرب بيجي", "offset", 270, 15, ("بيجي",)),
        ("عشرة كيلومترات جنوب الموصل", "offset", 180, 10, ("الموصل",)),
        ("شمال شرق بعقوبة بنحو 20 كيلومترا", "offset", 45, 20, ("بعقوبة",)),
        ("20 km from Tikrit", "offset", None, 20, ("Tikrit",)),
        ("south of Kirkuk governorate", "direction", 180, None, ("Kirkuk governorate",)),
        ("جنوبي محافظة كركوك", "direction", 180, None, ("محافظة كركوك",)),
        ("في المناطق الوعرة جنوبي محافظة كركوك", "direction", 180, None, ("محافظة كركوك",)),
        ("باشووری کەرکووک", "direction", 180, None, ("کەرکووک",)),
        ("لە باکووری ڕۆژهەڵاتی دهۆک", "direction", 45, None, ("دهۆک",)),
        ("western Anbar", "direction", 270, None, ("Anbar",)),
        ("near Mosul", "near", None, None, ("Mosul",)),
        ("بالقرب من تلعفر", "near", None, None, ("تلعفر",)),
        ("نزیک چەمچەماڵ", "near", None, None, ("چەمچەماڵ",)),
        ("on the outskirts of Baqubah", "outskirts", None, None, ("Baqubah",)),
        ("أطراف قضاء الحويجة", "outskirts", None, None, ("قضاء الحويجة",)),
        ("حزام بغداد", "belt", None, None, ("بغداد",)),
        ("Baghdad belts", "belt", None, None, ("Baghdad",)),
        ("between Tuz and Kifri", "between", None, None, ("Tuz", "Kifri")),
        ("بين قضاءي الحويجة والدبس", "between", None, None, ("قضاءي الحويجة", "الدبس")),
        ("لە نێوان دووز و کفری", "between", None, None, ("دووز", "کفری")),
        ("on the road Baghdad – Kut", "road", None, None, ("Baghdad", "Kut")),
        ("طريق كركوك - تكريت", "road", None, None, ("كركوك", "تكريت")),
        ("Baghdad–Kut road", "road", None, None, ("Baghdad", "Kut")),
    ],
)
def test_a_phrase_is_cut_into_relation_and_names(
    table: RelationWords,
    text: str,
    relation: str,
    bearing: float | None,
    distance: float | None,
    anchors: tuple[str, ...],
) -> None:
    phrase = parse_phrase(text, table)
    assert phrase is not None
    assert (phrase.head.relation, phrase.head.bearing, phrase.anchors) == (relation, bearing, anchors)
    assert phrase.subject == ""
    assert phrase.head.distance_km == (pytest.approx(distance, abs=0.01) if distance else None)


@pytest.mark.parametrize(
    "text",
    ["Kirkuk", "قضاء داقوق", "Northgate", "5 km in Kirkuk", "30 km", "south", "between", "", "كم كم كم"],
)
def test_what_has_no_relation_is_no_phrase(table: RelationWords, text: str) -> None:
    assert parse_phrase(text, table) is None


def test_a_distance_beyond_the_country_is_no_phrase(table: RelationWords) -> None:
    assert parse_phrase("5000 km south of Kirkuk", table) is None


@pytest.mark.parametrize(
    ("text", "bearing", "km"),
    [
        ("30 km south-west of Kirkuk", "south-west", 30.0),
        ("على بعد 10 كم شمال كركوك", "north", 10.0),
        ("20 كم شرق كركوك", "east", 20.0),
    ],
)
def test_the_point_lies_as_far_and_on_the_side_that_is_told(
    built_in: Gazetteer, text: str, bearing: str, km: float
) -> None:
    answer = resolve_phrase(built_in, text)
    assert answer is not None
    assert answer.status is Status.RESOLVED
    assert answer.place is not None
    assert answer.latitude is not None
    assert answer.longitude is not None
    away = distance_km(answer.place.latitude, answer.place.longitude, answer.latitude, answer.longitude)
    assert away == pytest.approx(km, rel=0.01)
    assert ("south" in bearing) == (answer.latitude < answer.place.latitude - 0.01)
    assert ("east" in bearing) == (answer.longitude > answer.place.longitude + 0.01)
    assert answer.precision is Precision.NEAR


def test_the_south_of_a_governorate_lies_in_it_and_south_of_its_middle(built_in: Gazetteer) -> None:
    answer = resolve_phrase(built_in, "جنوبي محافظة كركوك")
    assert answer is not None
    assert answer.latitude is not None
    assert answer.latitude < KIRKUK[0] - 0.1
    assert answer.governorate == "Kirkuk"
    assert answer.precision in {Precision.NEAR, Precision.GOVERNORATE}


def test_between_two_towns_lies_midway_and_reaches_both(built_in: Gazetteer) -> None:
    answer = resolve_phrase(built_in, "between Tuz and Kifri")
    assert answer is not None
    assert answer.radius_km is not None
    assert "37 km apart" in answer.reasons[0]
    assert answer.radius_km > 37 / 2


def test_a_place_with_a_relation_behind_it_is_the_place(built_in: Gazetteer) -> None:
    answer = resolve_phrase(built_in, "Taji, north of Baghdad")
    assert answer is not None
    assert answer.place is not None
    assert answer.place.name == "Taji"


def test_an_unknown_place_with_a_relation_is_where_the_relation_says(built_in: Gazetteer) -> None:
    answer = resolve_phrase(built_in, "Schtroumpf, 20 km north of Baghdad")
    assert answer is not None
    assert answer.place is not None
    assert answer.place.name == "Baghdad"
    assert any("only the relation places it" in reason for reason in answer.reasons)


@pytest.mark.parametrize("text", ["شمالي العراق", "northern Iraq", "south of the country", "غربي البلاد"])
def test_a_direction_of_the_whole_country_places_nothing(built_in: Gazetteer, text: str) -> None:
    answer = resolve_phrase(built_in, text)
    assert answer is not None
    assert answer.place is None
    assert answer.latitude is None
    assert answer.precision is Precision.COUNTRY


def test_a_phrase_about_an_unknown_name_is_unresolved_with_the_name(built_in: Gazetteer) -> None:
    answer = resolve_phrase(built_in, "30 km south of Schtroumpf")
    assert answer is not None
    assert answer.status is Status.UNRESOLVED
    assert "'Schtroumpf'" in answer.reasons[0]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Hoswa, Karma, east of Falluja", ["Hoswa", "Karma", "east of Falluja"]),
        ("الحويجة، داقوق", ["الحويجة", "داقوق"]),
        ("Mosul and Erbil", ["Mosul", "Erbil"]),
        ("Al-Hawija", ["Al-Hawija"]),
        ("Andalus", ["Andalus"]),
    ],
)
def test_a_list_is_cut_at_its_signs_and_not_inside_words(text: str, items: list[str]) -> None:
    assert split_list(text) == items


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hoswa, Karma, east of Falluja", ["Haswa", "Karma", "Fallujah"]),
        ("الحويجة وداقوق والدبس", ["Hawija", "Daquq", "Dibis"]),
        ("Daquq, Kirkuk", ["Daquq"]),
        ("between Tuz and Kifri", ["Tuz Khurmatu"]),
        ("الوركاء", ["Warka"]),
    ],
)
def test_each_item_of_a_list_is_answered(built_in: Gazetteer, text: str, names: list[str]) -> None:
    answers = resolve_list(built_in, text)
    assert [one.place.name if one.place else one.status.value for one in answers] == names


def test_the_words_of_relations_are_read_once_per_gazetteer(built_in: Gazetteer) -> None:
    assert table_of(built_in) is table_of(built_in)


PIECES = (
    *("30", "km", "كم", "south", "جنوب", "of", "من", "between", "بين", "and", "و", "near"),
    *("road", "طريق", "Kirkuk", "كركوك", "-", ",", "5"),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES) | st.text(max_size=4),
        max_size=12,
    )
)
def test_any_words_are_cut_without_a_crash(pieces: list[str]) -> None:
    text = " ".join(pieces)
    phrase = parse_phrase(text, TABLE)
    if phrase is not None:
        assert all(anchor in text for anchor in phrase.anchors)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hoswa, Karma, east of Falluja", ["Haswa", "Karma", "Fallujah"]),
        ("الحويجة وداقوق والدبس", ["Hawija", "Daquq", "Dibis"]),
        ("Tikrit, Baiji, Shirqat", ["Tikrit", "Baiji", "Shirqat"]),
        ("Mosul / Tal Afar", ["Mosul", "Tal Afar"]),
    ],
)
def test_a_list_is_told_as_ambiguous_with_a_candidate_for_each_part(
    built_in: Gazetteer, text: str, names: list[str]
) -> None:
    answer = built_in.resolve(text)

    assert answer.status is Status.AMBIGUOUS
    assert [one.place.name for one in answer.candidates] == names


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Daquq, Kirkuk", "iq:kirkuk-daquq"),
        ("Rashad, Hawija, Kirkuk", "iq:kirkuk-rashad"),
        ("Diyala - Khanaqin", "iq:diyala-khanaqin"),
        ("Baghdad, Iraq", "iq:baghdad-baghdad"),
        ("بغداد، الكرخ", "iq:baghdad-karkh"),
    ],
)
def test_an_address_is_no_list(built_in: Gazetteer, text: str, place_id: str) -> None:
    place = built_in.resolve(text).place
    assert place is not None
    assert place.place_id == place_id


@pytest.mark.parametrize(
    ("text", "relation", "bearing", "distance", "anchors"),
    [
        ("15km north of Baiji", "offset", 0, 15, ("Baiji",)),
        ("around 60 km south of Sinjar", "offset", 180, 60, ("Sinjar",)),
        ("40 kilometers (25 miles) north of Samarra", "offset", 0, 40, ("Samarra",)),
        ("Hawija, 8 km to the south", "offset", 180, 8, ("Hawija",)),
        ("تبعد 10 كم عن الحويجة جنوبا", "offset", 180, 10, ("الحويجة",)),
        ("١٥ کیلۆمەتر لە ڕۆژئاوای دهۆک", "offset", 270, 15, ("دهۆک",)),
        ("30 کم باشووری ڕۆژئاوای کەرکووک", "offset", 225, 30, ("کەرکووک",)),
        ("on the Baghdad-Kirkuk road", "road", None, None, ("Baghdad", "Kirkuk")),
        ("just outside Tikrit", "near", None, None, ("Tikrit",)),
    ],
)
def test_a_distance_may_be_glued_repeated_or_told_behind_the_name(
    table: RelationWords,
    text: str,
    relation: str,
    bearing: float | None,
    distance: float | None,
    anchors: tuple[str, ...],
) -> None:
    phrase = parse_phrase(text, table)

    assert phrase is not None
    assert (phrase.head.relation, phrase.head.bearing, phrase.head.distance_km) == (
        relation,
        bearing,
        distance,
    )
    assert phrase.anchors == anchors
