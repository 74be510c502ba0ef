"""Pairs and their bits -> groups with a score; each row in at most one group.

The score of a pair is the chance that it is the right one: its own likelihood, against that of two incidents
and of every rival - another row of the same data set that one of the two would fit as well. A dense day in
Baghdad has many rivals and so proposes little; the same evidence in a calm district proposes.

A group of three and more is pairwise tight: each two members must be likely to be one (``member_from``)
before rivals are counted, and pairs are joined from the highest score down. So a chain of neighbours can't
run away: a row that fits only some of the members stays outside.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapapp.errors import InvalidIncident
from mapapp.grouping.chance import chance_of
from mapapp.grouping.evidence import WeighedPairs, weigh_candidates
from mapapp.grouping.incident_columns import Floats, IncidentColumns, Integers, columns_of
from mapapp.grouping.weights import DEFAULT, Weights
from mapapp.grouping.wording import wording_for, words_for


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupProposal:
    """Incidents that may be one. A person accepts it or doesn't; nothing merges by itself."""

    event_ids: tuple[str, ...]
    """Two or more, sorted."""
    score: float
    """0 to 1, that of the weakest pair that holds the group together."""
    reasons: tuple[str, ...]
    """What speaks for it, in sentences for the user."""
    conflicts: tuple[str, ...]
    """What speaks against it."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a frame that may be one incident."""

    rows: tuple[int, ...]
    score: float
    rivals: int
    """What other rows of the same data sets weigh that fit too, in pairs as good as this one."""


def propose_groups(
    frame: pd.DataFrame,
    *,
    weights: Weights = DEFAULT,
    told_in_order: bool = False,
    accepted: Iterable[Collection[str]] = (),
    apart: Iterable[Collection[str]] = (),
) -> tuple[GroupProposal, ...]:
    """Groups of rows of an incident frame that may be one incident, from the highest score down.

    Args:
        frame: an incident frame.
        weights: what decides; the order of the rows doesn't, unless the next says so.
        told_in_order: the rows stand in the order in which they were told: the toll of a report that was told
            later is no lower.
        accepted: members of each group that a person has called one; a proposal that adds nothing to one of
            them is left out.
        apart: incidents that a person has called different, each from each; no two are proposed as one.

    Raises:
        InvalidIncident: two rows have one ``event_id``.
    """
    doubled = frame["event_id"][frame["event_id"].duplicated()]
    if len(doubled):
        raise InvalidIncident(f"two rows have the event_id {doubled.iloc[0]!r}")
    order = np.argsort(frame["event_id"].to_numpy(dtype=object), kind="stable")
    ordered = frame.iloc[order].reset_index(drop=True)
    columns = columns_of(ordered, told=order.astype("float64") if told_in_order else None)
    wording = wording_for(ordered, columns, weights)
    proposals = []
    known = [frozenset(group) for group in accepted]
    for group in group_rows(columns, weights, apart=_row_pairs(columns, apart)):
        members = {columns.event_id[row] for row in group.rows}
        if any(members <= one for one in known):
            continue
        reasons, conflicts = words_for(wording, group.rows, group.rivals)
        proposals.append(
            GroupProposal(
                event_ids=tuple(columns.event_id[row] for row in group.rows),
                score=round(group.score, 3),
                reasons=reasons,
                conflicts=conflicts,
            )
        )
    return tuple(sorted(proposals, key=lambda proposal: (-proposal.score, proposal.event_ids)))


def _row_pairs(columns: IncidentColumns, apart: Iterable[Collection[str]]) -> set[tuple[int, int]]:
    """Each two rows that are called different, the lower row first."""
    row_of = {event_id: row for row, event_id in enumerate(columns.event_id)}
    rows = (sorted(row_of[event_id] for event_id in set(group) if event_id in row_of) for group in apart)
    return {pair for group in rows for pair in itertools.combinations(group, 2)}


def group_rows(
    columns: IncidentColumns, weights: Weights, *, apart: Collection[tuple[int, int]] = ()
) -> Iterator[RowGroup]:
    """The groups as row numbers, in the order of their lowest row; no two rows of ``apart`` are in one."""
    pairs = weigh_candidates(columns, weights)
    scores, rivals = score_pairs(columns, pairs, weights)
    alone = _alone(pairs.bits, weights)
    proposed = np.flatnonzero(scores >= weights.proposed_from)
    order = proposed[np.lexsort((pairs.second[proposed], pairs.first[proposed], -scores[proposed]))]
    tight = {
        (first, second)
        for first, second in zip(
            pairs.first[alone >= weights.member_from].tolist(),
            pairs.second[alone >= weights.member_from].tolist(),
            strict=True,
        )
    }.difference(apart)
    group_of: dict[int, list[int]] = {}
    weakest: dict[int, tuple[float, int]] = {}
    for pair in order.tolist():
        one, other = int(pairs.first[pair]), int(pairs.second[pair])
        first, second = group_of.get(one, [one]), group_of.get(other, [other])
        if first is second or not _all_tight(first, second, tight):
            continue
        joined = sorted(first + second)
        most_rivals = max(int(rivals[pair]), *(weakest.get(row, (1.0, 0))[1] for row in (one, other)))
        for row in joined:
            group_of[row] = joined
            weakest[row] = (float(scores[pair]), most_rivals)
    for row in sorted(group_of):
        if group_of[row][0] == row:
            yield RowGroup(tuple(group_of[row]), *weakest[row])


def _all_tight(first: list[int], second: list[int], tight: set[tuple[int, int]]) -> bool:
    return all((min(one, other), max(one, other)) in tight for one in first for other in second)


def _alone(bits: Floats, weights: Weights) -> Floats:
    """The chance of one incident, as if there were no rivals."""
    chance: Floats = 1 / (1 + np.exp2(weights.required - bits))
    return chance


def score_pairs(columns: IncidentColumns, pairs: WeighedPairs, weights: Weights) -> tuple[Floats, Integers]:
    """The score of each pair, and what the rivals weigh, in pairs as good as this one.

    A rival of a pair is another row of the one's data set that the other fits too. Rows that say the same
    are no rivals of one another: they stand for one incident.
    """
    likelihood = np.exp2(pairs.bits - weights.required)
    if not len(likelihood):
        return likelihood, np.empty(0, dtype="int64")
    ends = pd.DataFrame({
        "row": np.concatenate([pairs.first, pairs.second]),
        "partner": np.concatenate([pairs.second, pairs.first]),
        "likelihood": np.concatenate([likelihood, likelihood]),
    })  # fmt: skip
    ends["teller"] = columns.teller[ends["partner"]]
    ends["content"] = columns.content[ends["partner"]]
    alike = ends.groupby(["row", "teller", "content"], sort=False)["likelihood"]
    own = alike.transform("mean")
    ends["share"] = ends["likelihood"] / alike.transform("size")
    rivals = ends.groupby(["row", "teller"], sort=False)["share"].transform("sum") - own
    half = len(likelihood)
    both = np.maximum(rivals.to_numpy(), 0)
    both = both[:half] + both[half:]
    close = np.round(both / likelihood).astype("int64")
    score: Floats = likelihood / (chance_of(columns, pairs, weights) + likelihood + both)
    return score, close
