"""The shared seed article gives the three incidents that its issue names; skipped where it isn't shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mapapp.reports import ExtractedIncident, Extraction

ARTICLE = Path(__file__).parents[4] / "shared" / "seed" / "article-2021-02-23.ar.txt"


@pytest.fixture(scope="module")
def found(extract: Callable[..., Extraction]) -> Extraction:
    if not ARTICLE.exists():
        pytest.skip(f"{ARTICLE.name} is not shared on this machine")
    return extract(ARTICLE.read_text(encoding="utf-8"), date(2021, 2, 23))


def incident(found: Extraction, number: int) -> ExtractedIncident:
    assert len(found.incidents) == 3
    return found.incidents[number]


def test_the_air_strike_has_its_place_day_toll_and_actor(found: Extraction) -> None:
    strike = incident(found, 0)

    assert strike.sub_event_type == "Air/drone strike"
    assert (strike.location, strike.admin1) == ("Wadi al-Shay", "Kirkuk")
    assert (strike.event_date, strike.event_date_end) == (date(2021, 2, 22), None)
    assert (strike.fatalities, strike.injuries) == (7, None)
    assert strike.actor1 == "Global Coalition"


def test_the_other_spelling_and_the_other_governorate_are_warnings(found: Extraction) -> None:
    warnings = " ".join(incident(found, 0).warnings)

    assert "also spells" in warnings
    assert "Salah al-Din" in warnings


def test_the_rocket_attack_is_dated_by_the_announcement_that_followed_it(found: Extraction) -> None:
    rockets = incident(found, 1)

    assert rockets.sub_event_type == "Shelling/artillery/missile attack"
    assert rockets.admin1 == "Erbil"
    assert rockets.event_date_end == date(2021, 2, 19)
    assert rockets.date_precision == "week"


def test_casualties_stated_but_not_counted_are_null_with_their_span(found: Extraction) -> None:
    rockets = incident(found, 1)

    assert (rockets.fatalities, rockets.injuries) == (None, None)
    assert {"fatalities", "injuries"} <= set(rockets.evidence)


def test_the_operation_is_a_range_and_no_exact_place(found: Extraction) -> None:
    operation = incident(found, 2)

    assert operation.event_type == "Strategic developments"
    assert (operation.event_date, operation.event_date_end) == (
        date(2021, 1, 21), date(2021, 1, 31),
    )  # fmt: skip
    assert operation.geo_precision in {"near", "governorate"}
    assert operation.admin1 == "Kirkuk"


def test_the_background_attacks_are_left_out_with_a_warning(found: Extraction) -> None:
    assert any("longer time" in warning for warning in found.warnings)
