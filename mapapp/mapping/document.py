"""The map document: one ``folium.Map`` that is the whole page, for the app and for the snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, Final

import folium

from mapapp.filters import Filters
from mapapp.incidents import FROM_TEXT, conform
from mapapp.mapping.layer import IncidentLayer
from mapapp.mapping.tiles import PackedTiles, PMTilesLayer, TileServer

if TYPE_CHECKING:
    import pandas as pd

    from mapapp.mapping.districts import District

LANGUAGES: Final = ("en", "ar", "ckb")
IRAQ_CENTRE: Final = (33.2, 43.7)
"""Latitude and longitude of the middle of Iraq's extent, in degrees."""
IRAQ_ZOOM: Final = 6
ZOOM_RANGE: Final = (4, 18)


def incident_map(
    frame: pd.DataFrame,
    *,
    title: str = "Incidents in Iraq",
    sources: Iterable[str] = (),
    filters: Filters | None = None,
    language: str = "en",
    panel: bool = True,
    about: dict[str, Any] | None = None,
    districts: Iterable[District] = (),
    tiles: PackedTiles | TileServer | None = None,
) -> folium.Map:
    """A map document of ``frame``.

    Args:
        frame: an incident frame.
        title: shown above the map.
        sources: names of the sources of the data; those that ``source_dataset`` names are added.
        filters: what is filtered when the document opens; the reader can undo it.
        language: of the interface when it opens: ``en``, ``ar`` or ``ckb``.
        panel: false hides the document's own bar, filters and table: the app around it has its own.
        districts: outlines by which the reader can also sum the incidents.
        tiles: a base map of the user's own over ours; a ``TileServer`` is for the live app alone.
        about: more that the document says of itself: ``profile``, ``refused`` (rows), ``coarsening``.

    Raises:
        ValueError: the language is none of LANGUAGES.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is none of: {', '.join(LANGUAGES)}")
    incidents = conform(frame)
    told = {
        "title": title,
        "sources": _all_sources(sources, incidents),
        "filters": (filters or Filters()).to_message(),
        "language": language,
        **(about or {}),
    }
    folium_map = _empty_map(credited=tiles is not None)
    _add_tiles(folium_map, tiles, language)
    shown = {"page": True, "base": True, "panel": panel, "names": tiles is None}
    IncidentLayer(
        incidents, name=title, control=False, about=told, options=shown, districts=districts
    ).add_to(folium_map)
    return folium_map


def _all_sources(named: Iterable[str], incidents: pd.DataFrame) -> list[str]:
    own = sorted(set(incidents["source_dataset"].unique()) - {"", FROM_TEXT})
    return list(dict.fromkeys([*named, *own]))


def _add_tiles(folium_map: folium.Map, tiles: PackedTiles | TileServer | None, language: str) -> None:
    if isinstance(tiles, TileServer):
        credit = escape(tiles.attribution or tiles.origin)
        folium.TileLayer(tiles.address, attr=credit, name="Tiles", zIndex=2).add_to(folium_map)
    elif tiles is not None:
        PMTilesLayer(tiles, language=language).add_to(folium_map)


def _empty_map(*, credited: bool) -> folium.Map:
    """A map of Iraq with none of Leaflet's own buttons: the page brings its own."""
    return folium.Map(
        location=IRAQ_CENTRE,
        zoom_start=IRAQ_ZOOM,
        tiles=None,
        min_zoom=ZOOM_RANGE[0],
        max_zoom=ZOOM_RANGE[1],
        zoom_control=False,
        zoom_snap=0.25,
        attribution_control=credited,
        prefer_canvas=True,
    )
