"""``IncidentLayer`` in a plain Folium map, beside other layers, under Folium's own ``LayerControl``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import pytest

from mapapp.incidents import frame_of
from mapapp.mapping import IncidentLayer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.browser

TESTS = Path(__file__).parent.parent
LEAFLET = TESTS.parent / "mapapp" / "web" / "node_modules" / "leaflet" / "dist"
GOLDEN = json.loads((TESTS / "golden" / "filters.json").read_text(encoding="utf-8"))
FRAME = frame_of(GOLDEN["incidents"])
CANVAS = ".leaflet-overlay-pane canvas"


@pytest.fixture
def open_folium(browser: Any, tmp_path: Path) -> Iterator[Callable[[folium.Map], Any]]:
    """Save a map with Folium and open it; Leaflet's links are answered from its npm package, others empty."""
    if not LEAFLET.is_dir():
        pytest.skip("Leaflet's npm package is not here: run `npm ci` in mapapp/web")
    contexts = []

    def answer(route: Any) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        served = name in ("leaflet.js", "leaflet.css")
        route.fulfill(body=(LEAFLET / name).read_bytes() if served else b"")

    def opening(plain: folium.Map) -> Any:
        path = tmp_path / "plain.html"
        plain.save(path)
        context = browser.new_context(viewport={"width": 900, "height": 700})
        contexts.append(context)
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.route(re.compile(r"^https?://"), answer)
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-state=ready]", state="attached", timeout=10000)
        assert faults == []
        return page

    yield opening
    for context in contexts:
        context.close()


def plain_map() -> folium.Map:
    # Without web fonts and marker icons: the map itself is what is looked at.
    return folium.Map(location=(33.2, 43.7), zoom_start=6, tiles=None)


def test_the_layer_draws_every_incident_in_a_map_of_folium(open_folium: Callable[..., Any]) -> None:
    plain = plain_map()
    IncidentLayer(FRAME, name="Incidents").add_to(plain)
    page = open_folium(plain)

    assert page.get_attribute("html", "data-total") == str(len(FRAME))
    inked = """() => [...document.querySelectorAll('.leaflet-overlay-pane canvas')].some((canvas) =>
        canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte))"""
    assert page.evaluate(inked)


def test_the_layer_control_takes_the_layer_off_and_puts_it_back_and_leaves_its_neighbour(
    open_folium: Callable[..., Any],
) -> None:
    plain = plain_map()
    IncidentLayer(FRAME, name="Incidents").add_to(plain)
    neighbour = folium.FeatureGroup(name="Road").add_to(plain)
    folium.PolyLine([(33.3, 44.4), (35.5, 44.4)]).add_to(neighbour)
    folium.LayerControl(collapsed=False).add_to(plain)
    page = open_folium(plain)
    box = page.get_by_label("Incidents")
    road = page.locator(".leaflet-overlay-pane svg path")

    assert page.locator(CANVAS).count() == 1
    box.uncheck()
    assert page.locator(CANVAS).count() == 0
    assert road.count() == 1
    box.check()
    assert page.locator(CANVAS).count() == 1
    page.get_by_label("Road").uncheck()
    assert road.count() == 0
    assert page.locator(CANVAS).count() == 1


def test_a_layer_that_starts_hidden_is_drawn_once_it_is_ticked(open_folium: Callable[..., Any]) -> None:
    plain = plain_map()
    IncidentLayer(FRAME, name="Incidents", show=False).add_to(plain)
    folium.LayerControl(collapsed=False).add_to(plain)
    page = open_folium(plain)

    assert page.locator(CANVAS).count() == 0
    page.get_by_label("Incidents").check()
    assert page.locator(CANVAS).count() == 1


def test_two_layers_on_one_map_are_switched_apart(open_folium: Callable[..., Any]) -> None:
    plain = plain_map()
    IncidentLayer(FRAME.head(3), name="First").add_to(plain)
    IncidentLayer(FRAME.tail(4), name="Second").add_to(plain)
    folium.LayerControl(collapsed=False).add_to(plain)
    page = open_folium(plain)
    page.wait_for_function(f"document.querySelectorAll('{CANVAS}').length === 2")

    page.get_by_label("First").uncheck()
    assert page.locator(CANVAS).count() == 1
    page.get_by_label("Second").uncheck()
    assert page.locator(CANVAS).count() == 0
