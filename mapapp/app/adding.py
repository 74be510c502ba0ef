"""Adding incidents: a file or a pasted report, each shown before it is added, with all that was refused."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from mapapp.app.overview import TABLE_COLUMNS, show_incidents
from mapapp.app.plain_text import as_html, as_markdown, marked_passages
from mapapp.app.session import DataSet, add_data_set, shared_gazetteer
from mapapp.errors import MapAppError
from mapapp.readers import FORMATS, SUFFIXES, ReadResult, RefusedRow, read_incidents

if TYPE_CHECKING:
    from datetime import date

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from mapapp.reports import ExtractedIncident, Extraction, RefusedReport, Report

PREVIEW_ROWS: Final = 200
MAX_CARDS: Final = 20
"""Incidents of reports that are shown one by one with their words."""
REPORT_TYPES: Final = ["txt", "md", "html", "htm", "docx", "pdf", "eml", "json", "jsonl", "ndjson"]
DATE_ORDERS: Final = {
    "auto": "as the column proves; refuse what it leaves open",
    "day-first": "day first (03/04 is 3 April)",
    "month-first": "month first (03/04 is 4 March)",
}


def show_file_tab() -> None:
    """Upload a file, look at what it holds, add it."""
    st.write(
        "A table with dates and either coordinates or names of places: CSV, Excel, OpenDocument, Parquet, "
        "GeoJSON, GeoPackage or KML, also packed. Column names may be English or Arabic; files of ACLED, "
        "UCDP GED, GTD and Iraq Body Count are known."
    )
    upload = st.file_uploader("File of incidents", type=list(SUFFIXES), key=f"file-{_round('file')}")
    with st.expander("How to read it"):
        fmt = st.selectbox("Format", FORMATS, key="file-format")
        order = st.selectbox(
            "Dates such as 03/04/2021",
            tuple(DATE_ORDERS),
            format_func=DATE_ORDERS.__getitem__,
            key="file-order",
        )
    if upload is None:
        return
    try:
        with st.spinner("Reading ..."):
            result = _read_upload(upload, fmt, order)
    except MapAppError as error:
        st.error(as_markdown(str(error)))
        return
    _preview_file(upload.name, result)


def _read_upload(upload: UploadedFile, fmt: str, order: Any) -> ReadResult:  # noqa: ANN401 - a key of DATE_ORDERS
    content = upload.getvalue()
    key = (hashlib.blake2b(content).hexdigest(), fmt, order)
    if st.session_state.get("file-read", (None,))[0] != key:
        result = read_incidents(
            content, name=upload.name, gazetteer=shared_gazetteer(), fmt=fmt, date_order=order
        )
        st.session_state["file-read"] = (key, result)
    kept: ReadResult = st.session_state["file-read"][1]
    return kept


def _preview_file(name: str, result: ReadResult) -> None:
    st.markdown(
        f"**{len(result.frame):,}** of {result.rows_read:,} rows become incidents, "
        f"**{len(result.refused):,}** are refused."
    )
    for warning in result.warnings:
        st.caption(as_markdown(warning))
    _list_rows("Refused rows", result.refused, expanded=True)
    _list_rows("Rows kept without a value that could not be used", result.flagged)
    if result.frame.empty:
        return
    _preview_frame(result.frame)
    if st.button(f"Add {len(result.frame):,} incidents to the map", type="primary", key="file-add"):
        _add(DataSet(name, result.frame, len(result.refused)), "file")


def _list_rows(title: str, rows: tuple[RefusedRow, ...], *, expanded: bool = False) -> None:
    if not rows:
        return
    with st.expander(f"{title} ({len(rows):,})", expanded=expanded):
        listed = pd.DataFrame([(row.line, row.column, row.value, row.reason) for row in rows])
        listed.columns = pd.Index(["Line", "Column", "Value", "Reason"])
        st.dataframe(listed, hide_index=True, height="auto" if len(rows) < 8 else 300)


def _preview_frame(frame: pd.DataFrame) -> None:
    show_incidents(frame.head(PREVIEW_ROWS))
    if len(frame) > PREVIEW_ROWS:
        st.caption(f"The first {PREVIEW_ROWS} of {len(frame):,}.")


def show_report_tab() -> None:
    """Paste a report or open a file with reports, look at what is found in it and where, add it."""
    st.write(
        "Paste a report in Arabic, Kurdish or English, or open a file. What is found is shown with its words "
        "marked, before anything is added."
    )
    turn = _round("report")
    text = st.text_area("Report", height=220, key=f"report-{turn}")
    with st.expander("or open a file"):
        upload = st.file_uploader("File with reports", type=REPORT_TYPES, key=f"report-file-{turn}")
    day, name = st.columns(2)
    published = day.date_input("Published on", value=None, format="YYYY-MM-DD", key=f"published-{turn}")
    source = name.text_input("Source", key=f"source-{turn}", help="Name of the agency or channel.")
    if not text.strip() and upload is None:
        return
    if published is None:
        st.info("Days such as today or last Monday, and days without a year, rest on the day of publication.")
    try:
        with st.spinner("Reading ..."):
            reports, refused = _reports(text, upload, published, source)
            extractions = _extract(reports)
    except MapAppError as error:
        st.error(as_markdown(str(error)))
        return
    _preview_reports(reports, refused, extractions, source)


def _reports(
    text: str, upload: UploadedFile | None, published: date | None, source: str
) -> tuple[list[Report], tuple[RefusedReport, ...]]:
    """The pasted report and those of the file."""
    from mapapp.reports import Report, reports_of

    reports = []
    if text.strip():
        report_id = "pasted-" + hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
        reports.append(Report(report_id=report_id, text=text, published=published, source=source))
    if upload is None:
        return reports, ()
    read = reports_of(upload.getvalue(), upload.name, published)
    return [*reports, *read.reports], read.refused


def _extract(reports: list[Report]) -> list[Extraction]:
    """What each report tells; kept, because the script runs again at every change of a filter."""
    from mapapp.reports import extract_incidents

    key = tuple(reports)
    if st.session_state.get("report-read", (None,))[0] != key:
        gazetteer = shared_gazetteer()
        found = [
            extract_incidents(
                report.text, gazetteer=gazetteer, published=report.published,
                report_id=report.report_id, source=report.source,
            )
            for report in reports
        ]  # fmt: skip
        st.session_state["report-read"] = (key, found)
    kept: list[Extraction] = st.session_state["report-read"][1]
    return kept


def _preview_reports(
    reports: list[Report],
    refused: tuple[RefusedReport, ...],
    extractions: list[Extraction],
    source: str,
) -> None:
    from mapapp.reports import incidents_frame

    frame = incidents_frame(extractions)
    st.markdown(f"**{len(frame):,}** incidents found in {len(reports):,} reports, {len(refused)} refused.")
    for fault in refused:
        st.warning(as_markdown(fault.reason))
    number = 0
    for report, extraction in zip(reports, extractions, strict=True):
        for warning in extraction.warnings:
            st.warning(as_markdown(warning))
        if extraction.unplaced:
            names = ", ".join(mention.text for mention in extraction.unplaced)
            st.caption("Named but not placed: " + as_markdown(names))
        for incident in extraction.incidents:
            number += 1
            if number <= MAX_CARDS:
                _show_found(number, incident, report.text)
    if number > MAX_CARDS:
        st.caption(f"The first {MAX_CARDS} one by one; all of them:")
        _preview_frame(frame)
    if len(frame) and st.button(f"Add {len(frame):,} incidents to the map", type="primary", key="report-add"):
        _add(DataSet(source or "Reports", frame, len(refused)), "report")


def _show_found(number: int, incident: ExtractedIncident, text: str) -> None:
    record = incident.to_record()
    place = record.get("location") or record.get("admin1") or "place unknown"
    what = record.get("sub_event_type") or record.get("event_type")
    title = f"{number}. {what}, {place}, {record.get('event_date') or 'no date'}"
    with st.expander(as_markdown(title), expanded=number <= 3):
        shown = {
            label: record[name] for name, label in TABLE_COLUMNS.items()
            if name not in {"notes", "event_id", "review_status"} and record.get(name) not in (None, "")
        }  # fmt: skip
        rows = "".join(
            f"<tr><td style='opacity:.7;padding-right:1em'>{label}</td><td>{as_html(str(value))}</td></tr>"
            for label, value in shown.items()
        )
        st.html(f"<table>{rows}</table>")
        for warning in incident.warnings:
            st.warning(as_markdown(warning))
        st.html(marked_passages(text, list(incident.evidence.values())))


def _add(data_set: DataSet, turn: str) -> None:
    try:
        add_data_set(data_set)
    except MapAppError as error:
        st.error(as_markdown(str(error)))
        return
    # A new key makes an empty widget: what was added is not offered again.
    st.session_state[f"round-{turn}"] = _round(turn) + 1
    st.session_state["told"] = f"Added {len(data_set.frame):,} incidents from {as_markdown(data_set.name)}."
    st.rerun()


def _round(turn: str) -> int:
    return int(st.session_state.get(f"round-{turn}", 0))
