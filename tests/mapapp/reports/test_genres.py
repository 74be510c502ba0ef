"""What only stands beside an event: a visit, a remembrance, a price, a rate, a day ahead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

PAIRS = (
    # none, one: the word that rules the former only stands in the latter.
    ("تعود أحداث تفجير الحلة إلى خلافات قديمة", "استهداف منزل يعود إلى ضابط في الجيش بقنبلة يدوية في البصرة"),
    ("ناج من الهجوم يروي ما جرى في بابل", "هجوم بطائرة مسيرة يستهدف مقرا في بابل، وشاهد عيان يروي ما جرى"),
    ("تشييع ضحايا تفجير قضاء بلد", "تفجير يستهدف موكب تشييع في قضاء بلد يوقع خمسة قتلى"),
    ("بعد أشهر من حريق المخازن في بغداد.. لجنة تدقق", "حريق يلتهم مخازن في بغداد بعد أشهر من إنشائها"),
    (
        "وزير الدفاع يزور موقع الهجوم في الأنبار",
        "بالتزامن مع زيارة وزير الدفاع، سقوط صاروخين على قاعدة في الأنبار",
    ),
    ("تهديد بتفجير دار مقاول في العمارة", "بعد تهديد.. مسلحون يفجرون دار مقاول في العمارة"),
    ("ارتفاع الهجمات في نينوى بنسبة 40 بالمئة", "حريق كبير في مصفى بيجي يوقف الإنتاج بنسبة 40 بالمئة"),
    ("المفوضية: هجوم على نزاهة الانتخابات في كركوك", "هجوم مسلح على مكتب مفوضية الانتخابات في كركوك"),
    (
        "خريجون يتظاهرون في الناصرية الأحد المقبل",
        "خريجون يتظاهرون في الناصرية ويهددون بالتصعيد الأسبوع المقبل",
    ),
    ("هجوم الزوراء في مرمى الطلبة في بغداد", "هجوم مسلح يستهدف منزل مدرب نادي الميناء في البصرة"),
    ("أمطار غزيرة وتوقعات بانهيارات في الكوت", "أمطار غزيرة تتسبب بانهيار منزل في الكوت"),
    ("عائلات فرت من المدن التي تشهد اشتباكات في ديالى", "اشتباكات في إحدى مدن ديالى وفرار عائلات"),
    ("بعثة دولية تصف قصف دهوك بأنه انتهاك", "قصف على دهوك"),
    ("أهالي البصرة يحيون ذكرى مجزرة الزبير اليوم", "مسلحون يقتلون ثلاثة في الزبير اليوم"),
    (
        "Survivors of the Basra attack recall the night",
        "Gunmen attack a house in Basra, residents recall the night",
    ),
    ("Ten years on from the Kut bombing", "Bombing in Kut"),
)
RUMOURS = (
    "نفت قيادة العمليات حصول هجوم في قضاء المحمودية.\n"
    "وذكرت القيادة في بيان تلقته وكالتنا أن بعض المواقع ومنصات التواصل تداولت أنباء عن جرح أربعة رعاة "
    "بعد أن هاجم مسلحون حظائرهم في إحدى قرى قضاء المحمودية، داعية المواطنين إلى عدم الانجرار وراء مثل "
    "هذه الأخبار التي تهدف إلى إرباك الرأي العام والتأكد من صحة ما ينشر قبل تداوله، واستقاء المعلومات "
    "من البيانات الرسمية التي تصدر عنها تباعا عبر صفحاتها المعروفة في منصات التواصل الاجتماعي كافة.\n"
    "وكانت مواقع قد تحدثت عن إصابة أربعة أشخاص بهجوم في المحمودية."
)


@pytest.mark.parametrize(("none", "one"), PAIRS)
def test_what_rules_an_event_and_what_only_stands_beside_it(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


def test_a_rumour_in_a_report_that_begins_with_a_denial_is_denied(extract: Extract) -> None:
    assert extract(RUMOURS).incidents == ()
    assert len(extract(RUMOURS.partition("\n")[2]).incidents) == 1


def test_the_blast_of_a_report_on_its_mourners_is_none_of_its_own(extract: Extract) -> None:
    mourned = "أهالي ضحايا التفجير الذي هز سوق الحلة يروون مأساتهم.\nأم فقدت ثلاثة من أبنائها في التفجير."
    assert extract(mourned).incidents == ()

    told = "تفجير هز سوق الحلة.\nأم فقدت ثلاثة من أبنائها في التفجير."
    assert len(extract(told).incidents) == 1


PLACES = (
    ("مواطن من كربلاء يقتل في ألمانيا طعنا", "مواطن من كربلاء يقتل طعنا في النجف"),
    ("تعرضت حافلة لتفجير في سیستان وبلوجستان", "تعرضت حافلة لتفجير في سيكتان وكويسنجق"),
    ("مقتل مهربين بقصف على الحدود السورية التركية", "مقتل مهربين بقصف في القائم قرب الحدود السورية"),
    (
        "دوو کەس شەهید بوون لە هێرشێکی درۆنیدا لە تورکیا",
        "دوو کەس لە مەتینا شەهید بوون لە هێرشی درۆنی تورکیادا",
    ),
)
JUDGED = (
    ("القضاء يحكم بالسجن على قاتل ناشط في البصرة", "مقتل نزيل داخل السجن المركزي في الحلة"),
    ("إدانة ثلاثة متهمين بتفجير الحلة", "هجوم مسلح في كركوك وسط إدانة أممية"),
    ("السفير يعزي ذوي ضحايا حريق الكوت", "تفجير يستهدف مجلس عزاء في المقدادية"),
    ("وفاة شخصين اختناقا بسبب العاصفة الترابية في النجف", "وفاة شخصين اختناقا بغاز الكلور في النجف"),
    ("تجمع أهالي البصرة غدا في تظاهرة", "تظاهرة في البصرة تلبية لدعوة نقابة المعلمين"),
)


@pytest.mark.parametrize(("none", "one"), PLACES + JUDGED)
def test_abroad_or_judged_beside_what_happened_in_iraq(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


def test_what_is_dated_days_ahead_of_the_report_has_not_happened(extract: Extract) -> None:
    announced = "تظاهرة في ساحة الحبوبي بالناصرية يوم 25 آذار 2026"
    assert extract(announced).incidents == ()
    assert len(extract(announced.replace("25", "17")).incidents) == 1


LATER = (
    ("الذهب يواصل الانهيار في أسواق بغداد", "مسلحون يقتلون صاحب محل لبيع الذهب في بغداد"),
    (
        "الدفاع المدني ينفذ ممارسة وهمية لحريق في الديوانية",
        "مسلحون ينصبون سيطرة وهمية ويخطفون تاجرا في الديوانية",
    ),
    ("فصيل يتوعد القوات الأمريكية بهجمات في الأنبار", "تفجير يهز الأنبار ورئيس الوزراء يتوعد الفاعلين"),
    ("واشنطن تحذر بغداد من نية إسرائيلية قصف مواقع في بابل", "قصف على مواقع في بابل"),
    ("فيديو قديم لهجوم على كنيسة في بغداد يعاد نشره", "هجوم على كنيسة في بغداد"),
    ("تمارين بالذخيرة الحية وقصف مدفعي في بسماية", "قصف مدفعي على معسكر تدريب في بسماية"),
    ("Old footage of a blast shared as if from Basra", "A blast in Basra"),
    (
        "Iraqi army holds live-fire exercises with shelling near Basra",
        "Rockets land near a training camp in Basra",
    ),
    ("ترامب: قصفنا الميليشيات في العراق بقوة", "ترامب: قصفنا الميليشيات في الأنبار بقوة"),
    ("Missiles of Iran's army hit a depot in Syria", "Missiles of Iran's army hit a house in Erbil"),
)


@pytest.mark.parametrize(("none", "one"), LATER)
def test_markets_exercises_threats_and_old_pictures(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


RETOLD = (
    ("إغلاق طرق في بغداد قبيل تشييع قتلى الحشد", "مقتل ثلاثة في بغداد قبيل تشييع رفاقهم"),
    ("الطب العدلي في النجف يتسلم 14 جثة من الموصل", "العثور على 14 جثة في الموصل"),
    ("معارك الموصل ترفع العدد إلى عشرين قتيلا يوميا", "معركة في الموصل توقع عشرين قتيلا"),
    ("قبل نحو عشر سنوات ومع دخول التنظيم إلى القرى هاجم مسلحوه سنجار", "هاجم مسلحون قرية في سنجار"),
    ("شاب من أهالي قرية كوجو خطف في سوريا", "شاب من سوريا خطف في قرية كوجو"),
    (
        "ناجية إيزيدية من سنجار: كنا سبايا في قبضة التنظيم بعد أن خطفنا مسلحوه",
        "مسلحون يخطفون فتاة إيزيدية في سنجار",
    ),
    ("Attacks fell by 20 percent in Basra", "Attack cuts output by 20 percent at a refinery in Basra"),
)


@pytest.mark.parametrize(("none", "one"), RETOLD)
def test_funerals_remains_rates_and_stories_of_captives(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


ASKED = (
    ("لجنة نيابية تكلف بالتحقيق في حادث حريق سوق الكوت", "حريق في سوق الكوت وتشكيل لجنة للتحقيق في الحادث"),
    ("اغتيال ناشط في البصرة قبل عام", "اغتيال ناشط أمس في البصرة، مركز الاحتجاجات التي بدأت قبل عام"),
    (
        "ناشطون قرب ساحة الاعتصام في الناصرية يوزعون منشورات",
        "إطلاق نار على ناشط قرب ساحة الاعتصام في الناصرية",
    ),
    ("ساڵێک بەر لە ئێستا هەولێر بە مووشەک کرایە ئامانج", "هەولێر بە مووشەک کرایە ئامانج"),
)


@pytest.mark.parametrize(("none", "one"), ASKED)
def test_inquiries_years_ago_and_camps_of_protesters(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


MEANWHILE = (
    (
        "Iraqi officials met in Baghdad as air strikes pounded Gaza",
        "Air strikes pounded Sinjar as officials met in Baghdad",
    ),
    ("The flare-up began with rocket fire from Gaza", "The flare-up began with rocket fire in Basra"),
    ("قائممقام سنجار: لا نستبعد هجوما تركيا على القضاء", "قائممقام سنجار: تعرضنا لهجوم تركي في القضاء"),
    ("Sadrists are expected to hold a protest in Basra", "Sadrists held a protest in Basra"),
)


@pytest.mark.parametrize(("none", "one"), MEANWHILE)
def test_what_happens_abroad_meanwhile_and_what_is_expected(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


VOYAGES = (
    ("غرق 14 شخصا من دهوك في طريقهم إلى أوروبا", "غرق 14 شخصا في سد دهوك"),
    ("أربيل تستقبل جثث شابين غرق قاربهم وهما مع مهاجرين", "العثور على جثث شابين في أربيل"),
    (
        "Nine people from Ranya died when their migrant boat sank",
        "Nine people died when a boat sank near Ranya",
    ),
)


@pytest.mark.parametrize(("none", "one"), VOYAGES)
def test_who_drowns_on_the_way_to_europe_does_not_drown_in_iraq(
    none: str, one: str, extract: Extract
) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1


HOME = (
    (
        "مقتل سبعة في غارة على غزة.. ومظاهرات في عمان",
        "فيما تتواصل الغارات على غزة.. مسيرة تستهدف قاعدة في أربيل",
    ),
    (
        "مقتل خمسة بضربة في حمص فيما نفذ التحالف غارات في حلب",
        "مقتل خمسة بضربة في حمرين فيما نفذ التحالف غارات في سوريا",
    ),
    ("Strike on Gaza as Iraqis protest", "Rocket attack on Baghdad airport as protesters mourn Gaza dead"),
)


@pytest.mark.parametrize(("none", "one"), HOME)
def test_an_event_in_iraq_beside_one_abroad_is_told(none: str, one: str, extract: Extract) -> None:
    assert extract(none).incidents == ()
    assert len(extract(one).incidents) == 1
