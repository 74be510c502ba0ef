"""The browser's half, as built into ``mapapp/web/dist`` when the package was installed."""

from __future__ import annotations

from importlib import resources
from typing import Final

from mapapp.errors import SnapshotError

SCRIPT: Final = "incident-map.js"
STYLE: Final = "incident-map.css"
LEAFLET_SCRIPT: Final = "leaflet.js"
LEAFLET_STYLE: Final = "leaflet.css"
BASE_MAP: Final = "basemap.gz"
TILES_SCRIPT: Final = "pmtiles.js"


def read_asset(name: str) -> str:
    """The text of one file of ``mapapp/web/dist``.

    Raises:
        SnapshotError: the bundle was not built.
    """
    return read_binary_asset(name).decode("utf-8")


def read_binary_asset(name: str) -> bytes:
    """The same for a file of any bytes."""
    asset = resources.files("mapapp").joinpath("web", "dist", name)
    if not asset.is_file():
        raise SnapshotError(
            f"mapapp/web/dist/{name} is missing: the browser bundle was not built. Install the package again "
            "(`pip install -e .`), or run `npm ci && node build.mjs` in mapapp/web"
        )
    return asset.read_bytes()
