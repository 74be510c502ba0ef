"""Press spellings of special places, each group beside a near miss that means another place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gazetteer import Gazetteer, Status

CASES = Path(__file__).with_name("special_cases.csv")


def cases() -> list[tuple[str, list[str], str]]:
    """Read place id, spellings and near miss of each group."""
    with CASES.open(encoding="utf-8", newline="") as stream:
        return [
            (row["place_id"], row["spellings"].split("|"), row["near_miss"]) for row in csv.DictReader(stream)
        ]


SPELLINGS = [(spelling, place_id) for place_id, spellings, _ in cases() for spelling in spellings]
NEAR_MISSES = [(near_miss, place_id) for place_id, _, near_miss in cases()]


def test_there_are_at_least_80_groups_each_with_a_near_miss() -> None:
    assert len(cases()) >= 80
    assert all(near_miss and len(spellings) >= 2 for _, spellings, near_miss in cases())


@pytest.mark.parametrize(("spelling", "place_id"), SPELLINGS)
def test_a_press_spelling_means_the_special_place(gazetteer: Gazetteer, spelling: str, place_id: str) -> None:
    resolution = gazetteer.resolve(spelling)

    assert resolution.status is Status.RESOLVED, resolution.reasons
    assert resolution.place is not None
    assert resolution.place.place_id == place_id


@pytest.mark.parametrize(("near_miss", "place_id"), NEAR_MISSES)
def test_a_name_like_it_does_not_mean_it(gazetteer: Gazetteer, near_miss: str, place_id: str) -> None:
    resolution = gazetteer.resolve(near_miss)

    assert resolution.place is None or resolution.place.place_id != place_id
