"""Imports: the same file twice is nothing new, a newer one changes what changed, a failed one nothing."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from mapapp.errors import StorageError
from mapapp.incidents import FROM_TEXT, frame_of
from mapapp.storage import IncidentStore, Saved, Scope

if TYPE_CHECKING:
    import pandas as pd


def rows(*ids: str, **fields: Any) -> list[dict[str, Any]]:
    """ACLED rows that differ by their key only."""
    return [
        {
            "event_id": f"acled-{name}",
            "source_dataset": "acled",
            "source_id": name,
            "event_date": "2021-02-24",
            **fields,
        }
        for name in ids
    ]


def counts(saved: Saved) -> dict[str, Any]:
    """What an import did, without its id and without what it did not do."""
    kept = {name: value for name, value in asdict(saved).items() if name != "batch_id" and value}
    return {**kept, "refused": len(saved.refused)} if saved.refused else kept


def test_the_same_file_again_is_nothing_new(store: IncidentStore) -> None:
    frame = frame_of([*rows("1", "2"), {"event_id": "x", "notes": "no key"}])
    assert counts(store.save(frame)) == {"added": 3}
    assert counts(store.save(frame)) == {"known": 3}


def test_a_changed_row_is_updated_and_keeps_its_id(store: IncidentStore) -> None:
    store.save(frame_of(rows("1", "2")))
    newer = frame_of([*rows("1", fatalities=4), *rows("2")]).assign(event_id=["other-1", "other-2"])
    assert counts(store.save(newer)) == {"updated": 1, "known": 1}
    assert store.load()["event_id"].tolist() == ["acled-1", "acled-2"]
    assert store.load()["fatalities"].fillna(-1).tolist() == [4, -1]


def test_a_row_without_a_key_is_known_by_its_content_under_another_id(store: IncidentStore) -> None:
    store.save(frame_of([{"event_id": "a", "notes": "one"}, {"event_id": "b", "notes": "two"}]))
    again = frame_of([{"event_id": "y", "notes": "two"}, {"event_id": "z", "notes": "three"}])
    assert counts(store.save(again)) == {"known": 1, "added": 1}


def test_a_row_without_a_key_is_known_by_its_id_with_other_content(store: IncidentStore) -> None:
    store.save(frame_of([{"event_id": "a", "notes": "one"}]))
    assert counts(store.save(frame_of([{"event_id": "a", "notes": "two"}]))) == {"updated": 1}
    assert store.load()["notes"].tolist() == ["two"]


def test_a_third_equal_row_is_new(store: IncidentStore) -> None:
    two = frame_of([{"event_id": name, "event_date": "2021-02-24"} for name in "ab"])
    three = frame_of([{"event_id": name, "event_date": "2021-02-24"} for name in "xyz"])
    store.save(two)
    assert counts(store.save(three)) == {"known": 2, "added": 1}


def test_two_rows_of_one_key_that_say_different_things_are_both_kept(store: IncidentStore) -> None:
    twice = frame_of([*rows("1", actor1="A"), *rows("1", actor1="B")]).assign(
        event_id=["acled-1", "acled-1~2"]
    )
    assert counts(store.save(twice)) == {"added": 2}
    assert counts(store.save(twice)) == {"known": 2}


def test_two_rows_of_one_key_that_say_the_same_are_one(store: IncidentStore) -> None:
    twice = frame_of([*rows("1"), *rows("1")]).assign(event_id=["acled-1", "acled-1~2"])
    assert counts(store.save(twice)) == {"added": 1, "known": 1}
    assert store.load()["event_id"].tolist() == ["acled-1"]


def test_incidents_of_one_report_are_not_taken_for_one(store: IncidentStore) -> None:
    told = [
        {"event_id": f"text:{place}", "source_dataset": FROM_TEXT, "source_id": "post-1", "location": place}
        for place in ("Daquq", "Hawija")
    ]
    assert counts(store.save(frame_of(told))) == {"added": 2}
    assert counts(store.save(frame_of(told))) == {"known": 2}


def test_an_id_that_another_data_set_uses_is_refused_with_the_reason_and_the_rest_goes_on(
    store: IncidentStore,
) -> None:
    store.save(frame_of([{"event_id": "7", "source_dataset": "acled", "source_id": "IRQ7"}]))
    other = [{"event_id": "7", "source_dataset": "ucdp", "source_id": "99"}, {"event_id": "8"}]
    saved = store.save(frame_of(other))
    assert counts(saved) == {"added": 1, "refused": 1}
    assert saved.refused[0].reason == "event_id '7' is stored already, of acled IRQ7"


def test_an_id_that_stands_twice_in_a_file_is_refused_the_second_time(store: IncidentStore) -> None:
    twice = frame_of([{"event_id": "a", "notes": "one"}, {"event_id": "a", "notes": "two"}])
    assert counts(store.save(twice)) == {"added": 1, "refused": 1}
    assert store.load()["notes"].tolist() == ["one"]


def test_what_a_newer_version_of_the_file_lacks_is_marked_removed_and_comes_back(
    store: IncidentStore,
) -> None:
    store.save(frame_of(rows(*"123456")), path="iraq.csv")
    assert counts(store.save(frame_of(rows(*"12345")), path="iraq.csv")) == {"known": 5, "removed": 1}
    assert len(store.load()) == 5
    assert counts(store.save(frame_of(rows(*"123456")), path="iraq.csv")) == {"known": 5, "restored": 1}
    assert len(store.load()) == 6


def test_a_file_that_shares_less_than_half_is_no_newer_version(store: IncidentStore) -> None:
    store.save(frame_of(rows(*"123456")), path="iraq.csv")
    assert counts(store.save(frame_of(rows(*"12")), path="iraq.csv")) == {"known": 2, "unseen": 4}
    assert len(store.load()) == 6


def test_under_another_name_nearly_all_must_recur(store: IncidentStore) -> None:
    ids = [str(number) for number in range(20)]
    store.save(frame_of(rows(*ids)), path="iraq.csv")
    assert counts(store.save(frame_of(rows(*ids[:15])), path="deadly.csv")) == {"known": 15, "unseen": 5}
    assert counts(store.save(frame_of(rows(*ids[:19])), path="iraq (1).csv")) == {"known": 19, "removed": 1}


def test_a_file_of_another_month_removes_nothing(store: IncidentStore) -> None:
    store.save(frame_of(rows(*"123")), path="iraq.csv")
    assert counts(store.save(frame_of(rows(*"456")), path="iraq.csv")) == {"added": 3}


def test_a_complete_file_removes_all_others_of_its_data_set_and_no_more(store: IncidentStore) -> None:
    store.save(frame_of([*rows(*"123"), {"event_id": "own"}]))
    assert counts(store.save(frame_of(rows("3")), scope=Scope.COMPLETE)) == {"known": 1, "removed": 2}
    assert store.load()["event_id"].tolist() == ["acled-3", "own"]


def test_a_part_removes_nothing(store: IncidentStore) -> None:
    store.save(frame_of(rows(*"123456")), path="iraq.csv")
    saved = store.save(frame_of(rows(*"12345")), path="iraq.csv", scope=Scope.PART)
    assert counts(saved) == {"known": 5, "unseen": 1}


def test_an_import_that_fails_leaves_nothing_behind(
    store: IncidentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mapapp.storage.importing.remark_batch", fail)
    with pytest.raises(KeyboardInterrupt):
        store.save(frame_of(rows("1")))
    assert store.load().empty
    assert store.batches() == ()


def test_an_undone_import_leaves_the_incidents_as_they_were(store: IncidentStore) -> None:
    store.save(frame_of(rows(*"1234")), path="iraq.csv")
    before = store.load()
    newer = store.save(frame_of([*rows("1", "2", "5"), *rows("3", fatalities=2)]), path="iraq.csv")
    assert counts(newer) == {"known": 2, "updated": 1, "added": 1, "removed": 1}
    store.undo(newer.batch_id)
    assert_frame_equal(store.load(), before)


def test_an_undone_file_can_be_imported_again(store: IncidentStore) -> None:
    store.undo(store.save(frame_of(rows("1", "2")), path="iraq.csv").batch_id)
    assert store.load().empty
    assert counts(store.save(frame_of(rows("1", "2")), path="iraq.csv")) == {"restored": 2}


def test_an_import_on_which_a_later_change_rests_is_not_undone(store: IncidentStore) -> None:
    first = store.save(frame_of(rows("1")))
    later = store.save(frame_of(rows("1", fatalities=3)))
    with pytest.raises(StorageError, match=f"undo these first: batch {later.batch_id} "):
        store.undo(first.batch_id)
    store.undo(later.batch_id)
    store.undo(first.batch_id)
    assert store.load().empty


def test_nothing_is_undone_twice(store: IncidentStore) -> None:
    batch = store.save(frame_of(rows("1"))).batch_id
    undo = store.undo(batch)
    for again in (batch, undo, 99):
        with pytest.raises(StorageError, match=f"batch {again}"):
            store.undo(again)


def test_a_batch_says_who_imported_what(store: IncidentStore) -> None:
    store.save(frame_of(rows("1", "2")), path="some/iraq.csv")
    (batch,) = store.batches()
    assert (batch.action, batch.who, batch.label, batch.summary["added"]) == (
        "import",
        "Layla",
        "iraq.csv",
        2,
    )


names = st.sampled_from("abcd")
files = st.lists(
    st.dictionaries(names, st.integers(0, 3), max_size=4).map(
        lambda chosen: frame_of([
            {"event_id": f"k-{name}", "source_dataset": "k", "source_id": name, "fatalities": count}
            for name, count in chosen.items()
        ])
    ),
    max_size=4,
)  # fmt: skip


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without incidents, to copy: making its tables takes longer than a test's imports."""
    file = tmp_path_factory.mktemp("empty") / "store.db"
    IncidentStore(f"sqlite:///{file}", create=True).close()
    return file


@settings(max_examples=40, deadline=None)
@given(frames=files)
def test_undoing_all_imports_in_turn_gives_back_each_state_before(
    empty_database: Path, tmp_path_factory: pytest.TempPathFactory, frames: list[pd.DataFrame]
) -> None:
    file = shutil.copy(empty_database, tmp_path_factory.mktemp("undo") / "store.db")
    with IncidentStore(f"sqlite:///{file}") as store:
        states, done = [], []
        for frame in frames:
            states.append(store.load())
            done.append(store.save(frame, path="one.csv").batch_id)
        for batch, state in zip(reversed(done), reversed(states), strict=True):
            store.undo(batch)
            assert_frame_equal(store.load(), state)
