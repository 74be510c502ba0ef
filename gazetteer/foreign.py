"""Places abroad that reports about Iraq name: read from ``gazetteer/data/foreign.csv``.

They are known so that a place abroad is said to be abroad and never moved to a namesake in Iraq.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

from gazetteer.errors import UnreadableGazetteer

COLUMNS = ("name", "name_ar", "name_ckb", "names", "kind", "country", "latitude", "longitude")
"""What the table must have; ``gazetteer/build/foreign.py`` makes it."""
KINDS = ("country", "region", "city")
"""Kinds of places abroad, widest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPlace:
    """A country, region or city outside Iraq."""

    name: str
    """Latin name."""
    names: tuple[str, ...]
    """Every spelling, the Latin, Arabic and Sorani ones first."""
    kind: str
    """One of KINDS."""
    country: str
    """English name of the country; of seas and continents their own."""
    latitude: float
    """Of the label point; degrees WGS 84."""
    longitude: float
    """Of the label point; degrees WGS 84."""
    population: int
    """People who live there; 0 where unknown."""


def foreign_places() -> tuple[ForeignPlace, ...]:
    """All places abroad, in the order of the table.

    Raises:
        UnreadableGazetteer: a row lacks a column or holds a number that is none.
    """
    table = files("gazetteer").joinpath("data", "foreign.csv")
    places = []
    with table.open("r", encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            try:
                places.append(_place_of(row))
            except (KeyError, ValueError) as error:
                raise UnreadableGazetteer(f"foreign.csv, line {reader.line_num}: {error}") from error
    return tuple(places)


def _place_of(row: dict[str, str]) -> ForeignPlace:
    if row["kind"] not in KINDS:
        raise ValueError(f"kind {row['kind']!r} is none of {', '.join(KINDS)}")
    spellings = (row["name"], row["name_ar"], row["name_ckb"], *row["names"].split("|"))
    return ForeignPlace(
        name=row["name"],
        names=tuple(dict.fromkeys(name for name in spellings if name)),
        kind=row["kind"],
        country=row["country"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row.get("population") or 0),
    )
