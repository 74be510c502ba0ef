"""Several incidents in one report: which are told apart, which are one, and what is said of doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mapapp.reports import Extraction
from mapapp.reports.documents import Document

Extract = Callable[..., Extraction]


def test_a_list_of_attacks_is_as_many_incidents(extract: Extract) -> None:
    text = (
        "حصاد اليوم:\n• عبوة ناسفة تقتل مدنياً في بهرز\n"
        "• هجوم مسلح على منزل في الحويجة\n• اعتقال مطلوب في الزبير"
    )

    assert [incident.admin1 for incident in extract(text).incidents] == ["Diyala", "Kirkuk", "Basra"]


def test_title_and_lead_name_two_places_of_one_incident(extract: Extract) -> None:
    text = (
        "إصابة تسعة بحادث سير على طريق الموصل - أربيل\n"
        "أفاد مصدر طبي بأن تسعة أشخاص أصيبوا بحادث سير قرب برطلة."
    )

    assert len(extract(text).incidents) == 1


def test_an_office_elsewhere_tells_of_another_event(extract: Extract) -> None:
    text = "مقتل ضابط بانفجار عبوة في بعقوبة. وأعلن قائد عمليات الأنبار مقتل ثلاثة جنود بهجوم لداعش."
    found = extract(text)

    assert [incident.fatalities for incident in found.incidents if incident.admin1 == "Diyala"] == [1]


def test_weekdays_of_an_undated_text_keep_two_events_apart(extract: Extract) -> None:
    text = "انفجرت عبوة ناسفة في كركوك يوم الاثنين. وانفجرت عبوة ناسفة في كركوك يوم الأربعاء."

    assert len(extract(text, None).incidents) == 2
    assert len(extract(text.replace("الأربعاء", "الاثنين"), None).incidents) == 1


def test_other_numbers_in_an_undated_text_are_told(extract: Extract) -> None:
    text = "مقتل شخصين بهجوم مسلح في كركوك. ومقتل ثلاثة أشخاص بهجوم مسلح في كركوك."
    (incident,) = extract(text, None).incidents

    assert any("2 and 3 killed" in warning for warning in incident.warnings)
    same = extract(text.replace("ثلاثة أشخاص", "شخصين"), None).incidents[0]
    assert not any("it may be several" in warning for warning in same.warnings)


def test_an_ordinal_of_the_next_sentence_counts_no_event(extract: Extract) -> None:
    text = (
        "Gunmen attacked protesters in Habboubi Square in Nasiriyah on Monday, killing two protesters. "
        "Tribes went to Nasiriyah to protect the demonstrators. "
        "Two other protesters were shot dead in Tahrir Square in Baghdad."
    )

    assert [incident.admin1 for incident in extract(text).incidents] == ["Dhi Qar", "Baghdad"]


def test_what_is_counted_with_as_for_the_second_is_another(extract: Extract) -> None:
    text = (
        "سجلت محافظة صلاح الدين حادثي سير.\n"
        "وقال المصدر إن الحادث المروري الأول قرب سليمان بيك أسفر عن إصابة ستة أشخاص.\n"
        "أما الثاني فهو ناجم عن انقلاب شاحنة ضمن محافظة صلاح الدين وأسفر عن وفاة شخص."
    )

    assert [incident.fatalities for incident in extract(text).incidents] == [None, 1]
    once = text.replace("أما الثاني فهو ناجم عن", "والحادث المروري ناجم عن")
    assert len(extract(once).incidents) == 1


def test_a_full_stop_without_a_space_ends_a_sentence(document: Callable[..., Document]) -> None:
    assert len(document("وقع الهجوم الاثنين.وجاء في البيان").sentences) == 2
    assert len(document("قال أ.د.حسن إن 3.5 أطنان ضبطت").sentences) == 1


def test_dead_and_wounded_of_one_toll_are_not_cut_apart(extract: Extract) -> None:
    text = "أفاد مصدر في مستشفى طوز خورماتو بمصرع شخصين وإصابة 6 آخرين بحادث سير قرب سليمان بيك."
    apart = "مقتل شخصين بهجوم مسلح في كركوك وإصابة ستة آخرين بحادث سير قرب سليمان بيك."

    assert [(one.fatalities, one.injuries) for one in extract(text).incidents] == [(2, 6)]
    assert [(one.fatalities, one.injuries) for one in extract(apart).incidents] == [(2, None), (None, 6)]


def test_a_clause_with_its_people_before_the_verb_is_another_event(extract: Extract) -> None:
    text = (
        "أوضح المصدر أن ثلاثة أشخاص قُتلوا وأصيب 14 بجروح في انفجار سيارة في منطقة الكرادة، "
        "وأن شخصين آخرين قُتلا وأُصيب 13 بجروح في تفجير سيارة قرب ساحة الخلاني."
    )

    assert [(one.fatalities, one.injuries) for one in extract(text).incidents] == [(3, 14), (2, 13)]


def test_what_a_source_adds_of_the_same_kind_is_told_of_the_only_event(extract: Extract) -> None:
    text = (
        "استهدف هجوم بصاروخي كاتيوشا، مساء الثلاثاء، منطقة الجادرية في بغداد.\n"
        "وأضافت الخلية أن المسلحين أطلقوا صاروخين من نوع كاتيوشا فجر الأربعاء من حي الجهاد."
    )

    assert len(extract(text).incidents) == 1
    another = text.replace("وأضافت الخلية أن المسلحين", "وفي حادث آخر أضافت الخلية أن المسلحين")
    assert len(extract(another).incidents) == 2


def test_what_a_source_adds_with_another_number_is_another_event(extract: Extract) -> None:
    text = (
        "قتل شخصان بانفجار عبوة ناسفة في حي الجهاد في بغداد.\n"
        "وأضاف المصدر أن ثلاثة أشخاص قتلوا بانفجار عبوة ناسفة في حي الدورة."
    )

    assert [incident.fatalities for incident in extract(text).incidents] == [2, 3]


def test_what_names_no_place_is_told_of_the_event_told_last(extract: Extract) -> None:
    text = (
        "هجوم لداعش على نقطة للجيش في خانقين، وهجوم مسلح على منزل في بيجي.\n"
        "وأفاد مصدر بأن عناصر داعش هاجموا نقطة للجيش في خانقين.\nوأضاف أن الهجوم أسفر عن مقتل جندي."
    )

    assert [(one.admin1, one.fatalities) for one in extract(text).incidents] == [
        ("Diyala", 1),
        ("Salah al-Din", None),
    ]


def test_no_road_accident_is_part_of_an_attack(extract: Extract) -> None:
    text = (
        "مقتل شاب بهجوم مسلح وسط البصرة.\n"
        "وأخبر مصدر أمني بأن سيارة أقدمت على دهس امرأة وابنتها في حي الحسين بالبصرة."
    )

    assert [one.sub_event_type for one in extract(text).incidents] == ["Attack", "Crash"]


def test_a_headline_and_its_report_are_one_whatever_kind_of_violence_it_says(extract: Extract) -> None:
    text = "داعش يهاجم مدنيين في خانقين\nأعلن الحشد الشعبي إحباط هجوم شنه داعش على مقره في خانقين."

    assert len(extract(text).incidents) == 1
    assert len(extract(text.replace("أعلن", "وفي حادث آخر أعلن")).incidents) == 2


def test_where_a_district_lies_and_whence_somebody_is_are_no_places_of_an_event(extract: Extract) -> None:
    text = (
        "قتل 15 شخصاً بهجوم انتحاري في قضاء طوزخرماتو.\n"
        "وقال القائمقام إن تفجيراً انتحارياً استهدف نقطة تفتيش في القضاء الواقع على بعد 175 كلم شمال بغداد."
    )
    arrest = "اعتقلت قوة أمنية قيادياً في داعش بناحية سليمان بك. وقال المصدر إن المعتقل من أهالي بعقوبة."

    assert [one.admin1 for one in extract(text).incidents] == ["Salah al-Din"]
    assert [one.admin1 for one in extract(arrest).incidents] == ["Salah al-Din"]


def test_a_list_in_one_sentence_is_cut_at_towns_of_one_governorate(extract: Extract) -> None:
    text = "حوادث في ديالى: عبوة في بهرز تصيب جندياً، وهاون على أبي صيدا بلا خسائر."
    address = "عبوة ناسفة تصيب جندياً في بهرز، وقال مصدر إن العبوة انفجرت قرب مدرسة في ناحية بهرز بديالى."

    assert [one.location for one in extract(text).incidents] == ["Buhriz", "Abu Saida"]
    assert len(extract(address).incidents) == 1


def test_a_first_sentence_that_sums_two_attacks_is_none_itself(extract: Extract) -> None:
    text = (
        "أقر الجيش بمقتل تسعة من جنوده في هجومين شمال بغداد، الثلاثاء.\n"
        "وقال إن ستة جنود قتلوا بانفجار قنبلة في محافظة صلاح الدين.\n"
        "وفي الحادثة الأخرى قتل ثلاثة جنود بانفجار عبوة ناسفة في محافظة ديالى."
    )

    assert [incident.fatalities for incident in extract(text).incidents] == [6, 3]
    alone = text.split("\n", maxsplit=1)[0]
    assert [incident.fatalities for incident in extract(alone).incidents] == [9]


def test_a_sentence_without_day_and_number_tells_on_of_the_only_event(extract: Extract) -> None:
    told = "إطلاق صواريخ على معسكر في الجادرية في بغداد مساء أمس. سقطت الصواريخ قرب حي الكرادة."
    led_over = told.replace("سقطت الصواريخ قرب", "وفي حادث منفصل سقطت صواريخ قرب")

    assert len(extract(told).incidents) == 1
    assert len(extract(led_over).incidents) == 2


def test_a_rough_direction_gives_way_to_the_place_that_is_told_later(extract: Extract) -> None:
    text = (
        "إصابة امرأة بانفجار عبوة ناسفة شمال بعقوبة.\n"
        "وقال المصدر إن عبوة ناسفة انفجرت في ناحية العظيم ما أسفر عن إصابة امرأة."
    )

    assert [one.location for one in extract(text).incidents] == ["Udhaim"]


def test_bodies_at_another_spot_are_not_of_the_event_before(extract: Extract) -> None:
    text = (
        "Two bombs hit a police patrol 90 km southwest of Mosul on Tuesday. Two policemen died. "
        "The officer added that three bodies of policemen were found near Ghazlani camp south of Mosul."
    )

    assert [incident.fatalities for incident in extract(text).incidents] == [2, 3]


def test_another_day_and_another_number_are_another_event(extract: Extract) -> None:
    text = (
        "أعلن قائد الشرطة، الثلاثاء، مقتل ضابط بتفجير سيارة مفخخة في بعقوبة.\n"
        "وكان 21 شخصاً قتلوا يوم الاثنين بتفجير في بعقوبة."
    )

    assert [incident.fatalities for incident in extract(text).incidents][:1] == [1]


def test_the_next_scene_with_other_dead_is_another_event_and_the_same_dead_are_one(extract: Extract) -> None:
    lead = "A bomb killed five people in central Baghdad on Tuesday.\n"
    apart = extract(lead + "In Mahmudiyah, a bomb near a mosque killed two people.")
    assert [incident.fatalities for incident in apart.incidents] == [5, 2]

    again = extract(lead + "In Karrada, where the bomb went off, five people were killed.")
    assert len(again.incidents) == 1


def test_a_round_up_tells_of_one_day(extract: Extract) -> None:
    news = "هاجم داعش مساء الاثنين نقطة للجيش في قضاء المقدادية وقتل جنديين.\n"
    found = extract(news + "وفي قضاء بلدروز أطلق إرهابيون النار على قوة من الجيش فقتل ثلاثة جنود.")

    assert [incident.event_date for incident in found.incidents] == [date(2026, 3, 16)] * 2


def test_a_line_of_another_kind_with_its_own_dead_is_an_event_without_its_place(extract: Extract) -> None:
    lines = "كمين لداعش يقتل خمسة من الشرطة في الرطبة\n"
    other = extract(lines + "مقتل مدني وإصابة آخر بانفجار عبوة ناسفة")
    assert [incident.fatalities for incident in other.incidents] == [5, 1]

    same = extract(lines + "وأسفر الكمين عن إصابة مدني")
    assert len(same.incidents) == 1


def test_a_lead_without_a_place_is_kept_beside_an_event_of_another_kind(extract: Extract) -> None:
    lead = "BAGHDAD - Gunmen abducted seventy people from a ministry on Tuesday, officials said.\n"
    found = extract(lead + "West of the capital, an airstrike late Monday in Ramadi killed thirty people.")

    assert {incident.sub_event_type for incident in found.incidents} == {
        "Abduction/forced disappearance",
        "Air/drone strike",
    }
