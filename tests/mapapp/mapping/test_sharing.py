"""Sharing profiles and the check after writing: what must not be in a file is not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS, GeoPrecision, conform
from mapapp.mapping import incident_map, read_document, self_contained
from mapapp.mapping.areas import distance_km
from mapapp.mapping.auditing import audit
from mapapp.mapping.outlines import Outlines
from mapapp.mapping.profiles import PROFILES, Profile, load_profiles
from mapapp.mapping.sharing import Shared, share

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = PROFILES["public"]


def test_internal_changes_nothing(small_frame: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(share(small_frame, PROFILES["internal"]).frame, small_frame)


def test_public_leaves_out_text_evidence_sources_and_ids(small_frame: pd.DataFrame) -> None:
    shared = share(small_frame, PUBLIC).frame

    for column in PUBLIC.dropped - {"tags"}:
        assert shared[column].eq("").all(), column
    assert set(shared["event_id"]).isdisjoint(small_frame["event_id"])


def test_public_keeps_groups_and_drops_people(small_frame: pd.DataFrame) -> None:
    shared = share(small_frame, PUBLIC).frame

    assert shared.loc[0, "actor1"] == "Iraqi Army"
    assert shared.loc[0, "actor2"] == ""


@pytest.mark.parametrize("group", ["ISIS", "PKK", "عصائب أهل الحق", "كتائب حزب الله", "Asaib Ahl al-Haq"])
def test_armed_parties_without_a_word_for_group_stay_public(small_frame: pd.DataFrame, group: str) -> None:
    shared = share(small_frame.assign(actor1=group, actor2="Kareem Badr Example"), PUBLIC).frame

    assert shared["actor1"].eq(group).all()
    assert shared["actor2"].eq("").all()


def test_public_dates_are_whole_weeks(small_frame: pd.DataFrame) -> None:
    shared = share(small_frame, PUBLIC).frame

    assert shared.loc[0, "event_date"] == pd.Timestamp("2021-02-22")
    assert shared.loc[1, "event_date"] == pd.Timestamp("2021-02-22")
    assert shared.loc[1, "event_date_end"] == pd.Timestamp("2021-02-28")
    assert shared.loc[1, "date_precision"] == "week"


def test_nothing_finer_than_a_settlement_is_public(small_frame: pd.DataFrame) -> None:
    shared = share(small_frame, PUBLIC).frame

    assert GeoPrecision.EXACT.value not in set(shared["geo_precision"])
    assert shared.loc[0, "location"] == "Daquq"  # not the checkpoint


def test_a_hospital_is_public_by_district_only_and_a_town_by_itself(small_frame: pd.DataFrame) -> None:
    shared = share(small_frame, PUBLIC).frame

    assert shared.loc[1, "geo_precision"] == "district"
    assert "Hospital" not in shared.loc[1, "location"]
    assert shared.loc[2, "geo_precision"] == "settlement"
    assert shared.loc[2, "location"] == "Zubayr"


def test_the_same_place_moves_to_the_same_spot_and_neighbours_join_it() -> None:
    points = pd.DataFrame(
        {"latitude": [35.42, 35.42, 35.425], "longitude": [44.42, 44.42, 44.425], "admin1": "Kirkuk"}
    )
    shared = share(conform(points), PUBLIC).frame

    assert shared["latitude"].nunique() == 1
    assert shared["longitude"].nunique() == 1


def test_a_moved_point_stays_in_its_governorate() -> None:
    outlines = Outlines.load()
    points = [
        (latitude / 50, longitude / 50, name)
        for latitude in range(1480, 1860, 3)
        for longitude in range(1960, 2420, 3)
        for name in ("Baghdad", "Karbala", "Halabja")
        if outlines.holds(name, latitude / 50, longitude / 50)
    ]
    frame = conform(pd.DataFrame(points, columns=["latitude", "longitude", "admin1"]))
    shared = share(frame, PUBLIC).frame

    assert len(points) > 20
    assert all(outlines.holds(row.admin1, row.latitude, row.longitude) for row in shared.itertuples())


def test_the_radius_reaches_the_true_place() -> None:
    points = pd.DataFrame({"latitude": [35.4211, 33.3152], "longitude": [44.4502, 44.3661]})
    shared = share(conform(points), PUBLIC).frame

    away = distance_km(
        35.4211, 44.4502, shared.loc[[0], "latitude"].to_numpy(), shared.loc[[0], "longitude"].to_numpy()
    )
    assert 0 < away[0] <= shared.loc[0, "radius_km"] < 20


def test_each_changed_row_says_how_it_was_coarsened(small_frame: pd.DataFrame) -> None:
    tags = share(small_frame, PUBLIC).frame["tags"]

    assert "week" in json.loads(tags[0])["coarsened"]
    assert "district" in json.loads(tags[1])["coarsened"]
    assert tags[3] == ""


def test_the_manifest_counts_what_was_removed(small_frame: pd.DataFrame) -> None:
    manifest = share(small_frame, PUBLIC).manifest

    assert manifest["places moved"] == 3
    assert manifest["places known by district only"] == 1
    assert manifest["actors removed"] == 1


def test_profiles_of_a_file_build_on_the_built_in_ones(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text("press:\n  like: public\n  cell_degrees: 0.2\n  dropped: [notes]\n", encoding="utf-8")

    press = load_profiles(path)["press"]
    assert press.cell_degrees == 0.2
    assert press.whole_weeks
    assert press.dropped == {"notes"}


def test_a_profile_that_names_no_other_starts_from_internal(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text("weekly: {whole_weeks: true}\n", encoding="utf-8")

    assert load_profiles(path)["weekly"] == replace(PROFILES["internal"], name="weekly", whole_weeks=True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: {unknown: 1}", "a: unknown is none of: like, dropped, cell_degrees"),
        ("a: {like: nobody}", "a: like: 'nobody' is none of: internal, partner, public"),
        ("a: {like: [public]}", "a: like: .* is none of"),
        ("a: {dropped: [phone]}", "a: dropped: .* is not a list of columns out of: event_id"),
        ("a: {dropped: notes}", "a: dropped: 'notes' is not a list"),
        ("a: {cell_degrees: 2}", "a: cell_degrees: 2 is not a number of degrees from 0 to 1"),
        ("a: {cell_degrees: .nan}", "a: cell_degrees: nan is not"),
        ("a: {whole_weeks: 'no'}", "a: whole_weeks: 'no' is not true or false"),
        ("a: public", "a: a mapping of these is needed"),
        ("- public", "a mapping from names to profiles is needed"),
        ("", "a mapping from names to profiles is needed"),
        ("a: {", "no profiles can be read"),
        ("a: !!python/object/apply:os.getcwd []", "no profiles can be read"),
    ],
)
def test_a_wrong_profile_file_is_refused_by_file_key_and_what_is_allowed(
    tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text(text + "\n", encoding="utf-8")

    with pytest.raises(SnapshotError, match=rf"profiles\.yaml: {told}"):
        load_profiles(path)


def test_a_missing_profile_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"none\.yaml: no profiles can be read"):
        load_profiles(tmp_path / "none.yaml")


def html_of(shared: Shared) -> str:
    return self_contained(incident_map(shared.frame, about={"profile": shared.profile.name}))


def test_a_public_document_passes_its_own_check(small_frame: pd.DataFrame) -> None:
    shared = share(small_frame, PUBLIC)

    html = html_of(shared)
    audit(html, small_frame, shared)
    assert read_document(html).about["profile"] == "public"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("notes", "told by a witness at night"),
        ("location", "told by a witness at night"),
        ("actor1", "as told by a witness at night, he said"),
        ("admin2", "Contact Zed"),
    ],
)
def test_a_leaked_text_is_found_wherever_it_stands(
    small_frame: pd.DataFrame, column: str, value: str
) -> None:
    shared = share(small_frame, PUBLIC)
    leaking = shared.frame.copy()
    leaking.loc[2, column] = value

    with pytest.raises(SnapshotError, match=r"still filled|a text of"):
        audit(html_of(replace(shared, frame=leaking)), small_frame, shared)


def test_a_leaked_coordinate_is_found(small_frame: pd.DataFrame) -> None:
    shared = share(small_frame, PUBLIC)
    leaking = shared.frame.copy()
    leaking.loc[0, ["latitude", "longitude"]] = small_frame.loc[0, ["latitude", "longitude"]]

    with pytest.raises(SnapshotError, match="original coordinates"):
        audit(html_of(replace(shared, frame=leaking)), small_frame, shared)


@pytest.mark.parametrize(
    ("note", "is_leak"),
    [
        ("fell at 35.13912, 44.44907", True),
        ("fell at 44.44907/35.13912 east of it", True),
        ("https://maps.example.org/?q=35.139,44.449", True),
        ("٣٥٫١٣٩١٢ ، ٤٤٫٤٤٩٠٧", True),
        ("35,13912; 44,44907", True),
        ("35°08'20.8\"N 44°26'56.7\"E", True),
        ("35° 08.347' N, 44° 26.944' E", True),
        ("36°08'20.8\"N 44°26'56.7\"E", False),
        ("fell at 35.13912, 44.44900", False),
        ("fell at 35.14, 44.45", True),
        ("fell at 35.1, 44.4", False),
        ("fell at 35.16, 44.45", False),
        ("38S MD 49811 88610", True),
        ("38S MD 49811 88810", False),
        ("35°08'N 44°26'E", True),
        ("٣٥.١٤ ، ٤٤.٤٥", True),
        ("35.13912 litres of 12.555 and 44.44907", False),
    ],
)
def test_an_original_coordinate_in_a_kept_text_is_found(
    small_frame: pd.DataFrame,
    note: str,
    is_leak: bool,  # noqa: FBT001 - a case's outcome
) -> None:
    """Whether ``share`` would have taken it out or not."""
    shared = share(small_frame, PROFILES["partner"])
    leaking = replace(shared, frame=shared.frame.assign(notes=note))

    if is_leak:
        with pytest.raises(SnapshotError, match="original coordinate stands in a text"):
            audit(html_of(leaking), small_frame, leaking)
    else:
        audit(html_of(leaking), small_frame, leaking)


def test_coordinates_in_texts_go_where_places_are_moved(small_frame: pd.DataFrame) -> None:
    told = small_frame.copy()
    told.loc[0, "notes"] = "found at 38S MD 49811 88610 by 7 men in 2021"
    told.loc[1, "notes"] = "في ٣٣٫٣٠ ، ٤٤٫٣٥ ليلا"
    told.loc[1, "source_url"] = "https://maps.example.org/?q=33.298,44.350"
    told.loc[2, "notes"] = "33 killed and 44 hurt on 2021-02-24"
    shared = share(told, PROFILES["partner"])
    by_id = shared.frame.set_index("event_id")

    assert by_id["notes"].to_dict() == {
        "s:1": "found at […] by 7 men in 2021", "s:2": "في […] ليلا",
        "s:3": "33 killed and 44 hurt on 2021-02-24", "s:4": "no place",
    }  # fmt: skip
    assert by_id.loc["s:2", "source_url"] == ""
    assert shared.manifest["texts without the places written in them"] == 2
    assert "places written in texts" in by_id.loc["s:1", "tags"]
    assert "places written in texts" not in by_id.loc["s:3", "tags"]
    audit(html_of(shared), told, shared)


def test_coordinates_in_texts_stay_where_places_do(small_frame: pd.DataFrame) -> None:
    told = small_frame.assign(notes="at 35.13912, 44.44907")

    assert share(told, Profile(name="own", whole_weeks=True)).frame["notes"].eq(told["notes"]).all()


def test_the_order_of_the_rows_tells_no_day() -> None:
    """Rows of one week, given by day, come in an order that follows from what they still say."""
    days = pd.DataFrame({
        "event_date": pd.to_datetime(["2021-02-22", "2021-02-23", "2021-02-24", "2021-02-25"]),
        "fatalities": [4, 1, 3, 2],
    })  # fmt: skip

    forward, backward = (share(conform(days.iloc[::step]), PUBLIC).frame for step in (1, -1))
    pd.testing.assert_frame_equal(forward.reset_index(drop=True), backward.reset_index(drop=True))
    assert forward["event_id"].tolist() == ["public-1", "public-2", "public-3", "public-4"]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_profile_can_drop_any_column(small_frame: pd.DataFrame, column: str) -> None:
    for profile in (
        Profile(name="own", dropped=frozenset({column})),
        replace(PUBLIC, dropped=PUBLIC.dropped | {column}),
    ):
        shared = share(small_frame, profile)
        cells = shared.frame[column]
        left = cells[cells.notna() & cells.ne("")].tolist()
        # How a row was coarsened is ours to say, whatever the file's own tags held.
        assert not left or (
            column == "tags" and all(json.loads(tags).keys() == {"coarsened"} for tags in left)
        )
        audit(html_of(shared), small_frame, shared)


@pytest.mark.parametrize("note", ["Suicide bomb", "Remote violence", "leaflet-popup-content", "Fire"])
def test_a_note_in_words_of_our_own_is_no_leak(small_frame: pd.DataFrame, note: str) -> None:
    """Words of the vocabulary and of the page's scripts are in every document, whatever the notes say."""
    told = small_frame.assign(notes=note)
    shared = share(told, PUBLIC)

    audit(html_of(shared), told, shared)


def test_a_sensitive_word_is_seen_with_its_vowel_signs_too(small_frame: pd.DataFrame) -> None:
    told = small_frame.assign(notes="قرب مَدْرَسَـــة القرية")

    assert share(told, PUBLIC).manifest["places known by district only"] == len(told)


def test_a_profile_with_a_foreign_column_is_refused() -> None:
    with pytest.raises(SnapshotError, match="no incident column: phone"):
        Profile(name="x", dropped=frozenset({"phone"}))
