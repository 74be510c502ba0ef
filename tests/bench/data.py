"""How long a file takes on its way into the store and out again, and how that grows.

    python tests/bench/data.py [--rows 10000 100000 1000000] [--database URL] [--names 20000]

Makes a CSV of incidents (20,000 different names of places; every second row has coordinates, the others
are resolved by name with their governorate), then runs in a process each, so that time is from start to end
and memory is all that the process ever held: ``mapapp import``, the same again, the frame for the map.
Goals, for a million rows in SQLite: 40 s and 1.5 GB, 30 s, 2 s, and 50 ms for a filter on the frame.
With ``--database`` an empty database of a server is used instead of SQLite files; give one number of rows.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# The bench of the gazetteer, beside this file, bears the package's name.
sys.path = [folder for folder in sys.path if Path(folder).resolve() != Path(__file__).resolve().parent]
from gazetteer import Gazetteer  # noqa: E402 - after the path is mended

HEADER = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2",
    "admin1", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip
"""Of ACLED."""
TYPES = (
    ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Battles", "Armed clash"),
    ("Violence against civilians", "Attack"),
    ("Protests", "Peaceful protest"),
)
ACTORS = ("Islamic State (Iraq)", "Military Forces of Iraq", "Unidentified Armed Group (Iraq)", "")
LOADING = """
import datetime, sys, time
from mapapp.filters import Filters, apply
from mapapp.storage import IncidentStore
filters = Filters(date_from=datetime.date(2019, 1, 1), date_to=datetime.date(2019, 12, 31))
with IncidentStore(sys.argv[1]) as store:
    start = time.perf_counter()
    some = store.load(filters, grouped=True)
    filtered = time.perf_counter() - start
    start = time.perf_counter()
    whole = store.load()
    everything = time.perf_counter() - start
times = []
for _ in range(7):
    start = time.perf_counter()
    kept = apply(whole, filters)
    times.append(time.perf_counter() - start)
assert kept["event_id"].tolist() == some["event_id"].tolist()
print(len(some), filtered, everything, sorted(times)[3])
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process, from its start to its end."""

    seconds: float
    cpu_seconds: float
    """What is comparable on a busy machine."""
    megabytes: float
    printed: str


def main() -> None:
    """Measure each number of rows and print a line of each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--names", type=int, default=20_000)
    parser.add_argument("--database", default="", metavar="URL")
    options = parser.parse_args()
    print(f"{'rows':>10}  {'':<20} {'seconds':>8} {'CPU':>8} {'memory':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = names_of_places(options.names)
        for rows in options.rows:
            source = folder / f"{rows}.csv"
            write_incidents(source, rows, places)
            database = options.database or f"sqlite:///{folder / f'{rows}.db'}"
            measure_rows(rows, source, database)


def measure_rows(rows: int, source: Path, database: str) -> None:
    """Import a file twice and load what it left; print what each took."""
    command = [sys.executable, "-m", "mapapp.cli", "import", str(source), "--db", database]
    first, again = measured(command), measured(command)
    loading = measured([sys.executable, "-c", LOADING, database])
    print(row_of(rows, "import", first))
    print(row_of(rows, "the same again", again))
    count, filtered, everything, filtering = loading.printed.split()
    print(f"{rows:>10,}  {'one year, loaded':<20} {float(filtered):>6.2f} s  ({int(count):,} incidents)")
    print(
        f"{rows:>10,}  {'all, loaded':<20} {float(everything):>6.2f} s {'':>9} {loading.megabytes:>5.0f} MB"
    )
    print(f"{rows:>10,}  {'filter on the frame':<20} {float(filtering) * 1e3:>5.1f} ms")
    print(f"{'':>10}  import: {first.printed.strip()}\n{'':>10}  again: {again.printed.strip()}", flush=True)


def row_of(rows: int, what: str, run: Run) -> str:
    """One line of the table."""
    times = f"{run.seconds:>6.2f} s {run.cpu_seconds:>6.2f} s"
    return f"{rows:>10,}  {what:<20} {times} {run.megabytes:>5.0f} MB"


def names_of_places(count: int) -> list[tuple[str, str, float, float]]:
    """Name, governorate, latitude, longitude: the built-in names, and beyond them names made of two."""
    rng = random.Random(7)  # noqa: S311 - the same names at each run
    found = [
        (name, place.governorate, place.latitude, place.longitude)
        for place in Gazetteer.default().places
        for name in sorted({place.name, *place.names})
    ]
    rng.shuffle(found)
    while len(found) < count:
        first, second = rng.choice(found), rng.choice(found)
        found.append((f"{first[0]} {second[0]}", *first[1:]))
    return found[:count]


def write_incidents(path: Path, rows: int, places: list[tuple[str, str, float, float]]) -> None:
    """A CSV in ACLED's columns, the same for the same arguments."""
    rng = random.Random(rows)  # noqa: S311 - the same file at each run
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            name, governorate, latitude, longitude = places[rng.randrange(len(places))]
            kind = TYPES[rng.randrange(len(TYPES))]
            day = f"{2015 + number % 10}-{1 + rng.randrange(12):02}-{1 + rng.randrange(28):02}"
            placed = (f"{latitude:.4f}", f"{longitude:.4f}", 2) if number % 2 else ("", "", "")
            actors = ACTORS[rng.randrange(3)], ACTORS[rng.randrange(4)]
            notes = f"On {day}, number {number} of what was reported near {name}."
            source = f"Source {rng.randrange(200)}"
            told = (*placed, source, notes, rng.randrange(9))
            writer.writerow((f"IRQ{number}", day, 1, *kind, *actors, governorate, name, *told))


def measured(command: list[str]) -> Run:
    """Run a command to its end; it must not have been wrong, refused rows are as they are."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        told.seek(0)
        if os.waitstatus_to_exitcode(status) > 1:
            raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, told.read())


if __name__ == "__main__":
    main()
