"""The database tab: what was done stands there, can be taken back, and an incident can be changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.app.settings import DATABASE_VARIABLE
from mapapp.incidents import frame_of
from mapapp.storage import IncidentStore

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import Button

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
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.session_state["tab"] = "Database"
    app.run()
    assert not app.exception
    return app


def button(app: AppTest, label: str) -> Button:
    return next(button for button in app.button if button.label == label)


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

    compared = next(block.body for block in app.html if "compared" in block.body)
    assert re.findall(r"<th><bdi[^>]*>(\w+)</bdi></th><td>", compared) == ["Killed", "Injured"]
    button(app, "Save my changes over it").click().run()
    assert not app.error
    with IncidentStore(url) as store:
        assert store.incident("a")["injuries"] == 5
        assert store.incident("a")["fatalities"] == 9


def test_what_another_person_wrote_can_be_kept(url: str) -> None:
    app = opened()
    app.text_input(key="edit-id-None").set_value("a").run()
    with IncidentStore(url, who="Karim") as store:
        store.edit("a", {"fatalities": 9}, version=1)
    next(box for box in app.number_input if box.label == "Injured").set_value(5)
    button(app, "Save").click().run()
    button(app, "Keep what is there").click().run()
    assert not app.error
    assert next(box for box in app.number_input if box.label == "Killed").value == 9
    with IncidentStore(url) as store:
        assert store.incident("a")["injuries"] is None


def test_the_history_of_an_incident_says_who_changed_what(url: str) -> None:
    with IncidentStore(url, who="Karim") as store:
        store.edit("a", {"fatalities": 9}, version=1)
    app = opened()
    app.text_input(key="edit-id-None").set_value("a").run()
    told = app.dataframe[-1].value
    assert told["Who"].tolist() == ["Karim", "Layla"]
    assert told.loc[0, ["Field", "Before", "After"]].tolist() == ["Killed", "2", "9"]


def test_a_change_bears_the_name_that_was_given(url: str) -> None:
    app = opened()
    next(box for box in app.text_input if box.label == "Your name").set_value("Nadia").run()
    app.button(key="undo-batch").click().run()
    with IncidentStore(url) as store:
        assert store.batches()[0].who == "Nadia"


def test_an_id_that_is_not_there_is_said(url: str) -> None:
    assert url
    app = opened()
    app.text_input(key="edit-id-None").set_value("<script>").run()
    assert "there is no incident" in app.error[0].value


def test_without_a_database_one_is_made_only_when_asked_for_and_keeps_what_was_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    app = opened()
    assert not list(tmp_path.iterdir())

    button(app, "Keep incidents in this database").click().run()
    assert not app.exception
    assert "The database is open" in app.success[0].value
    assert next(item.value for item in app.metric if item.label == "Incidents shown") == "0"
    assert list(tmp_path.rglob("incidents.db"))
