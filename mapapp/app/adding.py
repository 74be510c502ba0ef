"""What the tabs that add incidents share: a preview, a list of rows with reasons, and the adding itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from mapapp.app.overview import show_incidents
from mapapp.app.plain_text import as_markdown
from mapapp.app.session import DataSet, add_data_set
from mapapp.errors import MapAppError

if TYPE_CHECKING:
    from mapapp.readers import RefusedRow

PREVIEW_ROWS: Final = 200
MOST_LISTED_ROWS: Final = 1_000
"""Rows that a list in the page holds; a file of them holds all."""
SHORT_LIST: Final = 8
"""Rows up to which a table is as high as it needs."""
_WIDTHS: Final = {"Line": 70, "Column": 110, "Value": 160}
"""Of columns in pixels; the reason, which is a sentence, takes the rest."""


def list_rows(rows: tuple[RefusedRow, ...]) -> None:
    """Rows of a file with what is wrong with each."""
    listed = pd.DataFrame([(row.line, row.column, row.value, row.reason) for row in rows[:MOST_LISTED_ROWS]])
    listed.columns = pd.Index(["Line", "Column", "Value", "Reason"])
    config = {label: st.column_config.Column(width=width) for label, width in _WIDTHS.items()}
    st.dataframe(
        listed, hide_index=True, column_config=config, height="auto" if len(rows) < SHORT_LIST else 300
    )
    if len(rows) > MOST_LISTED_ROWS:
        st.caption(f"The first {MOST_LISTED_ROWS:,} of {len(rows):,}.")


def preview_frame(frame: pd.DataFrame) -> None:
    """The first incidents, as the table under the map shows them."""
    show_incidents(frame.head(PREVIEW_ROWS))
    if len(frame) > PREVIEW_ROWS:
        st.caption(f"The first {PREVIEW_ROWS} of {len(frame):,}.")


def offer(data_set: DataSet, turn: str) -> None:
    """A button that adds incidents to the map and empties the widgets that they came from.

    Args:
        data_set: what is added.
        turn: ``turn_of`` stands in the keys of those widgets.
    """
    st.button(
        f"Add {len(data_set.frame):,} incidents to the map", type="primary", key=f"{turn}-add",
        # Called before the script runs, so that whoever turns to the map at once does not stop it.
        on_click=_add, args=(data_set, turn),
    )  # fmt: skip


def _add(data_set: DataSet, turn: str) -> None:
    try:
        add_data_set(data_set)
    except MapAppError as error:
        st.session_state["failed"] = as_markdown(str(error))
        return
    # A new key makes an empty widget: what was added is not offered again.
    st.session_state[f"round-{turn}"] = turn_of(turn) + 1
    st.session_state["told"] = f"Added {len(data_set.frame):,} incidents from {as_markdown(data_set.name)}."


def turn_of(turn: str) -> int:
    """How often something was added with these widgets."""
    return int(st.session_state.get(f"round-{turn}", 0))
