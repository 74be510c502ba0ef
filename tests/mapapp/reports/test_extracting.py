"""From a text to incidents: spans, folding, warnings, identity, bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer
from mapapp.incidents import COLUMNS
from mapapp.reports import Extraction, extract_incidents, incidents_frame

Extract = Callable[..., Extraction]
BOMB = "انفجار عبوة ناسفة في ناحية الرشاد بمحافظة كركوك، مقتل جنديين وإصابة ثلاثة"


def test_each_field_points_at_the_words_that_say_it(extract: Extract) -> None:
    (incident,) = extract(BOMB).incidents

    said = {name: BOMB[start:end] for name, (start, end) in incident.evidence.items()}
    assert said["fatalities"] == "مقتل جنديين"
    assert said["injuries"] == "وإصابة ثلاثة"
    assert "الرشاد" in said["location"]
    assert "انفجار" in said["event_type"]


def test_bidirectional_controls_and_tatweel_change_neither_reading_nor_spans(extract: Extract) -> None:
    marked = "\u202b" + BOMB.replace("مقتل", "مـقـتل").replace("كركوك", "كر\u200fكوك") + "\u202c"
    (incident,) = extract(marked).incidents

    assert (incident.fatalities, incident.injuries, incident.admin1) == (2, 3, "Kirkuk")
    start, end = incident.evidence["fatalities"]
    assert marked[start:end] == "مـقـتل جنديين"


def test_title_and_body_of_one_event_are_one_incident(extract: Extract) -> None:
    found = extract(
        "انفجار عبوة ناسفة في كركوك\n"
        "أفاد مصدر أمني بأن عبوة ناسفة انفجرت في قضاء داقوق بمحافظة كركوك ما أسفر عن مقتل شرطي."
    )

    (incident,) = found.incidents
    assert (incident.fatalities, incident.location) == (1, "Daquq")


def test_events_at_two_places_are_two_incidents(extract: Extract) -> None:
    found = extract("مقتل شخص بهجوم مسلح في البصرة، وإصابة شخصين بانفجار عبوة ناسفة في بعقوبة")

    assert [incident.admin1 for incident in found.incidents] == ["Basra", "Diyala"]


def test_the_governorate_alone_is_governorate_precision(extract: Extract) -> None:
    (incident,) = extract("مقتل شخص بهجوم مسلح في محافظة ديالى شمال شرقي العراق").incidents

    assert (incident.admin1, incident.geo_precision) == ("Diyala", "governorate")


def test_without_a_date_the_day_of_publication_counts(extract: Extract) -> None:
    (incident,) = extract(BOMB).incidents

    assert (date(2026, 3, 18), None, "day") == (
        incident.event_date, incident.event_date_end, incident.date_precision,
    )  # fmt: skip


def test_without_any_date_there_is_none_and_a_warning(extract: Extract) -> None:
    (incident,) = extract(BOMB, published=None).incidents

    assert incident.event_date is None
    assert any("date" in warning for warning in incident.warnings)


def test_casualties_denied_are_zero_and_not_stated_are_missing(extract: Extract) -> None:
    (denied,) = extract("سقوط قذيفة هاون في قضاء المقدادية دون إصابات").incidents
    (silent,) = extract("سقوط قذيفة هاون في قضاء المقدادية").incidents

    assert (denied.fatalities, denied.injuries) == (0, 0)
    assert (silent.fatalities, silent.injuries) == (None, None)


def test_what_is_left_out_is_told(extract: Extract) -> None:
    found = extract("مسؤول أمني ينفي وقوع انفجار في مطار بغداد الدولي")

    assert found.incidents == ()
    assert any("denies" in warning for warning in found.warnings)


def test_the_same_text_gives_the_same_id_and_another_text_another(extract: Extract) -> None:
    (first,) = extract(BOMB).incidents
    (again,) = extract(BOMB).incidents
    (other,) = extract(BOMB.replace("جنديين", "شرطي")).incidents

    assert first.event_id == again.event_id != other.event_id


def test_the_frame_has_exactly_the_incident_columns(extract: Extract) -> None:
    frame = incidents_frame([extract(BOMB), extract("طقس معتدل في بغداد")])

    assert list(COLUMNS) == list(frame.columns)
    assert len(frame) == 1


def test_the_record_holds_spans_rules_and_warnings(extract: Extract) -> None:
    record = extract(BOMB).incidents[0].to_record()

    assert "bomb" in record["evidence"]["rules"]
    assert [int, int] == [type(offset) for offset in record["evidence"]["fatalities"]]
    assert isinstance(record["warnings"], list)


@pytest.mark.parametrize("text", ["", "   \n", "\u202e\u202c", "🔴🔴", "12345", "Взрыв в городе", "爆炸"])
def test_a_text_without_words_we_read_gives_a_reason(extract: Extract, text: str) -> None:
    found = extract(text)

    assert found.incidents == ()
    assert found.warnings or not found.mentions


def test_a_text_of_ten_million_characters_is_cut_with_a_warning(extract: Extract) -> None:
    found = extract("x" * 10_000_000)

    assert found.incidents == ()
    assert any("10000000" in warning for warning in found.warnings)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                "مقتل",
                "3",
                "وإصابة",
                "خمسة",
                "جنود",
                "في",
                "كركوك",
                "انفجار",
                "،",
                ".",
                "\n",
                "أمس",
                "\u202e",
                "killed",
                "two",
                "in",
                "Mosul",
                "و",
                "بين",
                "قبل",
                "یەک",
                "کوژران",
                "12/",
                "«",
            ]
        ),
        max_size=40,
    )
)
@example(words=["Mosul", "بين", "مقتل", "خمسة", "3", "مقتل"])
def test_no_order_of_words_breaks_the_reading(gazetteer: Gazetteer, words: list[str]) -> None:
    text = " ".join(words)
    found = extract_incidents(text, gazetteer=gazetteer, published=date(2026, 3, 18))

    for incident in found.incidents:
        for start, end in incident.evidence.values():
            assert 0 <= start <= end <= len(text)
        low, high = incident.fatalities_low, incident.fatalities_high
        assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("مقتل 3 إلى 5 أشخاص بانفجار عبوة ناسفة في الموصل", 3, 5),
        ("مقتل 5 إلى 3 أشخاص بانفجار عبوة ناسفة في الموصل", 5, 5),
        ("مقتل بين خمسة و3 أشخاص بانفجار عبوة ناسفة في الموصل", 5, 5),
    ],
)
def test_a_range_goes_up_and_a_smaller_second_number_is_none(
    gazetteer: Gazetteer, text: str, low: int, high: int
) -> None:
    found = extract_incidents(text, gazetteer=gazetteer, published=date(2026, 3, 18))

    assert [(one.fatalities_low, one.fatalities_high) for one in found.incidents] == [(low, high)]


def test_of_equal_numbers_the_least_is_kept_as_such(extract: Extract) -> None:
    text = "مقتل 11 شخصاً بحريق في بغداد.\nقالت الوزارة إن الحريق أسفر عن مقتل 11 شخصاً على الأقل في بغداد."
    (incident,) = extract(text).incidents

    assert (incident.fatalities, incident.fatalities_low, incident.fatalities_high) == (11, 11, None)
    (exact,) = extract(text.replace(" على الأقل", "")).incidents
    assert exact.fatalities_high == 11


def test_dead_that_are_dead_and_wounded_together_are_no_count(extract: Extract) -> None:
    text = (
        "لقي 16 شخصاً مصرعهم بانفجار سيارة مفخخة في خان بني سعد.\n"
        "وذكر مصدر أمني أن سيارة مفخخة انفجرت في خان بني سعد ما أسفر عن مقتل أربعة أشخاص وإصابة 12 آخرين."
    )

    assert [(one.fatalities, one.injuries) for one in extract(text).incidents] == [(4, 12)]
    other = extract(text.replace("16", "17")).incidents
    assert [one.fatalities for one in other] == [17]


def test_an_earlier_toll_told_last_lowers_no_number(extract: Extract) -> None:
    text = "مقتل 13 شرطياً بهجوم لداعش في كركوك.\nوكانت حصيلة سابقة تحدثت عن مقتل خمسة."
    risen = "مقتل ثلاثة أشخاص بهجوم لداعش في كركوك.\nوارتفعت حصيلة الهجوم إلى خمسة قتلى."

    assert [incident.fatalities for incident in extract(text).incidents] == [13]
    assert [incident.fatalities for incident in extract(risen).incidents] == [5]
