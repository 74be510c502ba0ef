"""An event told again, or looked back on, is none of its own; another event beside it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]
NEWS = "أفاد مصدر أمني بمقتل شرطي وإصابة أربعة بانفجار عبوة ناسفة في ناحية بهرز بمحافظة ديالى.\n"


def test_the_usual_last_paragraph_about_the_area_is_no_incident(extract: Extract) -> None:
    for closing in (
        "يذكر أن مدينة الخالص تعرضت إلى هجوم بقذائف الهاون.",
        "وكانت الخالص قد شهدت هجوماً بقذائف الهاون.",
        "وتشهد ناحية جلولاء هجمات مسلحة بين فترة وأخرى.",
    ):
        found = extract(NEWS + closing)
        assert [incident.location for incident in found.incidents] == ["Buhriz"], closing
        assert any("left out" in warning for warning in found.warnings)


def test_an_attack_elsewhere_told_as_news_is_an_incident(extract: Extract) -> None:
    found = extract(NEWS + "وفي قضاء خانقين سقطت قذيفة هاون على منزل صباح اليوم.")

    assert [incident.admin1 for incident in found.incidents] == ["Diyala", "Diyala"]


def test_a_report_that_only_looks_back_a_little_is_news(extract: Extract) -> None:
    found = extract("وكان مسلحون قد هاجموا مساء أمس نقطة للجيش في الخالص.")

    assert len(found.incidents) == 1


def test_an_event_of_last_month_beside_news_is_background(extract: Extract) -> None:
    found = extract(NEWS + "وفي 2 كانون الثاني الماضي انفجرت سيارة مفخخة في خان بني سعد.")

    assert [incident.location for incident in found.incidents] == ["Buhriz"]
    alone = extract("في 2 كانون الثاني الماضي انفجرت سيارة مفخخة في خان بني سعد.")
    assert [incident.event_date for incident in alone.incidents] == [date(2026, 1, 2)]


def test_the_explosion_at_a_narrower_place_is_the_one_told_before(extract: Extract) -> None:
    found = extract(NEWS + "ووقع الانفجار قرب سيطرة الشهداء في كنعان.")

    assert len(found.incidents) == 1
    another = extract(NEWS + "ووقع الانفجار الثاني في كنعان.")
    assert len(another.incidents) == 2


def test_the_same_toll_beside_another_name_is_the_same_incident(extract: Extract) -> None:
    found = extract(NEWS + "وقالت الشرطة إن قنبلة في كنعان قتلت شرطياً وأصابت أربعة.")

    assert [incident.fatalities for incident in found.incidents] == [1]


def test_a_governorate_that_lies_east_of_the_capital_is_not_in_it(extract: Extract) -> None:
    (incident,) = extract("انفجرت عبوة ناسفة داخل منزل بمحافظة ديالى الواقعة شرقي العاصمة بغداد").incidents

    assert incident.admin1 == "Diyala"


def test_the_source_sits_in_the_capital_and_the_event_was_elsewhere(extract: Extract) -> None:
    (incident,) = extract("أفاد مصدر أمني في بغداد بانفجار عبوة ناسفة في محافظة ديالى").incidents

    assert incident.admin1 == "Diyala"
    (there,) = extract("أفاد مصدر أمني في بغداد بانفجار عبوة ناسفة").incidents
    assert there.admin1 == "Baghdad"


def test_the_home_of_the_arrested_is_no_place_of_an_arrest(extract: Extract) -> None:
    found = extract("اعتقال إرهابي في ناحية سليمان بك. والإرهابي من أهالي مدينة بعقوبة وترك بعقوبة قبل أشهر.")

    assert [incident.location for incident in found.incidents] == ["Sulaiman Bek"]
    (residents,) = extract("أهالي كبيسة يعثرون على مقبرة جماعية").incidents
    assert residents.location == "Kubaysa"


def test_protests_at_large_are_no_protest(extract: Extract) -> None:
    found = extract("اغتال مسلحون ناشطاً في الاحتجاجات في الناصرية، منذ اندلاع التظاهرات قبل أشهر.")

    assert [incident.sub_event_type for incident in found.incidents] == ["Attack"]
    (protest,) = extract("متظاهرون يحتجون في الناصرية على اغتيال ناشط").incidents
    assert protest.sub_event_type == "Peaceful protest"


def test_a_report_that_begins_with_a_verdict_tells_the_deed_only_as_its_reason(extract: Extract) -> None:
    verdict = "أصدرت محكمة جنايات الأنبار حكماً بالإعدام بحق أربعة مدانين.\n"
    deed = "وكان الأربعة فجروا سيارة مفخخة في الرمادي وأصابوا ثلاثة مواطنين."

    assert extract(verdict + deed).incidents == ()
    assert len(extract(verdict + "واليوم انفجرت سيارة مفخخة في الرمادي.").incidents) == 1


def test_what_the_explosives_unit_blows_up_is_no_attack(extract: Extract) -> None:
    assert extract("وحدة معالجة المتفجرات قامت بتفجير عبوة ناسفة في المقدادية").incidents == ()
    assert len(extract("مسلحون قاموا بتفجير عبوة ناسفة في المقدادية").incidents) == 1


def test_a_caption_of_a_picture_is_no_incident_and_a_photo_in_words_changes_nothing(extract: Extract) -> None:
    news = "Gunmen killed three farmers in Makhmour on Tuesday.\n"
    found = extract(news + "Graves of two brothers killed in Kirkuk, taken on January 3, 2026. Photo: agency")

    assert [incident.admin1 for incident in found.incidents] == ["Erbil"]
    told = extract("Gunmen killed a man with a photo of his son in Makhmour on Tuesday.")
    assert len(told.incidents) == 1


def test_a_channel_with_the_name_of_a_city_is_no_place(extract: Extract) -> None:
    (incident,) = extract("قال مصدر لـ (بغداد اليوم) إن متظاهرين أغلقوا جسراً في الناصرية").incidents
    assert incident.admin1 == "Dhi Qar"

    (there,) = extract("انفجار في بغداد اليوم").incidents
    assert there.admin1 == "Baghdad"


def test_what_the_area_sees_as_a_habit_is_no_incident(extract: Extract) -> None:
    found = extract(NEWS + "وتشن القوات التركية غارات على العمادية.")
    assert [incident.location for incident in found.incidents] == ["Buhriz"]

    assert len(extract(NEWS + "وشنت القوات التركية غارة على العمادية اليوم.").incidents) == 2


def test_the_cause_of_mourning_is_known_and_a_cause_told_with_its_toll_is_news(extract: Extract) -> None:
    assert extract("رئيس الوزراء يعلن الحداد إثر حادثة الحريق في الحمدانية").incidents == ()
    (incident,) = extract("وفاة ثلاثة أشخاص إثر الحريق الذي اندلع في الحمدانية").incidents
    assert incident.fatalities == 3


def test_a_village_of_a_town_s_district_is_where_the_town_was_said(extract: Extract) -> None:
    found = extract(
        "ISIS ambush kills Peshmerga in Makhmour\nSeven were killed in the ambush at Liheban village."
    )

    assert len(found.incidents) == 1


def test_last_week_s_fire_behind_the_news_is_background(extract: Extract) -> None:
    found = extract(NEWS + "والأسبوع الماضي احترقت قاعة في الحمدانية وقتل 104 أشخاص.")
    assert [incident.location for incident in found.incidents] == ["Buhriz"]

    assert len(extract("الأسبوع الماضي احترقت قاعة في الحمدانية وقتل 104 أشخاص.").incidents) == 1


def test_an_earlier_protest_in_the_governorate_leads_up_to_the_news(extract: Extract) -> None:
    news = "Hundreds of demonstrators blocked the road to Rumaila oil field in Basra on Tuesday.\n"
    found = extract(news + "On March 8, protests erupted in Basra over a lack of jobs.")
    assert len(found.incidents) == 1

    other = extract(news + "On March 8, protests erupted in Kirkuk over a lack of jobs.")
    assert len(other.incidents) == 2


def test_the_distance_from_the_capital_is_no_place(extract: Extract) -> None:
    text = "قتل أربعة بانفجار لغم في محافظة البصرة الواقعة على بعد 550 كيلومتراً جنوبي العاصمة بغداد."
    found = extract(text)

    assert [incident.admin1 for incident in found.incidents] == ["Basra"]


def test_violence_at_large_is_no_incident(extract: Extract) -> None:
    text = "أعلنت بعثة الأمم المتحدة الأحد مقتل 117 مدنياً بأعمال عنف في العراق. وقتل 51 مدنياً في بغداد."

    assert extract(text).incidents == ()


def test_what_a_gang_is_held_for_is_no_incident(extract: Extract) -> None:
    found = extract("القبض على عصابة في كربلاء. والعصابة متورطة بجرائم قتل في محافظة البصرة.")

    assert [incident.admin1 for incident in found.incidents] == ["Karbala"]


def test_also_beside_another_place_tells_another_event(extract: Extract) -> None:
    news = "خطف تنظيم داعش خمسة مدنيين قرب راوة.\n"
    also = extract(news + "وذكر ضابط أن التنظيم خطف أيضاً ثلاثة مدنيين قرب حديثة.")
    assert len(also.incidents) == 2

    again = extract(news + "وذكر ضابط أن التنظيم خطف المدنيين قرب حديثة.")
    assert len(again.incidents) == 1


def test_a_pluperfect_some_days_back_looks_back_and_one_of_the_day_before_is_news(extract: Extract) -> None:
    news = "قتل شرطيان أمس الثلاثاء بانفجار عبوة ناسفة في ناحية بهرز.\n"
    back = extract(news + "وكان مسلحون قد خطفوا الخميس الماضي مختاراً في قضاء خانقين.")
    assert [incident.location for incident in back.incidents] == ["Buhriz"]

    fresh = extract(news + "وكان مسلحون قد خطفوا يوم الاثنين مختاراً في قضاء خانقين.")
    assert len(fresh.incidents) == 2


def test_an_event_weeks_before_the_news_is_background_even_with_a_day_of_its_own(extract: Extract) -> None:
    news = "قتل شرطيان أمس الثلاثاء بانفجار عبوة ناسفة في ناحية بهرز.\n"
    old = extract(news + "وفي 24 شباط الماضي، اعتقل الجيش ثلاثة عناصر من داعش في الفلوجة.")
    assert [incident.location for incident in old.incidents] == ["Buhriz"]

    recent = extract(news + "وفي 16 آذار الجاري، اعتقل الجيش ثلاثة عناصر من داعش في الفلوجة.")
    assert len(recent.incidents) == 2


def test_hours_before_that_another_place_was_hit(extract: Extract) -> None:
    news = "سقطت طائرة مسيرة مساء الثلاثاء في قضاء سوران بمحافظة أربيل.\n"
    another = extract(news + "وقبل ذلك بساعات، أفاد مصدر محلي بأن مسيرة ضربت قضاء كويسنجق.")
    assert len(another.incidents) == 2

    again = extract(news + "وأفاد مصدر محلي بأن المسيرة سقطت قرب أربيل.")
    assert len(again.incidents) == 1


def test_who_is_active_in_a_town_is_no_event_of_the_day(extract: Extract) -> None:
    habit = extract(NEWS + "وتنشط في الخالص جماعات تقتل وتخطف التجار.")
    assert [incident.location for incident in habit.incidents] == ["Buhriz"]

    told = extract(NEWS + "وخطف مسلحون تاجراً في الخالص.")
    assert len(told.incidents) == 2


def test_bodies_found_the_day_after_a_collapse_are_of_it(extract: Extract) -> None:
    bodies = "انتشال ثلاث جثث من تحت الأنقاض صباح اليوم الأربعاء في كربلاء.\n"
    one = extract(bodies + "وانهار السقف مساء أمس على عدد من الأشخاص.")
    assert [incident.sub_event_type for incident in one.incidents] == ["Collapse"]

    apart = extract(bodies + "وانهار سقف مدرسة في الحلة مساء أمس على عدد من الأشخاص.")
    assert len(apart.incidents) == 2


MURDER = "اغتال مسلحون مجهولون اليوم ناشطاً وسط مدينة العمارة.\n"


def test_the_rest_of_a_look_back_on_protests_is_none_and_a_new_protest_is_news(extract: Extract) -> None:
    (murder,) = extract(
        MURDER + "وسبق أن شهدت العمارة في الشهر الحالي تظاهرات احتجاجاً على انقطاع الكهرباء.\n"
        "ورافقت التظاهرات أعمال شغب وحرق مقار حزبية في المدينة، وسقط 11 قتيلاً من المتظاهرين."
    ).incidents
    both = extract(MURDER + "وخرجت مساء اليوم تظاهرة في مدينة العمارة احتجاجاً على الاغتيال.").incidents

    assert (murder.event_type, murder.fatalities) == ("Violence against civilians", 1)
    assert [one.event_type for one in both] == ["Violence against civilians", "Protests"]


def test_what_people_did_lately_elsewhere_is_background_and_today_is_not(extract: Extract) -> None:
    lead = "تظاهر العشرات اليوم في مدينة الكوت احتجاجاً على نقص المياه.\n"
    lately = lead + "وتظاهر المئات في عدد من المحافظات مؤخراً. وخرج المتظاهرون في ميسان والنجف وبابل."
    today = lead + "وتظاهر المئات اليوم في مدينة الحلة احتجاجاً على نقص الوقود."

    assert [one.location for one in extract(lately).incidents] == ["Kut"]
    assert [one.location for one in extract(today).incidents] == ["Kut", "Hilla"]


def test_an_arrest_is_the_news_and_the_robbery_days_before_it_is_not(extract: Extract) -> None:
    arrest = "ألقت شرطة كركوك، اليوم الأربعاء، القبض على منفذ عملية سطو مسلح على محل صيرفة.\n"
    robbed = "وتعرض المحل في حي الواسطي قبل أيام إلى عملية سطو مسلح، وأطلق المهاجم النار على صاحبه."
    other = "وفي حادث آخر، تعرض منزل في قضاء الحويجة أمس إلى عملية سطو مسلح."

    assert [one.sub_event_type for one in extract(arrest + robbed).incidents] == ["Arrests"]
    assert len(extract(arrest + other).incidents) == 2


def test_a_crowd_that_remembers_is_no_protest_and_one_that_demands_is(extract: Extract) -> None:
    remembering = (
        "أحيت مدينة حلبجة اليوم السبت ذكرى القصف الكيميائي.\n"
        "وبدأ منذ صباح اليوم المئات الاحتشاد وسط المدينة. وعلقت صور لضحايا القصف."
    )
    demanding = "تظاهر المئات اليوم وسط مدينة حلبجة مطالبين بتعويضات."

    assert extract(remembering).incidents == ()
    assert [one.event_type for one in extract(demanding).incidents] == ["Protests"]
