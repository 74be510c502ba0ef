"""A small frame with every precision and hostile as well as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mapapp.incidents import frame_of

if TYPE_CHECKING:
    import pandas as pd


@pytest.fixture
def small_frame() -> pd.DataFrame:
    return frame_of(
        [
            {
                "event_id": "s:1", "event_date": "2021-02-22", "event_type": "Battles",
                "sub_event_type": "Armed clash", "actor1": "Iraqi Army", "actor2": "Hassan Example",
                "admin1": "Kirkuk", "admin2": "Daquq", "location": "Checkpoint Seven",
                "location_as_written": "سيطرة سبعة", "latitude": 35.13912, "longitude": 44.44907,
                "geo_precision": "exact", "radius_km": 0.5, "fatalities": 7,
                "notes": "told by a witness at night",
                "source": "Contact Zed", "source_url": "https://example.org/a/b",
                "evidence": '{"fatalities": [1, 2]}',
                "tags": '{"a": "b"}', "created_at": "2021-02-23T10:00", "source_dataset": "Made up",
            },
            {
                "event_id": "s:2", "event_date": "2021-02-23", "event_type": "Protests", "admin1": "Baghdad",
                "location": "Yarmouk Hospital", "latitude": 33.29871, "longitude": 44.35012,
                "geo_precision": "exact", "radius_km": 0.3,
                "notes": "near the gate </script><script>alert(1)",
            },
            {
                "event_id": "s:3", "event_date": "2021-02-24", "event_type": "Accident", "admin1": "Basra",
                "location": "Zubayr", "latitude": 30.39211, "longitude": 47.70173,
                "geo_precision": "settlement",
                "radius_km": 3.0, "fatalities": 0,
            },
            {"event_id": "s:4", "event_type": "Unclassified", "geo_precision": "unresolved",
             "notes": "no place"},
        ]
    )  # fmt: skip
