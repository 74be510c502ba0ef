"""Cells -> degrees and counts, for whole columns at once; cell by cell only where a column needs it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mapapp.incident_values import MAX_COUNT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Degrees = NDArray[np.float64]

UNKNOWN_WORDS: Final = frozenset({
    "", "-", "--", "n/a", "na", "nan", "none", "null", "unknown", "unk", "?", "not stated", "غير معروف",
    "غير معلوم", "لا يوجد", "مجهول", "نەزانراو",
})  # fmt: skip
"""Cells that say that nothing is known."""

_USUAL: Final = r"^-?[0-9]+(\.[0-9]+)?$"
"""Decimal degrees as nearly every file writes them: read for the whole column at once."""
_POINT: Final = re.compile(r"POINT\s*\(\s*(?P<lon>\S+)\s+(?P<lat>[^\s)]+)\s*\)", re.IGNORECASE)
_DMS: Final = re.compile(
    r"(?P<d>\d{1,3})\s*[°d:\s]\s*(?P<m>\d{1,2}(?:\.\d+)?)\s*['′m:\s]?\s*(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*[\"″s]?)?"
)
_HEMISPHERE: Final = re.compile(r"^([NSEW])\s*|\s*([NSEW])$", re.IGNORECASE)
_RANGE: Final = re.compile(r"(\d+)\s*(?:-|–|to|الى|إلى)\s*(\d+)")
_AT_LEAST: Final = re.compile(
    r"(?:at least|more than|over|min\.?|>=?|≥|على الاقل|على الأقل|اكثر من|أكثر من)\s*(\d+)|(\d+)\s*\+"
)


def plain(cell: str) -> str:
    """ASCII digits, signs and separators for what Arabic and typographic keyboards write."""
    text = unicodedata.normalize("NFKC", cell).strip().strip("\u200e\u200f")
    text = text.replace("٫", ".").replace("٬", "").replace("−", "-")
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter
        for letter in text
    )


def read_degrees(column: pa.ChunkedArray, unknown: Collection[str] = ()) -> tuple[Degrees, dict[int, str]]:
    """One column of latitudes or longitudes; NaN where nothing stands, with the rows that can't be read.

    Decimal degrees with point or comma, and degrees-minutes-seconds with N, S, E or W.

    Args:
        column: cells without blanks around.
        unknown: further cells that say that nothing is known.
    """
    usual = pc.match_substring_regex(column, pattern=_USUAL)
    values = np.array(pc.cast(pc.if_else(usual, column, None), pa.float64()).to_numpy(), dtype=np.float64)
    if unknown:
        values[np.asarray(pc.is_in(column, pa.array(list(unknown), pa.string())), dtype=bool)] = np.nan
    faults: dict[int, str] = {}
    rare = np.asarray(pc.and_(pc.invert(usual), pc.not_equal(column, "")), dtype=bool)
    rows = np.flatnonzero(rare)
    for row, cell in zip(rows.tolist(), column.filter(pa.array(rare)).to_pylist(), strict=True):
        text = plain(cell)
        if text.lower() in UNKNOWN_WORDS or cell in unknown:
            continue
        degrees = _degrees(text)
        if degrees is None:
            faults[row] = "not a number of degrees such as 33.3128"
        else:
            values[row] = degrees
    return values, faults


def _degrees(text: str) -> float | None:
    if re.fullmatch(r"[-+]?\d+,\d+", text):
        text = text.replace(",", ".")
    sign = 1.0
    if hemisphere := _HEMISPHERE.search(text):
        letter = (hemisphere[1] or hemisphere[2]).upper()
        sign = -1.0 if letter in "SW" else 1.0
        text = _HEMISPHERE.sub("", text, count=1)
    text = text.strip().removesuffix("°").strip()
    if re.fullmatch(r"[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?", text, re.IGNORECASE):
        return sign * float(text)
    if (match := _DMS.fullmatch(text)) and float(match["m"]) < 60 and float(match["s"] or 0) < 60:
        return sign * (float(match["d"]) + float(match["m"]) / 60 + float(match["s"] or 0) / 3600)
    return None


def split_pairs(cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """One column of ``latitude, longitude`` or ``POINT(longitude latitude)`` -> two columns of cells.

    A cell that is no pair is handed on whole as the latitude, so that it is refused with its own text.
    """
    latitudes, longitudes = [], []
    for cell in cells:
        text = plain(cell).strip("()[] ")
        match = _POINT.search(plain(cell))
        parts = re.split(r"\s*[,;]\s*|\s+", text) if not match else [match["lat"], match["lon"]]
        paired = len(parts) == 2
        latitudes.append(parts[0] if paired else text)
        longitudes.append(parts[1] if paired else text)
    return latitudes, longitudes


def decimals_of(latitudes: Degrees, longitudes: Degrees) -> NDArray[np.int8]:
    """Decimal places that each point was written with, at most 3: how finely its source speaks."""
    decimals = np.full(latitudes.shape, 3, dtype=np.int8)
    for places in (2, 1, 0):
        scale = 10.0**places
        # 1e-6 of a unit in the last place: float noise of reading, far below a further decimal.
        coarse = (np.abs(latitudes * scale - np.rint(latitudes * scale)) < 1e-6) & (
            np.abs(longitudes * scale - np.rint(longitudes * scale)) < 1e-6
        )
        decimals[coarse] = places
    return decimals


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as a cell states it; None where it states none."""

    exact: int | None = None
    low: int | None = None
    high: int | None = None


def read_count(cell: str) -> Count | None:
    """``7``, ``7.0``, ``1,200``, ``٧``, ``3-5``, ``at least 4``; None if it is none of these."""
    text = plain(cell).lower()
    if text in UNKNOWN_WORDS:
        return Count()
    bare = text.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text) else text
    if re.fullmatch(r"\d+(?:\.0+)?", bare):
        return Count(exact=int(float(bare))) if float(bare) <= MAX_COUNT else None
    if match := _RANGE.fullmatch(text):
        low, high = int(match[1]), int(match[2])
        return Count(low=low, high=high) if low <= high <= MAX_COUNT else None
    if match := _AT_LEAST.fullmatch(text):
        low = int(match[1] or match[2])
        return Count(low=low) if low <= MAX_COUNT else None
    return None
