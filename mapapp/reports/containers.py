"""Text out of Word documents, PDF files with a text layer, and e-mail files."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Final
from xml.etree import ElementTree as ET

from mapapp.errors import UnreadableFile
from mapapp.reports.pages import BAGHDAD, read_page

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_DOCUMENT: Final = 50_000_000
"""Bytes of an unpacked document; more is a decompression bomb, not a report."""
_MAX_PAGES: Final = 500
_LEAST_LINE: Final = 40
"""Characters from which a line without a full stop is taken as going on in the next."""
_ENDINGS: Final = (".", "!", "?", "؟", "؛", ":", "”", "»")


def word_text(raw: bytes, name: str) -> str:
    """The paragraphs of a .docx file.

    Raises:
        UnreadableFile: no Word document, or one that unpacks to an absurd size or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > _MAX_DOCUMENT:
                raise UnreadableFile(f"{name}: unpacks to {entry.file_size:,} bytes")
            xml = archive.read(entry)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableFile(f"{name}: is no Word document (.docx): {error}") from error
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableFile(f"{name}: declares entities, which no Word document does")
    try:
        root = ET.fromstring(xml)  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise UnreadableFile(f"{name}: its document.xml is damaged: {error}") from error
    paragraphs = []
    for paragraph in root.iter(f"{_WORD}p"):
        pieces = []
        for node in paragraph.iter():
            if node.tag == f"{_WORD}t":
                pieces.append(node.text or "")
            elif node.tag in {f"{_WORD}tab", f"{_WORD}br"}:
                pieces.append(" ")
        paragraphs.append("".join(pieces))
    return "\n".join(paragraphs)


def pdf_text(raw: bytes, name: str) -> str:
    """The text layer of a PDF file, lines of a paragraph joined.

    Raises:
        UnreadableFile: no PDF, an encrypted one, or one without a text layer.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        if len(reader.pages) > _MAX_PAGES:
            raise UnreadableFile(f"{name}: {len(reader.pages)} pages; {_MAX_PAGES} at most")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError,
            RecursionError, NotImplementedError, AssertionError) as error:  # fmt: skip
        raise UnreadableFile(f"{name}: can't be read as a PDF: {error}") from error
    if not text.strip():
        raise UnreadableFile(f"{name}: has no text layer; pages that are pictures can't be read")
    return joined_lines(text)


def joined_lines(text: str) -> str:
    """Text in which a long line without a full stop goes on in the next, as pages and mails break it."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        previous = lines[-1] if lines else ""
        if previous and stripped and len(previous) >= _LEAST_LINE and not previous.endswith(_ENDINGS):
            lines[-1] = f"{previous} {stripped}"
        else:
            lines.append(stripped)
    return "\n".join(lines)


def mail_text(raw: bytes, name: str) -> tuple[str, date | None, str]:
    """Subject and text of an e-mail file, its day in Baghdad, and who sent it.

    Raises:
        UnreadableFile: neither plain text nor HTML inside.
    """
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw)
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        content = "" if body is None else body.get_content()
    except (LookupError, ValueError, AttributeError) as error:
        raise UnreadableFile(f"{name}: its text can't be decoded: {error}") from error
    if not isinstance(content, str) or not content.strip():
        raise UnreadableFile(f"{name}: is no e-mail with a text")
    if body is not None and body.get_content_type() == "text/html":
        content, _ = read_page(content)
    subject = str(message.get("Subject", "")).strip()
    text = joined_lines(content)
    return f"{subject}\n{text}" if subject else text, _mail_day(message), str(message.get("From", ""))


def _mail_day(message: EmailMessage) -> date | None:
    stamp = message.get("Date")
    if stamp is None:
        return None
    try:
        moment = parsedate_to_datetime(str(stamp))
    except (TypeError, ValueError):
        return None
    return moment.date() if moment.tzinfo is None else moment.astimezone(BAGHDAD).date()
