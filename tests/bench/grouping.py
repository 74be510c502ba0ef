"""Prints precision and recall of proposed groups on labelled copies of real incidents, and the speed.

    python tests/bench/grouping.py INCIDENTS.csv.gz [--seed 1] [--speed]

The input has the columns date, latitude, longitude, type: real incidents of the densest years, whose true
neighbours are what a wrong proposal is made of. Tolls and actors, which it lacks, are drawn. Each incident is
told by a first source, by a second one that counts deaths only, or by both; the second one moves, coarsens,
recodes and miscounts as real sources do. A few rows of the first stand twice. "Dense" takes consecutive days
as they are, with more than a hundred incidents a day; "calm" is every eleventh incident of all years,
"sparse" every fortieth: three a day, as in the years since 2018.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

# A bench of the same name as a package stands beside this file: the package is meant.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]

from gazetteer.outlines import OutlineSet  # noqa: E402 - behind the line that makes it the package
from mapapp.grouping import DEFAULT, Weights, propose_groups  # noqa: E402 - the same
from mapapp.incidents import conform  # noqa: E402 - the same

ROWS = 10_000
SPARSE = 40
IN_SECOND_SOURCE = 0.6
"""Share of the deadly incidents that the second source tells."""
ONLY_IN_SECOND_SOURCE = 0.3
"""Share of those that the first one doesn't tell."""
DOUBLED = 0.01
"""Share of rows of the first source that stand twice."""
TYPES = {
    "IED": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "SAF": ("Battles", "Armed clash"),
    "Airstrike": ("Explosions/Remote violence", "Air/drone strike"),
    "SOF": ("Strategic developments", "Other"),
    "mortar": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "murder": ("Violence against civilians", "Attack"),
    "arrest": ("Strategic developments", "Arrests"),
}
OTHER = ("mortar", "murder", "arrest")
"""What the rows of type "other" are drawn from."""
UCDP_TYPES = {"Violence against civilians": "Violence against civilians"}
"""All else that kills is fighting to it."""
SIDES = (
    ("Islamic State (Iraq)", "IS"), ("Al Qaeda", "AQI"), ("Mahdi Army", "Jaysh al-Mahdi"),
    ("Unidentified Armed Group (Iraq)", ""), ("Military Forces of the United States", "Government of USA"),
    ("Police Forces of Iraq", "Government of Iraq"),
)  # fmt: skip
"""One side as the two sources name it."""
KM_PER_DEGREE = 111.2
PLACES = {"point": 0.3, "moved": 0.35, "town": 0.1, "district": 0.15, "governorate": 0.1}
"""How the second source places an incident: as the first, up to 5 km away, on the one point that stands for
Baghdad (elsewhere: moved), or by area only; shares."""
BAGHDAD = (33.3386, 44.3939)
IN_BAGHDAD_DEGREES = 0.15


@dataclass(frozen=True)
class Benchmark:
    """Two sources in one frame, and which incident each row truly is."""

    frame: pd.DataFrame
    incident: dict[str, int]
    placed: dict[str, str]
    """Row of the second source -> how it is placed."""


def read_incidents(path: Path) -> pd.DataFrame:
    """The real incidents, with drawn tolls and sides."""
    table = pd.read_csv(path)
    table["admin1"] = OutlineSet.default().names_at(table["latitude"], table["longitude"])
    return table


def with_drawn_facts(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """``table`` with what the file lacks: a toll (most are small, few are large), sides, types of "other"."""
    rows = len(table)
    table = table.reset_index(drop=True)
    drawn = np.floor(rng.pareto(1.3, rows) * 0.9).astype("int64")
    table["killed"] = np.minimum(drawn, 150)
    table["side"] = rng.integers(0, len(SIDES), rows)
    other = table["type"] == "other"
    table.loc[other, "type"] = rng.choice(OTHER, int(other.sum()))
    return table


def in_baghdad(table: pd.DataFrame) -> np.ndarray:
    """Whether each incident happened in the town of Baghdad."""
    north, east = (table["latitude"] - BAGHDAD[0]).abs(), (table["longitude"] - BAGHDAD[1]).abs()
    return ((north < IN_BAGHDAD_DEGREES) & (east < IN_BAGHDAD_DEGREES)).to_numpy()


def first_source(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """As a data set of towns and points, with a sub type; one toll in eight isn't stated."""
    rows = len(table)
    whole = in_baghdad(table) & (rng.random(rows) < 0.15)
    in_town = whole | (rng.random(rows) < 0.5)
    stated = rng.random(rows) > 0.125
    kinds = [TYPES[kind] for kind in table["type"]]
    return pd.DataFrame({
        "event_id": [f"acled:{row}" for row in table.index], "source_dataset": "ACLED",
        "event_date": pd.to_datetime(table["date"]), "date_precision": "day",
        "event_type": [kind for kind, _ in kinds], "sub_event_type": [sub for _, sub in kinds],
        "actor1": [SIDES[side][0] for side in table["side"]], "admin1": table["admin1"],
        "location": np.where(whole, "Baghdad", ""),
        "latitude": np.where(whole, BAGHDAD[0], np.where(
            in_town, (table["latitude"] / 0.03).round() * 0.03, table["latitude"])),
        "longitude": np.where(whole, BAGHDAD[1], np.where(
            in_town, (table["longitude"] / 0.03).round() * 0.03, table["longitude"])),
        "geo_precision": np.where(in_town, "settlement", "exact"),
        "radius_km": np.where(in_town, 3.0, 0.5),
        "fatalities": pd.Series(table["killed"].to_numpy(), dtype="Int32").where(stated).to_numpy(),
        "notes": [f"The first source's own words on incident {row}." for row in table.index],
    })  # fmt: skip


def second_source(table: pd.DataFrame, rng: np.random.Generator) -> tuple[pd.DataFrame, list[str]]:
    """The same incidents as a data set of deaths tells them."""
    rows = len(table)
    placed = rng.choice(list(PLACES), rows, p=list(PLACES.values()))
    placed = np.where((placed == "town") & ~in_baghdad(table), "moved", placed)
    latitude, longitude = _placed_again(table, placed, rng)
    miscount = rng.choice([0, -1, 1, -2, 2], rows, p=[0.6, 0.12, 0.14, 0.06, 0.08])
    best = np.maximum(table["killed"].to_numpy() + miscount, 1)
    wide = rng.random(rows) < 0.25
    days = pd.to_datetime(table["date"]) + pd.to_timedelta(
        rng.choice([0, -1, 1], rows, p=[0.84, 0.06, 0.1]), unit="D"
    )
    named = rng.random(rows) < 0.5
    frame = pd.DataFrame({
        "event_id": [f"ucdp:{row}" for row in table.index], "source_dataset": "UCDP GED",
        "event_date": days, "date_precision": "day",
        "event_type": [UCDP_TYPES.get(TYPES[kind][0], "Battles") for kind in table["type"]],
        "sub_event_type": "",
        "actor1": [SIDES[side][1] if keep else "" for side, keep in zip(table["side"], named, strict=True)],
        "admin1": table["admin1"],
        "latitude": latitude, "longitude": longitude,
        "location": np.where(placed == "town", "Baghdad city", ""),
        "geo_precision": pd.Series(placed).replace(
            {"point": "exact", "moved": "settlement", "town": "exact"}
        ).to_numpy(),
        "radius_km": pd.Series(placed).map(
            {"point": 0.5, "moved": 3.0, "town": 0.5, "district": 25.0, "governorate": 80.0}
        ).to_numpy(),
        "fatalities": best,
        "fatalities_low": np.where(wide, np.maximum(best - 1, 0), best),
        "fatalities_high": np.where(wide, best + rng.integers(1, 4, rows), best),
    })  # fmt: skip
    return frame, placed.tolist()


def _placed_again(
    table: pd.DataFrame, placed: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    bearing, km = rng.random(len(table)) * 2 * np.pi, rng.random(len(table)) * 5
    north = km * np.cos(bearing) / KM_PER_DEGREE
    east = km * np.sin(bearing) / (KM_PER_DEGREE * np.cos(np.radians(table["latitude"])))
    areas = {
        "district": [table["admin1"], (table["latitude"] * 2).round(), (table["longitude"] * 2).round()],
        "governorate": [table["admin1"]],
    }
    chosen = []
    for column, moved, label in (("latitude", north, BAGHDAD[0]), ("longitude", east, BAGHDAD[1])):
        values = np.where(placed == "moved", table[column] + moved, table[column])
        values = np.where(placed == "town", label, values)
        for name, keys in areas.items():
            values = np.where(placed == name, table.groupby(keys)[column].transform("mean"), values)
        chosen.append(values)
    return chosen[0], chosen[1]


def make_benchmark(table: pd.DataFrame, seed: int) -> Benchmark:
    """Both sources of ``table``, their rows mixed."""
    rng = np.random.default_rng(seed)
    table = with_drawn_facts(table, rng)
    in_second = (table["killed"] > 0).to_numpy() & (rng.random(len(table)) < IN_SECOND_SOURCE)
    in_first = ~in_second | (rng.random(len(table)) >= ONLY_IN_SECOND_SOURCE)
    first = first_source(table[in_first], rng)
    second, placed = second_source(table[in_second], rng)
    again = first.sample(frac=DOUBLED, random_state=seed)
    again = again.assign(event_id=again["event_id"] + "~2")
    frame = conform(pd.concat([first, again, second]).sample(frac=1, random_state=seed))
    incident = {name: int(name.split(":")[1].removesuffix("~2")) for name in frame["event_id"]}
    return Benchmark(frame, incident, dict(zip(second["event_id"], placed, strict=True)))


def measure(benchmark: Benchmark, weights: Weights) -> dict[str, Any]:
    """Pairs that are proposed, right and missed; overall, by density and by how the second row is placed."""
    start = time.process_time()
    proposals = propose_groups(benchmark.frame, weights=weights)
    seconds = time.process_time() - start
    incident = benchmark.incident
    proposed = {pair for one in proposals for pair in combinations(one.event_ids, 2)}
    rows_of: dict[int, list[str]] = {}
    for name, number in incident.items():
        rows_of.setdefault(number, []).append(name)
    true = {pair for rows in rows_of.values() for pair in combinations(sorted(rows), 2)}
    return {
        "proposals": len(proposals), "seconds": seconds, "proposed": proposed, "true": true,
        "scores": {pair: one.score for one in proposals for pair in combinations(one.event_ids, 2)},
    }  # fmt: skip


def print_quality(name: str, benchmark: Benchmark, weights: Weights) -> None:
    """One table: precision and recall in all, and of the parts."""
    found = measure(benchmark, weights)
    governorate = dict(zip(benchmark.frame["event_id"], benchmark.frame["admin1"], strict=True))

    def kind(pair: tuple[str, str]) -> str:
        told = [benchmark.placed[row] for row in pair if row in benchmark.placed]
        return told[0] if len(told) == 1 else "one data set"

    parts = {
        "all": lambda _: True,
        "Baghdad": lambda pair: governorate[pair[0]] == "Baghdad",
        "elsewhere": lambda pair: governorate[pair[0]] != "Baghdad",
        **{name: (lambda pair, name=name: kind(pair) == name) for name in (*PLACES, "one data set")},
    }
    print(
        f"\n{name}: {len(benchmark.frame):,} rows, {found['proposals']:,} proposals, "
        f"{found['seconds']:.1f} s of processor time"
    )
    print(f"{'pairs':<14}{'true':>7}{'proposed':>10}{'right':>7}{'precision':>11}{'recall':>8}")
    for part, belongs in parts.items():
        true = {pair for pair in found["true"] if belongs(pair)}
        proposed = {pair for pair in found["proposed"] if belongs(pair)}
        right = len(true & proposed)
        precision = f"{right / len(proposed):.1%}" if proposed else "-"
        recall = f"{right / len(true):.1%}" if true else "-"
        print(f"{part:<14}{len(true):>7,}{len(proposed):>10,}{right:>7,}{precision:>11}{recall:>8}")
    print_calibration(found)


def print_calibration(found: dict[str, Any]) -> None:
    """How many of the proposals of each score are right."""
    scores = pd.Series(found["scores"], dtype="float64")
    right = pd.Series([pair in found["true"] for pair in found["scores"]], dtype="float64")
    bands = pd.cut(scores.reset_index(drop=True), [0, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0])
    for band, share in right.groupby(bands, observed=True):
        print(f"  score {band}: {share.mean():.0%} of {len(share):,} are right")


def print_speed(table: pd.DataFrame, seed: int) -> None:
    """Processor time by rows: more days at one density, and more incidents on the same days."""
    print(f"\n{'rows':>9}{'more days':>12}{'denser days':>14}")
    for rows in (12_500, 25_000, 50_000, 100_000):
        count = int(rows / 1.17)
        days = make_benchmark(table.iloc[:count], seed).frame.head(rows)
        denser = make_benchmark(table.sample(count, random_state=seed), seed).frame.head(rows)
        took = []
        for frame in (days, denser):
            start = time.process_time()
            propose_groups(frame)
            took.append(time.process_time() - start)
        print(f"{len(days):>9,}{took[0]:>10.1f} s{took[1]:>12.1f} s")


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("incidents", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=float, default=0.33, help="where the dense days begin, 0 to 0.9")
    parser.add_argument("--speed", action="store_true", help="the speed only")
    options = parser.parse_args()
    table = read_incidents(options.incidents)
    if options.speed:
        print_speed(table, options.seed)
        return
    start = int(len(table) * options.start)
    dense = table.iloc[start : start + ROWS]
    print_quality("dense", make_benchmark(dense, options.seed), DEFAULT)
    print_quality("calm", make_benchmark(table.iloc[:: len(table) // ROWS][:ROWS], options.seed), DEFAULT)
    print_quality("sparse", make_benchmark(table.iloc[::SPARSE], options.seed), DEFAULT)


if __name__ == "__main__":
    main()
