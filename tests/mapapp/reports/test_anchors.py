"""Dates told from another event: "hours later", «وبعد ذلك بيومين»; the day of publication is a Wednesday."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

FIRST = "قتل شرطي بهجوم مسلح في بعقوبة يوم الأحد الماضي."
FOLLOWING = [
    ("وبعد ذلك بيومين انفجرت عبوة ناسفة في الحويجة وقتلت جنديين.", "2026-03-17"),
    ("وبعد ساعات انفجرت عبوة ناسفة في الحويجة وقتلت جنديين.", "2026-03-15"),
    ("وفي اليوم التالي انفجرت عبوة ناسفة في الحويجة وقتلت جنديين.", "2026-03-16"),
    ("وفي حادث منفصل انفجرت عبوة ناسفة في الحويجة وقتلت جنديين.", "2026-03-15"),
    ("وانفجرت عبوة ناسفة في الحويجة أمس وقتلت جنديين.", "2026-03-17"),
    ("وانفجرت عبوة ناسفة في الحويجة وقتلت جنديين.", "2026-03-18"),
]
"""A second event and its day; the last says nothing, so it has the day of publication."""


@pytest.mark.parametrize(("second", "day"), FOLLOWING)
def test_a_following_event_is_dated_from_the_one_before(
    extract: Callable[..., Extraction], second: str, day: str
) -> None:
    incidents = extract(f"{FIRST} {second}").incidents

    assert ["2026-03-15", day] == [str(incident.event_date) for incident in incidents]


def test_hours_later_in_english_is_the_same_day(extract: Callable[..., Extraction]) -> None:
    text = (
        "Gunmen ambushed an Iraqi army patrol near Udhaim on Saturday, killing four soldiers. "
        "Hours later Iraqi jets bombed a cave in the Makhoul mountains, killing three militants."
    )

    assert {str(incident.event_date) for incident in extract(text).incidents} == {"2026-03-14"}


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("عقدت القيادة الأمنية اجتماعاً يوم الاثنين في كركوك.", "2026-03-16"),
        # Two days in the lead: nobody knows which.
        ("عقدت القيادة اجتماعاً يوم الاثنين في كركوك. وعقدت آخر يوم الأحد.", "2026-03-18"),
    ],
)
def test_an_event_without_a_day_has_the_one_day_of_the_lead(
    extract: Callable[..., Extraction], lead: str, day: str
) -> None:
    (incident,) = extract(f"{lead} وانفجرت عبوة ناسفة في الحويجة وقتلت جنديين.").incidents

    assert str(incident.event_date) == day
