"""How often rows of two data sets fit one another by chance, where and when nothing can be the same incident.

``Weights.required`` is right for one density of incidents. Iraq had a hundred a day in one year and five in
another, and Baghdad has most of them. So one data set is laid beside the other a week or two off: what then
fits is coincidence, and its likelihood, a day's worth on average, takes the place of the even chance.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mapapp.grouping.evidence import WeighedPairs, weigh_candidates
from mapapp.grouping.incident_columns import Booleans, Floats, IncidentColumns, Integers
from mapapp.grouping.weights import Weights


def chance_of(columns: IncidentColumns, pairs: WeighedPairs, weights: Weights) -> Floats:
    """For each pair what fits it by chance, in pairs that just reach ``required``.

    1 where nothing can be learned: in a frame of a few days, and between reports.
    """
    datasets = np.minimum(_by_size(columns.sheet), weights.most_datasets)
    count = int(datasets.max(initial=0)) + 1
    likelihood = np.zeros(len(datasets) * count)
    tries = np.zeros((len(datasets), count))
    for days in weights.chance_days:
        shift = days * datasets
        moved = replace(columns, first_day=columns.first_day + shift, last_day=columns.last_day + shift)
        likelihood += _fitting(moved, datasets, count, weights)
        tries += _covered(moved.first_day, datasets, count)
    prior = weights.chance_prior
    mean = ((likelihood.reshape(-1, count) + prior) / (tries + prior)).ravel()
    one = mean[pairs.first * count + datasets[pairs.second]]
    other = mean[pairs.second * count + datasets[pairs.first]]
    between = datasets[pairs.first] != datasets[pairs.second]
    chance: Floats = np.where(between, (one + other) / 2, 1.0)
    return chance


def _by_size(codes: Integers) -> Integers:
    """The same codes, numbered from the one that most rows have."""
    distinct, of_row, sizes = np.unique(codes, return_inverse=True, return_counts=True)
    rank = np.empty(len(distinct), dtype="int64")
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(distinct))
    ranked: Integers = rank[of_row]
    return ranked


def _fitting(columns: IncidentColumns, datasets: Integers, count: int, weights: Weights) -> Floats:
    """Likelihood of all rows of each data set that each row fits: one entry for a row and a data set."""
    pairs = weigh_candidates(columns, weights)
    between = datasets[pairs.first] != datasets[pairs.second]
    first, second = pairs.first[between], pairs.second[between]
    likelihood = np.minimum(np.exp2(pairs.bits[between] - weights.required), weights.most_chance)
    size = len(datasets) * count
    ends = np.concatenate([first * count + datasets[second], second * count + datasets[first]])
    return np.bincount(ends, np.concatenate([likelihood, likelihood]), size).astype("float64")


def _covered(days: Integers, datasets: Integers, count: int) -> Booleans:
    """Whether the days of each data set reach over the day of each row."""
    covered = np.zeros((len(days), count), dtype=bool)
    for dataset in range(count):
        own = days[datasets == dataset]
        if len(own):
            covered[:, dataset] = (days >= own.min()) & (days <= own.max())
    return covered
