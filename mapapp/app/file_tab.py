"""Adding a file: what was read, what was refused and why, what each column means; nothing comes in unseen."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from mapapp.app.adding import list_rows, offer, preview_frame, turn_of
from mapapp.app.columns_form import FileColumns, ask_columns, current_mapping, format_words, order_words
from mapapp.app.plain_text import as_markdown
from mapapp.app.session import DataSet, shared_gazetteer
from mapapp.errors import MapAppError, UnreadableFile
from mapapp.exports import rows_bytes
from mapapp.readers import SUFFIXES, ColumnMapping, ReadResult, Recognition, read_incidents

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_KEPT: Final = "file-read"
_SAID: Final = "file-mapping"
_OPTION: Final = re.compile(r" \(--[a-z-]+\)")
"""What a message of the readers tells for the command line only."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file as it was read with the mapping that was said of it."""

    digest: str
    name: str
    content: bytes
    mapping: ColumnMapping | None
    result: ReadResult | None
    """None where the file could not be read."""
    fault: str = ""


def show_file_tab() -> None:
    """Upload a file, look at what it holds, correct how it is read, add it."""
    st.write(
        "A table with dates and either coordinates or names of places: CSV, Excel, OpenDocument, Parquet, "
        "GeoJSON, GeoPackage or KML, also packed. Column names may be English, Arabic or Kurdish, and others "
        "can be named here; files of ACLED, UCDP GED, GTD, Iraq Body Count and GDELT are known."
    )
    upload = st.file_uploader("File of incidents", type=list(SUFFIXES), key=f"file-{turn_of('file')}")
    if upload is None:
        return
    with st.spinner("Reading ..."):
        reading = _reading_of(upload)
    if reading.result is None:
        st.error(as_markdown(_for_page(reading.fault)))
        _ask_again(reading)
        return
    _tell(reading.result)
    _show_refused(reading.result)
    _ask_again(reading)
    if reading.result.frame.empty:
        return
    preview_frame(reading.result.frame)
    offer(DataSet(reading.name, reading.result.frame, len(reading.result.refused)), "file")


def _reading_of(upload: UploadedFile) -> _Reading:
    """The file, read once for each mapping: the script runs again at every change of a filter."""
    content = upload.getvalue()
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    said = st.session_state.get(_SAID, ("", None))
    mapping = said[1] if said[0] == digest else None
    kept: _Reading | None = st.session_state.get(_KEPT)
    if kept is not None and (kept.digest, kept.mapping, kept.name) == (digest, mapping, upload.name):
        return kept
    result, fault = None, ""
    try:
        result = read_incidents(content, name=upload.name, gazetteer=shared_gazetteer(), mapping=mapping)
    except MapAppError as error:
        fault = str(error)
    st.session_state[_KEPT] = _Reading(digest, upload.name, content, mapping, result, fault)
    reading: _Reading = st.session_state[_KEPT]
    return reading


def _tell(result: ReadResult) -> None:
    changed = (
        f", **{result.changed:,}** of them without a value that could not be used" if result.changed else ""
    )
    st.markdown(
        f"**{len(result.frame):,}** of {result.rows_read:,} rows become incidents{changed}; "
        f"refused: **{len(result.refused):,}**."
    )
    if result.recognised is not None:
        st.caption(as_markdown(recognised_as(result.recognised)))
    for warning in result.warnings:
        st.caption(as_markdown(_for_page(warning)))


def recognised_as(recognised: Recognition) -> str:
    """What the file was taken for and why, as a sentence."""
    told = [f"Recognised as {format_words(recognised.format_name)}, {recognised.why}"]
    carrier = recognised.carrier
    carrier += f" {recognised.part!r}" if recognised.part else ""
    carrier += f" in {recognised.encoding}" if recognised.encoding else ""
    told.append(carrier)
    told += [f"columns parted by {_DELIMITERS.get(recognised.delimiter, recognised.delimiter)}"] * bool(
        recognised.delimiter
    )
    told += [f"names of columns on line {recognised.header_line}"] * bool(recognised.header_line)
    told += [f"dates: {order_words(recognised.date_order)}"] * bool(recognised.date_order)
    return "; ".join(told) + "."


_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def _show_refused(result: ReadResult) -> None:
    if result.refused:
        with st.expander(f"Refused rows ({len(result.refused):,})", expanded=True):
            list_rows(result.refused)
            beside, button = st.columns([3, 1], vertical_alignment="center")
            beside.caption(_how_to_mend(result))
            button.download_button(
                "Refused rows (CSV)",
                lambda: rows_bytes(result.rows_to_mend(), delimiter=result.refused_cells.delimiter),
                "refused-rows.csv", "text/csv",
                icon=":material/build:", on_click="ignore", width="stretch",
            )  # fmt: skip
    if result.flagged:
        with st.expander(f"Values that could not be used, in rows that are kept ({len(result.flagged):,})"):
            list_rows(result.flagged)


def _how_to_mend(result: ReadResult) -> str:
    told = (
        "Mend the cells in a spreadsheet and add that file here like any other; its first four columns, "
        "which say what is wrong, are passed over."
    )
    order = "" if result.recognised is None else result.recognised.date_order
    return told + (f" Its dates are {order_words(order)}." if order else "")


def _ask_again(reading: _Reading) -> None:
    """Let the user say how the file is to be read, and read it so at the next turn."""
    recognised = None if reading.result is None else reading.result.recognised
    columns = FileColumns(
        reading.digest,
        reading.name,
        reading.content,
        recognised,
        current_mapping(recognised, reading.mapping),
    )
    title = "Which column means what, and how dates are read"
    with st.expander(
        title, expanded=reading.result is None, key=f"how-{reading.digest}", on_change="rerun"
    ) as how:
        if not how.open:
            return
        try:
            said = ask_columns(columns)
        except UnreadableFile as error:
            st.error(as_markdown(_for_page(str(error))))
            return
    if said is not None:
        st.session_state[_SAID] = (reading.digest, said)
        st.rerun()


def _for_page(message: str) -> str:
    return _OPTION.sub("", message)
