"""Blocking finds every pair that comparing all rows with all rows would propose, and gives each pair once."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.grouping import DEFAULT, propose_groups
from mapapp.grouping.blocking import candidate_pairs, comparable_rows
from mapapp.grouping.evidence import weigh, weigh_candidates
from mapapp.grouping.incident_columns import IncidentColumns, columns_of
from mapapp.grouping.type_agreement import type_bits
from mapapp.incidents import frame_of

if TYPE_CHECKING:
    import pandas as pd

FIRST_DAY = date(2007, 2, 27)
RADII_KM: dict[str, list[float | None]] = {
    "exact": [None], "settlement": [1.5, 5.0, 18.0], "near": [8.0, 25.0], "district": [20.0, 45.0],
    "governorate": [60.0, 140.0], "country": [None], "unresolved": [None],
}  # fmt: skip


def random_row(chance: Random) -> dict[str, Any]:
    """A row of the days and the area where all others lie too, so that many pairs can meet."""
    precision = chance.choice(list(RADII_KM))
    placed = precision != "unresolved"
    day = FIRST_DAY + timedelta(days=chance.randint(0, 8))
    length = chance.choice([0, 0, 0, 1, 6, 30, 40])
    return {
        "event_date": day, "event_date_end": day + timedelta(days=length) if length else None,
        "date_precision": chance.choice(["day", "day", "week", "month", "year"]),
        "event_type": chance.choice(["Battles", "Explosions/Remote violence", "Unclassified"]),
        "sub_event_type": chance.choice(["", "Suicide bomb"]),
        "actor1": chance.choice(["", "IS", "Islamic State", "Police"]),
        "admin1": chance.choice(["", "Baghdad", "Diyala"]),
        "admin2": chance.choice(["", "Rusafa", "Karkh"]),
        "location": chance.choice(["", "Rusafa", "Khalis"]),
        "latitude": chance.uniform(32.5, 34.5) if placed else None,
        "longitude": chance.uniform(43.5, 45.5) if placed else None,
        "geo_precision": precision, "radius_km": chance.choice(RADII_KM[precision]),
        "fatalities": chance.choice([None, 0, 1, 12, 40]),
        "source_dataset": chance.choice(["ACLED", "UCDP GED", "text", ""]),
        "source_id": chance.choice(["1", "2"]),
    }  # fmt: skip


def random_frame(seed: int, rows: int) -> pd.DataFrame:
    chance = Random(seed)  # noqa: S311 - made-up rows, no secret
    return frame_of({**random_row(chance), "event_id": f"row:{number:02d}"} for number in range(rows))


FRAMES = st.builds(random_frame, seed=st.integers(0, 2**32), rows=st.integers(0, 60))


def all_pairs(columns: IncidentColumns) -> tuple[np.ndarray, np.ndarray]:
    """The reference: every row with every other, as long as both can be compared at all."""
    rows = np.flatnonzero(comparable_rows(columns, DEFAULT)).tolist()
    pairs = np.array(list(combinations(rows, 2)), dtype="int64").reshape(-1, 2)
    met = [
        (one, other)
        for one, other in pairs.tolist()
        if columns.first_day[one] <= columns.last_day[other] + DEFAULT.day_slack
        and columns.first_day[other] <= columns.last_day[one] + DEFAULT.day_slack
    ]
    kept = np.array(met, dtype="int64").reshape(-1, 2)
    return kept[:, 0], kept[:, 1]


@settings(max_examples=60, deadline=None)
@given(FRAMES)
def test_no_pair_that_counts_is_lost_and_its_bits_are_those_of_the_reference(frame: pd.DataFrame) -> None:
    columns = columns_of(frame)
    types = type_bits(columns.kinds, DEFAULT)
    reference = weigh(columns, all_pairs(columns), DEFAULT, types)
    found = weigh_candidates(columns, DEFAULT)

    expected = dict(zip(zip(reference.first, reference.second, strict=True), reference.bits, strict=True))
    bits = dict(zip(zip(found.first, found.second, strict=True), found.bits, strict=True))
    assert bits == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(FRAMES)
def test_each_pair_is_compared_once(frame: pd.DataFrame) -> None:
    pairs = [
        (min(pair), max(pair))
        for block in candidate_pairs(columns_of(frame), DEFAULT)
        for pair in zip(*(rows.tolist() for rows in block), strict=True)
    ]

    assert len(pairs) == len(set(pairs))


def test_far_fewer_pairs_than_all_are_compared() -> None:
    """A year of incidents all over Iraq: nearly all pairs are too far apart in time or place."""
    chance = np.random.default_rng(7)
    frame = frame_of(
        {
            "event_id": f"row:{number}",
            "event_date": FIRST_DAY + timedelta(days=int(chance.integers(365))),
            "event_type": "Battles",
            "latitude": chance.uniform(30, 37), "longitude": chance.uniform(39, 48),
            "geo_precision": "settlement", "source_dataset": "ACLED",
        }
        for number in range(2000)
    )  # fmt: skip
    compared = sum(len(first) for first, _ in candidate_pairs(columns_of(frame), DEFAULT))

    assert 0 < compared < 2000 * 1999 / 2 / 1000


def test_in_a_crowd_only_tolls_that_stand_out_are_compared() -> None:
    """A thousand rows of one day and point make half a million pairs, none of which could be told apart."""
    row = {
        "event_date": FIRST_DAY, "event_type": "Battles", "latitude": 33.3, "longitude": 44.4,
        "geo_precision": "settlement", "source_dataset": "ACLED", "fatalities": 1,
    }  # fmt: skip
    crowd = [{**row, "event_id": f"row:{number}"} for number in range(1000)]
    large = {**row, "event_id": "large", "fatalities": 60}
    same = {**large, "event_id": "same", "source_dataset": "UCDP GED", "fatalities": 61}
    frame = frame_of([*crowd, large, same])
    compared = [
        {frame["event_id"][one], frame["event_id"][other]}
        for block in candidate_pairs(columns_of(frame), DEFAULT)
        for one, other in zip(*(rows.tolist() for rows in block), strict=True)
    ]

    assert compared == [{"large", "same"}]
    assert [one.event_ids for one in propose_groups(frame)] == [("large", "same")]


def test_one_row_below_a_crowd_every_pair_is_compared() -> None:
    row = {
        "event_date": FIRST_DAY, "event_type": "Battles", "latitude": 33.3, "longitude": 44.4,
        "geo_precision": "settlement", "source_dataset": "ACLED",
    }  # fmt: skip
    rows = DEFAULT.most_partners
    frame = frame_of({**row, "event_id": f"row:{number}"} for number in range(rows))
    compared = sum(len(first) for first, _ in candidate_pairs(columns_of(frame), DEFAULT))

    assert compared == rows * (rows - 1) // 2
