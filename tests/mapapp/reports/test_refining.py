"""A finer place told on behind the only incident of a report, in a sentence with no event word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

TOLD_ON = [
    ("خطف مسلحون تاجراً في شمالي بغداد. وقال شاهد إنهم أوقفوا سيارته في منطقة البنوك.", "Binouk"),
    ("A bomb killed a man in eastern Mosul. His car stood in the Zahra neighbourhood.", "Zahra Mosul"),
]


@pytest.mark.parametrize(("text", "place"), TOLD_ON)
def test_a_rough_place_gives_way_to_the_one_finer_place_told_on(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


ROUGH = [
    # Two finer places: the text doesn't say which.
    "خطف مسلحون تاجراً في شمالي بغداد. وقال شاهد إنهم مروا في منطقة البنوك ثم في منطقة الكرادة.",
    # Of another governorate.
    "خطف مسلحون تاجراً في شمالي بغداد. وقال شاهد إنهم أوقفوا سيارته في الفلوجة.",
    # Where they went is not where it was.
    "خطف مسلحون تاجراً في شمالي بغداد. وقال شاهد إنه كان متوجهاً إلى منطقة البنوك.",
    # Said before the incident, it leads to nothing.
    "افتتح الوزير مدرسة في منطقة البنوك. وخطف مسلحون تاجراً في شمالي بغداد.",
]


@pytest.mark.parametrize("text", ROUGH)
def test_otherwise_the_place_stays_rough(extract: Extract, text: str) -> None:
    assert [incident.location for incident in extract(text).incidents] == ["Baghdad"]


def test_a_place_that_is_no_rough_one_stays(extract: Extract) -> None:
    text = "خطف مسلحون تاجراً في الكاظمية. وقال شاهد إنهم أوقفوا سيارته في منطقة البنوك."
    assert [incident.location for incident in extract(text).incidents] == ["Kadhimiyah"]


def test_beside_another_incident_nobody_knows_whose_the_place_is(extract: Extract) -> None:
    text = (
        "خطف مسلحون تاجراً في شمالي بغداد. وفي حادث منفصل قُتل شرطي بانفجار عبوة ناسفة في كركوك. "
        "وقال شاهد إن سيارة وقفت في منطقة البنوك."
    )
    assert extract(text).incidents[0].location == "Baghdad"


def test_a_town_elsewhere_in_the_governorate_needs_a_word_for_what_it_is(extract: Extract) -> None:
    text = "مقتل رجل بانفجار عبوة في محافظة ديالى. وعقد محافظ لقاء في خانقين."
    assert [incident.location for incident in extract(text).incidents] == ["Diyala"]
    told = text.replace("وعقد محافظ لقاء في خانقين", "وكان الرجل يعمل في ناحية العبارة")
    assert [incident.location for incident in extract(told).incidents] == ["Abbara"]


def test_where_finds_were_blown_up_is_where_they_were_made(extract: Extract) -> None:
    text = (
        "ضبطت قوة من الجيش مخبأ صواريخ في محافظة الأنبار. وقالت إن المخبأ كان في ناحية الكرمة، "
        "وإن خبراء فجروا الصواريخ تحت السيطرة."
    )
    assert [incident.location for incident in extract(text).incidents] == ["Karma"]
