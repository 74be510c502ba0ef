"""The same incident told by several reports: proposed as one, with the toll over time; never merged here.

Two incidents are proposed as one where type, days and places fit and the numbers don't contradict: a toll
may grow, never shrink by more than a later correction would.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mapapp.reports.distances import distance_km
from mapapp.reports.values import ExtractedIncident, Extraction

NEAR_KM: Final = 15.0
"""Distance up to which two exact places may be one: reports name the village or the town beside it."""
NEAR_DAYS: Final = 1
"""Days between the dates of reports of one incident: news of a night carry either day."""
_WIDE: Final = frozenset({"governorate", "district", "country", "near"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProposal:
    """Incidents that may be one."""

    incidents: tuple[ExtractedIncident, ...]
    """In the order of the reports; two at least."""
    tolls: tuple[tuple[str, int | None, int | None], ...]
    """Report id, killed, wounded: the toll over time."""
    reason: str
    """In words that a user understands."""


def propose_merges(extractions: Sequence[Extraction]) -> tuple[MergeProposal, ...]:
    """Groups of incidents of different reports that may be one, each incident in at most one group."""
    groups: list[list[ExtractedIncident]] = []
    by_day: dict[date, list[list[ExtractedIncident]]] = {}
    for extraction in extractions:
        for incident in extraction.incidents:
            group = _group_for(by_day, incident)
            if group is None:
                group = [incident]
                groups.append(group)
            else:
                group.append(incident)
            if incident.event_date is not None:
                by_day.setdefault(incident.event_date, []).append(group)
    return tuple(_proposal(group) for group in groups if len(group) > 1)


def _group_for(
    by_day: dict[date, list[list[ExtractedIncident]]], incident: ExtractedIncident
) -> list[ExtractedIncident] | None:
    if incident.event_date is None:
        return None
    for shift in range(-NEAR_DAYS, NEAR_DAYS + 1):
        for group in by_day.get(incident.event_date + timedelta(days=shift), ()):
            if all(may_be_one(member, incident) for member in group):
                return group
    return None


def may_be_one(earlier: ExtractedIncident, later: ExtractedIncident) -> bool:
    """Whether two incidents of different reports may be one."""
    if earlier.report_id == later.report_id or earlier.event_type != later.event_type:
        return False
    if not _days_fit(earlier, later) or not _places_fit(earlier, later):
        return False
    return _tolls_fit(earlier.fatalities, later.fatalities) and _tolls_fit(earlier.injuries, later.injuries)


def _days_fit(earlier: ExtractedIncident, later: ExtractedIncident) -> bool:
    if earlier.event_date is None or later.event_date is None:
        return False
    slack = timedelta(days=NEAR_DAYS)
    first_end = earlier.event_date_end or earlier.event_date
    second_end = later.event_date_end or later.event_date
    return earlier.event_date - slack <= second_end and later.event_date - slack <= first_end


def _places_fit(earlier: ExtractedIncident, later: ExtractedIncident) -> bool:
    if not earlier.admin1 or earlier.admin1 != later.admin1:
        return False
    if earlier.geo_precision in _WIDE or later.geo_precision in _WIDE:
        districts = {earlier.admin2, later.admin2} - {""}
        return len(districts) < 2
    if None in {earlier.latitude, later.latitude}:
        return False
    return _distance_km(earlier, later) <= NEAR_KM


def _distance_km(one: ExtractedIncident, other: ExtractedIncident) -> float:
    if one.latitude is None or one.longitude is None:
        return math.inf
    if other.latitude is None or other.longitude is None:
        return math.inf
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _tolls_fit(earlier: int | None, later: int | None) -> bool:
    """A toll not stated fits any; else it may only grow, or stay."""
    return earlier is None or later is None or later >= earlier


def _proposal(group: Sequence[ExtractedIncident]) -> MergeProposal:
    first, last = group[0], group[-1]
    return MergeProposal(
        incidents=tuple(group),
        tolls=tuple((one.report_id, one.fatalities, one.injuries) for one in group),
        reason=(
            f"{len(group)} reports tell of {first.sub_event_type or first.event_type} in "
            f"{last.location or first.location}, {first.admin1}, about {first.event_date}; "
            "they may be one incident."
        ),
    )
