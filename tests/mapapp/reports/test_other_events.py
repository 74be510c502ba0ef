"""What a report tells beside what it denies or dates to another day: an event of its own, or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]
PUBLISHED = date(2024, 10, 8)


@pytest.mark.parametrize(
    "text",
    [
        "شرطة واسط تنفي استهداف دار قاض بعبوة. الصوت ناجم عن رمانة يدوية رميت على سيارة في الكوت.",
        "شرطة واسط تنفي اغتيال قاض. ما حدث هو أن رمانة يدوية ألقيت على سيارة في الكوت.",
        "Police denied that a judge was kidnapped. What happened was a grenade attack on a house in Kut.",
    ],
)
def test_what_took_place_instead_of_what_is_denied_is_an_event(text: str, extract: Extract) -> None:
    assert [one.sub_event_type for one in extract(text).incidents] == ["Grenade"]


@pytest.mark.parametrize(
    "text",
    [
        "شرطة واسط تنفي استهداف دار قاض بعبوة. الصوت ناجم عن انفجار إطار سيارة في الكوت.",
        "شرطة واسط تنفي اغتيال قاض. الحديث عن رمانة يدوية ألقيت على سيارة في الكوت لا صحة له.",
    ],
)
def test_what_was_no_weapon_or_is_denied_too_is_none(text: str, extract: Extract) -> None:
    assert extract(text).incidents == ()


def test_the_dead_of_a_report_are_not_denied_by_its_last_word(extract: Extract) -> None:
    text = "قتل ثمانية وأصيب عشرون بسيارة مفخخة في الكرادة. والمنطقة لم تشهد أي تفجير منذ أشهر."

    assert [one.fatalities for one in extract(text).incidents] == [8]


def test_a_lead_without_a_place_of_another_day_is_another_event(extract: Extract) -> None:
    text = (
        "KIRKUK - Gunmen shot a teacher dead at home yesterday. "
        "On Saturday, five soldiers died when gunmen attacked their car near Baiji."
    )

    assert [one.admin1 for one in extract(text, published=PUBLISHED).incidents] == ["Kirkuk", "Salah al-Din"]


def test_a_lead_without_a_place_of_the_same_day_is_the_same_event(extract: Extract) -> None:
    text = "Gunmen shot a teacher dead yesterday. The teacher was shot on Monday in Baiji, police said."

    assert [one.admin1 for one in extract(text, published=PUBLISHED).incidents] == ["Salah al-Din"]


def test_an_arrest_without_a_place_is_not_of_the_crash_told_as_another_event(extract: Extract) -> None:
    found = extract(
        "أعلنت شرطة ميسان، اليوم، القبض على متهم بالقتل.\n"
        "وفي حادث آخر، أصيب شخصان بحادث سير على طريق العمارة - الكحلاء."
    ).incidents

    assert [one.event_type for one in found] == ["Strategic developments", "Accident"]


def test_protesters_in_each_of_two_governorates_are_two_protests(extract: Extract) -> None:
    both = extract(
        "شهدت محافظتا الديوانية والمثنى اليوم خروج المئات من المتظاهرين.\n"
        "ورفع المحتجون في الديوانية لافتات. كما شهدت مدينة السماوة خروج تظاهرة احتجاجية."
    ).incidents
    one = extract("شهدت محافظة المثنى اليوم خروج المئات.\nورفع المحتجون في السماوة لافتات.").incidents

    assert sorted(incident.admin1 for incident in both) == ["Al-Qadisiyah", "Muthanna"]
    assert len(one) <= 1


def test_a_similar_attack_is_of_the_kind_told_before_and_another_is_not(extract: Extract) -> None:
    lead = "قتل سبعة أشخاص بتفجير انتحاري في حي الكرادة وسط بغداد. "
    like = extract(lead + "وشهدت مدينة الكوت هجوماً مماثلاً أسفر عن مقتل ثلاثة.").incidents
    other = extract(lead + "وشهدت مدينة الكوت هجوماً آخر أسفر عن مقتل ثلاثة.").incidents

    assert [one.sub_event_type for one in like] == ["Suicide bomb", "Suicide bomb"]
    assert [one.sub_event_type for one in other] == ["Suicide bomb", "Attack"]


def test_a_body_beside_wounded_is_another_and_that_of_the_killed_is_none(extract: Extract) -> None:
    hurt = (
        "أصيب ثلاثة ناشطين بهجوم مسلح في منطقة البراضعية وسط البصرة أمس.\n"
        "وكشف المصدر عن العثور على جثة شاب مرمية في شط العرب أمس."
    )
    killed = "قتل مسلحون ناشطاً في منطقة البراضعية وسط البصرة أمس.\nونقلت جثة الناشط إلى مستشفى البصرة."

    assert [one.fatalities for one in extract(hurt).incidents] == [None, 1]
    assert [one.fatalities for one in extract(killed).incidents] == [1]


def test_a_weekday_at_the_head_leads_to_other_dead(extract: Extract) -> None:
    lead = "قتل ستة من داعش بعملية أمنية في جبال حمرين يوم الثلاثاء.\n"
    apart = extract(lead + "والثلاثاء قتل جندي وأصيب آخر باشتباكات شمالي محافظة صلاح الدين.").incidents
    again = extract(lead + "وأضاف المصدر أن الستة قتلوا شمالي محافظة صلاح الدين.").incidents

    assert [one.fatalities for one in apart] == [6, 1]
    assert [one.fatalities for one in again] == [6]


def test_an_attack_foiled_by_seizing_a_rocket_is_no_clash_and_one_fought_off_is(extract: Extract) -> None:
    title = "إحباط هجوم كان يستهدف معسكر التاجي.\n"
    (seized,) = extract(
        title + "وتمكنت القوات من إحباط هجوم والسيطرة على صاروخ كان موجهاً نحو معسكر التاجي."
    ).incidents
    (fought,) = extract("القوات الأمنية تحبط هجوماً لداعش على نقطة أمنية في التاجي").incidents

    assert (seized.sub_event_type, fought.sub_event_type) == ("Disrupted weapons use", "Armed clash")


def test_what_happens_abroad_meanwhile_is_not_of_the_sentence(extract: Extract) -> None:
    (rally,) = extract(
        "Protesters gathered in Tahrir Square in Baghdad as Israel bombed Gaza, killing 12."
    ).incidents
    (bomb,) = extract(
        "A bomb killed two soldiers in Mosul amid fighting in Syria that left 30 dead."
    ).incidents
    (raid,) = extract("Two soldiers died in Sinjar after gunmen from Syria attacked their post.").incidents

    assert (rally.event_type, rally.fatalities) == ("Protests", None)
    assert (bomb.location, bomb.fatalities) == ("Mosul", 2)
    assert raid.event_type == "Battles"
    assert (
        extract("Crude rose as Israeli strikes hit Gaza and killed 40, traders in Baghdad said.").incidents
        == ()
    )


def test_the_dead_of_the_day_before_are_not_added(extract: Extract) -> None:
    lead = "مقتل مدني بانفجار عبوة في الطارمية، "
    (before,) = extract(lead + "بعد يوم من هجوم مماثل أسفر عن مقتل جنديين.").incidents
    (same,) = extract("مقتل مدني وجنديين بانفجار عبوة في الطارمية بعد يوم من الهدوء.").incidents

    assert (before.fatalities, same.fatalities) == (1, 3)


def test_a_robbery_elsewhere_is_no_deed_of_the_arrested(extract: Extract) -> None:
    found = extract(
        "ألقت شرطة البصرة اليوم القبض على متهمين اثنين بسرقة محل.\n"
        "وفي قضاء الزبير سرق مسلحون أمس محلاً للصيرفة."
    ).incidents

    assert "Looting/property destruction" in [one.sub_event_type for one in found]


def test_a_clause_on_abroad_that_opens_the_text_hides_no_event_at_home(extract: Extract) -> None:
    (drone,) = extract(
        "As Israel bombed Gaza, a drone hit a base near Erbil airport, wounding two."
    ).incidents

    assert (drone.sub_event_type, drone.injuries) == ("Air/drone strike", 2)
    assert extract("As Israel bombed Gaza, a drone hit a base near Damascus airport.").incidents == ()
