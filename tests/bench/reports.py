"""Prints how well incidents are read from a labelled file (JSON lines as tests/corpus/README.md says).

    python tests/bench/reports.py tests/corpus/dev-ar.jsonl [--errors] [--repeat N]

An extracted incident matches a labelled one of the same text where the places are within the labelled
tolerance (or in the same governorate) and the types agree best; each label is matched once.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

# A bench of the same name as a package stands beside this file: the package is meant.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).parent]

from gazetteer import Gazetteer  # noqa: E402 - behind the line that makes it the package
from mapapp.reports import Extraction, extract_incidents  # noqa: E402 - the same

EARTH_KM = 6371.0088
PARTIES = {
    "ISIS": "Islamic State",
    "Unknown gunmen": "Unidentified armed group",
    "Unidentified": "Unidentified armed group",
    "Rioters": "Protesters",
    "International coalition": "Global Coalition",
    "United States forces": "US forces",
    "Islamic Resistance in Iraq": "Armed factions",
    "Awliya al-Dam": "Armed factions",
    "Iraqi security forces": "Iraqi Security Forces",
    "Police": "Iraqi Security Forces",
    "Iraqi Army": "Iraqi Security Forces",
    "Counter-Terrorism Service": "Iraqi Security Forces",
    "National Intelligence Service": "Iraqi Security Forces",
}
"""Names of labels and of the actor list -> the party they stand for: the labels know no single services."""


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) points."""
    a, b = math.radians(one[0]), math.radians(other[0])
    half = math.radians(other[1] - one[1]) / 2
    angle = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(angle))


def fit(got: dict[str, Any], label: dict[str, Any]) -> float:
    """How well an extracted incident fits a label: 0 is not at all."""
    score = 0.0
    if within(got, label):
        score += 3
    elif got["admin1"] == label.get("admin1") and got["admin1"]:
        score += 2
    elif label.get("latitude") is None:
        score += 1
    score += 1.5 * (got["event_type"] == label["event_type"])
    score += 0.5 * (got["fatalities"] == label.get("fatalities"))
    return score


def within(got: dict[str, Any], label: dict[str, Any]) -> bool:
    """Whether the extracted point lies within the label's tolerance."""
    if label.get("latitude") is None or got["latitude"] is None:
        return label.get("latitude") is None and got["latitude"] is None
    gap = distance_km((got["latitude"], got["longitude"]), (label["latitude"], label["longitude"]))
    return gap <= label["tolerance_km"]


def paired(
    got: list[dict[str, Any]], labels: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of extracted and labelled incidents, best fit first, each used once."""
    ranked = sorted(
        ((fit(one, label), i, j) for i, one in enumerate(got) for j, label in enumerate(labels)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    used_got: set[int] = set()
    used_label: set[int] = set()
    pairs = []
    for score, i, j in ranked:
        if score < 1.5 or i in used_got or j in used_label:
            continue
        used_got.add(i)
        used_label.add(j)
        pairs.append((got[i], labels[j]))
    return pairs


class Figures:
    """Counts of right and asked, by the name of a figure."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    def add(self, name: str, *, right: bool) -> None:
        """Count one answer."""
        self.asked[name] += 1
        self.right[name] += right

    def line(self, name: str) -> str:
        """One line of the table."""
        asked = self.asked[name]
        share = f"{100 * self.right[name] / asked:5.1f}%" if asked else "    -"
        return f"{name:34} {share}  {self.right[name]}/{asked}"


def judge(figures: Figures, row: dict[str, Any], extraction: Extraction) -> list[str]:
    """Count one text; gives the errors as lines."""
    got = [incident.to_record() for incident in extraction.incidents]
    labels = row["incidents"]
    errors = []
    pairs = paired(got, labels)
    if not labels:
        figures.add("texts without incident kept silent", right=not got)
    for _ in range(len(pairs)):
        figures.add("incident recall", right=True)
        figures.add("incident precision", right=True)
    for _ in range(len(labels) - len(pairs)):
        figures.add("incident recall", right=False)
    for _ in range(len(got) - len(pairs)):
        figures.add("incident precision", right=False)
    if len(labels) != len(pairs):
        errors.append(f"MISSED {len(labels) - len(pairs)} of {len(labels)}")
    if len(got) != len(pairs):
        surplus = [one for one in got if not any(one is pair[0] for pair in pairs)]
        errors.extend(f"SURPLUS {one['evidence']['rules']} {one['location']}" for one in surplus)
    for one, label in pairs:
        errors.extend(judge_pair(figures, one, label))
    errors.extend(judge_places(figures, row, extraction))
    return errors


def judge_pair(figures: Figures, got: dict[str, Any], label: dict[str, Any]) -> list[str]:
    """Count the fields of one matched incident."""
    errors = []

    def ask(name: str, field: str, *, right: bool) -> None:
        figures.add(name, right=right)
        if not right:
            errors.append(f"{name}: got {got[field]!r}, label {label.get(field)!r}")

    ask("event type", "event_type", right=got["event_type"] == label["event_type"])
    ask(
        "sub event type",
        "sub_event_type",
        right=got["sub_event_type"] == label["sub_event_type"],
    )
    for name, field in (("killed", "fatalities"), ("wounded", "injuries")):
        if label.get(field) is not None:
            ask(f"{name} where stated", field, right=got[field] == label[field])
        else:
            ask(f"{name} null where not stated", field, right=got[field] is None)
    for bound in ("fatalities_low", "fatalities_high"):
        if label.get("fatalities") is not None and bound in label:
            ask(f"{bound} where killed stated", bound, right=got[bound] == label[bound])
    if "actor1" in label:
        ask("actor (same party)", "actor1", right=party(got["actor1"]) == party(label["actor1"]))
    dated = "date where stated" if label.get("date_stated") else "date where not stated"
    ask(
        dated,
        "event_date",
        right=(got["event_date"], got["event_date_end"]) == (label["event_date"], label["event_date_end"]),
    )
    ask("placed within tolerance (incident)", "location", right=within(got, label))
    ask("governorate", "admin1", right=got["admin1"] == (label.get("admin1") or ""))
    return errors


def party(name: str | None) -> str:
    """The party that a name of an actor stands for; "" for none."""
    return PARTIES.get(name or "", name or "")


def judge_places(figures: Figures, row: dict[str, Any], extraction: Extraction) -> list[str]:
    """Count the places named: spotted where a mention overlaps, placed where its point is right."""
    errors = []
    for place in row["places"]:
        over = [m for m in extraction.mentions if m.start < place["end"] and place["start"] < m.end]
        if place["abroad"]:
            continue
        figures.add("places spotted", right=bool(over))
        if not over:
            errors.append(f"NOT SPOTTED {place['text']}")
            continue
        right = any(
            m.latitude is not None
            and m.longitude is not None
            and distance_km((m.latitude, m.longitude), (place["latitude"], place["longitude"]))
            <= place["tolerance_km"]
            for m in over
        )
        figures.add("places placed", right=right)
        if not right:
            errors.append(f"MISPLACED {place['text']} as {[m.name for m in over]}")
    return errors


def main() -> None:
    """Read the arguments, the file, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each text with an error")
    arguments = parser.parse_args()
    gazetteer = Gazetteer.default()
    figures = Figures()
    extract_incidents("انفجار في كركوك", gazetteer=gazetteer, published=None)
    rows = [
        json.loads(line) for path in arguments.files for line in path.read_text(encoding="utf-8").splitlines()
    ]
    start = time.process_time()
    extractions = [
        extract_incidents(
            row["text"],
            gazetteer=gazetteer,
            published=date.fromisoformat(row["published"]) if row.get("published") else None,
            report_id=row["id"],
        )
        for row in rows
    ]
    seconds = time.process_time() - start
    for row, extraction in zip(rows, extractions, strict=True):
        errors = judge(figures, row, extraction)
        if errors and arguments.errors:
            print(f"--- {row['id']} {row['kind']}: {row['text'][:1500]}")
            print("\n".join("    " + error for error in errors))
            for warning in extraction.warnings:
                print("    w:", warning)
    for name in sorted(figures.asked):
        print(figures.line(name))
    characters = sum(len(row["text"]) for row in rows)
    print(f"{'texts a second (CPU time)':34} {len(rows) / seconds:6.0f}")
    print(f"{'characters a second (CPU time)':34} {characters / seconds:6.0f}")


if __name__ == "__main__":
    main()
