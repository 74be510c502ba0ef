"""The bomber's own death is the upper end of the dead where the text doesn't count it."""

from __future__ import annotations

from collections.abc import Callable

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]


def test_one_more_than_the_victims_may_have_died_with_the_bomber(extract: Extract) -> None:
    (incident,) = extract("فجر انتحاري نفسه عند حاجز في الفلوجة فقتل شرطيين وأصاب خمسة").incidents

    assert incident.sub_event_type == "Suicide bomb"
    assert (incident.fatalities, incident.fatalities_low, incident.fatalities_high) == (2, 2, 3)


def test_a_bomber_who_is_counted_adds_nothing(extract: Extract) -> None:
    (counted,) = extract("مقتل ثلاثة بينهم الانتحاري بهجوم انتحاري على حاجز في الفلوجة").incidents
    assert (counted.fatalities, counted.fatalities_high) == (3, 3)

    (several,) = extract("مقتل ثلاثة بتفجيرين انتحاريين في الفلوجة").incidents
    assert several.fatalities_high == 3


def test_at_least_has_no_upper_end_and_another_bomb_no_bomber(extract: Extract) -> None:
    (least,) = extract("مقتل ثلاثة على الأقل بهجوم انتحاري في الفلوجة").incidents
    assert least.fatalities_high is None

    (planted,) = extract("مقتل ثلاثة بانفجار عبوة ناسفة في الفلوجة").incidents
    assert planted.fatalities_high == 3


def test_more_than_of_the_wounded_leaves_the_dead_as_they_are(extract: Extract) -> None:
    (incident,) = extract("انفجار عبوة في الفلوجة يخلف 7 قتلى وأكثر من عشرين جريحاً").incidents

    assert (incident.fatalities_high, incident.injuries) == (7, 20)


def test_whose_victims_they_are_counts_no_bomber(extract: Extract) -> None:
    (toll,) = extract("ارتفاع عدد ضحايا انتحاري مجلس العزاء في الفلوجة إلى 32 قتيلاً").incidents
    assert (toll.fatalities, toll.fatalities_high) == (32, 33)

    (counted,) = extract("هجوم انتحاري في الفلوجة: مقتل ثلاثة والانتحاري").incidents
    assert counted.fatalities_high == counted.fatalities
