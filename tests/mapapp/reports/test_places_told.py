"""Where: places told by others, by their road or in quotes; each case beside the near miss."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

PLACED = [
    # A village of a name known elsewhere only lies where the text says; the known one stays where it is.
    ("مقتل شرطي بهجوم على حاجز في قرية السلام الواقعة شمال غرب مدينة تكريت", "Tikrit", "Salah al-Din"),
    ("مقتل شرطي بهجوم على حاجز في حي السلام شمال الموصل", "Salam", "Nineveh"),
    # The capital is a landmark of the whole country, and a base has no namesakes.
    ("هجوم بالصواريخ على قاعدة عين الأسد غرب بغداد", "Ain al-Asad Air Base", "Al-Anbar"),
    # A distance behind what its town is tells where that town lies.
    (
        "العثور على ثلاث جثث مقطوعة الرأس جنوبي الموصل مركز المحافظة، نحو 405 كم شمال العاصمة بغداد",
        "Mosul",
        "Nineveh",
    ),
    ("مقتل ستة بهجوم مسلح في محافظة بابل شمالي المحافظة، نحو 100 كم جنوب العاصمة بغداد", "Babil", "Babil"),
    ("مقتل ستة بهجوم مسلح على بعد 30 كم جنوب بعقوبة", "Baquba", "Diyala"),
    # The ends of a long road say less than what it is near; those of a short one say where it is.
    (
        "مصرع أربعة بحادث سير على الطريق السريع الرابط بين محافظة البصرة والعاصمة بغداد قرب الديوانية",
        "Diwaniyah",
        "Al-Qadisiyah",
    ),
    ("مصرع شخص بحادث سير على الطريق الرابط بين الشطرة والدواية", "Shatra", "Dhi Qar"),
    # What lies between towns far apart is rougher than the mountains that it is in.
    (
        "تفجير انتحاري يقتل شرطيين وسط جبال حمرين على الطريق بين تكريت وكركوك",
        "Hamrin Mountains",
        "Salah al-Din",
    ),
    # Of any highway its town says where it is, and the family's own governorate is not the scene.
    ("مصرع خمسة من محافظة البصرة بحادث سير على الطريق الدولي جنوب مدينة الناصرية", "Nasiriyah", "Dhi Qar"),
    # The dead are taken to a town; a morgue that burns is in it.
    (
        "مصرع سائق بحادث سير في النعمانية، ونقل جثمان السائق ومساعده إلى الطب العدلي في مدينة الكوت",
        "Nu'maniyah",
        "Wasit",
    ),
    ("مقتل حارس بحريق في الطب العدلي في مدينة الكوت", "Kut", "Wasit"),
    # «بمنطقة X» is where a patrol was; «شرطة X» is whose it is.
    (
        "انفجار عبوة ناسفة على دورية لشرطة الطوارئ بمنطقة واحد حزيران في كركوك",
        "Huzairan",
        "Kirkuk",
    ),
    # A family name is no place, in quotes neither.
    ("قائد العمليات “قاسم المحمدي” يعلن مقتل إرهابي في قضاء حديثة", "Haditha", "Al-Anbar"),
    # Beside a river, what it was near says more; beside a governorate it only tells where that lies.
    ("غرق شاب في نهر الفرات قرب منطقة زراعية واقعة شرق قضاء الهلال في محافظة المثنى", "Hilal", "Muthanna"),
    # A distance may lead into another governorate than that of the town it is told by.
    ("مقتل ضابط بانفجار عبوة ناسفة على بعد 118 كلم غرب بغداد", "Baghdad", "Al-Anbar"),
    # «إحدى العشائر في X» was in X; «من عشائر X» only comes from there.
    ("مقتل شخص بانفجار عبوة داخل مضيف لإحدى العشائر في قضاء الكرمة", "Karma", "Al-Anbar"),
    ("مقتل شخص من عشائر الرمادي بانفجار عبوة في قضاء الكرمة", "Karma", "Al-Anbar"),
    # Sub-districts of one name: the one of the governorate that is spoken of.
    ("حريق كبير يلتهم مخزنا في قضاء الحسينية شمالي بغداد", "Husayniya", "Baghdad"),
    ("حريق كبير يلتهم مخزنا في قضاء الحسينية في كربلاء", "Husayniya", "Karbala"),
    # A mosque is where its village is, not where another of its name stands.
    ("مقتل مصلين بانفجار داخل مسجد مصعب بن عمير في قرية الرقة جنوب سامراء", "Raqqa Samarra", "Salah al-Din"),
    # «العائدة إلى» belongs to a quarter, «عائدين إلى» were on the way to it.
    ("مقتل عائلتين بانفجار منزل عائد إلى أسرة في حي الشهداء جنوب الفلوجة", "Shuhada", "Al-Anbar"),
    ("مقتل زوار بانفجار عبوة في التاجي وهم عائدون إلى سامراء", "Taji", "Baghdad"),
    # What is called after a liberation is a place.
    ("مقتل مدني بانفجار عبوة في حي التحرير شرقي الموصل", "Tahrir", "Nineveh"),
]


@pytest.mark.parametrize(("text", "place", "governorate"), PLACED)
def test_what_is_told_by_another_place_lies_where_the_text_says(
    extract: Callable[..., Extraction], text: str, place: str, governorate: str
) -> None:
    assert [(place, governorate)] == [(one.location, one.admin1) for one in extract(text).incidents]


@pytest.mark.parametrize(
    "text",
    [
        'سقوط مسيرة في منطقة "كزنة" فوق مخزن بمحافظة أربيل',
        "سقوط مسيرة في قرية «كزنة» أمام مدرسة بمحافظة أربيل",
        "سقوط مسيرة في قرية كزنة بعد منتصف الليل بمحافظة أربيل",
    ],
)
def test_an_unknown_name_ends_with_its_quotes_or_before_what_begins_another_thought(
    extract: Callable[..., Extraction], text: str
) -> None:
    assert "كزنة" in [mention.text for mention in extract(text).mentions]


def test_two_spots_far_apart_are_two_events_though_one_source_adds_the_other(
    extract: Callable[..., Extraction],
) -> None:
    told = "إسقاط مسيرة قرب مطار أربيل الدولي. وأضاف المصدر أن مسيرة سقطت في حقل خورمله"
    again = "سقوط مسيرة قرب مطار أربيل الدولي. وأضاف المصدر أن مسيرة سقطت قرب مطار أربيل"

    assert len(extract(told).incidents) == 2
    assert len(extract(again).incidents) == 1


def test_what_a_place_is_known_for_does_not_keep_it_from_the_incident(
    extract: Callable[..., Extraction],
) -> None:
    lead = "مقتل عنصري أمن بانفجار عبوة ناسفة في محافظة الأنبار.\n"
    aside = "وأوضح البيان أن القوة كانت في منطقة راوة، وهي الموقع الذي شهد قبل أيام ضربة جوية قتلت مسلحين."
    other = "وقتل قبل أيام مسلحون بضربة جوية في منطقة راوة."

    assert [one.location for one in extract(lead + aside).incidents] == ["Rawa"]
    assert "Rawa" not in [one.location for one in extract(lead + other).incidents][:1]
