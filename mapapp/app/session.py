"""What one browser session works with: its data sets, the frame that they make, and its map document."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import streamlit as st

from mapapp.app.settings import Settings
from mapapp.app.shelf import document_shelf
from mapapp.incidents import empty_frame
from mapapp.readers import read_incidents
from mapapp.storage import IncidentStore, merge

if TYPE_CHECKING:
    import pandas as pd

    from gazetteer import Gazetteer

BUILT_IN: Final = "Well-known incidents, 2003 to 2024"
_STATE: Final = "work"
_STORED: Final = "stored-incidents"
_DATABASE: Final = "database"
WHO: Final = "who"
"""Where the name stands under which this session changes the database."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """Incidents that came together: the built-in ones, a file, a report, a database."""

    name: str
    frame: pd.DataFrame
    refused: int = 0
    """Rows that became no incident."""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """The data sets of a session and what is made of those that are shown."""

    data_sets: tuple[DataSet, ...]
    frame: pd.DataFrame
    document_id: str

    @property
    def refused(self) -> int:
        """Rows that became no incident, over all shown data sets."""
        return sum(data_set.refused for data_set in self.data_sets if data_set.shown)


def current_work() -> Work:
    """The work of this session; at first the database that the app was started with, or what is built in."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = _first_work()
    work: Work = st.session_state[_STATE]
    if document_shelf().get(work.document_id) is None:
        work = st.session_state[_STATE] = work_of(work.data_sets)
    return work


def add_data_set(data_set: DataSet) -> None:
    """Put a data set beside the others, and into the database where there is one.

    Raises:
        StorageError: the database refuses it; then nothing changed.
    """
    if url := opened_database():
        with open_store(url) as store:
            store.save(data_set.frame, label=data_set.name)
        st.session_state.pop(_STORED, None)
    st.session_state[_STATE] = work_of((*current_work().data_sets, data_set))


def reload_work() -> None:
    """Read the database again at the next turn, because something in it was changed."""
    for key in (_STATE, _STORED):
        st.session_state.pop(key, None)


def opened_database() -> str:
    """URL of the database that this session shows and adds to; "" where there is none."""
    url: str = st.session_state.get(_DATABASE) or Settings.of_environment().database
    return url


def open_store(url: str) -> IncidentStore:
    """The database, to be used in a ``with`` statement; changes bear the name that the user gave, if any.

    Raises:
        StorageError: it can't be opened.
    """
    name = str(st.session_state.get(WHO, "")).strip()
    return IncidentStore(url, create=True, who=name or None)


def keep_in(url: str) -> int:
    """Go on in a database, and keep there what was added to this session; return how many incidents.

    Raises:
        StorageError: it can't be opened or written; then the session goes on without.
    """
    added = [data_set for data_set in current_work().data_sets if data_set.name != BUILT_IN]
    with open_store(url) as store:
        for data_set in added:
            store.save(data_set.frame, label=data_set.name)
    st.session_state[_DATABASE] = url
    reload_work()
    return sum(len(data_set.frame) for data_set in added)


def stored_incidents() -> pd.DataFrame:
    """The incidents of the open database one by one, also those of accepted groups; read once after a change.

    Raises:
        StorageError: it can't be opened.
    """
    if _STORED not in st.session_state:
        with open_store(opened_database()) as store:
            st.session_state[_STORED] = store.load()
    stored: pd.DataFrame = st.session_state[_STORED]
    return stored


def show_data_sets(shown: list[bool]) -> None:
    """Show or hide each data set, in their order."""
    data_sets = current_work().data_sets
    st.session_state[_STATE] = work_of(
        tuple(
            DataSet(data_set.name, data_set.frame, data_set.refused, wanted)
            for data_set, wanted in zip(data_sets, shown, strict=True)
        )
    )


def work_of(data_sets: tuple[DataSet, ...]) -> Work:
    """One frame and one document from the data sets that are shown."""
    from mapapp.mapping import incident_map
    from mapapp.snapshot import render_document

    frame = empty_frame()
    for data_set in data_sets:
        if data_set.shown:
            frame = merge(frame, data_set.frame) if len(frame) else data_set.frame
    refused = sum(data_set.refused for data_set in data_sets if data_set.shown)
    settings = Settings.of_environment()
    server = settings.tile_server()
    document = incident_map(
        frame, panel=False, about={"refused": refused}, tiles=server or settings.packed_tiles()
    )
    html = render_document(document, tile_server=server)
    return Work(data_sets, frame, document_shelf().put(html))


def _first_work() -> Work:
    url = opened_database()
    if not url:
        return _built_in_work()
    with open_store(url) as store:
        stored = store.load(grouped=True)
    return work_of((DataSet("Database", stored),))


@st.cache_resource(show_spinner=False)
def _built_in_work() -> Work:
    content = files("mapapp").joinpath("data", "known-incidents.csv").read_bytes()
    result = read_incidents(content, name="known-incidents.csv")
    return work_of((DataSet(BUILT_IN, result.frame, len(result.refused)),))


@st.cache_resource(show_spinner="Loading place names ...")
def shared_gazetteer() -> Gazetteer:
    """The built-in gazetteer, made once for all sessions."""
    from gazetteer import Gazetteer

    return Gazetteer.default()
