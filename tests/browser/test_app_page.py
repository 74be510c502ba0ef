"""The running app in a browser: filters reach the map without a reload, what is added is seen first."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from app_driving import WAIT, App

pytestmark = pytest.mark.browser

HOSTILE = "![p](http://attacker.example/p.png) <img src=http://attacker.example/i.png>"


@pytest.fixture
def app(browser: Any, app_address: str) -> Iterator[App]:
    context = browser.new_context(viewport={"width": 1360, "height": 900}, accept_downloads=True)
    opened = App(context.new_page())
    opened.start(app_address)
    yield opened
    context.close()


def test_a_filter_changes_the_map_without_a_reload_and_keeps_the_view(app: App) -> None:
    app.frame.evaluate("window.stillTheSame = true")
    view = app.zoom_in()
    app.choose("Event type", "Protests")
    app.wait_for_map(2)

    assert app.frame.evaluate("window.stillTheSame") is True
    assert app.view() == view
    assert app.page.get_by_test_id("stMetricValue").first.inner_text() == "2"


def test_a_type_hidden_in_the_legend_of_the_map_is_hidden_in_the_page_too(app: App) -> None:
    app.frame.get_by_role("button", name="Battles").click()
    app.wait_for_map(51)
    app.page.wait_for_function(
        "document.querySelector('[data-testid=stMetricValue]').innerText === '51'", timeout=WAIT
    )
    assert app.frame.evaluate("document.documentElement.dataset.shown") == "51"


def test_panning_and_zooming_rerun_nothing(app: App) -> None:
    app.page.wait_for_timeout(500)
    sent = len(app.sent)
    app.zoom_in()
    box = app.page.locator('iframe[title="Map of incidents"]').bounding_box()
    before = app.view()
    app.page.mouse.move(box["x"] + 300, box["y"] + 200)
    app.page.mouse.down()
    app.page.mouse.move(box["x"] + 200, box["y"] + 260, steps=6)
    app.page.mouse.up()
    app.page.wait_for_function(
        "before => sessionStorage.getItem('iraq-map:view') !== before", arg=before, timeout=WAIT
    )
    assert len(app.sent) == sent


def test_the_page_asks_no_one_else_for_anything(app: App, app_address: str) -> None:
    own = (app_address, app_address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in app.requests if not url.startswith(own)] == []


def test_the_csv_and_the_map_hold_the_same_incidents(app: App) -> None:
    app.choose("Governorate", "Kirkuk")
    app.wait_for_map(3)
    rows = list(csv.DictReader(app.downloaded("CSV").read_text("utf-8").splitlines()))
    assert len(rows) == 3
    assert {row["admin1"] for row in rows} == {"Kirkuk"}


def test_the_downloaded_map_shows_what_was_on_screen(app: App, browser: Any) -> None:
    app.choose("Event type", "Protests")
    app.wait_for_map(2)
    path = app.downloaded("Map file (HTML)")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content(path.read_text("utf-8"))
    page.wait_for_selector('html[data-state="ready"]', state="attached", timeout=WAIT)
    assert page.evaluate("document.documentElement.dataset.total") == "2"
    context.close()


def test_the_downloaded_map_opens_where_the_reader_looked(app: App, browser: Any, tmp_path: Path) -> None:
    app.frame.get_by_label("Shown as", exact=True).select_option("heat")
    app.zoom_in()
    app.page.wait_for_timeout(1500)
    seen = json.loads(app.view() or "")
    path = tmp_path / "map.html"
    path.write_bytes(app.downloaded("Map file (HTML)").read_bytes())
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector('html[data-state="ready"]', state="attached", timeout=WAIT)
    view = page.evaluate(
        "() => { const map = Object.values(window).find((one) => one instanceof L.Map);"
        "return [map.getCenter().lat, map.getCenter().lng, map.getZoom()]; }"
    )

    assert view == pytest.approx([seen["latitude"], seen["longitude"], seen["zoom"]], abs=0.05)
    assert page.get_by_label("Shown as", exact=True).input_value() == "heat"
    context.close()


def test_a_file_is_seen_with_its_refused_rows_before_it_is_added(app: App, tmp_path: Path) -> None:
    path = tmp_path / "![x](http:attacker.example).csv"
    path.write_text(
        "date,latitude,longitude,type,notes\n"
        f"2021-05-01,33.3128,44.3615,IED,{HOSTILE}\n"
        f'2021-05-32,33.3128,44.3615,IED,"{HOSTILE}"\n',
        encoding="utf-8",
    )
    view = app.zoom_in()
    app.page.get_by_role("tab", name="Add a file").click()
    app.page.locator('input[type="file"]').first.set_input_files(path)
    app.page.get_by_text("Refused rows (1)").wait_for(timeout=WAIT)
    app.wait_for_map(59)
    app.page.get_by_role("button", name="Add 1 incidents to the map").click()
    app.page.get_by_text("Added 1 incidents").wait_for(timeout=WAIT)
    app.open_tab("Map")
    app.wait_for_map(60)

    assert app.view() == view
    assert not [url for url in app.requests if "attacker" in url]


def test_a_report_is_seen_with_its_words_marked_before_it_is_added(app: App) -> None:
    app.page.get_by_role("tab", name="Read a report").click()
    app.page.get_by_label("Report", exact=True).fill(
        "انفجار عبوة ناسفة في قضاء الحويجة بمحافظة كركوك يوم 3 آذار 2021 أدى إلى مقتل جنديين."
    )
    app.page.keyboard.press("Control+Enter")
    add = app.page.get_by_role("button", name="Add 1 incidents to the map")
    add.wait_for(timeout=WAIT)
    assert app.page.locator("mark").count() > 0
    app.wait_for_map(59)
    add.click()
    app.open_tab("Map")
    app.wait_for_map(60)


def test_a_pasted_arabic_report_runs_from_the_right(app: App) -> None:
    app.page.get_by_role("tab", name="Read a report").click()
    style = app.page.get_by_label("Report", exact=True).evaluate(
        "box => [getComputedStyle(box).unicodeBidi, getComputedStyle(box).textAlign]"
    )

    assert style == ["plaintext", "start"]


def test_the_page_fits_a_phone(browser: Any, app_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    opened = App(context.new_page())
    opened.start(app_address)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
