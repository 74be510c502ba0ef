"""A user's own base map: PMTiles read with errors that name the fault; servers are for the live app alone."""

from __future__ import annotations

from pathlib import Path

import folium
import pytest

from mapapp.errors import SnapshotError, UnreadableFile
from mapapp.incidents import empty_frame
from mapapp.mapping import incident_map, self_contained
from mapapp.mapping.tiles import MOST_BYTES, PackedTiles, TileServer, read_pmtiles

SERVER = TileServer("https://tiles.example.org/{z}/{x}/{y}.png", "Example & Co")


def _header(
    *, version: int = 3, directories: int = 2, tiles: int = 2, kind: int = 1, finest: int = 9
) -> bytes:
    return (
        b"PMTiles" + bytes([version]) + bytes(89) + bytes([directories, tiles, kind, 0, finest]) + bytes(25)
    )


def _file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "iraq.pmtiles"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("kind", "told"), [(1, "vector"), (2, "raster"), (3, "raster"), (4, "raster")])
def test_the_header_says_what_the_tiles_are_and_how_fine(tmp_path: Path, kind: int, told: str) -> None:
    tiles = read_pmtiles(_file(tmp_path, _header(kind=kind)), "OSM")
    assert (tiles.kind, tiles.finest_zoom, tiles.attribution) == (told, 9, "OSM")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no PMTiles file of version 3"),
        (b"SQLite format 3\0" + bytes(200), "no PMTiles file of version 3"),
        (_header(version=2), "no PMTiles file of version 3"),
        (_header()[:126], "no PMTiles file of version 3"),
        (_header(kind=0), "tiles of type 0"),
        (_header(tiles=3), "tiles packed in way 3"),
        (_header(directories=4), "directories packed in way 4"),
    ],
)
def test_another_file_is_refused_with_the_reason(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"iraq\.pmtiles: .*{told}"):
        read_pmtiles(_file(tmp_path, content))


def test_a_file_too_large_for_a_page_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = _file(tmp_path, _header())
    with path.open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UnreadableFile, match="60 MB at most"):
        read_pmtiles(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"absent\.pmtiles"):
        read_pmtiles(tmp_path / "absent.pmtiles")


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org/{z}/{x}.png",
        "ftp://a.org/{z}/{x}/{y}",
        "//a.org/{z}/{x}/{y}",
        "https://a.org/{z}/{x}/{y}' ;x",
        "javascript:alert(1)//{z}{x}{y}",
        'https://a.org/{z}/{x}/{y}"><script>',
    ],
)
def test_what_is_no_tile_address_is_refused(address: str) -> None:
    with pytest.raises(SnapshotError, match="is none such as"):
        TileServer(address, "")


def test_a_live_document_may_ask_its_tile_server_for_pictures_and_nobody_else() -> None:
    page = self_contained(incident_map(empty_frame(), tiles=SERVER), tile_server=SERVER)
    assert "img-src data: blob: https://tiles.example.org;" in page
    assert "Example &amp; Co" in page.replace("\\u0026", "&")


def test_a_snapshot_refuses_a_tile_server() -> None:
    with pytest.raises(SnapshotError, match="online tiles"):
        self_contained(incident_map(empty_frame(), tiles=SERVER))


def test_a_second_tile_server_is_refused_in_a_live_document_too() -> None:
    document = incident_map(empty_frame(), tiles=SERVER)
    folium.TileLayer("https://other.example.org/{z}/{x}/{y}.png", attr="other").add_to(document)
    with pytest.raises(SnapshotError, match="online tiles"):
        self_contained(document, tile_server=SERVER)


def test_packed_tiles_travel_in_the_page_and_their_script_only_with_them() -> None:
    packed = PackedTiles(_header(), "vector", 9)
    assert "IraqTiles.layer" in self_contained(incident_map(empty_frame(), tiles=packed))
    assert "IraqTiles" not in self_contained(incident_map(empty_frame()))
