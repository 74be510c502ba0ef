"""The same incident told by several reports: proposed as one, with the toll over time; never merged here.

``mapapp.grouping`` decides what is proposed, as for data sets; the reports bring the order in which they tell
it: a toll may grow from one to the next, never shrink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapapp.grouping import REPORTS, propose_groups
from mapapp.incidents import frame_of
from mapapp.reports.values import ExtractedIncident, Extraction


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
    told = [incident for extraction in extractions for incident in extraction.incidents]
    # Reports that are read twice have the same ids twice: here the place in the list is the id.
    by_place = {f"{number:09d}": incident for number, incident in enumerate(told)}
    frame = frame_of({**incident.to_row(), "event_id": place} for place, incident in by_place.items())
    groups = sorted(
        proposal.event_ids for proposal in propose_groups(frame, weights=REPORTS, told_in_order=True)
    )
    return tuple(_proposal([by_place[place] for place in group]) for group in groups)


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
