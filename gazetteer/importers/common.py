"""What all importers share: the result, reading files line by line, judging names and numbers, the place."""

from __future__ import annotations

import csv
import gzip
import math
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO, TypeVar

from gazetteer.errors import ImportRefused, InvalidPlace
from gazetteer.places import Place
from gazetteer.tables import clean

SOUTH, NORTH, WEST, EAST = 28.8, 37.6, 38.6, 49.0
"""Degrees that bound Iraq and its waters; a place outside is none of Iraq's."""
MAX_NAME = 120
"""Code points beyond which a text is no name."""

PRIORS: dict[str, float] = {
    "governorate": 0.60,
    "district": 0.50,
    "sub_district": 0.30,
    "airport": 0.30,
    "city": 0.40,
    "town": 0.40,
    "neighbourhood": 0.15,
    "village": 0.02,
}
"""Prior of an imported place by kind, where no population is known; others 0.10."""
POPULATION_DECADES = 14.0
"""A town's prior grows by one over this with each power of ten of its people."""

READABLE = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0600-\u06ff]")
"""A letter of the Latin or the Arabic script; a name without any is of no use here."""

_GZIP_MAGIC = b"\x1f\x8b"
_SORANI_LETTERS = frozenset("ێۆەڕڵڤگچپژ")


_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """A line of an import file that can't be used."""

    line: int
    """Counted from 1, the header included."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file gave."""

    places: tuple[Place, ...]
    refused: tuple[RefusedLine, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)
    """Why records were left out on purpose -> how many."""
    outlines: Mapping[str, str] = field(default_factory=dict)
    """District -> GeoJSON geometry."""


def open_text(path: Path) -> TextIO:
    """Open a UTF-8 text file, gzipped or not, by its content and not its name.

    Raises:
        ImportRefused: there is no such file.
    """
    if not path.is_file():
        raise ImportRefused(f"{path} is no file")
    with path.open("rb") as stream:
        zipped = stream.read(2) == _GZIP_MAGIC
    if zipped:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open("r", encoding="utf-8-sig", newline="")


def numbered(path: Path, rows_of: Callable[[Iterator[str]], Iterable[_Row]]) -> Iterator[tuple[int, _Row]]:
    """The rows of a text file, each with the number of the line that it ends on, from 1.

    Args:
        path: The file, gzipped or not.
        rows_of: Makes rows of lines, as ``csv.reader`` does.

    Raises:
        ImportRefused: the file is missing, cut off, not UTF-8, or not in the format of ``rows_of``.
    """
    line = 0

    def counted(stream: TextIO) -> Iterator[str]:
        nonlocal line
        for line, text in enumerate(stream, start=1):  # noqa: B007 - the count is the function's own
            yield text

    try:
        with open_text(path) as stream:
            for row in rows_of(counted(stream)):
                yield line, row
    except (UnicodeDecodeError, csv.Error, EOFError, OSError, zlib.error) as error:
        raise ImportRefused(f"{path}, after line {line}: {error}") from error


def coordinates(latitude: object, longitude: object) -> tuple[float, float]:
    """Read a pair of degrees that must lie in Iraq.

    Raises:
        InvalidPlace: no number, or outside Iraq; says so where the two look swapped.
    """
    try:
        north, east = float(str(latitude)), float(str(longitude))
    except ValueError as error:
        raise InvalidPlace(f"latitude {latitude!r}, longitude {longitude!r}: not a number") from error
    if SOUTH <= north <= NORTH and WEST <= east <= EAST:
        return north, east
    hint = ""
    if SOUTH <= east <= NORTH and WEST <= north <= EAST:
        hint = "; the two look swapped"
    raise InvalidPlace(
        f"({latitude}, {longitude}) lies outside Iraq: latitude {SOUTH} to {NORTH}, "
        f"longitude {WEST} to {EAST}{hint}"
    )


def usable_names(names: Iterable[str]) -> tuple[str, ...]:
    """Clean names, without blanks, repeats and texts too long for a name."""
    cleaned = (clean(name) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name and len(name) <= MAX_NAME))


def by_script(names: Iterable[str]) -> tuple[str, str]:
    """The first Arabic and the first Sorani name of a list; "" where there is none."""
    arabic = sorani = ""
    for name in names:
        if not any("\u0600" <= letter <= "\u06ff" for letter in name):
            continue
        if _SORANI_LETTERS.intersection(name):
            sorani = sorani or name
        else:
            arabic = arabic or name
    return arabic, sorani


def prior_of(kind: str, population: int) -> float:
    """How likely a report means an imported place, 0 to 1."""
    base = PRIORS.get(kind, 0.10)
    if population > 0 and kind in {"city", "town"}:
        base += min(0.5, math.log10(population) / POPULATION_DECADES)
    return round(min(base, 1.0), 4)


def imported_place(
    *,
    place_id: str,
    names: tuple[str, ...],
    kind: str,
    at: tuple[float, float],
    governorate: str,
    district: str,
    population: int,
    source: str,
    codes: tuple[tuple[str, str], ...] = (),
) -> Place:
    """Make a place of what a record tells.

    Args:
        place_id: Unique within the layer.
        names: Usable names, the standard one first.
        kind: One of ours.
        at: Latitude and longitude in degrees.
        governorate: Standard name; "" where unknown.
        district: As written; "" where unknown.
        population: People; 0 where unknown.
        source: Short name of the file's origin.
        codes: Ids elsewhere.

    Raises:
        InvalidPlace: the record describes no possible place.
    """
    arabic, sorani = by_script(names)
    return Place(
        place_id=place_id,
        name=names[0],
        name_ar=arabic,
        name_ckb=sorani,
        names=names[1:],
        kind=kind,
        latitude=at[0],
        longitude=at[1],
        governorate=governorate,
        district=district,
        prior=prior_of(kind, population),
        source=source,
        codes=codes,
    )
