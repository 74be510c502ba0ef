"""One incident of two sources is proposed as one group; two incidents that look alike are not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from mapapp.errors import InvalidIncident
from mapapp.grouping import REPORTS, GroupProposal, propose_groups
from mapapp.incidents import empty_frame, frame_of

Row = dict[str, Any]
BAGHDAD: Row = {
    "admin1": "Baghdad", "admin2": "", "location": "Baghdad", "latitude": 33.3386, "longitude": 44.3939,
    "geo_precision": "settlement", "radius_km": 18.0, "fatalities": None, "fatalities_low": None,
    "fatalities_high": None, "actor1": "", "actor2": "",
}  # fmt: skip


def proposed(*rows: Row) -> list[tuple[str, ...]]:
    return [proposal.event_ids for proposal in propose_groups(frame_of(rows))]


def only_proposal(*rows: Row) -> GroupProposal:
    (proposal,) = propose_groups(frame_of(rows))
    return proposal


def test_one_bombing_of_two_data_sets_is_proposed_with_its_reasons(acled_row: Row, ucdp_row: Row) -> None:
    proposal = only_proposal(ucdp_row, acled_row)

    assert proposal.event_ids == ("acled:1", "ucdp:1")
    assert proposal.score > 0.9
    assert proposal.reasons == (
        "2.9 km apart, within the radii taken together (0.5 km and 3 km)",
        "the same place name, Hawija",
        "same day",
        "killed 4 and 4 to 6",
        "an actor named by both",
        "different sources: ACLED and UCDP GED",
        "no other incident fits as well",
    )
    assert proposal.conflicts == (
        "coded as different types that may be one: Explosions/Remote violence and Battles",
    )


def test_an_empty_frame_proposes_nothing() -> None:
    assert propose_groups(empty_frame()) == ()


def test_what_a_person_called_one_is_not_proposed_again(acled_row: Row, ucdp_row: Row) -> None:
    frame = frame_of([acled_row, ucdp_row])
    assert propose_groups(frame, accepted=[("acled:1", "ucdp:1", "ibc:9")]) == ()
    assert len(propose_groups(frame, accepted=[("acled:1", "ibc:9")])) == 1


def test_what_a_person_called_different_is_not_proposed_but_others_beside_it_are(
    acled_row: Row, ucdp_row: Row
) -> None:
    third = {**ucdp_row, "event_id": "ibc:9", "source_dataset": "ibc", "source_id": "9"}
    frame = frame_of([acled_row, ucdp_row, third])
    (proposal,) = propose_groups(frame)
    assert proposal.event_ids == ("acled:1", "ibc:9", "ucdp:1")
    (proposal,) = propose_groups(frame, apart=[("acled:1", "ucdp:1", "unknown")])
    assert not {"acled:1", "ucdp:1"} <= set(proposal.event_ids)


def test_two_rows_of_one_id_are_refused(acled_row: Row) -> None:
    with pytest.raises(InvalidIncident, match="acled:1"):
        propose_groups(frame_of([acled_row, acled_row]))


@pytest.mark.parametrize(
    "other",
    [
        {"event_date": "2021-02-05"},
        {"latitude": 35.5, "longitude": 44.0, "location": "Dibis"},
        {"event_type": "Protests"},
        {"fatalities": 40, "fatalities_low": 38, "fatalities_high": 45},
    ],
    ids=["two days later", "in another town", "of another type", "of another scale"],
)
def test_a_near_miss_is_not_proposed(acled_row: Row, ucdp_row: Row, other: Row) -> None:
    assert proposed(acled_row, {**ucdp_row, **other}) == []


def test_the_next_day_is_a_conflict_and_lowers_the_score(acled_row: Row, ucdp_row: Row) -> None:
    proposal = only_proposal(acled_row, {**ucdp_row, "event_date": "2021-02-04"})

    assert "1 day apart" in proposal.conflicts
    assert proposal.score < only_proposal(acled_row, ucdp_row).score


def test_bare_bombings_in_baghdad_on_one_day_are_not_proposed(acled_row: Row, ucdp_row: Row) -> None:
    assert proposed({**acled_row, **BAGHDAD}, {**ucdp_row, **BAGHDAD}) == []


@pytest.mark.parametrize("stated", [{"geo_precision": "exact", "radius_km": 0.5}, {"radius_km": None}])
@pytest.mark.parametrize("name", ["Baghdad", "Baghdad city", "بغداد", ""])
def test_baghdad_as_a_whole_is_no_close_place_whatever_radius_is_stated(
    acled_row: Row, ucdp_row: Row, name: str, stated: Row
) -> None:
    whole: Row = {**BAGHDAD, "radius_km": 3.0, **stated, "location": "Baghdad"}
    other: Row = {**BAGHDAD, "radius_km": 3.0, "location": name}

    assert proposed({**acled_row, **whole}, {**ucdp_row, **other}) == []


def test_a_quarter_of_baghdad_is_a_close_place(acled_row: Row, ucdp_row: Row) -> None:
    quarter: Row = {**BAGHDAD, "location": "Baghdad - Rusafa", "radius_km": 3.0}

    assert proposed({**acled_row, **quarter}, {**ucdp_row, **quarter}) == [("acled:1", "ucdp:1")]


def test_a_large_town_as_a_whole_is_a_conflict(acled_row: Row, ucdp_row: Row) -> None:
    many: Row = {**BAGHDAD, "fatalities": 78}

    assert (
        "a place is Baghdad as a whole"
        in only_proposal({**acled_row, **many}, {**ucdp_row, **many}).conflicts
    )


def test_a_large_toll_that_agrees_tells_two_bombings_in_baghdad_from_one(
    acled_row: Row, ucdp_row: Row
) -> None:
    many: Row = {**BAGHDAD, "fatalities": 78}

    assert proposed({**acled_row, **many}, {**ucdp_row, **many}) == [("acled:1", "ucdp:1")]


def test_a_governorate_matches_a_town_in_it_weakly_and_no_town_of_another(
    acled_row: Row, ucdp_row: Row
) -> None:
    """Only with a toll that is rare: the place itself proves nothing."""
    wide = {"geo_precision": "governorate", "radius_km": 80.0, "location": "", "admin2": ""}
    told: Row = {"fatalities": 45, "fatalities_low": None, "fatalities_high": None}
    here = only_proposal({**acled_row, **told}, {**ucdp_row, **wide, **told})

    assert here.score < only_proposal({**acled_row, **told}, {**ucdp_row, **told}).score
    assert "a place is known to its governorate only" in here.conflicts
    assert proposed(acled_row, {**ucdp_row, **wide}) == []
    assert proposed({**acled_row, **told}, {**ucdp_row, **wide, **told, "admin1": "Diyala"}) == []


def test_a_month_matches_a_day_in_it_weakly_and_a_year_never(acled_row: Row, ucdp_row: Row) -> None:
    month = {"event_date": "2021-02-01", "event_date_end": "2021-02-28", "date_precision": "month"}
    year = {"event_date": "2021-01-01", "event_date_end": "2021-12-31", "date_precision": "year"}
    exact: Row = {"geo_precision": "exact", "radius_km": 0.5, "latitude": 35.325, "longitude": 43.77}
    told: Row = {"fatalities": 30, "fatalities_low": None, "fatalities_high": None, **exact}
    matched = only_proposal({**acled_row, **told}, {**ucdp_row, **told, **month})

    assert matched.score < only_proposal({**acled_row, **told}, {**ucdp_row, **told}).score
    assert "the dates overlap; one is known to 28 days only" in matched.reasons
    assert proposed({**acled_row, **told}, {**ucdp_row, **told, **year}) == []


def test_a_stated_week_without_a_last_day_reaches_the_days_around(acled_row: Row, ucdp_row: Row) -> None:
    near: Row = {**ucdp_row, "event_date": "2021-02-06", "fatalities": 4}

    assert proposed(acled_row, near) == []
    assert proposed(acled_row, {**near, "date_precision": "week"}) == [("acled:1", "ucdp:1")]


def test_rivals_in_the_same_data_set_make_a_pair_doubtful(acled_row: Row, ucdp_row: Row) -> None:
    """Five bombings of the day in one town, none closer to the one of the other data set."""
    rivals = [
        {**acled_row, "event_id": f"acled:{number}", "notes": f"bomb {number}"} for number in range(2, 6)
    ]

    assert proposed(acled_row, ucdp_row, *rivals) == []


def test_a_closer_rival_is_the_one_that_is_proposed(acled_row: Row, ucdp_row: Row) -> None:
    farther = {**acled_row, "event_id": "acled:2", "fatalities": 1, "latitude": 35.42, "notes": "another"}

    assert proposed(acled_row, ucdp_row, farther) == [("acled:1", "ucdp:1")]


def test_a_row_entered_twice_is_proposed_and_its_neighbour_of_the_same_day_is_not(acled_row: Row) -> None:
    again = {**acled_row, "event_id": "acled:2"}
    neighbour = {**acled_row, "event_id": "acled:3", "fatalities": 1, "notes": "an hour later"}
    proposal = only_proposal(acled_row, again, neighbour)

    assert proposal.event_ids == ("acled:1", "acled:2")
    assert "the same content under different ids" in proposal.reasons
    assert "from one data set" in proposal.conflicts


def test_a_row_entered_twice_matches_the_other_data_set_as_well(acled_row: Row, ucdp_row: Row) -> None:
    again = {**acled_row, "event_id": "acled:2"}

    assert proposed(acled_row, ucdp_row, again) == [("acled:1", "acled:2", "ucdp:1")]


def test_two_bare_rows_of_one_data_set_in_baghdad_stay_two(acled_row: Row) -> None:
    bare: Row = {**acled_row, **BAGHDAD}

    assert proposed(bare, {**bare, "event_id": "acled:2"}) == []


def test_two_sheets_without_a_data_set_are_two_sources_and_the_lines_of_one_are_not(acled_row: Row) -> None:
    """The reader's own ids begin with the file."""
    line: Row = {**acled_row, "source_dataset": "", "source": "", "event_id": "0a1b2c3d-2"}
    other: Row = {**line, "fatalities": 5, "event_id": "ffff0000-7"}

    assert proposed(line, other) == [("0a1b2c3d-2", "ffff0000-7")]
    assert proposed(line, {**other, "event_id": "0a1b2c3d-7"}) == []


def test_two_sources_of_one_sheet_need_more_than_two_sheets(acled_row: Row) -> None:
    line: Row = {**acled_row, "source_dataset": "", "source": "police", "event_id": "0a1b2c3d-2"}
    other: Row = {**line, "source": "NINA", "event_id": "0a1b2c3d-7"}
    apart = only_proposal(line, {**other, "event_id": "ffff0000-7"})

    assert only_proposal(line, other).score < apart.score


def test_three_data_sets_make_one_group(acled_row: Row, ucdp_row: Row) -> None:
    ibc = {
        **acled_row, "event_id": "ibc:1", "source_dataset": "Iraq Body Count", "event_type": "Unclassified",
        "sub_event_type": "", "actor1": "", "actor2": "", "fatalities": None, "fatalities_low": 4,
        "fatalities_high": 5,
    }  # fmt: skip

    assert proposed(ibc, acled_row, ucdp_row) == [("acled:1", "ibc:1", "ucdp:1")]


def test_a_chain_of_neighbours_does_not_run_away(acled_row: Row) -> None:
    """Each row is like the next one; the first and the last of the chain lie too far apart to be one."""
    chain = [
        {
            **acled_row, "event_id": f"row:{number}", "source_dataset": f"set {number}",
            "latitude": 35.0 + 0.05 * number, "location": "",
        }
        for number in range(8)
    ]  # fmt: skip
    groups = proposed(*chain)
    members = [event_id for group in groups for event_id in group]

    assert groups
    assert len(members) == len(set(members))
    assert max(len(group) for group in groups) < 5


def test_an_incident_is_in_one_proposal_at_most_and_the_order_of_rows_is_without_effect() -> None:
    chance = Random(11)  # noqa: S311 - made-up rows, no secret
    rows = [
        {
            "event_id": f"row:{number}", "source_dataset": chance.choice(["ACLED", "UCDP GED", "GTD"]),
            "event_date": date(2021, 2, 1) + timedelta(days=chance.randint(0, 20)), "event_type": "Battles",
            "admin1": "Diyala", "latitude": chance.uniform(33.6, 34.2),
            "longitude": chance.uniform(44.4, 45.2), "geo_precision": "settlement",
            "fatalities": chance.randint(0, 30),
        }
        for number in range(120)
    ]  # fmt: skip
    proposals = propose_groups(frame_of(rows))
    members = [event_id for proposal in proposals for event_id in proposal.event_ids]

    assert proposals
    assert len(members) == len(set(members))
    assert propose_groups(frame_of(reversed(rows))) == proposals


def test_names_without_points_match_by_place_name_and_governorate(acled_row: Row, ucdp_row: Row) -> None:
    pointless: Row = {"latitude": None, "longitude": None, "geo_precision": "unresolved", "radius_km": None}

    assert proposed(acled_row, {**ucdp_row, **pointless}) == [("acled:1", "ucdp:1")]
    assert proposed(acled_row, {**ucdp_row, **pointless, "location": "Dibis"}) == []


def test_reports_of_one_incident_are_told_apart_by_report(acled_row: Row) -> None:
    post: Row = {**acled_row, "source_dataset": "text", "event_id": "text:1", "source_id": "post 1"}
    other: Row = {**post, "event_id": "text:2", "source_id": "post 2"}

    assert proposed(post, other) == [("text:1", "text:2")]
    assert proposed(post, {**other, "source_id": "post 1"}) == []


def test_a_toll_may_grow_from_report_to_report_and_never_shrinks(acled_row: Row) -> None:
    early: Row = {**acled_row, "source_dataset": "text", "event_id": "text:1", "source_id": "1"}
    late: Row = {**early, "event_id": "text:2", "source_id": "2", "fatalities": 11}

    def proposed_in_order(*rows: Row) -> int:
        return len(propose_groups(frame_of(rows), weights=REPORTS, told_in_order=True))

    assert proposed_in_order(early, late) == 1
    assert proposed_in_order(late, early) == 0
