"""Reports out of files: every format, encodings, damaged and hostile files."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from mapapp.errors import UnreadableFile
from mapapp.reports import read_reports, reports_of

TEXT = "انفجار عبوة ناسفة في كركوك ومقتل شرطي"
DAY = date(2026, 3, 18)


def only_text(raw: bytes, name: str) -> str:
    (report,) = reports_of(raw, name, DAY).reports
    return report.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_text_is_read_in_every_encoding_that_reports_come_in(encoding: str) -> None:
    assert only_text(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize(
    "raw", [b"\x00\x01\x02\x03binary\x07", "Взрыв".encode("cp1251"), b"\xff\xfe\x00", b"\xef\xbb\xbf\xff"]
)
def test_bytes_that_are_no_text_are_refused_with_the_file_name(raw: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.txt"):
        reports_of(raw, "a.txt", DAY)


def test_a_page_gives_its_article_and_day_without_menus_and_scripts() -> None:
    page = (
        "<html><head><title>t</title><meta property='article:published_time' "
        "content='2026-03-17T22:30:00+00:00'><script>انفجار في البصرة</script></head><body>"
        "<nav>أخبار</nav><article><h1>عنوان</h1><p>" + TEXT * 3 + "</p></article>"
        "<aside>انفجار في الموصل</aside></body></html>"
    )
    (report,) = reports_of(page.encode(), "a.html", None).reports

    assert TEXT in report.text
    assert "البصرة" not in report.text
    assert "الموصل" not in report.text
    # 22:30 in London is past midnight in Baghdad.
    assert report.published == DAY


def test_a_page_of_open_tags_is_read_to_its_end() -> None:
    assert TEXT in only_text(("<div><p>" * 2000 + TEXT).encode(), "a.html")


def test_a_word_document_gives_its_paragraphs() -> None:
    packed = io.BytesIO()
    xml = (
        '<?xml version="1.0"?><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", xml)

    assert only_text(packed.getvalue(), "a.docx") == f"{TEXT}\nb"


def test_a_word_document_with_entities_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")

    with pytest.raises(UnreadableFile, match="entities"):
        reports_of(packed.getvalue(), "a.docx", DAY)


def test_an_email_gives_subject_text_and_its_day_in_baghdad() -> None:
    mail = (
        "From: desk@example.org\r\nSubject: =?utf-8?b?2LnYp9is2YQ=?=\r\n"
        "Date: Tue, 17 Mar 2026 22:30:00 +0000\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + TEXT
    )
    (report,) = reports_of(mail.encode(), "a.eml", None).reports

    assert report.text == f"عاجل\n{TEXT}"
    assert report.published == DAY


def test_a_telegram_export_gives_its_posts_with_the_day_in_baghdad() -> None:
    export = {
        "name": "News",
        "messages": [
            {"id": 1, "type": "message", "date": "2026-03-17T23:00:00", "date_unixtime": "1773786600",
             "text": ["عاجل: ", {"type": "bold", "text": TEXT}]},
            {"id": 2, "type": "service", "action": "pin"},
            {"id": 3, "type": "message", "date": "2026-03-18T01:00:00", "text": ""},
        ],
    }  # fmt: skip
    (report,) = reports_of(json.dumps(export).encode(), "result.json", None).reports

    assert report.text == f"عاجل: {TEXT}"
    assert report.report_id == "News/1"
    assert report.published == DAY


def test_json_lines_refuse_bad_rows_by_line_and_keep_the_others() -> None:
    lines = "\n".join(
        [
            json.dumps({"id": "a", "text": TEXT, "published": "2026-03-18"}),
            "{broken",
            json.dumps({"id": "b"}),
            json.dumps({"id": "c", "text": "x", "published": "soon"}),
        ]
    )
    read = reports_of(lines.encode(), "posts.jsonl", None)

    assert [report.report_id for report in read.reports] == ["a"]
    assert [refused.report_id for refused in read.refused] == ["posts:2", "posts:3", "posts:4"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "a.txt"), (b"no zip", "a.docx"), (b"no pdf", "a.pdf"), (b"[1, 2", "a.json"),
        (b'{"a": 1}', "a.json"), (b"", "a.eml"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused(raw: bytes, name: str) -> None:
    with pytest.raises(UnreadableFile, match=name):
        reports_of(raw, name, DAY)


def test_a_file_of_an_unknown_kind_is_refused_with_what_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text("x")

    with pytest.raises(UnreadableFile, match=r"\.docx"):
        read_reports(path, DAY)


def test_a_pdf_with_a_text_layer_is_read() -> None:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 10 100 Td (Blast in Mosul) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    packed = io.BytesIO()
    writer.write(packed)

    assert "Blast in Mosul" in only_text(packed.getvalue(), "a.pdf")
