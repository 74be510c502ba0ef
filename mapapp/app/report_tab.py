"""Adding reports: pasted or from a file, each incident shown with its words before it is added."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import streamlit as st

from mapapp.app.adding import offer, preview_frame, turn_of
from mapapp.app.overview import TABLE_COLUMNS
from mapapp.app.plain_text import as_html, as_markdown, marked_passages
from mapapp.app.session import DataSet, shared_gazetteer
from mapapp.errors import MapAppError

if TYPE_CHECKING:
    from datetime import date

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from mapapp.reports import ExtractedIncident, Extraction, RefusedReport, Report

MAX_CARDS: Final = 20
"""Incidents of reports that are shown one by one with their words."""
REPORT_TYPES: Final = ["txt", "md", "html", "htm", "docx", "pdf", "eml", "json", "jsonl", "ndjson"]


def show_report_tab() -> None:
    """Paste a report or open a file with reports, look at what is found in it and where, add it."""
    st.write(
        "Paste a report in Arabic, Kurdish or English, or open a file. What is found is shown with its words "
        "marked, before anything is added."
    )
    turn = turn_of("report")
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
        preview_frame(frame)
    if len(frame):
        offer(DataSet(source or "Reports", frame, len(refused)), "report")


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
