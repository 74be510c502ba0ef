"""Reads a written document again: checks its data against the stated SHA-256, and unpacks them to a frame.

Used to verify a file that someone passed on, and to prove after writing that nothing leaked.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS, conform
from mapapp.mapping.armour import disarm
from mapapp.mapping.packing import COORDINATES, MAGIC
from mapapp.mapping.places import unpack_places
from mapapp.mapping.planes import Integers

_BEGIN: Final = '<script type="application/octet-stream"'
CARRIER: Final = re.compile(
    _BEGIN + r' id="(?P<id>[a-z0-9-]+)" '
    r'data-sha256="(?P<sha256>[0-9a-f]{64})" data-bytes="(?P<bytes>\d+)">(?P<payload>[^<]*)</script>'
)
"""An element of the page that carries bytes: see elements.py."""
_INCIDENTS: Final = "incidents-"
"""How the id of the one begins that carries the incidents."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a map document carries."""

    sha256: str
    """Of the packed incidents; equal to the one that the file states."""
    about: dict[str, Any]
    """What the document says of itself: title, sources, profile, ..."""
    frame: pd.DataFrame
    """The incidents, in the order of the file."""
    strings: tuple[str, ...]
    """Every text in the packed data: dictionaries and text blocks."""


def read_document(html: str) -> Document:
    """The data of a document, verified, and with them all else that the page carries.

    Raises:
        SnapshotError: there is no document in it, it is damaged, or the data are not those it was made with.
    """
    carriers = {found["id"]: found for found in CARRIER.finditer(html)}
    incidents = next((name for name in carriers if name.startswith(_INCIDENTS)), None)
    if incidents is None:
        raise SnapshotError("no incidents are in this file: it is not a map document of ours, or it was cut")
    if html.count(_BEGIN) != len(carriers):
        raise SnapshotError(
            "what this file carries is damaged: an element of it is cut or holds foreign signs"
        )
    contents = {name: _verified(found) for name, found in carriers.items()}
    about, frame, strings = unpack(contents[incidents])
    return Document(carriers[incidents]["sha256"], about, frame, strings)


def _verified(carrier: re.Match[str]) -> bytes:
    what = "incidents" if carrier["id"].startswith(_INCIDENTS) else carrier["id"]
    try:
        content = disarm(carrier["payload"], int(carrier["bytes"]))
    except ValueError as error:
        raise SnapshotError(f"the {what} in this file are damaged: {error}") from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != carrier["sha256"]:
        raise SnapshotError(
            f"the {what} were changed after the file was made: their SHA-256 is {digest}, the file states "
            f"{carrier['sha256']}"
        )
    return content


def unpack(content: bytes) -> tuple[dict[str, Any], pd.DataFrame, tuple[str, ...]]:
    """The header's ``about``, the incidents, and all strings of a packed frame.

    Raises:
        SnapshotError: the bytes are not a packed frame.
    """
    try:
        return _unpacked(content)
    except (ValueError, KeyError, struct.error, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SnapshotError(f"the packed incidents can't be read: {error}") from error


def _unpacked(content: bytes) -> tuple[dict[str, Any], pd.DataFrame, tuple[str, ...]]:
    if content[:4] != MAGIC:
        raise ValueError(f"they start with {content[:4]!r}, not {MAGIC!r}")
    head_size, body_size = struct.unpack_from("<II", content, 4)
    start = 4 + struct.calcsize("<II")
    header = json.loads(gzip.decompress(content[start : start + head_size]))
    body = gzip.decompress(content[start + head_size : start + head_size + body_size])
    rows: int = header["rows"]
    strings: list[str] = []
    columns: dict[str, Any] = {}
    levels: int = header["levels"]
    runs = np.frombuffer(body, dtype=np.uint8)[: levels * rows].reshape(levels, rows)
    *coordinates, order = unpack_places(list(runs)) if levels else (np.arange(rows),)
    places = dict(zip(COORDINATES, coordinates, strict=False))
    at = levels * rows
    for told in header["columns"]:
        size = told["width"] * rows
        stored = places[told["name"]] if told["width"] == 0 else _numbers(told, body[at : at + size], rows)
        if told.get("by_place"):
            placed = np.empty_like(stored)
            placed[order] = stored
            stored = placed
        columns[told["name"]] = _column(told, stored)
        strings.extend((*told.get("values", ()), *filter(None, [told.get("prefix")])))
        at += size
    blocks = content[start + head_size + body_size :]
    for name, texts in zip(header["text"]["columns"], _texts(header["text"], blocks), strict=True):
        columns[name] = texts
        strings.extend(texts)
    frame = pd.DataFrame({name: columns[name] for name in COLUMNS if name in columns}, index=range(rows))
    return header["about"], conform(frame), tuple(strings)


def _numbers(told: dict[str, Any], planes: bytes, rows: int) -> Integers:
    width: int = told["width"]
    runs = np.frombuffer(planes, dtype=np.uint8).reshape(width, rows).astype(np.int64)
    stored = sum((runs[place] << (8 * place) for place in range(width)), np.zeros(rows, np.int64))
    if told.get("delta"):
        stored = np.cumsum(np.where(stored & 1, -((stored + 1) >> 1), stored >> 1))
    return stored


def _column(told: dict[str, Any], stored: Integers) -> Any:  # noqa: ANN401 - a column of any type
    if told["kind"] == "codes":
        return np.array(told["values"], dtype=object)[stored]
    whole = stored + told["base"]
    if told["kind"] == "sequence":
        return [f"{told['prefix']}{str(number).zfill(told['digits'])}" for number in whole.tolist()]
    if told["kind"] == "day":
        days = whole.astype("datetime64[D]").astype("datetime64[s]")
        days[stored == 0] = np.datetime64("NaT")
        return days
    numbers = whole / told.get("step", 1)
    return pd.array(np.where(stored == 0, np.nan, numbers), dtype="Float64")


def _texts(told: dict[str, Any], blocks: bytes) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in told["columns"]]
    at = 0
    for size in told["sizes"]:
        for column, texts in zip(columns, json.loads(gzip.decompress(blocks[at : at + size])), strict=True):
            column.extend(texts)
        at += size
    return columns
