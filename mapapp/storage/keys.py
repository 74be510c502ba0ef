"""By what a stored incident is known again when its source is read once more."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mapapp.incidents import FROM_TEXT, TEXT_COLUMNS, conform
from mapapp.storage.rows import stated_columns

KEYED_ROWS: Final = 50_000
"""Rows whose whole text is in memory at a time."""
CONTENT: Final = "content:"
"""Begins the origin of a row that has no key of its source."""
_MARK: Final = "\x1f"
_TEXT: Final = pa.large_string()
_UNCOMPARED: Final = frozenset({"event_id", "review_status", "created_at", "updated_at"})
"""Columns that say nothing of what happened: two rows equal but for these are the same report."""


def content_keys(frame: pd.DataFrame) -> list[str]:
    """A key for what each row says; the second of two equal rows gets another than the first."""
    # What is not stated adds nothing, so that columns empty throughout cost nothing.
    said = [name for name in stated_columns(frame) if name not in _UNCOMPARED]
    keys = []
    for start in range(0, len(frame), KEYED_ROWS):
        keys += _hashes(frame.iloc[start : start + KEYED_ROWS], said)
    return [f"{key}-{number}" for key, number in zip(keys, _occurrences(keys), strict=True)]


def _hashes(frame: pd.DataFrame, columns: list[str]) -> list[str]:
    nothing = pa.scalar("", _TEXT)
    parts = [_named(name, frame[name]) for name in columns]
    rows = pc.binary_join_element_wise(*parts, nothing) if parts else pa.array([""] * len(frame), _TEXT)
    return [
        hashlib.blake2b(row, digest_size=12).hexdigest() for row in rows.cast(pa.large_binary()).to_pylist()
    ]


def _named(name: str, cells: pd.Series) -> pa.Array:
    """What each cell says and of what, "" where it says nothing."""
    nothing = pa.scalar("", _TEXT)
    if name in TEXT_COLUMNS:
        texts = pa.array(cells).cast(_TEXT)
        named = pc.binary_join_element_wise(pa.scalar(f"{_MARK}{name}\x1e", _TEXT), texts, nothing)
        return pc.if_else(pc.equal(texts, nothing), nothing, named)
    # Days and numbers repeat: each distinct one is written out once.
    places, distinct = pd.factorize(cells, use_na_sentinel=True)
    said = [f"{_MARK}{name}\x1e{value}" for value in distinct]
    return pa.array([*said, ""], _TEXT).take(pa.array(np.where(places < 0, len(said), places)))


def origins(frame: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """What tells each row from all others over repeated imports: its source's own key, else its content.

    Incidents that we found in a text share the id of their report, so they go by their content. A key that a
    file gives to several rows (ACLED's, once for each actor) is numbered.

    Args:
        frame: incidents.
        keys: their ``content_keys``.
    """
    datasets, ids = frame["source_dataset"].tolist(), frame["source_id"].tolist()
    own = [
        f"{dataset}{_MARK}{source_id}" if source_id and dataset != FROM_TEXT else CONTENT + key
        for dataset, source_id, key in zip(datasets, ids, keys, strict=True)
    ]
    return [
        key if number == 1 else f"{key}{_MARK}{number}"
        for key, number in zip(own, _occurrences(own), strict=True)
    ]


def has_source_key(origin: str) -> bool:
    """Whether the source itself names the row, so that the same id elsewhere is another incident."""
    return not origin.startswith(CONTENT)


def _occurrences(keys: Sequence[str]) -> list[int]:
    """For each key, how many of its like there are up to it."""
    if len(set(keys)) == len(keys):
        return [1] * len(keys)
    seen: dict[str, int] = {}
    numbers = []
    for key in keys:
        seen[key] = number = seen.get(key, 0) + 1
        numbers.append(number)
    return numbers


def merge(frame: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the rows of ``added`` behind it that it does not hold yet; changed ones replaced."""
    known = set(content_keys(frame))
    fresh = added[[key not in known for key in content_keys(added)]]
    replaced = set(fresh["event_id"].tolist())
    kept = frame[[event_id not in replaced for event_id in frame["event_id"].tolist()]]
    return conform(pd.concat([kept, fresh], ignore_index=True))
