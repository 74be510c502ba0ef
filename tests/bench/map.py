"""Builds and opens our map and Folium's clusters in one run, and prints sizes and times side by side.

    python tests/bench/map.py INCIDENTS.csv.gz [--million] [--peers] [--repeat 3]

The input has the columns date, latitude, longitude, type. Measured are: the build in a fresh process
(start-up included), the file, the time from opening to the drawn map, a filter change to the drawn map, a
frame while panning and zooming, the JavaScript heap, and where there are notes the time from a mouse click to
the drawn popup with its note. Folium's files load Leaflet and the cluster plugin from CDNs; here they are
served from our npm packages, so the peers' opening has no network in it.
FastMarkerCluster gets all rows; MarkerCluster, which is far slower, a stated smaller number.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEB = Path(__file__).resolve().parents[2] / "mapapp" / "web"
MARKER_CLUSTER_ROWS = 5000
MILLION = 1_000_000
NOTES = 100_000
POPUPS = 7
"""Incidents with a note that are clicked on, each in another block of notes."""

OURS = """
import sys
import pandas as pd
from mapapp.incidents import conform
from mapapp.snapshot import write_snapshot
table = pd.read_csv(sys.argv[1])
frame = conform(pd.DataFrame({
    "event_id": "row:" + pd.Series(range(2, len(table) + 2)).astype("str"),
    "event_date": pd.to_datetime(table["date"]), "event_type": table["type"],
    "latitude": table["latitude"], "longitude": table["longitude"], "geo_precision": "exact",
    **({"admin1": table["admin1"]} if "admin1" in table else {}),
    **({"notes": table["notes"]} if "notes" in table else {}),
}))
write_snapshot(frame, sys.argv[2])
"""
PEERS = """
import sys
import folium, pandas as pd
from folium.plugins import FastMarkerCluster, MarkerCluster
table = pd.read_csv(sys.argv[1])
plain = folium.Map(location=(33.2, 43.7), zoom_start=6, tiles=None)
plain.options["max_zoom"] = 18  # a tile layer would set it; clusters refuse a map without
points = table[["latitude", "longitude"]].to_numpy().tolist()
if sys.argv[3] == "fast":
    # Folium's own callback draws with Leaflet.awesome-markers; plain markers are quicker for the peer.
    callback = "function (row) { return L.marker(new L.LatLng(row[0], row[1])); }"
    FastMarkerCluster(points, callback=callback).add_to(plain)
else:
    cluster = MarkerCluster().add_to(plain)
    for point in points:  # without popups, which would need jQuery: again in the peer's favour
        folium.Marker(point).add_to(cluster)
plain.save(sys.argv[2])
"""

FILTER = """async () => {
  const boxes = [...document.querySelectorAll('input[type=checkbox][id^=im-event_types]')];
  const from = document.getElementById('im-from'), times = [];
  for (let turn = 0; turn < 60; turn++) {
    const start = performance.now();
    if (turn % 3 === 2) {
      from.value = '2007-0' + (1 + turn % 9) + '-15';
      from.dispatchEvent(new Event('input'));
    } else boxes[turn % boxes.length].click();
    times.push(performance.now() - start);
    await new Promise((next) => setTimeout(next, 20));
  }
  return times;
}"""
PAN = """async () => {
  const map = Object.values(window).find((one) => one instanceof L.Map), times = [];
  for (let turn = 0; turn < 40; turn++) {
    const start = performance.now();
    if (turn % 8 === 7) map.setZoom(map.getZoom() + (turn % 16 === 7 ? 1 : -1), { animate: false });
    else map.panBy([turn % 2 ? 160 : -160, 60 * Math.sin(turn)], { animate: false });
    times.push(performance.now() - start);
    await new Promise((next) => requestAnimationFrame(next));
  }
  return times;
}"""
HEAP = "() => performance.memory.usedJSHeapSize"
LOOK_AT = """([latitude, longitude]) => {
  const map = Object.values(window).find((one) => one instanceof L.Map);
  map.closePopup();
  map.setView([latitude, longitude], 18, { animate: false });
  window.told = null;
  let clicked = 0;
  const container = map.getContainer();
  const note = (event) => { clicked = event.timeStamp; };
  container.addEventListener('click', note, { capture: true, once: true });
  const watch = new MutationObserver(() => {
    const card = container.querySelector('.leaflet-popup .im-card');
    if (!card || ![...card.querySelectorAll('dd')].some((field) => field.textContent.length > 200)) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.told = performance.now() - clicked; }));
  });
  watch.observe(container, { childList: true, subtree: true });
  const box = container.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""
PEER_DRAWN = "() => document.querySelectorAll('.marker-cluster, .leaflet-marker-icon').length > 0"


@dataclass
class Measured:
    what: str
    rows: int
    megabytes: float
    build: float
    opened: float
    filter_p95: float | None = None
    pan_p95: float | None = None
    heap: float | None = None

    def line(self) -> str:
        def told(value: float | None, unit: str) -> str:
            return f"{'-':>11}" if value is None else f"{value:>{10 - len(unit)}.1f} {unit}"

        return (
            f"{self.what:<28}{self.rows:>10,}{self.megabytes:>9.2f} MB{self.build:>8.2f} s"
            f"{self.opened:>8.2f} s"
            f"{told(self.filter_p95, 'ms')}{told(self.pan_p95, 'ms')}{told(self.heap, 'MB')}"
        )


PEER_WAIT_S = 180
"""Seconds after which a peer counts as not opening."""


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def build(program: str, *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, *arguments], check=True)
    return time.perf_counter() - start


def serve_peers_libraries(page: Any) -> None:
    """Answer the CDN requests of Folium's files from the npm packages; others get an empty answer."""
    packages = WEB / "node_modules"
    files = {
        "leaflet.js": packages / "leaflet/dist/leaflet.js",
        "leaflet.css": packages / "leaflet/dist/leaflet.css",
        "leaflet.markercluster.js": packages / "leaflet.markercluster/dist/leaflet.markercluster.js",
        "MarkerCluster.css": packages / "leaflet.markercluster/dist/MarkerCluster.css",
        "MarkerCluster.Default.css": packages / "leaflet.markercluster/dist/MarkerCluster.Default.css",
    }

    def answer(route: Any) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        route.fulfill(body=files[name].read_bytes() if name in files else b"")

    page.route(re.compile(r"^https?://"), answer)


def open_ours(browser: Any, path: Path) -> tuple[float, float, float, float]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    # A function to wait for would be evaluated in the page, which its policy forbids.
    page.wait_for_selector("html[data-state=ready]", state="attached", timeout=60000)
    opened = time.perf_counter() - start
    filtered, panned = p95(page.evaluate(FILTER)), p95(page.evaluate(PAN))
    heap = page.evaluate(HEAP) / 1e6
    page.context.close()
    return opened, filtered, panned, heap


def lonely_spots(table: Any, count: int) -> list[tuple[float, float]]:
    """Places of single incidents with no other in their cell of 0.02 degrees, spread over the file."""
    import numpy as np

    cells = np.floor(table[["latitude", "longitude"]] * 50)
    lonely = table[~cells.duplicated(keep=False)]
    chosen = lonely.iloc[np.linspace(0, len(lonely) - 1, count).astype(int)]
    return list(zip(chosen["latitude"].tolist(), chosen["longitude"].tolist(), strict=True))


def click_popups(browser: Any, path: Path, spots: list[tuple[float, float]]) -> list[float]:
    """Milliseconds from a mouse click on each spot to the incident's note; the first is the page's first."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-state=ready]", state="attached", timeout=60000)
    times = []
    for spot in spots:
        left, top = page.evaluate(LOOK_AT, list(spot))
        page.wait_for_timeout(200)
        page.mouse.click(left, top)
        while (told := page.evaluate("window.told")) is None:
            page.wait_for_timeout(20)
        times.append(told)
    page.context.close()
    return times


def open_peer(browser: Any, path: Path) -> tuple[float, float]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    serve_peers_libraries(page)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit", timeout=180000)
    # A page whose script failed draws nothing: waiting on would only hide that.
    while not page.evaluate(PEER_DRAWN):
        if faults or time.perf_counter() - start > PEER_WAIT_S:
            raise RuntimeError(f"{path.name} drew nothing: {faults or f'waited {PEER_WAIT_S} s'}")
        page.wait_for_timeout(20)
    opened = time.perf_counter() - start
    heap = page.evaluate(HEAP) / 1e6
    page.context.close()
    return opened, heap


def measure_ours(browser: Any, what: str, table: Path, rows: int, folder: Path, repeat: int) -> Measured:
    """The median of ``repeat`` builds and openings."""
    path = folder / "ours.html"
    builds = [build(OURS, str(table), str(path)) for _ in range(repeat)]
    runs = [open_ours(browser, path) for _ in range(repeat)]
    opened, filtered, panned, heap = (statistics.median(column) for column in zip(*runs, strict=True))
    size = path.stat().st_size / 1e6
    return Measured(what, rows, size, statistics.median(builds), opened, filtered, panned, heap)


def measure_peer(browser: Any, what: str, kind: str, table: Path, rows: int, folder: Path) -> Measured:
    path = folder / f"{kind}.html"
    seconds = build(PEERS, str(table), str(path), kind)
    opened, heap = open_peer(browser, path)
    return Measured(what, rows, path.stat().st_size / 1e6, seconds, opened, heap=heap)


def make_million(table: Any, path: Path) -> None:
    """A million rows drawn from the real ones with a fixed seed, each moved by up to some kilometres."""
    import numpy as np

    chance = np.random.default_rng(2003)
    drawn = table.iloc[chance.integers(0, len(table), MILLION)].copy()
    drawn["latitude"] = (drawn["latitude"] + chance.normal(0, 0.02, MILLION)).round(5)
    drawn["longitude"] = (drawn["longitude"] + chance.normal(0, 0.02, MILLION)).round(5)
    drawn.sort_values("date", kind="stable").to_csv(path, index=False)


def make_notes(table: Any, path: Path) -> None:
    """The first rows, each with a note of 250 Arabic characters put together from a word list."""
    import numpy as np

    words = (
        "انفجار عبوة ناسفة قرب سوق في ناحية شرق المدينة أسفر عن مقتل وإصابة عدد من المدنيين وقوات",
        "الأمن طوقت المكان وفتحت تحقيقا بينما نقلت سيارات الإسعاف الجرحى إلى المستشفى مصدر أمني",
        "قال إن مسلحين مجهولين هاجموا نقطة تفتيش على الطريق الرابط بين القرى غرب قضاء صباح اليوم",
        "الأحد الاثنين الثلاثاء دون وقوع خسائر بشرية",
    )
    vocabulary = " ".join(words).split()
    chance = np.random.default_rng(7)
    noted = table.head(NOTES).copy()
    picks = chance.integers(0, len(vocabulary), (NOTES, 60))
    noted["notes"] = [" ".join(vocabulary[pick] for pick in row)[:250] for row in picks]
    noted.to_csv(path, index=False)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("incidents", type=Path)
    parser.add_argument("--million", action="store_true", help="also a million generated incidents")
    parser.add_argument("--notes", action="store_true", help="also 100,000 incidents with long Arabic notes")
    parser.add_argument("--peers", action="store_true", help="also Folium's clusters")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    import pandas as pd
    from playwright.sync_api import sync_playwright

    table = pd.read_csv(options.incidents)
    head = f"{'':<28}{'incidents':>10}{'file':>12}{'build':>10}{'open':>10}{'filter p95':>11}"
    head += f"{'pan p95':>11}{'heap':>11}"
    print(head)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--enable-precise-memory-info"],
        )
        ours = measure_ours(browser, "ours, real", options.incidents, len(table), folder, options.repeat)
        print(ours.line(), flush=True)
        if options.notes:
            make_notes(table, folder / "notes.csv")
            noted = measure_ours(browser, "ours, Arabic notes", folder / "notes.csv", NOTES, folder, 1)
            popups = click_popups(browser, folder / "ours.html", lonely_spots(table.head(NOTES), POPUPS))
            print(noted.line())
            print(
                f"  a click to the popup with its note, ms: {', '.join(f'{one:.0f}' for one in popups)}",
                flush=True,
            )
        if options.million:
            make_million(table, folder / "million.csv")
            line = measure_ours(
                browser, "ours, generated", folder / "million.csv", MILLION, folder, options.repeat
            )
            print(line.line(), flush=True)
        if options.peers:
            fast = measure_peer(browser, "FastMarkerCluster", "fast", options.incidents, len(table), folder)
            print(fast.line(), flush=True)
            few = folder / "few.csv"
            table.head(MARKER_CLUSTER_ROWS).to_csv(few, index=False)
            print(
                measure_peer(browser, "MarkerCluster", "slow", few, MARKER_CLUSTER_ROWS, folder).line(),
                flush=True,
            )
            print(
                f"ours against FastMarkerCluster: file 1/{fast.megabytes / ours.megabytes:.1f}, build "
                f"1/{fast.build / ours.build:.1f}, opening 1/{fast.opened / ours.opened:.1f}"
            )
        browser.close()


if __name__ == "__main__":
    main()
