"""Rows of the place tables: their columns and the checks that all of them pass."""

from __future__ import annotations

import re
from collections import UserDict
from collections.abc import Container, Iterable, Mapping

from gazetteer.errors import InvalidPlace
from gazetteer.places import KIND_PRECISION

COLUMNS: tuple[str, ...] = (
    "place_id",
    "name",
    "name_ar",
    "name_ckb",
    "names",
    "kind",
    "latitude",
    "longitude",
    "radius_km",
    "governorate",
    "district",
    "iso3166_2",
    "geonames_id",
    "prior",
    "source",
)
"""Columns of a curated table and of the tables made from them, in order."""

SOURCE = re.compile(r"(curated|whosonfirst:\d+|geonames:\d+)([:;,] ?.+)?")
"""What ``source`` may say: a key of data/SOURCES.md, then a note."""

_PLACE_ID = re.compile(r"iq:[a-z0-9]+(-[a-z0-9]+)*")
_ARABIC = re.compile(r"[؀-ۿ]")
SOUTH, NORTH, WEST, EAST = 28.9, 37.5, 38.7, 49.0
"""Degrees: the box about Iraq and its oil terminals at sea, a tenth of a degree wider."""


class Row(UserDict[str, str]):
    """A row with the file and line it comes from, for messages."""

    def __init__(self, cells: Mapping[str, str], where: str) -> None:
        super().__init__(cells)
        self.where = where


def check_rows(rows: Iterable[Row], *, governorates: Container[str]) -> None:
    """Check each row by itself, and that no id stands twice.

    Raises:
        InvalidPlace: the first fault, with its file and line.
    """
    seen: dict[str, str] = {}
    for row in rows:
        fault = fault_of(row, governorates=governorates)
        if not fault and row["place_id"] in seen:
            fault = f"place_id {row['place_id']!r} stands already in {seen[row['place_id']]}"
        if fault:
            raise InvalidPlace(f"{row.where}: {fault}")
        seen[row["place_id"]] = row.where


def fault_of(row: Mapping[str, str], *, governorates: Container[str]) -> str:
    """Return what is wrong with a row, with the value and what is allowed; empty where nothing is."""
    if not _PLACE_ID.fullmatch(row["place_id"]):
        return f"place_id {row['place_id']!r}; allowed: iq:<governorate>-<name> in a-z, 0-9 and -"
    if not row["name"]:
        return "no name"
    if not _ARABIC.search(row["name_ar"]):
        return f"name_ar {row['name_ar']!r}; an Arabic name is required"
    if row["kind"] not in KIND_PRECISION:
        return f"kind {row['kind']!r}; allowed: {', '.join(KIND_PRECISION)}"
    if row["governorate"] not in governorates:
        return f"governorate {row['governorate']!r} is no standard name"
    if not SOURCE.fullmatch(row["source"]):
        return f"source {row['source']!r}; allowed: curated, whosonfirst:<id>, geonames:<id>"
    return number_fault_of(row)


def number_fault_of(row: Mapping[str, str]) -> str:
    """Return what is wrong with the numbers of a row; empty where nothing is."""
    for column, least, most in (
        ("latitude", SOUTH, NORTH),
        ("longitude", WEST, EAST),
        ("radius_km", 0.0, 600.0),
        ("prior", 0.0, 1.0),
    ):
        try:
            number = float(row[column])
        except ValueError:
            return f"{column} {row[column]!r} is no number"
        if not least <= number <= most:
            return f"{column} {row[column]!r}; allowed: {least} to {most}"
    return ""
