"""Hostile text through every field, filter, title, legend, popup, table and download, in a real browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile import HOSTILE, MARKUP

from mapapp.incidents import TEXT_COLUMNS, frame_of
from mapapp.snapshot import verify_snapshot, write_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

pytestmark = pytest.mark.browser

FIXED = ("geo_precision", "date_precision", "event_id")
"""Columns with values of their own; every other text column carries hostile text."""


def hostile_frame() -> pd.DataFrame:
    free = [column for column in TEXT_COLUMNS if column not in FIXED]
    precisions = ("exact", "near", "district", "governorate", "unresolved")
    return frame_of(
        {
            **{column: HOSTILE[(row + 7 * place) % len(HOSTILE)] for place, column in enumerate(free)},
            "event_id": f"h:{row}",
            "event_date": f"2020-{1 + row % 12:02}-{1 + row % 28:02}",
            "latitude": 30 + (row * 37 % 700) / 100,
            "longitude": 40 + (row * 53 % 800) / 100,
            "geo_precision": precisions[row % 5],
            "radius_km": 5.0,
        }
        for row in range(len(HOSTILE))
    )


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    title = "".join(MARKUP[:6])
    return write_snapshot(
        hostile_frame(), tmp_path_factory.mktemp("hostile") / "map.html", title=title, sources=MARKUP
    )


@pytest.fixture
def hostile_page(browser: Any, hostile_file: Path) -> Iterator[Any]:
    """A page of its own for each test: the tests run in any order, and one of them turns it into a phone."""
    path = hostile_file
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, offline=True, accept_downloads=True
    )
    page = context.new_page()
    page.seen = []  # requests, dialogs and errors beyond the file itself
    page.on("request", lambda request: request.url != path.as_uri() and page.seen.append(request.url))
    page.on("dialog", lambda dialog: (page.seen.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: page.seen.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-state=ready]", state="attached")
    yield page
    context.close()


def assert_unharmed(page: Any) -> None:
    assert page.evaluate("window.__ran") is None
    assert [seen for seen in page.seen if not seen.startswith("blob:")] == []
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_there_are_enough_strings() -> None:
    assert len(HOSTILE) >= 300


def test_opening_runs_and_requests_nothing(hostile_page: Any) -> None:
    assert_unharmed(hostile_page)
    assert hostile_page.evaluate("document.querySelectorAll('script').length") == hostile_page.evaluate(
        "document.scripts.length"
    )
    assert hostile_page.locator("iframe, object, embed, video, base").count() == 0


def test_the_legend_leaves_the_map_free(hostile_page: Any) -> None:
    boxes = (hostile_page.locator(name).bounding_box() for name in (".im-stage", ".im-legend-place"))
    stage, legend = boxes

    assert legend["width"] <= 0.6 * stage["width"]
    assert legend["height"] <= 0.5 * stage["height"]


def test_every_list_of_the_panel_opens_unharmed(hostile_page: Any) -> None:
    hostile_page.evaluate("document.querySelectorAll('.im-side details').forEach((one) => (one.open = true))")
    more = hostile_page.locator(".im-side .im-text-button", has_text="Show all")
    while more.count():
        more.first.click()
    hostile_page.wait_for_timeout(100)

    assert_unharmed(hostile_page)
    side = hostile_page.evaluate(
        "(() => { const s = document.querySelector('.im-side'); return s.scrollWidth - s.clientWidth })()"
    )
    assert side <= 0


def test_searching_for_hostile_text_is_unharmed(hostile_page: Any) -> None:
    search = hostile_page.get_by_label("Search", exact=True)
    for text in HOSTILE[::40]:
        search.fill(text.replace("\r", " ").replace("\n", " "))
    search.fill("")
    assert_unharmed(hostile_page)


def test_popups_of_all_kinds_are_unharmed(hostile_page: Any) -> None:
    for row in hostile_page.locator(".im-listed .im-row").all()[:8]:
        row.click()
        hostile_page.locator(".leaflet-popup .im-card").last.wait_for()
    assert_unharmed(hostile_page)
    box = hostile_page.locator(".leaflet-popup").last.bounding_box()
    assert box is not None
    assert box["width"] < 460


def test_only_web_addresses_become_links_and_show_first(hostile_page: Any) -> None:
    assert hostile_page.locator("a[href^='javascript' i], a[href^='data' i], a[href^='file' i]").count() == 0
    for link in hostile_page.locator(".leaflet-popup a[target]").all():
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_table_is_unharmed_from_end_to_end(hostile_page: Any) -> None:
    hostile_page.get_by_role("button", name="Table", exact=True).click()
    for place in (0, 3000, 9000, 10**7):
        hostile_page.evaluate(
            "(top) => { document.querySelector('.im-table-scroll').scrollTop = top }", place
        )
        hostile_page.wait_for_timeout(50)
    assert hostile_page.locator(".im-table tbody tr").count() > 3
    assert_unharmed(hostile_page)


def test_the_csv_holds_every_row_and_no_formula(hostile_page: Any) -> None:
    hostile_page.get_by_label("Download", exact=True).click()
    with hostile_page.expect_download() as waiting:
        hostile_page.get_by_role("button", name="Incidents shown, as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text.replace("\x00", ""), newline="")))

    assert len(rows) == len(HOSTILE)
    cells = [cell for row in rows for name, cell in row.items() if name not in ("latitude", "longitude")]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    assert_unharmed(hostile_page)


def test_arabic_and_the_phone_hold_their_layout_too(hostile_page: Any) -> None:
    hostile_page.set_viewport_size({"width": 390, "height": 844})
    hostile_page.locator(".im-bar > select").select_option("ar")
    hostile_page.wait_for_timeout(200)

    assert_unharmed(hostile_page)


def test_the_written_file_itself_holds_no_hostile_markup(
    tmp_path: Path, open_file: Callable[..., Any]
) -> None:
    path = write_snapshot(hostile_frame(), tmp_path / "map.html", title=MARKUP[0])
    html = path.read_text(encoding="utf-8")

    assert "evil.example" not in html
    assert "window.__ran" not in html
    assert len(verify_snapshot(path).frame) == len(HOSTILE)
    assert open_file(path).faults == []
