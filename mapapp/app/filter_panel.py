"""The filters in the side bar."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from mapapp.errors import InvalidFilter
from mapapp.filters import Filters
from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE, GeoPrecision

TYPES: Final = (*EVENT_TYPES, UNKNOWN_EVENT_TYPE)
GOVERNORATES: Final = (
    "Al-Anbar", "Babil", "Baghdad", "Basra", "Dhi Qar", "Diyala", "Duhok", "Erbil", "Halabja", "Karbala",
    "Kirkuk", "Maysan", "Muthanna", "Najaf", "Nineveh", "Al-Qadisiyah", "Salah al-Din", "Sulaymaniyah",
    "Wasit", "",
)  # fmt: skip
"""Standard names as in the gazetteer (a test holds them equal); "" is for incidents in none."""
PRECISION_LABELS: Final = {
    GeoPrecision.EXACT: "exact point",
    GeoPrecision.SETTLEMENT: "town, village, quarter",
    GeoPrecision.NEAR: "near a place",
    GeoPrecision.DISTRICT: "district only",
    GeoPrecision.GOVERNORATE: "governorate only",
    GeoPrecision.COUNTRY: "Iraq only",
    GeoPrecision.UNRESOLVED: "not located",
}
_EMPTY: Final[dict[str, Any]] = {
    "from": None, "to": None, "types": [], "governorates": [], "precisions": [], "text": "",
}  # fmt: skip
"""Widget key -> its value when it filters nothing."""


def ask_filters() -> Filters:
    """Show the widgets and return what they say; a wrong combination is told and filters nothing."""
    st.subheader("Filters", anchor=False)
    text = st.text_input(
        "Search", key="text", help="Words of a place, an actor or a note; all of them must occur."
    )
    first, last = st.columns(2, gap="xsmall")
    date_from = first.date_input("From", value=None, key="from", format="YYYY-MM-DD", min_value="1990-01-01")
    date_to = last.date_input("To", value=None, key="to", format="YYYY-MM-DD", min_value="1990-01-01")
    types = st.multiselect("Event type", TYPES, key="types", help="None chosen: all.")
    governorates = st.multiselect(
        "Governorate", GOVERNORATES, key="governorates", help="None chosen: all.",
        format_func=lambda name: name or "(none)",
    )  # fmt: skip
    precisions = st.multiselect(
        "Precision of the place", tuple(PRECISION_LABELS), key="precisions",
        help="None chosen: all.", format_func=PRECISION_LABELS.__getitem__,
    )  # fmt: skip
    st.button("Reset filters", on_click=_reset, width="stretch", icon=":material/restart_alt:")
    try:
        return Filters(
            date_from=date_from, date_to=date_to, event_types=tuple(types) or None,
            admin1=tuple(governorates) or None,
            geo_precision=tuple(str(precision) for precision in precisions) or None, text=text,
        )  # fmt: skip
    except InvalidFilter as error:
        st.warning(f"Not filtered by date: {error}.")
        return Filters(text=text)


def _reset() -> None:
    for key, value in _EMPTY.items():
        st.session_state[key] = value
