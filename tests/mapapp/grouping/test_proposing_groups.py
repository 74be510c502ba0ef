"""One incident of two sources is proposed as one group; two incidents that look alike are not."""

from __future__ import annotations

from typing import Any

import pytest

from mapapp.errors import InvalidIncident
from mapapp.grouping import propose_groups
from mapapp.incidents import empty_frame, frame_of

Row = dict[str, Any]


def proposed(*rows: Row) -> list[tuple[str, ...]]:
    return [proposal.event_ids for proposal in propose_groups(frame_of(rows))]


def test_one_bombing_of_two_data_sets_is_proposed_with_its_reasons(acled_row: Row, ucdp_row: Row) -> None:
    (proposal,) = propose_groups(frame_of([ucdp_row, acled_row]))

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


def test_two_rows_of_one_id_are_refused(acled_row: Row) -> None:
    with pytest.raises(InvalidIncident, match="acled:1"):
        propose_groups(frame_of([acled_row, acled_row]))
