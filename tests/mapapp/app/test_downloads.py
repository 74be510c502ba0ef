"""The files that the app offers hold exactly the incidents of the map, under the profile that was chosen."""

from __future__ import annotations

import pytest

from mapapp.app.downloads import FORMATS, PROFILES, Format, export_content, snapshot_bytes
from mapapp.app.session import DataSet, Work
from mapapp.exports import EXPORTS
from mapapp.filters import Filters, apply
from mapapp.incidents import frame_of
from mapapp.mapping import profiles, read_document
from mapapp.readers import read_incidents

FRAME = frame_of(
    [
        {
            "event_id": f"e{number}", "event_date": f"2021-01-{number:02}", "geo_precision": "exact",
            "event_type": "Riots" if number % 2 else "Battles", "source_dataset": "ACLED", "notes": "secret",
            "latitude": 33.30123 + number / 10, "longitude": 44.40123, "admin1": "Baghdad",
        }
        for number in range(1, 10)
    ]
)  # fmt: skip
FILTERS = Filters(event_types=("Riots",))
WORK = Work((DataSet("private name.csv", FRAME),), FRAME, "")


@pytest.fixture(scope="module")
def ids_in_map() -> list[str]:
    html = snapshot_bytes(WORK, apply(FRAME, FILTERS), FILTERS).decode()
    return list(read_document(html).frame["event_id"])


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.label)
def test_every_file_holds_the_ids_of_the_map_and_of_the_table(one: Format, ids_in_map: list[str]) -> None:
    shown = apply(FRAME, FILTERS)
    content = export_content(one, shown, "internal")
    read = read_incidents(content, name=f"a{one.suffix}")
    assert sorted(read.frame["event_id"]) == sorted(shown["event_id"]) == sorted(ids_in_map)
    assert not read.refused


def test_every_export_format_and_every_built_in_profile_is_offered() -> None:
    # .json is .geojson under another name.
    assert {one.suffix for one in FORMATS} == set(EXPORTS) - {".json"}
    assert sum(one.hxl for one in FORMATS) == 1
    assert set(PROFILES) == set(profiles.PROFILES)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.label)
def test_a_public_file_of_any_format_is_as_public_as_the_map(one: Format) -> None:
    shown = apply(FRAME, FILTERS)
    content = export_content(one, shown, "public")
    frame = read_incidents(content, name=f"a{one.suffix}").frame
    assert b"secret" not in content
    assert not set(frame["latitude"].round(5)) & set(shown["latitude"].round(5))
    html = snapshot_bytes(WORK, shown, FILTERS, profile="public").decode()
    assert sorted(read_document(html).frame["event_id"]) == sorted(frame["event_id"])
    assert "private name" not in html
