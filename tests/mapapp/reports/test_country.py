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


def test_a_country_behind_the_word_for_its_border_says_only_which_border(extract: Extract) -> None:
    found = extract("الحشد الشعبي يضبط صواريخ لداعش على الحدود مع سوريا في محافظة الأنبار")
    assert [incident.admin1 for incident in found.incidents] == ["Al-Anbar"]

    assert extract("ضبط صواريخ لداعش في سوريا على الحدود مع العراق").incidents == ()


def test_a_small_namesake_beside_a_foreign_force_is_abroad(extract: Extract) -> None:
    assert extract("اشتباكات في بلدة المزرعة تسفر عن ثلاثة قتلى وتدخل الجيش اللبناني").incidents == ()

    found = extract("اشتباكات في قضاء سنجار تسفر عن ثلاثة قتلى قدموا من سوريا")
    assert [incident.admin1 for incident in found.incidents] == ["Nineveh"]


def test_the_word_that_it_is_no_town_in_iran(extract: Extract) -> None:
    found = extract("وقع حادث سير على طريق كركوك، وصفته الشرطة بأنه الأبشع، وقتل فيه خمسة أشخاص")

    assert [incident.fatalities for incident in found.incidents] == [5]
    assert extract("وقع حادث سير في بانه وقتل فيه خمسة أشخاص").incidents == ()


def test_a_country_named_as_the_owner_of_a_province_says_where(extract: Extract) -> None:
    abroad = "A blast at a depot near the border with Iraq in Iran's Ilam province killed six workers."
    assert extract(abroad).incidents == ()

    found = extract("A blast at a depot near the border with Iran in Iraq's Diyala province killed six men.")
    assert [incident.admin1 for incident in found.incidents] == ["Diyala"]


def test_a_town_abroad_as_the_owner_of_a_service_says_where(extract: Extract) -> None:
    assert extract("فوج إطفاء دير الزور ينتشل جثة شاب غرق قبالة حويجة صكر").incidents == ()

    (home,) = extract("إطفاء الحويجة ينتشل جثة شاب غرق قادماً من دير الزور").incidents
    assert home.admin1 == "Kirkuk"
