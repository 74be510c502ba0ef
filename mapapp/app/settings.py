"""What the app was started with; it stands in the environment, since Streamlit runs the script each time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from mapapp.mapping.tiles import PackedTiles, TileServer

DATABASE_VARIABLE: Final = "MAPAPP_DATABASE"
BASE_MAP_VARIABLE: Final = "MAPAPP_BASE_MAP"
TILES_VARIABLE: Final = "MAPAPP_TILES"
CREDIT_VARIABLE: Final = "MAPAPP_TILES_ATTRIBUTION"


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of ``mapapp serve``; "" where not given."""

    database: str = ""
    """URL of the database that the app shows and adds to."""
    base_map: str = ""
    """A PMTiles file over our own base map, in the app and in its snapshots."""
    tiles: str = ""
    """Address of a tile server for the app's map; its snapshots go without."""
    attribution: str = ""
    """Whom the base map or the tiles are owed to."""

    @classmethod
    def of_environment(cls) -> Settings:
        """The settings of this process."""
        variables = (DATABASE_VARIABLE, BASE_MAP_VARIABLE, TILES_VARIABLE, CREDIT_VARIABLE)
        return cls(*(os.environ.get(name, "") for name in variables))

    def to_environment(self) -> None:
        """Put them where the script finds them."""
        os.environ[DATABASE_VARIABLE] = self.database
        os.environ[BASE_MAP_VARIABLE] = self.base_map
        os.environ[TILES_VARIABLE] = self.tiles
        os.environ[CREDIT_VARIABLE] = self.attribution

    def packed_tiles(self) -> PackedTiles | None:
        """The PMTiles file, read once for all sessions; None where none was given.

        Raises:
            UnreadableFile: it can't be used.
        """
        return _packed_tiles(self.base_map, self.attribution) if self.base_map else None

    def tile_server(self) -> TileServer | None:
        """The tile server; None where none was given.

        Raises:
            SnapshotError: its address is no template of ``{z}``, ``{x}`` and ``{y}``.
        """
        from mapapp.mapping.tiles import TileServer

        return TileServer(self.tiles, self.attribution) if self.tiles else None


@st.cache_resource(show_spinner=False)
def _packed_tiles(path: str, attribution: str) -> PackedTiles:
    from mapapp.mapping.tiles import read_pmtiles

    return read_pmtiles(Path(path), attribution)
