"""Import of a GeoNames dump: ``IQ.txt`` with ``alternateNamesV2.txt`` beside it where there is one.

Both are tab separated without a header; the columns are those of the dump's own readme file
(GeoNames, CC BY 4.0). ``PATH`` is ``IQ.txt`` or the folder that holds it.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from gazetteer.errors import ImportRefused, InvalidPlace
from gazetteer.importers import common
from gazetteer.importers.common import Imported, RefusedLine
from gazetteer.places import Place

PLACE_COLUMNS = 19
ALTERNATE_COLUMNS = 4
"""Columns that must be there: of the place table all, of the names those up to the name."""

KINDS: dict[str, str] = {
    "ADM1": "governorate", "ADM2": "district", "ADM3": "sub_district",
    "PPLC": "city", "PPLA": "city", "PPLA2": "town", "PPLA3": "town", "PPLX": "neighbourhood",
    "AIRP": "airport", "AIRB": "base", "INSM": "base", "MILB": "base", "DAM": "dam", "BDG": "bridge",
    "CTRB": "crossing", "OILR": "refinery", "OILF": "field", "GASF": "field", "WAD": "wadi", "MT": "mountain",
    "MTS": "mountain", "HLL": "mountain", "HLLS": "mountain", "RDGE": "mountain", "DSRT": "desert",
    "ISL": "island", "LK": "lake", "LKS": "lake", "RSV": "lake", "MRSH": "lake", "STM": "river",
    "RD": "road", "SQR": "square", "RGN": "area", "AREA": "area", "CMPRF": "camp", "CMP": "camp",
}  # fmt: skip
"""Feature code -> kind; other populated places (PPL...) are villages, the rest is skipped."""
_ABANDONED = frozenset({"PPLH", "PPLQ", "PPLW", "ADM1H", "ADM2H", "ADM3H", "ADM4H"})
_NO_NAMES = frozenset({"link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "abbr"})
"""What stands in the language column of alternate names that are no names."""


def read_geonames(path: Path, standard_governorate: Callable[[str], str]) -> Imported:
    """Read a GeoNames dump of Iraq.

    Args:
        path: ``IQ.txt``, or the folder that holds it.
        standard_governorate: Gives the standard name of a governorate as written.

    Raises:
        ImportRefused: a file is missing, is not UTF-8, or has other columns.
    """
    table = path / "IQ.txt" if path.is_dir() else path
    refused: list[RefusedLine] = []
    skipped: Counter[str] = Counter()
    rows = list(_rows(table, PLACE_COLUMNS, refused))
    if not rows:
        raise ImportRefused(f"{table}: no line has the {PLACE_COLUMNS} columns of a GeoNames table")
    alternates = _alternates(table.parent / "alternateNamesV2.txt", {row[0] for _, row in rows})
    regions = {row[10]: standard_governorate(row[1]) for _, row in rows if row[7] == "ADM1"}
    districts = {(row[10], row[11]): row[2] for _, row in rows if row[7] == "ADM2"}
    places: dict[str, Place] = {}
    for line, row in rows:
        kind = _kind_of(row)
        if not kind:
            skipped[f"feature code {row[7]}"] += 1
            continue
        try:
            place = _place_of(row, kind, alternates.get(row[0], []), regions, districts)
        except (InvalidPlace, ValueError) as error:
            refused.append(RefusedLine(line=line, reason=str(error)))
            continue
        places[place.place_id] = place
    return Imported(places=tuple(places.values()), refused=tuple(refused), skipped=skipped)


def _kind_of(row: list[str]) -> str:
    code = row[7]
    if code in _ABANDONED:
        return ""
    if code in KINDS:
        return KINDS[code]
    if row[6] == "P":
        return "town" if row[14].strip("0 ") else "village"
    return ""


def _rows(path: Path, columns: int, refused: list[RefusedLine]) -> Iterator[tuple[int, list[str]]]:
    for line, row in common.numbered(path, _split):
        if not row:
            continue
        if len(row) < columns:
            refused.append(RefusedLine(line=line, reason=f"{len(row)} columns where {columns} are needed"))
        else:
            yield line, row


def _split(lines: Iterator[str]) -> Iterable[list[str]]:
    return csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _alternates(path: Path, wanted: set[str]) -> dict[str, list[str]]:
    """Names by GeoNames id, those in official and old use alike; the file is of the whole world."""
    found: dict[str, list[str]] = defaultdict(list)
    if not path.is_file():
        return found
    for _, text in common.numbered(path, iter):
        row = text.rstrip("\r\n").split("\t")
        if len(row) >= ALTERNATE_COLUMNS and row[1] in wanted and row[2] not in _NO_NAMES:
            found[row[1]].append(row[3])
    return found


def _place_of(
    row: list[str],
    kind: str,
    alternates: list[str],
    regions: Mapping[str, str],
    districts: Mapping[tuple[str, str], str],
) -> Place:
    at = common.coordinates(row[4], row[5])
    written = [row[2], row[1], *alternates, *row[3].split(",")]
    names = common.usable_names(name for name in written if common.READABLE.search(name))
    if not names:
        raise InvalidPlace(f"record {row[0]} has no name in Latin or Arabic letters")
    return common.imported_place(
        place_id=f"gn:{int(row[0])}",
        names=names,
        kind=kind,
        at=at,
        governorate=regions.get(row[10], ""),
        district=districts.get((row[10], row[11]), ""),
        population=int(row[14] or 0),
        source="geonames",
        codes=(("geonames", str(int(row[0]))),),
    )
