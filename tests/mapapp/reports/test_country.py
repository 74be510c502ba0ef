"""Country first: the same words about a place abroad, beside the border, or in Iraq."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]


@pytest.mark.parametrize(
    "text",
    [
        "إسقاط مسيرة معادية فوق عبادان القريبة من الفاو",
        "انفجار لغم في بلدية الزاب بولاية بسكرة الجزائرية",
        "مقتل ثلاثة بهجوم في مدينة شمدينلي التركية القريبة من دهوك",
        "قصف على البوكمال السورية المحاذية لقضاء القائم",
        "مقتل طالب عراقي طعناً في مدينة لفيف الأوكرانية",
        "TEHRAN - The Guards killed three in a clash near Piranshahr, close to the border with Erbil.",
    ],
)
def test_an_event_abroad_is_none_though_an_iraqi_name_stands_beside_it(text: str, extract: Extract) -> None:
    found = extract(text)

    assert found.incidents == ()


@pytest.mark.parametrize(
    ("text", "governorate"),
    [
        ("مقتل صياد عراقي برصاص خفر السواحل الإيراني في شط العرب قبالة السيبة", "Basra"),
        ("قصف مدفعي تركي على قرية في قضاء العمادية بمحافظة دهوك", "Duhok"),
        ("القبض على 22 سوريًا تسللوا عبر الحدود باتجاه الموصل", "Nineveh"),
        ("ضبط مخدرات قادمة من سوريا في قضاء القائم", "Al-Anbar"),
        ("A mine left over from the Iran-Iraq war killed a boy near Penjwen on the border", "Sulaymaniyah"),
    ],
)
def test_an_event_in_iraq_stays_one_though_a_name_abroad_stands_beside_it(
    text: str, governorate: str, extract: Extract
) -> None:
    (incident,) = extract(text).incidents

    assert incident.admin1 == governorate


def test_iraqi_forces_beside_a_border_do_not_make_an_attack_abroad_iraqi(extract: Extract) -> None:
    found = extract("انفجار في دمشق. وعززت قوات حرس الحدود العراقية قطعاتها قرب القائم.")

    assert all(incident.event_type == "Strategic developments" for incident in found.incidents)


def test_a_small_namesake_in_a_text_about_another_country_is_there(extract: Extract) -> None:
    text = "مقتل اثنين بانفجار لغم في محافظة مأرب شرق اليمن. وانفجر اللغم في منطقة الدشوش."
    assert extract(text).incidents == ()

    both = "انفجار في دمشق. وفي العراق انفجرت عبوة ناسفة في الفلوجة."
    assert [incident.admin1 for incident in extract(both).incidents] == ["Al-Anbar"]


def test_beside_an_event_abroad_what_names_no_place_is_told_of_there(extract: Extract) -> None:
    text = "تحرير مواطن عراقي اختطف في سوريا.\nوقالت وزارة الخارجية العراقية إن المختطف نجا من الخاطفين."

    assert extract(text).incidents == ()


@pytest.mark.parametrize(
    ("iraqi", "abroad"),
    [
        ("انفجار عبوة ناسفة في ناحية الرياض جنوبي الحويجة", "انفجار عبوة ناسفة في مدينة الرياض السعودية"),
        ("مقتل فلاح بهجوم في ناحية الرياض بكركوك", "مقتل فلاح بهجوم في العاصمة الرياض"),
    ],
)
def test_a_name_behind_a_kind_of_iraqi_district_is_no_town_abroad(
    iraqi: str, abroad: str, extract: Extract
) -> None:
    assert [incident.admin1 for incident in extract(iraqi).incidents] == ["Kirkuk"]
    assert extract(abroad).incidents == ()


@pytest.mark.parametrize(
    ("abroad", "iraqi"),
    [
        ("مقتل طالبة عراقية بحادث سير في إسطنبول", "مقتل طالبة تركية بحادث سير في أربيل"),
        (
            "القبض على عراقي في مطار بيروت بتهمة تهريب المخدرات",
            "القبض على لبناني في مطار بغداد بتهمة تهريب المخدرات",
        ),
        ("Police in Berlin arrested an Iraqi man.", "Police in Basra arrested a German man."),
        ("لە تاران تەقینەوەیەک ڕوویدا", "لە کەرکووک تەقینەوەیەک ڕوویدا"),
    ],
)
def test_where_it_happened_decides_and_not_whose_citizen_it_befell(
    abroad: str, iraqi: str, extract: Extract
) -> None:
    assert extract(abroad).incidents == ()
    assert len(extract(iraqi).incidents) == 1
