"""What is on screen as files for others: a map file and every export format, as a sharing profile lets it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from mapapp.app.plain_text import as_markdown
from mapapp.app.settings import Settings
from mapapp.app.views import this_viewer, view_shelf
from mapapp.attributions import attributions_of
from mapapp.handing_on import hand_on

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from mapapp.app.session import Work
    from mapapp.filters import Filters
    from mapapp.mapping.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that is offered."""

    label: str
    suffix: str
    mime: str
    hxl: bool = False


FORMATS: Final = (
    Format("CSV", ".csv", "text/csv"),
    Format("Excel", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format("CSV with HXL tags", ".csv", "text/csv", hxl=True),
    Format("GeoJSON", ".geojson", "application/geo+json"),
    Format("GeoPackage", ".gpkg", "application/geopackage+sqlite3"),
    Format("KML", ".kml", "application/vnd.google-earth.kml+xml"),
    Format("GeoParquet", ".parquet", "application/vnd.apache.parquet"),
    Format("JSON lines", ".jsonl", "application/jsonl"),
)
"""The first two stand beside the map file; the others open from a menu."""
_IN_SIGHT: Final = 2
PROFILES: Final[Mapping[str, tuple[str, str]]] = {
    "internal": ("Us: everything", ""),
    "partner": (
        "Partners: places to about 2 km",
        "For partners: places are moved by up to about 2 km; evidence and the sources' numbers are left out.",
    ),
    "public": (
        "Everyone: no texts, no exact places",
        (
            "For everyone: places are moved by up to about 10 km (schools, clinics, homes: in the district); "
            "days become weeks; notes, links and private people are left out; incidents get new numbers."
        ),
    ),
}
"""Sharing profile -> its label, and what it does."""


def show_downloads(work: Work, shown: pd.DataFrame, filters: Filters) -> None:
    """Files of exactly the incidents on screen; each is made only when it is asked for."""
    chosen, in_html, *sheets, more = st.columns([3, 2, 1.3, 1.3, 1.8], vertical_alignment="bottom")
    profile: str = chosen.selectbox(
        "Files for", list(PROFILES), format_func=lambda name: PROFILES[name][0], key="profile",
        help="What leaves this machine in the files beside.",
    )  # fmt: skip
    viewer = this_viewer()

    def map_file() -> bytes:
        return snapshot_bytes(work, shown, filters, view_shelf().get(viewer), profile)

    in_html.download_button(
        "Map file (HTML)", map_file, _named("html", profile), "text/html",
        help="One file with the filtered incidents: opens anywhere, without internet.",
        icon=":material/map:", on_click="ignore", width="stretch", type="primary",
    )  # fmt: skip
    for one, column in zip(FORMATS, sheets, strict=False):
        _offer(one, shown, profile, column.download_button)
    with more.popover("More formats", width="stretch", icon=":material/download:"):
        for one in FORMATS[_IN_SIGHT:]:
            _offer(one, shown, profile, st.download_button)
    if told := PROFILES[profile][1]:
        st.caption(told)
    for line in attributions_of(shown):
        st.caption("Whoever gets these incidents must see the line: " + as_markdown(line))


def _offer(one: Format, shown: pd.DataFrame, profile: str, button: Callable[..., bool]) -> None:
    button(
        one.label, lambda: export_content(one, shown, profile), _named(one.suffix[1:], profile), one.mime,
        on_click="ignore", width="stretch", key=f"export-{one.label}",
    )  # fmt: skip


def _named(suffix: str, profile: str) -> str:
    return f"iraq-incidents{'' if profile == 'internal' else '-' + profile}.{suffix}"


def export_content(one: Format, shown: pd.DataFrame, profile: str) -> bytes:
    """The bytes of an export of the incidents on screen.

    Raises:
        SnapshotError: the file would hold what the profile hides.
        TooManyRows: more than the format holds.
    """
    return hand_on(shown, f"incidents{one.suffix}", profile=profile, hxl=one.hxl).content


def snapshot_bytes(
    work: Work, shown: pd.DataFrame, filters: Filters, view: View | None = None, profile: str = "internal"
) -> bytes:
    """The snapshot of the filtered incidents, with the filters that made them and the reader's view."""
    from mapapp.snapshot import write_snapshot

    whole = profile == "internal"
    # The name of a file can say more than a profile lets out.
    sources = [data_set.name for data_set in work.data_sets if data_set.shown] if whole else []
    with tempfile.TemporaryDirectory() as folder:
        path = write_snapshot(
            shown, Path(folder) / "map.html", sources=sources,
            # Coarser rows may no longer pass the filters that chose them.
            filters=filters if whole else None,
            refused=work.refused, tiles=Settings.of_environment().packed_tiles(), view=view,
            made=datetime.now(UTC).date(), profile=profile,
        )  # fmt: skip
        return path.read_bytes()
