"""What is handed to others is made in memory, holds what the profile lets out, and names what it owes."""

from __future__ import annotations

import pytest

from mapapp.errors import SnapshotError
from mapapp.exports import EXPORTS, UnknownExport
from mapapp.handing_on import hand_on
from mapapp.incidents import frame_of
from mapapp.readers import read_incidents

FRAME = frame_of(
    [
        {"event_id": "a", "event_date": "2021-02-22", "event_type": "Battles", "latitude": 35.46812,
         "longitude": 44.39221, "geo_precision": "exact", "notes": "secret", "source_dataset": "ACLED"},
        {"event_id": "b", "event_date": "2021-02-23", "event_type": "Riots", "latitude": 33.31,
         "longitude": 44.36, "geo_precision": "exact", "notes": "=1+1"},
    ]
)  # fmt: skip


@pytest.mark.parametrize("suffix", sorted(EXPORTS))
def test_every_format_holds_the_same_incidents_with_the_line_that_they_owe(suffix: str) -> None:
    handed = hand_on(FRAME, f"a{suffix}")
    assert read_incidents(handed.content, name=f"a{suffix}").frame["event_id"].tolist() == ["a", "b"]
    assert "acleddata.com" in handed.attributions[0]
    assert handed.manifest == {}


def test_a_public_file_holds_no_text_and_says_what_was_removed() -> None:
    handed = hand_on(FRAME, "a.csv", profile="public")
    assert b"secret" not in handed.content
    assert "notes" in handed.manifest["columns removed"]
    assert handed.frame["event_id"].tolist() == ["public-1", "public-2"]


def test_tags_of_hxl_stand_in_csv_and_nowhere_else() -> None:
    assert hand_on(FRAME, "a.csv", hxl=True).content.splitlines()[1].startswith(b"#event+code")
    with pytest.raises(UnknownExport):
        hand_on(FRAME, "a.kml", hxl=True)


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(SnapshotError, match="none of"):
        hand_on(FRAME, "a.csv", profile="friends")
