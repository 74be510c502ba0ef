"""Texts without an incident beside texts with one in nearly the same words, by what the former are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

DENIED = (
    ("الدفاع تكذب خبر خطف جندي في ميسان", "خطف جندي في ميسان"),
    ("شرطة البصرة تدحض أنباء خطف طبيبة في الزبير", "خطف طبيبة في الزبير"),
    ("خلية الإعلام: خبر سقوط صاروخ على معسكر التاجي ملفق", "سقوط صاروخ على معسكر التاجي"),
    (
        "Police in Basra say the reported kidnapping of a doctor never happened",
        "Gunmen kidnapped a doctor in Basra",
    ),
    (
        "The attack on a checkpoint in Hawija did not take place, the army says",
        "Gunmen attacked a checkpoint in Hawija",
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


@pytest.mark.parametrize(("none", "one"), DENIED + CONTROLLED + TO_COME + OVERHEAD + POLITICS)
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
    ],
)
def test_a_grenade_that_is_thrown_is_an_attack(text: str, extract: Extract) -> None:
    assert [one.sub_event_type for one in extract(text).incidents] == ["Grenade"]


def test_clans_that_fought_with_weapons_clashed(extract: Extract) -> None:
    (incident,) = extract("Two clans fought with light weapons in a village near Nasiriyah").incidents

    assert incident.sub_event_type == "Armed clash"
