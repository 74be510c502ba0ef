"""What the tests of grouping share: one made-up bombing as two data sets tell it."""

from __future__ import annotations

from typing import Any, Final

import pytest

ACLED_ROW: Final[dict[str, Any]] = {
    "event_id": "acled:1", "source_dataset": "ACLED", "source": "NINA", "event_date": "2021-02-03",
    "date_precision": "day", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED", "actor1": "Islamic State (Iraq)",
    "actor2": "Police Forces of Iraq", "admin1": "Kirkuk", "admin2": "Hawija", "location": "Hawija",
    "latitude": 35.325, "longitude": 43.77, "geo_precision": "settlement", "radius_km": 3.0, "fatalities": 4,
}  # fmt: skip
UCDP_ROW: Final[dict[str, Any]] = {
    **ACLED_ROW, "event_id": "ucdp:1", "source_dataset": "UCDP GED", "source": "Reuters",
    "event_type": "Battles", "sub_event_type": "", "actor1": "IS", "actor2": "Government of Iraq",
    "admin2": "", "latitude": 35.345, "longitude": 43.79, "geo_precision": "exact", "radius_km": 0.5,
    "fatalities": 5, "fatalities_low": 4, "fatalities_high": 6,
}  # fmt: skip


@pytest.fixture
def acled_row() -> dict[str, Any]:
    """A bombing in a small town, as ACLED would code it."""
    return dict(ACLED_ROW)


@pytest.fixture
def ucdp_row() -> dict[str, Any]:
    """The same as UCDP would code it: another type, a range of counts, 3 km away."""
    return dict(UCDP_ROW)
