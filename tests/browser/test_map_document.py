"""The map document in a real browser: what it shows, filters and asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from mapapp.filters import Filters, apply
from mapapp.incidents import frame_of
from mapapp.snapshot import write_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "filters.json").read_text(encoding="utf-8"))
FRAME = frame_of(GOLDEN["incidents"])


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return write_snapshot(FRAME, tmp_path / "map.html", title="Golden incidents", sources=["Made up"])


def counts(page: Any) -> tuple[int, int]:
    stated = page.evaluate("({...document.documentElement.dataset})")
    return int(stated["total"]), int(stated["shown"])


def test_a_file_opens_offline_with_no_request_but_itself(
    snapshot: Path, open_file: Callable[..., Any]
) -> None:
    opened = open_file(snapshot)

    assert counts(opened.page) == (len(FRAME), len(FRAME))
    assert opened.requests == [snapshot.as_uri()]
    assert opened.faults == []


def test_a_file_in_a_frame_that_is_not_shown_yet_opens_when_it_is(snapshot: Path, browser: Any) -> None:
    """As in a tab of the app that is closed while the map changes: no map fits into a frame without size."""
    around = snapshot.with_name("around.html")
    around.write_text(f'<iframe src="{snapshot.name}" style="display: none"></iframe>', encoding="utf-8")
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: message.type == "error" and faults.append(message.text))
    page.goto(around.as_uri())
    page.wait_for_timeout(500)
    inside = page.frame_locator("iframe")
    assert inside.locator("html").get_attribute("data-state") == "loading"
    page.locator("iframe").evaluate("frame => { frame.style = 'width: 800px; height: 600px' }")
    inside.locator("html[data-state=ready]").wait_for(state="attached", timeout=20000)
    assert faults == []
    page.close()


def test_the_page_states_title_sources_and_date_range(snapshot: Path, open_file: Callable[..., Any]) -> None:
    page = open_file(snapshot).page

    bar = page.locator(".im-bar").inner_text()
    assert "Golden incidents" in bar
    assert "Made up" in bar
    assert "31 Dec 2020 – 1 Mar 2021" in bar


def test_controls_have_the_promised_names(snapshot: Path, open_file: Callable[..., Any]) -> None:
    page = open_file(snapshot).page

    for name in ("From", "To", "Search"):
        assert page.get_by_label(name, exact=True).count() == 1
    for name in [*FRAME["event_type"].unique(), *(set(FRAME["admin1"]) - {""})]:
        assert page.get_by_role("checkbox", name=name, exact=True).count() == 1


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_a_filter_shows_as_many_as_in_python(case: dict[str, Any], shared_page: Any) -> None:
    shared_page.evaluate(
        "filters => window.postMessage({type: 'iraq-map:filters', filters}, '*')", case["filters"]
    )
    shown = len(case["shown"])
    assert shared_page.wait_for_selector(f"html[data-shown='{shown}']", state="attached", timeout=5000)


@pytest.fixture(scope="module")
def shared_page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One open document for all golden cases: each replaces the filters before it."""
    path = write_snapshot(FRAME, tmp_path_factory.mktemp("golden") / "map.html")
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-state=ready]", state="attached")
    yield page
    page.context.close()


def test_unticking_a_type_hides_its_incidents_and_ticking_brings_them_back(
    snapshot: Path, open_file: Callable[..., Any]
) -> None:
    page = open_file(snapshot).page
    box = page.get_by_role("checkbox", name="Accident", exact=True)

    box.uncheck()
    assert counts(page) == (len(FRAME), int((FRAME["event_type"] != "Accident").sum()))
    box.check()
    assert counts(page) == (len(FRAME), len(FRAME))


def test_dates_typed_by_hand_filter_like_python(snapshot: Path, open_file: Callable[..., Any]) -> None:
    page = open_file(snapshot).page
    page.get_by_label("From", exact=True).fill("2021-02-19")

    expected = apply(FRAME, Filters(date_from=pd.Timestamp("2021-02-19").date()))
    assert counts(page)[1] == len(expected)


def test_an_unresolved_incident_is_listed_beside_the_map(
    snapshot: Path, open_file: Callable[..., Any]
) -> None:
    page = open_file(snapshot).page

    assert "Not on the map: 1" in page.locator(".im-listed").inner_text()
    page.locator(".im-listed .im-row").first.click()
    assert "100 % unclear" in page.locator(".leaflet-popup").inner_text()


def test_a_cut_file_says_so_instead_of_showing_half(snapshot: Path, open_file: Callable[..., Any]) -> None:
    html = snapshot.read_text(encoding="utf-8")
    start = html.index('id="incidents-')
    at = html.index(">", start) + 400
    snapshot.write_text(html[:at] + html[at + 400 :], encoding="utf-8")

    page = open_file(snapshot).page
    assert page.evaluate("document.documentElement.dataset.state") == "damaged"
    assert "damaged" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.75, 0.99])
def test_a_file_cut_anywhere_says_so(snapshot: Path, browser: Any, share: float) -> None:
    """Also where the scripts that would tell are gone; a whole file never says it."""
    html = snapshot.read_text(encoding="utf-8")
    told = "getComputedStyle(document.documentElement, '::after')"
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(snapshot.as_uri())
    page.wait_for_selector("html[data-state=ready]", state="attached")
    assert page.evaluate(f"{told}.content") == "none"
    snapshot.write_text(html[: int(len(html) * share)], encoding="utf-8")
    page.goto(snapshot.as_uri())
    assert "incomplete" in page.evaluate(f"{told}.content")
    page.evaluate("document.getAnimations({ subtree: true }).forEach((one) => one.finish())")
    assert page.evaluate(f"{told}.visibility") == "visible"
    context.close()
