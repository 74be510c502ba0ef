"""The user's own base map: a PMTiles file that travels in the document, or a tile server for the live app.

Both are off unless given. A PMTiles file is packed into the page, so it works in a snapshot. A tile server
sees where the reader looks: its address is for the live app alone, and a snapshot refuses it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from branca.element import Figure
from folium.map import Layer
from folium.template import Template

from mapapp.errors import SnapshotError, UnreadableFile
from mapapp.mapping.assets import TILES_SCRIPT, read_asset
from mapapp.mapping.elements import Verbatim, carrier

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES: Final = 60_000_000
"""Of a PMTiles file that is packed into a page: browsers hold the text, the bytes and the tiles at once."""
HEADER_BYTES: Final = 127
"""Of PMTiles version 3 (its specification, section 3)."""
_TILE_TYPES: Final = {1: "vector", 2: "raster", 3: "raster", 4: "raster", 5: "raster"}
"""The header's byte 99: MVT, PNG, JPEG, WebP, AVIF."""
_COMPRESSIONS: Final = {1: "none", 2: "gzip"}
"""The header's bytes 97 (directories) and 98 (tiles): what the browser's library unpacks."""
_TILE_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/[A-Za-z0-9._~:/?#@!$&()*+,;=%{}-]*")


@dataclass(frozen=True, slots=True)
class PackedTiles:
    """A PMTiles file in memory."""

    content: bytes
    kind: str
    """``vector`` (Mapbox vector tiles with the layers of Protomaps' basemap) or ``raster`` (pictures)."""
    finest_zoom: int
    """Of the tiles in the file; closer in, these are enlarged."""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class TileServer:
    """The address of a server of tile pictures; the reader's browser asks it where the reader looks.

    Raises:
        SnapshotError: the address is no ``https://.../{z}/{x}/{y}`` template.
    """

    address: str
    attribution: str

    def __post_init__(self) -> None:
        missing = [part for part in ("{z}", "{x}", "{y}") if part not in self.address]
        if missing or not _TILE_ADDRESS.fullmatch(self.address):
            raise SnapshotError(
                f"tile address {self.address!r} is none such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png"
            )

    @property
    def origin(self) -> str:
        """What the page's policy must allow: scheme, host and port."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def read_pmtiles(path: Path, attribution: str = "") -> PackedTiles:
    """A PMTiles file (version 3) of vector or picture tiles.

    Raises:
        UnreadableFile: no such file, another format, a compression that browsers' libraries lack, or a file
            too large for a page.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(
                f"{path}: {size / 1e6:.0f} MB of tiles; a page takes {MOST_BYTES / 1e6:.0f} MB at most: "
                "cut out your area or fewer zooms with `pmtiles extract`"
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error
    if len(content) < HEADER_BYTES or content[:7] != b"PMTiles" or content[7] != 3:
        raise UnreadableFile(f"{path}: no PMTiles file of version 3")
    kind = _TILE_TYPES.get(content[99])
    if kind is None:
        raise UnreadableFile(f"{path}: tiles of type {content[99]}; allowed are MVT, PNG, JPEG, WebP, AVIF")
    for part, code in (("directories", content[97]), ("tiles", content[98])):
        if code not in _COMPRESSIONS:
            raise UnreadableFile(f"{path}: {part} packed in way {code}; allowed are none and gzip")
    return PackedTiles(content, kind, content[101], attribution)


class PMTilesLayer(Layer):
    """A Folium layer of packed tiles; it needs no network, so it works in a snapshot.

    Args:
        tiles: from ``read_pmtiles``.
        name: what a ``LayerControl`` calls the layer.
        language: of the names on vector tiles: ``en``, ``ar`` or ``ckb``.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = IraqTiles.layer({{ this.data_id|tojson }}, {{ this.shown|tojson }});
            {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, tiles: PackedTiles, *, name: str = "Base map", language: str = "en") -> None:
        super().__init__(name=name, overlay=False, control=True, show=True)
        self._name = "PMTilesLayer"
        self.tiles = tiles
        self.data_id = f"tiles-{hashlib.sha256(tiles.content).hexdigest()[:16]}"
        self.shown = {
            "kind": tiles.kind,
            "finest": tiles.finest_zoom,
            "attribution": tiles.attribution,
            "language": language,
        }

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's interface
        """Put the tiles, and once a page the script that shows them, into the figure."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise TypeError("a PMTilesLayer is rendered as part of a map, inside its figure")
        script = f"<script>{read_asset(TILES_SCRIPT)}</script>"
        figure.header.add_child(Verbatim(script), name="incident_tiles_script")
        figure.html.add_child(Verbatim(carrier(self.data_id, self.tiles.content)), name=self.data_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call] # folium ships no types
        return ""  # what a layer draws goes into the figure's script, not into the answer
