"""Places abroad that reports about Iraq name, and small towns of the neighbours.

They are known so that a place abroad is said to be abroad and never moved to a namesake in Iraq:
``gazetteer/data/foreign.csv`` has what a text may well mean, ``foreign_towns.csv`` what is only there
so that a name can be told from one of Iraq that sounds like it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

from gazetteer.errors import UnreadableGazetteer

COLUMNS = ("name", "name_ar", "name_ckb", "names", "kind", "country", "latitude", "longitude")
"""What the table must have; ``gazetteer/build/foreign.py`` makes it."""
TOWN_COLUMNS = ("country", "names", "geonames_id")
"""What the table of small towns must have."""
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


@dataclass(frozen=True, slots=True)
class ForeignTown:
    """A small town outside Iraq: no report about Iraq is likely to mean it, but its name is known."""

    country: str
    names: tuple[str, ...]
    """Its spellings as far as they differ in sound."""


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


def foreign_towns() -> tuple[ForeignTown, ...]:
    """All small towns abroad, in the order of the table.

    Raises:
        UnreadableGazetteer: a row lacks a column.
    """
    table = files("gazetteer").joinpath("data", "foreign_towns.csv")
    with table.open("r", encoding="utf-8") as lines:
        reader = csv.reader(lines)
        if tuple(next(reader, ())) != TOWN_COLUMNS:
            raise UnreadableGazetteer(f"foreign_towns.csv lacks the columns {', '.join(TOWN_COLUMNS)}")
        return tuple(ForeignTown(country, tuple(names.split("|"))) for country, names, _ in reader)


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
