"""The scene: the finest place that a report names for its event, also where it is in no gazetteer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

UNLISTED = [
    # The district that holds the unknown village, not the hospital of the town.
    ("وصلت إلى مستشفى تكريت جثة جندي قُتل بهجوم في قرية زرنكوت بقضاء الدور", "Dur"),
    # Told once with its town, the same name stands for it again.
    ("هجوم في حي الزرنكوتي وسط الديوانية. وقُتل رجل في حي الزرنكوتي في محافظة القادسية", "Diwaniyah"),
    # Told first by its governorate, then by what it lies in.
    (
        "قتل مختار قرية زرنكوت بمحافظة كركوك بهجوم. وقال ضابط إن قرية زرنكوت التابعة لناحية الرشاد هوجمت",
        "Rashad",
    ),
    # A bridge of a town is in it, whatever else there sounds so.
    ("غرق شابين في نهر دجلة أسفل جسر الجامعة وسط مدينة تكريت", "Tikrit"),
    # The district of its sentence, not the governorate that is nearer by words.
    ("قُتل شاب في قضاء الرفاعي شمالي ذي قار بهجوم مسلح في قرية زرنكوت", "Rifa'i"),
]


@pytest.mark.parametrize(("text", "place"), UNLISTED)
def test_an_event_in_a_place_that_nobody_knows_is_where_that_lies(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


def test_a_known_village_is_not_given_up_for_the_district_of_another(extract: Extract) -> None:
    text = "مقتل مزارع بانفجار لغم في قرية بشير جنوبي كركوك"
    assert [incident.location for incident in extract(text).incidents] == ["Bashir"]


CLOSER = [
    # The title is rough; the body tells the place by the same town.
    ("Two killed in blast near Mosul\n\nA bomb killed two men in Hatra, 90 km southwest of Mosul.", "Hatra"),
    ("A bomb killed two men in Hatra district, 90 km southwest of Mosul.", "Hatra"),
    # A namesake far from the distance that is told.
    ("A bomb killed two men in Maidan, 20 km southeast of Baghdad.", "Baghdad"),
    ("A bomb killed two men in Salman Pak, 20 km southeast of Baghdad.", "Salman Pak"),
    # The side of the capital behind a direction tells no more than the direction.
    ("إخماد حريق مخزن للأخشاب في منطقة الكرغولية الواقعة جنوب شرق بغداد الرصافة", "Karghuliya"),
    ("إخماد حريق مخزن للأخشاب في بغداد الرصافة", "Rusafa"),
]


@pytest.mark.parametrize(("text", "place"), CLOSER)
def test_a_place_told_by_its_distance_from_a_town_is_the_scene_and_not_the_town(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


def test_a_distance_alone_or_behind_a_governorate_is_the_scene(extract: Extract) -> None:
    text = "A bomb killed two men in Nineveh province, 90 km southwest of Mosul."
    (incident,) = extract(text).incidents
    assert (incident.location, incident.geo_precision) == ("Mosul", "near")


def test_where_a_desert_lies_is_where_somebody_was_taken_in_it(extract: Extract) -> None:
    (incident,) = extract("خطف داعش خمسة مدنيين في الصحراء الواقعة جنوب شرقي راوة").incidents
    assert (incident.location, incident.geo_precision) == ("Rawa", "near")


def test_a_distance_from_the_capital_is_no_scene(extract: Extract) -> None:
    text = "مقتل شرطي بانفجار عبوة في الشرقاط. والقضاء الذي يقع على بعد 250 كم شمال بغداد شهد قتالاً"
    assert [incident.location for incident in extract(text).incidents] == ["Shirqat"]


HELD = [
    # The title names the town, the body the village of its district.
    ("هجوم لداعش في داقوق\n\nقُتل شرطي بهجوم لداعش في قرية زنقر بقضاء داقوق", ["Zanqar"]),
    ("Man shot dead in Mosul\n\nGunmen shot a man dead in Rashidiya area, northern Mosul.", ["Rashidiya"]),
    # A town of another district is another place.
    (
        "Man shot dead in Mosul\n\nGunmen shot a man dead in Mosul. A bomb went off in Rabia.",
        ["Mosul", "Rabia"],
    ),
]


@pytest.mark.parametrize(("text", "places"), HELD)
def test_a_village_or_quarter_is_finer_than_the_town_that_its_district_is_named_for(
    extract: Extract, text: str, places: list[str]
) -> None:
    assert places == [incident.location for incident in extract(text).incidents]


ADDRESSES = [
    ("A bomb killed a man in Zarnakot village in Diyala province's Khanaqin district.", "Khanaqin"),
    ("مقتل رجل بانفجار عبوة في قرية زرنكوت بمحافظة ديالى", "Diyala"),
    # The town of a further sentence is no part of the address.
    ("مقتل رجل بانفجار عبوة في قرية زرنكوت بمحافظة ديالى. وعقد محافظ لقاء في خانقين", "Diyala"),
]


@pytest.mark.parametrize(("text", "place"), ADDRESSES)
def test_an_unknown_village_lies_in_the_narrowest_part_of_its_address(
    extract: Extract, text: str, place: str
) -> None:
    assert extract(text).incidents[0].location == place


BUILDINGS = [
    ("أحرق متظاهرون غاضبون بوابة قائمقامية كلار في محافظة السليمانية", "Kalar"),
    ("تظاهر مئات العمال أمام مبنى محكمة الكوت في محافظة واسط", "Kut"),
    # Whose office it is that speaks says nothing of where.
    ("قالت قائمقامية كلار إن متظاهرين أحرقوا سيارتين في محافظة السليمانية", "Sulaymaniyah"),
]


@pytest.mark.parametrize(("text", "place"), BUILDINGS)
def test_at_the_building_of_an_office_is_in_its_town(extract: Extract, text: str, place: str) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


ROADS = [
    ("مقتل شخص بانقلاب حافلة على الطريق العام في الحلة بمحافظة بابل", "Hilla"),
    ("مقتل شخص بحادث سير على طريق الحلة - كربلاء قرب ناحية الكفل", "Kifl"),
]


@pytest.mark.parametrize(("text", "place"), ROADS)
def test_any_road_in_a_town_is_in_the_town_and_a_named_road_is_told_by_what_is_near(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


ORIGINS = [
    # Where they are from is all that the text names; the city only tells where that lies.
    ("أربعة من سكان قضاء جومان شمال أربيل قتلوا بغارات تركية", "Choman"),
    ("مقتل أربعة من سكان قضاء جومان شمال أربيل بغارات تركية على سوران", "Soran"),
]


@pytest.mark.parametrize(("text", "place"), ORIGINS)
def test_where_the_victims_are_from_is_the_scene_only_where_nothing_else_is_named(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


def test_a_name_that_only_sounds_like_a_village_elsewhere_is_not_that_village(extract: Extract) -> None:
    (incident,) = extract(
        "چەکدارانی داعش لە نزیک گوندی کەنیسە لە کەرکوک شەڕیان کرد و دوو پۆلیس کوژران"
    ).incidents
    assert incident.admin1 == "Kirkuk"


SECTORS = [
    ("مقتل شرطي بهجوم لداعش في قاطع ناحية الرشاد بمحافظة كركوك", "Rashad"),
    ("مقتل شرطي بهجوم لداعش في قاطع الرشاد بمحافظة كركوك", "Kirkuk"),
]


@pytest.mark.parametrize(("text", "place"), SECTORS)
def test_a_sector_is_a_place_where_its_sub_district_is_named_as_one(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


def test_a_region_of_several_governorates_gives_way_to_the_town_in_it(extract: Extract) -> None:
    text = "مقتل دبلوماسي في كردستان العراق\n\nقتل مسلحون دبلوماسياً في مطعم في مدينة أربيل"
    (incident,) = extract(text).incidents
    assert incident.location == "Erbil"


def test_a_quarter_of_the_name_of_a_capital_abroad_is_none(extract: Extract) -> None:
    text = "القبض على متهم بحوزته رمانة يدوية في منطقة الرياض جنوب شرق العاصمة بغداد"
    assert [incident.admin1 for incident in extract(text).incidents] == ["Baghdad"]
    assert extract("القبض على متهم بحوزته رمانة يدوية في الرياض").incidents == ()
