"""Reading the built-in tables: places and aliases.

Each row becomes a value of :mod:`gazetteer.places`; a bad row is refused with its file and line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from gazetteer.errors import InvalidPlace
from gazetteer.places import Place

_CODE_COLUMNS = (("iso3166_2", "iso3166-2"), ("geonames_id", "geonames"))
"""Column of the table -> scheme of the published code it holds."""


def built_in_places() -> list[Place]:
    """Read all places that ship with the package, sorted by ``place_id``.

    Raises:
        InvalidPlace: a row describes no possible place, or an id stands twice.
    """
    folder = resources.files("gazetteer") / "data" / "places"
    places: dict[str, Place] = {}
    for table in _tables(folder):
        for line, row in _rows(table):
            place = place_of_row(row, where=f"{table.name}, line {line}")
            if place.place_id in places:
                raise InvalidPlace(f"{table.name}, line {line}: {place.place_id} stands twice")
            places[place.place_id] = place
    return [places[place_id] for place_id in sorted(places)]


def place_of_row(row: Mapping[str, str], *, where: str) -> Place:
    """Make a place of a table row; ``where`` names the row in an error.

    Raises:
        InvalidPlace: a number that is none, or anything that Place refuses.
    """
    text = {column: (value or "").strip() for column, value in row.items() if column}
    try:
        return Place(
            place_id=text["place_id"],
            name=text["name"],
            name_ar=text.get("name_ar", ""),
            name_ckb=text.get("name_ckb", ""),
            names=split_names(text.get("names", "")),
            kind=text["kind"],
            latitude=float(text["latitude"]),
            longitude=float(text["longitude"]),
            radius_km=float(text.get("radius_km") or 0.0),
            governorate=text.get("governorate", ""),
            district=text.get("district", ""),
            prior=float(text.get("prior") or 0.0),
            source=text.get("source", ""),
            codes=tuple((scheme, text[column]) for column, scheme in _CODE_COLUMNS if text.get(column)),
        )
    except KeyError as missing:
        raise InvalidPlace(f"{where}: no column {missing}") from missing
    except ValueError as error:
        raise InvalidPlace(f"{where}: {error}") from error


def split_names(joined: str) -> tuple[str, ...]:
    """Split a ``|``-joined list of names, without blanks and repeats."""
    return tuple(dict.fromkeys(name.strip() for name in joined.split("|") if name.strip()))


def built_in_aliases() -> list[tuple[str, str, str]]:
    """Read the alias table: (alias, place name or id, source) per row."""
    table = resources.files("gazetteer") / "data" / "aliases.csv"
    if not table.is_file():
        return []
    return [
        (row["alias"].strip(), row["place"].strip(), (row.get("source") or "").strip())
        for _, row in _rows(table)
    ]


def _tables(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    tables = [entry for entry in folder.iterdir() if entry.name.endswith(".csv")]
    return sorted(tables, key=lambda entry: entry.name)


def _rows(table: Traversable) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"), newline=""))
    for row in reader:
        yield reader.line_num, row
