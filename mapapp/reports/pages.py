"""The article of a web page: its text without menus, scripts and adverts, and the day it was published."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Final

BAGHDAD: Final = timezone(timedelta(hours=3), "Baghdad")
"""Iraq has kept UTC+3 all year since 2008; before, summer time shifted an hour, which moves no report's day
but one told between 23:00 and midnight."""
_SKIPPED: Final = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "iframe",
     "button", "svg", "select", "textarea", "object", "figure", "menu", "dialog", "head"}
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "li", "ul", "ol", "br", "tr",
     "td", "blockquote", "table", "hr"}
)  # fmt: skip
_VOID: Final = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
)
_LEAST_ARTICLE: Final = 80
"""Characters from which an ``article`` or ``main`` is taken as the text; a shorter one is a teaser."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_PROPERTIES: Final = frozenset(
    {"article:published_time", "og:published_time", "datepublished", "date", "pubdate", "dc.date"}
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, list[str]] = {"article": [], "main": [], "p": [], "all": []}
        self.heading: list[str] = []
        self.published = ""
        self._open: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (named.get("property") or named.get("name") or named.get("itemprop", "")).lower()
            if name in _DATE_PROPERTIES and not self.published:
                self.published = named.get("content", "")
        if tag == "time" and not self.published:
            self.published = named.get("datetime", "")
        if tag in _BLOCKS:
            self._break()
        if tag in _VOID:
            return
        self._open.append(tag)
        self._skipping += tag in _SKIPPED

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            self._skipping -= closed in _SKIPPED
            if closed == tag:
                break
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._skipping or not data.strip():
            if not self._skipping and data:
                self._add(" ")
            return
        self._add(re.sub(r"\s+", " ", data))
        if "h1" in self._open:
            self.heading.append(data.strip())

    def _add(self, text: str) -> None:
        self.texts["all"].append(text)
        for tag in ("article", "main", "p"):
            if tag in self._open:
                self.texts[tag].append(text)

    def _break(self) -> None:
        for pieces in self.texts.values():
            pieces.append("\n")


def read_page(html: str) -> tuple[str, date | None]:
    """Article text of a page and the day in Baghdad on which it was published, where the page says so."""
    page = _Page()
    page.feed(html)
    page.close()
    published = day_in_baghdad(page.published)
    for tag in ("article", "main", "p", "all"):
        text = _lines("".join(page.texts[tag]))
        if len(text) >= _LEAST_ARTICLE or tag == "all":
            break
    heading = " ".join(page.heading)
    if heading and heading not in text:
        text = f"{heading}\n{text}"
    return text, published


def _lines(text: str) -> str:
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def day_in_baghdad(stamp: str) -> date | None:
    """The calendar day in Baghdad of an ISO time stamp; a stamp without a zone is taken as Baghdad's."""
    found = _DAY.search(stamp)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(stamp.strip())
    except ValueError:
        try:
            return date.fromisoformat(found.group())
        except ValueError:
            return None
    return moment.date() if moment.tzinfo is None else moment.astimezone(BAGHDAD).date()
