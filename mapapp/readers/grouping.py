"""Rows that report the same event -> one incident, with the number of its reports and where they stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

MOST_ADDRESSES: Final = 20
"""Addresses of further reports that an incident keeps."""


def join_reports(frame: pd.DataFrame, equal: tuple[str, ...]) -> tuple[pd.DataFrame, int]:
    """``frame`` with one row for those that are equal in these columns, and how many rows went into others.

    The first row stands; its ``tags`` say how many reports there are, their keys and addresses.
    """
    if not equal or frame.empty:
        return frame, 0
    # Pandas gives no number to a group with a missing key, and coordinates may be missing.
    numbers = frame.groupby(list(equal), sort=False, dropna=False).ngroup().to_numpy()
    _, first = np.unique(numbers, return_index=True)
    repeated = np.flatnonzero(np.bincount(numbers) > 1)
    if not len(repeated):
        return frame, 0
    tags = frame["tags"].tolist()
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], repeated, "left")
    ends = np.searchsorted(numbers[order], repeated, "right")
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        rows = order[start:end].tolist()
        tags[rows[0]] = _told(tags[rows[0]], frame.iloc[rows])
    joined = frame.assign(tags=tags).iloc[np.sort(first)].reset_index(drop=True)
    joined["tags"] = joined["tags"].astype("str")
    return joined, len(frame) - len(joined)


def _told(tags: str, reports: pd.DataFrame) -> str:
    stored: dict[str, Any] = json.loads(tags) if tags.startswith("{") else {}
    addresses = [address for address in dict.fromkeys(reports["source_url"].tolist()) if address]
    stored["reports"] = str(len(reports))
    stored["report_ids"] = reports["source_id"].tolist()[:MOST_ADDRESSES]
    stored["report_urls"] = addresses[:MOST_ADDRESSES]
    return json.dumps(stored, ensure_ascii=False)
