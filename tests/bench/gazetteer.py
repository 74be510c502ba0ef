"""Measures the gazetteer on a query file and an import file, beside WRatio and SQLite FTS5.

    python tests/bench/gazetteer.py QUERIES.jsonl --full FULL.csv.gz [--lean LEAN.csv.gz] [--no-peers]

A query is a JSON line with ``set, query, within, accept ([[latitude, longitude, km], ...]), seen_lean``.
The figures are those of the issue: @1 and @5 whatever the status; silent wrong is resolved and wrong;
false accept is resolved on N1, the names that are no places in Iraq. Peers get the same names, and for
V2 the same governorate; they have no status, so each answer of theirs counts as resolved.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

# Run as a script, this file's own folder comes first on the path and would hide the package.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]

from gazetteer import Gazetteer, Status  # noqa: E402 - after the path is mended
from gazetteer.importing import import_file  # noqa: E402 - the same
from gazetteer.normalize import fold  # noqa: E402 - the same
from gazetteer.ranking import rough_km  # noqa: E402 - the same

EXACT_NAMES = 30_000
"""Names as published that the speed of exact look-ups is measured with."""
PEER_QUERIES = 150
"""Queries per set for the slow peers, evenly spread; they take up to 0.1 s each."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Query:
    """One line of the query file."""

    group: str
    text: str
    within: str | None
    accept: tuple[tuple[float, float, float], ...]
    unseen: bool

    def accepts(self, point: Point) -> bool:
        """Whether a point is within reach of one of the right places."""
        return any(rough_km(*point, lat, lon) <= km for lat, lon, km in self.accept)


@dataclass(frozen=True)
class Answer:
    """What a method says to a query."""

    points: list[Point]
    resolved: bool


Method = Callable[[Query], Answer]


def read_queries(path: Path) -> list[Query]:
    """Read a query file."""
    queries = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        accept = tuple((lat, lon, km) for lat, lon, km in row.get("accept") or ())
        queries.append(
            Query(row["set"], row["query"], row.get("within"), accept, row.get("seen_lean") is False)
        )
    return queries


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read the rows of an import file."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(content.decode("utf-8").splitlines()))


def names_of_rows(rows: Iterable[dict[str, str]]) -> list[tuple[str, Point, str]]:
    """Every name of every row with its point and governorate."""
    names = []
    for row in rows:
        if row["kind"] == "kind":
            continue
        point = (float(row["latitude"]), float(row["longitude"]))
        spellings = dict.fromkeys([row["name"], *row["alternate_names"].split("|")])
        names += [(name, point, row["governorate"]) for name in spellings if name]
    return names


def ours(gazetteer: Gazetteer) -> Method:
    """The gazetteer as a method."""

    def answer(query: Query) -> Answer:
        resolution = gazetteer.resolve(query.text, within=query.within)
        points = [(c.place.latitude, c.place.longitude) for c in resolution.candidates]
        return Answer(points, resolution.status is Status.RESOLVED)

    return answer


def _in_scope(query: Query, governorate: str) -> bool:
    return not query.within or fold(query.within).split()[-1] in fold(governorate).split()


def wratio(names: list[tuple[str, Point, str]], cutoff: int) -> Method:
    """Rapidfuzz WRatio over all names, case folded."""
    choices = [name.casefold() for name, _, _ in names]

    def answer(query: Query) -> Answer:
        found = process.extract(
            query.text.casefold(), choices, scorer=fuzz.WRatio, score_cutoff=cutoff, limit=20
        )
        near = sorted(found, key=lambda hit: (-hit[1], not _in_scope(query, names[hit[2]][2])))
        return Answer([names[hit[2]][1] for hit in near[:5]], bool(near))

    return answer


def fts5(names: list[tuple[str, Point, str]], least: float) -> Method:
    """SQLite FTS5 trigrams, re-ranked by the Jaccard index of the trigrams."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE name USING fts5(text, tokenize='trigram')")
    connection.executemany(
        "INSERT INTO name (rowid, text) VALUES (?, ?)",
        ((number, name.casefold()) for number, (name, _, _) in enumerate(names)),
    )

    def trigrams(text: str) -> set[str]:
        return {text[start : start + 3] for start in range(len(text) - 2)} or {text}

    def answer(query: Query) -> Answer:
        wanted = trigrams(query.text.casefold())
        terms = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(wanted) if len(gram) == 3)
        if not terms:
            return Answer([], resolved=False)
        rows = connection.execute(
            "SELECT rowid, text FROM name WHERE text MATCH ? ORDER BY rank LIMIT 50", (terms,)
        )
        scored = []
        for number, text in rows:
            grams = trigrams(text)
            score = len(grams & wanted) / len(grams | wanted)
            if score >= least:
                scored.append((-score, not _in_scope(query, names[number][2]), number))
        return Answer([names[number][1] for _, _, number in sorted(scored)[:5]], bool(scored))

    return answer


def report(title: str, method: Method, queries: list[Query], *, most: int | None = None) -> None:
    """Print the figures of a method, one line per set."""
    groups: dict[str, list[Query]] = {}
    for query in queries:
        groups.setdefault(query.group, []).append(query)
        if query.group == "V1" and query.unseen:
            groups.setdefault("V1u", []).append(query)
    for group, members in sorted(groups.items()):
        chosen = members if most is None else members[:: max(1, len(members) // most)]
        print(f"{title:34s} {group:4s} {_figures(method, chosen)}")


def _figures(method: Method, queries: list[Query]) -> str:
    first = five = resolved = silent = 0
    spent = []
    for query in queries:
        start = time.perf_counter()
        answer = method(query)
        spent.append(time.perf_counter() - start)
        right = [query.accepts(point) for point in answer.points]
        first += right[:1] == [True]
        five += any(right[:5])
        resolved += answer.resolved
        silent += answer.resolved and right[:1] != [True]
    count = len(queries)
    slowest = sorted(spent)[min(count - 1, int(count * 0.99))]
    speed = f"{count / sum(spent):8.0f}/s  p99 {slowest * 1000:6.1f} ms  n {count}"
    if not queries[0].accept:
        return f"false accept {resolved / count:6.1%}{'':37s}{speed}"
    return (
        f"@1 {first / count:6.1%}  @5 {five / count:6.1%}  resolved {resolved / count:6.1%}  "
        f"silent wrong {silent / count:6.2%}  {speed}"
    )


def measure_file(title: str, path: Path, folder: Path) -> Path:
    """Import a file and print how long that and the opening take, and the memory of the latter."""
    store = folder / f"{title}.sqlite"
    start = time.perf_counter()
    import_file(path, "csv", store)
    print(f"{title}: import {time.perf_counter() - start:.2f} s, {store.stat().st_size / 1e6:.1f} MB")
    program = (
        "import time, sys\n"
        "from gazetteer import Gazetteer\n"
        "start = time.perf_counter()\n"
        "gazetteer = Gazetteer.open(sys.argv[1])\n"
        "opened = time.perf_counter() - start\n"
        "gazetteer.resolve('Daqooq')\n"
        "first = time.perf_counter() - start - opened\n"
        "peak = next(int(line.split()[1]) / 1024 for line in open('/proc/self/status') if 'VmHWM' in line)\n"
        "print(f'open {opened:.3f} s, first answer {first:.3f} s, peak memory {peak:.0f} MB')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(store)], check=True, capture_output=True, text=True
    )
    print(f"{title}: {done.stdout.strip()}")
    return store


def measure_exact(gazetteer: Gazetteer, rows: list[dict[str, str]]) -> None:
    """Print how many names as published are answered a second, each asked once."""
    names = list(dict.fromkeys(name for name, _, _ in names_of_rows(rows)))
    chosen = names[:: max(1, len(names) // EXACT_NAMES)]
    start = time.process_time()
    gazetteer.resolve_many(chosen)
    print(f"exact names: {len(chosen) / (time.process_time() - start):,.0f}/s over {len(chosen)} names")


def main() -> None:
    """Run the measurements that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("queries", type=Path)
    parser.add_argument("--full", type=Path, required=True, help="places with all their names")
    parser.add_argument("--lean", type=Path, help="the same places with few names")
    parser.add_argument("--no-peers", action="store_true", help="leave WRatio and FTS5 out")
    options = parser.parse_args()
    queries = read_queries(options.queries)
    files = {"full": options.full} | ({"lean": options.lean} if options.lean else {})
    with tempfile.TemporaryDirectory() as folder:
        for title, path in files.items():
            gazetteer = Gazetteer.open(measure_file(title, path, Path(folder)))
            rows = read_rows(path)
            if title == "full":
                measure_exact(gazetteer, rows)
            report(f"this gazetteer, {title}", ours(gazetteer), queries)
            if not options.no_peers:
                names = names_of_rows(rows)
                for cutoff in (80, 90):
                    report(f"WRatio {cutoff}, {title}", wratio(names, cutoff), queries, most=PEER_QUERIES)
                report(f"FTS5 trigram 0.4, {title}", fts5(names, 0.4), queries, most=PEER_QUERIES)
    print(f"peak memory of this run {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
