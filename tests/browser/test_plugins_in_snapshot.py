"""Folium's own plugins in a snapshot: inlined, at work, and with no request to anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pytest
from folium import plugins

from mapapp.incidents import frame_of
from mapapp.mapping import BaseMapLayer, IncidentLayer, self_contained

pytestmark = pytest.mark.browser

FRAME = frame_of([{"event_id": "a", "latitude": 35.1, "longitude": 44.4, "geo_precision": "exact"}])
SPOTS = [[35.1, 44.4], [35.2, 44.5], [33.3, 44.4]]
INKED_TILE = """() => [...document.querySelectorAll('HOLDER canvas.leaflet-tile')].some((tile) => {
    const bytes = tile.getContext('2d').getImageData(0, 0, tile.width, tile.height).data;
    return bytes.some((byte, at) => at > 3 && byte !== bytes[at % 4]); })"""


def _file(tmp_path: Path, folium_map: folium.Map) -> Path:
    path = tmp_path / "map.html"
    path.write_text(self_contained(folium_map), encoding="utf-8")
    return path


def test_all_inlined_plugins_work_on_one_map_beside_the_incidents(
    open_file: Callable[..., Any], tmp_path: Path
) -> None:
    plain = folium.Map(location=(34, 44), zoom_start=7, tiles=BaseMapLayer())
    IncidentLayer(FRAME).add_to(plain)
    plugins.Fullscreen().add_to(plain)
    plugins.MeasureControl().add_to(plain)
    plugins.MiniMap(tile_layer=BaseMapLayer()).add_to(plain)
    plugins.Draw().add_to(plain)
    cluster = plugins.MarkerCluster().add_to(plain)
    for spot in SPOTS:
        folium.CircleMarker(spot).add_to(cluster)
    plugins.HeatMap(SPOTS).add_to(plain)
    folium.LayerControl().add_to(plain)
    opened = open_file(_file(tmp_path, plain))

    assert opened.faults == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    for sign in (
        ".leaflet-control-fullscreen, .leaflet-control-zoom-fullscreen", ".leaflet-control-measure",
        ".leaflet-control-minimap", ".leaflet-draw-toolbar", ".marker-cluster",
        "canvas.leaflet-heatmap-layer",
        ".leaflet-control-layers", ".leaflet-overlay-pane canvas.im-canvas",
    ):  # fmt: skip
        assert opened.page.locator(sign).count() >= 1, sign


def test_a_distance_can_be_measured_in_a_snapshot(open_file: Callable[..., Any], tmp_path: Path) -> None:
    plain = folium.Map(location=(34, 44), zoom_start=7, tiles=BaseMapLayer())
    IncidentLayer(FRAME).add_to(plain)
    plugins.MeasureControl().add_to(plain)
    opened = open_file(_file(tmp_path, plain))
    page = opened.page
    page.hover(".leaflet-control-measure")
    page.click(".js-start")
    for across in (500, 600):
        page.mouse.move(across, 300)
        page.mouse.click(across, 300)
    page.wait_for_selector(".leaflet-control-measure .js-results:has-text('Path distance')", timeout=5000)
    page.click(".js-finish")
    told = page.wait_for_selector(".leaflet-popup-content", timeout=5000).inner_text()

    assert "Linear measurement" in told
    assert opened.faults == []


@pytest.mark.parametrize(
    "holder", [".folium-map > .leaflet-map-pane > .leaflet-tile-pane", ".leaflet-control-minimap"]
)
def test_the_base_map_is_painted_where_folium_takes_tiles(
    open_file: Callable[..., Any], tmp_path: Path, holder: str
) -> None:
    plain = folium.Map(location=(34, 44), zoom_start=7, tiles=BaseMapLayer())
    IncidentLayer(FRAME).add_to(plain)
    plugins.MiniMap(tile_layer=BaseMapLayer(), zoom_level_offset=-2).add_to(plain)
    page = open_file(_file(tmp_path, plain)).page
    painted = page.wait_for_function(INKED_TILE.replace("HOLDER", holder), timeout=5000)
    assert painted.json_value() is True
