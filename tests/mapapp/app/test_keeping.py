"""The database tab: what was done stands there, can be taken back, and an incident can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.app.settings import DATABASE_VARIABLE
from mapapp.incidents import frame_of
from mapapp.storage import IncidentStore

SCRIPT = Path(__file__).resolve().parents[3] / "mapapp" / "app" / "main.py"
ROWS = [
    {"event_id": "a", "event_date": "2021-01-01", "event_type": "Battles", "fatalities": 2, "notes": "غارة"},
    {"event_id": "b", "event_date": "2021-01-02", "event_type": "Riots", "notes": "<b>x</b>"},
]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'incidents.db'}"
    with IncidentStore(url, create=True, who="Layla") as store:
        store.save(frame_of(ROWS), label="acled.csv")
    monkeypatch.setenv(DATABASE_VARIABLE, url)
    return url


def opened() -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    assert not app.exception
    return app


def test_an_import_is_listed_and_taken_back(url: str) -> None:
    app = opened()
    app.button(key="undo-batch").click().run()
    assert not app.exception
    with IncidentStore(url) as store:
        assert store.load().empty
        assert [batch.action for batch in store.batches()] == ["undo", "import"]


def test_an_incident_is_changed_and_only_what_was_changed_is_an_edit(url: str) -> None:
    app = opened()
    app.text_input(key="edit-id-None").set_value("a").run()
    next(box for box in app.number_input if box.label == "Killed").set_value(5)
    next(button for button in app.button if button.label == "Save").click().run()
    assert not app.exception
    assert not app.error
    with IncidentStore(url) as store:
        assert store.history("a")[-1].after["fatalities"] == 5
        assert store.batches()[0].summary == {"fields": ["fatalities"]}


def test_an_edit_on_top_of_another_persons_is_refused_and_said(url: str) -> None:
    app = opened()
    app.text_input(key="edit-id-None").set_value("a").run()
    with IncidentStore(url, who="Karim") as store:
        store.edit("a", {"fatalities": 9}, version=1)
    next(box for box in app.number_input if box.label == "Injured").set_value(5)
    next(button for button in app.button if button.label == "Save").click().run()
    assert "was changed by Karim" in app.error[0].value
    with IncidentStore(url) as store:
        assert store.incident("a")["injuries"] is None


def test_an_id_that_is_not_there_is_said(url: str) -> None:
    assert url
    app = opened()
    app.text_input(key="edit-id-None").set_value("<script>").run()
    assert "there is no incident" in app.error[0].value


def test_without_a_database_there_is_no_such_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    assert [tab.label for tab in opened().tabs] == ["Map", "Add a file", "Read a report"]
