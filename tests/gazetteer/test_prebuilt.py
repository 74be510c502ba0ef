"""The built-in gazetteer in the user's cache: opened as it was built, built anew where it is damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from gazetteer import Gazetteer, building, prebuilt
from gazetteer.building import columns_of, unpack
from gazetteer.foreign import ForeignTown
from gazetteer.places import Place

PLACES = [
    Place(place_id="t:a", name="Alpha", kind="town", latitude=33.0, longitude=44.0, prior=0.5),
    Place(place_id="t:b", name="Beta", kind="governorate", latitude=33.0, longitude=44.0, prior=0.9),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a built-in table of two places that is counted each time it is read."""
    monkeypatch.setattr(prebuilt, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(building, "foreign_places", lambda: ())
    monkeypatch.setattr(building, "foreign_towns", lambda: (ForeignTown("Syria", ("Gamma",)),))
    monkeypatch.setattr(building, "base_places", lambda _parser: built.append(1) or PLACES[:])
    built.clear()
    return tmp_path / "cache"


built: list[int] = []


def kept(folder: Path) -> list[Path]:
    """The files of the cache."""
    return sorted(folder.iterdir())


def test_the_second_start_opens_what_the_first_one_built(folder: Path) -> None:
    first, second = prebuilt.built_in(), prebuilt.built_in()

    assert len(built) == 1
    assert list(first.places) == list(second.places) == PLACES
    assert second.index.names == ["Alpha", "Beta"]
    assert len(kept(folder)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE part SET content = zeroblob(length(content)) WHERE name = 'place.latitude'",
        "UPDATE part SET content = X'00' WHERE name = 'digest'",
        "DELETE FROM part WHERE name = 'index.names'",
        "DROP TABLE part",
    ],
)
def test_a_damaged_file_is_built_anew(folder: Path, damage: str) -> None:
    prebuilt.built_in()
    with sqlite3.connect(kept(folder)[0]) as connection:
        connection.execute(damage)
    connection.close()

    assert list(prebuilt.built_in().places) == PLACES
    assert len(built) == 2
    assert list(prebuilt.built_in().places) == PLACES
    assert len(built) == 2


def test_a_file_that_is_no_database_is_built_anew(folder: Path) -> None:
    prebuilt.built_in()
    kept(folder)[0].write_bytes(b"something else")

    assert list(prebuilt.built_in().places) == PLACES


def test_another_state_of_the_tables_has_a_file_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(prebuilt.KEPT_FILES + 2):
        monkeypatch.setattr(prebuilt, "fingerprint", lambda state=f"{number:064d}"[::-1]: state)
        prebuilt.built_in()

    assert len(built) == prebuilt.KEPT_FILES + 2
    assert len(kept(folder)) == prebuilt.KEPT_FILES


def test_where_the_cache_cannot_be_written_to_it_is_built_each_time(folder: Path) -> None:
    folder.write_text("a file where the folder should be")

    assert list(prebuilt.built_in().places) == list(prebuilt.built_in().places) == PLACES
    assert len(built) == 2


@pytest.mark.usefixtures("folder")
def test_columns_of_another_state_are_not_opened() -> None:
    columns = columns_of(prebuilt.built_in(), "one")

    assert unpack(columns, "one") is not None
    assert unpack(columns, "other") is None


def test_what_is_opened_is_what_the_tables_say(built_in: Gazetteer) -> None:
    assert list(built_in.places) == building.base_places()
