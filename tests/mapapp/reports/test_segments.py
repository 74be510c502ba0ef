"""Several incidents in one report: which are told apart, which are one, and what is said of doubt."""

from __future__ import annotations

from collections.abc import Callable

from mapapp.reports import Extraction

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
