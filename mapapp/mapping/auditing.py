"""Opens a written document again and looks for what its profile should have taken out.

Looked through are the packed numbers, every string of the packed data, the title, and the page around them. A
dropped text must not be one of those strings, nor, from ``GRAM`` characters on, inside one. A finding is an
error that names the column and the kind of leak, never the value itself. Original coordinates are looked
for among the numbers, and in digits inside the texts.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from mapapp.mapping.sharing import Shared


_DEGREES: Final = re.compile(
    r"(?<![\d.٫])-?\d{1,3}[.٫]\d{3,10}(?!\d)|(?<![\d.,])-?\d{1,3},\d{3,10}(?![\d,]|\.\d)"
)
"""A coordinate as text; with three digits behind the point (100 m) it tells a place."""
_MINUTES: Final = re.compile(
    r"(?P<degrees>\d{1,3})\s*[°º]\s*(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['’′]"
    r"(?:\s*(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″]|''))?\s*(?P<side>[NSEWnsew]|)"
)
"""The same in degrees, minutes and, often, seconds."""
_MINUTES_DIGITS: Final = 2
"""A minute is 1.8 km: degrees told by it are compared to a kilometre."""
_SECOND: Final = 1 / 3600
_LIKELY: Final = re.compile(r"[.,٫]\d{3}|[°º]")
"""What every such coordinate has, and few other texts: quick to look for."""


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


def _refuse_written_originals(original: pd.DataFrame, strings: list[str], profile: str) -> None:
    """Coordinates can also stand in a text that is kept: in a note, or in the address of a map."""
    known = original[["latitude", "longitude"]].dropna()
    rounded: dict[int, set[tuple[float, float]]] = {}
    for text in filter(_LIKELY.search, strings):
        told = _degrees_in(text)
        for one, other in itertools.pairwise(told):
            digits = min(one.digits, other.digits)
            if digits not in rounded:
                places = known.round(digits)
                rounded[digits] = set(zip(places["latitude"], places["longitude"], strict=True))
            pairs = set(itertools.product(one.rounded(digits), other.rounded(digits)))
            if not rounded[digits].isdisjoint(pairs | {pair[::-1] for pair in pairs}):
                raise SnapshotError(
                    f"profile {profile}: an original coordinate stands in a text of the document"
                )


@dataclass(frozen=True, slots=True)
class _Told:
    """Degrees as a text tells them."""

    degrees: float
    digits: int
    """Behind the point, to which they are compared."""
    slack: float = 0.0
    """Degrees by which they may be off."""

    def rounded(self, digits: int) -> set[float]:
        return {round(self.degrees + off, digits) for off in (-self.slack, self.slack)}


def _degrees_in(text: str) -> list[_Told]:
    """The degrees that a text tells, in order."""
    told = []
    # What stands in minutes has numbers of its own with three digits behind the point.
    for found in _DEGREES.finditer(_MINUTES.sub(lambda minutes: " " * len(minutes[0]), text)):
        whole, digits = re.split("[.,٫]", found[0])
        told.append((found.start(), _Told(float(f"{whole}.{digits}"), len(digits))))
    for found in _MINUTES.finditer(text):
        minutes = float(found["minutes"].replace(",", ".")) / 60
        seconds = float((found["seconds"] or "0").replace(",", ".")) / 3600
        degrees = (float(found["degrees"]) + minutes + seconds) * (-1 if found["side"] in "SWsw" else 1)
        told.append((found.start(), _Told(degrees, _MINUTES_DIGITS, _SECOND)))
    return [one for _, one in sorted(told, key=lambda placed: placed[0])]


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
