"""Texts without an incident beside texts with one in nearly the same words, by what the former are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

DENIED = (
    ("الدفاع تكذب خبر خطف جندي في ميسان", "خطف جندي في ميسان"),
    ("شرطة البصرة تدحض أنباء خطف طبيبة في الزبير", "خطف طبيبة في الزبير"),
    ("خلية الإعلام: خبر سقوط صاروخ على معسكر التاجي ملفق", "سقوط صاروخ على معسكر التاجي"),
    ("الاستخبارات: أنباء سقوط طائرة مسيرة في كركوك كاذبة", "سقوط طائرة مسيرة في كركوك"),
    (
        "Police in Basra say the reported kidnapping of a doctor never happened",
        "Gunmen kidnapped a doctor in Basra",
    ),
    (
        "The attack on a checkpoint in Hawija did not take place, the army says",
        "Gunmen attacked a checkpoint in Hawija",
    ),
)
NOT_HERE = (
    ("البيشمركة: لم نتعرض لأي قصف في مخمور", "البيشمركة: تعرضنا لقصف في مخمور"),
    ("لا خسائر ولا هجوم في سنجار، تؤكد قيادة العمليات", "خسائر بهجوم في سنجار، تؤكد قيادة العمليات"),
    ("الدفاع المدني: لا حرائق في البصرة اليوم", "الدفاع المدني: حريق في البصرة اليوم"),
    ("حقوق الإنسان: 600 قتيل منذ بدء تظاهرات بغداد", "ستة قتلى في تظاهرات بغداد"),
    ("عودة نازحين إلى قرية هاجمها داعش في ديالى", "نزوح أهالي قرية هاجمها داعش في ديالى"),
    ("كشف تفاصيل جديدة عن اغتيال قاض في بغداد", "اغتيال قاض في بغداد"),
    ("مؤتمر في أربيل عن ضحايا الألغام", "لغم يقتل راعيا في أربيل"),
    ("Police chief says attacks in Diyala have fallen", "Attack in Diyala, police chief says"),
    (
        "Nineveh: preparations under way to exhume a mass grave in Sinjar",
        "Nineveh: a mass grave exhumed in Sinjar",
    ),
)
CONTROLLED = (
    ("دوي الانفجار في شرقي ديالى سببه تفجير مبرمج لألغام قديمة", "انفجار لغم في شرقي ديالى"),
    ("أصوات الانفجارات في سنجار ناتجة عن تفجير هندسي لعبوات", "انفجار عبوات في سنجار"),
)
TO_COME = (
    ("الإعداد لفتح مقبرة جماعية في سنجار", "فتح مقبرة جماعية في سنجار"),
    ("من المقرر أن تنطلق تظاهرة في الناصرية", "انطلقت تظاهرة في الناصرية"),
    ("لە ترسی خۆپیشاندان لە کەرکووک هێزەکان ئامادە کران", "خۆپیشاندان لە کەرکووک"),
    ("ئاگرکردنەوە لە دارستانەکانی دهۆک قەدەغە کرا", "ئاگر لە دارستانێکی دهۆک کەوتەوە"),
)
OVERHEAD = (
    (
        "Turkish drone flew at low altitude over a village in Amedi and dropped leaflets",
        "Turkish drone struck a village in Amedi",
    ),
    (
        "طائرة مسيرة تركية تلقي منشورات تحذيرية على قرية في العمادية",
        "طائرة مسيرة تركية تقصف قرية في العمادية",
    ),
)
POLITICS = (
    (
        "النواب يفتحون النار على رئيس الحكومة في بغداد",
        "مسلحون يفتحون النار على نقطة تفتيش في بغداد",
    ),
)
NATURAL = (
    ("وفاة جندي بنوبة قلبية خلال واجبه في سامراء", "مقتل جندي خلال واجبه في سامراء"),
    ("فارق شرطي الحياة بسكتة قلبية داخل مركز في الكوت", "فارق شرطي الحياة برصاص مسلحين في الكوت"),
    ("وفاة مراقب انتخابي إثر جلطة دماغية في الديوانية", "مقتل مراقب انتخابي في الديوانية"),
    ("A policeman died of a heart attack on duty in Kut", "A policeman died in a shooting in Kut"),
    (
        "A soldier died of a stroke at his base in Samarra",
        "A soldier died in an attack on his base in Samarra",
    ),
    ("کارمەندێک بە جەڵتەی دڵ لە هەولێر گیانی لەدەستدا", "کارمەندێک بە تەقە لە هەولێر کوژرا"),
)
DUST = (
    (
        "عاصفة ترابية تجتاح بغداد. عشرات المصابين بالاختناق وصلوا إلى مستشفيات بغداد الثلاثاء",
        "اختناق عشرة عمال داخل معمل في بغداد",
    ),
    ("موجة غبار: تسجيل 500 حالة اختناق في النجف", "تسجيل 50 حالة اختناق إثر تسرب غاز في النجف"),
)


@pytest.mark.parametrize(
    ("none", "one"), DENIED + NOT_HERE + CONTROLLED + TO_COME + OVERHEAD + POLITICS + NATURAL + DUST
)
def test_what_did_not_happen_is_none_and_what_did_is_one(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


@pytest.mark.parametrize(
    "text",
    [
        "المعتصمون يقطعون طريقا في الناصرية للمطالبة بتعيينهم في موازنة العام المقبل",
        "تظاهرة للخريجين في البصرة قبل الانتخابات المقبلة",
    ],
)
def test_a_protest_about_what_is_to_come_is_held_today(text: str, extract: Extract) -> None:
    assert [one.event_type for one in extract(text).incidents] == ["Protests"]


def test_a_protest_that_is_to_come_is_none(extract: Extract) -> None:
    assert extract("تظاهرة للخريجين في البصرة الأسبوع المقبل").incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "شاب يرمي رمانة يدوية على دار في الشعلة",
        "مجهولون يلقون قنبلة يدوية على مقهى في الكوت",
        "رميت رمانة على منزل نائب في السيدية",
        "Gunmen lobbed a grenade at a shop in Kirkuk",
        "A grenade was thrown at a lawmaker's house in Saydiya, Baghdad",
        "Attackers hurled a hand grenade into a cafe in Baquba",
        "چەکداران نارنجۆکێکیان هاویشتە سەر ماڵێک لە کەرکووک",
    ],
)
def test_a_grenade_that_is_thrown_is_an_attack(text: str, extract: Extract) -> None:
    assert [one.sub_event_type for one in extract(text).incidents] == ["Grenade"]


def test_clans_that_fought_with_weapons_clashed(extract: Extract) -> None:
    (incident,) = extract("Two clans fought with light weapons in a village near Nasiriyah").incidents

    assert incident.sub_event_type == "Armed clash"


@pytest.mark.parametrize(
    ("none", "one"),
    [
        (
            "75 civilians were killed and 179 injured in Baghdad in September",
            "75 civilians were killed and 179 injured in Baghdad on Monday",
        ),
        ("مقتل 80 مدنيا وإصابة 120 في نينوى خلال شهر أيلول", "مقتل 80 مدنيا وإصابة 120 في نينوى أمس"),
        ("دائرة الطب العدلي في بغداد تسلمت 600 جثة خلال شهر آب", "العثور على 60 جثة في بغداد أمس"),
        (
            "أحصى الجهاز المركزي 3000 حادث سير في البصرة خلال 2022 بحسب بيان اليوم الاثنين",
            "حادث سير في البصرة اليوم الاثنين",
        ),
    ],
)
def test_the_dead_of_a_month_are_a_sum_and_those_of_a_day_an_event(
    none: str, one: str, extract: Extract
) -> None:
    published = date(2024, 10, 8)

    assert extract(none, published=published).incidents == ()
    assert len(extract(one, published=published).incidents) == 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "اغتال مسلحون ضابطاً في الكوت أمس. وفي آذار قتل في بغداد عقيدان في هجومين منفصلين.",
            ["Kut"],
        ),
        (
            "اغتال مسلحون ضابطاً في الكوت أمس. وفي 7 تشرين الأول قتل في بغداد عقيدان في هجوم.",
            ["Kut", "Baghdad"],
        ),
        ("Gunmen killed an officer in Kut on Monday. In March, rockets hit Erbil.", ["Kut"]),
    ],
)
def test_a_bare_month_behind_the_news_looks_back(text: str, places: list[str], extract: Extract) -> None:
    assert [one.location for one in extract(text, published=date(2024, 10, 8)).incidents] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "انفجرت عبوة على راع قرب خانقين، وإن أخرى من مخلفات التنظيم انفجرت في بلدة بادوش فأصابت مدنيا",
            ["Khanaqin", "Badush"],
        ),
        (
            "قتل تفجير في الكرادة 62 شخصا وجرح 88، ولم تمض دقائق حتى دوى تفجير ثان في المنصور فقتل 37",
            ["Karrada", "Mansour"],
        ),
        (
            "قتل تسعة بتفجير في كركوك اليوم. ووقع أعنف الهجمات في الموصل حيث قتل ثلاثون بسيارة مفخخة",
            ["Kirkuk", "Mosul"],
        ),
        (
            "A suicide bomber killed 15 in Fallujah today. In Baghdad, police found the bodies of 14 men.",
            ["Fallujah", "Baghdad"],
        ),
        (
            "A bomb killed two in Kirkuk today. The blast in the city wounded nine, police in Baghdad said.",
            ["Kirkuk"],
        ),
    ],
)
def test_a_further_event_is_told_apart_and_the_same_is_not(
    text: str, places: list[str], extract: Extract
) -> None:
    assert [one.location for one in extract(text).incidents] == places


def test_gunmen_who_lead_people_away_abduct_them_and_police_arrest(extract: Extract) -> None:
    (taken,) = extract("مسلحون يقتادون ثلاثة مدنيين من منازلهم في الطارمية").incidents
    led_off = extract("قوة أمنية تعتقل ثلاثة مطلوبين في الطارمية وتقتادهم إلى مركز الشرطة").incidents

    assert taken.sub_event_type == "Abduction/forced disappearance"
    assert [one.sub_event_type for one in led_off] == ["Arrests"]


def test_a_house_that_is_blown_up_is_bombed_and_talks_that_are_not(extract: Extract) -> None:
    (bombed,) = extract("عبوات نسفت منزل ضابط في الكوت").incidents

    assert bombed.event_type == "Explosions/Remote violence"
    assert extract("خلافات نسفت الاتفاق بين الكتل في الكوت").incidents == ()


def test_a_press_statement_may_tell_news_and_one_on_politics_tells_none(extract: Extract) -> None:
    (blast,) = extract(
        "وقال قائد الشرطة في تصريح صحفي إن عبوة ناسفة انفجرت في المقدادية وجرحت مدنيين"
    ).incidents

    assert blast.event_type == "Explosions/Remote violence"
    assert extract("تصريح صحفي للنائب عن الهجوم الإرهابي في المقدادية").incidents == ()


def test_a_judge_who_is_attacked_is_no_verdict_and_one_who_sentences_is(extract: Extract) -> None:
    for text in (
        "مقتل القاضي في محكمة ميسان برصاص مسلحين مجهولين وسط العمارة",
        "نجا القاضي علي الساعدي من محاولة اغتيال بانفجار عبوة ناسفة شمالي بعقوبة",
    ):
        assert len(extract(text).incidents) == 1, text
    assert extract("القاضي في محكمة ميسان يقضي بسجن منفذ تفجير سوق العمارة").incidents == ()


def test_who_condemns_in_the_first_person_tells_no_event(extract: Extract) -> None:
    condemned = "ندين العملية الإرهابية التي وقعت في بغداد اليوم، ونعرب عن تضامننا مع الضحايا"

    assert extract(condemned).incidents == ()
    assert len(extract("عملية إرهابية في بغداد اليوم تقتل ثلاثة مدنيين").incidents) == 1


def test_attacked_policemen_make_a_clash_and_a_civilian_none(extract: Extract) -> None:
    (police,) = extract("مقتل أربعة من عناصر الشرطة بهجوم مسلح استهدف تجمعاً لهم جنوبي الفلوجة").incidents
    (farmers,) = extract("مقتل أربعة من المزارعين بهجوم مسلح استهدف تجمعاً لهم جنوبي الفلوجة").incidents

    assert (police.event_type, farmers.event_type) == ("Battles", "Violence against civilians")
