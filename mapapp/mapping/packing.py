"""An incident frame packed for the browser: columns of small integers, dictionaries, and blocks of text.

The packed form is one run of bytes::

    "IQM2"   header length   columns length      (two unsigned 32-bit numbers, little endian)
    header   gzip of JSON: how each column is stored, its dictionary, the size of each text block
    columns  gzip of the levels of the places (places.py), then of the byte planes (planes.py)
    blocks   gzip each: JSON arrays of the long texts of BLOCK_ROWS incidents, unpacked on the first click

Incidents are ordered by first day, then as in the frame. Nothing depends on a clock or on chance.
"""

from __future__ import annotations

import gzip
import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mapapp.incidents import COLUMNS, COUNT_COLUMNS, DATE_COLUMNS, TEXT_COLUMNS
from mapapp.mapping.places import pack_places
from mapapp.mapping.planes import Integers, Plane, compress_runs, from_base, pack_codes, pack_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAGIC: Final = b"IQM2"
BLOCK_ROWS: Final = 512
"""Incidents in a text block: some 250 kB of long Arabic notes, unpacked in about 5 ms."""

DEGREE_STEPS: Final = (10**5, 10**6, 10**7)
"""Coordinates are kept to 1/step degree; the first step that loses nothing is taken (10**5 is about 1 m)."""

METRES: Final = 1000
"""Radii are kept to the metre."""

COORDINATES: Final = ("latitude", "longitude")

FACET_COLUMNS: Final = (
    "date_precision", "event_type", "sub_event_type", "actor1", "actor2", "admin1", "admin2",
    "geo_precision", "source", "source_dataset", "review_status", "location",
)  # fmt: skip
"""Text columns that are filtered or counted: always stored as a dictionary and codes."""

_LARGEST: Final = 2**31 - 2
"""The browser's whole numbers end there: places all over the world are kept to 1/10**6 degree."""

PLACE_COLUMNS: Final = frozenset({
    "admin1", "admin2", "location", "location_as_written", "geo_precision", "radius_km",
})  # fmt: skip
"""Columns that a place says most about: written in the order of the places, where they are long runs."""

_DICTIONARY_SHARE: Final = 0.25
"""Another text column becomes a dictionary when at most this share of its values differ."""

_SEQUENCE_DIGITS: Final = 9
"""The longest number of an id that four bytes hold."""

_HEADER_LEVEL: Final = 9
_BLOCK_LEVEL: Final = 6
"""gzip levels: 9 gains little and takes several times as long on Arabic text."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed frame."""

    content: bytes
    rows: int
    order: Integers
    """For each packed incident its place in the frame."""


@dataclass(frozen=True, slots=True)
class _Stored:
    description: dict[str, Any]
    runs: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Places:
    levels: tuple[bytes, ...]
    columns: tuple[_Stored, ...]
    order: Integers


def pack(frame: pd.DataFrame, about: dict[str, Any]) -> Packed:
    """Pack a conformed incident frame; ``about`` (JSON values) travels in the header."""
    order = _order(frame)
    ordered = frame if _is_sorted(order) else frame.iloc[order]
    places = _store_places(ordered)
    stored: list[_Stored] = list(places.columns) if places else []
    texts: dict[str, list[str]] = {}
    for column in COLUMNS:
        by_place = places.order if places and column in PLACE_COLUMNS else None
        if column in TEXT_COLUMNS:
            _store_text(column, ordered[column], by_place, stored, texts)
        elif column not in COORDINATES and ordered[column].notna().any():
            stored.append(_store_numbers(column, ordered[column], by_place))
    blocks = _text_blocks(texts, len(frame))
    header = {
        "rows": len(frame),
        "about": about,
        "levels": len(places.levels) if places else 0,
        "columns": [column.description for column in stored],
        "text": {"columns": list(texts), "rows": BLOCK_ROWS, "sizes": [len(one) for one in blocks]},
    }
    head = compress(_json(header), _HEADER_LEVEL)
    levels = places.levels if places else ()
    body = compress_runs([*levels, *(run for column in stored for run in column.runs)])
    prefix = MAGIC + struct.pack("<II", len(head), len(body))
    return Packed(b"".join((prefix, head, body, *blocks)), len(frame), order)


def compress(content: bytes, level: int) -> bytes:
    """Gzip with no time and no system named in it: the same bytes everywhere."""
    packed = bytearray(gzip.compress(content, level, mtime=0))
    packed[9] = 255  # "unknown operating system"; zlib would write its own
    return bytes(packed)


def _json(value: object) -> bytes:
    # A lone surrogate can't be UTF-8; it becomes "?", as it would in any file.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _order(frame: pd.DataFrame) -> Integers:
    days = frame["event_date"].to_numpy().astype("datetime64[D]")
    return np.argsort(days, kind="stable")


def _is_sorted(order: Integers) -> bool:
    return bool((order[1:] > order[:-1]).all())


def _store_places(frame: pd.DataFrame) -> _Places | None:
    """Both coordinates together; None where no incident has any."""
    known = [name for name in COORDINATES if frame[name].notna().any()]
    if not known:
        return None
    columns, numbers = [], []
    for name in COORDINATES:
        missing = frame[name].isna().to_numpy(dtype=bool)
        degrees = frame[name].fillna(0.0).to_numpy(dtype=np.float64)
        step = _degree_step(degrees)
        base, stored = from_base(_scaled(degrees, step), missing)
        columns.append(_Stored({"name": name, "kind": "number", "width": 0, "base": base, "step": step}))
        numbers.append(stored)
    levels, order = pack_places(*numbers)
    return _Places(levels, tuple(columns), order)


def _store_numbers(column: str, values: pd.Series, by_place: Integers | None) -> _Stored:
    missing = values.isna().to_numpy(dtype=bool)
    if column in DATE_COLUMNS:
        days = values.to_numpy().astype("datetime64[D]").astype(np.int64)
        days[missing] = 0
        return _described(column, "day", pack_numbers(days, missing, delta=column == "event_date"))
    if column in COUNT_COLUMNS:
        counts = values.fillna(0).to_numpy(dtype=np.int64)
        return _described(column, "count", pack_numbers(counts, missing))
    if column != "radius_km":  # a new column of the schema needs its own way of packing
        raise TypeError(f"no way to pack the column {column}")
    metres = _scaled(values.fillna(0.0).to_numpy(dtype=np.float64), METRES)
    if by_place is not None:
        metres, missing = metres[by_place], missing[by_place]
    plane = pack_numbers(metres, missing)
    return _described(column, "number", plane, step=METRES, by_place=by_place is not None)


def _degree_step(numbers: NDArray[np.float64]) -> int:
    span = float(np.ptp(numbers)) if numbers.size else 0.0
    possible = [step for step in DEGREE_STEPS if span * step < _LARGEST]
    for step in possible:
        if np.array_equal(np.rint(numbers * step) / step, numbers):
            return step
    return possible[-1]


def _scaled(numbers: NDArray[np.float64], step: int) -> Integers:
    return np.rint(numbers * step).astype(np.int64)


def _described(column: str, kind: str, plane: Plane, **more: object) -> _Stored:
    return _Stored({"name": column, "kind": kind, **plane.description, **more}, plane.runs)


def _store_text(
    column: str,
    values: pd.Series,
    by_place: Integers | None,
    stored: list[_Stored],
    texts: dict[str, list[str]],
) -> None:
    # Ids first: a dictionary of as many values as rows would cost more than all other columns.
    if column == "event_id" and (sequence := _store_sequence(values)) is not None:
        stored.append(sequence)
        return
    codes, uniques = pd.factorize(values)
    words = [str(word) for word in uniques]
    if words in ([""], []):
        return
    if column == "event_id":
        # In order of appearance: the codes then count up and cost nothing, and the page knows every id.
        stored.append(_described(column, "codes", pack_codes(codes.astype(np.int64)), values=words))
        return
    if column in FACET_COLUMNS or len(words) <= max(1, _DICTIONARY_SHARE * len(values)):
        ranks = sorted(range(len(words)), key=words.__getitem__)
        places = np.empty(len(words), dtype=np.int64)
        places[ranks] = np.arange(len(words))
        coded = places[codes]
        # One value has no order; without one in it, the browser needn't sort the places to the end.
        by_place = by_place if len(words) > 1 else None
        plane = pack_codes(coded if by_place is None else coded[by_place])
        sorted_words = [words[rank] for rank in ranks]
        placed = by_place is not None
        stored.append(_described(column, "codes", plane, values=sorted_words, by_place=placed))
        return
    texts[column] = values.tolist()


def _store_sequence(values: pd.Series) -> _Stored | None:
    """Ids like ``name-000123``: one prefix and a number of fixed or natural width; None for others."""
    if values.empty:
        return None
    prefix = str(values.iloc[0]).rstrip("0123456789")
    digits = values.str.slice(len(prefix))
    pattern = f"[0-9]{{1,{_SEQUENCE_DIGITS}}}"
    if not (values.str.startswith(prefix).all() and digits.str.fullmatch(pattern).all()):
        return None
    lengths = digits.str.len().to_numpy(dtype=np.int64)
    numbers: Integers = np.asarray(digits.astype("int64"), dtype=np.int64)
    fixed = bool((lengths == lengths[0]).all())
    if not fixed and (digits.str.startswith("0").to_numpy(dtype=bool) & (lengths > 1)).any():
        return None
    plane = pack_numbers(numbers, np.zeros(len(numbers), dtype=bool), delta=True)
    width = int(lengths[0]) if fixed else 0
    return _described(str(values.name), "sequence", plane, prefix=prefix, digits=width)


def _text_blocks(texts: dict[str, list[str]], rows: int) -> list[bytes]:
    if not texts:
        return []
    return [
        compress(_json([column[start : start + BLOCK_ROWS] for column in texts.values()]), _BLOCK_LEVEL)
        for start in range(0, rows, BLOCK_ROWS)
    ]
