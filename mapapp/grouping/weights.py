"""The one table of weights and limits that decides what is proposed as one incident.

Evidence is counted in bits: one bit more makes it twice as likely that two rows tell one incident. Bits of
different fields add up. ``required`` is what must be outweighed before anything is likely.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Bits unless a field says otherwise; positive ones speak for one incident, negative ones against."""

    required: float = 10.0
    """Bits at which one incident and two are equally likely: about 20 incidents a day in a busy governorate,
    30 days, and one in two that has no counterpart. Higher proposes less."""
    proposed_from: float = 0.7
    """Score, 0 to 1, from which a pair is proposed. Higher proposes less. An analyst who reads ten wrong
    proposals stops reading them, so it lies above the even chance."""
    member_from: float = 0.25
    """Score, 0 to 1, that every two members of a group must reach before rivals are counted. Higher splits
    groups of three and more; lower lets chains grow (a like b, b like c, but a unlike c)."""
    rivals_within: float = 6.0
    """Bits below ``required`` down to which another pair counts as a rival. Higher counts more rivals; a pair
    further down weighs less than a sixtieth of an even chance."""

    chance_days: tuple[int, ...] = (7, -7, 14, -14)
    """Days by which one data set is laid beside another to see what fits by chance. Whole weeks, since the
    days of a week differ; each of the four costs as much time as the search itself."""
    chance_prior: float = 1.0
    """Days' worth of the even chance that are mixed with what was seen: higher trusts ``required`` more."""
    most_datasets: int = 20
    """Data sets and sheets that are laid beside one another; all further ones, the smallest, count as one."""
    most_chance: float = 8.0
    """The most that one coincidence counts, in pairs that just reach ``required``."""

    place_scale_km: float = 80.0
    """Kilometres at which a place says nothing: the radius of a governorate. Evidence of a place is the
    logarithm of how much smaller the area is."""
    least_radius_km: float = 1.0
    """Kilometres below which closeness proves no more: sources round to about two decimals of a degree."""
    near_km: float = 15.0
    """Kilometres up to which two points may be one place whatever their radii: a report names the village or
    the town beside it. Higher compares more pairs."""
    beyond_radii_per_km: float = -0.2
    """For each kilometre by which two points lie further apart than both radii together."""
    other_governorate: float = -3.0
    """Two points that are stated to lie in different governorates: right only near a border."""
    other_district: float = -1.0
    """Two points that are stated to lie in different districts: districts of sources are cut differently."""
    other_district_of_area: float = -4.0
    """The same where a row knows no more than its district: then the district is all it says of the place."""
    longest_radius_km: float = 150.0
    """Kilometres above which a place ("in Iraq") is no evidence and the row is not compared."""

    most_partners: int = 400
    """Rows of one grid cell that one row is compared with. Where there are more, only rows whose toll stands
    out are, since nothing else outweighs so many rivals: so time is bounded on any frame."""
    outstanding_killed: int = 5
    """Killed from which a toll stands out among the others of a crowded day."""
    outstanding_injured: int = 15
    """The same for the wounded."""

    day_scale: float = 30.0
    """Days at which a date says nothing. Evidence of a date is the logarithm of how much shorter it is."""
    day_slack: int = 1
    """Days by which two dates may miss one another: news of a night carry either day."""
    per_day_apart: float = -2.0
    """For each of these days."""
    longest_days: int = 31
    """Days above which a range of dates is no evidence and the row is not compared."""

    same_sub_type: float = 2.0
    """The same sub type, of those that data/sub_types.csv doesn't list by how rare they are."""
    same_type: float = 1.0
    """The same type where one of the sub types is not stated: half of all incidents share a type."""
    other_sub_type: float = -1.5
    """The same type with two different sub types: a mortar round is rarely told as a roadside bomb."""

    toll_rarity: float = 1.7
    """For each doubling of a toll that agrees: tolls of 30 are rare, tolls of one are everywhere."""
    common_toll: float = 0.5
    """Doublings, counted from no one killed, that prove nothing: half of all incidents kill one or none."""
    most_toll: float = 7.0
    """The most that one toll can give: there are always two large attacks on some day."""
    toll_spread: float = 1.5
    """Doublings between the lowest and highest count of both rows at which agreement proves nothing."""
    toll_slack: float = 0.6
    """Doublings between two tolls that are no contradiction: 4 and 6, 30 and 46."""
    toll_growth: float = 2.0
    """The same between two reports: those of the first hours tell a toll that grows."""
    toll_gap: float = -3.0
    """For each doubling of the gap beyond the slack."""
    injured_share: float = 0.5
    """Share of a toll's weight that the wounded get: sources count them less alike."""

    same_actor: float = 1.5
    """At least one actor named by both."""
    other_actors: float = -1.0
    """Both name actors and share none: sources often choose different names for one group."""

    same_notes: float = 4.0
    """The same words (40 characters at least): one source was copied from the other."""
    same_teller: float = -10.0
    """Both rows come from one data set, which rarely tells an incident twice."""
    same_sheet: float = -4.0
    """Both rows come from one file that names no data set, and name different sources: who keeps a sheet
    looks for rows that are there already."""
    same_content: float = 8.0
    """All that two rows of one data set say is the same: a row that was entered or exported twice. Less than
    ``same_teller`` takes, so that two rows that only say "a bomb in Baghdad" stay two."""
    recurring_content: float = -2.0
    """For each doubling of the rows that say the same on other days: a place of which that is said daily."""


DEFAULT: Final = Weights()
"""For data sets."""
REPORTS: Final = Weights(required=6.5)
"""For the few reports that an analyst reads at one time, chosen because they are about the same events."""
