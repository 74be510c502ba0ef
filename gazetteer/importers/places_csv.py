"""Import of a table of places (CSV with a header, UTF-8, gzipped or not).

Needed columns: ``name``, ``latitude``, ``longitude``. Used where there: ``id``, ``kind``,
``governorate``, ``district``, ``population``, ``alternate_names`` (``|`` between names).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from gazetteer.errors import ImportRefused, InvalidPlace
from gazetteer.importers import common
from gazetteer.importers.common import Imported, RefusedLine
from gazetteer.index import parse
from gazetteer.places import KIND_PRECISION, Place

NEEDED = ("name", "latitude", "longitude")
KIND_ALIASES: dict[str, str] = {
    "": "village",
    "settlement": "village",
    "locality": "village",
    "hamlet": "village",
    "province": "governorate",
    "county": "district",
    "subdistrict": "sub_district",
    "quarter": "neighbourhood",
    "suburb": "neighbourhood",
}
"""Other words for kinds. A settlement with a known population becomes a town."""


def read_places_csv(path: Path, standard_governorate: Callable[[str], str]) -> Imported:
    """Read a table of places.

    Args:
        path: The file.
        standard_governorate: Gives the standard name of a governorate as written.

    Raises:
        ImportRefused: the file is missing, is no CSV in UTF-8, or lacks a needed column.
    """
    places: dict[str, Place] = {}
    refused: list[RefusedLine] = []
    for line, row in common.numbered(path, lambda lines: _with_needed_columns(csv.DictReader(lines), path)):
        try:
            place = _place_of(row, standard_governorate)
            if place.place_id in places:
                raise InvalidPlace(f"the id {place.place_id} stood already")  # noqa: TRY301 - one way to refuse a line
            places[place.place_id] = place
        except InvalidPlace as error:
            refused.append(RefusedLine(line=line, reason=str(error)))
    return Imported(places=tuple(places.values()), refused=tuple(refused))


def _with_needed_columns(reader: csv.DictReader[str], path: Path) -> csv.DictReader[str]:
    header = reader.fieldnames or ()
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise ImportRefused(
            f"{path}: no column {', '.join(missing)}; the header has {', '.join(header) or 'nothing'}"
        )
    return reader


def _place_of(row: Mapping[str | None, str | None], standard_governorate: Callable[[str], str]) -> Place:
    if None in row:
        raise InvalidPlace("more fields than the header has")
    text = {str(column): (value or "").strip() for column, value in row.items()}
    at = common.coordinates(text["latitude"], text["longitude"])
    population = _population(text.get("population", ""))
    kind = text.get("kind", "").casefold()
    kind = KIND_ALIASES.get(kind, kind)
    if kind == "village" and population:
        kind = "town"
    if kind not in KIND_PRECISION:
        raise InvalidPlace(f"kind {kind!r} is none of {', '.join(KIND_PRECISION)}")
    names = common.usable_names([text["name"], *text.get("alternate_names", "").split("|")])
    if not names or not text["name"]:
        raise InvalidPlace("no name")
    return common.imported_place(
        place_id=text.get("id") or f"csv:{parse(names[0]).full_key}@{at[0]:.4f},{at[1]:.4f}",
        names=names,
        kind=kind,
        at=at,
        governorate=standard_governorate(text.get("governorate", "")),
        district=text.get("district", ""),
        population=population,
        source=f"import csv {text.get('id', '').partition(':')[0]}".strip(),
    )


def _population(written: str) -> int:
    if not written:
        return 0
    try:
        return max(0, int(float(written)))
    except (ValueError, OverflowError) as error:
        raise InvalidPlace(f"population {written!r} is no number") from error
