"""Snapshots: one file, the profile kept, verified again, and none left behind when something is wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from mapapp.errors import SnapshotError
from mapapp.filters import Filters
from mapapp.incidents import frame_of
from mapapp.mapping.view import View
from mapapp.snapshot import verify_snapshot, write_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

FRAME = frame_of(
    [
        {"event_id": "f:1", "event_date": "2021-02-22", "event_type": "Battles", "latitude": 35.1371,
         "longitude": 44.4413, "geo_precision": "exact", "admin1": "Kirkuk", "notes": "a private remark"},
        {"event_id": "f:2", "event_type": "Protests", "geo_precision": "unresolved"},
    ]
)  # fmt: skip


def test_a_written_file_verifies_and_holds_the_frame(tmp_path: Path) -> None:
    document = verify_snapshot(write_snapshot(FRAME, tmp_path / "map.html", title="Two", refused=3))

    assert sorted(document.frame["event_id"]) == ["f:1", "f:2"]
    assert document.about["title"] == "Two"
    assert document.about["refused"] == 3


def test_two_builds_are_equal_to_the_byte(tmp_path: Path) -> None:
    one = write_snapshot(FRAME, tmp_path / "a.html").read_bytes()

    assert one == write_snapshot(FRAME, tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize("carried", ["incidents-", "incident-base-map"])
def test_a_changed_file_does_not_verify(tmp_path: Path, carried: str) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html")
    html = path.read_text(encoding="utf-8")
    at = html.index('data-bytes="', html.index(f'id="{carried}')) + 60
    changed = "A" if html[at] != "A" else "B"
    path.write_text(html[:at] + changed + html[at + 1 :], encoding="utf-8")

    with pytest.raises(SnapshotError, match="changed after the file was made"):
        verify_snapshot(path)


def test_a_file_with_a_damaged_element_does_not_verify(tmp_path: Path) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html")
    html = path.read_text(encoding="utf-8")
    at = html.index('data-bytes="', html.index('id="incident-base-map')) + 60
    path.write_text(html[:at] + "<" + html[at + 1 :], encoding="utf-8")

    with pytest.raises(SnapshotError, match="is damaged"):
        verify_snapshot(path)


def test_a_file_with_another_script_does_not_verify(tmp_path: Path) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html")
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("IraqIncidents.addLayer(", "IraqIncidents.addLayer( ", 1), encoding="utf-8")

    with pytest.raises(SnapshotError, match="a script or a style of the page was changed"):
        verify_snapshot(path)


def test_a_foreign_file_is_not_verified(tmp_path: Path) -> None:
    path = tmp_path / "other.html"
    path.write_text("<html></html>", encoding="utf-8")

    with pytest.raises(SnapshotError, match="not a map document of ours"):
        verify_snapshot(path)


def test_a_public_file_holds_no_remark_and_says_what_was_done(tmp_path: Path) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html", profile="public", manifest=tmp_path / "removed.json")
    document = verify_snapshot(path)

    assert not any("remark" in text for text in document.strings)
    assert document.about["profile"] == "public"
    assert "notes" in json.loads((tmp_path / "removed.json").read_text())["columns removed"]


def test_a_title_that_tells_what_the_profile_hides_is_refused(tmp_path: Path) -> None:
    for title, told in [
        ("On a private remark", "a text of notes"),
        ("Fell at 35.1371, 44.4413", "coordinate"),
    ]:
        with pytest.raises(SnapshotError, match=told):
            write_snapshot(FRAME, tmp_path / "map.html", profile="public", title=title)
    assert list(tmp_path.iterdir()) == []


def test_a_public_file_keeps_only_filters_that_hide_nothing(tmp_path: Path) -> None:
    asked = Filters(
        date_from=date(2021, 2, 22), text="remark", source=("Radio",), actor=("A. Person",),
        area=((35.0, 44.0), (36.0, 44.0), (36.0, 45.0)), event_types=("Battles",), admin1=("Kirkuk",),
    )  # fmt: skip
    path = write_snapshot(FRAME, tmp_path / "map.html", profile="public", filters=asked)
    kept = {name: value for name, value in verify_snapshot(path).about["filters"].items() if value}

    assert kept == {"event_types": ["Battles"], "admin1": ["Kirkuk"]}
    inside = verify_snapshot(write_snapshot(FRAME, path, filters=asked)).about["filters"]
    assert inside == asked.to_message()


def test_a_view_travels_where_places_are_not_moved(tmp_path: Path) -> None:
    view = View(35.137, 44.441, 17, "heat", "killed")
    inside = verify_snapshot(write_snapshot(FRAME, tmp_path / "map.html", view=view))
    public = verify_snapshot(write_snapshot(FRAME, tmp_path / "map.html", view=view, profile="public"))

    assert View.from_message(inside.about["view"]) == view
    assert "view" not in public.about


def test_an_unknown_profile_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="none of: internal, partner, public"):
        write_snapshot(FRAME, tmp_path / "map.html", profile="secret")
    assert list(tmp_path.iterdir()) == []


def test_a_leak_leaves_no_file_and_keeps_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html")
    before = path.read_bytes()

    def leaking(*_: object) -> pd.DataFrame:
        raise SnapshotError("a text of notes is in the document")

    monkeypatch.setattr("mapapp.mapping.auditing.audit", leaking)
    with pytest.raises(SnapshotError, match="a text of notes"):
        write_snapshot(FRAME, path, profile="public")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["map.html"]
