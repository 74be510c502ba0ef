"""The Folium layer and the self-contained page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import folium
import pytest
from folium.plugins import Draw, Fullscreen, HeatMap, MarkerCluster, MeasureControl

from mapapp.errors import SnapshotError
from mapapp.mapping import BaseMapLayer, IncidentLayer, incident_map, read_document, self_contained

if TYPE_CHECKING:
    import pandas as pd
    from branca.element import Element


def test_a_plain_folium_map_takes_the_layer(small_frame: pd.DataFrame) -> None:
    plain = folium.Map(location=(33, 44), zoom_start=6)
    IncidentLayer(small_frame).add_to(plain)

    html = plain.get_root().render()
    assert "IraqIncidents.addLayer" in html
    assert html.count("IraqIncidents=Object.freeze") == 1
    assert read_document(html).frame["event_id"].tolist() == ["s:1", "s:2", "s:3", "s:4"]


def test_two_layers_share_one_script(small_frame: pd.DataFrame) -> None:
    plain = folium.Map()
    IncidentLayer(small_frame, name="one").add_to(plain)
    IncidentLayer(small_frame.head(2), name="two").add_to(plain)
    folium.LayerControl().add_to(plain)

    html = plain.get_root().render()
    assert html.count("IraqIncidents=Object.freeze") == 1
    assert html.count("IraqIncidents.addLayer(") == 2


def test_a_document_links_to_nothing(small_frame: pd.DataFrame) -> None:
    html = self_contained(incident_map(small_frame))

    assert re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=", html) == []
    assert re.findall(r"<link\b", html) == []
    assert "cdn.jsdelivr.net" not in html


def test_a_document_forbids_every_connection(small_frame: pd.DataFrame) -> None:
    html = self_contained(incident_map(small_frame))

    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]


def test_the_same_frame_gives_the_same_bytes(small_frame: pd.DataFrame) -> None:
    one = self_contained(incident_map(small_frame, title="t"))

    assert one == self_contained(incident_map(small_frame.copy(), title="t"))
    assert one != self_contained(incident_map(small_frame, title="u"))


def test_hostile_text_is_nowhere_in_the_page_but_in_the_packed_data(small_frame: pd.DataFrame) -> None:
    html = self_contained(incident_map(small_frame, title="<img src=x onerror=alert(2)>"))

    assert "alert(1)" not in html
    assert "alert(2)" not in html
    assert read_document(html).about["title"] == "<img src=x onerror=alert(2)>"


def test_a_map_with_online_tiles_is_refused(small_frame: pd.DataFrame) -> None:
    tiled = folium.Map()
    IncidentLayer(small_frame).add_to(tiled)

    with pytest.raises(SnapshotError, match="online tiles"):
        self_contained(tiled)


def test_a_mini_map_with_online_tiles_is_refused_and_the_error_says_what_to_take(
    small_frame: pd.DataFrame,
) -> None:
    document = incident_map(small_frame)
    folium.plugins.MiniMap().add_to(document)

    with pytest.raises(SnapshotError, match=r"MiniMap has online tiles .*BaseMapLayer"):
        self_contained(document)


def test_a_mini_map_with_our_base_map_goes_into_the_file(small_frame: pd.DataFrame) -> None:
    document = incident_map(small_frame)
    folium.plugins.MiniMap(tile_layer=BaseMapLayer()).add_to(document)

    assert "iraqBaseMap" in self_contained(document)


def test_a_plugin_that_is_not_in_the_bundle_is_named(small_frame: pd.DataFrame) -> None:
    document = incident_map(small_frame)
    folium.plugins.TimestampedGeoJson({"type": "FeatureCollection", "features": []}).add_to(document)

    with pytest.raises(SnapshotError, match="the map loads http"):
        self_contained(document)


def test_an_unknown_language_is_refused(small_frame: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="none of: en, ar, ckb"):
        incident_map(small_frame, language="fr")


@pytest.mark.parametrize(
    ("plugin", "mark"),
    [
        (Fullscreen(), "fullscreenControl"),
        (Draw(), "L.drawVersion"),
        (MeasureControl(), "leaflet-control-measure"),
        (MarkerCluster(), "MarkerClusterGroup"),
        (HeatMap([[33.0, 44.0]]), "HeatLayer"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_plugin_of_folium_travels_in_the_file(
    small_frame: pd.DataFrame, plugin: Element, mark: str
) -> None:
    document = incident_map(small_frame)
    plugin.add_to(document)
    html = self_contained(document)

    assert mark in html
    assert re.findall(r"<script[^>]*\ssrc=|<link\b", html) == []
