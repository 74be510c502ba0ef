"""Opens a written document again and looks for what its profile should have taken out.

Looked through are the packed numbers and every string of the packed data, and the page around them. A finding
is an error that names the column and the kind of leak, never the value itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS, TEXT_COLUMNS
from mapapp.mapping.reading import read_document

if TYPE_CHECKING:
    import pandas as pd

    from mapapp.mapping.profiles import Shared

SHINGLE: Final = 12
"""Characters: a dropped text this long or longer must not occur even inside another text."""


def audit(html: str, original: pd.DataFrame, shared: Shared) -> None:
    """Check the document ``html`` that was made from ``shared``, itself made from ``original``.

    Raises:
        SnapshotError: an original coordinate, a dropped column, or a text of one is in the document.
    """
    document = read_document(html)
    if len(document.frame) != len(shared.frame):
        raise SnapshotError(f"the document holds {len(document.frame)} of {len(shared.frame)} incidents")
    filled = [
        column
        for column in sorted(shared.profile.dropped - {"tags"})
        if document.frame[column].astype("str").replace({"<NA>": "", "nan": "", "NaT": ""}).ne("").any()
    ]
    if filled:
        raise SnapshotError(f"profile {shared.profile.name}: still filled: {', '.join(filled)}")
    if shared.profile.cell_degrees:
        _refuse_originals(original, document.frame, shared.profile.name)
    _refuse_texts(original, shared, [*document.strings, html[: html.find("application/octet-stream")]])


def _refuse_originals(original: pd.DataFrame, written: pd.DataFrame, profile: str) -> None:
    def points(frame: pd.DataFrame) -> set[tuple[float, float]]:
        known = frame[["latitude", "longitude"]].dropna().round(5)
        return set(zip(known["latitude"].tolist(), known["longitude"].tolist(), strict=True))

    left = points(original) & points(written)
    if left:
        raise SnapshotError(f"profile {profile}: {len(left)} original coordinates are in the document")


def _refuse_texts(original: pd.DataFrame, shared: Shared, strings: list[str]) -> None:
    kept = {
        text
        for column in COLUMNS
        if column in TEXT_COLUMNS and column not in shared.profile.dropped
        for text in shared.frame[column].unique()
    }
    present = set(strings)
    shingles = {text[at : at + SHINGLE] for text in present for at in range(len(text) - SHINGLE + 1)}
    for column in sorted(shared.profile.dropped & set(TEXT_COLUMNS)):
        for text in original[column].unique():
            if not text or text in kept:
                continue
            inside = (
                len(text) >= SHINGLE and text[:SHINGLE] in shingles and any(text in one for one in present)
            )
            if text in present or inside:
                raise SnapshotError(f"profile {shared.profile.name}: a text of {column} is in the document")
