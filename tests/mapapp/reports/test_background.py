"""What is no incident beside what is one in nearly the same words, and what the reader is told of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

PAIRS = (
    ("بعد أيام من تفجير الكرادة.. بغداد تشدد إجراءاتها", "تفجير في الكرادة وسط بغداد"),
    ("على خلفية هجوم سنجار.. البرلمان يستضيف وزير الدفاع", "هجوم مسلح في سنجار"),
    ("لجنة الأمن: هجمات داعش انخفضت في كركوك", "هجوم لداعش في كركوك"),
    ("لجنة: 800 منزل مهدد بالانهيار في البصرة القديمة", "انهيار منزل في البصرة القديمة"),
    ("صوت الانفجار في أربيل ناجم عن تدريب عسكري", "انفجار في أربيل"),
    ("معركة رئاسة البرلمان تشتعل في بغداد", "معركة بين الجيش وداعش في سنجار"),
    ("صاروخ كوري شمالي يسقط في بحر اليابان", "صاروخ يسقط في قضاء سنجار"),
    (
        "US warns citizens against travel to Iraq after rocket attacks",
        "Rocket attack on Erbil airport",
    ),
    ("ئاگری نەورۆز لەسەر قەڵای هەولێر کرایەوە", "ئاگر لە بازاڕی هەولێر کەوتەوە"),
    ("خۆکوژی کچێک لە هەولێر", "هێرشی خۆکوژی لە هەولێر"),
    ("عرض عسكري في ساحة التحرير ببغداد بمناسبة تحرير الفلوجة", "هجوم على مجلس عزاء في يثرب"),
    ("سەرۆکی هەرێم هێرشەکەی سەر هەولێری ئیدانە کرد", "هێرشێکی چەکداری لە هەولێر"),
    ("یانەی هەولێر هێرشی کردە سەر گۆڵی دهۆک", "داعش هێرشی کردە سەر گوندێکی دهۆک"),
    ("هجوم برلماني على وزير الكهرباء في بغداد", "هجوم مسلح على دار في بغداد"),
    ("ملف اغتيال الناشطين لم يحسم في البصرة", "اغتيال ناشط في البصرة"),
    ("تنسيقيات التظاهرات تهدد بالتصعيد في الناصرية", "تظاهرات في الناصرية"),
    ("الزوراء يقصف شباك الطلبة في ملعب الشعب ببغداد", "هاون يقصف قرية في ديالى"),
    ("افتتاح مجسر الشهيد حسين في العمارة", "استشهاد جندي بهجوم في العمارة"),
    ("Mine clearance project launched near Basra", "Mine blast wounds a shepherd near Basra"),
    ("Parliament to debate security in the wake of the Duhok strike", "Air strike hits a village in Duhok"),
)


@pytest.mark.parametrize(("none", "one"), PAIRS)
def test_a_reference_is_none_and_the_event_is_one(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


def test_an_event_behind_after_with_its_toll_is_told(extract: Extract) -> None:
    (incident,) = extract("بعد هجوم مسلح في كركوك، مقتل ثلاثة أشخاص").incidents

    assert incident.fatalities == 3


def test_what_is_left_out_is_told_with_its_words_and_the_reason(extract: Extract) -> None:
    found = extract("وزارة الداخلية تنفي وقوع انفجار في المنصور")

    assert found.incidents == ()
    assert found.warnings == ("The text denies it: “انفجار”, left out.",)


def test_what_a_politician_judges_is_no_event_and_what_he_counts_is(
    extract: Callable[..., Extraction],
) -> None:
    judged = "رأى عضو لجنة الأمن النيابية أن قتال تنظيم داعش في ديالى يحتاج إلى تغيير في الخطط"
    assert extract(judged).incidents == ()

    counted = "رأى عضو لجنة الأمن النيابية أن قتال داعش في ديالى الذي أوقع أمس ثلاثة قتلى لن يكون الأخير"
    assert len(extract(counted).incidents) == 1


def test_remains_in_a_grave_are_no_dead_of_the_day(extract: Callable[..., Extraction]) -> None:
    (grave,) = extract("العثور في سنجار على مقبرة جماعية فيها جثث 25 شخصاً قتلهم داعش").incidents
    assert (grave.sub_event_type, grave.fatalities) == ("Other", None)

    (bodies,) = extract("العثور في سنجار على جثث 25 شخصاً قتلهم داعش").incidents
    assert bodies.fatalities == 25


def test_what_is_called_a_lie_did_not_happen(extract: Callable[..., Extraction]) -> None:
    assert extract("مكتب المحافظ: ما يشاع عن محاولة اغتيال في البصرة محض كذب").incidents == ()
    assert len(extract("مكتب المحافظ: محاولة اغتيال في البصرة").incidents) == 1


def test_a_sum_over_months_is_no_event(extract: Callable[..., Extraction]) -> None:
    assert extract("انتشال 45 غريقاً في شهرين من شاطئ الأعظمية").incidents == ()
    assert len(extract("انتشال غريق من شاطئ الأعظمية").incidents) == 1


def test_fear_of_an_attack_and_a_killing_in_politics_are_no_events(
    extract: Callable[..., Extraction],
) -> None:
    for told in (
        "الأهالي في السعدية لا يصلون إلى بساتينهم خوفاً من القنص",
        "اغتيال الحكومة سياسياً بدأ من البصرة",
        "الخارجية تبلغ السفير احتجاجها على ما جرى في دهوك",
    ):
        assert extract(told).incidents == (), told
    for happened in ("قنص مزارع في السعدية", "اغتيال ناشط في البصرة", "احتجاجات في دهوك"):
        assert len(extract(happened).incidents) == 1, happened
