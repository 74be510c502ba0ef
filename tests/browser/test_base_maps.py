"""A user's own PMTiles in a snapshot, drawn in a real browser from inside the file."""

from __future__ import annotations

import base64
import gzip
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from mapapp.incidents import frame_of
from mapapp.mapping.tiles import read_pmtiles
from mapapp.snapshot import write_snapshot

pytestmark = pytest.mark.browser

FRAME = frame_of([{"event_id": "a", "latitude": 35.1, "longitude": 44.4, "geo_precision": "exact"}])
FINEST = 5
SQUARE = "POLYGON((0 0,4096 0,4096 4096,0 4096,0 0))"
FLAT = """colour => [...document.querySelectorAll('.leaflet-tile-pane .leaflet-tile')].some((tile) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 16;
    const context = canvas.getContext('2d');
    context.drawImage(tile, 0, 0, 16, 16);
    return String([...context.getImageData(8, 8, 1, 1).data.slice(0, 3)]) === String(colour); })"""

PIXEL = """async address => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    context.drawImage(picture, -40, -picture.height / 2);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]; }"""
"""The colour of a pixel near the left edge, half way down."""


def _picture(number: int) -> bytes:
    """A PNG of 256 x 256 pixels, all but the first of one colour; the first tells the tiles apart."""
    lines = [b"\0" + bytes((200, 220, 180)) * 256 for _ in range(255)]
    first = b"\0" + number.to_bytes(3, "big") + bytes((200, 220, 180)) * 255

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join([first, *lines]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _water(number: int) -> bytes:
    feature = {"geometry": SQUARE, "properties": {"kind": "ocean", "number": number}}
    return gzip.compress(mapbox_vector_tile.encode([{"name": "water", "features": [feature]}]), mtime=0)


def _pmtiles(path: Path, kind: TileType, compression: Compression, tile: Callable[[int], bytes]) -> Path:
    with path.open("wb") as file:
        writer = Writer(file)
        for tile_id in range(zxy_to_tileid(FINEST + 1, 0, 0)):
            writer.write_tile(tile_id, tile(tile_id))
        edges = {"min_lon_e7": -1_800_000_000, "max_lon_e7": 1_800_000_000, "min_lat_e7": -850_000_000}
        centre = {"center_zoom": 5, "center_lon_e7": 440_000_000, "center_lat_e7": 330_000_000}
        told = {
            "tile_type": kind,
            "tile_compression": compression,
            "max_lat_e7": 850_000_000,
            **edges,
            **centre,
        }
        writer.finalize(told, {"vector_layers": []})
    return path


@pytest.mark.parametrize(
    ("kind", "compression", "tile", "colour"),
    [
        (TileType.PNG, Compression.NONE, _picture, [200, 220, 180]),
        (TileType.MVT, Compression.GZIP, _water, [128, 222, 234]),
    ],
)
def test_tiles_are_drawn_from_inside_the_file_with_their_credit(
    open_file: Callable[..., Any],
    tmp_path: Path,
    kind: TileType,
    compression: Compression,
    tile: Callable[[int], bytes],
    colour: list[int],
) -> None:
    tiles = read_pmtiles(
        _pmtiles(tmp_path / "base.pmtiles", kind, compression, tile), "© <img src=x onerror=alert(1)> OSM"
    )
    opened = open_file(write_snapshot(FRAME, tmp_path / "map.html", tiles=tiles))

    opened.page.wait_for_function(FLAT, arg=colour, timeout=8000)
    credit = opened.page.inner_text(".leaflet-control-attribution")
    assert "© <img src=x onerror=alert(1)> OSM" in credit
    assert opened.faults == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_tiles_and_their_credit_are_in_the_picture_too(open_file: Callable[..., Any], tmp_path: Path) -> None:
    tiles = read_pmtiles(
        _pmtiles(tmp_path / "base.pmtiles", TileType.PNG, Compression.NONE, _picture), "© OSM"
    )
    page = open_file(write_snapshot(FRAME, tmp_path / "map.html", tiles=tiles)).page
    page.wait_for_function(FLAT, arg=[200, 220, 180], timeout=8000)
    page.locator(".im-menu-holder > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="The map, as a picture").click()
    download.value.save_as(tmp_path / "map.png")

    written = base64.b64encode((tmp_path / "map.png").read_bytes()).decode()
    assert page.evaluate(PIXEL, f"data:image/png;base64,{written}") == [200, 220, 180]
