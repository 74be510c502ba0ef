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
    if url := Settings.of_environment().database:
        with IncidentStore(url, create=True) as store:
            store.save(data_set.frame, label=data_set.name)
    st.session_state[_STATE] = work_of((*current_work().data_sets, data_set))


def reload_work() -> None:
    """Read the database again at the next turn, because something in it was changed."""
    st.session_state.pop(_STATE, None)


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
    url = Settings.of_environment().database
    if not url:
        return _built_in_work()
    with IncidentStore(url, create=True) as store:
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
