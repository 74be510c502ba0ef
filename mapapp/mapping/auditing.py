"""Opens a written document again and looks for what its profile should have taken out.

Looked through are the packed numbers, every string of the packed data, the title, and the page around them. A
dropped text must not be one of those strings, nor, from ``GRAM`` characters on, inside one. A finding is an
error that names the column and the kind of leak, never the value itself. Original coordinates are looked
for among the numbers, and inside the texts in every notation of written_places.py.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from mapapp.errors import SnapshotError
from mapapp.incidents import (
    COLUMNS,
    EVENT_TYPES,
    TEXT_COLUMNS,
    UNKNOWN_EVENT_TYPE,
    DatePrecision,
    GeoPrecision,
    ReviewStatus,
)
from mapapp.mapping.assets import (
    LEAFLET_SCRIPT,
    LEAFLET_STYLE,
    SCRIPT,
    STYLE,
    TILES_SCRIPT,
    read_asset,
)
from mapapp.mapping.containing import GRAM, first_inside
from mapapp.mapping.reading import CARRIER, read_document
from mapapp.mapping.written_places import written_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from mapapp.mapping.sharing import Shared


def audit(html: str, original: pd.DataFrame, shared: Shared) -> None:
    """Check the document ``html`` that was made from ``shared``, itself made from ``original``.

    Raises:
        SnapshotError: an original coordinate, a dropped column, or a text of one is in the document.
    """
    document = read_document(html)
    if len(document.frame) != len(shared.frame):
        raise SnapshotError(f"the document holds {len(document.frame)} of {len(shared.frame)} incidents")
    filled = [column for column in sorted(shared.profile.dropped - {"tags"}) if _has(document.frame[column])]
    if filled:
        raise SnapshotError(f"profile {shared.profile.name}: still filled: {', '.join(filled)}")
    strings = [*_foreign(document.strings, shared), *_stated(document.about), *_page_texts(html)]
    if shared.profile.cell_degrees:
        _refuse_originals(original, document.frame, shared.profile.name)
        _refuse_written_originals(original, strings, shared.profile.name)
    _refuse_texts(original, shared, strings)


def _has(column: pd.Series) -> bool:
    return bool((column.ne("") if column.name in TEXT_COLUMNS else column.notna()).any())


def _foreign(strings: Iterable[str], shared: Shared) -> list[str]:
    """The strings that are no words of our own: those say nothing of what a row held."""
    own = {word for name, sub_types in EVENT_TYPES.items() for word in (name, *sub_types)}
    own |= {UNKNOWN_EVENT_TYPE, *GeoPrecision, *DatePrecision, *ReviewStatus}
    own |= set(shared.frame["tags"].unique())
    return [text for text in strings if text not in own]


def _stated(about: dict[str, Any]) -> list[str]:
    """What the document's maker wrote into it; where it says so, its sources' names are meant to be told."""
    return [*_texts_in(about.get("title", "")), *_texts_in(about.get("filters", {}))]


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(inner)


def _page_texts(html: str) -> list[str]:
    """The page around what it carries, without the scripts and styles that are the same in every document."""
    page = CARRIER.sub("", html)
    for name in (LEAFLET_SCRIPT, LEAFLET_STYLE, SCRIPT, STYLE, TILES_SCRIPT):
        page = page.replace(read_asset(name), "")
    return [page]


def _refuse_originals(original: pd.DataFrame, written: pd.DataFrame, profile: str) -> None:
    def points(frame: pd.DataFrame) -> set[tuple[float, float]]:
        known = frame[["latitude", "longitude"]].dropna().round(5)
        return set(zip(known["latitude"].tolist(), known["longitude"].tolist(), strict=True))

    left = points(original) & points(written)
    if left:
        raise SnapshotError(f"profile {profile}: {len(left)} original coordinates are in the document")


def _refuse_written_originals(original: pd.DataFrame, strings: Iterable[str], profile: str) -> None:
    """Coordinates can also stand in a text that is kept: in the title, or in the address of a map."""
    known = original[["latitude", "longitude"]].dropna().drop_duplicates()
    latitudes, longitudes = (known[name].to_numpy(dtype=float) for name in ("latitude", "longitude"))
    for written in itertools.chain.from_iterable(map(written_places, strings)):
        for latitude, longitude in written.points if written.is_whole else ():
            near = (abs(latitudes - latitude) <= written.slack) & (
                abs(longitudes - longitude) <= written.slack
            )
            if near.any():
                raise SnapshotError(
                    f"profile {profile}: an original coordinate stands in a text of the document"
                )


def _refuse_texts(original: pd.DataFrame, shared: Shared, strings: list[str]) -> None:
    kept = {
        text
        for column in COLUMNS
        if column in TEXT_COLUMNS and column not in shared.profile.dropped
        for text in shared.frame[column].unique()
    }
    present = set(strings)
    for column in sorted(shared.profile.dropped & set(TEXT_COLUMNS)):
        texts = set(original[column].unique()) - kept - {""}
        long = sorted(text for text in texts if len(text) >= GRAM)
        if not texts.isdisjoint(present) or first_inside(long, sorted(present)) is not None:
            raise SnapshotError(f"profile {shared.profile.name}: a text of {column} is in the document")
