"""Makes ``mapapp/data/place_names.csv``: the names under which the free-text filter finds a place.

Run ``python -m mapapp.web.basemap.place_names`` in the repository; a test compares the file with what this
makes. Sources: the governorates of ``gazetteer/data/places`` and the towns of ``towns.csv``, with the names
that were chosen for them by hand in ``gazetteer/build/curated``: what GeoNames adds are spellings that no
report of today has (nahaf for Najaf), and each costs time at every search. Left out, with the reason beside
it in ``ordinary_names.csv``: names that are ordinary words; and whatever ``gazetteer/data/other_words.csv``
has as a word, a person or a body. Where such a name is the one on maps, it is marked (``ALONE``).
"""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mapapp.filters import fold_text
from mapapp.place_names import ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT: Final = Path(__file__).resolve().parents[3]
HERE: Final = Path(__file__).resolve().parent
TABLE: Final = ROOT / "mapapp" / "data" / "place_names.csv"
SAME_PLACE_DEGREES: Final = 0.15
"""Degrees, about 15 km: a town of the base map is the gazetteer's town of the same name no farther off."""
LEAST_LETTERS: Final = 3
OFFICIAL_WORDS: Final = frozenset({
    "province", "governorate", "city", "district", "qadaa",
    "محافظه", "لوا", "قضا", "ناحيه", "مدينه", "پاريزكاي",
})  # fmt: skip
"""Words of an area's title, folded: a name with one is asked for as a word and a name."""
PLAIN_NAME: Final = re.compile(r"[a-z ]+|[\u0621-\u06d5 ]+")
"""Names in one of the two scripts, folded: others (Hełebce) no reader of these reports types."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A governorate or town with its folded names."""

    title: str
    main: frozenset[str]
    """The names that stand on maps: one Latin, one Arabic, one Sorani."""
    others: frozenset[str]


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of one of our tables, comments left out."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def table_text() -> str:
    """The file's content."""
    left_out = _ordinary()
    rows = []
    for place in _unambiguous(_merged(_governorates_and_towns())):
        names = sorted(name for name in place.main | place.others if _may_be_typed(name))
        kept = [name for name in names if name not in left_out]
        alone = [f"{ALONE}{name}" for name in names if name in left_out and name in place.main]
        if kept and len(kept) + len(alone) > 1:
            rows.append(f"{place.title},{'|'.join([*kept, *alone])}")
    head = [
        "# Names, folded, under which the free-text filter finds a governorate or town: any finds all.",
        "# Made by `python -m mapapp.web.basemap.place_names` from gazetteer/build/curated and",
        "# mapapp/web/basemap/towns.csv (sources: gazetteer/data/SOURCES.md); not edited by hand.",
        "# An ordinary word stands behind =: it means the place only where a column holds nothing else.",
        "place,names",
    ]
    return "\n".join([*head, *sorted(rows)]) + "\n"


def _governorates_and_towns() -> list[NamedPlace]:
    places = _rows_of_all("data/places/*.csv")
    spelled = {row["place_id"]: row["names"].split("|") for row in _rows_of_all("build/curated/admin-*.csv")}
    found = [_named(row, row, spelled) for row in places if row["kind"] == "governorate"]
    settlements = [row for row in places if row["kind"] in ("city", "town")]
    towns = [town for town in rows_of(HERE / "towns.csv") if town["kind"] in ("town", "capital")]
    return found + [_named(town, _settlement_of(town, settlements), spelled) for town in towns]


def _rows_of_all(pattern: str) -> list[dict[str, str]]:
    return [row for path in sorted((ROOT / "gazetteer").glob(pattern)) for row in rows_of(path)]


def _settlement_of(town: dict[str, str], settlements: list[dict[str, str]]) -> dict[str, str]:
    def distance(place: dict[str, str]) -> float:
        return math.hypot(*(float(place[axis]) - float(town[axis]) for axis in ("latitude", "longitude")))

    def spellings(place: dict[str, str]) -> set[str]:
        return {fold_text(name) for name in (place["name"], place["name_ar"], *place["names"].split("|"))}

    shown = {fold_text(town["name"]), fold_text(town["name_ar"])}
    same = [one for one in settlements if shown & spellings(one)]
    if not same:
        raise ValueError(f"the gazetteer has no {town['name']}")
    nearest = min(same, key=distance)
    if distance(nearest) > SAME_PLACE_DEGREES:
        raise ValueError(f"the gazetteer has no {town['name']} within {SAME_PLACE_DEGREES} degrees")
    return nearest


def _named(shown: dict[str, str], place: dict[str, str], spelled: dict[str, list[str]]) -> NamedPlace:
    def folded(names: Iterable[str]) -> frozenset[str]:
        return frozenset(fold_text(name) for name in names) - {""}

    columns = ("name", "name_ar", "name_ckb")
    main = folded(shown[column] for column in columns)
    further = folded([*(place[column] for column in columns), *spelled[place["place_id"]]])
    return NamedPlace(shown["name"], main, further - main)


def _merged(places: list[NamedPlace]) -> list[NamedPlace]:
    """Governorate and seat of one name are one: a text seldom tells them apart."""
    merged: list[NamedPlace] = []
    for place in places:
        same = next((one for one in merged if one.main & place.main), None)
        if same is None:
            merged.append(place)
            continue
        main = same.main | place.main
        at = merged.index(same)
        merged[at] = NamedPlace(same.title, main, (same.others | place.others) - main)
    return merged


def _unambiguous(places: list[NamedPlace]) -> list[NamedPlace]:
    """Further names that another place has as well are no name of either."""
    return [
        NamedPlace(
            place.title,
            place.main,
            place.others - {name for one in places if one is not place for name in one.main | one.others},
        )
        for place in places
    ]


def _ordinary() -> frozenset[str]:
    words = [
        word
        for row in rows_of(ROOT / "gazetteer" / "data" / "other_words.csv")
        for word in row["words"].split("|")
    ]
    return frozenset(fold_text(word) for word in words) | {
        fold_text(row["name"]) for row in rows_of(HERE / "ordinary_names.csv")
    }


def _may_be_typed(name: str) -> bool:
    return (
        len(name) >= LEAST_LETTERS
        and PLAIN_NAME.fullmatch(name) is not None
        and not OFFICIAL_WORDS & set(name.split())
    )


if __name__ == "__main__":
    TABLE.write_text(table_text(), encoding="utf-8")
