"""Drawing by finger, printing, and what the help in the file states."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mapapp.incidents import frame_of
from mapapp.snapshot import write_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "filters.json"
FRAME = frame_of(json.loads(GOLDEN.read_text(encoding="utf-8"))["incidents"])
CORNERS = ((90, 250), (310, 250), (310, 560), (90, 560))
"""Pixels in a phone's window, around all of Iraq's middle."""


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return write_snapshot(FRAME, tmp_path / "map.html", title="Golden", made=date(2021, 2, 24))


@pytest.fixture
def phone(snapshot: Path, open_file: Callable[..., Any]) -> Any:
    page = open_file(snapshot, width=390, height=844, has_touch=True, is_mobile=True).page
    page.get_by_role("button", name="Filters").tap()
    page.get_by_role("button", name="Draw an area").tap()
    return page


def shown(page: Any) -> int:
    return int(page.locator("html").get_attribute("data-shown"))


def test_an_area_is_drawn_by_finger_and_filters(phone: Any) -> None:
    for corner in (*CORNERS, CORNERS[0]):
        phone.touchscreen.tap(*corner)
        phone.wait_for_timeout(350)  # two taps within 300 ms would be a double tap

    assert 0 < shown(phone) < len(FRAME)
    assert phone.locator(".im-drawing-note").text_content() == ""


def test_drawing_is_cancelled_by_finger_and_filters_nothing(phone: Any) -> None:
    phone.touchscreen.tap(*CORNERS[0])
    phone.get_by_role("button", name="Cancel").tap()
    phone.wait_for_timeout(350)
    for corner in CORNERS[1:]:
        phone.touchscreen.tap(*corner)

    assert shown(phone) == len(FRAME)
    assert "area" not in phone.url


def test_an_area_is_drawn_with_the_keyboard_alone(snapshot: Path, open_file: Callable[..., Any]) -> None:
    page = open_file(snapshot).page
    page.get_by_role("button", name="Draw an area").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"):
        for _ in range(2):
            page.keyboard.press(key)
            page.wait_for_timeout(350)  # the map glides there
        page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert shown(page) < len(FRAME)
    page.get_by_role("button", name="Undo").click()
    assert shown(page) == len(FRAME)


def test_a_dark_page_is_printed_light_and_is_dark_again(
    snapshot: Path, open_file: Callable[..., Any]
) -> None:
    page = open_file(snapshot, color_scheme="dark").page
    page.evaluate(
        "window.printed = []; addEventListener('beforeprint', () => setTimeout(() => "
        "printed.push(document.documentElement.dataset.theme)))"
    )
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(50)
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert page.evaluate("printed") == ["light"]
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_nothing_to_press_is_printed(snapshot: Path, open_file: Callable[..., Any]) -> None:
    page = open_file(snapshot).page
    page.emulate_media(media="print")

    assert page.locator("select:visible").count() == 0
    assert page.locator(".im-bar button:visible").count() == 0
    assert page.locator("canvas.im-canvas:visible").count() > 0


def test_the_help_states_when_the_file_was_made_and_runs_in_its_own_direction(
    snapshot: Path, open_file: Callable[..., Any]
) -> None:
    page = open_file(snapshot).page
    page.get_by_role("button", name="Help").click()
    assert "24 Feb 2021" in page.locator(".im-help").text_content()

    page = open_file(snapshot, fragment="#language=ar").page
    page.get_by_role("button", name="مساعدة").click()
    keys = page.locator(".im-help p", has_text="Esc")
    assert keys.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert page.locator(".leaflet-control-scale").text_content().endswith("كم")


def test_the_map_is_drawn_before_the_load_event(snapshot: Path, browser: Any) -> None:
    """Whoever waits for that event only, to take a picture for instance, sees the whole map."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script(
        "addEventListener('load', () => { window.atLoad = document.documentElement.dataset.state; })"
    )
    page.goto(snapshot.as_uri())

    assert page.evaluate("atLoad") == "ready"
    context.close()
