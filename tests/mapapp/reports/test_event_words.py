"""Event words of agencies, dialect and foreign media, each beside the near miss that is something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

WORDS = (
    ("سقوط مقذوفين قرب مطار أربيل", "Shelling/artillery/missile attack"),
    ("انفجار مقذوف قرب مزرعة في الفاو وإصابة راع", "Remote explosive/landmine/IED"),
    ("خريجون أقدموا على إغلاق جسرين وسط الكوت", "Peaceful protest"),
    ("متظاهرون اقتحموا مبنى المجلس البلدي في الشطرة", "Violent demonstration"),
    ("عمل تخريبي يطال خطوط نقل الطاقة في بيجي", "Looting/property destruction"),
    ("عمل تخريبي بعبوة ناسفة يطال خطوط نقل الطاقة في بيجي", "Remote explosive/landmine/IED"),
    ("استهداف رتل للجيش قرب الطارمية", "Armed clash"),
    ("تعرض رتل دعم لعبوة ناسفة قرب الطارمية", "Remote explosive/landmine/IED"),
    ("تراشق بالنيران بين عائلتين في قلعة سكر", "Armed clash"),
    ("قوات الجيش تقضي على ثلاثة إرهابيين في جبال حمرين", "Armed clash"),
    ("العثور على مخبأ للعتاد في هيت والقبض على مطلوبين اثنين", "Disrupted weapons use"),
    ("القبض على مطلوبين اثنين في هيت والعثور على مخبأ للعتاد", "Arrests"),
    ("العثور على ثلاث عبوات من مخلفات داعش في هيت وتفجير العبوات موقعيا", "Disrupted weapons use"),
    ("العثور على جثة مصابة بطلقات في سبع البور قرب ثكنة للجيش", "Attack"),
    ("العثور على جثة شاب قرب أحد الأنهار في كنعان وعليها آثار تعذيب", "Attack"),
    ("انحراف حافلة عن الطريق قرب الدجيل ومصرع أربعة", "Crash"),
    ("إصابة زائرين إثر تدافع قرب كربلاء", "Other accident"),
    ("إحباط دخول مسيرة فوق حرير ولم يتضح ما إذا كانت تحمل متفجرات", "Disrupted weapons use"),
    (
        "اللصوص سرقوا محل ذهب في الدورة والشرطة تطوق المنطقة بهدف اعتقال السراق",
        "Looting/property destruction",
    ),
    ("مسلحو داعش أشعلوا النار في منزلين بقرية شمال خانقين", "Looting/property destruction"),
    ("أحرق تنظيم داعش تسعة مدنيين في الحويجة", "Attack"),
    ("تنظيم داعش اعتقل مدنيين فارين قرب الحويجة", "Abduction/forced disappearance"),
    ("مقتل موظف بهجوم مسلح في العمارة يعود لخلافات عشائرية", "Attack"),
    ("البيشمركة تصد هجوماً قرب كفري وتقتل انتحارياً", "Armed clash"),
    ("أهالٍ يقطعون طريقاً في الشطرة احتجاجاً على مقتل شاب", "Peaceful protest"),
    ("رمي كثيف بين عشيرتين في ناحية الفهود", "Armed clash"),
    ("مسيرة لذوي المغيبين تجوب شوارع العمارة", "Peaceful protest"),
    ("مسيرة للجيش التركي تقصف عجلة في سنوني", "Air/drone strike"),
    ("ضبط مروجين للمخدرات في خانقين", "Arrests"),
    ("ضبط مخدرات في خانقين", "Other"),
    ("وفاة فتى أثناء سباحته قرب الهويدر في أطراف بعقوبة", "Other accident"),
    ("اهتزت مدينة النجف على وقع جريمة قتل بعدما أقدمت امرأة على إنهاء حياة زوجها", "Attack"),
    ("محتجون يغلقون أبواب حقل الرميلة مطالبين باستمرار الدعم", "Peaceful protest"),
    ("قوة من الحشد تستولي على مخزن للصواريخ في صحراء الرطبة", "Disrupted weapons use"),
)

ONE = (
    "سقوط صاروخ على معسكر شمالي بغداد. وقال مصدر إنه تم العثور على منصة إطلاق الصاروخ في منطقة الطارمية",
    "مسلحون يخطفون راعياً شمال كربلاء. وكان مسلحون خطفوا عمالاً في بعقوبة قبل أسبوع وقد عثر عليهم مقتولين",
    "شاحنة تدهس طلاباً في منطقة الهارثة شمالي البصرة. وتم القبض على سائق الشاحنة في الهارثة",
    "مقتل مسؤول بقصف جوي في سنجار، اليوم الأربعاء. ويأتي ذلك بعد يومين من قصف مماثل في سنوني قتل فيه اثنان",
    "مقتل قيادي بقصف في مدينة سنجار (110 كيلومترات غرب الموصل). وقال شاهد داخل المدينة إن القصف طال سيارته",
)

TWO = 2
SEVERAL = (
    "عثرت الشرطة على ثلاثين عبوة ناسفة جنوبي الموصل. وأضاف البيان أنه تم العثور على أسلحة في الفلوجة",
    "ضبط كميات من العتاد في محافظتي الأنبار ونينوى",
    "مقتل شيخ بهجوم مسلح في قضاء الزبير في البصرة، فيما أعلن مصدر أن عبوة انفجرت وسط القرنة وأصابت اثنين",
    (
        "هاجم مسلحون مجهولون منازل في قضاء المقدادية وقتلوا خمسة مدنيين. "
        "وسقطت قذائف هاون على قضاء المقدادية وقتلت ستة"
    ),
)


@pytest.mark.parametrize(("text", "sub_event_type"), WORDS)
def test_further_words_make_the_type(
    text: str, sub_event_type: str, extract: Callable[..., Extraction]
) -> None:
    (incident,) = extract(text).incidents
    assert incident.sub_event_type == sub_event_type


@pytest.mark.parametrize("text", ONE)
def test_what_follows_from_an_event_is_no_second_one(text: str, extract: Callable[..., Extraction]) -> None:
    assert len(extract(text).incidents) == 1


@pytest.mark.parametrize("text", SEVERAL)
def test_what_is_told_of_two_places_or_means_is_two(text: str, extract: Callable[..., Extraction]) -> None:
    assert len(extract(text).incidents) == TWO
