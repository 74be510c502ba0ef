"""Sums by district in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

from mapapp.incidents import frame_of
from mapapp.mapping.districts import District
from mapapp.snapshot import write_snapshot

pytestmark = pytest.mark.browser

DISTRICTS = [
    District("Kirkuk", "Kirkuk", shapely.box(44, 35.3, 44.8, 35.8)),
    District("Daquq", "Kirkuk", shapely.box(44, 34.8, 44.8, 35.3)),
]
INCIDENTS = [
    ("one", 35.1, "exact"),
    ("two", 35.12, "settlement"),
    ("elsewhere", 35.5, "exact"),
    ("only the governorate", 35.1, "governorate"),
]
FRAME = frame_of(
    {"event_id": name, "event_date": "2021-02-22", "notes": name, "location": name, "admin1": "Kirkuk",
     "latitude": latitude, "longitude": 44.4, "geo_precision": precision}
    for name, latitude, precision in INCIDENTS
)  # fmt: skip


def test_a_click_anywhere_in_a_district_lists_its_incidents_and_no_others(
    open_file: Callable[..., Any], tmp_path: Path
) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html", districts=DISTRICTS)
    page = open_file(path, fragment="#view=35.1,44.4,9&layer=districts").page
    spot = page.evaluate(
        """() => { const map = Object.values(window).find((one) => one instanceof L.Map);
        const box = map.getContainer().getBoundingClientRect();
        const at = map.latLngToContainerPoint([34.9, 44.1]);
        return [box.left + at.x, box.top + at.y]; }"""
    )
    page.mouse.click(*spot)
    told = page.wait_for_selector(".leaflet-popup-content").inner_text()
    assert "one" in told
    assert "two" in told
    assert "elsewhere" not in told
    assert "only the governorate" not in told


def test_without_districts_there_is_no_such_choice(open_file: Callable[..., Any], tmp_path: Path) -> None:
    page = open_file(write_snapshot(FRAME, tmp_path / "map.html")).page
    values = page.eval_on_selector_all(".im-mode option", "all => all.map((one) => one.value)")
    assert "governorates" in values
    assert "districts" not in values
