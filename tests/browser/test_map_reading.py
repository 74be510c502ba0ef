"""What a reader does in the file: keyboard, languages, links, time, area, downloads, ways of showing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mapapp.filters import Filters
from mapapp.incidents import frame_of
from mapapp.mapping import incident_map
from mapapp.snapshot import render_document, write_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = json.loads((ROOT / "tests" / "golden" / "filters.json").read_text(encoding="utf-8"))
FRAME = frame_of(GOLDEN["incidents"])
AXE = ROOT / "mapapp" / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def page(tmp_path: Path, open_file: Callable[..., Any]) -> Any:
    return open_file(write_snapshot(FRAME, tmp_path / "map.html", title="Golden")).page


def shown(page: Any) -> int:
    return int(page.locator("html").get_attribute("data-shown"))


def test_axe_finds_no_serious_fault_in_light_and_dark(page: Any) -> None:
    for _ in ("light", "dark"):
        page.evaluate(AXE.read_text(encoding="utf-8") + ";1")
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        serious = [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")]
        assert serious == []
        page.get_by_label("Light or dark", exact=True).click()


def test_the_keyboard_alone_filters_and_opens_an_incident(page: Any) -> None:
    page.get_by_label("Accident", exact=True).focus()
    page.keyboard.press("Space")
    assert shown(page) == len(FRAME) - 1
    page.locator(".im-map").focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup .im-popup").wait_for()
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")


def test_table_and_popup_speak_the_language_of_the_page(
    tmp_path: Path, open_file: Callable[..., Any], page: Any
) -> None:
    page = open_file(tmp_path / "map.html", fragment="#language=ar&incident=d").page
    page.get_by_role("button", name="جدول", exact=True).click()

    assert "تفجير انتحاري" in page.locator(".leaflet-popup").inner_text()
    for place in (".leaflet-popup", ".im-table"):
        assert "بغداد" in page.locator(place).inner_text()
        assert "Suicide bomb" not in page.locator(place).inner_text()


@pytest.mark.parametrize(("code", "search"), [("ar", "بحث"), ("ckb", "گەڕان")])
def test_arabic_and_sorani_run_from_right_to_left(page: Any, code: str, search: str) -> None:
    page.get_by_label("Language", exact=True).select_option(code)

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == code
    assert page.get_by_label(search, exact=True).count() == 1


@pytest.mark.parametrize("text", ["كركوك", "کرکوک"])
def test_both_keyboards_spell_a_town_the_same(page: Any, text: str) -> None:
    page.get_by_label("Search", exact=True).fill(text)

    assert page.wait_for_selector("html[data-shown='2']", state="attached")


def test_a_link_restores_filters_and_the_open_incident(
    tmp_path: Path, open_file: Callable[..., Any], page: Any
) -> None:
    page.get_by_label("Search", exact=True).fill("Tayaran")
    page.wait_for_selector("html[data-shown='1']", state="attached")
    page.wait_for_timeout(400)
    fragment = page.evaluate("location.hash")
    again = open_file(tmp_path / "map.html", fragment=fragment + "&incident=d").page

    again.wait_for_selector("html[data-shown='1']", state="attached")
    assert "Suicide bomb" in again.locator(".leaflet-popup").inner_text()


def test_a_link_to_a_file_whose_own_filters_were_reset_shows_all(
    tmp_path: Path, open_file: Callable[..., Any]
) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html", filters=Filters(event_types=("Accident",)))
    page = open_file(path).page
    assert shown(page) == 1
    page.get_by_role("button", name="Reset all").click()
    page.wait_for_timeout(400)

    again = open_file(path, fragment=page.evaluate("location.hash")).page
    assert shown(again) == len(FRAME)


def test_the_table_is_copied_for_a_spreadsheet_and_says_so(page: Any) -> None:
    """Days and numbers stand as any spreadsheet reads them, whatever the language of the page."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("Language", exact=True).select_option("ar")
    page.get_by_role("button", name="جدول", exact=True).click()
    page.get_by_role("button", name="انسخ الجدول").click()
    page.locator(".im-copied", has_text=":").wait_for()

    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert len(lines) == len(FRAME) + 1
    assert any(line.startswith("2021-") for line in lines)
    assert len({line.count("\t") for line in lines}) == 1


def test_undo_and_reset_take_filters_back(page: Any) -> None:
    page.get_by_label("From", exact=True).fill("2021-02-20")
    filtered = shown(page)
    page.get_by_role("button", name="Reset all").click()
    assert shown(page) == len(FRAME)
    page.get_by_role("button", name="Undo").click()
    assert shown(page) == filtered < len(FRAME)


def test_brushing_the_histogram_sets_the_dates(page: Any) -> None:
    box = page.locator(".im-time-canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 30, steps=4)
    page.mouse.up()

    assert page.get_by_label("From", exact=True).input_value() > "2021-01-31"
    assert 0 < shown(page) < len(FRAME)


def test_the_shown_rows_are_downloaded_as_geojson(page: Any) -> None:
    page.get_by_label("Accident", exact=True).uncheck()
    page.get_by_label("Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Incidents shown, as GeoJSON").click()
    collection = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))

    ids = {feature["properties"]["event_id"] for feature in collection["features"]}
    assert ids == set(FRAME.loc[FRAME["event_type"] != "Accident", "event_id"])
    assert collection["features"][0]["properties"]["notes"] != ""


def test_the_map_is_downloaded_as_a_picture(page: Any) -> None:
    page.get_by_label("Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="The map, as a picture").click()

    assert Path(waiting.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("mode", ["points", "heat", "hexagons", "governorates"])
def test_every_way_of_showing_draws(tmp_path: Path, open_file: Callable[..., Any], mode: str) -> None:
    opened = open_file(write_snapshot(FRAME, tmp_path / "map.html"))
    opened.page.get_by_label("Shown as", exact=True).select_option(mode)
    opened.page.wait_for_timeout(100)

    assert opened.faults == []


def test_an_area_is_drawn_with_clicks_and_filters(page: Any) -> None:
    page.get_by_role("button", name="Draw an area").click()
    box = page.locator(".im-map").bounding_box()
    middle, across = box["x"] + box["width"] / 2, box["width"] * 0.35
    for left, top in ((-across, 0.1), (across, 0.1), (across, 0.45), (-across, 0.45)):
        page.mouse.click(middle + left, box["y"] + box["height"] * top)
        page.wait_for_timeout(350)  # two quick clicks would be a double click
    page.keyboard.press("Enter")

    assert 0 < shown(page) < len(FRAME)
    page.get_by_role("button", name="Remove the area").click()
    assert shown(page) == len(FRAME)


def test_without_a_panel_only_map_and_legend_are_left(tmp_path: Path, open_file: Callable[..., Any]) -> None:
    path = tmp_path / "bare.html"
    path.write_text(render_document(incident_map(FRAME, panel=False)), encoding="utf-8")
    opened = open_file(path)

    assert opened.page.locator(".im-side, .im-bar, .im-time").count() == 0
    assert opened.page.locator(".im-legend").count() == 1
    assert opened.faults == []


def test_the_layout_holds_on_a_phone(tmp_path: Path, open_file: Callable[..., Any]) -> None:
    path = write_snapshot(FRAME, tmp_path / "map.html", title="A rather long title of a map of incidents")
    page = open_file(path, width=390, height=844, has_touch=True).page

    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.get_by_label("Filters", exact=True).first.click()
    page.get_by_label("Accident", exact=True).uncheck()
    assert shown(page) == len(FRAME) - 1
