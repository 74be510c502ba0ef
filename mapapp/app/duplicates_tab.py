"""Incidents that several sources may tell of: proposed side by side with reasons; a person decides."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from mapapp.app.changing import write
from mapapp.app.overview import stated_counts
from mapapp.app.plain_text import as_markdown, side_by_side
from mapapp.app.session import open_store, stored_incidents
from mapapp.errors import MapAppError
from mapapp.filters import Filters, apply
from mapapp.grouping import GroupProposal, propose_groups
from mapapp.storage import IncidentStore

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE: Final = 5
"""Groups that are shown at once: an analyst reads each."""
PAIR: Final = 2
"""Incidents of the smallest group."""
_FOUND: Final = "proposals"
_PASSED: Final = "passed-over"
_ROWS: Final = {
    "event_date": "Date", "event_date_end": "Until", "event_type": "Type", "sub_event_type": "Sub type",
    "location": "Place", "admin1": "Governorate", "geo_precision": "Precision", "killed": "Killed",
    "injuries": "Injured", "actor1": "Actor", "actor2": "Other side", "notes": "Notes",
    "source_dataset": "Data set", "source": "Source", "event_id": "Id",
}  # fmt: skip
"""What is compared -> its label."""
_NAMING: Final = ("source_dataset", "source", "event_id")
"""Those that differ because the sources do."""
_LONG: Final = 400
"""Characters of a text after which the rest is left out beside another."""


def show_duplicates_tab(url: str, filters: Filters) -> None:
    """Proposals among the incidents that the filters let through, and the groups that were accepted."""
    st.write(
        "Several sources may tell of one incident. What looks so is shown side by side; what you accept is "
        "shown once on the map, with the lowest and highest counts and all sources. Nothing merges by itself."
    )
    if not url:
        st.info("Groups are kept in a database: open one in the tab Database first.")
        return
    try:
        with open_store(url) as store:
            accepted, apart = store.groups(), store.apart()
        incidents = stored_incidents()
    except MapAppError as error:
        st.error(as_markdown(str(error)))
        return
    _show_proposals(apply(incidents, filters), accepted, apart, url)
    if accepted:
        st.subheader(f"Accepted as one ({len(accepted):,})", anchor=False)
        _show_accepted(incidents, accepted, url)


def _show_proposals(
    shown: pd.DataFrame, accepted: Sequence[Sequence[str]], apart: Sequence[Sequence[str]], url: str
) -> None:
    if st.button(
        f"Look among the {len(shown):,} incidents that the filters show", icon=":material/compare_arrows:",
        key="propose",
    ):  # fmt: skip
        with st.spinner("Comparing ..."):
            st.session_state[_FOUND] = propose_groups(shown, accepted=accepted, apart=apart)
        st.session_state[_PASSED] = set()
    found: tuple[GroupProposal, ...] | None = st.session_state.get(_FOUND)
    if found is None:
        return
    known, present = [set(group) for group in accepted], set(shown["event_id"])
    different = [set(group) for group in apart]
    passed: set[tuple[str, ...]] = st.session_state[_PASSED]
    open_ones = [
        one for one in found
        if one.event_ids not in passed and present.issuperset(one.event_ids)
        and not any(group.issuperset(one.event_ids) for group in known)
        and not any(len(group.intersection(one.event_ids)) > 1 for group in different)
    ]  # fmt: skip
    st.subheader(f"May be one ({len(open_ones):,})", anchor=False)
    if not open_ones:
        st.caption("No further incidents look like one.")
        return
    for one in _page(open_ones, "proposals"):
        _show_proposal(one, shown, url)


def _page(groups: Sequence[Any], key: str) -> Sequence[Any]:
    pages = -(-len(groups) // PAGE)
    number = st.pagination(pages, key=f"page-{key}-{pages}") if pages > 1 else 1
    return groups[(number - 1) * PAGE : number * PAGE]


def _show_proposal(one: GroupProposal, shown: pd.DataFrame, url: str) -> None:
    key = "|".join(one.event_ids)
    with st.container(border=True):
        st.markdown(f"**Score {one.score:.2f}** of 1, {len(one.event_ids)} incidents")
        st.html(_compared(shown, one.event_ids))
        st.caption("For it: " + as_markdown("; ".join(one.reasons)))
        if one.conflicts:
            st.caption("Against it: " + as_markdown("; ".join(one.conflicts)))
        members = _chosen(one.event_ids, "Which of them are meant", f"members-{key}")
        accept, differ, pass_over, _ = st.columns([2, 2, 2, 3])
        if accept.button(
            "Accept as one", key=f"accept-{key}", type="primary", width="stretch", disabled=len(members) < 2
        ):
            write(
                url,
                partial(IncidentStore.accept_group, event_ids=members),
                f"Accepted as one: {len(members)} incidents.",
            )
        if differ.button(
            "Different", key=f"differ-{key}", width="stretch", disabled=len(members) < 2,
            help="They are not proposed as one again, until you take that back in the tab Database.",
        ):  # fmt: skip
            write(
                url,
                partial(IncidentStore.keep_apart, event_ids=members),
                f"Kept apart: {len(members)} incidents.",
            )
        if pass_over.button(
            "Not now", key=f"pass-{key}", width="stretch", help="Hides it until you look again."
        ):
            st.session_state[_PASSED].add(one.event_ids)
            st.rerun()


def _chosen(event_ids: Sequence[str], question: str, key: str) -> list[str]:
    """Those of three and more that the user leaves marked; two belong together as they are."""
    if len(event_ids) == PAIR:
        return list(event_ids)
    numbers = range(1, len(event_ids) + 1)
    marked = st.pills(question, numbers, selection_mode="multi", default=numbers, key=key)
    return [event_ids[number - 1] for number in marked]


def _show_accepted(incidents: pd.DataFrame, accepted: Sequence[Sequence[str]], url: str) -> None:
    for group in _page(accepted, "accepted"):
        key = "|".join(group)
        first = incidents[incidents["event_id"].isin(group)].iloc[0]
        day = "" if pd.isna(first["event_date"]) else f"{first['event_date']:%Y-%m-%d}"
        title = ", ".join(filter(None, (day, first["location"] or first["admin1"], first["event_type"])))
        with st.expander(as_markdown(f"{title} ({len(group)} incidents)")):
            st.html(_compared(incidents, group))
            leaving = _chosen(group, "Which of them leave the group", f"leaving-{key}")
            if st.button("Split", key=f"split-{key}", disabled=not leaving):
                write(url, partial(IncidentStore.split, event_ids=leaving), "Split again.")


def _compared(incidents: pd.DataFrame, event_ids: Sequence[str]) -> str:
    """HTML of incidents as columns; a row in which they differ is marked."""
    chosen = incidents.set_index("event_id", drop=False).loc[list(event_ids)]
    chosen = chosen.assign(killed=stated_counts(chosen))
    rows = []
    for name, label in _ROWS.items():
        texts = [_text(cell) for cell in chosen[name]]
        if any(texts):
            rows.append((label, texts))
    numbers = [str(number) for number in range(1, len(event_ids) + 1)]
    return side_by_side(numbers, rows, naming={_ROWS[name] for name in _NAMING})


def _text(cell: Any) -> str:  # noqa: ANN401 - any cell of a frame
    if pd.isna(cell):
        return ""
    text = f"{cell:%Y-%m-%d}" if isinstance(cell, pd.Timestamp) else str(cell)
    return text if len(text) <= _LONG else text[:_LONG] + " …"
