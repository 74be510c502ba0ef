"""Opens a written document again and looks for what its profile should have taken out.

Looked through are the packed numbers and every string of the packed data, and the page around them. A
dropped text must not be one of those strings, nor, from ``GRAM`` characters on, inside one. A finding is an
error that names the column and the kind of leak, never the value itself. Original coordinates are looked
for among the numbers, and in digits inside the texts.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS, TEXT_COLUMNS
from mapapp.mapping.containing import GRAM, first_inside
from mapapp.mapping.reading import read_document

if TYPE_CHECKING:
    import pandas as pd

    from mapapp.mapping.sharing import Shared


_DEGREES: Final = re.compile(r"(?<![\d.])-?\d{1,3}\.\d{3,10}(?!\d)")
"""A coordinate as text; with three digits behind the point (100 m) it tells a place."""
_POINT: Final = re.compile(r"\.\d{3}")
"""What every such coordinate has, and few other texts: quick to look for."""


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
    strings = [*document.strings, html[: html.find("application/octet-stream")]]
    if shared.profile.cell_degrees:
        _refuse_originals(original, document.frame, shared.profile.name)
        _refuse_written_originals(original, strings, shared.profile.name)
    _refuse_texts(original, shared, strings)


def _refuse_originals(original: pd.DataFrame, written: pd.DataFrame, profile: str) -> None:
    def points(frame: pd.DataFrame) -> set[tuple[float, float]]:
        known = frame[["latitude", "longitude"]].dropna().round(5)
        return set(zip(known["latitude"].tolist(), known["longitude"].tolist(), strict=True))

    left = points(original) & points(written)
    if left:
        raise SnapshotError(f"profile {profile}: {len(left)} original coordinates are in the document")


def _refuse_written_originals(original: pd.DataFrame, strings: list[str], profile: str) -> None:
    """Coordinates can also stand in a text that is kept: in a note, or in the address of a map."""
    known = original[["latitude", "longitude"]].dropna()
    rounded: dict[int, set[tuple[float, float]]] = {}
    for text in filter(_POINT.search, strings):
        for one, other in itertools.pairwise(_DEGREES.findall(text)):
            digits = min(len(number.partition(".")[2]) for number in (one, other))
            if digits not in rounded:
                places = known.round(digits)
                rounded[digits] = set(zip(places["latitude"], places["longitude"], strict=True))
            pair = (round(float(one), digits), round(float(other), digits))
            if pair in rounded[digits] or pair[::-1] in rounded[digits]:
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
