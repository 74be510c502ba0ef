"""Incidents kept in a database: what goes in comes out, and twice is once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from mapapp.errors import StorageError
from mapapp.incidents import empty_frame, frame_of
from mapapp.storage import IncidentStore, content_keys, merge

FRAME = frame_of(
    [
        {"event_id": "a", "event_date": "2021-02-22", "latitude": 35.07, "longitude": 44.32, "fatalities": 7,
         "notes": "غارة"},
        {"event_id": "b", "event_date": "2021-02-23", "event_date_end": "2021-02-25", "fatalities_low": 0},
        {"event_id": "c", "event_date": "2021-02-24"},
        {"event_id": "d", "event_date": "2021-02-24"},
    ]
)  # fmt: skip


def test_what_is_saved_is_loaded_equal(url: str) -> None:
    with IncidentStore(url, create=True) as store:
        store.save(FRAME)
    with IncidentStore(url) as store:
        assert_frame_equal(store.load(), FRAME)


def test_incidents_come_back_by_day_and_id_with_the_undated_last(url: str) -> None:
    """Databases sort nulls and letters each in their own way; the order must not depend on which it is."""
    ids = ["b", "_", "B", "a", "ب", "a-1"]
    rows = [{"event_id": name, "event_date": "2021-02-24"} for name in ids]
    with IncidentStore(url, create=True) as store:
        store.save(frame_of([{"event_id": "0"}, *rows]))
        assert store.load()["event_id"].tolist() == [*sorted(ids), "0"]


def test_a_null_character_is_kept_out_of_the_text_and_said(url: str) -> None:
    with IncidentStore(url, create=True) as store:
        store.save(frame_of([{"event_id": "a", "notes": "one\0two"}]))
        assert store.load()["notes"].tolist() == ["one\N{REPLACEMENT CHARACTER}two"]


def test_an_empty_store_loads_an_incident_frame(url: str) -> None:
    with IncidentStore(url, create=True) as store:
        assert store.load().dtypes.equals(empty_frame().dtypes)


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no such file"):
        IncidentStore(f"sqlite:///{tmp_path / 'absent.db'}")
    assert not list(tmp_path.iterdir())


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table incidents (name text)")
    connection.close()
    with pytest.raises(StorageError, match="no incidents of ours"):
        IncidentStore(f"sqlite:///{path}", create=True)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("not a database, but long enough to look at" * 40)
    with pytest.raises(StorageError, match=r"text\.db"):
        IncidentStore(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["nonsense", "mongodb://localhost/x", "sqlite:///a\0b"])
def test_what_is_no_database_url_is_refused(url: str) -> None:
    with pytest.raises(StorageError):
        IncidentStore(url)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StorageError) as caught:
        IncidentStore("postgresql://user:secret@127.0.0.1:1/incidents")
    assert "secret" not in str(caught.value)


def test_a_value_in_another_column_is_another_content() -> None:
    one = frame_of([{"event_id": "a", "actor1": "x"}])
    other = frame_of([{"event_id": "a", "actor2": "x"}])
    assert content_keys(one) != content_keys(other)


def test_columns_that_say_nothing_do_not_change_a_key() -> None:
    alone = frame_of([{"event_id": "a", "notes": "x"}])
    beside = frame_of([{"event_id": "a", "notes": "x"}, {"event_id": "b", "actor1": "y"}])
    assert content_keys(alone) == content_keys(beside)[:1]


def test_merging_the_same_incidents_changes_nothing() -> None:
    assert_frame_equal(merge(FRAME, FRAME), FRAME)


def test_merging_puts_new_incidents_behind_and_replaces_changed_ones() -> None:
    added = frame_of([{"event_id": "a", "event_date": "2021-02-22", "notes": "x"}, {"event_id": "e"}])
    assert merge(FRAME, added)["event_id"].tolist() == ["b", "c", "d", "a", "e"]
