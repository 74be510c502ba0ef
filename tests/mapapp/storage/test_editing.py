"""Edits: each keeps who, when and what was before; two editors do not overwrite each other in silence."""

from __future__ import annotations

import pytest
from pandas.testing import assert_frame_equal

from mapapp.errors import InvalidIncident, StorageError
from mapapp.incidents import frame_of
from mapapp.storage import EditConflict, IncidentStore

ROW = {
    "event_id": "a",
    "source_dataset": "acled",
    "source_id": "1",
    "event_date": "2021-02-24",
    "fatalities": 3,
}


@pytest.fixture(autouse=True)
def stored(store: IncidentStore) -> None:
    store.save(frame_of([ROW, {"event_id": "b"}]))


def value(store: IncidentStore, column: str) -> object:
    frame = store.load()
    return frame.loc[frame["event_id"] == "a", column].iloc[0]


def test_an_edit_is_loaded_and_told_with_what_was_before(store: IncidentStore) -> None:
    assert store.edit("a", {"fatalities": 5, "event_date": "2021-02-25"}, version=1) == 2
    assert value(store, "fatalities") == 5
    added, edited = store.history("a")
    assert (added.kind, edited.kind, edited.who) == ("added", "edited", "Layla")
    assert {name: edited.before[name] for name in ("fatalities", "event_date")} == {
        "fatalities": 3, "event_date": "2021-02-24",
    }  # fmt: skip
    assert edited.after["fatalities"] == 5


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(store: IncidentStore) -> None:
    seen = store.version("a")
    store.edit("a", {"review_status": "confirmed"}, version=seen)
    with pytest.raises(EditConflict, match=r"changed by Layla .*review_status.*nothing of this edit"):
        store.edit("a", {"review_status": "rejected"}, version=seen)
    assert value(store, "review_status") == "confirmed"


def test_an_edit_that_changes_nothing_is_no_change(store: IncidentStore) -> None:
    assert store.edit("a", {"fatalities": 3}, version=1) == 1
    assert len(store.batches()) == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"event_id": "z"}, "can't be edited"),
        ({"nonsense": 1}, "can't be edited"),
        ({"latitude": 99.0}, "outside -90 to 90"),
        ({"review_status": "perhaps"}, "none of"),
        ({"fatalities": -1}, "no whole number"),
        ({"event_date": "24/02/2021"}, "no date"),
    ],
)
def test_a_value_that_no_incident_can_hold_is_refused(
    store: IncidentStore, fields: dict[str, object], reason: str
) -> None:
    with pytest.raises(InvalidIncident, match=reason):
        store.edit("a", fields, version=1)
    assert len(store.history("a")) == 1


def test_an_incident_that_is_not_there_is_named(store: IncidentStore) -> None:
    for call in (lambda: store.edit("zz", {"notes": "x"}, version=1), lambda: store.history("zz")):
        with pytest.raises(StorageError, match="'zz'"):
            call()


def test_an_undone_edit_gives_back_what_was_there(store: IncidentStore) -> None:
    before = store.load()
    store.edit("a", {"notes": "wrong", "fatalities": None}, version=1)
    store.undo(store.batches()[0].batch_id)
    assert_frame_equal(store.load(), before)
    assert [change.kind for change in store.history("a")] == ["added", "edited", "undone"]


def test_the_file_read_again_leaves_an_edit_alone(store: IncidentStore) -> None:
    store.edit("a", {"fatalities": 5}, version=1)
    saved = store.save(frame_of([ROW]))
    assert (saved.known, saved.updated, saved.kept_edits) == (1, 0, ())
    assert value(store, "fatalities") == 5


def test_a_newer_file_changes_what_was_not_edited_and_says_where_an_edit_stands(store: IncidentStore) -> None:
    store.edit("a", {"fatalities": 5}, version=1)
    saved = store.save(frame_of([{**ROW, "fatalities": 4, "injuries": 9}]))
    assert (value(store, "fatalities"), value(store, "injuries")) == (5, 9)
    assert saved.kept_edits == (
        "a: fatalities was edited to 5, which stands; the file now says 4, before 3",
    )  # fmt: skip


def test_an_edit_back_to_what_the_file_says_leaves_the_field_to_the_file_again(store: IncidentStore) -> None:
    store.edit("a", {"fatalities": 5}, version=1)
    store.edit("a", {"fatalities": 3}, version=2)
    saved = store.save(frame_of([{**ROW, "fatalities": 4}]))
    assert (value(store, "fatalities"), saved.kept_edits) == (4, ())


def test_purging_deletes_what_is_marked_removed_and_nothing_else(store: IncidentStore) -> None:
    other = store.save(frame_of([{"event_id": "c", "notes": "x"}]))
    store.edit("c", {"notes": "private"}, version=1)
    store.undo(store.batches()[0].batch_id)
    store.undo(other.batch_id)
    assert store.purge() == 1
    assert store.load()["event_id"].tolist() == ["a", "b"]
    with pytest.raises(StorageError):
        store.history("c")
