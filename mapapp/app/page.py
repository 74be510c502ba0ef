"""The page: side bar with data sets and filters; tabs for the map and for what can be added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from mapapp.app.downloads import show_downloads
from mapapp.app.duplicates_tab import show_duplicates_tab
from mapapp.app.file_tab import show_file_tab
from mapapp.app.filter_panel import ask_filters
from mapapp.app.keeping import show_store_tab
from mapapp.app.map_frame import show_map
from mapapp.app.overview import selected_incident, show_chart, show_table, show_totals
from mapapp.app.plain_text import as_markdown
from mapapp.app.report_tab import show_report_tab
from mapapp.app.session import Work, current_work, opened_database, show_data_sets
from mapapp.filters import Filters, apply

if TYPE_CHECKING:
    import pandas as pd

_STYLE: Final = """
<style>
.stMainBlockContainer { padding: 1rem 2rem 2rem; }
.stAppDeployButton { display: none; }
.stAppHeader { background: transparent; }
/* The table's own download writes cells that a spreadsheet runs as formulas; ours does not. */
[aria-label="Download as CSV"] { display: none; }
[data-testid="stMetricValue"] { font-size: 1.5rem; }
[data-testid="stMetric"] { gap: 0; }
[data-testid="stSidebarHeader"] { height: 2.5rem; margin-bottom: 0; }
[data-testid="stHeading"] h3 { font-size: 1.2rem; padding: .6rem 0 .2rem; }
.page-title { font-size: 1.3rem; font-weight: 650; margin: 0; padding: 0 3rem 0 0; }
.page-title span { font-weight: 400; opacity: .65; font-size: .95rem; margin-left: .6rem; }
/* Arabic and Kurdish run from the right, line by line, whatever the page's own direction. */
textarea, input[type="text"] { unicode-bidi: plaintext; text-align: start; }
.passages { white-space: pre-wrap; line-height: 1.7; max-height: 15rem; overflow: auto; padding: .6rem .8rem;
  border: 1px solid color-mix(in srgb, currentColor 15%, transparent); border-radius: 6px; }
.compared { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .9rem; }
.compared th, .compared td { text-align: start; vertical-align: top; padding: .25rem .6rem;
  overflow-wrap: anywhere;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); }
.compared th:first-child { width: 8rem; font-weight: 400; opacity: .7; }
.compared .differs td { background: rgba(224, 142, 11, .14); }
.passages mark { background: rgba(224, 142, 11, .28); color: inherit; border-radius: 3px; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 1rem .7rem; }
  .page-title { padding-left: 2.6rem; }
  .page-title span { display: none; }
  [data-testid="stHorizontalBlock"]:has([data-testid="stMetric"]) { gap: .6rem; }
  [data-testid="stColumn"]:has([data-testid="stMetric"]) { min-width: calc(50% - .6rem); flex: 1 1 40%; }
}
</style>
"""
TABS: Final = ("Map", "Add a file", "Read a report", "Told twice?", "Database")
SIDEBAR_PIXELS: Final = 350
"""Width at which both dates can be read beside one another."""
ICON: Final = Path(__file__).with_name("icon.svg")
"""A file of ours: an icon by name would be asked for on the internet."""


def show_page() -> None:
    """Draw everything once."""
    st.set_page_config(
        page_title="Iraq incident map",
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_PIXELS,
    )
    st.html(_STYLE)
    st.html('<h1 class="page-title">Iraq incident map<span>what happened, where, how sure</span></h1>')
    work = current_work()
    with st.sidebar:
        filters = ask_filters()
        _show_data_sets(work)
    shown = apply(work.frame, filters)
    if told := st.session_state.pop("told", None):
        st.success(told, icon=":material/check:")
    if failed := st.session_state.pop("failed", None):
        st.error(failed)
    on_map, from_file, from_report, twice, in_database = st.tabs(TABS, key="tab", on_change="rerun")
    with on_map:
        _show_map_tab(work, shown, filters)
    with from_file:
        show_file_tab()
    with from_report:
        show_report_tab()
    # These two ask the database, which can be large: only while they are looked at.
    with twice:
        if twice.open:
            show_duplicates_tab(opened_database(), filters)
    with in_database:
        if in_database.open:
            show_store_tab(selected_incident(shown))


def _show_map_tab(work: Work, shown: pd.DataFrame, filters: Filters) -> None:
    # The map comes first: its message is on the way while the table is still made.
    show_totals(work, shown)
    show_map(work.document_id, filters, selected_incident(shown))
    show_downloads(work, shown, filters)
    show_chart(shown)
    st.subheader("Incidents", anchor=False)
    show_table(shown)


def _show_data_sets(work: Work) -> None:
    st.subheader("Data", anchor=False)
    wanted = [
        st.checkbox(
            f"{as_markdown(data_set.name)} ({len(data_set.frame):,})",
            value=data_set.shown, key=f"data-set-{number}",
        )
        for number, data_set in enumerate(work.data_sets)
    ]  # fmt: skip
    if wanted != [data_set.shown for data_set in work.data_sets]:
        show_data_sets(wanted)
        st.rerun()
