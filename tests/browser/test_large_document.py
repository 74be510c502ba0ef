"""A document of many megabytes: it opens in a worker, says how far it is, and its notes come at a click."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from mapapp.incidents import conform
from mapapp.snapshot import write_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.browser

ROWS = 30_000
"""With notes that don't compress, more than the 3 MB that are opened at once."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = np.random.default_rng(11)
    frame = conform(
        pd.DataFrame(
            {
                "event_id": [f"large:{number}" for number in range(ROWS)],
                "event_date": pd.Timestamp("2021-02-22"),
                "event_type": ["Battles" if number % 3 else "Protests" for number in range(ROWS)],
                "latitude": chance.uniform(33, 34, ROWS).round(5),
                "longitude": chance.uniform(44, 45, ROWS).round(5),
                "geo_precision": "exact",
                "notes": [
                    f"{number} {'palm grove' if number == 777 else ''} {chance.bytes(100).hex()}"
                    for number in range(ROWS)
                ],
            }
        )
    )
    return write_snapshot(frame, tmp_path_factory.mktemp("large") / "large.html")


@pytest.fixture
def with_workers(browser: Any) -> Any:
    """A page, and the addresses of the workers that it started."""
    page = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}).new_page()
    started: list[str] = []
    page.on("worker", lambda worker: started.append(worker.url))
    yield page, started
    page.context.close()


def test_a_large_document_is_unpacked_beside_the_page(large: Path, with_workers: Any) -> None:
    page, started = with_workers
    page.goto(large.as_uri())
    page.wait_for_selector("html[data-state=ready]", state="attached", timeout=20000)

    assert len(started) == 1
    assert started[0].startswith("blob:")
    assert page.locator("html").get_attribute("data-shown") == str(ROWS)
    assert page.locator(".im-opening").count() == 0


def test_the_policy_holds_and_nothing_is_asked_for(large: Path, open_file: Callable[..., Any]) -> None:
    opened = open_file(large)

    assert opened.faults == []
    assert {address.split(":")[0] for address in opened.requests} <= {"file", "blob"}


def test_where_no_worker_is_allowed_the_document_opens_all_the_same(
    large: Path, tmp_path: Path, with_workers: Any
) -> None:
    page, started = with_workers
    strict = tmp_path / "strict.html"
    strict.write_text(large.read_text(encoding="utf-8").replace("worker-src blob:", "worker-src 'none'"))
    page.goto(strict.as_uri())
    page.wait_for_selector("html[data-state=ready]", state="attached", timeout=20000)

    assert started == []
    assert page.locator("html").get_attribute("data-shown") == str(ROWS)


def test_a_damaged_large_document_says_so(large: Path, tmp_path: Path, open_file: Callable[..., Any]) -> None:
    html = large.read_text(encoding="utf-8")
    damaged = tmp_path / "damaged.html"
    found = re.search(r'data-bytes="\d+">', html)
    assert found is not None
    at = found.end() + 5000
    damaged.write_text(html[:at] + html[at : at + 40][::-1] + html[at + 40 :], encoding="utf-8")

    page = open_file(damaged).page
    assert page.locator("html").get_attribute("data-state") == "damaged"
    assert "damaged" in page.get_by_role("alert").inner_text()


def test_a_note_shows_in_the_popup_of_its_own_incident(large: Path, open_file: Callable[..., Any]) -> None:
    page = open_file(large, fragment="#incident=large%3A20001").page

    note = page.wait_for_selector(".leaflet-popup dd >> text=/^20001 /", timeout=5000)
    assert note.inner_text().startswith("20001 ")


def test_notes_are_searched_beside_the_page(large: Path, with_workers: Any) -> None:
    page, started = with_workers
    page.goto(large.as_uri())
    page.wait_for_selector("html[data-state=ready]", state="attached", timeout=20000)
    page.get_by_label("Search", exact=True).fill("PALM grove")

    page.wait_for_selector("html[data-shown='1']", state="attached", timeout=20000)
    assert len(started) == 2


@pytest.mark.parametrize(("choice", "begins"), [("CSV", "\ufeffevent_id,"), ("GeoJSON", '{"type":"Feat')])
def test_many_rows_are_written_beside_the_page_with_a_bar(
    large: Path, with_workers: Any, choice: str, begins: str
) -> None:
    page, started = with_workers
    page.goto(large.as_uri())
    page.wait_for_selector("html[data-state=ready]", state="attached", timeout=20000)
    started.clear()
    page.evaluate(
        "() => new MutationObserver(() => { const bar = document.querySelector('.im-menu-note progress');"
        " if (bar) document.body.dataset.barSeen = bar.getAttribute('aria-label'); })"
        ".observe(document.body, { childList: true, subtree: true })"
    )
    with page.expect_download() as download:
        page.locator(".im-menu-holder summary").click()
        page.get_by_role("button", name=choice).click()
    content = Path(download.value.path()).read_text("utf-8")

    assert len(started) == 1
    assert content.startswith(begins)
    assert content.count("large:") >= ROWS
    assert content.count("palm grove") == 1
    assert page.evaluate("document.body.dataset.barSeen")
    assert page.locator(".im-menu-note").text_content() == ""
