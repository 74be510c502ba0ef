"""Where: the place that an event gets of all that its sentence names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

PLACED = [
    # A namesake in another town is not this one: the event falls back to the town.
    ("انفجار قنبلة يدوية في حي الجامعة بمدينة الكوت", "Kut"),
    ("انفجار قنبلة يدوية في حي الجامعة غربي بغداد", "Jamia"),
    # The town behind "north of" only tells where the first place lies.
    ("مقتل شخص في ناحية الغراف شمال الناصرية", "Gharraf"),
    ("مقتل شخص في الناصرية", "Nasiriyah"),
    ("مقتل جندي بهجوم على نقطة في حقل عجيل النفطي شرقي تكريت", "Ajil Oil Field"),
    ("Rockets hit the Ain al-Asad airbase west of Baghdad, killing a soldier.", "Ain al-Asad Air Base"),
    ("مقتل جندي بانفجار في أطراف ناحية الرشاد جنوب غربي كركوك", "Rashad"),
    ("مقتل ثمانية جنود بهجوم في محافظة صلاح الدين شمالي بغداد", "Salah al-Din"),
    ("An attack on a post in the Qarachogh mountains, near Makhmour, killed one.", "Qarachogh Mountains"),
    ("مقتل جندي بانفجار عبوة في محافظة كركوك قرب داقوق", "Daquq"),
    # A river runs through half the country: the town says where.
    ("غرق ستة أطفال في نهر الفرات قرب مدينة الفلوجة ومصرعهم", "Fallujah"),
    (
        "A bomb killed a policeman in Wadi al-Thallab, 90 km northeast of the provincial capital Baquba.",
        "Wadi Thallab",
    ),
    # Whose somebody is, and where something was headed, is not where it happened.
    ("A Mosul University student was shot dead in Sulaimani.", "Sulaymaniyah"),
    ("مقتل شخص بانفجار صهريج متجه إلى كركوك في الحويجة", "Hawija"),
    # Of a long road, a place on it or the governorate says where.
    ("مقتل شخص بحادث سير على طريق بغداد-كركوك قرب سليمان بيك ضمن محافظة صلاح الدين", "Sulaiman Bek"),
    ("مقتل شخص بحادث سير على طريق الموصل- بغداد، ضمن محافظة صلاح الدين", "Salah al-Din"),
    # The second word of the name is also a town in Lebanon.
    ("مقتل جندي بانفجار عبوة في أبو صيدا", "Abu Saida"),
]


@pytest.mark.parametrize(("text", "place"), PLACED)
def test_the_finest_place_of_the_event_is_its_place(
    extract: Callable[..., Extraction], text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


DATELINES = [
    ("ERBIL, Kurdistan Region – A drone attack killed two people in Kirkuk province on Sunday.", "Kirkuk"),
    (
        "BAGHDAD, March 17 (Xinhua) -- A roadside bomb killed a soldier in Anbar province on Tuesday.",
        "Al-Anbar",
    ),
    ("(واع) بغداد - انفجرت عبوة ناسفة في محافظة ديالى", "Diyala"),
    ("السومرية نيوز/ بغداد أفاد مصدر بمقتل جندي بانفجار عبوة ناسفة في محافظة ديالى", "Diyala"),
    # Behind a preposition it is where something was, whoever tells it.
    ("السومرية نيوز/ انفجرت عبوة ناسفة في بغداد", "Baghdad"),
]


@pytest.mark.parametrize(("text", "place"), DATELINES)
def test_where_a_text_was_written_is_not_where_the_event_was(
    extract: Callable[..., Extraction], text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("اندلع حريق في مستشفى ابن الخطيب جنوب شرقي بغداد وقتل عشرة أشخاص", "Ibn al-Khatib Hospital"),
        ("مقتل شخص بانفجار في الدورة ونقلت الجثة إلى مستشفى ابن الخطيب", "Dora"),
    ],
)
def test_a_hospital_is_the_place_unless_somebody_was_taken_there(
    extract: Callable[..., Extraction], text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


@pytest.mark.parametrize(
    ("text", "governorate"),
    [
        ("مقتل جنديين بانفجار في جبال حمرين في محافظة ديالى", "Diyala"),
        ("مقتل جنديين بانفجار في جبال حمرين", "Salah al-Din"),
        # A district is no landscape: here the governorate is the slip.
        ("مقتل جنديين بانفجار في قضاء الحويجة في محافظة ديالى", "Kirkuk"),
    ],
)
def test_a_wide_landscape_lies_in_the_governorate_that_is_named(
    extract: Callable[..., Extraction], text: str, governorate: str
) -> None:
    assert [governorate] == [incident.admin1 for incident in extract(text).incidents]


def test_what_lies_near_a_town_is_near_it_and_not_in_it(extract: Callable[..., Extraction]) -> None:
    text = "Two people were killed when a roadside bomb exploded near {}."

    assert [incident.geo_precision for incident in extract(text.format("Tarmiyah")).incidents] == ["near"]


def test_an_unlisted_place_has_the_point_of_the_town_it_lies_in(extract: Callable[..., Extraction]) -> None:
    mentions = {mention.text: mention for mention in extract("انفجار في حي الجامعة بالموصل").mentions}

    assert (mentions["الجامعة"].name, mentions["الجامعة"].latitude) == ("", mentions["الموصل"].latitude)


def test_a_sector_of_operations_gives_way_to_any_place_and_stands_in_where_there_is_none(
    extract: Callable[..., Extraction],
) -> None:
    alone = extract("مقتل جندي بهجوم في قاطع مقر اللواء 42 - كركوك").incidents
    beside = extract("مقتل جندي بهجوم في وادي الشاي ضمن قاطع مقر اللواء 42 - كركوك").incidents

    assert [incident.admin1 for incident in alone] == ["Kirkuk"]
    assert [incident.location for incident in beside] == ["Wadi al-Shay"]


def test_a_district_is_placed_at_its_town_with_the_radius_of_the_district(
    extract: Callable[..., Extraction],
) -> None:
    (district,) = extract("مقتل جندي بانفجار عبوة في قضاء الفلوجة").incidents
    (town,) = extract("مقتل جندي بانفجار عبوة في مدينة الفلوجة").incidents

    assert (district.latitude, district.longitude) == (town.latitude, town.longitude)
    assert (district.geo_precision, town.geo_precision) == ("district", "settlement")
    assert (district.radius_km or 0) > (town.radius_km or 0)


def test_a_district_that_two_governorates_claim_is_in_the_one_that_its_sentence_names(
    extract: Callable[..., Extraction],
) -> None:
    def told(text: str) -> list[tuple[str, str]]:
        return [(incident.location, incident.admin1) for incident in extract(text).incidents]

    assert told("مقتل جندي بهجوم مسلح في قضاء عقرة بمحافظة دهوك") == [("Akre", "Duhok")]
    assert told("مقتل جندي بهجوم مسلح في قضاء عقرة. وفي دهوك هطلت أمطار") == [("Akre", "Nineveh")]
    # Of any other district the governorate is the slip.
    assert told("مقتل جندي بهجوم مسلح في قضاء تلعفر بمحافظة دهوك") == [("Tal Afar", "Nineveh")]
