"""Groups: a person calls incidents one; they are shown once, and can be split again."""

from __future__ import annotations

import pytest
from pandas.testing import assert_frame_equal

from mapapp.errors import StorageError
from mapapp.filters import Filters
from mapapp.incidents import frame_of
from mapapp.storage import IncidentStore


@pytest.fixture(autouse=True)
def stored(store: IncidentStore) -> None:
    rows = [
        {"event_id": name, "source": name.upper(), "fatalities": count, "event_date": "2021-02-24"}
        for name, count in (("a", 3), ("b", 5), ("c", 1), ("d", 0))
    ]
    store.save(frame_of(rows))


def test_an_accepted_group_is_shown_once_with_both_counts_and_sources(store: IncidentStore) -> None:
    store.accept_group(["a", "b"])
    frame = store.load(grouped=True)
    assert len(frame) == 3
    (row,) = frame[frame["source"].str.contains("A")].to_dict("records")
    assert (row["fatalities_low"], row["fatalities_high"]) == (3, 5)
    assert "B" in row["source"]


def test_nothing_is_shown_as_one_unless_it_was_accepted(store: IncidentStore) -> None:
    assert len(store.load(grouped=True)) == 4


def test_without_asking_for_groups_each_source_stands_by_itself(store: IncidentStore) -> None:
    store.accept_group(["a", "b"])
    assert len(store.load()) == 4


def test_a_group_passes_a_filter_that_one_of_its_members_fails(store: IncidentStore) -> None:
    store.accept_group(["a", "b"])
    assert len(store.load(Filters(fatalities_from=5), grouped=True)) == 1


def test_an_incident_of_a_group_brings_its_group_along(store: IncidentStore) -> None:
    store.accept_group(["a", "b"])
    store.accept_group(["b", "c"])
    assert store.groups() == (("a", "b", "c"),)


def test_splitting_leaves_a_group_of_two_at_least_or_none(store: IncidentStore) -> None:
    store.accept_group(["a", "b", "c"])
    store.split(["a"])
    assert store.groups() == (("b", "c"),)
    store.split(["b"])
    assert store.groups() == ()


def test_undoing_gives_back_the_groups_that_were(store: IncidentStore) -> None:
    store.accept_group(["a", "b"])
    joined = store.accept_group(["b", "c"])
    store.undo(joined)
    assert store.groups() == (("a", "b"),)
    split = store.split(["a"])
    store.undo(split)
    assert store.groups() == (("a", "b"),)


def test_a_removed_incident_is_in_no_group(store: IncidentStore) -> None:
    other = store.save(frame_of([{"event_id": "e", "notes": "x"}]))
    store.accept_group(["d", "e"])
    store.undo(other.batch_id)
    assert store.groups() == ()


@pytest.mark.parametrize("ids", [[], ["a"], ["a", "a"], ["a", "zz"]])
def test_what_is_no_group_is_refused(store: IncidentStore, ids: list[str]) -> None:
    before = store.load(grouped=True)
    with pytest.raises(StorageError):
        store.accept_group(ids)
    assert_frame_equal(store.load(grouped=True), before)


def test_an_incident_in_no_group_is_not_split(store: IncidentStore) -> None:
    with pytest.raises(StorageError, match="in no group: 'a'"):
        store.split(["a"])


def test_incidents_called_different_are_remembered_until_that_is_undone(store: IncidentStore) -> None:
    batch = store.keep_apart(["b", "a"])
    assert store.apart() == (("a", "b"),)
    store.undo(batch)
    assert store.apart() == ()


def test_calling_two_of_them_one_later_ends_that_they_are_different(store: IncidentStore) -> None:
    store.keep_apart(["a", "b"])
    store.keep_apart(["c", "d"])
    joined = store.accept_group(["a", "b", "c"])
    assert store.apart() == (("c", "d"),)
    store.undo(joined)
    assert store.apart() == (("a", "b"), ("c", "d"))


def test_incidents_of_one_group_are_not_called_different(store: IncidentStore) -> None:
    store.accept_group(["a", "b"])
    with pytest.raises(StorageError, match="called one already: 'a', 'b'; split them first"):
        store.keep_apart(["a", "b", "c"])
    store.keep_apart(["a", "c"])


@pytest.mark.parametrize("ids", [[], ["a"], ["a", "a"], ["a", "zz"]])
def test_what_is_no_pair_of_incidents_is_not_called_different(store: IncidentStore, ids: list[str]) -> None:
    with pytest.raises(StorageError):
        store.keep_apart(ids)
    assert store.apart() == ()
