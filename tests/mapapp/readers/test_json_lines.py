"""JSON lines of incidents, as ``mapapp extract`` writes them, read back; what is none is refused by line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.errors import UnreadableFile
from mapapp.readers import ReadResult, read_incidents

GOOD: dict[str, Any] = {
    "event_id": "text:1", "report_id": "r", "event_date": "2021-02-22", "event_date_end": None,
    "event_type": "Battles", "latitude": 35.07, "longitude": 44.32, "fatalities": 7, "geo_precision": "near",
    "evidence": {"fatalities": [3, 5]}, "warnings": ["a doubt"], "notes": "قتلى",
}  # fmt: skip


def read(*rows: object) -> ReadResult:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    return read_incidents("\n".join(lines).encode())


def test_a_line_of_extract_becomes_an_incident_with_its_evidence() -> None:
    row = read(GOOD).frame.iloc[0]
    assert (row["event_id"], row["fatalities"], row["geo_precision"]) == ("text:1", 7, "near")
    assert json.loads(row["evidence"]) == {"fatalities": [3, 5]}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"event_date": "22.2.2021"}, "event_date"),
        ({"latitude": 91}, "latitude"),
        ({"latitude": "35"}, "latitude"),
        ({"fatalities": -1}, "fatalities"),
        ({"fatalities": True}, "fatalities"),
        ({"event_type": "Battle"}, "event_type"),
        ({"geo_precision": "pin"}, "geo_precision"),
        ({"event_id": ""}, "event_id"),
        ({"mood": "sad"}, "mood"),
    ],
)
def test_a_line_with_a_wrong_value_is_refused_and_the_rest_goes_on(
    change: dict[str, Any], column: str
) -> None:
    result = read(GOOD, {**GOOD, **change}, {**GOOD, "event_id": "text:3"})
    assert [(row.line, row.column) for row in result.refused] == [(2, column)]
    assert len(result.frame) == 2


@pytest.mark.parametrize("line", ["[1]", "{", '"text"', "NaN"])
def test_a_line_that_is_no_object_is_refused(line: str) -> None:
    assert [row.line for row in read(GOOD, line).refused] == [2]


def test_json_lines_of_reports_are_no_incidents() -> None:
    with pytest.raises(UnreadableFile):
        read({"id": "1", "text": "a report"})


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(GOOD)), VALUES, max_size=5))
def test_any_values_make_an_incident_or_a_refused_line(change: dict[str, Any]) -> None:
    result = read(GOOD, {**GOOD, **change})
    assert result.rows_read == len(result.frame) + len(result.refused) == 2
