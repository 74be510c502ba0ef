"""Tables of places as columns, for files: packed to bytes and read back without parsing rows.

Reading makes no Place until one is asked for: an answer needs a handful of twenty thousand.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from gazetteer.errors import UnreadableGazetteer
from gazetteer.index import NameIndex, first_numbers
from gazetteer.making import maker_of
from gazetteer.places import KIND_PRECISION, MAX_LATITUDE, MAX_LONGITUDE, Place
from gazetteer.sound_distance import FORM_LENGTH
from gazetteer.sound_forms import Forms, Postings

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROW = "\n"
_NAME = "\t"
_TEXT_COLUMNS = ("place_id", "name", "name_ar", "name_ckb", "kind", "governorate", "district", "source")
_LIST_COLUMNS = ("names", "codes")
JOINERS = "\u200c\u200d"
"""Signs that Sorani and Persian names are spelled with: they part or join letters within a word."""
_ENTRY_COLUMNS = ("place_of", "full_key_of", "core_key_of", "kind_of", "town_of", "alone")
_FORM_COLUMNS: dict[str, type[np.generic]] = {
    "skeletons": np.uint32,
    "starts": np.int32,
    "codes": np.uint8,
    "pairs": np.uint64,
    "weights": np.float32,
    "latin": np.bool_,
    "partial": np.bool_,
}
_NUMBER_COLUMNS = ("latitude", "longitude", "radius_km", "prior")


_PLACE = maker_of(Place)
_NAMES_AT, _CODES_AT = ([one.name for one in fields(Place)].index(name) for name in _LIST_COLUMNS)


class PlaceTable(Sequence[Place]):
    """Places read from columns, each made when it is first asked for.

    Args:
        columns: As :func:`pack_places` makes them.

    Raises:
        UnreadableGazetteer: a column is missing or shorter than the others.
    """

    def __init__(self, columns: Mapping[str, bytes]) -> None:
        try:
            texts = {
                name: columns[f"place.{name}"].decode().split(_ROW)
                for name in (*_TEXT_COLUMNS, *_LIST_COLUMNS)
            }
            numbers = {name: np.frombuffer(columns[f"place.{name}"], dtype="<f8") for name in _NUMBER_COLUMNS}
        except (KeyError, ValueError) as error:
            raise UnreadableGazetteer(f"the table of places is damaged: {error}") from error
        lengths = {*map(len, texts.values()), *map(len, numbers.values())}
        if len(lengths) != 1:
            raise UnreadableGazetteer(f"the columns of places differ in length: {sorted(lengths)}")
        _check(texts, numbers)
        self.kinds: list[str] = texts["kind"]
        """The kind of each place."""
        self.priors: list[float] = numbers["prior"].tolist()
        """The prior of each place."""
        by_name: dict[str, list[Any]] = {name: column.tolist() for name, column in numbers.items()}
        by_name.update(texts)
        self._rows = list(zip(*[by_name[one.name] for one in fields(Place)], strict=True))
        self._made: list[Place | None] = [None] * lengths.pop()

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, number: int) -> Place: ...
    @overload
    def __getitem__(self, number: slice) -> list[Place]: ...
    def __getitem__(self, number: int | slice) -> Place | list[Place]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        place = self._made[number]
        if place is None:
            place = self._made[number] = self._make(number)
        return place

    def __iter__(self) -> Iterator[Place]:
        return (self[number] for number in range(len(self)))

    def _make(self, number: int) -> Place:
        row = self._rows[number]
        names, codes = row[_NAMES_AT], row[_CODES_AT]
        return _PLACE(
            *row[:_NAMES_AT],
            tuple(names.split(_NAME)) if names else (),
            *row[_NAMES_AT + 1 : _CODES_AT],
            _read_codes(codes) if codes else (),
            *row[_CODES_AT + 1 :],
        )


def _check(texts: Mapping[str, list[str]], numbers: Mapping[str, NDArray[np.float64]]) -> None:
    """Refuse columns that hold no possible places, as Place itself would one by one."""
    unknown = set(texts["kind"]) - set(KIND_PRECISION)
    if unknown:
        raise UnreadableGazetteer(f"the table of places has kinds that are none: {sorted(unknown)}")
    if not all(texts["name"]):
        raise UnreadableGazetteer("the table of places has one without a name")
    off_globe = ~((abs(numbers["latitude"]) <= MAX_LATITUDE) & (abs(numbers["longitude"]) <= MAX_LONGITUDE))
    if off_globe.any() or not (numbers["radius_km"] >= 0).all():
        raise UnreadableGazetteer("the table of places has coordinates off the globe, or a radius below 0")


def _read_codes(packed: str) -> tuple[tuple[str, str], ...]:
    if not packed:
        return ()
    pairs = (code.partition("=") for code in packed.split(_NAME) if code)
    return tuple((scheme, code) for scheme, _, code in pairs)


def clean(text: str) -> str:
    """Make a text fit for a column: no line breaks, tabs or other control characters but JOINERS."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    return " ".join("".join(c if c.isprintable() or c in JOINERS else " " for c in text).split())


def _cleaned(texts: Sequence[str]) -> list[str]:
    """Clean a column, in which most texts stand many times."""
    clean_of = {text: clean(text) for text in set(texts)}
    return [clean_of[text] for text in texts]


def pack_places(places: Sequence[Place]) -> dict[str, bytes]:
    """Turn places into columns."""
    columns = {
        f"place.{name}": _ROW.join(_cleaned([getattr(place, name) for place in places])).encode()
        for name in _TEXT_COLUMNS
    }
    columns["place.names"] = _ROW.join(
        [_NAME.join([clean(name) for name in place.names]) for place in places]
    ).encode()
    columns["place.codes"] = _ROW.join(
        [_NAME.join([f"{scheme}={code}" for scheme, code in place.codes]) for place in places]
    ).encode()
    for name in _NUMBER_COLUMNS:
        numbers = np.array([getattr(place, name) for place in places], dtype="<f8")
        columns[f"place.{name}"] = numbers.tobytes()
    return columns


def pack_index(index: NameIndex) -> dict[str, bytes]:
    """Turn an index into columns."""
    return {
        "index.names": _ROW.join(index.names).encode(),
        **{
            f"index.{name}": np.array(getattr(index, name), dtype=np.int32).tobytes()
            for name in _ENTRY_COLUMNS
        },
        "index.keys": _ROW.join(index.keys).encode(),
        **_pack_postings("index.key_names", index.key_names),
        **_pack_postings("index.look_alikes", index.look_alikes),
        **_pack_forms("index.notable", index.notable),
        **_pack_forms("index.minor", index.minor),
    }


def read_index(columns: Mapping[str, bytes]) -> NameIndex:
    """Read an index from its columns.

    Raises:
        UnreadableGazetteer: a column is missing or damaged.
    """
    try:
        keys = columns["index.keys"].decode().split(_ROW)
        names = columns["index.names"].decode().split(_ROW)
        place_of, full_key_of, core_key_of, kind_of, town_of, alone = (
            np.frombuffer(columns[f"index.{name}"], dtype=np.int32).tolist() for name in _ENTRY_COLUMNS
        )
        return NameIndex(
            names=names,
            spellings=first_numbers(names),
            place_of=place_of,
            full_key_of=full_key_of,
            core_key_of=core_key_of,
            kind_of=kind_of,
            town_of=town_of,
            alone=alone,
            keys=dict(zip(keys, range(len(keys)), strict=True)),
            key_names=_read_postings("index.key_names", columns),
            look_alikes=_read_postings("index.look_alikes", columns),
            notable=_read_forms("index.notable", columns),
            minor=_read_forms("index.minor", columns),
        )
    except (KeyError, ValueError) as error:
        raise UnreadableGazetteer(f"the index of names is damaged: {error}") from error


def _pack_postings(name: str, postings: Postings) -> dict[str, bytes]:
    return {
        f"{name}.starts": postings.starts.tobytes(),
        f"{name}.members": postings.members.tobytes(),
    }


def _read_postings(name: str, columns: Mapping[str, bytes]) -> Postings:
    starts, members = array("i", columns[f"{name}.starts"]), array("i", columns[f"{name}.members"])
    if starts[-1] != len(members):
        raise ValueError(f"{name} has {len(members)} members, not {starts[-1]}")
    return Postings(starts, members)


def _pack_forms(name: str, forms: Forms) -> dict[str, bytes]:
    return {
        **{f"{name}.{column}": getattr(forms, column).tobytes() for column in _FORM_COLUMNS},
        **_pack_postings(f"{name}.names", forms.names),
        f"{name}.looks": _ROW.join(forms.looks).encode(),
        **_pack_postings(f"{name}.look_forms", forms.look_forms),
    }


def _read_forms(name: str, columns: Mapping[str, bytes]) -> Forms:
    read = {
        column: np.frombuffer(columns[f"{name}.{column}"], dtype=kind)
        for column, kind in _FORM_COLUMNS.items()
    }
    count = len(read["weights"])
    if len(read["starts"]) != len(read["skeletons"]) + 1 or read["starts"][-1] != count:
        raise ValueError(f"{name} has {count} forms, which its skeletons don't part")
    read["codes"] = read["codes"].reshape(count, FORM_LENGTH)
    look_forms = _read_postings(f"{name}.look_forms", columns)
    looks = columns[f"{name}.looks"].decode().split(_ROW) if len(look_forms.starts) > 1 else []
    return Forms(
        **read,
        names=_read_postings(f"{name}.names", columns),
        looks=dict(zip(looks, range(len(look_forms.starts) - 1), strict=True)),
        look_forms=look_forms,
    )
