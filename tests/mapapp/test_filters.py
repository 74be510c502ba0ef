"""The filter rules in Python, on the golden cases that the browser's filter is held to as well."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.errors import InvalidFilter
from mapapp.filters import Filters, apply, fold_text
from mapapp.incidents import empty_frame, frame_of

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "filters.json").read_text("utf-8"))


def filters_of(message: dict[str, Any]) -> Filters:
    """Filters from the JSON form of a golden case."""
    fields = {
        name: tuple(tuple(item) if isinstance(item, list) else item for item in value)
        if isinstance(value, list)
        else value
        for name, value in message.items()
    }
    for name in ("date_from", "date_to"):
        if name in fields:
            fields[name] = date.fromisoformat(fields[name])
    return Filters(**fields)


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_golden_case_shows_the_listed_incidents(case: dict[str, Any]) -> None:
    frame = frame_of(GOLDEN["incidents"])
    shown = apply(frame, filters_of(case["filters"]))
    assert case["shown"] == shown["event_id"].tolist()


@pytest.mark.parametrize("case", GOLDEN["named_places"]["cases"], ids=lambda case: case["name"])
def test_golden_search_finds_a_place_under_all_its_names(case: dict[str, Any]) -> None:
    frame = frame_of(GOLDEN["named_places"]["incidents"])
    shown = apply(frame, filters_of(case["filters"]))
    assert case["shown"] == shown["event_id"].tolist()


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_golden_case_is_what_the_browser_gets(case: dict[str, Any]) -> None:
    message = filters_of(case["filters"]).to_message()
    assert case["filters"] == {name: message[name] for name in case["filters"]}
    assert json.loads(json.dumps(message)) == message


@pytest.mark.parametrize(("text", "folded"), GOLDEN["folds"])
def test_golden_text_folds_as_listed(text: str, folded: str) -> None:
    assert folded == fold_text(text)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


def test_an_empty_frame_stays_an_empty_incident_frame() -> None:
    filters = Filters(date_from=date(2020, 1, 1), text="a", fatalities_from=1, actor=("x",))
    assert apply(empty_frame(), filters).dtypes.equals(empty_frame().dtypes)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"date_from": date(2021, 2, 1), "date_to": date(2021, 1, 1)}, "2021-02-01 is after"),
        ({"event_types": ("Battle",)}, "'Battle' is none of"),
        ({"geo_precision": ("pin",)}, "'pin' is none of"),
        ({"review_status": ("maybe",)}, "'maybe' is none of"),
        ({"fatalities_from": -1}, "-1 is below 0"),
        ({"fatalities_from": 3, "fatalities_to": 2}, "3 is above"),
        ({"area": ((33.0, 44.0), (34.0, 44.0))}, "2 corners"),
        ({"area": ((33.0, 44.0), (34.0, 44.0), (float("nan"), 0.0))}, "off the map"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidFilter, match=message):
        Filters(**fields)


def test_one_day_is_a_range_that_can_be_meant() -> None:
    assert Filters(date_from=date(2021, 2, 1), date_to=date(2021, 2, 1)).date_to is not None
