"""Reports out of files: text, web pages, Word, PDF, e-mail, Telegram exports, JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from mapapp.errors import UnreadableFile
from mapapp.reports.containers import mail_text, pdf_text, word_text
from mapapp.reports.decoding import MAX_BYTES, decode_report
from mapapp.reports.pages import BAGHDAD, day_in_baghdad, read_page
from mapapp.reports.values import ReadReports, RefusedReport, Report

SUFFIXES: Final = (
    ".txt", ".text", ".md", ".html", ".htm", ".docx", ".pdf", ".eml", ".json", ".jsonl", ".ndjson",
)  # fmt: skip
"""Endings of the files that can be read."""


def read_reports(path: Path | str, published: date | None = None) -> ReadReports:
    """Every report of a file, in its order, with what of it could not be read.

    Args:
        path: A file whose name ends in one of SUFFIXES.
        published: Day in Baghdad for reports for which the file gives none.

    Raises:
        UnreadableFile: the file as a whole can't be read; the message names it and the reason.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFile(f"{path.name}: reports come as {', '.join(SUFFIXES)}")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"{path.name}: {path.stat().st_size:,} bytes; {MAX_BYTES:,} at most")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name}: {error.strerror or error}") from error
    return reports_of(raw, path.name, published)


def reports_of(raw: bytes, name: str, published: date | None = None) -> ReadReports:
    """The same from the bytes of a file, by the ending of its name."""
    suffix = Path(name).suffix.lower()
    stem = Path(name).stem
    if suffix in {".jsonl", ".ndjson"}:
        return _json_lines(decode_report(raw, name), stem, published)
    if suffix == ".json":
        return _telegram(decode_report(raw, name), name, published)
    day: date | None = None
    source = ""
    if suffix == ".docx":
        text = word_text(raw, name)
    elif suffix == ".pdf":
        text = pdf_text(raw, name)
    elif suffix == ".eml":
        text, day, source = mail_text(raw, name)
    elif suffix in {".html", ".htm"}:
        text, day = read_page(decode_report(raw, name))
    else:
        text = decode_report(raw, name)
    if not text.strip():
        raise UnreadableFile(f"{name}: holds no text")
    report = Report(report_id=stem, text=text, published=day or published, source=source)
    return ReadReports(reports=(report,))


def _json_lines(text: str, stem: str, published: date | None) -> ReadReports:
    reports: list[Report] = []
    refused: list[RefusedReport] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        identity = f"{stem}:{number}"
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            refused.append(RefusedReport(report_id=identity, reason=f"line {number}: {error}"))
            continue
        report = _row_report(row, identity, published)
        if isinstance(report, str):
            refused.append(RefusedReport(report_id=identity, reason=f"line {number}: {report}"))
        else:
            reports.append(report)
    return ReadReports(reports=tuple(reports), refused=tuple(refused))


def _row_report(row: object, identity: str, published: date | None) -> Report | str:
    """A report, or the reason why the row is none."""
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        return "no object with a text under 'text'"
    stamp = row.get("published")
    day = published
    if stamp:
        day = day_in_baghdad(str(stamp))
        if day is None:
            return f"'published' is {stamp!r}; it must be a date like 2024-03-31"
    return Report(
        report_id=str(row.get("id") or identity),
        text=row["text"],
        published=day,
        source=str(row.get("source") or ""),
        source_url=str(row.get("url") or ""),
    )


def _telegram(text: str, name: str, published: date | None) -> ReadReports:
    """A chat of a Telegram Desktop export, or all chats of a full one."""
    try:
        export = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{name}: is no JSON: {error}") from error
    if isinstance(export, list):
        lines = "\n".join(json.dumps(row) for row in export)
        return _json_lines(lines, Path(name).stem, published)
    if not isinstance(export, Mapping):
        raise UnreadableFile(f"{name}: is no Telegram export: no object with 'messages'")
    chats = [export]
    if "messages" not in export:
        inner = export.get("chats")
        chats = inner.get("list", []) if isinstance(inner, Mapping) else []
    chats = [chat for chat in chats if isinstance(chat, Mapping) and "messages" in chat]
    if not chats:
        raise UnreadableFile(f"{name}: is no Telegram export: no chat with 'messages'")
    reports: list[Report] = []
    refused: list[RefusedReport] = []
    for chat in chats:
        _chat(chat, published, reports, refused)
    return ReadReports(reports=tuple(reports), refused=tuple(refused))


def _chat(
    chat: Mapping[str, Any],
    published: date | None,
    reports: list[Report],
    refused: list[RefusedReport],
) -> None:
    title = str(chat.get("name") or "chat")
    messages = chat["messages"]
    for message in messages if isinstance(messages, list) else []:
        if not isinstance(message, Mapping) or message.get("type", "message") != "message":
            continue
        text = _message_text(message.get("text"))
        if not text.strip():
            continue
        identity = f"{title}/{message.get('id', '')}"
        day = _message_day(message) or published
        if day is None:
            refused.append(RefusedReport(report_id=identity, reason="the message has no date"))
            continue
        reports.append(Report(report_id=identity, text=text, published=day, source=title))


def _message_text(text: object) -> str:
    """Telegram writes plain text as a string, and text with links and bold as a list of pieces."""
    if isinstance(text, str):
        return text
    pieces: Iterable[object] = text if isinstance(text, list) else ()
    return "".join(
        piece if isinstance(piece, str) else str(piece.get("text", ""))
        for piece in pieces
        if isinstance(piece, (str, Mapping))
    )


def _message_day(message: Mapping[str, Any]) -> date | None:
    """By the Unix time where there is one: ``date`` is in the zone of whoever made the export."""
    stamp = str(message.get("date_unixtime") or "")
    if stamp.isdigit():
        try:
            return datetime.fromtimestamp(int(stamp), UTC).astimezone(BAGHDAD).date()
        except (OverflowError, ValueError, OSError):
            return None
    return day_in_baghdad(str(message.get("date") or ""))
