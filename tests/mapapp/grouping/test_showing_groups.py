"""An accepted group is one row that loses nothing; all other rows stay as they are."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from mapapp.attributions import attributions_of
from mapapp.errors import InvalidIncident
from mapapp.grouping import group_id, show_groups
from mapapp.incidents import COLUMNS, empty_frame, frame_of

Row = dict[str, Any]
MEMBERS = ("acled:1", "ucdp:1")


def shown(*rows: Row) -> pd.Series[Any]:
    """The one row of the group of all ``rows``."""
    frame = show_groups(frame_of(rows), [[row["event_id"] for row in rows]])
    assert len(frame) == 1
    return frame.iloc[0]


def test_a_group_is_one_row_at_the_place_of_its_first_member_and_the_rest_is_unchanged(
    acled_row: Row, ucdp_row: Row
) -> None:
    before, after = {**acled_row, "event_id": "a"}, {**acled_row, "event_id": "z"}
    frame = frame_of([before, ucdp_row, acled_row, after])
    grouped = show_groups(frame, [MEMBERS])

    assert grouped["event_id"].tolist() == ["a", group_id(MEMBERS), "z"]
    assert list(grouped.columns) == list(COLUMNS)
    assert grouped.dtypes.to_dict() == frame.dtypes.to_dict()
    pd.testing.assert_frame_equal(
        grouped.iloc[[0, 2]].reset_index(drop=True), frame.iloc[[0, 3]].reset_index(drop=True)
    )


def test_counts_span_those_of_all_members(acled_row: Row, ucdp_row: Row) -> None:
    row = shown(acled_row, {**ucdp_row, "injuries": 9})

    assert (row["fatalities_low"], row["fatalities"], row["fatalities_high"]) == (4, 5, 6)
    assert row["injuries"] == 9


def test_the_count_that_most_state_is_shown(acled_row: Row, ucdp_row: Row) -> None:
    third = {**acled_row, "event_id": "gtd:1", "source_dataset": "GTD"}

    assert shown(acled_row, ucdp_row, third)["fatalities"] == 4


def test_a_count_that_none_states_stays_missing(acled_row: Row, ucdp_row: Row) -> None:
    bare = {"fatalities": None, "fatalities_low": None, "fatalities_high": None}
    row = shown({**acled_row, **bare}, {**ucdp_row, **bare})

    assert row[["fatalities", "fatalities_low", "fatalities_high", "injuries"]].isna().all()


def test_the_closest_place_is_shown(acled_row: Row, ucdp_row: Row) -> None:
    row = shown(acled_row, ucdp_row)

    assert (row["geo_precision"], row["radius_km"], row["latitude"]) == ("exact", 0.5, 35.345)


def test_dates_span_the_members_that_know_them_best(acled_row: Row, ucdp_row: Row) -> None:
    month: Row = {
        **acled_row, "event_id": "gtd:1", "event_date": "2021-02-01", "event_date_end": "2021-02-28",
        "date_precision": "month",
    }  # fmt: skip
    row = shown(acled_row, {**ucdp_row, "event_date": "2021-02-04"}, month)

    assert (str(row["event_date"].date()), str(row["event_date_end"].date())) == ("2021-02-03", "2021-02-04")
    assert row["date_precision"] == "week"


def test_one_day_has_no_last_day(acled_row: Row, ucdp_row: Row) -> None:
    row = shown(acled_row, ucdp_row)

    assert row["date_precision"] == "day"
    assert pd.isna(row["event_date_end"])


def test_the_type_with_a_sub_type_is_shown(acled_row: Row, ucdp_row: Row) -> None:
    row = shown(ucdp_row, acled_row)

    assert (row["event_type"], row["sub_event_type"]) == (
        acled_row["event_type"], acled_row["sub_event_type"],
    )  # fmt: skip


def test_all_sources_stand_once_and_each_data_set_keeps_its_attribution(
    acled_row: Row, ucdp_row: Row
) -> None:
    grouped = show_groups(frame_of([{**acled_row, "source": "NINA; Reuters"}, ucdp_row]), [MEMBERS])

    assert grouped.loc[0, "source"] == "NINA; Reuters"
    assert grouped.loc[0, "source_dataset"] == "ACLED; UCDP GED"
    assert attributions_of(grouped) == attributions_of(frame_of([acled_row, ucdp_row]))


def test_the_tags_name_the_members_and_keep_what_they_tagged(acled_row: Row, ucdp_row: Row) -> None:
    row = shown({**acled_row, "tags": '{"geo_precision": "1"}'}, {**ucdp_row, "tags": "seen"})

    assert json.loads(row["tags"]) == {
        "members": ["acled:1", "ucdp:1"],
        "member_tags": {"acled:1": {"geo_precision": "1"}, "ucdp:1": "seen"},
    }


@pytest.mark.parametrize(
    ("stated", "told"),
    [(("confirmed", "confirmed"), "confirmed"), (("confirmed", "doubtful"), "unreviewed")],
)
def test_a_review_holds_where_it_was_said_of_all(
    acled_row: Row, ucdp_row: Row, stated: tuple[str, str], told: str
) -> None:
    row = shown({**acled_row, "review_status": stated[0]}, {**ucdp_row, "review_status": stated[1]})

    assert row["review_status"] == told


def test_the_id_depends_on_the_members_and_not_on_their_order() -> None:
    assert group_id(("b", "a")) == group_id(("a", "b"))
    assert group_id(("a", "b")) != group_id(("a", "b", "c"))


def test_a_group_whose_other_members_are_hidden_is_not_shown_as_one(acled_row: Row) -> None:
    frame = frame_of([acled_row])

    pd.testing.assert_frame_equal(show_groups(frame, [MEMBERS]), frame)


def test_an_incident_in_two_groups_is_refused(acled_row: Row, ucdp_row: Row) -> None:
    with pytest.raises(InvalidIncident, match="acled:1"):
        show_groups(frame_of([acled_row, ucdp_row]), [MEMBERS, ("acled:1", "other")])


def test_no_groups_and_no_rows_change_nothing(acled_row: Row, ucdp_row: Row) -> None:
    frame = frame_of([acled_row, ucdp_row])

    pd.testing.assert_frame_equal(show_groups(frame, []), frame)
    pd.testing.assert_frame_equal(show_groups(empty_frame(), [MEMBERS]), empty_frame())
