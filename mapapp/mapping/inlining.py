"""A Folium map as one self-contained HTML text: no link is left, and a policy in the page forbids any.

What Folium links from a CDN is replaced by the copy that our own bundle holds, or left out where the map
doesn't use it; a library that is neither is named in an error. Folium's random ids are replaced by ids
that follow from the content, so the same map gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

import folium

from mapapp.errors import SnapshotError
from mapapp.mapping.assets import LEAFLET_SCRIPT, LEAFLET_STYLE, read_asset
from mapapp.mapping.layer import BaseMapAssets, BaseMapLayer

if TYPE_CHECKING:
    from branca.element import Element

    from mapapp.mapping.tiles import TileServer

INLINED: Final = {
    "leaflet.js": LEAFLET_SCRIPT,
    "leaflet.css": LEAFLET_STYLE,
    "Control.FullScreen.min.js": "plugins/Control.FullScreen.js",
    "Control.FullScreen.css": "plugins/Control.FullScreen.css",
    "leaflet-measure.min.js": "plugins/leaflet-measure.js",
    "leaflet-measure.min.css": "plugins/leaflet-measure.css",
    "Control.MiniMap.js": "plugins/Control.MiniMap.js",
    "Control.MiniMap.css": "plugins/Control.MiniMap.css",
    "leaflet.draw.js": "plugins/leaflet.draw.js",
    "leaflet.draw.css": "plugins/leaflet.draw.css",
    "leaflet.markercluster.js": "plugins/leaflet.markercluster.js",
    "MarkerCluster.css": "plugins/MarkerCluster.css",
    "MarkerCluster.Default.css": "plugins/MarkerCluster.Default.css",
    "leaflet_heat.min.js": "plugins/leaflet-heat.js",
}
"""File name at the end of a link that Folium writes -> our copy of it in ``mapapp/web/dist``."""

UNUSED: Final = frozenset({
    "jquery-3.7.1.min.js",
    "bootstrap.bundle.min.js",
    "bootstrap.min.css",
    "bootstrap-glyphicons.css",
    "all.min.css",
    "leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css",
    "leaflet.awesome.rotate.min.css",
})  # fmt: skip
"""Folium links these into every map; only its marker icons (``folium.Icon``) need them."""

_LINK: Final = re.compile(
    r"""<script src="(?P<script>[^"]+)"></script>|<link rel="stylesheet" href="(?P<style>[^"]+)"\s*/>"""
)
_VIEWPORT: Final = re.compile(r'<meta name="viewport"[^>]*/>')
_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)

_STARTED: Final = "IraqIncidents.addLayer("
"""The call, at the end of the page, that states in ``data-state`` how far the document is."""
_WHERE_CUT: Final = (
    "<style>html:not([data-state])::after{content:'This file is damaged or incomplete. Ask for it again.\\a "
    "هذا الملف تالف أو ناقص. اطلبه مرة أخرى.\\a ئەم پەڕگەیە تێکچووە یان ناتەواوە. دووبارە داوای بکە.';"
    "position:fixed;inset:0;z-index:9999;padding:20vh 24px;text-align:center;white-space:pre-line;"
    "font:16px/2 sans-serif;background:#fff;color:#23262a;animation:cut-file 0s 4s both}"
    "@keyframes cut-file{from{visibility:hidden}to{visibility:visible}}</style>"
)
"""First in the page: where a cut took the scripts away, nothing else could say so. Four seconds are more than
a whole page needs up to its last script."""

_POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src {images}; worker-src blob:; "
    "base-uri 'none'; form-action 'none'"
)


def self_contained(folium_map: folium.Map, *, tile_server: TileServer | None = None) -> str:
    """The whole page of ``folium_map`` as HTML that opens with no network, the same text each time.

    Args:
        folium_map: the map; its Folium plugins are put into the page with it.
        tile_server: the one server that the page may ask, for the live app; a snapshot has none.

    Raises:
        SnapshotError: the map uses a library, tiles or an icon that can't be put into the file.
    """
    _refuse_remote(folium_map, tile_server)
    html = folium_map.get_root().render()
    html = _LINK.sub(_inlined, html)
    html = _VIEWPORT.sub('<meta name="viewport" content="width=device-width, initial-scale=1" />', html)
    html = _with_steady_ids(html, folium_map)
    if _STARTED in html:
        html = html.replace("<head>", f"<head>\n{_WHERE_CUT}", 1)
    head = '<meta charset="utf-8" />' + _policy(html, tile_server)
    return html.replace("<head>", f"<head>\n{head}", 1).replace("<html>", '<html lang="en">', 1)


def is_as_made(html: str) -> bool:
    """Whether the scripts and styles of a page are those that it was made with, and its policy with them."""
    return _policy(html, None) in html


def _refuse_remote(folium_map: folium.Map, tile_server: TileServer | None) -> None:
    for element in _elements(folium_map):
        if tile_server is not None and getattr(element, "tiles", None) == tile_server.address:
            continue
        _refuse_tiles(element, "the map", "the map with tiles=BaseMapLayer()")
        # Known by name: importing Folium's plugins compiles fifty templates, a tenth of a snapshot's time.
        if element._name == "MiniMap":  # noqa: SLF001 - branca's only name for a kind of element
            mini_map: Any = element
            _refuse_tiles(mini_map.tile_layer, "the MiniMap", "it with MiniMap(tile_layer=BaseMapLayer())")
            # A MiniMap only names its tile layer, which is never rendered itself.
            element.add_child(BaseMapAssets(), name="base_map_assets")
        if isinstance(element, folium.Icon):
            raise SnapshotError(
                "the map has a folium.Icon, which needs Font Awesome from the network; use a "
                "folium.CircleMarker or a marker with a DivIcon in a snapshot"
            )


def _refuse_tiles(element: Element, holder: str, instead: str) -> None:
    if isinstance(element, folium.TileLayer) and not isinstance(element, BaseMapLayer):
        raise SnapshotError(
            f"{holder} has online tiles ({element.tiles}): a snapshot loads nothing. Make {instead} from "
            "mapapp.mapping, whose base map travels in the file, or leave tiles out"
        )


def _elements(element: Element) -> list[Element]:
    below = [found for child in element._children.values() for found in _elements(child)]  # noqa: SLF001 - branca has no public way to walk the tree
    return [element, *below]


def _inlined(link: re.Match[str]) -> str:
    url = link["script"] or link["style"]
    name = url.rsplit("/", 1)[-1]
    if name in INLINED:
        tag = "script" if link["script"] else "style"
        return f"<{tag}>{read_asset(INLINED[name])}</{tag}>"
    if name in UNUSED:
        return ""
    raise SnapshotError(
        f"the map loads {url}, which is not in our bundle, so the snapshot would need the network; take that "
        f"Folium plugin off the map (inlined are: {', '.join(sorted(INLINED))})"
    )


def _with_steady_ids(html: str, folium_map: folium.Map) -> str:
    root: Any = folium_map.get_root()
    random_ids = [one._id for part in (root, root.header, root.html, root.script) for one in _elements(part)]  # noqa: SLF001 - as above
    steady = {
        random_id: hashlib.sha256(str(place).encode()).hexdigest()[:32]
        for place, random_id in enumerate(dict.fromkeys(random_ids))
    }
    return re.sub(r"(?<=_)[0-9a-f]{32}", lambda found: steady.get(found[0], found[0]), html)


def _policy(html: str, tile_server: TileServer | None) -> str:
    images = f"data: blob: {tile_server.origin}" if tile_server else "data: blob:"
    policy = _POLICY.format(images=images, scripts=_hashes(_SCRIPT, html), styles=_hashes(_STYLE, html))
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}" />'


def _hashes(pattern: re.Pattern[str], html: str) -> str:
    digests = (hashlib.sha256(found[1].encode()).digest() for found in pattern.finditer(html))
    hashes = (f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return " ".join(dict.fromkeys(hashes)) or "'none'"
