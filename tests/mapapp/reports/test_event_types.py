"""Which words make which type of event: one row a pattern, the accepted case beside its near miss."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

TYPES = (
    ("مقتل منتسب برصاصة خرجت من سلاح زميله بالخطأ في ميسان", "Other accident"),
    ("مقتل منتسب برصاصة أطلقها مسلحون مجهولون في ميسان", "Attack"),
    ("صقور الجو تدمر مضافة للإرهابيين في وادي الشاي", "Air/drone strike"),
    ("قوات الجيش تدمر مضافة للإرهابيين في وادي الشاي", "Disrupted weapons use"),
    ("اختفاء صحفي في ظروف غامضة بمدينة البصرة", "Abduction/forced disappearance"),
    ("القوات الأمنية تستعيد السيطرة على ناحية القيارة من داعش", "Government regains territory"),
    ("تنظيم داعش يسيطر على قرى في قضاء الحويجة", "Non-state actor overtakes territory"),
    ("سقوط عامل بناء من الطابق الرابع في أربيل", "Other accident"),
    ("داعش يحرق حقول حنطة في مخمور", "Looting/property destruction"),
    ("موظفو العقود يضربون عن العمل في مصفى بيجي", "Peaceful protest"),
    ("Gunmen seized a businessman from his home in Karrada, Baghdad.", "Abduction/forced disappearance"),
    ("A shepherd lost his leg when he stepped on a landmine near Penjwen.", "Remote explosive/landmine/IED"),
    ("استشهاد جنديين بانفجار منزل مفخخ في ناحية السعدية", "Remote explosive/landmine/IED"),
    ("مقتل خبيرين أثناء تفكيك حزام ناسف في كركوك", "Remote explosive/landmine/IED"),
    ("العثور على حزام ناسف في كركوك وتفكيكه", "Disrupted weapons use"),
    ("إسقاط مسيرتين حاولتا استهداف مطار بغداد الدولي", "Disrupted weapons use"),
    ("مسيرتان تستهدفان مطار بغداد الدولي", "Air/drone strike"),
    ("العثور على قذائف ومسطرة تفجير في منطقة الزيدان في أبو غريب", "Disrupted weapons use"),
    ("القوات الأمنية تحرر مختطفاً في الجادرية وتعتقل خاطفيه", "Arrests"),
    ("مسلحون يختطفون شخصاً في الجادرية", "Abduction/forced disappearance"),
    ("مجهولون يحرقون سيارة ناشط في البصرة", "Looting/property destruction"),
    ("متظاهرون يحرقون إطارات ومقر حزب في البصرة", "Violent demonstration"),
    ("متظاهرون يحرقون أعلام دولة مجاورة في البصرة", "Peaceful protest"),
    ("هجوم مسلح على سيطرة للشرطة في جلولاء", "Armed clash"),
    ("هجوم مسلح على منزل مختار في جلولاء", "Attack"),
    ("مقتل طفلين حرقاً داخل منزلهم في الموصل", "Fire"),
    ("أهال غاضبون ينهالون بالضرب على سائق دهس طفلاً في الحلة", "Mob violence"),
    ("سيارة تدهس طفلاً في الحلة", "Crash"),
    ("داعش يهاجم قرية في المقدادية ويقتل أربعة مدنيين", "Attack"),
    ("داعش يهاجم نقطة للجيش في المقدادية ويقتل أربعة جنود", "Armed clash"),
    ("قوة أمنية تقتل إرهابياً يرتدي حزاماً ناسفاً في تكريت", "Armed clash"),
    ("مقتل قيادي في فصيل مسلح بضربة أمريكية شرقي بغداد", "Air/drone strike"),
    ("هروب سجينين من مركز احتجاز في بابل", "Other"),
    ("البيشمركة تصد هجوماً لداعش قرب كفري", "Armed clash"),
    ("اشتباكات بالهاون بين الجيش ومسلحين في سنجار", "Armed clash"),
    ("قصف بالهاون على قرية في سنجار", "Shelling/artillery/missile attack"),
    ("محتجون يقطعون طريق الشطرة بالإطارات المحترقة", "Violent demonstration"),
    ("محتجون يقطعون طريق الشطرة بالإطارات والشرطة تفرقهم بالغاز المسيل", "Protest with intervention"),
    ("صدامات بين الخريجين ومكافحة الشغب في الناصرية", "Protest with intervention"),
    ("An explosive-laden drone was shot down over Erbil airport", "Disrupted weapons use"),
    ("An explosive-laden drone exploded at Erbil airport", "Air/drone strike"),
    ("سجل المرور حادثاً مرورياً في الحلة", "Crash"),
    ("ضبط مخبأ صواريخ طائرات وعبوات ناسفة في الرمادي", "Disrupted weapons use"),
    ("طائرات تقصف مخبأ لداعش بالصواريخ في الرمادي", "Air/drone strike"),
    ("مقتل ناقل الانتحاريين في داعش بكمين للجيش في الطارمية", "Armed clash"),
    ("تحرير طالب بعد ساعتين من اختطافه في الكوت", "Abduction/forced disappearance"),
    ("مسلحون يقتلون شاباً في البصرة ويلوذون بالفرار إلى جهة مجهولة", "Attack"),
    ("ISIS militants attacked the Iraqi army near Makhmur", "Armed clash"),
    ("غرق زورق في هور الحمار ومصرع صيادين", "Other accident"),
    ("انفجرت سيارة مركونة قرب سوق في بعقوبة وقتلت ثلاثة", "Remote explosive/landmine/IED"),
    ("سيارة تنفجر وسط المصلين في كركوك", "Remote explosive/landmine/IED"),
    ("دوي انفجار دراجة نارية قرب مدرسة في الرمادي", "Remote explosive/landmine/IED"),
    ("انفجار سيارة محملة بقناني الغاز في الحلة وإصابة شخصين", "Other accident"),
    ("احتراق سيارة وانفجار خزان وقودها في الحلة", "Fire"),
    ("A car blew up near a mosque in Kirkuk, killing four people.", "Remote explosive/landmine/IED"),
    ("A car carrying gas cylinders exploded in Basra, wounding two people.", "Other accident"),
    ("تەقینەوەی ئۆتۆمبێلێک لە کەرکووک دوو کەسی کوشت", "Remote explosive/landmine/IED"),
    ("شاب يفجر حزامه الناسف وسط زوار في الكاظمية ويقتل ستة", "Suicide bomb"),
    ("اقتحم بشاحنته المحملة بالمتفجرات مقراً للشرطة في الموصل فقتل تسعة", "Suicide bomb"),
    ("A woman wearing explosives blew up among pilgrims in Iskandariya, killing six.", "Suicide bomb"),
    ("Bomber kills ten at Ramadi checkpoint", "Suicide bomb"),
    ("A bomb killed ten at a Ramadi checkpoint", "Remote explosive/landmine/IED"),
    ("Gunmen stormed a house in Baquba and killed a family of four.", "Attack"),
    ("Protesters stormed the governor's house in Basra and set it on fire.", "Violent demonstration"),
    ("مسلحون يمطرون حاجزاً للشرطة برشقات من أسلحتهم في الحويجة ويقتلون شرطيين", "Armed clash"),
    ("رشقات صاروخية تستهدف قاعدة بلد", "Shelling/artillery/missile attack"),
    ("لصوص يسرقون محل صيرفة في الكرادة بعد إطلاق النار في الهواء", "Looting/property destruction"),
    ("لصوص يسرقون محل صيرفة في الكرادة ويقتلون صاحبه بالرصاص", "Attack"),
    ("انتشال جثتين من تحت بناية تهدمت في النجف", "Collapse"),
    ("انتشال جثتين لرجلين قتلا بالرصاص في النجف", "Attack"),
    ("استشهاد ضابط أثناء محاولته القبض على مطلوب في البصرة", "Armed clash"),
    ("القبض على مطلوب أثناء محاولته الهرب في الكوت", "Arrests"),
    ("قوة من الجيش تدمر خمسة جحور لداعش في وادي الشاي", "Disrupted weapons use"),
    ("ئەندامێکی داعشیان لە کەرکووک گرت", "Arrests"),
    ("ئاگر مارکێتێکی گرت لە هەولێر", "Fire"),
    ("اغتيال مدير دائرة في العمارة على يد مسلحين مجهولين والمعلومات ترجح خلافاً عشائرياً", "Attack"),
    ("إصابة راع بعبوة من مخلفات التنظيم انفجرت في بادوش", "Remote explosive/landmine/IED"),
    ("تفجير صهريج ملغوم قرب رتل للجيش غربي الرمادي", "Remote explosive/landmine/IED"),
    ("Forces broke up a sit-in in Basra, killing one protester", "Excessive force against protesters"),
    ("Forces broke up a sit-in in Basra with water cannon", "Protest with intervention"),
    ("هجوم لداعش على قرية في المقدادية يوقع ثلاثة قتلى من الأهالي", "Attack"),
    ("هجوم لداعش في المقدادية يوقع ثلاثة قتلى من الجيش", "Armed clash"),
    ("تنظيم داعش يفجر محطة كهرباء في بيجي", "Remote explosive/landmine/IED"),
    ("عراك بالأيدي في حي الوحدة بالموصل وإصابة شخصين", "Mob violence"),
    ("مقتل شخص في شجار بالسلاح بين عائلتين في كركوك", "Armed clash"),
    ("انتحاريتان تقتلان عشرين في سوق ببغداد", "Suicide bomb"),
    ("تماس كهربائي أشعل النار في منزل بالحلة", "Fire"),
    ("تماس كهربائي يودي بحياة عامل في الحلة", "Other accident"),
    ("اقتتال بين أبناء عشيرة واحدة في العمارة ومقتل اثنين", "Armed clash"),
    ("مسلحون يفتحون نيرانهم على حاجز للشرطة في منطقة التحرير شرقي بعقوبة", "Armed clash"),
    ("انفجار غازي يهز دهوك", "Other accident"),
    ("هجوم إرهابي يستهدف منزلاً في منطقة المزاريع بصلاح الدين ومقتل ثلاثة", "Attack"),
    ("ملثمون مجهولون يهاجمون معتصمين في النجف ويقتلون اثنين", "Attack"),
    ("مقتل متظاهرين اثنين خلال اشتباكات مع قوات الشغب في الناصرية", "Excessive force against protesters"),
    ("قصف مدفعي على كاني ماسي والطيران التركي يحلق", "Shelling/artillery/missile attack"),
    ("Counterterrorism thwarts drone attack on Erbil airport", "Disrupted weapons use"),
    ("Protesters stoned the council building in Basra", "Violent demonstration"),
    ("هێزەکان گۆڕێکی بە کۆمەڵیان لە شاری ڕومادی دۆزیوەتەوە", "Other"),
    ("خۆکوژێک لە کەرکووک خۆی تەقاندەوە", "Suicide bomb"),
    ("درۆنێک لە گوندی سەرگەڵێ لە قەزای ئامێدی کەوتە خوارەوە", "Air/drone strike"),
    ("درۆنێک لە قەزای ئامێدی خرایە خوارەوە", "Disrupted weapons use"),
    ("سێ مووشەک بەر دەوروبەری فڕۆکەخانەی هەولێر کەوتن", "Shelling/artillery/missile attack"),
    ("Demonstrators set tyres ablaze and storm the council building in Karbala", "Violent demonstration"),
    ("Police shot a suicide bomber dead in Jalawla before he could detonate his vest", "Armed clash"),
)


@pytest.mark.parametrize(("text", "sub_event_type"), TYPES)
def test_words_make_the_type(text: str, sub_event_type: str, extract: Callable[..., Extraction]) -> None:
    (incident,) = extract(text).incidents

    assert incident.sub_event_type == sub_event_type


def test_gas_in_the_next_sentence_makes_a_protest_one_with_intervention(
    extract: Callable[..., Extraction],
) -> None:
    text = "Residents demonstrated in Basra against water shortages. Police fired tear gas to disperse them."
    (incident,) = extract(text).incidents

    assert incident.sub_event_type == "Protest with intervention"


def test_an_arrest_afterwards_does_not_name_the_event(extract: Callable[..., Extraction]) -> None:
    text = "Three people were found shot dead in their house in Mosul. A neighbour was detained."
    (incident,) = extract(text).incidents

    assert incident.sub_event_type == "Attack"


def test_words_broken_against_a_filter_are_read(extract: Callable[..., Extraction]) -> None:
    (incident,) = extract("طائرة مسيـ ـرة تستهدف مركبة في زاخو").incidents

    assert incident.sub_event_type == "Air/drone strike"
    assert extract("ـ طائرة ـ").incidents == ()


def test_a_sum_in_the_title_is_no_further_incident(extract: Callable[..., Extraction]) -> None:
    text = (
        "تسعة قتلى في هجومين بديالى\n"
        "قتل أربعة أشخاص بهجوم مسلح في ناحية بهرز. وقتل خمسة بهجوم آخر في المقدادية."
    )

    assert [incident.fatalities for incident in extract(text).incidents] == [4, 5]


def test_arms_found_beside_an_arrest_leave_it_an_arrest(extract: Callable[..., Extraction]) -> None:
    text = "اعتقال إرهابي في زمار غربي نينوى.\nوأضاف البيان أن القوة ضبطت ثلاث بنادق في زمار."
    (incident,) = extract(text).incidents

    assert incident.sub_event_type == "Arrests"


def test_the_sum_under_a_roundup_s_title_is_no_toll_of_its_first_part(
    extract: Callable[..., Extraction],
) -> None:
    text = (
        "Roundup: 31 Killed in Attacks\nAt least 31 were killed, and 29 wounded:\n"
        "In Daquq, a mortar attack killed six people.\nGunmen killed 25 civilians in Zubair."
    )

    assert [incident.fatalities for incident in extract(text).incidents] == [6, 25]


def test_a_robbery_by_gunmen_is_looting_and_one_with_dead_an_attack(
    extract: Callable[..., Extraction],
) -> None:
    (robbery,) = extract("مسلحون يقتحمون مصرفاً في البصرة ويسرقون ثلاثين مليون دينار").incidents
    assert robbery.sub_event_type == "Looting/property destruction"

    (deadly,) = extract("مسلحون يقتحمون مصرفاً في البصرة ويقتلون حارسين").incidents
    assert deadly.sub_event_type == "Attack"


def test_flags_burnt_at_a_protest_make_no_riot_and_stones_do(extract: Callable[..., Extraction]) -> None:
    (flags,) = extract("تظاهرة في البصرة أحرق المشاركون فيها أعلاماً أجنبية").incidents
    assert flags.sub_event_type == "Peaceful protest"

    (stones,) = extract("متظاهرون في البصرة يرشقون القوات الأمنية بالحجارة").incidents
    assert stones.sub_event_type == "Violent demonstration"


def test_a_road_closed_for_works_is_no_protest(extract: Callable[..., Extraction]) -> None:
    assert extract("المرور تقطع طريق المطار في البصرة لأعمال الصيانة").incidents == ()
    assert len(extract("محتجون يقطعون طريق المطار في البصرة").incidents) == 1


def test_tribes_that_fight_with_drones_fight_and_a_drone_on_a_tribe_strikes(
    extract: Callable[..., Extraction],
) -> None:
    (fight,) = extract("نزاع عشائري في البصرة بالمسيرات وقذائف الهاون").incidents
    assert fight.sub_event_type == "Armed clash"

    (strike,) = extract("طائرة مسيرة تستهدف منزلاً في البصرة").incidents
    assert strike.sub_event_type == "Air/drone strike"


def test_the_body_of_one_who_drowned_is_an_accident_and_one_shot_an_attack(
    extract: Callable[..., Extraction],
) -> None:
    (drowned,) = extract("انتشال جثة شاب غرق في نهر دجلة وسط تكريت").incidents
    assert drowned.event_type == "Accident"

    (shot,) = extract("انتشال جثة شاب قتل بالرصاص من نهر دجلة وسط تكريت").incidents
    assert shot.sub_event_type == "Attack"


def test_a_patrol_that_meets_a_bomb_was_bombed_and_one_that_finds_it_was_not(
    extract: Callable[..., Extraction],
) -> None:
    (met,) = extract("دورية للجيش تتعرض لعبوة ناسفة قرب الديوانية").incidents
    assert met.sub_event_type == "Remote explosive/landmine/IED"

    (found,) = extract("دورية للجيش تعثر على عبوة ناسفة قرب الديوانية").incidents
    assert found.sub_event_type == "Disrupted weapons use"
