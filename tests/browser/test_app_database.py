"""The app on a database in a browser: what is told twice becomes one and two again; an import is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from app_driving import WAIT, App, running_app

from mapapp.incidents import frame_of
from mapapp.storage import IncidentStore

pytestmark = pytest.mark.browser

BLAST = {
    "event_date": "2021-02-22", "date_precision": "day", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Suicide bomb", "location": "Hawija", "admin1": "Kirkuk", "latitude": 35.325,
    "longitude": 43.77, "geo_precision": "settlement", "radius_km": 5, "injuries": 30,
}  # fmt: skip
SOURCES = {
    "one.csv": {"event_id": "a", "source_dataset": "ACLED", "fatalities": 12, "notes": "<b>a blast</b>"},
    "other.csv": {"event_id": "b", "source_dataset": "GTD", "fatalities": 14, "notes": "تفجير"},
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'incidents.db'}"
    with IncidentStore(url, create=True, who="Layla") as store:
        for file, told in SOURCES.items():
            store.save(frame_of([{**BLAST, **told}]), label=file)
    return url


@pytest.fixture
def app(browser: Any, url: str) -> Iterator[App]:
    with running_app(url) as address:
        context = browser.new_context(viewport={"width": 1360, "height": 1200})
        opened = App(context.new_page())
        opened.start(address, shown=2)
        yield opened
        context.close()


def press(app: App, name: str) -> None:
    app.page.get_by_role("button", name=name, exact=True).click()


def test_two_tellings_become_one_when_accepted_and_two_when_split_and_an_import_is_taken_back(
    app: App, url: str
) -> None:
    app.open_tab("Told twice?")
    press(app, "Look among the 2 incidents that the filters show")
    app.page.locator(".compared .differs").first.wait_for(timeout=WAIT)
    assert app.page.locator(".compared .differs th").all_inner_texts() == ["Killed", "Notes"]
    assert app.page.locator(".compared b").count() == 0

    press(app, "Accept as one")
    app.page.get_by_text("Accepted as one: 2 incidents.").wait_for(timeout=WAIT)
    with IncidentStore(url) as store:
        assert store.groups() == (("a", "b"),)

    app.open_tab("Map")
    app.wait_for_map(1)
    app.open_tab("Told twice?")
    app.page.get_by_text("Hawija, Explosions/Remote violence (2 incidents)").click()
    press(app, "Split")
    app.page.get_by_text("Split again.").wait_for(timeout=WAIT)

    app.open_tab("Database")
    app.page.get_by_role("combobox", name="Take back as a whole").click()
    app.page.get_by_role("option", name="import other.csv").click()
    press(app, "Undo")
    app.page.get_by_text("Taken back: import other.csv").wait_for(timeout=WAIT)
    with IncidentStore(url) as store:
        assert store.load()["event_id"].tolist() == ["a"]


def test_what_is_called_different_is_not_proposed_again_until_that_is_taken_back(app: App, url: str) -> None:
    app.open_tab("Told twice?")
    press(app, "Look among the 2 incidents that the filters show")
    press(app, "Different")
    app.page.get_by_text("Kept apart: 2 incidents.").wait_for(timeout=WAIT)
    press(app, "Look among the 2 incidents that the filters show")
    app.page.get_by_text("No further incidents look like one.").wait_for(timeout=WAIT)
    with IncidentStore(url) as store:
        assert store.apart() == (("a", "b"),)
        store.undo(store.batches()[0].batch_id)
    press(app, "Look among the 2 incidents that the filters show")
    app.page.get_by_role("button", name="Accept as one").wait_for(timeout=WAIT)


def test_an_edit_on_top_of_another_persons_is_settled_in_the_page(app: App, url: str) -> None:
    app.open_tab("Database")
    app.page.get_by_label("Id", exact=True).fill("a")
    app.page.keyboard.press("Enter")
    injured = app.page.get_by_role("spinbutton", name="Injured")
    injured.wait_for(timeout=WAIT)
    with IncidentStore(url, who="Karim") as store:
        store.edit("a", {"fatalities": 13}, version=1)
    injured.fill("31")
    press(app, "Save")
    app.page.get_by_text("was changed by Karim").wait_for(timeout=WAIT)
    press(app, "Save my changes over it")
    app.page.get_by_text("Saved: a").wait_for(timeout=WAIT)
    with IncidentStore(url) as store:
        kept = store.incident("a")
    assert (kept["fatalities"], kept["injuries"]) == (13, 31)
