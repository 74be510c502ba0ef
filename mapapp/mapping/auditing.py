"""Opens a written document again and looks for what its profile should have taken out.

Looked through are the packed numbers and every string of the packed data, and the page around them. A
dropped text must not be one of those strings, nor, from ``GRAM`` characters on, inside one. A finding is an
error that names the column and the kind of leak, never the value itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS, TEXT_COLUMNS
from mapapp.mapping.containing import GRAM, first_inside
from mapapp.mapping.reading import read_document

if TYPE_CHECKING:
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
    for column in sorted(shared.profile.dropped & set(TEXT_COLUMNS)):
        texts = set(original[column].unique()) - kept - {""}
        long = sorted(text for text in texts if len(text) >= GRAM)
        if not texts.isdisjoint(present) or first_inside(long, sorted(present)) is not None:
            raise SnapshotError(f"profile {shared.profile.name}: a text of {column} is in the document")
