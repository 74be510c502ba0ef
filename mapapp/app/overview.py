"""What is shown, in figures: totals, the chart by month, the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from mapapp.incidents import GeoPrecision

if TYPE_CHECKING:
    from mapapp.app.session import Work

TYPE_COLOURS: Final = {
    "Battles": "#c23b22",
    "Explosions/Remote violence": "#e08e0b",
    "Violence against civilians": "#8e3a80",
    "Protests": "#1f6fb2",
    "Riots": "#4bb0de",
    "Strategic developments": "#1b8a6b",
    "Accident": "#7d5a3c",
    "Unclassified": "#7b838c",
}
"""Event type -> colour in the chart, the same as on the map."""
TABLE_COLUMNS: Final = {
    "event_date": "Date", "event_type": "Type", "sub_event_type": "Sub type", "location": "Place",
    "admin1": "Governorate", "fatalities": "Killed", "injuries": "Injured", "geo_precision": "Precision",
    "actor1": "Actor", "actor2": "Other side", "notes": "Notes", "source": "Source",
    "event_date_end": "Until", "admin2": "District", "review_status": "Review", "event_id": "Id",
}  # fmt: skip
"""Incident column -> heading in the table; "As stated" is added behind "Killed"."""
TABLE_KEY: Final = "table"
MAX_EAGER_ROWS: Final = 5_000
"""Longest table that is sent to the browser whole, which picking a row needs."""
WIDTHS: Final = {"Date": 100, "Killed": 70, "As stated": 110, "Injured": 70, "Notes": 380, "Type": 190}
"""Of columns in pixels, where the default cuts their content or wastes room."""


def show_totals(work: Work, shown: pd.DataFrame) -> None:
    """One line of figures above the map."""
    killed = shown["fatalities"].fillna(shown["fatalities_low"])
    unplaced = int((shown["geo_precision"] == GeoPrecision.UNRESOLVED).sum())
    figures = (
        ("Incidents shown", f"{len(shown):,}", f"of {len(work.frame):,}", None),
        (
            "Killed",
            f"{int(killed.sum()):,}",
            f"stated for {int(killed.notna().sum()):,}",
            "Sum of the stated counts; of a range, its low end. Incidents without a count add nothing.",
        ),
        ("Period", *_period(shown), None),
        (
            "Not on the map",
            f"{unplaced:,}",
            f"{work.refused:,} rows refused",
            "Incidents whose place could not be found stand in the table only.",
        ),
    )
    for column, (label, value, more, explained) in zip(st.columns(4), figures, strict=True):
        column.metric(label, value, more, delta_color="off", delta_arrow="off", help=explained)


def _period(shown: pd.DataFrame) -> tuple[str, str]:
    if shown["event_date"].isna().all():
        return "none", "no dated incident"
    first, last = shown["event_date"].min(), shown["event_date_end"].fillna(shown["event_date"]).max()
    years = f"{first:%Y}" if first.year == last.year else f"{first:%Y}-{last:%Y}"
    return years, f"{first:%d %b %Y} to {last:%d %b %Y}"


def show_chart(shown: pd.DataFrame) -> None:
    """Incidents by month of their first day, split by event type."""
    counts = months(shown)
    if counts.empty:
        st.info("No incident passes the filters.")
        return
    present = [name for name in TYPE_COLOURS if name in set(counts["Type"])]
    spec: dict[str, Any] = {
        "mark": {"type": "bar", "tooltip": True, "binSpacing": 0, "minBandSize": 3},
        "height": 280,
        "encoding": {
            "x": {"field": "Month", "type": "temporal", "timeUnit": "yearmonth", "title": None},
            "y": {
                "field": "Incidents", "type": "quantitative", "title": "incidents a month",
                "axis": {"tickMinStep": 1, "tickCount": 5},
            },
            "color": {
                "field": "Type", "type": "nominal",
                "scale": {"domain": present, "range": [TYPE_COLOURS[name] for name in present]},
                "legend": {
                    "orient": "bottom", "title": None, "labelLimit": 240,
                    "columns": {"expr": "width > 600 ? 4 : 1"},
                },
            },
        },
    }  # fmt: skip
    st.vega_lite_chart(counts, spec, width="stretch")


def months(shown: pd.DataFrame) -> pd.DataFrame:
    """Number of incidents by month and event type."""
    dated = shown[shown["event_date"].notna()]
    month = dated["event_date"].dt.to_period("M").dt.to_timestamp()
    counts = dated.groupby([month, "event_type"]).size().reset_index()
    counts.columns = pd.Index(["Month", "Type", "Incidents"])
    return counts


def selected_incident(shown: pd.DataFrame) -> str | None:
    """Id of the row that the reader picked in the table, before the table is drawn again."""
    kept = st.session_state.get(TABLE_KEY)
    rows = kept["selection"]["rows"] if kept and len(shown) <= MAX_EAGER_ROWS else []
    return str(shown["event_id"].iloc[rows[0]]) if rows and rows[0] < len(shown) else None


def show_table(shown: pd.DataFrame) -> None:
    """Exactly the filtered incidents; a picked row opens on the map, where the table is not too long."""
    if len(shown) > MAX_EAGER_ROWS:
        # Rows come from the server as they are scrolled to: else each filter would send them all again.
        show_incidents(shown, height=420, lazy=True)
        return
    show_incidents(shown, key=TABLE_KEY, height=420, on_select="rerun", selection_mode="single-row")


def show_incidents(frame: pd.DataFrame, **options: Any) -> None:  # noqa: ANN401 - passed on to st.dataframe
    """A table of incidents, with what every row lacks left out."""
    table = frame[list(TABLE_COLUMNS)].rename(columns=TABLE_COLUMNS).reset_index(drop=True)
    table["Date"] = _day_texts(frame["event_date"])
    table["Until"] = _day_texts(frame["event_date_end"])
    table["Killed"] = frame["fatalities"].fillna(frame["fatalities_low"]).to_numpy()
    table.insert(list(table.columns).index("Killed") + 1, "As stated", stated_counts(frame))
    empty = [label for label in table if table[label].isna().all() or table[label].eq("").all()]
    st.dataframe(
        table.drop(columns=[label for label in empty if label not in {"Date", "Id"}]),
        column_config={label: st.column_config.Column(width=width) for label, width in WIDTHS.items()},
        hide_index=True,
        placeholder="",
        **options,
    )


def stated_counts(frame: pd.DataFrame) -> list[str]:
    """The dead in the words of the source: ``7``, ``75 to 125``, ``at least 125``, or nothing."""
    names = ("fatalities", "fatalities_low", "fatalities_high")
    counts = [frame[name].astype("object").where(frame[name].notna(), None).tolist() for name in names]
    distinct = {key: _stated(*key) for key in set(zip(*counts, strict=True))}
    return [distinct[key] for key in zip(*counts, strict=True)]


def _stated(stated: int | None, low: int | None, high: int | None) -> str:
    if low is not None and high is not None and low != high:
        return f"{low:,} to {high:,}"
    if stated is not None:
        return f"{stated:,}"
    if low is not None:
        return f"{low:,}" if low == high else f"at least {low:,}"
    return "" if high is None else f"at most {high:,}"


def _day_texts(days: pd.Series[Any]) -> list[str]:
    # As ISO text a missing day is blank and the order is still that of time.
    texts: list[str] = days.to_numpy().astype("datetime64[D]").astype("str").tolist()
    return ["" if text == "NaT" else text for text in texts]
