"""Frames out of a database: columns keep their types, whatever the first rows hold."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from mapapp.errors import StorageError
from mapapp.filters import Filters
from mapapp.incidents import frame_of
from mapapp.storage import IncidentStore, loading


def test_a_column_that_begins_with_gaps_keeps_its_type(
    store: IncidentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches of two rows: the driver would read a column that is null in the first as whole numbers."""
    monkeypatch.setattr(loading, "BATCH_ROWS", 2)
    frame = frame_of(
        [{"event_id": f"a{number}", "event_date": "2019-01-01"} for number in range(6)]
        + [
            {
                "event_id": "b", "event_date": "2019-01-01", "event_date_end": "2019-01-05", "latitude": 33.0,
                "longitude": 44.25, "radius_km": 7.5, "fatalities": 3, "notes": "3",
            }
        ]
    )  # fmt: skip
    store.save(frame)
    assert_frame_equal(store.load(), frame)


@pytest.mark.parametrize("name", ["a b.db", "50%25.db", "#1.db", "بغداد.db"])
def test_a_file_name_with_signs_of_a_url_is_read(tmp_path: Path, name: str) -> None:
    with IncidentStore(f"sqlite:///{tmp_path / 'plain.db'}", create=True) as plain:
        plain.save(frame_of([{"event_id": "a"}]))
    (tmp_path / "plain.db").rename(tmp_path / name)
    with IncidentStore(f"sqlite:///{tmp_path / name}") as store:
        assert store.load()["event_id"].tolist() == ["a"]


def test_a_hostile_text_in_a_filter_is_a_value_and_no_statement(store: IncidentStore) -> None:
    hostile = "x' OR 1=1 --"
    store.save(frame_of([{"event_id": "a", "admin1": hostile}, {"event_id": "b", "admin1": "Kirkuk"}]))
    assert store.load(Filters(admin1=(hostile,)))["event_id"].tolist() == ["a"]


def test_a_day_in_a_filter_is_compared_as_a_day(store: IncidentStore) -> None:
    store.save(
        frame_of([
            {"event_id": "before", "event_date": "2018-12-31"},
            {"event_id": "on", "event_date": "2019-01-01"},
            {"event_id": "undated"},
        ])
    )  # fmt: skip
    assert store.load(Filters(date_from=date(2019, 1, 1)))["event_id"].tolist() == ["on"]


def test_a_cell_that_another_program_spoilt_is_told_and_not_guessed(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with IncidentStore(f"sqlite:///{file}", create=True) as store:
        store.save(frame_of([{"event_id": "a", "fatalities": 3}]))
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE incidents SET fatalities = 'three'")
        with pytest.raises(StorageError, match=r"store\.db: the column fatalities .*three"):
            store.load()
