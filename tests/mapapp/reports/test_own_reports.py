"""Reports of our own in three languages, each with the incident that an analyst would code, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

TOLD = [
    # text, event type, sub type, killed, wounded, governorate, precision
    ("استشهاد جنديين وجرح ثلاثة آخرين بانفجار عبوة ناسفة استهدفت دورية للجيش في قضاء بيجي",
     "Explosions/Remote violence", "Remote explosive/landmine/IED", 2, 3, "Salah al-Din", "district"),
    ("الأمن الوطني يطيح بتاجر مخدرات في الموصل وبحوزته كيلوغرامان من مادة الكريستال",
     "Strategic developments", "Arrests", None, None, "Nineveh", "settlement"),
    ("قتيلان و5 جرحى حصيلة نزاع عشائري في قضاء قلعة صالح جنوبي ميسان",
     "Battles", "Armed clash", 2, 5, "Maysan", "district"),
    ("مصرع 4 أشخاص وإصابة 7 آخرين بحادث سير مروع على الطريق الدولي السريع في محافظة الأنبار",
     "Accident", "Crash", 4, 7, "Al-Anbar", "governorate"),
    ("محتجون غاضبون يحرقون إطارات ويغلقون جسراً في الناصرية",
     "Riots", "Violent demonstration", None, None, "Dhi Qar", "settlement"),
    ("انتحاري يفجر نفسه عند نقطة تفتيش في الفلوجة، ثلاثة شهداء و11 جريحاً",
     "Explosions/Remote violence", "Suicide bomb", 3, 11, "Al-Anbar", "settlement"),
    ("Gunmen shot dead a shopkeeper and wounded two of his sons in Khanaqin, Diyala province, police said.",
     "Violence against civilians", "Attack", 1, 2, "Diyala", "settlement"),
    ("A roadside bomb killed three soldiers in Hawija in Kirkuk province, a security source said.",
     "Explosions/Remote violence", "Remote explosive/landmine/IED", 3, None, "Kirkuk", "settlement"),
    ("Hundreds of teachers protested in Sulaymaniyah over unpaid salaries.",
     "Protests", "Peaceful protest", None, None, "Sulaymaniyah", "settlement"),
    ("لە ڕووداوێکی هاتوچۆدا لە هەولێر سێ کەس گیانیان لەدەستدا و چواری تر بریندار بوون",
     "Accident", "Crash", 3, 4, "Erbil", "settlement"),
    ("ئاسایش: دوو تۆمەتباری بازرگانی ماددەی هۆشبەر دەستگیرکران لە دهۆک",
     "Strategic developments", "Arrests", None, None, "Duhok", "settlement"),
    ("تەقینەوەی بۆمبێک لە حەویجە لە پارێزگای کەرکووک، دوو سەرباز کوژران و یەکێکی تر بریندار بوو",
     "Explosions/Remote violence", "Remote explosive/landmine/IED", 2, 1, "Kirkuk", "settlement"),
]  # fmt: skip

NOT_TOLD = [
    ("المحكمة تصدر حكماً بالإعدام بحق إرهابي نفذ تفجيراً في مدينة الصدر", "a verdict"),
    ("في الذكرى السنوية لتفجير الكرادة.. أهالي الضحايا يستذكرون أبناءهم في بغداد", "an anniversary"),
    ("الدفاع المدني: دوي الانفجار في الرمادي ناجم عن تفجير مسيطر عليه لمخلفات حربية", "controlled"),
    ("قتلى وجرحى بغارة إسرائيلية على بلدة في جنوب لبنان", "abroad"),
    ("مقتل 13 عراقياً بحادث سير في إيران", "Iraqi victims abroad"),
    ("المنتخب الوطني يخسر مباراة في بغداد بهدفين في تصفيات كأس العالم", "sport"),
    ("تنسيقيات الناصرية تدعو إلى تظاهرة حاشدة يوم الجمعة المقبل في ساحة الحبوبي", "a future protest"),
    ("تحليق مكثف لطائرات مسيرة مجهولة في سماء أربيل", "an overflight"),
    ("مسؤول أمني ينفي وقوع انفجار في مطار بغداد الدولي", "a denial"),
    ("الأمم المتحدة تدين الهجوم على حقل كورمور في السليمانية", "a statement"),
    ("Israeli strikes killed 12 people in Gaza City on Tuesday.", "abroad, English"),
    ("A Baghdad court sentenced two men to death over the 2019 bombing in Karbala.", "a verdict, English"),
    ("سەرۆکی هەرێمی کوردستان لە هەولێر پێشوازی لە باڵیۆزی فەرەنسا کرد", "a visit, Sorani"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "event_type", "sub_type", "killed", "wounded", "governorate", "precision"), TOLD
)
def test_a_report_of_one_incident_gives_its_type_toll_and_place(
    extract: Callable[..., Extraction],
    text: str,
    event_type: str,
    sub_type: str,
    killed: int | None,
    wounded: int | None,
    governorate: str,
    precision: str,
) -> None:
    (incident,) = extract(text).incidents

    assert (event_type, sub_type) == (incident.event_type, incident.sub_event_type)
    assert (killed, wounded) == (incident.fatalities, incident.injuries)
    assert (governorate, precision) == (incident.admin1, incident.geo_precision)


@pytest.mark.parametrize(("text", "why"), NOT_TOLD)
def test_a_text_that_tells_of_no_incident_gives_none(
    extract: Callable[..., Extraction], text: str, why: str
) -> None:
    assert extract(text).incidents == (), why


@pytest.mark.parametrize("text", [row[0] for row in TOLD])
def test_every_span_lies_inside_the_text(extract: Callable[..., Extraction], text: str) -> None:
    for incident in extract(text).incidents:
        for start, end in incident.evidence.values():
            assert 0 <= start < end <= len(text)
