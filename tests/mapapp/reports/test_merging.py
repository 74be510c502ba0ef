"""The same incident in several reports is proposed as one, and other incidents are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from mapapp.reports import ExtractedIncident, Extraction, propose_merges

EARLY = ExtractedIncident(
    report_id="a", event_date=date(2026, 3, 18), date_precision="day",
    event_type="Explosions/Remote violence", sub_event_type="Suicide bomb", admin1="Baghdad",
    admin2="Rusafa", location="Tayaran Square", latitude=33.33, longitude=44.42,
    geo_precision="exact", fatalities=12,
)  # fmt: skip
LATER = replace(EARLY, report_id="b", fatalities=32, latitude=33.34)


def proposals(*incidents: ExtractedIncident) -> int:
    return len(propose_merges([Extraction(report_id=i.report_id, incidents=(i,)) for i in incidents]))


def test_a_grown_toll_at_the_same_place_and_day_is_proposed_with_both_tolls() -> None:
    (proposal,) = propose_merges([Extraction(incidents=(EARLY,)), Extraction(incidents=(LATER,))])

    assert proposal.tolls == (("a", 12, None), ("b", 32, None))
    assert "may be one" in proposal.reason


def test_a_toll_that_shrinks_is_not_proposed() -> None:
    assert proposals(LATER, EARLY) == 0


def test_another_day_another_place_or_another_type_is_not_proposed() -> None:
    assert proposals(EARLY, replace(LATER, event_date=date(2026, 3, 25))) == 0
    assert proposals(EARLY, replace(LATER, latitude=36.3, admin1="Nineveh")) == 0
    assert proposals(EARLY, replace(LATER, event_type="Accident")) == 0


def test_two_incidents_of_one_report_are_never_proposed_as_one() -> None:
    assert proposals(EARLY, replace(LATER, report_id="a")) == 0


def test_a_governorate_alone_may_be_the_same_incident() -> None:
    wide = replace(LATER, geo_precision="governorate", admin2="", latitude=33.0)

    assert proposals(EARLY, wide) == 1


def test_three_posts_of_one_incident_are_proposed_with_all_sources_and_the_toll_over_time(
    extract: Callable[..., Extraction],
) -> None:
    told = [
        replace(extract(text), report_id=name)
        for name, text in (
            ("a", "انفجار عبوة ناسفة في سوق بمدينة الصدر شرقي بغداد"),
            ("b", "مقتل ثلاثة وإصابة 10 بانفجار في مدينة الصدر شرقي العاصمة بغداد"),
            ("c", "ارتفاع حصيلة تفجير مدينة الصدر إلى خمسة شهداء و12 جريحاً"),
            ("d", "مقتل شخص بهجوم مسلح في الزبير"),
        )
    ]
    named = [
        replace(one, incidents=tuple(replace(i, report_id=one.report_id) for i in one.incidents))
        for one in told
    ]
    (proposal,) = propose_merges(named)

    assert proposal.tolls == (("a", None, None), ("b", 3, 10), ("c", 5, 12))
    assert [incident.fatalities for one in named for incident in one.incidents] == [None, 3, 5, 1]
