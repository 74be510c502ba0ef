"""A map document as one HTML file that works anywhere: no server, no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mapapp.filters import Filters
from mapapp.mapping import incident_map, self_contained

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

render_document = self_contained
"""``render_document(folium_map) -> str``: the self-contained HTML of a Folium map."""


def write_snapshot(
    frame: pd.DataFrame,
    path: str | Path,
    *,
    title: str = "Incidents in Iraq",
    sources: Iterable[str] = (),
    filters: Filters | None = None,
    profile: str = "internal",
    refused: int = 0,
    language: str = "en",
) -> Path:
    """Write ``frame`` as a map document to ``path`` and return the path.

    Args:
        frame: an incident frame; all of it travels in the file.
        path: of the HTML file; an existing one is replaced.
        title: shown above the map.
        sources: names of the sources.
        filters: what is filtered when the file opens.
        profile: how much is shared, see ``mapapp.mapping.profiles``.
        refused: how many rows of the input could not be used; the help in the file says so.
        language: of the interface when the file opens.

    Raises:
        SnapshotError: the document would need the network or would leak; nothing is left behind.
    """
    about = {"profile": profile, "refused": refused}
    document = incident_map(
        frame, title=title, sources=sources, filters=filters, language=language, about=about
    )
    target = Path(path)
    target.write_text(render_document(document), encoding="utf-8", newline="\n")
    return target
